"""Long short-term memory: a recurrent layer with a memory cell and gates that guard it."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.allocator import aligned_empty
from course.nn.arguments import Array
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.recurrence import (
    gates_apart,
    input_gradients,
    product_gradients,
    sequence_arguments,
    sigmoid_in_place,
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
    diagonal matrix, kept as a vector. The other sums are one product a step: of the row
    (x_t, h_{t-1}, 1) with W, U and b on top of one another.

    Args:
        x: (N, T, D) sequences, T at least 1.
        input_weights: W, (D, 4 H), the gates side by side in the order i, f, g, o.
        hidden_weights: U, (H, 4 H), same order.
        bias: (4 H,) or None.
        peepholes: (3, H), rows v_i, v_f, v_o, or None for no peepholes.
        hidden, cell: h_0 and c_0, (N, H), or None for zeros.

    Returns:
        (N, T + 1, H): h_1 ... h_T and, last, c_T; and the cache. `lstm` takes it apart.

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
    (samples, steps, features), size = inputs.shape, len(u)
    rows = _rows(inputs, h, size)
    hiddens = rows[:, :, features:-1]
    last = np.zeros((1, 4 * size), w.dtype) if b is None else b
    weights = gates_apart(np.vstack([w, u, last]), 4)
    gates = aligned_empty((4, steps, samples, size), w.dtype)
    cells = aligned_empty((steps + 1, samples, size), w.dtype)
    cells[0] = 0 if c is None else c
    squashed = aligned_empty((steps, samples, size), w.dtype)
    product = aligned_empty((samples, size), w.dtype)
    for t in range(steps):
        z, c_before, c_now = gates[:, t], cells[t], cells[t + 1]
        i, f, g, o = z
        np.matmul(rows[t], weights, out=z)
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
        np.tanh(c_now, out=squashed[t])
        np.multiply(o, squashed[t], out=hiddens[t + 1])
    states = np.empty((samples, steps + 1, size), w.dtype)
    states[:, :steps], states[:, steps] = hiddens[1:].swapaxes(0, 1), cells[steps]
    return states, (rows, u, w, v, b is not None, squashed, cells, gates)


def _rows(x: Array, hidden: Array | None, size: int) -> Array:
    """Return x_t, h_{t-1} and 1 side by side, (T + 1, N, D + H + 1); h_1 ... are yet to come."""
    samples, steps, features = x.shape
    rows = np.empty((steps + 1, samples, features + size + 1), x.dtype)
    rows[:steps, :, :features] = x.swapaxes(0, 1)
    rows[0, :, features:-1] = 0 if hidden is None else hidden
    rows[:, :, -1] = 1
    return rows


def lstm_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    r"""Backpropagation through time: return the gradients of x, W, U, b, v, h_0 and c_0.

    How c_t and h_t depend on the gates' sums is known before any gradient: these slopes are made
    for all steps at once. Going back, each step multiplies its slopes by dL/dc_t and dL/dh_t and
    has the gradients of its sums. The weights are shared by all steps, so their gradients are sums
    over steps, G_1 + G_2 + ...: from the kept gradients, one product a gate at the end.

    Args:
        gradient: dL/d(result), (N, T + 1, H) as `lstm_forward` returns it.
        cache, input_gradient: as in `linear_backward`.
    """
    rows, u, w, v, has_bias, squashed, cells, gates = cache
    steps, features, size, f = len(gates[0]), len(w), len(u), gates[1]
    dgates, to_cell = _slopes(gates, cells[:-1], squashed)
    back = aligned_empty((4, size, size), w.dtype)
    back[...] = u.reshape(size, 4, size).transpose(1, 2, 0)  # each gate's U, transposed
    dh, dc, product, *_ = aligned_empty((3, *cells[0].shape), w.dtype)
    returned = aligned_empty((4, *dh.shape), w.dtype)
    dh[...], dc[...] = 0, gradient[:, steps]
    for t in reversed(range(steps)):
        dz = dgates[:, t]
        di, df, _, do = dz
        dh += gradient[:, t]
        do *= dh
        dc += np.multiply(dh, to_cell[t], out=product)
        if v is not None:
            dc += v[2] * do
        dz[:3] *= dc
        dc *= f[t]
        if v is not None:
            dc += v[0] * di + v[1] * df
        np.matmul(dz, back, out=returned)
        np.add.reduce(returned, axis=0, out=dh)
    dw, du, db = np.split(product_gradients(rows[:steps], dgates), [features, -1])
    dv = None if v is None else _peephole_gradients(dgates, cells)
    dx = input_gradients(dgates, w) if input_gradient else None
    return dx, dw, du, db[0] if has_bias else None, dv, dh, dc


def _slopes(gates: Array, before: Array, squashed: Array) -> tuple[Array, Array]:
    """Return dc_t / d(sum of i, f, g) with dh_t / d(sum of o), (4, T, N, H); and dh_t / dc_t."""
    i, _, g, o = gates
    slopes = aligned_empty(gates.shape, gates.dtype)
    np.subtract(1, gates, out=slopes)
    slopes[:2] *= gates[:2]
    slopes[0] *= g
    slopes[1] *= before
    slopes[2] *= 1 + g
    slopes[2] *= i
    slopes[3] *= o
    slopes[3] *= squashed
    to_cell = aligned_empty(squashed.shape, squashed.dtype)
    np.square(squashed, out=to_cell)
    np.subtract(1, to_cell, out=to_cell)
    to_cell *= o
    return slopes, to_cell


def _peephole_gradients(dgates: Array, cells: Array) -> Array:
    """Return dL/dv, (3, H): each gate that sees a cell, with that cell, over steps and samples."""
    seen = ((dgates[0], cells[:-1]), (dgates[1], cells[:-1]), (dgates[3], cells[1:]))
    return np.stack([np.einsum("tnh,tnh->h", gate, cell) for gate, cell in seen])


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
    return states[:, :-1], states[:, -2], states[:, -1]
