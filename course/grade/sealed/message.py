"""The form of a message: a head of fixed length says how long its parts are; the parts follow."""

from __future__ import annotations

import struct
from typing import NamedTuple

from course.grade.sealed.wire import BadMessage

REQUESTS, ANSWERS = ("do", "callback"), ("gave", "raised")
KINDS = (*REQUESTS, *ANSWERS)
# The kind, the number, the lengths of what, operands and aside; how many released, and changes.
HEAD = struct.Struct(">B6I")
NUMBER_BYTES = 4
CHANGE = struct.Struct(">2I")


class Message(NamedTuple):
    """A request or an answer, with what else the other side must know by then.

    Attributes:
        kind: of `KINDS`.
        number: of the request, or of the one that is answered.
        what: the operation that is asked for; empty in an answer.
        operands: a value's bytes, to be read once the changes are applied.
        changes: number and new content of each shared object that is new or has changed.
        released: numbers of objects that this side holds no more.
        aside: surroundings and printed text as one value's bytes; empty where there are none.
    """

    kind: str
    number: int
    what: str
    operands: bytes
    changes: list[tuple[int, bytes]]
    released: list[int]
    aside: bytes


def pack(message: Message) -> bytes:
    """Return the message's bytes."""
    kind, number, what, operands, changes, released, aside = message
    sizes = len(what), len(operands), len(aside), len(released), len(changes)
    parts = [HEAD.pack(KINDS.index(kind), number, *sizes), what.encode("ascii"), operands, aside]
    parts.append(struct.pack(f">{len(released)}I", *released))
    for one, content in changes:
        parts += (CHANGE.pack(one, len(content)), content)
    return b"".join(parts)


def unpack(body: bytes) -> Message:
    """Return the message in `body`; the values in it are not looked at.

    Raises:
        BadMessage: its parts do not fill it exactly, or it is of no known kind.
    """
    size = len(body)
    if size < HEAD.size:
        raise BadMessage("shorter than a head")
    kind, number, what, operands, aside, released, changes = HEAD.unpack_from(body)
    if kind >= len(KINDS):
        raise BadMessage("of no known kind")
    after_what = HEAD.size + what
    after_operands = after_what + operands
    after_aside = after_operands + aside
    at = after_aside + released * NUMBER_BYTES
    if at + changes * CHANGE.size > size:
        raise BadMessage("parts longer than the message")
    pairs = []
    for _ in range(changes):
        if at + CHANGE.size > size:
            raise BadMessage("parts longer than the message")
        one, length = CHANGE.unpack_from(body, at)
        at += CHANGE.size + length
        pairs.append((one, body[at - length : at]))
    if at != size:
        raise BadMessage("parts and length of the message disagree")
    try:
        name = body[HEAD.size : after_what].decode("ascii")
    except UnicodeDecodeError:
        raise BadMessage("of no known operation") from None
    return Message(
        KINDS[kind],
        number,
        name,
        body[after_what:after_operands],
        pairs,
        list(struct.unpack_from(f">{released}I", body, after_aside)),
        body[after_operands:after_aside],
    )
