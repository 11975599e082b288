"""What the recurrent layers share: checked arguments, products for all steps, their gradients.

Inside, sequences are (T, N, features), one step after the other, and gates (G, T, N, H), one gate
after the other: each step of a gate is one run of memory, which element-wise work crosses several
times faster than strided rows, and all steps of a gate are one matrix.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.allocator import aligned_empty
from course.nn.arguments import Array, float_array, same_dtype
from course.nn.autograd.hand_written import column_sums


def sequence_arguments(
    x: object,
    input_weights: object,
    hidden_weights: object,
    gates: int,
    **optional: object,
) -> dict[str, Any]:
    """Return the arguments of a recurrent layer with `gates` gates, checked, by name.

    `optional` holds bias, candidate_bias, peepholes, hidden and cell; None stays None.
    """
    inputs = float_array("x", x, ndim=3)
    w = float_array("input_weights", input_weights, ndim=2)
    u = float_array("hidden_weights", hidden_weights, ndim=2)
    samples, steps, features = inputs.shape
    size = u.shape[0]
    if steps == 0:
        raise ValueError(f"x must hold at least one time step, got shape {inputs.shape}")
    if size == 0:
        raise ValueError(f"hidden_weights must hold at least one hidden unit, got shape {u.shape}")
    shapes = {
        "input_weights": (features, gates * size),
        "hidden_weights": (size, gates * size),
        "bias": (gates * size,),
        "candidate_bias": (size,),
        "peepholes": (3, size),
        "hidden": (samples, size),
        "cell": (samples, size),
    }
    arrays: dict[str, Any] = {"x": inputs, "input_weights": w, "hidden_weights": u}
    for name, value in optional.items():
        arrays[name] = value if value is None else float_array(name, value)
    for name, array in arrays.items():
        if array is None or name == "x":
            continue
        same_dtype("x", inputs, name, array)
        if array.shape != shapes[name]:
            raise ValueError(
                f"{name} must have shape {shapes[name]} for x {inputs.shape} and "
                f"{size} hidden units, got {array.shape}"
            )
    return arrays


def sigmoid_in_place(z: Array) -> None:
    """Replace z by sigmoid(z) = (1 + tanh(z / 2)) / 2, without a new array."""
    z *= 0.5
    np.tanh(z, out=z)
    z *= 0.5
    z += 0.5


def gates_apart(weights: Array, gates: int) -> Array:
    """Return weights (D, G H), the gates side by side, as one matrix a gate: (G, D, H)."""
    rows, size = len(weights), weights.shape[1] // gates
    apart = aligned_empty((gates, rows, size), weights.dtype)
    apart[...] = weights.reshape(rows, gates, size).swapaxes(0, 1)
    return apart


def gates_together(parts: Array) -> Array:
    """Return (G, D, H) as (D, G H), the gates side by side."""
    gates, rows, size = parts.shape
    return parts.swapaxes(0, 1).reshape(rows, gates * size)


def input_products(x: Array, weights: Array, bias: Array | None, gates: int) -> Array:
    """Return x_t W + b for all steps and gates, (G, T, N, H), of x (T, N, D).

    The inputs do not wait for the hidden state, so one product serves all steps.
    """
    steps, samples, features = x.shape
    size = weights.shape[1] // gates
    products = x.reshape(steps * samples, features) @ gates_apart(weights, gates)
    if bias is not None:
        products += bias.reshape(gates, 1, size)
    return products.reshape(gates, steps, samples, size)


def hidden_states(x: Array, hidden: Array | None, size: int) -> Array:
    """Return room for h_0 ... h_T, (T + 1, N, H), with h_0 filled in, for x (T, N, D)."""
    steps, samples, _ = x.shape
    states = aligned_empty((steps + 1, samples, size), x.dtype)
    states[0] = 0 if hidden is None else hidden
    return states


def through_sigmoid(gradient: Array, y: Array, buffer: Array) -> None:
    """Multiply `gradient` in place by the sigmoid's derivative y (1 - y)."""
    np.subtract(1, y, out=buffer)
    buffer *= y
    gradient *= buffer


def through_tanh(gradient: Array, y: Array, buffer: Array) -> None:
    """Multiply `gradient` in place by the derivative of tanh, 1 - y^2."""
    np.multiply(y, y, out=buffer)
    np.subtract(1, buffer, out=buffer)
    gradient *= buffer


def product_gradients(a: Array, dgates: Array) -> Array:
    """Return dL/dW of the products a_t W over all steps, a sum over them: one product a gate.

    Args:
        a: what was multiplied, (T, N, D).
        dgates: gradients of the products, (G, T, N, H).

    Returns:
        (D, G H), the gates side by side.
    """
    gates, steps, samples, size = dgates.shape
    rows = a.reshape(steps * samples, a.shape[2])
    return gates_together(rows.T @ dgates.reshape(gates, steps * samples, size))


def bias_gradient(dgates: Array) -> Array:
    """Return dL/db, (G H,): the sum of (G, T, N, H) over steps and samples."""
    gates, steps, samples, size = dgates.shape
    rows = dgates.reshape(gates, steps * samples, size)
    return np.concatenate([column_sums(gate) for gate in rows])


def input_gradients(dgates: Array, weights: Array) -> Array:
    """Return dL/dx as (N, T, D), the sum over gates of dgates W^T, for W (D, G H)."""
    gates, steps, samples, size = dgates.shape
    parts = gates_apart(weights, gates).swapaxes(1, 2)
    rows = dgates.reshape(gates, steps * samples, size)
    dx = rows[0] @ parts[0]
    for gate, part in zip(rows[1:], parts[1:], strict=True):
        dx += gate @ part
    return dx.reshape(steps, samples, len(weights)).swapaxes(0, 1)
