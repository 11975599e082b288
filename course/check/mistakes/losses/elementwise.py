"""Mistakes in the losses taken entry by entry: binary cross-entropy, squared and absolute error."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.losses.common import (
    NOT_DIVIDED,
    NOT_DIVIDED_HINT,
    SIGN,
    SUM_FOR_MEAN,
    in_gradient,
    in_value,
)
from course.nn.arguments import Array

SUM_HINT = "These are the losses of the batch added up: divide by their number."


def _sigmoid(z: Array) -> Array:
    return 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5


def _binary_losses(z: Array, y: Array) -> Array:
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def _by_probability(p: Array, y: Array) -> Array:
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


binary_cross_entropy = (
    *in_value(
        (
            Mistake(SUM_FOR_MEAN, SUM_HINT, lambda z, y: _binary_losses(z, y).sum()),
            Mistake(
                "forgot the minus sign",
                "The loss is minus the log-probability, at or above 0; the slide forgets it too.",
                lambda z, y: -_binary_losses(z, y).mean(),
            ),
            Mistake(
                "targets exchanged",
                "The target y goes with log p, 1 - y with log(1 - p).",
                lambda z, y: _binary_losses(z, 1 - y).mean(),
            ),
            Mistake(
                "sigmoid applied twice",
                "The sigmoid is part of the loss already: apply it once to the logits.",
                lambda z, y: _binary_losses(_sigmoid(z), y).mean(),
            ),
            Mistake(
                "second term missing",
                "Targets of 0 count too: (1 - y) log(1 - p).",
                lambda z, y: (y * np.log1p(np.exp(-z))).mean(),
            ),
            Mistake(
                "logits taken for probabilities",
                "The arguments are logits: turn them into probabilities with the sigmoid first.",
                lambda z, y: _by_probability(z, y).mean(),
            ),
            *(
                Mistake(
                    "logarithm of a clipped probability",
                    "Clipping hides how wrong a prediction is: a large loss stops growing. "
                    "Rearrange the formula instead, so that nothing overflows.",
                    lambda z, y, e=e: _by_probability(np.clip(_sigmoid(z), e, 1 - e), y).mean(),
                )
                for e in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
            ),
            Mistake(
                "sigmoid rounded to 0 or 1",
                "The sigmoid of a large logit is exactly 1 in floating point, and log(1 - 1) is "
                "infinite. Rearrange the formula for the logits.",
                lambda z, y: _by_probability(1 / (1 + np.exp(-z)), y).mean(),
                numerical=True,
            ),
        )
    ),
    in_gradient(NOT_DIVIDED, NOT_DIVIDED_HINT, lambda z, y: _sigmoid(z) - y),
    in_gradient(
        SIGN,
        "Prediction minus truth, not the other way round.",
        lambda z, y: (y - _sigmoid(z)) / z.size,
    ),
    in_gradient(
        "sigmoid missing in the gradient",
        "Prediction minus truth: the prediction is the sigmoid of the logit.",
        lambda z, y: (z - y) / z.size,
    ),
    in_gradient(
        "sigmoid's slope multiplied in",
        "The slope p (1 - p) cancels against the derivative of the logarithm: only p - y remains.",
        lambda z, y: (_sigmoid(z) - y) * _sigmoid(z) * (1 - _sigmoid(z)) / z.size,
    ),
    in_gradient(
        "derivative with respect to the probability",
        "The gradient is asked for with respect to the logits: multiply by p (1 - p).",
        lambda z, y: (_sigmoid(z) - y) / (_sigmoid(z) * (1 - _sigmoid(z))) / z.size,
    ),
)

squared_error = (
    *in_value(
        (
            Mistake(SUM_FOR_MEAN, SUM_HINT, lambda p, t: ((p - t) ** 2).sum()),
            Mistake(
                "factor 1/2",
                "The mean squared error has no factor 1/2; other losses do.",
                lambda p, t: ((p - t) ** 2).mean() / 2,
            ),
            Mistake(
                "absolute for squared",
                "Square the differences.",
                lambda p, t: np.abs(p - t).mean(),
            ),
            Mistake(
                "square root taken",
                "The mean squared error is not the root of it.",
                lambda p, t: np.sqrt(((p - t) ** 2).mean()),
            ),
            Mistake(
                "square of the mean",
                "Square each difference first, take the mean afterwards.",
                lambda p, t: (p - t).mean() ** 2,
            ),
        )
    ),
    in_gradient(NOT_DIVIDED, NOT_DIVIDED_HINT, lambda p, t: 2 * (p - t)),
    in_gradient(
        "factor 2 missing",
        "The derivative of x squared is 2x.",
        lambda p, t: (p - t) / p.size,
    ),
    in_gradient(
        NOT_DIVIDED,
        "The derivative of x squared is 2x, and the loss is a mean: divide by N.",
        lambda p, t: p - t,
    ),
    in_gradient(
        SIGN, "Prediction minus target, not the other way round.", lambda p, t: 2 * (t - p) / p.size
    ),
)

absolute_error = (
    *in_value(
        (
            Mistake(SUM_FOR_MEAN, SUM_HINT, lambda p, t: np.abs(p - t).sum()),
            Mistake(
                "squared for absolute",
                "Take the absolute differences, not their squares.",
                lambda p, t: ((p - t) ** 2).mean(),
            ),
            Mistake(
                "absolute value missing",
                "Differences of opposite sign must not cancel: take absolute values first.",
                lambda p, t: (p - t).mean(),
            ),
            Mistake(
                "absolute value of the mean",
                "Take absolute values first, the mean afterwards.",
                lambda p, t: abs((p - t).mean()),
            ),
            Mistake(
                "median for mean",
                "The loss is the mean of the absolute differences.",
                lambda p, t: np.median(np.abs(p - t)),
            ),
        )
    ),
    in_gradient(NOT_DIVIDED, NOT_DIVIDED_HINT, lambda p, t: np.sign(p - t)),
    in_gradient(
        "difference for its sign",
        "The slope of |x| is +1 or -1, whatever the size of x.",
        lambda p, t: (p - t) / p.size,
    ),
    in_gradient(
        "difference for its sign",
        "The slope of |x| is +1 or -1, whatever the size of x.",
        lambda p, t: 2 * (p - t) / p.size,
    ),
    in_gradient(
        "slope always positive",
        "Where the prediction is too small the loss falls as it grows: the slope is -1 there.",
        lambda p, t: np.ones(p.shape) / p.size,
    ),
    in_gradient(
        "slope 1 where the difference is 0",
        "Where prediction and target are equal the slope is taken as 0; np.sign does so.",
        lambda p, t: np.where(p - t >= 0, 1.0, -1.0) / p.size,
    ),
    in_gradient(
        "slope -1 where the difference is 0",
        "Where prediction and target are equal the slope is taken as 0; np.sign does so.",
        lambda p, t: np.where(p - t > 0, 1.0, -1.0) / p.size,
    ),
    in_gradient(
        SIGN,
        "Prediction minus target, not the other way round.",
        lambda p, t: np.sign(t - p) / p.size,
    ),
)

best_constants = (
    Mistake(
        "mean and median exchanged",
        "Squared error is smallest at the mean, absolute error at the median.",
        lambda t: (np.median(t), np.mean(t)),
    ),
    Mistake(
        "middle of the range",
        "Halfway between the extremes minimises the largest error, not their sum.",
        lambda t: ((t.min() + t.max()) / 2,) * 2,
    ),
    Mistake(
        "median of unsorted numbers",
        "The median is the middle of the sorted targets.",
        lambda t: (None, t[len(t) // 2]),
    ),
    Mistake(
        "one middle number of two",
        "With an even count, the median is halfway between the two middle ones.",
        lambda t: (None, np.sort(t)[len(t) // 2]),
    ),
)
