"""Mistakes in Swish and GELU, and in what is measured about them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.activations.common import logistic, summed_by
from course.check.mistakes.results import in_result
from course.nn.activations import normal_cdf, normal_density
from course.nn.arguments import Array

_CHAIN = "product rule cut short"


def _slope(x: Array, beta: float) -> Array:
    gate = logistic(beta * x)
    return gate * (1 - gate)


swish = (
    *in_result(
        0,
        3,
        (
            Mistake(
                "beta ignored",
                "The gate is the sigmoid of beta x.",
                lambda x, beta=1.0: x * logistic(x),
            ),
            Mistake(
                "beta outside of the gate",
                "beta stands inside the sigmoid only.",
                lambda x, beta=1.0: beta * x * logistic(x),
            ),
            Mistake(
                "beta outside of the gate",
                "beta stands inside the sigmoid only.",
                lambda x, beta=1.0: beta * x * logistic(beta * x),
            ),
            Mistake(
                "gate alone", "The gate is multiplied by x.", lambda x, beta=1.0: logistic(beta * x)
            ),
            Mistake(
                "gate turned round",
                "The gate opens to the right.",
                lambda x, beta=1.0: x * logistic(-beta * x),
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                _CHAIN,
                "x stands in front of the gate and inside of it: two terms.",
                lambda x, beta=1.0: logistic(beta * x),
            ),
            Mistake(
                _CHAIN,
                "x stands in front of the gate and inside of it: two terms.",
                lambda x, beta=1.0: beta * x * _slope(x, beta),
            ),
            Mistake(
                "inner derivative missing",
                "The gate's derivative by x has the factor beta.",
                lambda x, beta=1.0: logistic(beta * x) + x * _slope(x, beta),
            ),
            Mistake(
                "x missing in the second term",
                "In the second term the gate's slope is multiplied by x.",
                lambda x, beta=1.0: logistic(beta * x) + beta * _slope(x, beta),
            ),
            Mistake(
                "derivative of the sigmoid",
                "The gate is multiplied by x: use the product rule.",
                lambda x, beta=1.0: beta * _slope(x, beta),
            ),
            Mistake(
                "(1 - s) missing",
                "The derivative of the sigmoid is s (1 - s).",
                lambda x, beta=1.0: logistic(beta * x) * (1 + beta * x),
            ),
            Mistake(
                "beta ignored",
                "The gate is the sigmoid of beta x.",
                lambda x, beta=1.0: logistic(x) + x * _slope(x, 1.0),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                "x for its square",
                "x stands in front of the gate, and once more as inner derivative.",
                lambda x, beta=1.0: x * _slope(x, beta),
            ),
            Mistake(
                "derivative by x",
                "beta is what changes here: the inner derivative is x.",
                lambda x, beta=1.0: beta * x * _slope(x, beta),
            ),
            Mistake(
                "beta multiplied in",
                "The inner derivative of beta x by beta is x: beta itself is gone.",
                lambda x, beta=1.0: beta * x**2 * _slope(x, beta),
            ),
            Mistake(
                "(1 - s) missing",
                "The derivative of the sigmoid is s (1 - s).",
                lambda x, beta=1.0: x**2 * logistic(beta * x),
            ),
            Mistake(
                "x missing",
                "The gate is multiplied by x, and its inner derivative is x.",
                lambda x, beta=1.0: _slope(x, beta),
            ),
            Mistake(
                "beta ignored",
                "The gate is the sigmoid of beta x.",
                lambda x, beta=1.0: x**2 * _slope(x, 1.0),
            ),
        ),
    ),
)


def by_beta(x: Array) -> tuple[Mistake, ...]:
    """Return the mistakes in the derivative of the sum of values by beta."""
    return summed_by(swish, 2, lambda beta: (x, beta))


def _erf(x: Array) -> Array:
    return 2 * normal_cdf(np.asarray(x, dtype=float) * np.sqrt(2)) - 1


gelu = (
    *in_result(
        0,
        2,
        (
            Mistake(
                "approximation for the exact value",
                "This is x sigmoid(1.702 x): the exact value has the error function.",
                lambda x: x * logistic(1.702 * x),
            ),
            Mistake(
                "approximation for the exact value",
                "This is the approximation with tanh: the exact value has the error function.",
                lambda x: 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))),
            ),
            Mistake(
                "root of 2 missing",
                "The error function is taken of x / sqrt(2).",
                lambda x: 0.5 * x * (1 + _erf(x)),
            ),
            Mistake(
                "half missing",
                "1 + erf lies between 0 and 2: halve it.",
                lambda x: x * (1 + _erf(x / np.sqrt(2))),
            ),
            Mistake(
                "1 missing",
                "erf lies between -1 and 1: add 1 before halving.",
                lambda x: 0.5 * x * _erf(x / np.sqrt(2)),
            ),
            Mistake(
                "gate alone",
                "The gate is multiplied by x.",
                lambda x: normal_cdf(np.asarray(x, dtype=float)),
            ),
            Mistake(
                "density for share",
                "The gate is the share of the bell curve below x, not its height.",
                lambda x: x * normal_density(np.asarray(x, dtype=float)),
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                _CHAIN,
                "x stands in front of the gate and inside of it: two terms.",
                lambda x: normal_cdf(np.asarray(x, dtype=float)),
            ),
            Mistake(
                _CHAIN,
                "x stands in front of the gate and inside of it: two terms.",
                lambda x: x * normal_density(np.asarray(x, dtype=float)),
            ),
            Mistake(
                "x missing in the second term",
                "In the second term the bell curve is multiplied by x.",
                lambda x: (
                    normal_cdf(np.asarray(x, dtype=float)) + normal_density(np.asarray(x, float))
                ),
            ),
            Mistake(
                "bell curve not normalised",
                "The bell curve is divided by sqrt(2 pi), so that its area is 1.",
                lambda x: normal_cdf(np.asarray(x, dtype=float)) + x * np.exp(-(x**2) / 2),
            ),
            Mistake(
                "half missing in the exponent",
                "The exponent of the bell curve is -x squared / 2.",
                lambda x: (
                    normal_cdf(np.asarray(x, dtype=float))
                    + x * np.exp(-(x**2)) / np.sqrt(2 * np.pi)
                ),
            ),
            Mistake(
                "derivative of the approximation",
                "This belongs to x sigmoid(1.702 x).",
                lambda x: logistic(1.702 * x) + 1.702 * x * _slope(x, 1.702),
            ),
        ),
    ),
)


def _gives(name: str, hint: str, answer: float | Sequence[float]) -> Mistake:
    return Mistake(name, hint, lambda: answer)


_GAP, _LOWEST, _PLACE = 0.020335, -0.278465, -1.278465
_SILU_GAP = 0.193002  # the largest gap of GELU and Swish with beta 1

gap = (
    _gives(
        "gap of Swish with beta 1",
        "The approximation has beta 1.702.",
        _SILU_GAP,
    ),
    _gives("sign", "The gap is a size, at or above 0.", -_GAP),
    _gives("the dip for the gap", "This is the depth of Swish's dip.", -_LOWEST),
)
lowest = (
    _gives("exchanged", "First the lowest value, then the x at which it lies.", [_PLACE, _LOWEST]),
    _gives("the printed claim", "The slide says nonnegative everywhere: measure it.", [0.0, 0.0]),
    _gives(
        "size for value",
        "The lowest value is negative: the slide is wrong there.",
        [-_LOWEST, _PLACE],
    ),
    _gives("sign of the place", "The dip lies on the left.", [_LOWEST, -_PLACE]),
    _gives(
        "the dip of GELU",
        "This is GELU's lowest value: Swish is asked for.",
        [-0.169971, -0.751792],
    ),
)
gate_numbers = (
    *(Mistake(m.name, m.hint, lambda wrong=m.wrong: [wrong(), _LOWEST, _PLACE]) for m in gap),
    *(Mistake(m.name, m.hint, lambda wrong=m.wrong: [_GAP, *wrong()]) for m in lowest),
)
