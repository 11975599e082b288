"""An elementary operation as data: what it computes, and its partial derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.nn.autograd.tensor import Tensor, as_tensors, make, record, recording


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
        for x, rule in zip(inputs, self.rules, strict=True):
            part = None
            if x.requires_grad:
                part = sum_to_shape(rule(gradient, y, *values, **saved), x.data.shape)
            parts.append(part)
        return parts


class Binary(Operation):
    """An operation of two inputs without options, written out.

    On small arrays the loops of `Operation` take longer than the arithmetic.
    """

    __slots__ = ()

    def __call__(self, a: Any, b: Any) -> Tensor:  # type: ignore[override]  # two, no more
        """Compute and record."""
        if type(a) is not Tensor or type(b) is not Tensor or a.data.dtype is not b.data.dtype:
            a, b = as_tensors((a, b), self.name)
        data = self.forward(a.data, b.data)
        if type(data) is not np.ndarray:
            data = np.asarray(data)  # NumPy returns a number where both hold just one
        if (a.requires_grad or b.requires_grad) and recording.get():
            return make(data, (self, (a, b), None), True)
        return make(data, None, False)

    def pull_back(self, gradient: Any, output: Tensor, inputs: Any, saved: Any) -> list[Any]:
        """Apply both rules, or the one that is wanted."""
        a, b = first, second = inputs
        y: Any = output
        if type(gradient) is not Tensor:
            a, b, y = first.data, second.data, output.data
        by_a, by_b = self.rules
        da = db = None
        if first.requires_grad:
            da = by_a(gradient, y, a, b)
            if da.shape != a.shape:
                da = sum_to_shape(da, a.shape)
        if second.requires_grad:
            db = by_b(gradient, y, a, b)
            if db.shape != b.shape:
                db = sum_to_shape(db, b.shape)
        return [da, db]


def sum_to_shape(gradient: Any, shape: tuple[int, ...]) -> Any:
    """Sum `gradient` over the dimensions that broadcasting added or stretched from `shape`."""
    if gradient.shape == shape:
        return gradient
    extra = gradient.ndim - len(shape)
    stretched = tuple(
        extra + i for i, length in enumerate(shape) if length == 1 != gradient.shape[extra + i]
    )
    axes = (*range(extra), *stretched)
    total = gradient.sum(axis=axes, keepdims=True) if axes else gradient
    return total.reshape(shape)
