"""Mistakes in the gradients of linear regression with weight decay and of logistic regression."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

_NOT_DIVIDED = "gradient not divided by N"
_NOT_DIVIDED_HINT = "The loss is a mean, so its gradient has the factor 1/N too."
_SIGN_HINT = "Prediction minus truth, not the other way round."


def _errors(X: Array, t: Array, w: Array, b: float) -> Array:
    return X @ w + b - t


def _data_slope(X: Array, t: Array, w: Array, b: float) -> Array:
    return 2 * X.T @ _errors(X, t, w, b) / len(t)


regression = (
    *in_result(
        0,
        3,
        (
            Mistake(
                "decay forgotten",
                "The penalty is part of the loss.",
                lambda X, t, w, b, decay: (_errors(X, t, w, b) ** 2).mean(),
            ),
            Mistake(
                "decay halved",
                "Nothing is halved in this loss; others do.",
                lambda X, t, w, b, decay: (
                    (_errors(X, t, w, b) ** 2).mean() + decay / 2 * (w**2).sum()
                ),
            ),
            Mistake(
                "decay divided by N",
                "Only the errors are averaged; the penalty is added once.",
                lambda X, t, w, b, decay: (
                    (_errors(X, t, w, b) ** 2).mean() + decay * (w**2).sum() / len(t)
                ),
            ),
            Mistake(
                "mean for sum in the penalty",
                "The penalty adds up the squares of the weights.",
                lambda X, t, w, b, decay: (_errors(X, t, w, b) ** 2).mean() + decay * (w**2).mean(),
            ),
            Mistake(
                "decay of the bias",
                "Only the weights have a penalty.",
                lambda X, t, w, b, decay: (
                    (_errors(X, t, w, b) ** 2).mean() + decay * ((w**2).sum() + b**2)
                ),
            ),
            Mistake(
                "root of the penalty",
                "The penalty has the squares, not the length.",
                lambda X, t, w, b, decay: (
                    (_errors(X, t, w, b) ** 2).mean() + decay * np.linalg.norm(w)
                ),
            ),
            Mistake(
                "sum for mean",
                "Divide the sum of squared errors by N.",
                lambda X, t, w, b, decay: (_errors(X, t, w, b) ** 2).sum() + decay * (w**2).sum(),
            ),
            Mistake(
                "factor 1/2",
                "Nothing is halved in this loss.",
                lambda X, t, w, b, decay: (
                    (_errors(X, t, w, b) ** 2).mean() / 2 + decay * (w**2).sum()
                ),
            ),
            Mistake(
                "bias forgotten",
                "The prediction has a bias.",
                lambda X, t, w, b, decay: (_errors(X, t, w, 0) ** 2).mean() + decay * (w**2).sum(),
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                "decay forgotten",
                "The weight forks: the penalty sends a gradient back too.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b),
            ),
            Mistake(
                "factor 2 missing in the decay",
                "The derivative of w squared is 2 w.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) + decay * w,
            ),
            Mistake(
                "factor 2 missing",
                "The derivative of an error's square has the factor 2.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) / 2 + 2 * decay * w,
            ),
            Mistake(
                "factor 2 missing",
                "The derivative of a square has the factor 2.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) / 2 + decay * w,
            ),
            Mistake(
                _NOT_DIVIDED,
                _NOT_DIVIDED_HINT,
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) * len(t) + 2 * decay * w,
            ),
            Mistake(
                "decay divided by N",
                "Only the errors are averaged; the penalty is added once.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) + 2 * decay * w / len(t),
            ),
            Mistake(
                "sign",
                _SIGN_HINT,
                lambda X, t, w, b, decay: -_data_slope(X, t, w, b) + 2 * decay * w,
            ),
            Mistake(
                "sign of the decay",
                "The penalty grows with the size of w: its gradient has the sign of w.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) - 2 * decay * w,
            ),
            Mistake(
                "inputs left out",
                "The slope of a prediction by w is its input x.",
                lambda X, t, w, b, decay: 2 * _errors(X, t, w, b).mean() + 2 * decay * w,
            ),
            Mistake(
                "decay added once for all",
                "Each weight has its own gradient: 2 times decay times that weight.",
                lambda X, t, w, b, decay: _data_slope(X, t, w, b) + 2 * decay * w.sum(),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                "decay of the bias",
                "Only the weights have a penalty.",
                lambda X, t, w, b, decay: 2 * _errors(X, t, w, b).mean() + 2 * decay * b,
            ),
            Mistake(
                _NOT_DIVIDED,
                _NOT_DIVIDED_HINT,
                lambda X, t, w, b, decay: 2 * _errors(X, t, w, b).sum(),
            ),
            Mistake(
                "factor 2 missing",
                "The derivative of an error's square has the factor 2.",
                lambda X, t, w, b, decay: _errors(X, t, w, b).mean(),
            ),
            Mistake("sign", _SIGN_HINT, lambda X, t, w, b, decay: -2 * _errors(X, t, w, b).mean()),
            Mistake(
                "not summed over samples",
                "The bias acts on every sample: add up what comes back.",
                lambda X, t, w, b, decay: 2 * _errors(X, t, w, b) / len(t),
            ),
        ),
    ),
)


def _sigmoid(z: Array) -> Array:
    return 0.5 * np.tanh(0.5 * z) + 0.5


def _losses(z: Array, y: Array) -> Array:
    return np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))


def _naive(p: Array, y: Array) -> Array:
    return -(y * np.log(p) + (1 - y) * np.log(1 - p))


def _delta(X: Array, y: Array, w: Array, b: float) -> Array:
    return (_sigmoid(X @ w + b) - y) / len(y)


def _with_slope(X: Array, y: Array, w: Array, b: float) -> Array:
    p = _sigmoid(X @ w + b)
    return (p - y) * p * (1 - p) / len(y)


logistic = (
    *in_result(
        0,
        3,
        (
            Mistake(
                "sum for mean",
                "These are the losses of the samples added up: divide by N.",
                lambda X, y, w, b: _losses(X @ w + b, y).sum(),
            ),
            Mistake(
                "forgot the minus sign",
                "The loss is minus the log-probability, at or above 0.",
                lambda X, y, w, b: -_losses(X @ w + b, y).mean(),
            ),
            Mistake(
                "targets exchanged",
                "The target y goes with the probability of 1.",
                lambda X, y, w, b: _losses(X @ w + b, 1 - y).mean(),
            ),
            Mistake(
                "bias forgotten",
                "The sum has a bias.",
                lambda X, y, w, b: _losses(X @ w, y).mean(),
            ),
            Mistake(
                "squared error for cross-entropy",
                "The loss is the cross-entropy.",
                lambda X, y, w, b: ((_sigmoid(X @ w + b) - y) ** 2).mean(),
            ),
            Mistake(
                "second term missing",
                "Targets of 0 count too: (1 - y) log(1 - p).",
                lambda X, y, w, b: (y * np.log1p(np.exp(-(X @ w + b)))).mean(),
            ),
            Mistake(
                "sigmoid rounded to 0 or 1",
                "The sigmoid of a large sum is exactly 1 in floating point, and log(1 - 1) is "
                "infinite. Use the form of the task, which has no probability in it.",
                lambda X, y, w, b: _naive(_sigmoid(X @ w + b), y).mean(),
                numerical=True,
            ),
            Mistake(
                "exponential overflows",
                "A large sum makes exp overflow: use exp(-|z|), which is never above 1.",
                lambda X, y, w, b: (np.log(1 + np.exp(X @ w + b)) - y * (X @ w + b)).mean(),
                numerical=True,
            ),
            Mistake(
                "exponential overflows",
                "A large sum makes exp overflow: use exp(-|z|), which is never above 1.",
                lambda X, y, w, b: (
                    (1 - y) * (X @ w + b) + np.log(1 + np.exp(-(X @ w + b)))
                ).mean(),
                numerical=True,
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                _NOT_DIVIDED,
                _NOT_DIVIDED_HINT,
                lambda X, y, w, b: X.T @ _delta(X, y, w, b) * len(y),
            ),
            Mistake("sign", _SIGN_HINT, lambda X, y, w, b: -X.T @ _delta(X, y, w, b)),
            Mistake(
                "sigmoid's slope multiplied in",
                "The slope p (1 - p) cancels against the logarithm's: only p - y remains.",
                lambda X, y, w, b: X.T @ _with_slope(X, y, w, b),
            ),
            Mistake(
                "sigmoid missing in the gradient",
                "The prediction is the sigmoid of the sum.",
                lambda X, y, w, b: X.T @ (X @ w + b - y) / len(y),
            ),
            Mistake(
                "inputs left out",
                "The slope of the sum by w is the input x.",
                lambda X, y, w, b: _delta(X, y, w, b).sum() * np.ones(w.shape),
            ),
            Mistake(
                "truth left out",
                "Prediction minus truth: y is missing.",
                lambda X, y, w, b: X.T @ _sigmoid(X @ w + b) / len(y),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                _NOT_DIVIDED,
                _NOT_DIVIDED_HINT,
                lambda X, y, w, b: _delta(X, y, w, b).sum() * len(y),
            ),
            Mistake("sign", _SIGN_HINT, lambda X, y, w, b: -_delta(X, y, w, b).sum()),
            Mistake(
                "sigmoid's slope multiplied in",
                "The slope p (1 - p) cancels against the logarithm's: only p - y remains.",
                lambda X, y, w, b: _with_slope(X, y, w, b).sum(),
            ),
            Mistake(
                "sigmoid missing in the gradient",
                "The prediction is the sigmoid of the sum.",
                lambda X, y, w, b: (X @ w + b - y).mean(),
            ),
            Mistake(
                "divided by N twice",
                "The factor 1/N is in the errors already: add them up.",
                lambda X, y, w, b: _delta(X, y, w, b).mean(),
            ),
            Mistake(
                "not summed over samples",
                "The bias acts on every sample: add up what comes back.",
                lambda X, y, w, b: _delta(X, y, w, b),
            ),
        ),
    ),
)
