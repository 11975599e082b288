"""Mistakes in dual numbers: the same small class, wrong in one operation at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.check.likely import Mistake


class _Dual:
    """A value and its tangent."""

    def __init__(self, value: float, tangent: float = 0.0) -> None:
        self.value = value
        self.tangent = tangent

    def __add__(self, other: _Dual) -> _Dual:
        return type(self)(self.value + other.value, self.tangent + other.tangent)

    def __mul__(self, other: _Dual) -> _Dual:
        value = self.value * other.value
        return type(self)(value, self.product(other))

    def product(self, other: _Dual) -> float:
        return self.tangent * other.value + self.value * other.tangent

    def __truediv__(self, other: _Dual) -> _Dual:
        return type(self)(self.value / other.value, self.quotient(other))

    def quotient(self, other: _Dual) -> float:
        return (self.tangent * other.value - self.value * other.tangent) / other.value**2

    def exp(self) -> _Dual:
        return type(self)(np.exp(self.value), self.exponential())

    def exponential(self) -> float:
        return np.exp(self.value) * self.tangent


def _wrong(operation: str, formula: Callable[..., float]) -> type[_Dual]:
    return type("_Wrong", (_Dual,), {operation: formula})


_CLASSES = (
    (
        "tangents multiplied",
        "The product rule has two terms: each tangent times the other value.",
        _wrong("product", lambda a, b: a.tangent * b.tangent),
    ),
    (
        "product rule cut short",
        "The product rule has two terms: each tangent times the other value.",
        _wrong("product", lambda a, b: a.tangent * b.value),
    ),
    (
        "product rule cut short",
        "The product rule has two terms: each tangent times the other value.",
        _wrong("product", lambda a, b: a.value * b.tangent),
    ),
    (
        "own value for the other factor",
        "Each tangent is multiplied by the value of the other factor.",
        _wrong("product", lambda a, b: a.tangent * a.value + b.tangent * b.value),
    ),
    (
        "plus for minus in the quotient",
        "A larger denominator makes the quotient smaller: the second term is subtracted.",
        _wrong("quotient", lambda a, b: (a.tangent * b.value + a.value * b.tangent) / b.value**2),
    ),
    (
        "terms of the quotient exchanged",
        "First the numerator's tangent times the denominator, then the other way round.",
        _wrong("quotient", lambda a, b: (a.value * b.tangent - a.tangent * b.value) / b.value**2),
    ),
    (
        "denominator not squared",
        "Divide by the square of the denominator.",
        _wrong("quotient", lambda a, b: (a.tangent * b.value - a.value * b.tangent) / b.value),
    ),
    (
        "not divided by the square",
        "Divide by the square of the denominator.",
        _wrong("quotient", lambda a, b: a.tangent * b.value - a.value * b.tangent),
    ),
    (
        "tangents divided",
        "The quotient rule has two terms over the squared denominator.",
        _wrong("quotient", lambda a, b: a.tangent / b.tangent),
    ),
    (
        "denominator taken as constant",
        "The denominator changes as well.",
        _wrong("quotient", lambda a, b: a.tangent / b.value),
    ),
    (
        "tangent forgotten in exp",
        "Chain rule: e to the a times the tangent of a.",
        _wrong("exponential", lambda a: np.exp(a.value)),
    ),
    (
        "tangent exponentiated",
        "Chain rule: the tangent is multiplied, not exponentiated.",
        _wrong("exponential", lambda a: np.exp(a.tangent)),
    ),
    (
        "tangent unchanged by exp",
        "Chain rule: multiply the tangent by e to the a.",
        _wrong("exponential", lambda a: a.tangent),
    ),
)


def _computed(kind: type[_Dual]) -> Callable[..., Any]:
    def formula(build: Callable[..., _Dual], *given: tuple[float, float]) -> tuple[None, float]:
        return None, build(*(kind(value, tangent) for value, tangent in given)).tangent

    return formula


def _derived(kind: type[_Dual], tangent: float = 1.0) -> Callable[..., Any]:
    def formula(function: Callable[[_Dual], _Dual], x: float) -> float:
        return function(kind(x, tangent)).tangent

    return formula


def _value(function: Callable[[_Dual], _Dual], x: float) -> float:
    return function(_Dual(x, 1.0)).value


dual = tuple(Mistake(name, hint, _computed(kind)) for name, hint, kind in _CLASSES)
derivative = (
    Mistake(
        "tangent not started",
        "x itself changes with speed 1: its tangent is 1.",
        _derived(_Dual, 0.0),
    ),
    Mistake("value for derivative", "Read off the tangent, not the value.", _value),
    Mistake(
        "x as tangent",
        "x itself changes with speed 1, not x.",
        lambda f, x: _derived(_Dual, x)(f, x),
    ),
    *(Mistake(name, hint, _derived(kind)) for name, hint, kind in _CLASSES),
)
