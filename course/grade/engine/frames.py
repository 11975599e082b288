"""Messages between processes: a length, then that many bytes. JSON, which cannot carry code."""

from __future__ import annotations

import json
import re
import socket
import struct
import time
from typing import Any

HEADER = struct.Struct(">I")
FRAME_BYTES = 64 * 1024 * 1024
PIECE = 1 << 18
# How JSON writes half a character outside of UTF-8; whole ones come in pairs of these.
SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class BadFrame(Exception):
    """What arrived is not a message: too long, cut off, or not a JSON object."""


class Channel:
    """One end of a connection that carries whole messages.

    Args:
        connection: a connected stream socket; the channel owns it.
        most_bytes: all that may ever arrive; the other end is not to be trusted.
    """

    def __init__(self, connection: socket.socket, most_bytes: int | None = None) -> None:
        self.connection = connection
        self._left = most_bytes
        self._buffer = bytearray()

    def fileno(self) -> int:
        return self.connection.fileno()

    def close(self) -> None:
        self.connection.close()

    def send(self, message: dict[str, Any]) -> None:
        """Send one JSON message."""
        self.send_body(json.dumps(message).encode("utf-8"))

    def send_body(self, body: bytes) -> None:
        """Send one message of any bytes."""
        self._wait_at_most(None)
        self.connection.sendall(HEADER.pack(len(body)) + body)

    def receive(self, seconds: float | None = None) -> dict[str, Any] | None:
        """Return the next JSON message, or None when the other end has closed.

        Raises:
            BadFrame: it is not a message; nothing after it can be read.
            TimeoutError: none was complete within `seconds`; what has arrived is kept.
        """
        body = self.receive_body(seconds)
        return None if body is None else parse(body)

    def receive_body(self, seconds: float | None = None) -> bytes | None:
        """Return the bytes of the next message, as `receive` does."""
        until = None if seconds is None else time.monotonic() + seconds
        while (body := self._complete()) is None:
            if until is not None:
                left = until - time.monotonic()
                if left <= 0:
                    raise TimeoutError
                self._wait_at_most(left)
            else:
                self._wait_at_most(None)
            try:
                piece = self.connection.recv(PIECE)
            except ConnectionError:
                piece = b""
            if not piece:
                if self._buffer:
                    raise BadFrame("the stream ended inside a message")
                return None
            self._count(len(piece))
            self._buffer += piece
        return body

    def _wait_at_most(self, seconds: float | None) -> None:
        if seconds is not None or self.connection.gettimeout() is not None:
            self.connection.settimeout(seconds)  # a system call, even where nothing changes

    def _complete(self) -> bytes | None:
        """Take one whole message out of what has arrived."""
        if len(self._buffer) < HEADER.size:
            return None
        (length,) = HEADER.unpack_from(self._buffer)
        if length > FRAME_BYTES:
            raise BadFrame(f"a message of {length:,} bytes; the most is {FRAME_BYTES:,}")
        end = HEADER.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[HEADER.size : end])
        del self._buffer[:end]
        return body

    def _count(self, arrived: int) -> None:
        if self._left is None:
            return
        self._left -= arrived
        if self._left < 0:
            raise BadFrame("more output than a submission may send")


def parse(body: bytes) -> dict[str, Any]:
    """Return the JSON object in `body`, its text such as any file and database can hold."""
    try:
        message = json.loads(body.decode("utf-8"))
        if SURROGATE.search(body):
            whole = json.dumps(message, ensure_ascii=False).encode("utf-8", errors="replace")
            message = json.loads(whole)
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"not JSON: {type(error).__name__}") from None
    if not isinstance(message, dict):
        raise BadFrame(f"a {type(message).__name__} where an object belongs")
    return message
