"""Gated recurrent unit: the state is kept or replaced, entry by entry, by one update gate."""

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


def gru_forward(
    x: object,
    input_weights: object,
    hidden_weights: object,
    bias: object = None,
    candidate_bias: object = None,
    hidden: object = None,
    *,
    reset_after: bool = False,
) -> tuple[Array, Any]:
    r"""Run a GRU over sequences.

    r_t = sigmoid(x_t W_r + h_{t-1} U_r + b_r)                   reset gate
    z_t = sigmoid(x_t W_z + h_{t-1} U_z + b_z)                   update gate
    n_t = tanh(x_t W_n + (r_t * h_{t-1}) U_n + b_n)              candidate
    h_t = (1 - z_t) * h_{t-1} + z_t * n_t

    With `reset_after` the candidate is tanh(x_t W_n + b_n + r_t * (h_{t-1} U_n + b_un)), the form
    of cuDNN and PyTorch, with its second bias b_un. PyTorch also names the gate the other way
    round, h_t = z h_{t-1} + (1 - z) n: its z is 1 minus this one, so W_z, U_z and b_z change sign.

    Args:
        x: (N, T, D) sequences, T at least 1.
        input_weights: W, (D, 3 H), side by side in the order r, z, n.
        hidden_weights: U, (H, 3 H), same order.
        bias: (3 H,) or None.
        candidate_bias: b_un, (H,), or None; only with `reset_after`.
        hidden: h_0, (N, H), or None for zeros.
        reset_after: reset after the product with U_n instead of before.

    Returns:
        (N, T, H): h_1 ... h_T, and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Gated Recurrent Unit (GRU)" in the appendix; Cho et al. 2014, who
    name z as PyTorch does; Chung et al. 2014, as here.
    """
    arguments = sequence_arguments(
        x, input_weights, hidden_weights, 3, bias=bias, candidate_bias=candidate_bias,
        hidden=hidden,
    )  # fmt: skip
    inputs, w, u, b, extra, h = arguments.values()
    if extra is not None and not reset_after:
        raise ValueError("candidate_bias belongs to reset_after=True; leave it out otherwise")
    xs = np.ascontiguousarray(inputs.swapaxes(0, 1))
    gates, across = input_products(xs, w, b, 3), gates_apart(u, 3)
    states = hidden_states(xs, h, len(u))
    products = np.empty_like(states[1:])  # what r multiplies, or r * h
    for t in range(len(xs)):
        g, before = gates[:, t], states[t]
        r, z, n = g
        g[:2] += before @ across[:2]
        sigmoid_in_place(g[:2])
        if reset_after:
            np.matmul(before, across[2], out=products[t])
            if extra is not None:
                products[t] += extra
            n += r * products[t]
        else:
            np.multiply(r, before, out=products[t])
            n += products[t] @ across[2]
        np.tanh(n, out=n)
        states[t + 1] = before + z * (n - before)
    cache = (xs, states, products, u, w, b is not None, extra is not None, gates, reset_after)
    return np.ascontiguousarray(states[1:].swapaxes(0, 1)), cache


def gru_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    """Backpropagation through time: the gradients of x, W, U, b, b_un and h_0.

    Args:
        gradient: dL/d(result), (N, T, H) as `gru_forward` returns it.
        cache: from `gru_forward`.
        input_gradient: False skips that of x (None is returned).
    """
    xs, states, products, u, w, has_bias, has_extra, gates, reset_after = cache
    dgates = np.empty_like(gates)
    dproducts = np.empty_like(products)
    back = gates_apart(u, 3).swapaxes(1, 2)
    dh = np.zeros_like(states[0])
    pair = np.empty((2, *dh.shape), w.dtype)
    for t in reversed(range(len(xs))):
        g, dg, before = gates[:, t], dgates[:, t], states[t]
        r, z, n = g
        dr, dz, dn = dg
        dh += gradient[:, t]
        np.multiply(dh, z, out=dn)
        through_tanh(dn, n, pair[0])
        np.multiply(dh, n - before, out=dz)
        dh -= dh * z
        if reset_after:
            np.multiply(dn, r, out=dproducts[t])
            np.multiply(dn, products[t], out=dr)
            dh += dproducts[t] @ back[2]
        else:
            np.matmul(dn, back[2], out=dproducts[t])
            np.multiply(dproducts[t], before, out=dr)
            dh += dproducts[t] * r
        through_sigmoid(dg[:2], g[:2], pair)
        dh += (dg[:2] @ back[:2]).sum(axis=0)
    if reset_after:
        candidate = product_gradients(states[:-1], dproducts[None])
    else:
        candidate = product_gradients(products, dgates[2:])
    du = np.hstack([product_gradients(states[:-1], dgates[:2]), candidate])
    dw = product_gradients(xs, dgates)
    dx = input_gradients(dgates, w) if input_gradient else None
    db = bias_gradient(dgates) if has_bias else None
    dextra = bias_gradient(dproducts[None]) if has_extra else None
    return dx, dw, du, db, dextra, dh


_gru = HandWritten("gru", gru_forward, gru_backward)


def gru(
    x: Any,
    input_weights: Any,
    hidden_weights: Any,
    bias: Any = None,
    candidate_bias: Any = None,
    hidden: Any = None,
    *,
    reset_after: bool = False,
) -> tuple[Any, Any]:
    """Run a GRU over arrays or tensors: return outputs (N, T, H) and h_T (N, H).

    Formula, shapes and errors as in `gru_forward`.
    """
    states = _gru(
        x, input_weights, hidden_weights, bias, candidate_bias, hidden, reset_after=reset_after
    )
    return states, states[:, -1]
