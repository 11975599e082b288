"""Losses whose gradient can use what their value computed: a forward and a backward pass each.

The public value and its `_gradient` twin are made of these passes; a graph that wants both runs
each once. A twin alone would compute the log-softmax, or the errors of a whole sequence, again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from course.nn.arguments import Array
from course.nn.losses.regression import mean_squared_error_backward, mean_squared_error_forward
from course.nn.losses.softmax_cross_entropy import (
    softmax_cross_entropy_backward,
    softmax_cross_entropy_forward,
)

Forward = Callable[..., tuple[Any, Any]]  # takes what the loss takes; returns it and a cache
Backward = Callable[[Any], Array | tuple[Array, ...]]  # takes the cache; returns the gradients

PASSES: dict[str, tuple[Forward, Backward]] = {
    "mean_squared_error": (mean_squared_error_forward, mean_squared_error_backward),
    "softmax_cross_entropy": (softmax_cross_entropy_forward, softmax_cross_entropy_backward),
}


def passes_of(
    function: Callable[..., Any], gradient: Callable[..., Any]
) -> tuple[Forward, Backward]:
    """Return the passes of a loss; one without its own computes its gradient from the start."""
    if function.__name__ in PASSES:
        return PASSES[function.__name__]
    return partial(_value_alone, function), partial(_gradient_alone, gradient)


def _value_alone(function: Callable[..., Any], *arguments: Any, **options: Any) -> tuple[Any, Any]:
    return function(*arguments, **options), (arguments, options)


def _gradient_alone(gradient: Callable[..., Any], cache: Any) -> Any:
    arguments, options = cache
    return gradient(*arguments, **options)
