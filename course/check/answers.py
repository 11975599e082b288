"""Turn an answer into a plain array, strictly: what is not plain numbers is refused in words.

Only exact types are accepted. An object that calls itself equal to everything, or an array
subclass with its own arithmetic, is not a number and never reaches a comparison.
"""

from __future__ import annotations

from typing import Any, TypeGuard

import numpy as np

from course.nn.arguments import Array

NUMPY_NUMBERS = frozenset(
    kind for kind in np.sctypeDict.values() if issubclass(kind, np.number | np.bool_)
)
PLAIN_NUMBERS = frozenset({int, float, bool}) | NUMPY_NUMBERS
DEPTH = 8


class AnswerError(Exception):
    """The answer cannot be compared; the message says what came instead of numbers."""


def to_array(answer: object) -> Array:
    """Return `answer` (a number, an array or nested lists of numbers) as a fresh real array."""
    if answer is None:
        raise AnswerError("gave None: did you forget return?")
    array = _numbers(answer, DEPTH)
    if array.dtype.kind == "c":
        raise AnswerError("gave complex numbers, expected real ones")
    if array.dtype.kind not in "biuf":
        raise AnswerError(f"gave an array of dtype {array.dtype}, expected numbers")
    return array


def is_sequence(answer: object) -> TypeGuard[list[Any] | tuple[Any, ...]]:
    """Return whether `answer` is exactly a list or tuple."""
    return type(answer) in (list, tuple)


def kind_of(answer: object) -> str:
    """Say what `answer` is in a few words, without asking the object itself."""
    if answer is None:
        return "None"
    if type(answer) is np.ndarray:
        return f"an array of shape {answer.shape}"
    if type(answer) in PLAIN_NUMBERS:
        return "a single number"
    if is_sequence(answer):
        return f"a {type(answer).__name__} of {len(answer)}"
    told = getattr(type(answer), "kind_in_words", None)  # of an object in another process
    name = told(answer) if told else type(answer).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _numbers(answer: object, depth: int) -> Array:
    if type(answer) is np.ndarray:
        return answer.copy()
    if type(answer) in PLAIN_NUMBERS:
        array = np.asarray(answer)
        if array.dtype.kind == "O":
            raise AnswerError("gave an integer too large to compare")
        return array
    if not is_sequence(answer) or depth == 0:
        raise AnswerError(f"gave {kind_of(answer)}, expected numbers (a float, an array or a list)")
    parts = [_numbers(part, depth - 1) for part in answer]
    if len({part.shape for part in parts}) > 1:
        shapes = " and ".join(str(part.shape) for part in parts[:3])
        raise AnswerError(f"gave a {type(answer).__name__} whose parts differ in shape: {shapes}")
    return np.array(parts, dtype=None if parts else float)
