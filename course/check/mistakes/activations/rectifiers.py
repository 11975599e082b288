"""Mistakes in leaky ReLU, PReLU and ELU."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

_MAXIMUM = "the form with max"
_MAXIMUM_HINT = (
    "max(slope x, x) picks the wrong piece where the slope is above 1: choose by the sign of x."
)
_AT_LEAST = ">= for >"

leaky_relu = (
    *in_result(
        0,
        2,
        (
            Mistake(_MAXIMUM, _MAXIMUM_HINT, lambda x, slope=0.01: np.maximum(slope * x, x)),
            Mistake(
                "left half flat",
                "On the left the unit leaks: x is multiplied by the slope there.",
                lambda x, slope=0.01: np.maximum(0, x),
            ),
            Mistake(
                "constant on the left",
                "On the left the value is the slope times x.",
                lambda x, slope=0.01: np.where(x > 0, x, slope),
            ),
            Mistake(
                "slope argument ignored",
                "The slope is an argument of the function: do not write 0.01.",
                lambda x, slope=0.01: np.where(x > 0, x, 0.01 * x),
            ),
            Mistake(
                "sides exchanged",
                "The slope belongs to the left side, where x is not above 0.",
                lambda x, slope=0.01: np.where(x > 0, slope * x, x),
            ),
            Mistake(
                "sign of the left half",
                "The slope multiplies x itself, which is negative there.",
                lambda x, slope=0.01: np.where(x > 0, x, -slope * x),
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                _AT_LEAST,
                "At 0 the derivative is taken as the slope of the left side.",
                lambda x, slope=0.01: np.where(x >= 0, 1, slope),
            ),
            Mistake(
                _MAXIMUM,
                _MAXIMUM_HINT,
                lambda x, slope=0.01: np.where(slope * x > x, slope, 1),
            ),
            Mistake(
                _MAXIMUM,
                _MAXIMUM_HINT,
                lambda x, slope=0.01: np.where(x > slope * x, 1, slope),
            ),
            Mistake(
                "left half flat",
                "On the left the derivative is the slope, not 0.",
                lambda x, slope=0.01: np.where(x > 0, 1, 0),
            ),
            Mistake(
                "value for derivative",
                "On the left the derivative is the slope itself, not the slope times x.",
                lambda x, slope=0.01: np.where(x > 0, 1, slope * x),
            ),
            Mistake(
                "value for derivative",
                "On the right the derivative is 1, not x.",
                lambda x, slope=0.01: np.where(x > 0, x, slope),
            ),
            Mistake(
                "slope argument ignored",
                "The slope is an argument of the function: do not write 0.01.",
                lambda x, slope=0.01: np.where(x > 0, 1, 0.01),
            ),
            Mistake(
                "sides exchanged",
                "The slope belongs to the left side, where x is not above 0.",
                lambda x, slope=0.01: np.where(x > 0, slope, 1),
            ),
            Mistake(
                "sign of the left half",
                "The derivative on the left is the slope, with its own sign.",
                lambda x, slope=0.01: np.where(x > 0, 1, -slope),
            ),
        ),
    ),
)

_NOT_SUMMED = "not summed over samples"
_UPSTREAM = "upstream gradient left out"

prelu_backward = (
    *in_result(
        0,
        2,
        (
            Mistake(
                _UPSTREAM,
                "Multiply by what arrives from further up.",
                lambda x, a, g: np.where(x > 0, 1, a + 0 * x),
            ),
            Mistake(
                "left half flat",
                "On the left the gradient passes with the slope as factor.",
                lambda x, a, g: g * (x > 0),
            ),
            Mistake(
                "left half passes all",
                "On the left the gradient is multiplied by the slope.",
                lambda x, a, g: g,
            ),
            Mistake(
                "value for derivative",
                "The derivative is 1 or the slope; it is not multiplied by x.",
                lambda x, a, g: g * np.where(x > 0, x, a * x),
            ),
            Mistake(
                "sides exchanged",
                "The slope belongs to the left side.",
                lambda x, a, g: g * np.where(x > 0, a, 1),
            ),
            Mistake(
                "chosen by the upstream gradient",
                "The sign of x decides, not that of the gradient.",
                lambda x, a, g: np.where(g > 0, g, a * g),
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                _NOT_SUMMED,
                "All samples share the slope of a unit: add up over the samples, axis=0.",
                lambda x, a, g: g * np.minimum(0, x),
            ),
            Mistake(
                "mean for sum",
                "What comes back from the samples is added up, not averaged.",
                lambda x, a, g: (g * np.minimum(0, x)).mean(axis=0),
            ),
            Mistake(
                "summed over everything",
                "Each unit has its own slope: add up over the samples only.",
                lambda x, a, g: (g * np.minimum(0, x)).sum(),
            ),
            Mistake(
                "summed over everything",
                "Each unit has its own slope: add up over the samples only.",
                lambda x, a, g: (g * np.minimum(0, x)).sum() + 0 * a,
            ),
            Mistake(
                "summed over units",
                "Add up over the samples, axis=0, not over the units.",
                lambda x, a, g: (g * np.minimum(0, x)).sum(axis=1),
            ),
            Mistake(
                _UPSTREAM,
                "Multiply by what arrives from further up before adding.",
                lambda x, a, g: np.minimum(0, x).sum(axis=0),
            ),
            Mistake(
                "right half counted",
                "Where x is above 0 the slope does nothing: only min(0, x) counts.",
                lambda x, a, g: (g * x).sum(axis=0),
            ),
            Mistake(
                "right half counted",
                "The slope acts on the left: min(0, x), not max.",
                lambda x, a, g: (g * np.maximum(0, x)).sum(axis=0),
            ),
            Mistake(
                "1 for the input",
                "The derivative of a x by a is x, not 1.",
                lambda x, a, g: (g * (x <= 0)).sum(axis=0),
            ),
            Mistake(
                "slope multiplied in",
                "The derivative of a x by a is x: the slope itself is gone.",
                lambda x, a, g: (g * a * np.minimum(0, x)).sum(axis=0),
            ),
            Mistake(
                "absolute value of the input",
                "x is negative there, and so is what the slope feels.",
                lambda x, a, g: (g * np.maximum(0, -x)).sum(axis=0),
            ),
        ),
    ),
)


def prelu_gradient(place: int) -> tuple[Mistake, ...]:
    """Return the mistakes in one gradient as those of a function that returns (value, gradient)."""
    return tuple(Mistake(m.name, m.hint, _pair(m.wrong, place)) for m in prelu_backward)


def _pair(wrong: Callable[..., Any], place: int) -> Callable[..., Any]:
    return lambda *given: (None, wrong(*given)[place])


def _left(x: Array) -> Array:
    return np.minimum(x, 0)


elu = (
    *in_result(
        0,
        2,
        (
            Mistake(
                "digits lost close to 0",
                "exp(x) - 1 keeps few right digits where x is small: np.expm1(x) keeps all.",
                lambda x, alpha=1.0: np.where(x > 0, x, alpha * (np.exp(_left(x)) - 1)),
            ),
            Mistake(
                "1 not subtracted",
                "On the left the value is alpha (exp(x) - 1): it meets 0 at 0.",
                lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(_left(x))),
            ),
            Mistake(
                "alpha forgotten",
                "The left side is stretched by alpha.",
                lambda x, alpha=1.0: np.where(x > 0, x, np.expm1(_left(x))),
            ),
            Mistake(
                "alpha not on the 1",
                "alpha multiplies the whole bracket, the 1 too.",
                lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(_left(x)) - 1),
            ),
            Mistake(
                "alpha in the exponent",
                "alpha stretches the result, not x.",
                lambda x, alpha=1.0: np.where(x > 0, x, np.expm1(alpha * _left(x))),
            ),
            Mistake(
                "left half flat",
                "On the left the unit bends towards -alpha.",
                lambda x, alpha=1.0: np.maximum(x, 0),
            ),
            Mistake(
                "0 times infinity",
                "Multiplying a mask with an infinite number gives nan: limit x before exp.",
                lambda x, alpha=1.0: (x > 0) * x + (x <= 0) * alpha * (np.exp(x) - 1),
                numerical=True,
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "value for derivative",
                "The 1 that was subtracted is constant: the derivative is alpha exp(x).",
                lambda x, alpha=1.0: np.where(x > 0, 1, alpha * np.expm1(_left(x))),
            ),
            Mistake(
                "alpha forgotten",
                "The derivative on the left is stretched by alpha too.",
                lambda x, alpha=1.0: np.where(x > 0, 1, np.exp(_left(x))),
            ),
            Mistake(
                _AT_LEAST,
                "At 0 the derivative is taken as alpha.",
                lambda x, alpha=1.0: np.where(x >= 0, 1, alpha * np.exp(_left(x))),
            ),
            Mistake(
                "left half flat",
                "On the left the derivative is alpha exp(x), not 0.",
                lambda x, alpha=1.0: np.where(x > 0, 1, 0),
            ),
            Mistake(
                "value for derivative",
                "On the right the derivative is 1, not x.",
                lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.exp(_left(x))),
            ),
            Mistake(
                "0 times infinity",
                "Multiplying a mask with an infinite number gives nan: limit x before exp.",
                lambda x, alpha=1.0: (x > 0) * 1.0 + (x <= 0) * alpha * np.exp(x),
                numerical=True,
            ),
        ),
    ),
)
