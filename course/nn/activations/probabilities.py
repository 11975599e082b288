"""Softmax and its logarithm, on arrays and on tensors."""

from __future__ import annotations

from typing import Any

from course.nn.arguments import Array, float_pair
from course.nn.autograd.dual import Dual
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
        logits: array, `Tensor` or `Dual`, at least one entry along `axis`.
        axis: the classes.

    Returns:
        The same kind, shape and dtype; the sum along `axis` is 1.

    Raises:
        TypeError, ValueError: not floats, or no class along `axis`.

    Source: going deep, "Softmax formulation"; CS109B, "Softmax Output".
    """
    if isinstance(logits, Tensor):
        return _softmax_operation(logits, axis=axis)
    if isinstance(logits, Dual):
        z, tangent = logits.value, logits.tangent
        return Dual(_softmax(z, axis), softmax_derivative(z, tangent, axis))
    return _softmax(logits, axis)


def softmax_derivative(logits: object, direction: object, axis: int = -1) -> Array:
    r"""Derivative of `softmax` along a direction v: how fast y moves when z moves like v.

    dy_i = y_i (v_i - sum_j y_j v_j)

    That is J v with the Jacobian J = diag(y) - y y^T, which has an entry for each pair of classes
    and is not formed. J is symmetric, so this is v^T J as well, what the backward pass computes.

    Args:
        logits: z, an array as in `softmax`.
        direction: v, of its shape and dtype.
        axis: the classes.

    Returns:
        Shape and dtype of `logits`; its sum along `axis` is 0.

    Raises:
        TypeError, ValueError: as in `softmax`, or shapes or dtypes that differ.

    Source: CS109B, "Softmax Output".
    """
    z, v = float_pair("logits", logits, "direction", direction)
    y = _softmax(z, axis)
    return y * (v - (y * v).sum(axis=axis, keepdims=True))


def log_softmax(logits: Any, axis: int = -1) -> Any:
    r"""Logarithm of the softmax, close to z_i - max_j z_j.

    log_softmax(z)_i = z_i - log sum_j exp(z_j)

    Its gradient is g - softmax(z) sum_j g_j. Arguments, results and errors as in `softmax`.
    Source: CS109B, "Softmax Output".
    """
    if isinstance(logits, Tensor):
        return _log_softmax_operation(logits, axis=axis)
    if isinstance(logits, Dual):
        z, tangent = logits.value, logits.tangent
        return Dual(_log_softmax(z, axis), log_softmax_derivative(z, tangent, axis))
    return _log_softmax(logits, axis)


def log_softmax_derivative(logits: object, direction: object, axis: int = -1) -> Array:
    r"""Derivative of `log_softmax` along a direction v, as in `softmax_derivative`.

    d(log y)_i = v_i - sum_j y_j v_j

    Here J = 1 - 1 y^T is not symmetric: the backward pass computes v - y sum_j v_j instead.
    Arguments, result and errors as in `softmax_derivative`.
    """
    z, v = float_pair("logits", logits, "direction", direction)
    return v - (_softmax(z, axis) * v).sum(axis=axis, keepdims=True)
