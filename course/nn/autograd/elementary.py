"""Operations on each element: value and partial derivatives side by side.

In every rule g is dL/dy, y the result and a, b, x the inputs.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from course.nn.autograd.operation import Binary, Operation
from course.nn.autograd.tensor import NUMPY_FUNCTIONS, Tensor

add = Binary("add", np.add, lambda g, y, a, b: g, lambda g, y, a, b: g)

subtract = Binary("subtract", np.subtract, lambda g, y, a, b: g, lambda g, y, a, b: -g)

multiply = Binary("multiply", np.multiply, lambda g, y, a, b: g * b, lambda g, y, a, b: g * a)

divide = Binary("divide", np.divide, lambda g, y, a, b: g / b, lambda g, y, a, b: -g * y / b)

negative = Operation("negative", np.negative, lambda g, y, x: -g)


def _one_less(a: Any, b: Any) -> Any:
    """b - 1; but 0 where b = 0 and a has no power -1 to be multiplied by 0."""
    return np.where((b == 0) & ~(abs(a) > 0), 0, b - 1)


# At a = 0 the derivative by the exponent, y log a, has the limit 0; log of the `where` gives it.
power = Binary(
    "power",
    operator.pow,
    lambda g, y, a, b: g * b * a ** _one_less(a, b),
    lambda g, y, a, b: g * y * np.log(np.where(a == 0, 1, a)),
)

exp = Operation("exp", np.exp, lambda g, y, x: g * y)

log = Operation("log", np.log, lambda g, y, x: g / x)

log1p = Operation("log1p", np.log1p, lambda g, y, x: g / (1 + x))

expm1 = Operation("expm1", np.expm1, lambda g, y, x: g * (y + 1))

sqrt = Operation("sqrt", np.sqrt, lambda g, y, x: g / (2 * y))

square = Operation("square", np.square, lambda g, y, x: 2 * g * x)

reciprocal = Operation("reciprocal", np.reciprocal, lambda g, y, x: -g * y * y)

sin = Operation("sin", np.sin, lambda g, y, x: g * np.cos(x))

cos = Operation("cos", np.cos, lambda g, y, x: -g * np.sin(x))

tan = Operation("tan", np.tan, lambda g, y, x: g * (1 + y * y))

arcsin = Operation("arcsin", np.arcsin, lambda g, y, x: g / np.sqrt(1 - x * x))

arccos = Operation("arccos", np.arccos, lambda g, y, x: -g / np.sqrt(1 - x * x))

arctan = Operation("arctan", np.arctan, lambda g, y, x: g / (1 + x * x))

sinh = Operation("sinh", np.sinh, lambda g, y, x: g * np.cosh(x))

cosh = Operation("cosh", np.cosh, lambda g, y, x: g * np.sinh(x))

tanh = Operation("tanh", np.tanh, lambda g, y, x: g * (1 - y * y))

arctanh = Operation("arctanh", np.arctanh, lambda g, y, x: g / (1 - x * x))

arcsinh = Operation("arcsinh", np.arcsinh, lambda g, y, x: g / np.sqrt(x * x + 1))

arccosh = Operation("arccosh", np.arccosh, lambda g, y, x: g / np.sqrt(x * x - 1))

# |x| has a kink at 0; sign(0) = 0 takes the middle of the slopes -1 and 1.
absolute = Operation("absolute", np.absolute, lambda g, y, x: g * np.sign(x))

# Flat but for its jump: the gradient is 0 everywhere.
sign = Operation("sign", np.sign, lambda g, y, x: 0 * g)


def _share(winner: Any, a: Any, b: Any) -> Any:
    """1 where `a` wins, 1/2 where both are equal, 0 elsewhere, as floats of their dtype."""
    data = a.data if isinstance(a, Tensor) else a
    return (winner + (a == b) * 0.5).astype(data.dtype)


maximum = Binary(
    "maximum",
    np.maximum,
    lambda g, y, a, b: g * _share(a > b, a, b),
    lambda g, y, a, b: g * _share(b > a, a, b),
)

minimum = Binary(
    "minimum",
    np.minimum,
    lambda g, y, a, b: g * _share(a < b, a, b),
    lambda g, y, a, b: g * _share(b < a, a, b),
)

_where = Operation(
    "where",
    lambda a, b, condition: np.where(condition, a, b),
    lambda g, y, a, b, condition: g * condition,
    lambda g, y, a, b, condition: g * ~condition,
)

_clip = Operation(
    "clip",
    lambda x, low, high: np.clip(x, low, high),
    lambda g, y, x, low, high: g * ((x >= low) & (x <= high)),
)


def where(condition: object, a: object, b: object) -> Tensor:
    """Take `a` where `condition` holds and `b` elsewhere; the gradient goes where it came from.

    `condition` is an array of booleans (it has no gradient); the three broadcast together.
    """
    mask = np.asarray(condition.data if isinstance(condition, Tensor) else condition)
    if mask.dtype != bool:
        raise TypeError(f"condition must be booleans, got dtype {mask.dtype}; compare first")
    return _where(a, b, condition=mask)


def clip(x: object, low: float, high: float) -> Tensor:
    """Limit each element to [low, high]; the gradient is 0 outside and passes at the limits."""
    if not low <= high:
        raise ValueError(f"low must be at most high, got low {low} and high {high}")
    return _clip(x, low=low, high=high)


NUMPY_FUNCTIONS.update(
    {
        operation.forward: operation
        for operation in (
            *(add, subtract, multiply, divide, negative, exp, log, log1p, expm1, sqrt, square),
            *(reciprocal, sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh, arctanh),
            *(arcsinh, arccosh, absolute, sign, maximum, minimum),
        )
    }
)
NUMPY_FUNCTIONS.update({np.power: power, np.where: where, np.clip: clip})
NUMPY_FUNCTIONS.update(
    {
        comparison: lambda a, b, compare=comparison: compare(
            *(x.data if isinstance(x, Tensor) else x for x in (a, b))
        )
        for comparison in (
            *(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal),
        )
    }
)
