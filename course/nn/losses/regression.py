r"""Losses for real-valued targets: how much an error counts, by its size and its sign.

All of them look at the error e = prediction - target of one element at a time. Arrays may have
any shape, the same for both; "mean" divides by the number of elements. NaN in gives NaN out.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, float_pair, number
from course.nn.losses.reduction import reduce_gradient, reduce_losses


def mean_squared_error(
    predictions: object, targets: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Squared error: the best constant prediction is the mean.

    L = e^2, e = prediction - target

    An outlier counts by its square and can outvote many good points. It is, up to a factor and a
    constant, the negative log-likelihood of a Gaussian with fixed variance.

    Args:
        predictions: float32 or float64, any shape.
        targets: shape and dtype of `predictions`.
        reduction: "mean", "sum" or "none".

    Returns:
        A scalar, or an array of the shape of `predictions` with "none"; dtype of `predictions`;
        in the target's unit squared.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or option; the mean of no elements.

    Source: going deep, "Naïve Losses" (the sum); CS109B, "Output Units" (Gaussian).
    """
    return mean_squared_error_forward(predictions, targets, reduction=reduction)[0]


def mean_squared_error_gradient(
    predictions: object, targets: object, *, reduction: str = "mean"
) -> Array:
    r"""Gradient of `mean_squared_error` with respect to the predictions.

    dL/d(prediction) = 2 e

    Arguments and errors as in `mean_squared_error`; returns the shape of `predictions`.
    """
    _, cache = mean_squared_error_forward(predictions, targets, reduction=reduction)
    return mean_squared_error_backward(cache)


def mean_squared_error_forward(
    predictions: object, targets: object, *, reduction: str = "mean"
) -> tuple[Array | np.floating, Any]:
    """Return the loss, and the errors for the gradient."""
    errors = _errors(predictions, targets)
    return reduce_losses(errors * errors, reduction), (errors, reduction)


def mean_squared_error_backward(cache: Any) -> Array:
    """Return the gradient of the predictions from what the forward pass kept."""
    errors, reduction = cache
    return reduce_gradient(2 * errors, errors.size, reduction)


def half_sum_squared_error(predictions: object, targets: object) -> np.floating:
    r"""Half the sum of squared errors, over every element given.

    L = 1/2 sum e^2

    The half cancels the 2 of the derivative. Because it is a sum, a larger batch gives a larger
    gradient. Arguments and errors as in `mean_squared_error`, but there is no reduction to
    choose; of no elements it is 0. Returns a scalar.

    Source: deep neural networks, "Sum of squared errors (MSE)".
    """
    squares = _errors(predictions, targets) ** 2
    return squares.sum(dtype=squares.dtype) / squares.dtype.type(2)


def half_sum_squared_error_gradient(predictions: object, targets: object) -> Array:
    r"""Gradient of `half_sum_squared_error` with respect to the predictions: the errors.

    dL/d(prediction) = e

    Arguments and errors as in `half_sum_squared_error`; returns the shape of `predictions`.
    """
    return _errors(predictions, targets)


def mean_absolute_error(
    predictions: object, targets: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Absolute error: the best constant prediction is the median.

    L = |e|, e = prediction - target

    Every error pulls with the same force, so a few outliers do not matter, and a small error
    still pulls with full force. In the target's unit. Arguments, errors and result as in
    `mean_squared_error`.

    Source: going deep, "Naïve Losses"; deep neural networks, "Notes on MSE loss".
    """
    return reduce_losses(np.abs(_errors(predictions, targets)), reduction)


def mean_absolute_error_gradient(
    predictions: object, targets: object, *, reduction: str = "mean"
) -> Array:
    r"""A subgradient of `mean_absolute_error` with respect to the predictions.

    dL/d(prediction) = sign(e)

    At a tie, e = 0, the subgradient 0 is taken. Arguments and errors as in
    `mean_absolute_error`; returns the shape of `predictions`.
    """
    errors = _errors(predictions, targets)
    return reduce_gradient(np.sign(errors), errors.size, reduction)


def huber(
    predictions: object, targets: object, *, delta: float = 1.0, reduction: str = "mean"
) -> Array | np.floating:
    r"""Squared for small errors, straight for large ones: smooth at 0 and calm with outliers.

    L = e^2 / 2                    where |e| <= delta
        delta (|e| - delta / 2)    elsewhere

    Args:
        delta: the error where the parabola turns into a line, above 0, in the target's unit.

    Other arguments, errors and result as in `mean_squared_error`.

    Source: Huber 1964; deep neural networks, "Notes on MSE loss".
    """
    bend = number("delta", delta, above=0)
    return reduce_losses(_huber(_errors(predictions, targets), bend), reduction)


def huber_gradient(
    predictions: object, targets: object, *, delta: float = 1.0, reduction: str = "mean"
) -> Array:
    r"""Gradient of `huber` with respect to the predictions: a clipped error.

    dL/d(prediction) = max(-delta, min(delta, e))

    Arguments and errors as in `huber`; returns the shape of `predictions`.
    """
    bend = number("delta", delta, above=0)
    errors = _errors(predictions, targets)
    return reduce_gradient(np.clip(errors, -bend, bend), errors.size, reduction)


def smooth_l1(
    predictions: object, targets: object, *, beta: float = 1.0, reduction: str = "mean"
) -> Array | np.floating:
    r"""Absolute error with its corner at 0 rounded off.

    L = e^2 / (2 beta)    where |e| < beta
        |e| - beta / 2    elsewhere

    It is `huber` with delta = beta, divided by beta: far away the slope is 1 whatever beta is,
    and beta towards 0 gives the absolute error. The slide's case is beta = 1.

    Args:
        beta: where the parabola turns into a line, above 0, in the target's unit.

    Other arguments, errors and result as in `mean_squared_error`.

    Source: Girshick 2015, "Fast R-CNN", equation 3; deep neural networks, "Notes on MSE loss".
    """
    bend = number("beta", beta, above=0)
    return reduce_losses(_huber(_errors(predictions, targets), bend) / bend, reduction)


def smooth_l1_gradient(
    predictions: object, targets: object, *, beta: float = 1.0, reduction: str = "mean"
) -> Array:
    r"""Gradient of `smooth_l1` with respect to the predictions: a clipped error.

    dL/d(prediction) = max(-1, min(1, e / beta))

    Arguments and errors as in `smooth_l1`; returns the shape of `predictions`.
    """
    bend = number("beta", beta, above=0)
    errors = _errors(predictions, targets)
    return reduce_gradient(np.clip(errors, -bend, bend) / bend, errors.size, reduction)


def quantile_loss(
    predictions: object, targets: object, *, level: float = 0.5, reduction: str = "mean"
) -> Array | np.floating:
    r"""Pinball loss: too low and too high are charged differently.

    L = level (target - prediction)          where the prediction is too low
        (1 - level) (prediction - target)    where it is too high

    The best constant prediction is the quantile at `level`; 0.5 is half the absolute error, the
    median. With level = 0.9 an underestimate costs nine times an overestimate.

    Args:
        level: the quantile to predict, strictly between 0 and 1.

    Other arguments, errors and result as in `mean_squared_error`.

    Source: Koenker and Bassett 1978; deep neural networks, "Notes on MSE loss".
    """
    q = number("level", level, above=0, below=1)
    errors = _errors(predictions, targets)
    return reduce_losses(np.maximum(-q * errors, (1 - q) * errors), reduction)


def quantile_loss_gradient(
    predictions: object, targets: object, *, level: float = 0.5, reduction: str = "mean"
) -> Array:
    r"""A subgradient of `quantile_loss` with respect to the predictions.

    dL/d(prediction) = -level       where the prediction is too low
                       1 - level    where it is too high
                       0            at a tie

    Arguments and errors as in `quantile_loss`; returns the shape of `predictions`.
    """
    q = number("level", level, above=0, below=1)
    errors = _errors(predictions, targets)
    # With s = sign(e) this is 1 - q for s = 1, -q for s = -1, 0 for s = 0, and NaN stays NaN.
    signs = np.sign(errors)
    return reduce_gradient(0.5 * signs + (0.5 - q) * signs * signs, errors.size, reduction)


def _errors(predictions: object, targets: object) -> Array:
    first, second = float_pair("predictions", predictions, "targets", targets)
    return first - second


def _huber(errors: Array, bend: float) -> Array:
    """c (|e| - c / 2) with c = min(|e|, bend): both branches at once, without squaring outliers."""
    sizes = np.abs(errors)
    inner = np.minimum(sizes, bend)
    return inner * (sizes - inner / 2)
