"""The linear (fully connected) layer: a batch of neurons as one matrix product."""

from __future__ import annotations

import math
from typing import Any

from course.nn.arguments import Array, float_array, same_dtype
from course.nn.autograd.hand_written import HandWritten, column_sums


def linear_forward(x: object, weights: object, bias: object = None) -> tuple[Array, Any]:
    r"""The outputs of a layer of neurons, with what the backward pass needs.

    y = x W + b

    Args:
        x: (..., fan_in) floats; usually (N, fan_in), one sample a row.
        weights: W, (fan_in, fan_out); column j is neuron j's hyperplane.
        bias: b, (fan_out,), or None for no bias.

    Returns:
        y of shape (..., fan_out), and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Combining neurons"; CPSC 532S, "Function evaluation".
    """
    inputs, w = float_array("x", x), float_array("weights", weights, ndim=2)
    same_dtype("x", inputs, "weights", w)
    if inputs.ndim == 0 or inputs.shape[-1] != w.shape[0]:
        raise ValueError(
            f"x must end in {w.shape[0]} features to meet weights {w.shape}, got {inputs.shape}"
        )
    y = inputs @ w
    if bias is not None:
        b = float_array("bias", bias, ndim=1)
        same_dtype("x", inputs, "bias", b)
        if b.shape != w.shape[1:]:
            raise ValueError(f"bias must have shape {w.shape[1:]}, got {b.shape}")
        y += b
    return y, (inputs, w, bias is not None)


def linear_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, Array, Array | None]:
    r"""Return the gradients of x, W and b.

    dL/dx = dL/dy W^T,  dL/dW = x^T dL/dy,  dL/db = sum_n dL/dy_n

    Args:
        gradient: dL/dy, shape of y.
        cache: from `linear_forward`.
        input_gradient: False skips dL/dx (None is returned), as for the first layer.
    """
    x, w, has_bias = cache
    samples = math.prod(x.shape[:-1])
    rows = gradient.reshape(samples, w.shape[1])
    dx = gradient @ w.T if input_gradient else None
    dw = x.reshape(samples, w.shape[0]).T @ rows
    return dx, dw, column_sums(rows) if has_bias else None


def _composed(x: Any, weights: Any, bias: Any) -> Any:
    y = x @ weights
    return y if bias is None else y + bias


_linear = HandWritten("linear", linear_forward, linear_backward, _composed)


def linear(x: Any, weights: Any, bias: Any = None) -> Any:
    """y = x W + b on arrays, tensors or duals; shapes and errors as in `linear_forward`."""
    return _linear(x, weights, bias)
