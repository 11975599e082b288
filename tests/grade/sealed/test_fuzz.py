"""Mutated messages are refused as messages: no other error, no hang, no memory kept.

The full amount: `python -m tests.grade.sealed.mutations 10000000`; the coverage-guided fuzzer:
`python -m tests.grade.sealed.coverage_guided`.
"""

from __future__ import annotations

import tracemalloc

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grade.sealed.mutations import Target, fuzz, mutated, record

BYTES = 100_000


def test_mutated_messages_are_read_or_refused_and_leave_nothing() -> None:
    fuzz(BYTES // 4, seed=1)  # what is made once is made
    tracemalloc.start()
    try:
        held, _ = tracemalloc.get_traced_memory()
        outcomes = fuzz(BYTES, seed=0)
        after, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert outcomes["refused"] > 50
    assert outcomes["read"] > 5
    assert after - held < 300_000
    assert most - held < 200_000_000


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500), st.integers(0, 2**32))
def test_hypothesis_finds_no_other_way(tail: bytes, seed: int) -> None:
    target = Target()
    target.feed(tail)
    bodies = RECORDED or RECORDED.extend(record()) or RECORDED
    target.feed(next(mutated(bodies, seed)) + tail)


RECORDED: list[bytes] = []


def test_honest_messages_are_read() -> None:
    target = Target()
    bodies = record()
    for body in bodies:
        target.feed(body)
    assert len(bodies) > 30
    assert target.outcomes["read"] > len(bodies)
