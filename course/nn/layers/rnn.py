"""The plain recurrent layer: the output of one step is an input of the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, choice
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.recurrence import (
    bias_gradient,
    hidden_states,
    input_gradients,
    input_products,
    product_gradients,
    sequence_arguments,
    through_tanh,
)


def rnn_forward(
    x: object,
    input_weights: object,
    hidden_weights: object,
    bias: object = None,
    hidden: object = None,
    *,
    activation: str = "tanh",
) -> tuple[Array, Any]:
    r"""Run a plain recurrent layer over sequences.

    h_t = tanh(x_t W + h_{t-1} U + b)

    The same weights serve every step. Seen over T steps it is a network T layers deep: the
    gradient is multiplied by U at each, so it vanishes or explodes with the size of U.

    Args:
        x: (N, T, D) sequences, T at least 1.
        input_weights: W, (D, H).
        hidden_weights: U, (H, H).
        bias: (H,) or None.
        hidden: h_0, (N, H), or None for zeros.
        activation: "tanh" or "relu".

    Returns:
        (N, T, H): h_1 ... h_T, and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Recurrent neural network (RNN)"; Elman 1990.
    """
    arguments = sequence_arguments(x, input_weights, hidden_weights, 1, bias=bias, hidden=hidden)
    inputs, w, u, b, h = arguments.values()
    choice("activation", activation, ("tanh", "relu"))
    xs = np.ascontiguousarray(inputs.swapaxes(0, 1))
    (sums,) = input_products(xs, w, b, 1)
    states = hidden_states(xs, h, len(u))
    for t, z in enumerate(sums):
        z += states[t] @ u
        if activation == "tanh":
            np.tanh(z, out=states[t + 1])
        else:
            np.maximum(z, 0, out=states[t + 1])
    cache = (xs, states, u, w, b is not None, activation)
    return np.ascontiguousarray(states[1:].swapaxes(0, 1)), cache


def rnn_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    """Backpropagation through time: the gradients of x, W, U, b and h_0.

    Args:
        gradient: dL/d(result), (N, T, H) as `rnn_forward` returns it.
        cache: from `rnn_forward`.
        input_gradient: False skips that of x (None is returned).
    """
    xs, states, u, w, has_bias, activation = cache
    dz = np.empty_like(states[1:])
    dh = np.zeros_like(states[0])
    buffer = np.empty_like(dh)
    for t in reversed(range(len(xs))):
        y = states[t + 1]
        np.add(dh, gradient[:, t], out=dz[t])
        if activation == "tanh":
            through_tanh(dz[t], y, buffer)
        else:
            dz[t] *= y > 0
        np.matmul(dz[t], u.T, out=dh)
    dgates = dz[None]
    dw, du = product_gradients(xs, dgates), product_gradients(states[:-1], dgates)
    dx = input_gradients(dgates, w) if input_gradient else None
    return dx, dw, du, bias_gradient(dgates) if has_bias else None, dh


_rnn = HandWritten("rnn", rnn_forward, rnn_backward)


def rnn(
    x: Any,
    input_weights: Any,
    hidden_weights: Any,
    bias: Any = None,
    hidden: Any = None,
    *,
    activation: str = "tanh",
) -> tuple[Any, Any]:
    """Run a plain recurrent layer over arrays or tensors: outputs (N, T, H) and h_T (N, H).

    Formula, shapes and errors as in `rnn_forward`.
    """
    states = _rnn(x, input_weights, hidden_weights, bias, hidden, activation=activation)
    return states, states[:, -1]
