"""One step of ONNX's optimizers, written with `course.nn`; see `onnx_elementwise`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course import nn


def _step(
    make: Callable[..., Any],
    learning_rate: Any,
    inputs: tuple[Any, ...],
    states: dict[str, float],
    **options: Any,
) -> tuple[Any, ...]:
    """Take one step from the state given: weights, gradients and states, each for all parameters.

    The states are the optimizer's own arrays, which hold those of ONNX without the factor named:
    no step from nothing leads to those of a case.
    """
    count = len(inputs) // (2 + len(states))
    weights, gradients, *given = (inputs[k : k + count] for k in range(0, len(inputs), count))
    optimizer = make(weights, learning_rate=float(learning_rate), **options)
    for weight, gradient in zip(weights, gradients, strict=True):
        weight.grad = gradient.data
    for (name, factor), group in zip(states.items(), given, strict=True):
        for array, value in zip(getattr(optimizer, name), group, strict=True):
            array[...] = value.data / factor
    optimizer.step()
    after = [
        array * factor for name, factor in states.items() for array in getattr(optimizer, name)
    ]
    return *(weight.data for weight in weights), *after


def adagrad(
    rate: Any,
    step: Any,
    *inputs: Any,
    decay_factor: float = 0.0,
    epsilon: float = 1e-6,
    norm_coefficient: float = 0.0,
) -> tuple[Any, ...]:
    rate = float(rate) / (1 + int(step) * decay_factor)
    options = {"epsilon": epsilon, "weight_decay": norm_coefficient}
    return _step(nn.Adagrad, rate, inputs, {"_squares": 1}, **options)


def adam(
    rate: Any,
    step: Any,
    *inputs: Any,
    alpha: float = 0.9,
    beta: float = 0.999,
    epsilon: float = 1e-6,
    norm_coefficient: float = 0.0,
) -> tuple[Any, ...]:
    """Step 0 of ONNX has no correction for the start; the library's first step has: undo it."""
    assert int(step) == 0
    first, second = 1 - alpha, (1 - beta) ** 0.5
    options = {"beta1": alpha, "beta2": beta, "weight_decay": norm_coefficient}
    states = {"_first_moments": 1 - alpha, "_second_moments": 1 - beta}
    rate = float(rate) * first / second
    return _step(nn.Adam, rate, inputs, states, epsilon=epsilon / second, **options)


def momentum(
    rate: Any,
    step: Any,
    *inputs: Any,
    alpha: float,
    beta: float,
    mode: str,
    norm_coefficient: float,
) -> tuple[Any, ...]:
    """`beta`, the share of the gradient, counts from step 1 on; before, and here, it is 1."""
    assert int(step) == 0 or beta == 1
    options = {"momentum": alpha, "weight_decay": norm_coefficient}
    form = {"standard": "sum", "nesterov": "nesterov"}[mode]
    return _step(nn.SGD, rate, inputs, {"_velocities": 1}, momentum_form=form, **options)
