"""Checks of what callers pass in: every public function of `course.nn` starts with these.

Each returns the argument ready for use, or raises `TypeError` (wrong kind of thing) or
`ValueError` (right kind, wrong content) with the argument's name, what was given, what was
expected and what to do.

A NumPy array keeps its dtype, which must be float32 or float64: somebody chose it. Lists,
tuples and Python numbers have no dtype, so they become float64.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

FLOAT_DTYPES = (np.dtype(np.float32), np.dtype(np.float64))
# Tuples, because `isinstance(x, A | B)` builds the union at every call: as long as a check itself.
NUMPY_VALUES = (np.ndarray, np.generic)
BOOLEANS = (bool, np.bool_)
INTEGERS = (int, np.integer)
NUMBERS = (int, float, np.integer, np.floating)

TOTAL_TOLERANCE = 1e-4  # how far the sum of a distribution may be from 1

Array = NDArray[Any]


def describe(value: object) -> str:
    """Say in a few words what `value` is, for an error message."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = repr(value)
    if len(text) > 60:
        text = text[:57] + "..."
    return f"{text} ({type(value).__name__})"


def float_array(name: str, value: object, *, ndim: int | tuple[int, ...] | None = None) -> Array:
    """Return `value` as a float32 or float64 array, with `ndim` dimensions where given."""
    if isinstance(value, NUMPY_VALUES):
        array = np.asarray(value)
        if array.dtype not in FLOAT_DTYPES:
            raise TypeError(
                f"{name} must be float32 or float64, got {describe(array)}; "
                f"convert it with {name}.astype(float)"
            )
    else:
        array = _from_sequence(name, value)
    if ndim is not None:
        allowed = (ndim,) if isinstance(ndim, int) else ndim
        if array.ndim not in allowed:
            wanted = " or ".join(str(n) for n in allowed)
            raise ValueError(
                f"{name} must have {wanted} dimension(s), got {array.ndim} (shape {array.shape})"
            )
    return array


def _from_sequence(name: str, value: object) -> Array:
    if isinstance(value, str | bytes) or value is None:
        raise TypeError(f"{name} must be an array of floats, got {describe(value)}")
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} is not a rectangular array of numbers: {error}") from None
    if array.size == 0:
        return array.astype(np.float64)
    if array.dtype.kind not in "iuf":
        raise TypeError(f"{name} must be an array of floats, got {describe(value)}")
    if array.dtype == np.float32:
        return array
    return array.astype(np.float64)


def same_shape(name: str, array: Array, other_name: str, other: Array) -> None:
    """Refuse two arrays whose shapes differ: broadcasting here is nearly always a mistake."""
    if array.shape != other.shape:
        raise ValueError(
            f"{name} and {other_name} must have the same shape, "
            f"got {name} {array.shape} and {other_name} {other.shape}"
        )


def same_dtype(name: str, array: Array, other_name: str, other: Array) -> None:
    """Refuse to mix float32 and float64: the result would silently change precision."""
    if array.dtype != other.dtype:
        raise TypeError(
            f"{name} and {other_name} must have the same dtype, "
            f"got {array.dtype} and {other.dtype}; convert one of them with astype"
        )


def float_pair(name: str, value: object, other_name: str, other: object) -> tuple[Array, Array]:
    """Return two arrays of one shape and dtype; a list takes the dtype of the other."""
    first, second = float_array(name, value), float_array(other_name, other)
    if not isinstance(value, NUMPY_VALUES):
        first = first.astype(second.dtype)
    elif not isinstance(other, NUMPY_VALUES):
        second = second.astype(first.dtype)
    same_dtype(name, first, other_name, second)
    same_shape(name, first, other_name, second)
    return first, second


def label_array(name: str, value: object, *, samples: int, classes: int) -> NDArray[np.intp]:
    """Return `value` as `samples` integers, each a class from 0 to `classes - 1`."""
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise ValueError(f"{name} is not a list of integers: {error}") from None
    if array.size == 0 and not isinstance(value, np.ndarray):
        array = array.astype(np.intp)
    if array.dtype.kind not in "iu":
        raise TypeError(
            f"{name} must be integers, got {describe(value)}; "
            "one-hot rows become labels with argmax(axis=1)"
        )
    if array.shape != (samples,):
        raise ValueError(
            f"{name} must have shape ({samples},), one label a sample, got {array.shape}"
        )
    outside = (array < 0) | (array >= classes)
    if outside.any():
        where = int(np.argmax(outside))
        raise ValueError(
            f"{name} must be from 0 to {classes - 1} for {classes} classes, "
            f"got {array[where]} at index {where}"
        )
    return array.astype(np.intp)


def within(name: str, array: Array, low: float, high: float) -> Array:
    """Return `array` if every entry is from `low` to `high`; NaN passes, to come out as NaN."""
    outside = (array < low) | (array > high)
    if outside.any():
        raise ValueError(f"{name} must be from {low:g} to {high:g}, got {array[outside].flat[0]:g}")
    return array


def distributions(name: str, value: object) -> Array:
    """Return `value` as distributions along its last axis: at or above 0, sum 1; NaN passes."""
    array = float_array(name, value)
    if array.ndim == 0 or array.shape[-1] == 0:
        raise ValueError(f"{name} must hold classes along its last axis, got shape {array.shape}")
    if (array < 0).any():
        raise ValueError(f"{name} must be probabilities at or above 0, got {array.min():g}")
    totals = array.sum(axis=-1)
    wrong = np.abs(totals - 1) > TOTAL_TOLERANCE
    if wrong.any():
        raise ValueError(
            f"{name} must sum to 1 within {TOTAL_TOLERANCE:g} along the last axis, "
            f"got a sum of {totals[wrong].flat[0]:g}; divide by the sum, or use softmax for scores"
        )
    return array


def float_dtype(name: str, value: Any) -> np.dtype:
    """Return `value` as one of the two dtypes of the library, float32 or float64."""
    if not isinstance(value, str | type | np.dtype) or value not in FLOAT_DTYPES:
        raise TypeError(f"{name} must be float32 or float64, got {describe(value)}")
    return np.dtype(value)


def number(
    name: str,
    value: object,
    *,
    above: float | None = None,
    at_least: float | None = None,
    below: float | None = None,
    at_most: float | None = None,
) -> float:
    """Return `value` as a finite float within the bounds given."""
    if not isinstance(value, NUMBERS) or isinstance(value, BOOLEANS):
        raise TypeError(f"{name} must be a number, got {describe(value)}")
    try:
        result = float(value)
    except OverflowError:
        raise ValueError(f"{name} must fit a float, got {describe(value)}") from None
    inside = (
        (above is None or result > above)
        and (at_least is None or result >= at_least)
        and (below is None or result < below)
        and (at_most is None or result <= at_most)
    )
    if not (inside and isfinite(result)):
        bounds = {"above": above, "at least": at_least, "below": below, "at most": at_most}
        wanted = " and ".join(f"{word} {b:g}" for word, b in bounds.items() if b is not None)
        raise ValueError(f"{name} must be a finite number {wanted}".rstrip() + f", got {value}")
    return result


def integer(name: str, value: object, *, at_least: int | None = None) -> int:
    """Return `value` as an int at or above `at_least`."""
    if not isinstance(value, INTEGERS) or isinstance(value, bool):
        raise TypeError(f"{name} must be an integer, got {describe(value)}")
    if not -(2**63) <= value < 2**63:
        raise ValueError(f"{name} must be an integer of 64 bits, got {describe(value)}")
    if at_least is not None and value < at_least:
        raise ValueError(f"{name} must be an integer at least {at_least}, got {value}")
    return int(value)


def random_generator(name: str, value: object) -> np.random.Generator:
    """Return `value` if it is a NumPy generator: randomness is passed in, never global."""
    if not isinstance(value, np.random.Generator):
        raise TypeError(
            f"{name} must be a numpy.random.Generator, got {describe(value)}; "
            "make one with np.random.default_rng(seed)"
        )
    return value


def items(name: str, value: Any, *, of: str) -> list[Any]:
    """Return what is in a list or another iterable; a string or bytes is one thing, not many."""
    try:
        if not isinstance(value, str | bytes):
            return list(value)
    except TypeError:
        pass
    raise TypeError(f"{name} must be a list of {of}, got {describe(value)}; put one in a list")


def choice(name: str, value: object, options: Iterable[str]) -> str:
    """Return `value` if it is one of the strings in `options`."""
    names = tuple(options)
    if not isinstance(value, str) or value not in names:
        listed = ", ".join(repr(option) for option in names)
        raise ValueError(f"{name} must be one of {listed}, got {value!r}")
    return value
