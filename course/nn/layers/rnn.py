"""The plain recurrent layer: the output of one step is an input of the next."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, choice
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.recurrence import (
    sequence_arguments,
    steps_seen,
    through_tanh,
    weight_gradients,
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
        (T, H, N): h_1 ... h_T with the batch innermost in memory, and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Recurrent neural network (RNN)"; Elman 1990.
    """
    arguments = sequence_arguments(x, input_weights, hidden_weights, 1, bias=bias, hidden=hidden)
    inputs, w, u, b, h = arguments.values()
    choice("activation", activation, ("tanh", "relu"))
    steps, size = inputs.shape[1], len(u)
    seen = steps_seen(inputs, h, size)
    weights = np.concatenate([u, w]).T.copy()
    for t in range(steps):
        z = weights @ seen[t]
        if b is not None:
            z += b[:, None]
        if activation == "tanh":
            np.tanh(z, out=seen[t + 1, :size])
        else:
            np.maximum(z, 0, out=seen[t + 1, :size])
    return seen[1:, :size], (seen, u, w, b is not None, activation)


def rnn_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    """Backpropagation through time: the gradients of x, W, U, b and h_0.

    Args:
        gradient: dL/d(result), (T, H, N) as `rnn_forward` returns it.
        cache: from `rnn_forward`.
        input_gradient: False skips that of x (None is returned).
    """
    seen, u, w, has_bias, activation = cache
    steps, size = len(seen) - 1, len(u)
    dz = np.empty_like(seen[:steps, :size])
    dh = np.zeros_like(dz[0])
    buffer = np.empty_like(dh)
    for t in reversed(range(steps)):
        y = seen[t + 1, :size]
        np.add(dh, gradient[t], out=dz[t])
        if activation == "tanh":
            through_tanh(dz[t], y, buffer)
        else:
            dz[t] *= y > 0
        np.matmul(u, dz[t], out=dh)
    dw, du, db = weight_gradients(dz, seen, size)
    dx = (w @ dz).transpose(2, 0, 1) if input_gradient else None
    return dx, dw, du, db if has_bias else None, dh.T


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
    return states.transpose(2, 0, 1), states[-1].T
