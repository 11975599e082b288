"""Long short-term memory: a recurrent layer with a memory cell and gates that guard it."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.recurrence import (
    bias_gradient,
    gates_apart,
    hidden_states,
    input_gradients,
    input_products,
    product_gradients,
    sequence_arguments,
    sigmoid_in_place,
    through_sigmoid,
    through_tanh,
)


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
    diagonal matrix, kept as a vector. The products with W wait for nothing and are made for all
    steps at once.

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
    Schmidhuber 1997; Gers, Schmidhuber and Cummins 2000 (forget gate); Gers and Schmidhuber 2000
    (peepholes).
    """
    arguments = sequence_arguments(
        x, input_weights, hidden_weights, 4, bias=bias, hidden=hidden, cell=cell,
        peepholes=peepholes,
    )  # fmt: skip
    inputs, w, u, b, v, h, c = (
        arguments[name]
        for name in ("x", "input_weights", "hidden_weights", "bias", "peepholes", "hidden", "cell")
    )
    xs, size = np.ascontiguousarray(inputs.swapaxes(0, 1)), len(u)
    gates, across = input_products(xs, w, b, 4), gates_apart(u, 4)
    steps = len(xs)
    states = np.empty((steps + 2, len(inputs), size), w.dtype)  # h_0 ... h_T and c_T
    states[0] = 0 if h is None else h
    cells = hidden_states(xs, c, size)
    recurrent = np.empty((4, *cells[0].shape), w.dtype)
    product, squashed = np.empty((2, *cells[0].shape), w.dtype)
    for t in range(steps):
        z, c_before, c_now = gates[:, t], cells[t], cells[t + 1]
        i, f, g, o = z
        z += np.matmul(states[t], across, out=recurrent)
        if v is not None:
            i += v[0] * c_before
            f += v[1] * c_before
        sigmoid_in_place(z[:2])
        np.tanh(g, out=g)
        np.multiply(f, c_before, out=c_now)
        np.multiply(i, g, out=product)
        c_now += product
        if v is not None:
            o += v[2] * c_now
        sigmoid_in_place(o)
        np.tanh(c_now, out=squashed)
        np.multiply(o, squashed, out=states[t + 1])
    states[steps + 1] = cells[steps]
    return states[1:], (xs, states, u, w, v, b is not None, cells, gates)


def lstm_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    r"""Backpropagation through time: return the gradients of x, W, U, b, v, h_0 and c_0.

    Going back, each step turns dL/dh_t and dL/dc_t into the gradients of its four gates' sums;
    these are kept. The weights are shared by all steps, so their gradients are sums over steps,
    G_1 + G_2 + ...: from the kept gradients, each is one matrix product a gate at the end.

    Args:
        gradient: dL/d(result), (T + 1, N, H) as `lstm_forward` returns it.
        cache, input_gradient: as in `linear_backward`.
    """
    xs, states, u, w, v, has_bias, cells, gates = cache
    steps, size = len(xs), len(u)
    dgates = np.empty_like(gates)
    back = gates_apart(u, 4).swapaxes(1, 2).copy()
    dh = np.zeros_like(cells[0])
    dc = gradient[steps].copy()
    dv = np.zeros((3, size), w.dtype)
    squashed, product, buffer = np.empty((3, *dh.shape), w.dtype)
    pair, returned = np.empty((2, *dh.shape), w.dtype), np.empty((4, *dh.shape), w.dtype)
    for t in reversed(range(steps)):
        z, dz = gates[:, t], dgates[:, t]
        i, f, g, o = z
        di, df, dg, do = dz
        np.tanh(cells[t + 1], out=squashed)
        dh += gradient[t]
        np.multiply(dh, squashed, out=do)
        through_sigmoid(do, o, buffer)
        np.multiply(dh, o, out=product)
        through_tanh(product, squashed, buffer)
        dc += product
        if v is not None:
            dc += v[2] * do
        np.multiply(dc, g, out=di)
        np.multiply(dc, cells[t], out=df)
        through_sigmoid(dz[:2], z[:2], pair)
        np.multiply(dc, i, out=dg)
        through_tanh(dg, g, buffer)
        dc *= f
        if v is not None:
            dc += v[0] * di + v[1] * df
            guarded = ((di, cells[t]), (df, cells[t]), (do, cells[t + 1]))
            dv += [(d * c).sum(axis=0) for d, c in guarded]
        np.matmul(dz, back, out=returned)
        np.add.reduce(returned, axis=0, out=dh)
    dw, du = product_gradients(xs, dgates), product_gradients(states[:steps], dgates)
    db = bias_gradient(dgates) if has_bias else None
    dx = input_gradients(dgates, w) if input_gradient else None
    return dx, dw, du, db, None if v is None else dv, dh, dc


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
    return states[:-1].transpose(1, 0, 2), states[-2], states[-1]
