"""Mistakes in predicting the size of signals, and in the starts of Xavier and He."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod, sqrt

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

VARIANCE = "variance for standard deviation"
VARIANCE_HINT = "A Gaussian is scaled by its standard deviation, the root of the variance."
FACTOR_2 = "factor 2 missing"
UNIFORM = "uniform with the bound for a deviation"
UNIFORM_HINT = (
    "The deviation of a uniform distribution on ±a is a / sqrt(3), and a Gaussian is asked for."
)


def _stds(
    fans: Sequence[int], sigma: float, square: float, kept: float, first_kept: float = 1.0
) -> Array:
    """Return the deviations where every layer but the first receives what is kept."""
    shares = first_kept * kept ** np.arange(len(fans))
    return np.sqrt(square * np.cumprod(np.array(fans) * sigma**2) * shares)


predicted_stds = (
    Mistake(
        VARIANCE,
        "These are variances: take their roots.",
        lambda widths, s, x, k: _stds(widths[:-1], s, x, k) ** 2,
    ),
    Mistake(
        "fan-out for fan-in",
        "A sum has as many terms as the layer has inputs: the width before it, not its own.",
        lambda widths, s, x, k: _stds(widths[1:], s, x, k),
    ),
    Mistake(
        "share taken before the first layer",
        "The inputs have passed no activation yet: the first layer receives all of them.",
        lambda widths, s, x, k: _stds(widths[:-1], s, x, k, first_kept=k),
    ),
    Mistake(
        "activation ignored",
        "Behind each layer stands the activation: it keeps only the share k of the mean square.",
        lambda widths, s, x, k: _stds(widths[:-1], s, x, 1.0),
    ),
    Mistake(
        "share of the deviation for that of the square",
        "k is the share of the mean square. The deviation shrinks by its root.",
        lambda widths, s, x, k: _stds(widths[:-1], s, x, k**2),
    ),
    Mistake(
        "sigma not squared",
        "The variance of a weight is the square of its standard deviation.",
        lambda widths, s, x, k: _stds(widths[:-1], sqrt(s), x, k),
    ),
    Mistake(
        "inputs squared twice",
        "The mean square of the inputs is squared already.",
        lambda widths, s, x, k: _stds(widths[:-1], s, x**2, k),
    ),
    Mistake(
        "size of the inputs ignored",
        "Larger inputs make larger sums: begin with the mean square of the inputs.",
        lambda widths, s, x, k: _stds(widths[:-1], s, 1.0, k),
    ),
    Mistake(
        "each layer on its own",
        "The layers multiply: each starts from the mean square that the one before it passes on.",
        lambda widths, s, x, k: np.sqrt(x * np.array(widths[:-1]) * s**2),
    ),
    Mistake(
        "fan-in ignored",
        "The variances of all n terms add up: multiply by the fan-in.",
        lambda widths, s, x, k: _stds([1] * (len(widths) - 1), s, x, k),
    ),
    Mistake(
        "sizes behind the activation",
        "The deviations of the sums are asked for, before the activation takes its share.",
        lambda widths, s, x, k: np.sqrt(k) * _stds(widths[:-1], s, x, k),
    ),
)


def _number(name: str, hint: str, value: float) -> Mistake:
    return Mistake(name, hint, lambda: value)


_VARIANCE = "That is a variance: take its root."
_EXPONENT = "Count the layers: the signal is multiplied once a layer, ten times in all."
_ONE_LAYER = sqrt(500) * 0.01

slides_in_numbers = (
    (
        _number(VARIANCE, _VARIANCE, _ONE_LAYER**2),
        _number("fan-in ignored", "500 terms are added up.", 0.01),
        _number("fan-in for its root", "Variances add, deviations do not: take the root.", 5.0),
    ),
    (
        _number(VARIANCE, _VARIANCE, _ONE_LAYER**20),
        _number("index off by one", _EXPONENT, _ONE_LAYER**9),
        _number("index off by one", _EXPONENT, _ONE_LAYER**11),
        _number("each layer on its own", "The layers multiply.", _ONE_LAYER),
        _number("added for multiplied", "The layers multiply.", 10 * _ONE_LAYER),
    ),
    (
        _number(VARIANCE, _VARIANCE, 1 / 500),
        _number("weights of ReLU", "Without ReLU nothing is lost.", sqrt(2 / 500)),
        _number("size of the signal for the weights", "The weights are asked for.", 1.0),
        _number("inverse", "The root of 500 is what to divide by.", sqrt(500)),
    ),
    (
        _number(VARIANCE, _VARIANCE, 2 / 500),
        _number(FACTOR_2, "ReLU loses half of the mean square.", sqrt(1 / 500)),
        _number("factor 2 the wrong way", "The weights must be larger.", sqrt(1 / 1000)),
        _number("factor 2 outside the root", "The variance doubles.", 2 * sqrt(1 / 500)),
    ),
)


def _scaled(name: str, hint: str, variance: Callable[..., float]) -> Mistake:
    """Return a mistake in the size of drawn weights; what is compared is their deviation."""
    return Mistake(name, hint, lambda *a, **k: sqrt(variance(*a, **k)))


xavier = (
    _scaled(VARIANCE, VARIANCE_HINT, lambda n, m: (2 / (n + m)) ** 2),
    _scaled(FACTOR_2, "The variance is 2 / (fan-in + fan-out).", lambda n, m: 1 / (n + m)),
    _scaled("He for Xavier", "Xavier looks at both sides, fan-in and fan-out.", lambda n, m: 2 / n),
    _scaled("fan-out alone", "Xavier looks at both sides, fan-in and fan-out.", lambda n, m: 2 / m),
    _scaled("fan-in alone", "Xavier looks at both sides, fan-in and fan-out.", lambda n, m: 1 / n),
    _scaled("factor 2 outside the root", "The 2 is inside the root.", lambda n, m: 4 / (n + m)),
    _scaled("no scaling", "Multiply the draws by the standard deviation.", lambda n, m: 1.0),
    _scaled(UNIFORM, UNIFORM_HINT, lambda n, m: 2 / (n + m) / 3),
    _scaled("product for sum", "Add fan-in and fan-out.", lambda n, m: 2 / (n * m)),
)


def _fan_in(shape: tuple[int, ...]) -> int:
    return shape[0] if len(shape) == 2 else prod(shape[1:])


def _fan_out(shape: tuple[int, ...]) -> int:
    return shape[1] if len(shape) == 2 else shape[0] * prod(shape[2:])


def _he(name: str, hint: str, variance: Callable[[tuple[int, ...], float], float]) -> Mistake:
    return _scaled(name, hint, lambda shape, slope=0.0: variance(shape, slope))


_LAYOUT = "fan-in of filters misread"
_LAYOUT_HINT = "A filter has the shape (filters, channels, height, width): its inputs are the last "
_LAYOUT_HINT += "three multiplied."

he = (
    _he(VARIANCE, VARIANCE_HINT, lambda s, a: (2 / ((1 + a * a) * _fan_in(s))) ** 2),
    _he(
        FACTOR_2,
        "ReLU loses half of the mean square: the 2 makes up for it.",
        lambda s, a: 1 / ((1 + a * a) * _fan_in(s)),
    ),
    _he("slope ignored", "The slope below 0 is an argument.", lambda s, a: 2 / _fan_in(s)),
    _he(
        "slope not squared",
        "The mean square is kept with the square of the slope.",
        lambda s, a: 2 / ((1 + a) * _fan_in(s)),
    ),
    _he(
        "slope's factor upside down",
        "A leaky ReLU keeps more, so the weights must be smaller.",
        lambda s, a: 2 * (1 + a * a) / _fan_in(s),
    ),
    _he(
        "fan-out for fan-in",
        "The number of inputs counts: the rows of a matrix.",
        lambda s, a: 2 / ((1 + a * a) * _fan_out(s)),
    ),
    _he(
        "Xavier for He",
        "He looks at the fan-in alone.",
        lambda s, a: 2 / (_fan_in(s) + _fan_out(s)),
    ),
    _he(_LAYOUT, _LAYOUT_HINT, lambda s, a: 2 / ((1 + a * a) * s[0])),
    _he(_LAYOUT, _LAYOUT_HINT, lambda s, a: 2 / ((1 + a * a) * s[1])),
    _he(_LAYOUT, _LAYOUT_HINT, lambda s, a: 2 / ((1 + a * a) * prod(s[:-1]))),
    _he(_LAYOUT, _LAYOUT_HINT, lambda s, a: 2 / ((1 + a * a) * prod(s))),
    _he(_LAYOUT, _LAYOUT_HINT, lambda s, a: 2 / ((1 + a * a) * s[2] * s[3])),
    _he(UNIFORM, UNIFORM_HINT, lambda s, a: 2 / ((1 + a * a) * _fan_in(s)) / 3),
    _he("no scaling", "Multiply the draws by the standard deviation.", lambda s, a: 1.0),
)
