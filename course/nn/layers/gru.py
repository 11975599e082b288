"""Gated recurrent unit: the state is kept or replaced, entry by entry, by one update gate."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.recurrence import (
    sequence_arguments,
    sigmoid_in_place,
    steps_seen,
    through_sigmoid,
    through_tanh,
    weight_gradients,
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
        (T, H, N): h_1 ... h_T with the batch innermost in memory, and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not fit.

    Source: deep neural networks, "Gated Recurrent Unit (GRU)" in the appendix; Cho et al. 2014.
    """
    arguments = sequence_arguments(
        x, input_weights, hidden_weights, 3, bias=bias, candidate_bias=candidate_bias,
        hidden=hidden,
    )  # fmt: skip
    inputs, w, u, b, extra, h = arguments.values()
    if extra is not None and not reset_after:
        raise ValueError("candidate_bias belongs to reset_after=True; leave it out otherwise")
    steps, size, samples = inputs.shape[1], len(u), len(inputs)
    seen = steps_seen(inputs, h, size)
    across = u.T.copy()
    gates = w.T @ seen[:steps, size:]
    if b is not None:
        gates += b[:, None]
    products = np.empty((steps, size, samples), w.dtype)  # what r multiplies, or r * h
    for t in range(steps):
        g, before = gates[t], seen[t, :size]
        r, z, n = g.reshape(3, size, samples)
        g[: 2 * size] += across[: 2 * size] @ before
        sigmoid_in_place(g[: 2 * size])
        if reset_after:
            np.matmul(across[2 * size :], before, out=products[t])
            if extra is not None:
                products[t] += extra[:, None]
            n += r * products[t]
        else:
            np.multiply(r, before, out=products[t])
            n += across[2 * size :] @ products[t]
        np.tanh(n, out=n)
        seen[t + 1, :size] = before + z * (n - before)
    cache = (seen, products, u, w, b is not None, extra is not None, gates, reset_after)
    return seen[1:, :size], cache


def gru_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, ...]:
    """Backpropagation through time: the gradients of x, W, U, b, b_un and h_0.

    Args:
        gradient: dL/d(result), (T, H, N) as `gru_forward` returns it.
        cache: from `gru_forward`.
        input_gradient: False skips that of x (None is returned).
    """
    seen, products, u, w, has_bias, has_extra, gates, reset_after = cache
    steps, size = len(gates), len(u)
    dgates = np.empty_like(gates)
    dproducts = np.empty_like(products)
    dh = np.zeros_like(products[0])
    buffer = np.empty((2 * size, dh.shape[1]), w.dtype)
    for t in reversed(range(steps)):
        g, dg, before = gates[t], dgates[t], seen[t, :size]
        r, z, n = g.reshape(3, *dh.shape)
        dr, dz, dn = dg.reshape(3, *dh.shape)
        dh += gradient[t]
        np.multiply(dh, z, out=dn)
        through_tanh(dn, n, buffer[:size])
        np.multiply(dh, n - before, out=dz)
        dh -= dh * z
        if reset_after:
            np.multiply(dn, r, out=dproducts[t])
            np.multiply(dn, products[t], out=dr)
            dh += u[:, 2 * size :] @ dproducts[t]
        else:
            np.matmul(u[:, 2 * size :], dn, out=dproducts[t])
            np.multiply(dproducts[t], before, out=dr)
            dh += dproducts[t] * r
        through_sigmoid(dg[: 2 * size], g[: 2 * size], buffer)
        dh += u[:, : 2 * size] @ dg[: 2 * size]
    dw, du, db = weight_gradients(dgates, seen, size)
    du = du.copy()
    if reset_after:
        du[:, 2 * size :] = _outer(seen[:steps, :size], dproducts)
    else:
        du[:, 2 * size :] = _outer(products, dgates[:, 2 * size :])
    dx = (w @ dgates).transpose(2, 0, 1) if input_gradient else None
    dextra = dproducts.sum(axis=(0, 2)) if has_extra else None
    return dx, dw, du, db if has_bias else None, dextra, dh.T


def _outer(a: Array, b: Array) -> Array:
    """Return the sum over steps and samples of a b^T, from (T, H, N) and (T, K, N): (H, K)."""
    return np.tensordot(a, b, axes=((0, 2), (0, 2)))


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
    return states.transpose(2, 0, 1), states[-1].T
