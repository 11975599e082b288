"""Objects that both sides have anyway and that cross by name: number types, ufuncs, the library."""

from __future__ import annotations

import functools

import numpy as np

import course.nn

BUILTINS = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object)


@functools.cache
def _names() -> dict[str, object]:
    """Return every object that may cross by name."""
    named: dict[str, object] = {kind.__name__: kind for kind in BUILTINS}
    named |= {"NotImplemented": NotImplemented, "Ellipsis": Ellipsis, "newaxis": np.newaxis}
    for name in sorted(set(dir(np))):
        value = getattr(np, name)
        if isinstance(value, np.ufunc) or (
            isinstance(value, type) and issubclass(value, np.generic | np.ndarray)
        ):
            named[f"numpy.{name}"] = value
    for name in course.nn.__all__:
        value = getattr(course.nn, name)
        if callable(value):
            named[f"course.nn.{name}"] = value
    return named


@functools.cache
def _by_identity() -> dict[int, str]:
    return {id(value): name for name, value in _names().items() if value is not None}


def known_name(value: object) -> str | None:
    """Return the name under which `value` crosses, or None."""
    if isinstance(value, np.dtype) and value.kind in "biufcSU":
        return f"dtype:{value.str}"
    return _by_identity().get(id(value))


def known_object(name: str) -> object:
    """Return the object of that name; `KeyError` or `TypeError` where there is none."""
    if name.startswith("dtype:"):
        dtype = np.dtype(name.removeprefix("dtype:"))
        if dtype.kind not in "biufcSU":
            raise KeyError(name)
        return dtype
    return _names()[name]
