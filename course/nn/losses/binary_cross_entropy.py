"""Binary cross-entropy: the negative log-likelihood of yes-or-no targets."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, float_pair, within
from course.nn.losses.limits import log, surprise
from course.nn.losses.reduction import reduce_gradient, reduce_losses


def sigmoid(x: object) -> Array:
    r"""Logistic function: from any real number to a probability.

    sigmoid(x) = 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2

    Computed by the second form, which is faster and cannot overflow. Its absolute error is below
    1e-16 in float64, but where sigmoid(x) itself is below that, x < -37, the result is 0.

    Args:
        x: float32 or float64, any shape.

    Returns:
        Array of the same shape and dtype, from 0 to 1; NaN stays NaN.

    Raises:
        TypeError, ValueError: `x` is not an array of floats.

    Source: CS109B, "Cost Function"; CPSC 532S, "Activation Function: Sigmoid".
    """
    return 0.5 * np.tanh(0.5 * float_array("x", x)) + 0.5


def binary_cross_entropy(
    probabilities: object, targets: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Negative log-probability of yes-or-no targets, from probabilities.

    L = -(y log p + (1 - y) log(1 - p))

    Nothing is clipped: 0 log 0 counts as its limit 0, so a certain and right prediction costs 0,
    and a certain and wrong one costs infinity. A sigmoid reaches exactly 0 or 1 by rounding, so
    networks should be trained with `binary_cross_entropy_with_logits`.

    Args:
        probabilities: p, float32 or float64 from 0 to 1, any shape.
        targets: y, from 0 to 1, shape and dtype of `probabilities`; between 0 and 1 they are
            soft labels.
        reduction: "mean" (over elements), "sum" or "none".

    Returns:
        A scalar, or the shape of `probabilities` with "none"; its dtype; in nats. NaN in, NaN
        out.

    Raises:
        TypeError, ValueError: a wrong dtype, shape, range or option; the mean of no elements.

    Source: going deep, "Softmax formulation" (two classes); deep neural networks, "Cross entropy
    loss & Logarithmic Loss (log loss)", whose last formula lacks the minus sign.
    """
    p, y = _probabilities(probabilities, targets)
    losses = surprise(y, log(p)) + surprise(1 - y, log(1 - p))
    return reduce_losses(losses, reduction)


def binary_cross_entropy_gradient(
    probabilities: object, targets: object, *, reduction: str = "mean"
) -> Array:
    r"""Gradient of `binary_cross_entropy` with respect to the probabilities.

    dL/dp = -y / p + (1 - y) / (1 - p)

    A term whose numerator is 0 is 0, also at p = 0 or 1; a certain and wrong prediction has an
    infinite slope. Arguments and errors as in `binary_cross_entropy`; returns the shape of
    `probabilities`.
    """
    p, y = _probabilities(probabilities, targets)
    gradient = _ratio(1 - y, 1 - p) - _ratio(y, p)
    return reduce_gradient(gradient, p.size, reduction)


def binary_cross_entropy_with_logits(
    logits: object, targets: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Binary cross-entropy of sigmoid(z), computed from the logit z.

    L = log(1 + exp(z)) - y z = max(z, 0) - y z + log(1 + exp(-|z|))

    The last form never takes the exponential of a positive number nor the logarithm of 0, so
    logits of ±1e4 are safe.

    Args:
        logits: z, float32 or float64, any shape.
        targets: y, from 0 to 1, shape and dtype of `logits`.
        reduction: "mean" (over elements), "sum" or "none".

    Returns, raises: as `binary_cross_entropy`.

    Source: CS109B, "Output Units" (Bernoulli); going deep, "Softmax formulation" (two classes).
    """
    z, y = _logits(logits, targets)
    losses = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return reduce_losses(losses, reduction)


def binary_cross_entropy_with_logits_gradient(
    logits: object, targets: object, *, reduction: str = "mean"
) -> Array:
    r"""Gradient of `binary_cross_entropy_with_logits` with respect to the logits.

    dL/dz = sigmoid(z) - y

    Prediction minus truth: a confident mistake gets the full slope of 1, where the squared error
    of a sigmoid gets almost none. Arguments and errors as in `binary_cross_entropy_with_logits`;
    returns the shape of `logits`.
    """
    z, y = _logits(logits, targets)
    return reduce_gradient(sigmoid(z) - y, z.size, reduction)


def _probabilities(probabilities: object, targets: object) -> tuple[Array, Array]:
    p, y = float_pair("probabilities", probabilities, "targets", targets)
    return within("probabilities", p, 0, 1), within("targets", y, 0, 1)


def _logits(logits: object, targets: object) -> tuple[Array, Array]:
    z, y = float_pair("logits", logits, "targets", targets)
    return z, within("targets", y, 0, 1)


def _ratio(numerator: Array, denominator: Array) -> Array:
    """numerator / denominator, where 0 / 0 is 0 and x / 0 infinite."""
    with np.errstate(divide="ignore"):
        return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=numerator != 0)
