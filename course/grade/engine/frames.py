"""Messages between processes: a length, then that many bytes of JSON. JSON cannot carry code."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

HEADER = struct.Struct(">I")
FRAME_BYTES = 64 * 1024 * 1024


class BadFrame(Exception):
    """What arrived is not a message: too long, cut off, or not a JSON object."""


def write_frame(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Send one message."""
    body = json.dumps(message).encode("utf-8")
    stream.write(HEADER.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """Return the next message, or None at the end of the stream."""
    header = stream.read(HEADER.size)
    if not header:
        return None
    if len(header) < HEADER.size:
        raise BadFrame("the stream ended inside a header")
    length = check_length(header)
    body = stream.read(length)
    if len(body) < length:
        raise BadFrame("the stream ended inside a message")
    return parse(body)


def check_length(header: bytes) -> int:
    """Return the length that a header announces, if it is allowed."""
    (length,) = HEADER.unpack(header)
    if length > FRAME_BYTES:
        raise BadFrame(f"a message of {length:,} bytes; the most is {FRAME_BYTES:,}")
    return length


def parse(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"not JSON: {type(error).__name__}") from None
    if not isinstance(message, dict):
        raise BadFrame(f"a {type(message).__name__} where an object belongs")
    return message
