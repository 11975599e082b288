"""Softmax cross-entropy: the loss of a classifier that outputs one score a class."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, choice, float_array, integer, label_array, number
from course.nn.losses.limits import surprise
from course.nn.losses.reduction import REDUCTIONS, reduce_gradient, reduce_losses


def log_softmax(logits: object, axis: int = -1) -> Array:
    r"""Logarithm of the softmax probabilities, without overflow.

    log softmax(z)_i = z_i - log sum_j exp(z_j)

    Subtracting max_j z_j first changes nothing in exact arithmetic and keeps every exponential
    at or below 1, so logits of ±1e4 are safe. For a clear winner the result is close to
    z_i - max_j z_j, a hinge without margin. A logit of -inf is a class ruled out, with
    probability 0; NaN in gives NaN out.

    Args:
        logits: array of float32 or float64, any shape with at least one entry along `axis`.
        axis: the axis that holds the classes.

    Returns:
        Array of the same shape and dtype; `exp` of it sums to 1 along `axis`.

    Raises:
        TypeError, ValueError: `logits` is not a float array, or has no such axis.

    Source: CS109B, "Softmax Output".
    """
    return _log_softmax(_classes_along(axis, logits), axis)


def softmax(logits: object, axis: int = -1) -> Array:
    r"""Turn scores into probabilities: exponentiate, then normalise.

    softmax(z)_i = exp(z_i) / sum_j exp(z_j)

    Arguments, shapes, dtypes and errors as in `log_softmax`.

    Source: going deep, "Softmax formulation".
    """
    return np.exp(log_softmax(logits, axis))


def softmax_cross_entropy(
    logits: object,
    labels: object,
    *,
    label_smoothing: float = 0.0,
    class_weights: object = None,
    reduction: str = "mean",
) -> Array | np.floating:
    r"""Negative log-probability that softmax gives to the true class.

    L_i = -log softmax(z_i)[y_i] = log sum_j exp(z_ij) - z_i,y_i

    With `label_smoothing` e the target puts 1 - e on the label and spreads e evenly over all C
    classes; with `class_weights` w class c of the target counts w_c times, and the mean divides
    by the summed weights of the labels, as PyTorch does.

    Args:
        logits: (N, C) float32 or float64, unnormalised scores.
        labels: (N,) integers from 0 to C - 1.
        label_smoothing: e, from 0 to 1 (Szegedy et al. 2016).
        class_weights: (C,) floats at or above 0, or None for ones.
        reduction: "mean", "sum" or "none".

    Returns:
        A scalar, or (N,) losses with "none"; dtype of `logits`; in nats. NaN in, NaN
        out.

    Raises:
        TypeError, ValueError: a wrong dtype, shape, label or option; the mean of no samples.

    Source: going deep, "Cross-Entropy (Softmax)"; deep neural networks, "Cross entropy loss".
    """
    return softmax_cross_entropy_forward(
        logits,
        labels,
        label_smoothing=label_smoothing,
        class_weights=class_weights,
        reduction=reduction,
    )[0]


def softmax_cross_entropy_gradient(
    logits: object,
    labels: object,
    *,
    label_smoothing: float = 0.0,
    class_weights: object = None,
    reduction: str = "mean",
) -> Array:
    r"""Gradient of `softmax_cross_entropy` with respect to the logits.

    dL_i/dz_i = softmax(z_i) - onehot(y_i)

    Prediction minus truth: each row sums to 0. With targets t of another total than 1 (class
    weights) it is softmax(z) sum_c t_c - t. "mean" divides by N, so that a step does not grow
    with the batch; "none" returns each sample's own gradient.

    Arguments and errors as in `softmax_cross_entropy`. Returns (N, C), dtype of `logits`.
    """
    _, cache = softmax_cross_entropy_forward(
        logits,
        labels,
        label_smoothing=label_smoothing,
        class_weights=class_weights,
        reduction=reduction,
    )
    return softmax_cross_entropy_backward(cache)


def softmax_cross_entropy_forward(
    logits: object,
    labels: object,
    *,
    label_smoothing: float = 0.0,
    class_weights: object = None,
    reduction: str = "mean",
) -> tuple[Array | np.floating, Any]:
    """Return the loss, and what the gradient can use of it: the log-softmax above all."""
    z, y, smoothing, weights = _arguments(logits, labels, label_smoothing, class_weights)
    logs = _log_softmax(z, 1)
    if smoothing == 0 and weights is None:
        losses = 0 - logs[np.arange(len(y)), y]  # 0, never -0
        return reduce_losses(losses, reduction), (logs, y, None, reduction, None)
    targets = _targets(z, y, smoothing, weights)
    losses = surprise(targets, logs).sum(axis=1)
    if choice("reduction", reduction, REDUCTIONS) == "mean" and weights is not None:
        total = _total_weight(weights, y)
        return losses.sum() / total, (logs, y, targets, "sum", total)
    return reduce_losses(losses, reduction), (logs, y, targets, reduction, None)


def softmax_cross_entropy_backward(cache: Any) -> Array:
    """Return the gradient of the logits from what the forward pass kept."""
    logs, y, targets, reduction, total = cache
    gradient = np.exp(logs)
    if targets is None:
        gradient[np.arange(len(y)), y] -= 1
    else:
        gradient *= targets.sum(axis=1, keepdims=True)
        gradient -= targets
    if total is not None:
        gradient /= total
    return reduce_gradient(gradient, len(logs), reduction)


def _arguments(
    logits: object, labels: object, label_smoothing: float, class_weights: object
) -> tuple[Array, Array, float, Array | None]:
    """Return the arguments checked: logits (N, C), labels (N,), smoothing, weights (C,) or None."""
    z = float_array("logits", logits, ndim=2)
    samples, classes = z.shape
    if classes == 0:
        raise ValueError(f"logits must have at least one class, got shape {z.shape}")
    y = label_array("labels", labels, samples=samples, classes=classes)
    smoothing = number("label_smoothing", label_smoothing, at_least=0, at_most=1)
    weights = None if class_weights is None else _weights(class_weights, classes, z.dtype)
    return z, y, smoothing, weights


def _targets(z: Array, y: Array, smoothing: float, weights: Array | None) -> Array:
    """Return what the log-softmax is weighed with, (N, C); plain labels need no such array."""
    targets = np.full(z.shape, smoothing / z.shape[1], dtype=z.dtype)
    targets[np.arange(len(y)), y] += z.dtype.type(1 - smoothing)
    return targets if weights is None else targets * weights


def _log_softmax(z: Array, axis: int) -> Array:
    shifted = z - z.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def _classes_along(axis: int, logits: object) -> Array:
    array = float_array("logits", logits)
    if not -array.ndim <= integer("axis", axis) < array.ndim or array.shape[axis] == 0:
        raise ValueError(f"axis {axis} of logits holds no class: the shape is {array.shape}")
    return array


def _weights(class_weights: object, classes: int, dtype: np.dtype) -> Array:
    weights = float_array("class_weights", class_weights, ndim=1).astype(dtype)
    if weights.shape != (classes,):
        raise ValueError(f"class_weights must have shape ({classes},), got {weights.shape}")
    if not ((weights >= 0) & np.isfinite(weights)).all():
        raise ValueError(f"class_weights must be finite and at or above 0, got {weights}")
    return weights


def _total_weight(weights: Array, labels: Array) -> np.floating:
    if labels.size == 0:
        raise ValueError("reduction='mean' needs at least one sample, got an empty batch")
    total = weights[labels].sum()
    if total == 0:
        raise ValueError("class_weights give every label of this batch the weight 0: no mean")
    return total
