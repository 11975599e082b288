"""Long short-term memory: a recurrent layer with a memory cell and gates that guard it."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array
from course.nn.autograd.hand_written import HandWritten, column_sums
from course.nn.layers.recurrence import sequence_arguments, sigmoid_in_place


def lstm_forward(
    x: object,
    input_weights: object,
    hidden_weights: object,
    bias: object = None,
    peepholes: object = None,
    hidden: object = None,
    cell: object = None,
) -> tuple[Array, Any]:
    r"""Run an LSTM over sequences.

    i_t = sigmoid(x_t W_i + h_{t-1} U_i + b_i + v_i * c_{t-1})     input gate
    f_t = sigmoid(x_t W_f + h_{t-1} U_f + b_f + v_f * c_{t-1})     forget gate
    g_t =    tanh(x_t W_g + h_{t-1} U_g + b_g)                     candidate
    c_t = f_t * c_{t-1} + i_t * g_t                                memory cell
    o_t = sigmoid(x_t W_o + h_{t-1} U_o + b_o + v_o * c_t)         output gate
    h_t = o_t * tanh(c_t)

    The terms with v are the peepholes, through which a gate sees its own cell; each V is a
    diagonal matrix, kept as a vector. The products x W of all steps are one matrix product, and
    the four gates of a step are one more.

    Args:
        x: (N, T, D) sequences, T at least 1.
        input_weights: W, (D, 4 H), the gates side by side in the order i, f, g, o.
        hidden_weights: U, (H, 4 H), same order.
        bias: (4 H,) or None.
        peepholes: (3, H), rows v_i, v_f, v_o, or None for no peepholes.
        hidden, cell: h_0 and c_0, (N, H), or None for zeros.

    Returns:
        (T + 1, N, H): h_1 ... h_T and, last, c_T; and the cache. `lstm` takes it apart.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Long Short-Term Memory (LSTM)" in the appendix; Hochreiter and
    Schmidhuber 1997; Gers and Schmidhuber 2000 (peepholes).
    """
    arguments = sequence_arguments(
        x, input_weights, hidden_weights, 4, bias=bias, hidden=hidden, cell=cell,
        peepholes=peepholes,
    )  # fmt: skip
    inputs, w, u, b, v, h, c = (
        arguments[name]
        for name in ("x", "input_weights", "hidden_weights", "bias", "peepholes", "hidden", "cell")
    )
    samples, steps, features = inputs.shape
    size = u.shape[0]
    by_time = np.ascontiguousarray(inputs.swapaxes(0, 1)).reshape(steps * samples, features)
    gates = by_time @ w
    if b is not None:
        gates += b
    gates = gates.reshape(steps, samples, 4 * size)
    states = np.empty((steps + 1, samples, size), w.dtype)
    cells = np.empty((steps + 1, samples, size), w.dtype)
    squashed = np.empty((steps, samples, size), w.dtype)  # tanh(c_t)
    cells[0] = 0 if c is None else c
    first = np.zeros((samples, size), w.dtype) if h is None else h
    before = first
    recurrent = np.empty((samples, 4 * size), w.dtype)
    product = np.empty((samples, size), w.dtype)
    for t in range(steps):
        z, c_before, c_now, squash, h_now = gates[t], cells[t], cells[t + 1], squashed[t], states[t]
        i, f, g, o = (z[:, k * size : (k + 1) * size] for k in range(4))
        np.matmul(before, u, out=recurrent)
        z += recurrent
        if v is not None:
            i += v[0] * c_before
            f += v[1] * c_before
        sigmoid_in_place(z[:, : 2 * size])
        np.tanh(g, out=g)
        np.multiply(f, c_before, out=c_now)
        np.multiply(i, g, out=product)
        c_now += product
        if v is not None:
            o += v[2] * c_now
        sigmoid_in_place(o)
        np.tanh(c_now, out=squash)
        np.multiply(o, squash, out=h_now)
        before = h_now
    states[steps] = cells[steps]
    return states, (by_time, w, u, v, b is not None, first, states, cells, squashed, gates)


def lstm_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    r"""Backpropagation through time: return the gradients of x, W, U, b, v, h_0 and c_0.

    Going back, each step turns dL/dh_t and dL/dc_t into the gradients of its four gates' sums;
    these are kept. The weights are shared by all steps, so their gradients are sums over steps,
    G_1 + G_2 + ...: with the kept gradients stacked, each is one matrix product at the end.

    Args:
        gradient: dL/d(result), (T + 1, N, H) as `lstm_forward` returns it.
        cache, input_gradient: as in `linear_backward`.
    """
    by_time, w, u, v, has_bias, first, states, cells, squashed, gates = cache
    steps, samples, size = squashed.shape
    dgates = np.empty_like(gates)
    back = np.ascontiguousarray(u.T)
    dh = np.zeros((samples, size), w.dtype)
    dc = gradient[steps].copy()
    one, product = np.empty((samples, size), w.dtype), np.empty((samples, size), w.dtype)
    for t in reversed(range(steps)):
        i, f, g, o = (gates[t][:, k * size : (k + 1) * size] for k in range(4))
        di, df, dg, do = (dgates[t][:, k * size : (k + 1) * size] for k in range(4))
        c_before, squash = cells[t], squashed[t]
        dh += gradient[t]
        np.multiply(dh, squash, out=do)
        _through_sigmoid(do, o, one)
        if v is not None:
            dc += v[2] * do
        # dc += dh * o * (1 - tanh(c)^2), as p - p tanh(c)^2 with p = dh * o
        np.multiply(dh, o, out=product)
        dc += product
        product *= squash
        product *= squash
        dc -= product
        np.multiply(dc, g, out=di)
        np.multiply(dc, c_before, out=df)
        np.multiply(dc, i, out=dg)
        _through_sigmoid(di, i, one)
        _through_sigmoid(df, f, one)
        np.multiply(g, g, out=one)
        np.subtract(1, one, out=one)
        dg *= one
        dc *= f
        if v is not None:
            dc += v[0] * di + v[1] * df
        np.matmul(dgates[t], back, out=dh)
    flat = dgates.reshape(steps * samples, 4 * size)
    hiddens = np.concatenate([first[None], states[: steps - 1]]).reshape(steps * samples, size)
    dx = None
    if input_gradient:
        dx = (flat @ w.T).reshape(steps, samples, -1).swapaxes(0, 1)
    dv = None
    if v is not None:
        di, df, _, do = (dgates[:, :, k * size : (k + 1) * size] for k in range(4))
        pairs = ((di, cells[:steps]), (df, cells[:steps]), (do, cells[1:]))
        dv = np.stack([(d * seen).sum(axis=(0, 1)) for d, seen in pairs])
    db = column_sums(flat) if has_bias else None
    return dx, by_time.T @ flat, hiddens.T @ flat, db, dv, dh, dc


def _through_sigmoid(gradient: Array, y: Array, buffer: Array) -> None:
    """Multiply `gradient` in place by the sigmoid's derivative y (1 - y)."""
    np.subtract(1, y, out=buffer)
    buffer *= y
    gradient *= buffer


_lstm = HandWritten("lstm", lstm_forward, lstm_backward)


def lstm(
    x: Any,
    input_weights: Any,
    hidden_weights: Any,
    bias: Any = None,
    peepholes: Any = None,
    hidden: Any = None,
    cell: Any = None,
) -> tuple[Any, Any, Any]:
    """Run an LSTM over arrays or tensors: return outputs (N, T, H), and h_T and c_T (N, H).

    Formula, shapes and errors as in `lstm_forward`.
    """
    states = _lstm(x, input_weights, hidden_weights, bias, peepholes, hidden, cell)
    outputs = states[:-1]
    return outputs.transpose(1, 0, 2), outputs[-1], states[-1]
