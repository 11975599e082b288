"""An elementary operation as data: what it computes, and its partial derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from course.nn.autograd.tensor import Tensor, as_tensors, record


class Operation:
    r"""y = forward(a, b, ...), with a rule for each input.

    Rule i takes dL/dy, y and the inputs, and returns dL/d(input i). Rules are written in NumPy.
    They normally run on arrays. When the backward pass must itself be differentiable the same
    rules run on tensors, because NumPy's functions on tensors are recorded like any others.

    Where broadcasting repeated an input, its copies are forks: their gradients are summed.

    Args:
        name: what errors and drawings call it.
        forward: takes the inputs' arrays (and options), returns an array.
        rules: one an input, `rule(gradient, y, *inputs, **options)`.
    """

    __slots__ = ("forward", "name", "rules")

    def __init__(self, name: str, forward: Callable[..., Any], *rules: Callable[..., Any]) -> None:
        self.name = name
        self.forward = forward
        self.rules = rules

    def __call__(self, *operands: object, **options: Any) -> Tensor:
        inputs = as_tensors(operands, self.name)
        data = self.forward(*[x.data for x in inputs], **options)
        return record(data, self, inputs, options)

    def pull_back(
        self, gradient: Any, output: Tensor, inputs: tuple[Tensor, ...], saved: dict[str, Any]
    ) -> list[Any]:
        """Apply the rule of every input that wants a gradient."""
        values: Any = inputs
        y: Any = output
        if not isinstance(gradient, Tensor):
            values, y = [x.data for x in inputs], output.data
        parts: list[Any] = []
        for x, rule in zip(inputs, self.rules):  # noqa: B905  (checked lengths would cost a tenth)
            part = None
            if x.requires_grad:
                part = rule(gradient, y, *values, **saved)
                if part.shape != x.data.shape:
                    part = sum_to_shape(part, x.data.shape)
            parts.append(part)
        return parts


def sum_to_shape(gradient: Any, shape: tuple[int, ...]) -> Any:
    """Sum `gradient` over the dimensions that broadcasting added or stretched from `shape`."""
    extra = gradient.ndim - len(shape)
    stretched = tuple(
        extra + i for i, length in enumerate(shape) if length == 1 != gradient.shape[extra + i]
    )
    axes = (*range(extra), *stretched)
    total = gradient.sum(axis=axes, keepdims=True) if axes else gradient
    return total.reshape(shape)
