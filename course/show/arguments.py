"""Checks of what figures and widgets are asked to draw: an empty or blank picture helps nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import describe

Array = NDArray[Any]


def finite(name: str, value: object, *, ndim: int = 1, length: int | None = None) -> Array:
    """Return `value` as a float array of finite numbers with `ndim` dimensions.

    Raises `ValueError` when it is empty, is not numbers, holds NaN or infinity, has other
    dimensions, or when its first axis is not `length` long.
    """
    try:
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be an array of numbers, got {describe(value)}") from None
    if array.ndim != ndim or array.size == 0:
        raise ValueError(
            f"{name} must have {ndim} dimension(s) and something in it, got shape {array.shape}"
        )
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must hold finite numbers, got NaN or infinity in it")
    if length is not None and len(array) != length:
        raise ValueError(f"{name} must have length {length}, got {len(array)}")
    return array


def named_arrays(
    name: str, value: object, *, ndim: int = 1, length: int | None = None
) -> dict[str, Array]:
    """Return a mapping from label to data with every entry checked by `finite`."""
    if not isinstance(value, Mapping) or not value:
        raise ValueError(
            f"{name} must be a dictionary from label to data with at least one entry, "
            f"got {describe(value)}"
        )
    return {
        str(label): finite(f"{name}[{label!r}]", data, ndim=ndim, length=length)
        for label, data in value.items()
    }
