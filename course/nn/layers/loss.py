"""Losses at the end of a graph: one wrapper for every array loss and its gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.nn import losses
from course.nn.autograd.tensor import Tensor, record
from course.nn.layers.module import Module
from course.nn.losses.passes import passes_of


class Loss(Module):
    r"""A loss function of `course.nn.losses`, for tensors: `Loss(softmax_cross_entropy)`.

    The value is the function's own, and the gradient that of its `_gradient` twin, times
    dL/d(value). With "none" each sample's gradient is scaled by its own. Calls take what the
    function takes, tensors or arrays, and return a tensor: a scalar, or (N,) losses with "none".

    Args:
        function: one with a `_gradient` twin.
        options: passed on, such as `label_smoothing=0.1` or `reduction="sum"`.

    Raises:
        TypeError, ValueError: a function without a twin; on calls, what the function raises.

    Source: our own wrapper; CS109B, "Backprop on Computation Graph".
    """

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        name = getattr(function, "__name__", repr(function))
        twin = getattr(losses, f"{name}_gradient", None)
        if twin is None:
            raise TypeError(
                f"function must be a loss of course.nn.losses with a _gradient twin, got {name}"
            )
        self.name = name
        self.forward_pass, self.backward_pass = passes_of(function, twin)
        self.options = options

    def forward(self, *arguments: Any) -> Any:
        """Return the loss of `arguments`, of which the first ones may be tensors."""
        tensors = tuple(a for a in arguments if isinstance(a, Tensor))
        arrays = [a.data if isinstance(a, Tensor) else a for a in arguments]
        value, cache = self.forward_pass(*arrays, **self.options)
        if not tensors:
            return value
        return record(value, self, tensors, (cache, arguments))

    def pull_back(
        self, gradient: Any, output: Tensor, inputs: tuple[Tensor, ...], saved: Any
    ) -> list[Any]:
        """Return the twin's gradients, scaled; ask for none it does not have."""
        if isinstance(gradient, Tensor):
            raise ValueError(
                f"{self.name} has no second derivatives as a Loss; "
                "for create_graph=True write it with elementary operations"
            )
        cache, arguments = saved
        parts = self.backward_pass(cache)
        parts = parts if isinstance(parts, tuple) else (parts,)
        result: list[Any] = []
        for position, argument in enumerate(arguments):
            if not isinstance(argument, Tensor):
                continue
            if position >= len(parts) and argument.requires_grad:
                raise ValueError(
                    f"{self.name} has no gradient for its argument {position + 1}; "
                    "detach() that tensor"
                )
            if argument.requires_grad:
                part = parts[position]
                extra = (1,) * (part.ndim - np.ndim(gradient))
                result.append(part * gradient.reshape(gradient.shape + extra))
            else:
                result.append(None)
        return result
