"""Softmax and its logarithm, on arrays and on tensors."""

from __future__ import annotations

from course.nn.arguments import Array
from course.nn.autograd.differentiable import differentiable
from course.nn.losses import log_softmax as _log_softmax
from course.nn.losses import softmax as _softmax


@differentiable(
    lambda g, y, x, axis=-1: y * (g - (g * y).sum(axis=axis, keepdims=True)),
)
def softmax(logits: object, /, *, axis: int = -1) -> Array:
    r"""Turn scores into probabilities: softmax(z)_i = exp(z_i) / sum_j exp(z_j).

    Safe for logits of ±1e4, because the largest is subtracted first. The gradient is
    y_i (g_i - sum_j g_j y_j): the Jacobian diag(y) - y y^T is never formed.

    Args:
        logits: array or `Tensor`, at least one entry along `axis`.
        axis: the classes.

    Returns:
        The same kind, shape and dtype; the sum along `axis` is 1.

    Raises:
        TypeError, ValueError: not floats, or no class along `axis`.

    Source: going deep, "Softmax formulation"; CS109B, "Softmax Output".
    """
    return _softmax(logits, axis)


@differentiable(
    lambda g, y, x, axis=-1: g - softmax(x, axis=axis) * g.sum(axis=axis, keepdims=True),
)
def log_softmax(logits: object, /, *, axis: int = -1) -> Array:
    r"""Logarithm of the softmax: z_i - log sum_j exp(z_j), close to z_i - max_j z_j.

    Its gradient is g - softmax(z) sum_j g_j. Arguments, results and errors as in `softmax`.
    Source: CS109B, "Softmax Output".
    """
    return _log_softmax(logits, axis)
