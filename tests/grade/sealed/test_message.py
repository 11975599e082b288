"""A message's head and parts, and the bytes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.grade.sealed.message import CHANGE, HEAD, KINDS, Message, pack, unpack
from course.grade.sealed.wire import BadMessage

NUMBERS = st.integers(0, 2**32 - 1)
MESSAGES = st.builds(
    Message,
    kind=st.sampled_from(KINDS),
    number=NUMBERS,
    what=st.text(st.characters(max_codepoint=127), max_size=12),
    operands=st.binary(max_size=40),
    changes=st.lists(st.tuples(NUMBERS, st.binary(max_size=20)), max_size=4),
    released=st.lists(NUMBERS, max_size=4),
    aside=st.binary(max_size=20),
)
FULL = Message("gave", 7, "call", b"N", [(3, b"T"), (5, b"")], [1, 2], b"F")


@given(MESSAGES)
def test_what_is_packed_comes_out_the_same(message: Message) -> None:
    assert unpack(pack(message)) == message


@pytest.mark.parametrize("length", range(len(pack(FULL))))
def test_a_message_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(BadMessage):
        unpack(pack(FULL)[:length])


def test_bytes_after_a_message_are_refused() -> None:
    with pytest.raises(BadMessage, match="disagree"):
        unpack(pack(FULL) + b"N")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadMessage, match="of no known kind"):
        unpack(bytes([len(KINDS)]) + pack(FULL)[1:])


def test_an_operation_that_is_no_ascii_is_refused() -> None:
    with pytest.raises(BadMessage, match="of no known operation"):
        unpack(HEAD.pack(2, 1, 1, 0, 0, 0, 0) + b"\xff")


@pytest.mark.parametrize("part", range(5))
def test_a_length_beyond_the_message_is_refused(part: int) -> None:
    lengths = [0] * 5
    lengths[part] = 2**32 - 1
    with pytest.raises(BadMessage):
        unpack(HEAD.pack(2, 1, *lengths) + bytes(100))


def test_a_change_longer_than_the_message_is_refused() -> None:
    head = HEAD.pack(2, 1, 0, 0, 0, 0, 2)
    with pytest.raises(BadMessage, match="parts longer than the message"):
        unpack(head + CHANGE.pack(1, 2**32 - 1) + CHANGE.pack(1, 0))
