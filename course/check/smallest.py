"""From an input that fails to a small one that still fails: one sample, few columns, round numbers.

A student sees more in `softmax([[0, 1]])` than in six rows of seven digits.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

CALLS = 40  # of the student's function; a call takes well under a millisecond
SHOWN = 12  # numbers in all; a longer input explains nothing

Judge = Callable[[Sequence[object]], str | None]


@dataclass
class _Search:
    """Tries smaller inputs as long as they fail."""

    judge: Judge
    best: list[Any]
    said: str = ""
    left: int = CALLS
    seen: set[bytes] = field(default_factory=set)

    def run(self) -> None:
        """Take the first smaller input that fails, and go on from there, until none does."""
        while any(self._fails(smaller) for smaller in _smaller(self.best)):
            continue

    def _fails(self, arguments: list[object]) -> bool:
        key = repr([_key(argument) for argument in arguments]).encode()
        if self.left == 0 or key in self.seen:
            return False
        self.seen.add(key)
        self.left -= 1
        said = self.judge(copy.deepcopy(arguments))
        if said is not None:
            self.best, self.said = arguments, said
        return said is not None


def smallest_failing(
    judge: Judge, name: str, arguments: Sequence[object], keywords: Mapping[str, object]
) -> str:
    """Return in words the smallest call found that fails, "" where none small enough is found.

    Args:
        judge: says what is wrong for given arguments; None where nothing is, or where they make no
            sense, such as a label without its class.
        name: of the function, for the words.
        arguments, keywords: of the call that failed; keywords stay as they are.
    """
    search = _Search(judge, list(arguments))
    search.run()
    numbers = sum(np.size(a) for a in search.best if isinstance(a, np.ndarray))
    if not search.said or numbers > SHOWN:
        return ""
    shown = [_shown(argument) for argument in search.best]
    shown += [f"{key}={_shown(value)}" for key, value in keywords.items()]
    return f"A smaller example: {name}({', '.join(shown)}) {search.said}"


def _smaller(arguments: list[Any]) -> Iterator[list[Any]]:
    """Yield inputs a step smaller: fewer samples, then fewer columns, then rounder numbers."""
    arrays = [a for a in arguments if isinstance(a, np.ndarray) and a.ndim]
    if not arrays:
        return
    samples, columns = arrays[0].shape[0], arrays[0].shape[-1]
    for kept in range(samples if samples > 1 else 0):
        yield [a[kept : kept + 1] if _long(a, 0, samples) else a for a in arguments]
    for gone in reversed(range(columns if arrays[0].ndim > 1 and columns > 1 else 0)):
        yield [
            np.delete(a, gone, axis=-1) if _long(a, -1, columns) and np.ndim(a) > 1 else a
            for a in arguments
        ]
    for digits in (0, 1):
        yield [np.round(a, digits) if _fractional(a) else a for a in arguments]


def _long(argument: Any, axis: int, length: int) -> bool:
    """Return whether the argument is an array with so many entries along an axis."""
    return isinstance(argument, np.ndarray) and argument.ndim > 0 and argument.shape[axis] == length


def _fractional(argument: Any) -> bool:
    return isinstance(argument, np.ndarray) and argument.dtype.kind == "f"


def _key(argument: object) -> object:
    if isinstance(argument, np.ndarray):
        return argument.shape, argument.dtype.str, argument.tobytes()
    return repr(argument)


def _shown(value: object) -> str:
    if isinstance(value, np.ndarray):
        whole = value.dtype.kind == "f" and bool(np.all(value == np.round(value)))
        plain = value.astype(int) if whole and np.abs(value).max(initial=0) < 1e6 else value
        return np.array2string(plain, separator=", ", precision=4).replace("\n", "")
    return repr(value)
