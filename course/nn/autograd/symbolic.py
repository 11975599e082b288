"""Symbolic differentiation: formulas in, formulas out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course.nn.arguments import describe, number


@dataclass(frozen=True)
class Expression:
    r"""A formula: a number, a symbol, or an operation on formulas.

    Build one from `symbol("x")` with +, -, *, /, ** and `call("exp", ...)`. `derivative` applies
    the rules of calculus and gives another formula. Formulas are trees: what appears twice is
    written, and differentiated, twice. That is why nested products swell, and why a graph that
    shares its parts does not.

    Attributes:
        kind: "number", "symbol", "+", "*", "**" or the name of a function.
        parts: the number, the name, or the formulas inside.

    Source: CPSC 532S, "Symbolic differentiation"; CS109B, "Symbol-to-symbol Differentiation".
    """

    kind: str
    parts: tuple[Any, ...]

    def __add__(self, other: object) -> Expression:
        return _add(self, _expression(other))

    def __radd__(self, other: object) -> Expression:
        return _add(_expression(other), self)

    def __sub__(self, other: object) -> Expression:
        return _add(self, _multiply(constant(-1), _expression(other)))

    def __rsub__(self, other: object) -> Expression:
        return _add(_expression(other), _multiply(constant(-1), self))

    def __mul__(self, other: object) -> Expression:
        return _multiply(self, _expression(other))

    def __rmul__(self, other: object) -> Expression:
        return _multiply(_expression(other), self)

    def __truediv__(self, other: object) -> Expression:
        return _multiply(self, _power(_expression(other), constant(-1)))

    def __rtruediv__(self, other: object) -> Expression:
        return _multiply(_expression(other), _power(self, constant(-1)))

    def __pow__(self, other: object) -> Expression:
        return _power(self, _expression(other))

    def __rpow__(self, other: object) -> Expression:
        return _power(_expression(other), self)

    def __neg__(self) -> Expression:
        return _multiply(constant(-1), self)

    def __str__(self) -> str:
        if self.kind == "number":
            return f"{self.parts[0]:g}"
        if self.kind == "symbol":
            return str(self.parts[0])
        if self.kind in ("+", "*", "**"):
            sign = f" {self.kind} " if self.kind != "**" else "**"
            return "(" + sign.join(str(part) for part in self.parts) + ")"
        return f"{self.kind}({self.parts[0]})"

    def size(self) -> int:
        """Return how many numbers, symbols and operations the formula is written with."""
        if self.kind in ("number", "symbol"):
            return 1
        return 1 + sum(part.size() for part in self.parts)

    def evaluate(self, values: Mapping[str, float]) -> float:
        """Return the formula's value. Raises `ValueError` for a symbol without a value."""
        if self.kind == "number":
            return float(self.parts[0])
        if self.kind == "symbol":
            name = self.parts[0]
            if name not in values:
                raise ValueError(f"values must give {name!r}, got only {sorted(values)}")
            return float(values[name])
        inside = [part.evaluate(values) for part in self.parts]
        if self.kind == "+":
            return inside[0] + inside[1]
        if self.kind == "*":
            return inside[0] * inside[1]
        if self.kind == "**":
            return float(inside[0] ** inside[1])
        return FUNCTIONS[self.kind][0](inside[0])

    def derivative(self, name: str) -> Expression:
        """Return the derivative by the symbol `name`, as a formula."""
        if self.kind == "number":
            return constant(0)
        if self.kind == "symbol":
            return constant(1 if self.parts[0] == name else 0)
        if self.kind == "+":
            return self.parts[0].derivative(name) + self.parts[1].derivative(name)
        if self.kind == "*":
            a, b = self.parts
            return a.derivative(name) * b + a * b.derivative(name)
        if self.kind == "**":
            a, b = self.parts
            by_base = b * a ** (b - 1) * a.derivative(name)
            slope = b.derivative(name)
            return by_base if _is(slope, 0) else by_base + self * call("log", a) * slope
        (inner,) = self.parts
        return FUNCTIONS[self.kind][1](inner) * inner.derivative(name)


def symbol(name: str) -> Expression:
    """Return the formula that is the symbol `name`. Raises `TypeError` unless it is a string."""
    if not isinstance(name, str) or not name:
        raise TypeError(f"name must be a string such as 'x', got {describe(name)}")
    return Expression("symbol", (name,))


def constant(value: float) -> Expression:
    """Return the formula that is a number."""
    return Expression("number", (number("value", value),))


def call(function: str, argument: object) -> Expression:
    """Return function(argument), for "exp", "log", "sin", "cos", "tanh" or "sigmoid"."""
    if function not in FUNCTIONS:
        raise ValueError(f"function must be one of {', '.join(FUNCTIONS)}, got {function!r}")
    return Expression(function, (_expression(argument),))


FUNCTIONS: dict[str, tuple[Callable[[float], float], Callable[[Expression], Expression]]] = {
    "exp": (math.exp, lambda x: call("exp", x)),
    "log": (math.log, lambda x: 1 / x),
    "sin": (math.sin, lambda x: call("cos", x)),
    "cos": (math.cos, lambda x: -call("sin", x)),
    "tanh": (math.tanh, lambda x: 1 - call("tanh", x) ** 2),
    "sigmoid": (
        lambda x: 0.5 * (1 + math.tanh(x / 2)),
        lambda x: call("sigmoid", x) * (1 - call("sigmoid", x)),
    ),
}
"""Name: (value of a number, derivative as a formula of the argument)."""


def _expression(value: object) -> Expression:
    return value if isinstance(value, Expression) else constant(value)  # type: ignore[arg-type]  # it checks


def _is(expression: Expression, value: float) -> bool:
    return expression.kind == "number" and expression.parts[0] == value


def _add(a: Expression, b: Expression) -> Expression:
    if a.kind == b.kind == "number":
        return constant(a.parts[0] + b.parts[0])
    if _is(a, 0):
        return b
    return a if _is(b, 0) else Expression("+", (a, b))


def _multiply(a: Expression, b: Expression) -> Expression:
    if a.kind == b.kind == "number":
        return constant(a.parts[0] * b.parts[0])
    if _is(a, 0) or _is(b, 0):
        return constant(0)
    if _is(a, 1):
        return b
    return a if _is(b, 1) else Expression("*", (a, b))


def _power(a: Expression, b: Expression) -> Expression:
    if _is(b, 0):
        return constant(1)
    return a if _is(b, 1) else Expression("**", (a, b))
