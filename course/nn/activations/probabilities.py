"""Softmax and its logarithm, on arrays and on tensors."""

from __future__ import annotations

from typing import Any

from course.nn.autograd.operation import Operation
from course.nn.autograd.tensor import Tensor
from course.nn.losses import log_softmax as _log_softmax
from course.nn.losses import softmax as _softmax

_softmax_operation = Operation(
    "softmax",
    lambda z, axis: _softmax(z, axis),
    lambda g, y, z, axis: y * (g - (g * y).sum(axis=axis, keepdims=True)),
)

_log_softmax_operation = Operation(
    "log_softmax",
    lambda z, axis: _log_softmax(z, axis),
    lambda g, y, z, axis: g - softmax(z, axis) * g.sum(axis=axis, keepdims=True),
)


def softmax(logits: Any, axis: int = -1) -> Any:
    r"""Turn scores into probabilities: none below 0, and a sum of 1.

    softmax(z)_i = exp(z_i) / sum_j exp(z_j)

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
    if isinstance(logits, Tensor):
        return _softmax_operation(logits, axis=axis)
    return _softmax(logits, axis)


def log_softmax(logits: Any, axis: int = -1) -> Any:
    r"""Logarithm of the softmax, close to z_i - max_j z_j.

    log_softmax(z)_i = z_i - log sum_j exp(z_j)

    Its gradient is g - softmax(z) sum_j g_j. Arguments, results and errors as in `softmax`.
    Source: CS109B, "Softmax Output".
    """
    if isinstance(logits, Tensor):
        return _log_softmax_operation(logits, axis=axis)
    return _log_softmax(logits, axis)
