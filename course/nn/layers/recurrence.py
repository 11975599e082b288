"""What the recurrent layers share: checked arguments and an in-place sigmoid."""

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
