"""Mistakes in numerical derivatives, in the sigmoid circuit and in a check along a direction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

Function = Callable[[Array], float]


def _differences(f: Function, x: Array, above: float, below: float, divisor: float) -> Array:
    """(f(x + above e_i) - f(x + below e_i)) / divisor for every entry i."""
    point = np.array(x, dtype=float)
    found = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        unit = np.zeros(point.shape)
        unit[index] = 1
        found[index] = (f(point + above * unit) - f(point + below * unit)) / divisor
    return found


def _not_set_back(f: Function, x: Array, step: float = 1e-5) -> Array:
    """Differences in which each entry stays moved when the next one is."""
    point = np.array(x, dtype=float)
    found = np.zeros(point.shape)
    for index in np.ndindex(point.shape):
        point[index] += step
        above = f(point)
        point[index] -= 2 * step
        found[index] = (above - f(point)) / (2 * step)
    return found


def _never_set_back(f: Function, x: Array, step: float = 1e-5) -> Array:
    """Forward differences in which each entry stays moved when the next one is."""
    point = np.array(x, dtype=float)
    found = np.zeros(point.shape)
    before = f(point)
    for index in np.ndindex(point.shape):
        point[index] += step
        found[index] = (f(point) - before) / step
    return found


def _single(f: Function, x: Array, step: float = 1e-5) -> Array:
    """Central differences in the precision of x."""
    found = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        above, below = x.copy(), x.copy()
        above[index] += step
        below[index] -= step
        found[index] = (f(above) - f(below)) / (2 * step)
    return found


_NOT_SET_BACK = "entry not set back"
_NOT_SET_BACK_HINT = "Set each entry back to where it was before you move the next."

numerical_gradient = (
    Mistake(
        "forward difference",
        "This looks to one side only: take a step to both sides and divide by 2h.",
        lambda f, x, step=1e-5: _differences(f, x, step, 0, step),
    ),
    Mistake(
        "backward difference",
        "This looks to one side only: take a step to both sides and divide by 2h.",
        lambda f, x, step=1e-5: _differences(f, x, 0, -step, step),
    ),
    Mistake(
        "divided by h for 2h",
        "The two points are 2h apart.",
        lambda f, x, step=1e-5: _differences(f, x, step, -step, step),
    ),
    Mistake(
        "not divided",
        "Divide the difference by the distance of the points, 2h.",
        lambda f, x, step=1e-5: _differences(f, x, step, -step, 1),
    ),
    Mistake(
        "multiplied by h",
        "Divide by 2h, with brackets: / 2 * h multiplies by h.",
        lambda f, x, step=1e-5: _differences(f, x, step, -step, 2 / step),
    ),
    Mistake(
        "half a step",
        "Each point is h away, so that the two are 2h apart.",
        lambda f, x, step=1e-5: _differences(f, x, step / 2, -step / 2, step),
    ),
    Mistake(
        "step argument ignored",
        "The step is an argument of the function.",
        lambda f, x, step=1e-5: _differences(f, x, 1e-5, -1e-5, 2e-5),
    ),
    Mistake(
        "all entries moved",
        "Move one entry at a time: this is the sum of all derivatives.",
        lambda f, x, step=1e-5: np.full(
            np.shape(x),
            (f(np.asarray(x, float) + step) - f(np.asarray(x, float) - step)) / (2 * step),
        ),
    ),
    Mistake(_NOT_SET_BACK, _NOT_SET_BACK_HINT, _not_set_back),
    Mistake(_NOT_SET_BACK, _NOT_SET_BACK_HINT, _never_set_back),
    Mistake(
        "step lost in single precision",
        "x is float32, where a small step is rounded away: work on a copy in float64.",
        _single,
    ),
)


def _circuit(w: Array, x: Array, bias: float = 1.0) -> float:
    return 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + bias * w[2])))


def _scaled(slope: Callable[[float], float]) -> Callable[..., Any]:
    def formula(w: Array, x: Array) -> tuple[object, object, object]:
        s = slope(_circuit(w, x))
        return None, [s * x[0], s * x[1], s], [s * w[0], s * w[1]]

    return formula


sigmoid_circuit = (
    *in_result(
        0,
        3,
        (
            Mistake(
                "sign of the exponent",
                "The exponent is minus the sum.",
                lambda w, x: 1 - _circuit(w, x),
            ),
            Mistake(
                "bias forgotten",
                "w2 is added without an input.",
                lambda w, x: _circuit(w, x, bias=0.0),
            ),
            Mistake(
                "sigmoid forgotten",
                "This is the sum: it still goes through the sigmoid.",
                lambda w, x: w[0] * x[0] + w[1] * x[1] + w[2],
            ),
        ),
    ),
    Mistake(
        "(1 - f) missing",
        "The slope of the sigmoid is f (1 - f).",
        _scaled(lambda f: f),
    ),
    Mistake(
        "slope of the sigmoid forgotten",
        "The gradient of the sum still has to be multiplied by the slope f (1 - f).",
        _scaled(lambda f: 1.0),
    ),
    Mistake(
        "sign",
        "Two gates turn the sign: the exponent's minus and 1/x. Together they cancel.",
        _scaled(lambda f: -f * (1 - f)),
    ),
    Mistake(
        "square of the value",
        "The slope of 1/d is -1/d squared; the exponential's own slope is a factor too.",
        _scaled(lambda f: f * f),
    ),
    Mistake(
        "slope squared",
        "Multiply by f (1 - f) once.",
        _scaled(lambda f: (f * (1 - f)) ** 2),
    ),
    Mistake(
        "slope at the value",
        "f (1 - f) is taken with f itself: f has been through the sigmoid already.",
        _scaled(lambda f: (1 / (1 + np.exp(-f))) * (1 - 1 / (1 + np.exp(-f)))),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                "own value for the other factor",
                "A product passes back the other factor: w gets x.",
                lambda w, x: (lambda f: [f * (1 - f) * w[0], f * (1 - f) * w[1], f * (1 - f)])(
                    _circuit(w, x)
                ),
            ),
            Mistake(
                "bias multiplied in",
                "w2 is added as it is: its gradient is that of the sum.",
                lambda w, x: (
                    lambda f: [f * (1 - f) * x[0], f * (1 - f) * x[1], f * (1 - f) * w[2]]
                )(_circuit(w, x)),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                "own value for the other factor",
                "A product passes back the other factor: x gets w.",
                lambda w, x: (lambda f: [f * (1 - f) * x[0], f * (1 - f) * x[1]])(_circuit(w, x)),
            ),
        ),
    ),
)


def _slopes(f: Function, x: Array, g: Array, u: Array, h: float) -> tuple[float, float]:
    return (f(x + h * u) - f(x - h * u)) / (2 * h), float((g * u).sum())


def _error(
    over: Callable[[float, float], float],
) -> Callable[[Function, Array, Array, Array, float], float]:
    def formula(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
        numeric, claimed = _slopes(f, x, g, u, step)
        return abs(numeric - claimed) / over(numeric, claimed)

    return formula


def _forward(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
    numeric, claimed = (f(x + step * u) - f(x)) / step, float((g * u).sum())
    return abs(numeric - claimed) / max(1.0, abs(numeric), abs(claimed))


def _signed(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
    numeric, claimed = _slopes(f, x, g, u, step)
    return (numeric - claimed) / max(1.0, abs(numeric), abs(claimed))


def _divided_by_h(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
    numeric, claimed = _slopes(f, x, g, u, step)
    return abs(2 * numeric - claimed) / max(1.0, abs(2 * numeric), abs(claimed))


def _gradient_summed(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
    numeric, claimed = _slopes(f, x, g, u, step)[0], float(g.sum())
    return abs(numeric - claimed) / max(1.0, abs(numeric), abs(claimed))


def _unit(f: Function, x: Array, g: Array, u: Array, step: float = 1e-5) -> float:
    numeric, claimed = _slopes(f, x, g, u / np.linalg.norm(u), step)
    return abs(numeric - claimed) / max(1.0, abs(numeric), abs(claimed))


direction_error = (
    Mistake("forward difference", "Take a step to both sides and divide by 2h.", _forward),
    Mistake("divided by h for 2h", "The two points are 2h apart.", _divided_by_h),
    Mistake(
        "error not relative",
        "Divide by the largest of 1 and the two sizes.",
        _error(lambda n, c: 1.0),
    ),
    Mistake(
        "1 left out of the maximum",
        "Without the 1, two tiny numbers that differ by rounding give a large error.",
        _error(lambda n, c: max(abs(n), abs(c))),
    ),
    Mistake(
        "sizes forgotten",
        "Compare the sizes |n| and |c|: a negative slope is not small.",
        _error(lambda n, c: max(1.0, n, c)),
    ),
    Mistake(
        "divided by one of the two",
        "Divide by the largest of 1, |n| and |c|.",
        _error(lambda n, c: max(1.0, abs(n))),
    ),
    Mistake(
        "divided by one of the two",
        "Divide by the largest of 1, |n| and |c|.",
        _error(lambda n, c: max(1.0, abs(c))),
    ),
    Mistake(
        "divided by the sum",
        "Divide by the largest of the three, not by their sum.",
        _error(lambda n, c: 1.0 + abs(n) + abs(c)),
    ),
    Mistake("sign of the error", "The error is a size, at or above 0.", _signed),
    Mistake(
        "gradient not along the direction",
        "Multiply the gradient by the direction before adding.",
        _gradient_summed,
    ),
    Mistake(
        "direction made a unit vector",
        "Take the direction as it is given.",
        _unit,
    ),
)
