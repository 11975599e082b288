"""Functions whose backward pass is written by hand, as one step of the graph."""

from __future__ import annotations

from collections.abc import Callable
from itertools import compress
from typing import Any

import numpy as np

from course.nn.arguments import Array
from course.nn.autograd.dual import Dual
from course.nn.autograd.tensor import Tensor, as_tensors, record

Forward = Callable[..., tuple[Array, Any]]
Backward = Callable[..., tuple[Array | None, ...]]


class HandWritten:
    r"""Joins `output, cache = forward(...)` and `gradients = backward(gradient, cache)`.

    On arrays it returns the output alone. When an input is a tensor it is recorded, and its
    backward pass is the function given: one step of the graph instead of dozens, which is what
    makes layers fast. The price is that second derivatives stop here, with an error that says so.

    Args:
        forward: takes the positional inputs (None for one left out) and options.
        backward: takes dL/d(output), the cache and `input_gradient`, False when nobody needs
            the first input's gradient; returns one gradient a positional input.
        composed: the same function written with elementary operations, for forward mode, or
            None: then a `Dual` is refused. There, tensors beside a `Dual` stand still.
    """

    def __init__(
        self,
        name: str,
        forward: Forward,
        backward: Backward,
        composed: Callable[..., Any] | None = None,
    ) -> None:
        self.name = name
        self.forward = forward
        self.backward = backward
        self.composed = composed

    def __call__(self, *operands: Any, **options: Any) -> Any:
        if any(isinstance(operand, Dual) for operand in operands):
            return self._push_forward(operands, options)
        if not any(isinstance(operand, Tensor) for operand in operands):
            return self.forward(*operands, **options)[0]
        present = [operand is not None for operand in operands]
        inputs = as_tensors(tuple(compress(operands, present)), self.name)
        arrays = iter(x.data for x in inputs)
        output, cache = self.forward(*[next(arrays) if p else None for p in present], **options)
        return record(output, self, inputs, (cache, present))

    def _push_forward(self, operands: Any, options: dict[str, Any]) -> Any:
        if self.composed is None:
            raise TypeError(
                f"{self.name} has no forward-mode rule; use Tensor and reverse mode, "
                "or write it with elementary operations"
            )
        arrays = [x.data if isinstance(x, Tensor) else x for x in operands]
        # The array function refuses what does not fit, in its own words.
        self.forward(*[x.value if isinstance(x, Dual) else x for x in arrays], **options)
        return self.composed(*arrays, **options)

    def pull_back(
        self, gradient: Any, output: Tensor, inputs: tuple[Tensor, ...], saved: Any
    ) -> list[Any]:
        if isinstance(gradient, Tensor):
            raise ValueError(
                f"{self.name} has a hand-written backward pass without second derivatives; "
                "for create_graph=True write it with elementary operations"
            )
        cache, present = saved
        parts = self.backward(gradient, cache, input_gradient=inputs[0].requires_grad)
        return [part for part, there in zip(parts, present, strict=True) if there]


def column_sums(matrix: Array) -> Array:
    """Sum over rows as a product with ones: several times faster than `sum(axis=0)`."""
    return np.ones(matrix.shape[0], matrix.dtype) @ matrix
