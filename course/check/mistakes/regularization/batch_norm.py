"""Mistakes in batch normalization: training, inference and backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

VARIANCE = "divided by the variance"
VARIANCE_HINT = "Divide by the standard deviation, the root of the variance; the slide slips here."
OUTSIDE = "epsilon outside the root"
OUTSIDE_HINT = "Add epsilon to the variance, inside the root."
NO_EPSILON = "epsilon missing"
NO_EPSILON_HINT = "Add epsilon to the variance: a feature may be constant in a batch."
AXIS = "wrong axis"
AXIS_HINT = "Mean and variance are those of each feature over the batch, axis 0."
SAMPLE = "sample for population variance"
EXCHANGED = "gamma and beta exchanged"
NOT_CENTRED = "mean not subtracted"


def _y(name: str, hint: str, wrong: Callable[..., Any], numerical: bool = False) -> Mistake:
    return Mistake(name, hint, lambda x, a, b, m, v, p, e: wrong(x, a, b, e), numerical)


_outputs = (
    _y(VARIANCE, VARIANCE_HINT, lambda x, a, b, e: a * (x - x.mean(0)) / (x.var(0) + e) + b),
    _y(OUTSIDE, OUTSIDE_HINT, lambda x, a, b, e: a * (x - x.mean(0)) / (x.std(0) + e) + b),
    _y(
        SAMPLE,
        "The batch is normalized with 1/N; only the running variance takes 1/(N - 1).",
        lambda x, a, b, e: a * (x - x.mean(0)) / np.sqrt(x.var(0, ddof=1) + e) + b,
    ),
    _y(
        AXIS,
        AXIS_HINT,
        lambda x, a, b, e: (
            a * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + e) + b
        ),
    ),
    _y(
        "one number for all features",
        "Each feature has its own mean and variance, over the batch.",
        lambda x, a, b, e: a * (x - x.mean()) / np.sqrt(x.var() + e) + b,
    ),
    _y(
        EXCHANGED,
        "gamma multiplies, beta is added.",
        lambda x, a, b, e: b * (x - x.mean(0)) / np.sqrt(x.var(0) + e) + a,
    ),
    _y(
        "gamma and beta left out",
        "After normalizing, multiply by gamma and add beta.",
        lambda x, a, b, e: (x - x.mean(0)) / np.sqrt(x.var(0) + e),
    ),
    _y(
        "beta scaled too",
        "gamma multiplies the normalized x alone.",
        lambda x, a, b, e: a * ((x - x.mean(0)) / np.sqrt(x.var(0) + e) + b),
    ),
    _y(
        NOT_CENTRED,
        "Subtract the mean of the batch.",
        lambda x, a, b, e: a * x / np.sqrt(x.var(0) + e) + b,
    ),
    Mistake(
        "running statistics in training",
        "In training the batch is normalized with its own mean and variance.",
        lambda x, a, b, m, v, p, e: a * (x - m) / np.sqrt(v + e) + b,
    ),
    _y(
        NO_EPSILON,
        NO_EPSILON_HINT,
        lambda x, a, b, e: a * (x - x.mean(0)) / np.sqrt(x.var(0)) + b,
    ),
    _y(
        NO_EPSILON,
        NO_EPSILON_HINT,
        lambda x, a, b, e: a * (x - x.mean(0)) / x.std(0) + b,
        numerical=True,
    ),
)

_MOMENTUM = "momentum the wrong way round"
_MOMENTUM_HINT = "The old value gets the share 1 - momentum, the batch the share momentum."
_NO_MEMORY = "no memory"
_NO_MEMORY_HINT = "Mix the batch into the old value; do not replace it."


def _running(batch: Callable[[Array], Any], old: int) -> tuple[Mistake, ...]:
    """Return the mistakes of mixing; `old` is the place of the old value in the arguments."""
    return (
        Mistake(
            _MOMENTUM,
            _MOMENTUM_HINT,
            lambda x, *rest: rest[4] * rest[old] + (1 - rest[4]) * batch(x),
        ),
        Mistake(_NO_MEMORY, _NO_MEMORY_HINT, lambda x, *rest: batch(x)),
        Mistake("not updated", "Return the new value.", lambda x, *rest: rest[old]),
        Mistake(
            "old value not reduced",
            "The two shares add to 1.",
            lambda x, *rest: rest[old] + rest[4] * batch(x),
        ),
    )


_running_mean = _running(lambda x: x.mean(0), 2)
_running_variance = (
    Mistake(
        "population for sample variance",
        "The running variance takes the unbiased variance of the batch: N - 1 in place of N.",
        lambda x, a, b, m, v, p, e: (1 - p) * v + p * x.var(0),
    ),
    Mistake(
        "deviation for variance",
        "The running variance is a variance, not its root.",
        lambda x, a, b, m, v, p, e: (1 - p) * v + p * x.std(0),
    ),
    Mistake(
        "deviation for variance",
        "The running variance is a variance, not its root.",
        lambda x, a, b, m, v, p, e: (1 - p) * v + p * x.std(0, ddof=1),
    ),
    Mistake(
        "epsilon in the running variance",
        "Epsilon belongs to the division, not to the running variance.",
        lambda x, a, b, m, v, p, e: (1 - p) * v + p * (x.var(0, ddof=1) + e),
    ),
    *_running(lambda x: x.var(0, ddof=1), 3),
    *_running(lambda x: x.var(0), 3),
)

batch_norm_training = (
    *in_result(0, 3, _outputs),
    *in_result(1, 3, _running_mean),
    *in_result(2, 3, _running_variance),
)

batch_norm_inference = (
    Mistake(
        "statistics of the batch",
        "At inference the running statistics take the place of the batch's.",
        lambda x, a, b, m, v, e: a * (x - x.mean(0)) / np.sqrt(x.var(0) + e) + b,
    ),
    Mistake(VARIANCE, VARIANCE_HINT, lambda x, a, b, m, v, e: a * (x - m) / (v + e) + b),
    Mistake(OUTSIDE, OUTSIDE_HINT, lambda x, a, b, m, v, e: a * (x - m) / (np.sqrt(v) + e) + b),
    Mistake(NO_EPSILON, NO_EPSILON_HINT, lambda x, a, b, m, v, e: a * (x - m) / np.sqrt(v) + b),
    Mistake(
        "variance taken for a deviation",
        "The running variance is not squared yet again: take its root.",
        lambda x, a, b, m, v, e: a * (x - m) / np.sqrt(v**2 + e) + b,
    ),
    Mistake(
        EXCHANGED,
        "gamma multiplies, beta is added.",
        lambda x, a, b, m, v, e: b * (x - m) / np.sqrt(v + e) + a,
    ),
    Mistake(
        "gamma and beta left out",
        "After normalizing, multiply by gamma and add beta.",
        lambda x, a, b, m, v, e: (x - m) / np.sqrt(v + e),
    ),
    Mistake(
        "beta scaled too",
        "gamma multiplies the normalized x alone.",
        lambda x, a, b, m, v, e: a * ((x - m) / np.sqrt(v + e) + b),
    ),
    Mistake(
        NOT_CENTRED,
        "Subtract the running mean.",
        lambda x, a, b, m, v, e: a * x / np.sqrt(v + e) + b,
    ),
)


def _normalized(x: Array, e: float) -> tuple[Array, Array]:
    std = np.sqrt(x.var(0) + e)
    return (x - x.mean(0)) / std, std


def _input(
    g: Array, x: Array, gamma: Array, e: float, mean: float = 1.0, variance: float = 1.0
) -> Array:
    """Return the gradient of x, with the paths through mean and variance weighted."""
    hat, std = _normalized(x, e)
    through = mean * g.mean(0) + variance * hat * (g * hat).mean(0)
    return gamma / std * (g - through)


_inputs = (
    Mistake(
        "statistics taken as constants",
        "Mean and variance depend on x as well: two more terms.",
        lambda g, x, a, e: _input(g, x, a, e, 0, 0),
    ),
    Mistake(
        "path through the variance missing",
        "The variance depends on x: the last term.",
        lambda g, x, a, e: _input(g, x, a, e, 1, 0),
    ),
    Mistake(
        "path through the mean missing",
        "The mean depends on x: the sum of g.",
        lambda g, x, a, e: _input(g, x, a, e, 0, 1),
    ),
    Mistake(
        "gamma missing",
        "The gradient passes through the multiplication by gamma.",
        lambda g, x, a, e: _input(g, x, np.ones(()), e),
    ),
    Mistake(
        "not divided by the deviation",
        "The gradient passes through the division by the standard deviation.",
        lambda g, x, a, e: _input(g, x, a, e) * _normalized(x, e)[1],
    ),
    Mistake(
        VARIANCE,
        VARIANCE_HINT,
        lambda g, x, a, e: _input(g, x, a, e) / _normalized(x, e)[1],
    ),
    Mistake(
        "sums not divided by N",
        "The sums stand beside N g: divide all by N.",
        lambda g, x, a, e: _input(g, x, a, e, len(x), len(x)),
    ),
    Mistake(
        "not divided by N",
        "The bracket is divided by N.",
        lambda g, x, a, e: _input(g, x, a, e) * len(x),
    ),
    Mistake(
        "sign of the sums",
        "The sums are subtracted.",
        lambda g, x, a, e: _input(g, x, a, e, -1, -1),
    ),
    Mistake(
        NO_EPSILON,
        "Epsilon is part of the forward pass, so it is here too.",
        lambda g, x, a, e: _input(g, x, a, 0.0),
    ),
)

_gammas = (
    Mistake(
        "x for the normalized x",
        "gamma multiplies the normalized x: that is what g goes with.",
        lambda g, x, a, e: (g * x).sum(0),
    ),
    Mistake(
        "x for the normalized x",
        "Divide by the standard deviation too.",
        lambda g, x, a, e: (g * (x - x.mean(0))).sum(0),
    ),
    Mistake(
        "mean for sum",
        "Add over the samples.",
        lambda g, x, a, e: (g * _normalized(x, e)[0]).mean(0),
    ),
    Mistake("not added up", "Add over the samples.", lambda g, x, a, e: g * _normalized(x, e)[0]),
    Mistake(
        "gamma's own factor",
        "The derivative of gamma times something with respect to gamma has no gamma left.",
        lambda g, x, a, e: a * (g * _normalized(x, e)[0]).sum(0),
    ),
    Mistake(
        NO_EPSILON,
        "Epsilon is part of the forward pass, so it is here too.",
        lambda g, x, a, e: (g * _normalized(x, 0.0)[0]).sum(0),
    ),
    Mistake(
        VARIANCE,
        VARIANCE_HINT,
        lambda g, x, a, e: (g * (x - x.mean(0)) / (x.var(0) + e)).sum(0),
    ),
)

_betas = (
    Mistake("mean for sum", "Add over the samples.", lambda g, x, a, e: g.mean(0)),
    Mistake("not added up", "Add over the samples.", lambda g, x, a, e: g),
    Mistake(AXIS, "Add over the samples, axis 0.", lambda g, x, a, e: g.sum(1)),
)

batch_norm_backward = (
    *in_result(0, 3, _inputs),
    *in_result(1, 3, _gammas),
    *in_result(2, 3, _betas),
)

# The gradient check has its own order of arguments: (x, g, gamma, epsilon).
batch_norm_input = in_result(
    1,
    2,
    [Mistake(m.name, m.hint, lambda x, g, a, e, wrong=m.wrong: wrong(g, x, a, e)) for m in _inputs],
)
