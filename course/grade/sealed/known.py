"""Objects that both sides have anyway and that cross by name: number types, ufuncs, the library."""

from __future__ import annotations

import re

import numpy as np

import course.nn

ARRAY_KINDS = frozenset("biufcSU")
# The one spelling that `dtype.str` has: np.dtype itself would read little programs.
DTYPE = re.compile(r"[<>|][biufcSU][0-9]{1,9}")
BUILTINS = (bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, object)


def _collected() -> dict[str, object]:
    """Return every object that may cross by name."""
    named: dict[str, object] = {kind.__name__: kind for kind in BUILTINS}
    named |= {"NotImplemented": NotImplemented, "Ellipsis": Ellipsis}
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


# Collected on import, in the warm parent: every child has them at no cost.
_NAMES = _collected()
_BY_IDENTITY = {id(value): name for name, value in _NAMES.items()}


class BadName(ValueError):
    """No object crosses by this name."""


def known_name(value: object) -> str | None:
    """Return the name under which `value` crosses, or None."""
    if isinstance(value, np.dtype) and value.kind in ARRAY_KINDS:
        return f"dtype:{value.str}"
    return _BY_IDENTITY.get(id(value))


def known_object(name: str) -> object:
    """Return the object of that name; `BadName` where there is none."""
    if name.startswith("dtype:"):
        return dtype_of(name.removeprefix("dtype:"))
    if name not in _NAMES:
        raise BadName(name)
    return _NAMES[name]


def dtype_of(text: str) -> np.dtype:
    """Return the dtype that `dtype.str` spells like this; `BadName` where there is none."""
    if not DTYPE.fullmatch(text):
        raise BadName(text)
    try:
        dtype = np.dtype(text)
    except (TypeError, ValueError):
        raise BadName(text) from None
    if dtype.str != text:
        raise BadName(text)
    return dtype
