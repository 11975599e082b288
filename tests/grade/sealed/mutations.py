"""Honest messages, recorded, and what becomes of them when bytes are changed.

`python -m tests.grade.sealed.mutations BYTES [SEED]` feeds that many bytes of mutated messages to
the tester's side and says how it went. `test_fuzz` does the same with fewer.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import random
import resource
import socket
import sys
import time
import tracemalloc
import warnings
from collections import Counter
from collections.abc import Iterator
from functools import partial

import numpy as np

from course.check.calling import Call
from course.grade.sealed.line import LineBroken
from course.grade.sealed.message import HEAD
from course.grade.sealed.tester_side import TesterSide
from course.grade.sealed.wire import BadMessage, decode
from tests.grade.sealed.two_sides import two_sides

STUDENT = """
    import numpy as np, warnings
    class Adam:
        def __init__(self, ps): self.ps = ps
        def step(self, gs):
            for p, g in zip(self.ps, gs): p -= 0.1 * g
            return self
    def echo(x): return x
    def call(f): return f(np.arange(3), key=[1])
    def doubles(x): x *= 2
    def fails(): raise ValueError('no')
    def draws(rng): print('drawn'); warnings.warn('careful'); return rng.normal(), np.random.rand()
    def changes(d): d['new'] = [1, d.pop('old')]
"""
VALUES = (
    *(3, -(2**70), 1.5, float("nan"), 2j, "text", "\ud800", b"bytes", None, True, slice(1, None)),
    *(range(3), ..., np.float32(1), np.int64(2), np.exp, np.float64, np.dtype("<f4")),
    *([1, [2.0, "a"]], (1, (2,)), {"a": {1: 2}}, {1, 2}, frozenset("ab")),
    *(np.zeros((2, 0)), np.ones((2, 3), np.float32), np.array(["a", "bc"]), np.array(True)),
    *(np.random.Generator(kind(0)) for kind in (np.random.MT19937, np.random.Philox)),
)
# Bytes that mean something in a message.
TELLING = b"NTFifcsbLUEZdlrangkAHCS\x00\x01\x7f\x80\xff"
PIECE = 40


def record() -> list[bytes]:
    """Return all messages that an honest student's side sends in a short conversation."""
    bodies: list[bytes] = []
    np.random.seed(1)  # noqa: NPY002
    with two_sides(STUDENT) as student:
        channel = student.tester.channel
        receive = channel.receive_body

        def listen(seconds: float | None = None) -> bytes | None:
            body = receive(seconds)
            bodies.append(body or b"")
            return body

        channel.receive_body = listen
        for value in VALUES:
            student["echo"](value)
        w = np.ones(3)
        student["Adam"]([w]).step([w.copy()]).step([w])
        student["call"](lambda x, key: x.sum())
        with contextlib.suppress(ValueError):
            student["fails"]()
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            student["draws"](np.random.default_rng(2))
        student["changes"]({"old": np.zeros(2)})
        calls = [Call(student["echo"], (value,), {}) for value in (1.0, np.ones(2), "text")]
        for made in student.tester.do_many([*calls, Call(student["doubles"], (np.ones(2),), {})]):
            made()
    return sorted(set(bodies))


def mutated(bodies: list[bytes], seed: int) -> Iterator[bytes]:
    """Yield messages without end, each one or more honest ones with some bytes changed."""
    chance = random.Random(seed)
    for count in itertools.count():
        body = bytearray(chance.choice(bodies))
        for _ in range(1 + count % 3):
            _mutate(body, chance.choice(bodies), chance)
        yield bytes(body)


def _mutate(body: bytearray, other: bytes, chance: random.Random) -> None:
    at = chance.randrange(len(body) + 1)
    end = min(len(body), at + chance.randrange(1, PIECE))
    start = chance.randrange(len(other))
    match chance.randrange(7):
        case 0 if body:
            body[at % len(body)] ^= 1 << chance.randrange(8)
        case 1 if body:
            body[at % len(body)] = chance.choice(TELLING)
        case 2:
            body[at:end] = b""
        case 3:
            body[at:at] = body[at:end] * chance.randrange(1, 4)
        case 4:
            body[at:end] = other[start : start + PIECE]
        case 5:
            body[at : at + 4] = chance.choice([0, 1, 5, 2**16, 2**31, 2**32 - 1]).to_bytes(4)
        case _:
            body[at:at] = chance.randbytes(chance.randrange(1, 9))


class Target:
    """A tester's side in the middle of a conversation, made anew for each message."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()

    def feed(self, body: bytes) -> None:
        """Read one message as the tester does; anything but a value or `BadMessage` is a fault."""
        ours, theirs = socket.socketpair()
        with ours, theirs, _undone():
            line = TesterSide(ours)
            for value in (np.ones(3), [1, [2]], {"old": 1}, {1}, np.random.default_rng(2)):
                line.refer(value)
            line.sharing.changes(line.refer)
            line.refer(len)
            # Also as a value alone: a head that is damaged keeps the rest from being read.
            for read in (line.receive_parts, partial(_read_value, line)):
                try:
                    read(body)
                    self.outcomes["read"] += 1
                except (BadMessage, LineBroken):
                    self.outcomes["refused"] += 1


def _read_value(line: TesterSide, body: bytes) -> None:
    """Read what follows the head; where it has their form, as the answers to many calls."""
    value = decode(body[HEAD.size :], line.resolve)
    if type(value) is tuple and value and type(value[0]) is tuple:
        for answer in value[0]:
            line.take_answer(answer)


@contextlib.contextmanager
def _undone() -> Iterator[None]:
    """Undo what a message does to the surroundings, and hide what it shows."""
    states = np.random.get_state(), random.getstate()  # noqa: NPY002
    with (
        np.errstate(),
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            np.random.set_state(states[0])  # noqa: NPY002
            random.setstate(states[1])


def fuzz(total: int, seed: int) -> Counter[str]:
    """Feed `total` bytes of mutated messages; return how many were read and how many refused."""
    target, fed = Target(), 0
    for body in mutated(record(), seed):
        target.feed(body)
        fed += len(body)
        target.outcomes["messages"] += 1
        if fed >= total:
            return target.outcomes
    raise AssertionError("messages without end have ended")


def main() -> None:
    total, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    fuzz(total // 20, seed + 1)  # what is made once is made
    tracemalloc.start()
    held, _ = tracemalloc.get_traced_memory()
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    outcomes = fuzz(total, seed)
    grown = tracemalloc.get_traced_memory()[0] - held
    high = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{total:,} bytes in {time.monotonic() - began:.0f} s: {dict(outcomes)}")
    print(f"memory held: {grown:+,} bytes; resident at most {resident:,} kB, then {high:,} kB")


if __name__ == "__main__":
    main()
