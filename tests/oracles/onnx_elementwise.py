"""ONNX's operators on single elements, on shapes and over axes, written with `course.nn`.

An adapter takes an operator's inputs in order (a `Tensor` for floats, an array for anything else,
None for one left out) and its attributes by name. An attribute that no parameter takes is an error.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import reduce
from math import prod
from typing import Any

import numpy as np

from course import nn

Adapter = Callable[..., Any]


def tensor(value: Any) -> nn.Tensor:
    """Return the operand itself; integers and booleans are refused by `Tensor`."""
    return value if isinstance(value, nn.Tensor) else nn.Tensor(value)


def on_tensors(function: Callable[..., Any]) -> Adapter:
    """Make an adapter without attributes of a function whose operands are all tensors."""
    return lambda *operands: function(*map(tensor, operands))


def fold(function: Callable[[Any, Any], Any]) -> Adapter:
    """Make an adapter of any number of inputs of a function of two."""
    return lambda *operands: reduce(function, map(tensor, operands))


def mean_of_inputs(*operands: Any) -> Any:
    return reduce(operator.add, map(tensor, operands)) / len(operands)


def where(condition: Any, x: Any, y: Any) -> Any:
    return np.where(condition, tensor(x), tensor(y))


def clip(x: Any, low: Any = None, high: Any = None) -> Any:
    if low is None or high is None:
        x = x if low is None else np.maximum(x, tensor(low))
        return tensor(x) if high is None else np.minimum(x, tensor(high))
    return np.clip(tensor(x), tensor(low).item(), tensor(high).item())


def gelu(x: Any, *, approximate: str = "none") -> Any:
    if approximate != "none":
        raise ValueError("course.nn has no GELU by tanh")
    return nn.gelu(x)


def leaky_relu(x: Any, *, alpha: float = 0.01) -> Any:
    return nn.leaky_relu(x, slope=alpha)


def elu(x: Any, *, alpha: float = 1.0) -> Any:
    return nn.elu(x, alpha=alpha)


def selu(x: Any, *, alpha: float = 1.67326319, gamma: float = 1.05070102) -> Any:
    return gamma * nn.elu(x, alpha=alpha)


def celu(x: Any, *, alpha: float = 1.0) -> Any:
    return alpha * nn.elu(tensor(x) / alpha)


def swish(x: Any, *, alpha: float = 1.0) -> Any:
    return nn.swish(x, alpha)


def swiglu(gate: Any, x: Any, *, alpha: float = 1.0) -> Any:
    return nn.swish(gate, alpha) * tensor(x)


def hard_sigmoid(x: Any, *, alpha: float = 0.2, beta: float = 0.5) -> Any:
    return np.clip(alpha * x + beta, 0, 1)


def thresholded_relu(x: Any, *, alpha: float = 1.0) -> Any:
    return np.where(x > alpha, x, 0.0)


def shrink(x: Any, *, bias: float = 0.0, lambd: float = 0.5) -> Any:
    return np.where(x < -lambd, x + bias, 0.0) + np.where(x > lambd, x - bias, 0.0)


def softmax(x: Any, *, axis: int = -1) -> Any:
    return nn.softmax(x, axis=axis)


def log_softmax(x: Any, *, axis: int = -1) -> Any:
    return nn.log_softmax(x, axis=axis)


def over_axes(function: Callable[..., Any]) -> Adapter:
    """Make a reduction: its axes are an input, no axes mean all, or none when told so."""

    def adapter(
        x: Any, axes: Any = None, *, keepdims: int = 1, noop_with_empty_axes: int = 0
    ) -> Any:
        if axes is None or len(axes) == 0:
            axes = () if noop_with_empty_axes else range(tensor(x).ndim)
        return function(tensor(x), axis=tuple(map(int, axes)), keepdims=bool(keepdims))

    return adapter


def cumsum(x: Any, axis: Any, *, exclusive: int = 0, reverse: int = 0) -> Any:
    x = np.flip(tensor(x), int(axis)) if reverse else tensor(x)
    total = np.cumsum(x, int(axis)) - x if exclusive else np.cumsum(x, int(axis))
    return np.flip(total, int(axis)) if reverse else total


def reshape(x: Any, shape: Any, *, allowzero: int = 0) -> Any:
    kept = [int(n) if n or allowzero else x.shape[i] for i, n in enumerate(shape)]
    return tensor(x).reshape(kept)


def transpose(x: Any, *, perm: list[int] | None = None) -> Any:
    return tensor(x).T if perm is None else tensor(x).transpose(perm)


def flatten(x: Any, *, axis: int = 1) -> Any:
    if axis == 1:
        return nn.Flatten()(x)
    return x.reshape(prod(x.shape[:axis]), prod(x.shape[axis:]))


def expand(x: Any, shape: Any) -> Any:
    return np.broadcast_to(tensor(x), np.broadcast_shapes(x.shape, tuple(shape)))


def squeeze(x: Any, axes: Any) -> Any:
    return np.squeeze(tensor(x), tuple(map(int, axes)))


def unsqueeze(x: Any, axes: Any) -> Any:
    return np.expand_dims(tensor(x), tuple(map(int, axes)))


def concat(*tensors: Any, axis: int) -> Any:
    return nn.concatenate(tensors, axis)


def split(x: Any, lengths: Any = None, *, axis: int = 0, num_outputs: int = 0) -> Any:
    if lengths is None:
        lengths = [-(-x.shape[axis] // num_outputs)] * num_outputs
    ends = np.cumsum(lengths)
    before = (slice(None),) * axis
    pairs = zip(ends - lengths, ends, strict=True)
    return tuple(tensor(x)[(*before, slice(a, b))] for a, b in pairs)


def slice_(x: Any, starts: Any, ends: Any, axes: Any = None, steps: Any = None) -> Any:
    where: list[Any] = [slice(None)] * x.ndim
    axes = range(len(starts)) if axes is None else axes
    steps = [1] * len(starts) if steps is None else steps
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        where[axis] = slice(int(start), int(end), int(step))
    return tensor(x)[tuple(where)]


def gather(x: Any, indices: Any, *, axis: int = 0) -> Any:
    return tensor(x)[(*(slice(None),) * axis, indices)]


def gather_elements(x: Any, indices: Any, *, axis: int = 0) -> Any:
    where = list(np.indices(indices.shape))
    where[axis] = indices
    return tensor(x)[tuple(where)]


def gather_nd(x: Any, indices: Any, *, batch_dims: int = 0) -> Any:
    where = tuple(np.indices(indices.shape[:-1])[:batch_dims])
    return tensor(x)[(*where, *np.moveaxis(indices, -1, 0))]


def compress(x: Any, condition: Any, *, axis: int | None = None) -> Any:
    x = tensor(x).reshape(-1) if axis is None else tensor(x)
    return x[(*(slice(None),) * ((axis or 0) % x.ndim), np.flatnonzero(condition))]


def pad(x: Any, pads: Any, value: Any = None, axes: Any = None, *, mode: str = "constant") -> Any:
    if mode != "constant":
        raise ValueError(f"course.nn pads with zeros, not by mode {mode}")
    widths = [(0, 0)] * x.ndim
    axes = range(x.ndim) if axes is None else axes
    for axis, before, after in zip(axes, *np.split(pads, 2), strict=True):
        widths[axis] = (int(before), int(after))
    constant = 0.0 if value is None else value.item()
    return np.pad(x - constant, widths) + constant


def depth_to_space(x: Any, *, blocksize: int, mode: str = "DCR") -> Any:
    n, channels, height, width = x.shape
    b, depth = blocksize, channels // blocksize**2
    if mode == "DCR":
        blocks = x.reshape(n, b, b, depth, height, width).transpose(0, 3, 4, 1, 5, 2)
    else:
        blocks = x.reshape(n, depth, b, b, height, width).transpose(0, 1, 4, 2, 5, 3)
    return blocks.reshape(n, depth, height * b, width * b)


def space_to_depth(x: Any, *, blocksize: int, mode: str = "DCR") -> Any:
    n, depth, height, width = x.shape
    b = blocksize
    order = (0, 3, 5, 1, 2, 4) if mode == "DCR" else (0, 1, 3, 5, 2, 4)
    blocks = x.reshape(n, depth, height // b, b, width // b, b).transpose(*order)
    return blocks.reshape(n, depth * b * b, height // b, width // b)


def einsum(*operands: Any, equation: str) -> Any:
    if "->" not in equation:  # then the indices that appear once are kept, in alphabetical order
        letters = sorted(set(equation) - set(", "))
        equation += "->" + "".join(i for i in letters if equation.count(i) == 1)
    return nn.einsum(equation, *map(tensor, operands))
