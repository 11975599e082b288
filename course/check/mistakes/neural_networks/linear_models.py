"""Mistakes in fitting linear models: least squares, and a step of a support vector machine."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array


def _solve(X: Array, t: Array) -> Array:
    return np.linalg.lstsq(X, t, rcond=None)[0]


def _with_ones(X: Array) -> Array:
    return np.column_stack([X, np.ones(len(X))])


def _no_bias(X: Array, t: Array) -> tuple[Array, float]:
    return _solve(X, t), 0.0


def _mean_as_bias(X: Array, t: Array) -> tuple[Array, float]:
    return _solve(X, t - t.mean()), t.mean()


def _centred(X: Array, t: Array) -> tuple[Array, float]:
    return _solve(X - X.mean(axis=0), t - t.mean()), t.mean()


def _ones_first(X: Array, t: Array) -> tuple[Array, float]:
    solved = np.roll(_solve(_with_ones(X), t), 1)
    return solved[:-1], solved[-1]


def _unsolved(X: Array, t: Array) -> tuple[Array, float]:
    moments = _with_ones(X).T @ t
    return moments[:-1], moments[-1]


def _signs(X: Array, t: Array) -> tuple[Array, float]:
    solved = _solve(np.column_stack([X, -np.ones(len(X))]), t)
    return solved[:-1], solved[-1]


best_linear_model = (
    Mistake(
        "no bias",
        "Without the column of ones the model is forced through the origin.",
        _no_bias,
    ),
    Mistake(
        "features not shifted back",
        "With centred features the bias belongs to the centre: subtract the centre times w.",
        _centred,
    ),
    Mistake(
        "mean target as bias",
        "The mean of t is the best bias only where the features have mean 0.",
        _mean_as_bias,
    ),
    Mistake(
        "bias and weight exchanged",
        "The entry that belongs to the column of ones is the bias.",
        _ones_first,
    ),
    Mistake(
        "system not solved",
        "This is the right-hand side: solve the system of equations with it.",
        _unsolved,
    ),
    Mistake("sign of the bias", "The bias is added: X w + b.", _signs),
)


def _step(
    w: Array,
    b: float,
    X: Array,
    y: Array,
    learning_rate: float,
    decay: float,
    *,
    margin: float = 1.0,
    inclusive: bool = False,
    everyone: bool = False,
) -> tuple[Array, float]:
    lead = y * (X @ w + b)
    violated = lead <= margin if inclusive else lead < margin
    pull = np.where(violated | everyone, y, 0) / len(y)
    return w - learning_rate * (decay * w - pull @ X), b + learning_rate * pull.sum()


def _away(
    w: Array, b: float, X: Array, y: Array, learning_rate: float, decay: float
) -> tuple[Array, float]:
    new, bias = _step(w, b, X, y, learning_rate, 0.0)
    return 2 * w - new - learning_rate * decay * w, 2 * b - bias


def _summed(
    w: Array, b: float, X: Array, y: Array, learning_rate: float, decay: float
) -> tuple[Array, float]:
    new, bias = _step(w, b, X, y, learning_rate, 0.0)
    return w + len(y) * (new - w) - learning_rate * decay * w, b + len(y) * (bias - b)


def _mean_of_violated(
    w: Array, b: float, X: Array, y: Array, learning_rate: float, decay: float
) -> tuple[Array, float]:
    chosen = y * (X @ w + b) < 1
    return _step(w, b, X, y, learning_rate, decay)[0] + learning_rate * (
        (y[chosen] @ X[chosen]) * (1 / chosen.sum() - 1 / len(y))
    ), b + learning_rate * y[chosen].mean()


def _no_labels(
    w: Array, b: float, X: Array, y: Array, learning_rate: float, decay: float
) -> tuple[Array, float]:
    chosen = (y * (X @ w + b) < 1) / len(y)
    return w - learning_rate * (decay * w - chosen @ X), b + learning_rate * chosen.sum()


def _labels_outside_margin(
    w: Array, b: float, X: Array, y: Array, learning_rate: float, decay: float
) -> tuple[Array, float]:
    pull = np.where(X @ w + b < 1, y, 0) / len(y)
    return w - learning_rate * (decay * w - pull @ X), b + learning_rate * pull.sum()


svm_step = (
    *in_result(
        0,
        2,
        (
            Mistake(
                "decay forgotten",
                "The decay pulls every weight towards 0, whatever the samples say.",
                lambda w, b, X, y, learning_rate, decay: _step(w, b, X, y, learning_rate, 0.0)[0],
            ),
            Mistake(
                "decay without the learning rate",
                "The decay is part of the gradient: it is multiplied by the learning rate too.",
                lambda w, b, X, y, learning_rate, decay: (
                    _step(w, b, X, y, learning_rate, 0.0)[0] - decay * w
                ),
            ),
            Mistake(
                "sign of the decay",
                "The decay makes weights smaller.",
                lambda w, b, X, y, learning_rate, decay: _step(w, b, X, y, learning_rate, -decay)[
                    0
                ],
            ),
            Mistake(
                "decay twice",
                "The derivative of half the square is w: there is no factor 2.",
                lambda w, b, X, y, learning_rate, decay: _step(
                    w, b, X, y, learning_rate, 2 * decay
                )[0],
            ),
            Mistake(
                "learning rate missing",
                "Multiply the gradient by the learning rate.",
                lambda w, b, X, y, learning_rate, decay: _step(w, b, X, y, 1.0, decay)[0],
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "bias not updated",
                "The bias learns as well.",
                lambda w, b, X, y, learning_rate, decay: b,
            ),
            Mistake(
                "decay of the bias",
                "Only the weights decay.",
                lambda w, b, X, y, learning_rate, decay: (
                    _step(w, b, X, y, learning_rate, 0.0)[1] - learning_rate * decay * b
                ),
            ),
            Mistake(
                "learning rate missing",
                "Multiply the gradient by the learning rate.",
                lambda w, b, X, y, learning_rate, decay: _step(w, b, X, y, 1.0, decay)[1],
            ),
        ),
    ),
    Mistake(
        "step in the wrong direction",
        "A violated sample pulls w towards y x, so that its own y (w x + b) grows.",
        _away,
    ),
    Mistake(
        "sum for mean",
        "The loss is a mean: divide the sum over the violated samples by N.",
        _summed,
    ),
    Mistake(
        "divided by the violated ones",
        "N is the number of all samples, not of those in V.",
        _mean_of_violated,
    ),
    Mistake(
        "margin dropped",
        "A sample counts as soon as y (w x + b) is below 1, even where its sign is right.",
        lambda *a, **k: _step(*a, **k, margin=0.0),
    ),
    Mistake(
        "margin dropped",
        "A sample counts as soon as y (w x + b) is below 1, even where its sign is right.",
        lambda *a, **k: _step(*a, **k, margin=0.0, inclusive=True),
    ),
    Mistake(
        "<= for <",
        "A sample exactly at the margin is not in V.",
        lambda *a, **k: _step(*a, **k, inclusive=True),
    ),
    Mistake(
        "all samples counted",
        "Only samples with y (w x + b) below 1 pull.",
        lambda *a, **k: _step(*a, **k, everyone=True),
    ),
    Mistake(
        "labels left out", "Each sample pulls with its label y: towards it or away.", _no_labels
    ),
    Mistake(
        "labels left out of the margin",
        "Right by the margin means y (w x + b) >= 1: a sample of -1 wants a negative score.",
        _labels_outside_margin,
    ),
)
