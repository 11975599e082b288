"""What the recurrent layers share: checked arguments, steps in memory, gradients of weights.

Inside, arrays are (T, features, N): one step is one block, and each gate's rows in it are one
run of memory, which element-wise work crosses several times faster than strided rows.
"""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, same_dtype


def sequence_arguments(
    x: object,
    input_weights: object,
    hidden_weights: object,
    gates: int,
    **optional: object,
) -> dict[str, Array]:
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
    arrays: dict[str, Array] = {"x": inputs, "input_weights": w, "hidden_weights": u}
    for name, value in optional.items():
        arrays[name] = value if value is None else float_array(name, value)  # type: ignore[assignment]
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


def steps_seen(x: Array, hidden: Array | None, size: int, *, extra: int = 0) -> Array:
    """Return what each step multiplies with its weights, h_{t-1} over x_t: (T + 1, H + D, N).

    The inputs are filled in and so is h_0; step t writes its h_t into the next place, and the
    last place, with `extra` more, has room for results.
    """
    samples, steps, features = x.shape
    seen = np.empty((steps + 1 + extra, size + features, samples), x.dtype)
    seen[:steps, size:] = x.transpose(1, 2, 0)
    seen[0, :size] = 0 if hidden is None else hidden.T
    return seen


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


def weight_gradients(dgates: Array, seen: Array, size: int) -> tuple[Array, Array, Array]:
    """Return the gradients of W, U and b, each a sum over all steps, as one product.

    Args:
        dgates: gradients of the gates' sums, (T, gates, N).
        seen: from `steps_seen`, (at least T, H + D, N).
        size: H.
    """
    steps, gates, _ = dgates.shape
    side_by_side = dgates.swapaxes(0, 1).reshape(gates, -1)
    multiplied = seen[:steps].swapaxes(0, 1).reshape(seen.shape[1], -1)
    stacked = side_by_side @ multiplied.T  # (gates, H + D)
    ones = np.ones(side_by_side.shape[1], dgates.dtype)
    return stacked[:, size:].T, stacked[:, :size].T, side_by_side @ ones
