"""Compare an answer with what is expected, and say in words where and by how much it differs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from course.nn.arguments import Array

SHOWN_ENTRIES = 6


class Tolerance(NamedTuple):
    """An answer a is right where |a - e| <= absolute + relative |e|."""

    relative: float
    absolute: float


# A float64 result of a few hundred well-conditioned operations is right to about 1e-13. The
# tolerance leaves room for other orders of summation and a harmless epsilon, and is still far
# below what any mistake changes. float32 carries 7 digits; sums and differences lose two.
FLOAT64 = Tolerance(1e-6, 1e-8)
FLOAT32 = Tolerance(1e-4, 1e-5)


def tolerance(
    arguments: Iterable[object], relative: float | None, absolute: float | None
) -> Tolerance:
    """Return the tolerance for a call: as given, else by the precision of its arguments."""
    single = any(isinstance(a, np.ndarray) and a.dtype == np.float32 for a in arguments)
    default = FLOAT32 if single else FLOAT64
    return Tolerance(
        default.relative if relative is None else relative,
        default.absolute if absolute is None else absolute,
    )


def close(answer: Array, expected: Array, limit: Tolerance) -> Array:
    """Return, entry by entry, whether `answer` is within `limit` of `expected` (nan never is)."""
    a, e = np.asarray(answer, dtype=float), np.asarray(expected, dtype=float)
    with np.errstate(all="ignore"):
        near = np.abs(a - e) <= limit.absolute + limit.relative * np.abs(e)
    return (near & np.isfinite(e)) | (a == e)


def difference(answer: Array, expected: Array, limit: Tolerance) -> str | None:
    """Return None where the answer is right, else what is wrong with it."""
    if answer.shape != expected.shape:
        return _shape_words(answer, expected)
    if (answer.dtype.kind == "b") != (expected.dtype.kind == "b"):
        return f"gave {_kind(answer)}, expected {_kind(expected)}"
    if answer.ndim and expected.dtype.kind in "iu" and answer.dtype.kind == "f":
        return f"gave {_kind(answer)}, expected {_kind(expected)}"
    right = close(answer, expected, limit)
    if right.all():
        return None
    values = answer.astype(float)
    finite = np.isfinite(values) | right
    if not finite.all():
        return _not_finite(values, expected, ~finite)
    where = _first(~right)
    gap = values[where] - float(expected[where])
    amount = f"{'too large' if gap > 0 else 'too small'} by {abs(gap):.4g}"
    if answer.ndim == 0:
        return f"gave {_number(answer)}, expected {_number(expected)} ({amount})"
    count = int((~right).sum())
    many = f"{count} of {right.size} entries are wrong" if count > 1 else "one entry is wrong"
    return (
        f"gave {_number(values[where])} at {_index(where)}, expected {_number(expected[where])} "
        f"({amount}); {many}{_whole(values, expected)}"
    )


def _shape_words(answer: Array, expected: Array) -> str:
    said = f"gave {_shape(answer.shape)}, expected {_shape(expected.shape)}"
    if answer.size == expected.size:
        said += f"; use reshape or another axis to get {expected.shape}" if expected.ndim else ""
    if expected.ndim == 0 and answer.size > 1:
        said += "; combine the entries, for example with their mean"
    return said


def _shape(shape: tuple[int, ...]) -> str:
    return f"an array of shape {shape}" if shape else "a single number"


def _kind(array: Array) -> str:
    names = {"b": "True or False", "i": "integers", "u": "integers", "f": "floating-point numbers"}
    return names[array.dtype.kind]


def _not_finite(values: Array, expected: Array, bad: Array) -> str:
    where = _first(bad)
    word = "nan (not a number)" if np.isnan(values[where]) else str(values[where])
    place = f" at {_index(where)}" if values.ndim else ""
    return f"gave {word}{place}, expected {_number(expected[where])}"


def _whole(values: Array, expected: Array) -> str:
    if values.size > SHOWN_ENTRIES:
        return ""
    return f"; all of it: {_numbers(values)}, expected {_numbers(expected)}"


def _numbers(values: Array) -> str:
    return "[" + ", ".join(_number(value) for value in values.ravel()) + "]"


def _number(value: object) -> str:
    return f"{float(np.asarray(value)):.7g}"


def _first(wrong: Array) -> tuple[int, ...]:
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(wrong)), wrong.shape))


def _index(where: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, where))}]"
