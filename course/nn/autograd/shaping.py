"""Operations that move elements without changing them: shapes, slices, joins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from course.nn.arguments import describe, integer
from course.nn.autograd.operation import Operation
from course.nn.autograd.tensor import NUMPY_FUNCTIONS, Tensor, as_tensors, record

Shape = int | Sequence[int]

_reshape = Operation(
    "reshape",
    lambda x, shape: x.reshape(shape),
    lambda g, y, x, shape: np.reshape(g, x.shape),
)

_transpose = Operation(
    "transpose",
    lambda x, axes: x.transpose(axes),
    lambda g, y, x, axes: np.transpose(g, np.argsort(axes)),
)

_broadcast_to = Operation(  # the engine sums the repeats
    "broadcast_to", lambda x, shape: np.broadcast_to(x, shape), lambda g, y, x, shape: g
)

_flip = Operation("flip", lambda x, axis: np.flip(x, axis), lambda g, y, x, axis: np.flip(g, axis))

_pad = Operation(
    "pad",
    lambda x, widths: np.pad(x, widths),
    lambda g, y, x, widths: g[
        tuple(slice(a, a + n) for (a, _), n in zip(widths, x.shape, strict=True))
    ],
)

_index = Operation(
    "index",
    lambda x, where: x[where],
    lambda g, y, x, where: _put(g, where, x.shape),
)

_scatter = Operation(
    "scatter",
    lambda x, where, shape: _put(x, where, shape),
    lambda g, y, x, where, shape: g[where],
)


def _put(g: Any, where: Any, shape: tuple[int, ...]) -> Any:
    """Return zeros of `shape` with `g` added at `where`: the reverse of taking x[where]."""
    if isinstance(g, Tensor):
        return _scatter(g, where=where, shape=shape)
    spread = np.zeros(shape, g.dtype)
    parts = where if isinstance(where, tuple) else (where,)
    if all(isinstance(part, int | slice | type(Ellipsis) | type(None)) for part in parts):
        spread[where] = g
    else:  # an index array may name an element twice, and then both gradients count
        np.add.at(spread, where, g)
    return spread


def index(x: object, where: Any) -> Tensor:
    """Return x[where], for any NumPy index: integers, slices, masks, arrays of integers."""
    (tensor,) = as_tensors((x,), "index")
    parts = where if isinstance(where, tuple) else (where,)
    if any(isinstance(part, Tensor) for part in parts):
        raise TypeError("an index must be integers or booleans, got a Tensor of floats")
    try:
        return _index(tensor, where=where)
    except IndexError as error:
        raise ValueError(f"index does not fit shape {tensor.shape}: {error}") from None


def reshape(x: object, shape: Shape) -> Tensor:
    """Return the same elements, in order, in another shape; one length may be -1."""
    (tensor,) = as_tensors((x,), "reshape")
    return _reshape(tensor, shape=_integers("shape", shape))


def _integers(name: str, value: Any) -> tuple[int, ...]:
    """Return one integer, or several, as a tuple of them."""
    if isinstance(value, int | np.integer):
        return (integer(name, value),)
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(f"{name} must be integers, got {describe(value)}")
    return tuple(integer(name, one) for one in value)


def transpose(x: object, axes: Sequence[int] | None = None) -> Tensor:
    """Return the dimensions in the order `axes`, or reversed."""
    (tensor,) = as_tensors((x,), "transpose")
    ndim = tensor.ndim
    order = tuple(range(ndim))[::-1] if axes is None else _integers("axes", axes)
    if sorted(a % ndim if ndim and -ndim <= a else a for a in order) != list(range(ndim)):
        raise ValueError(f"axes must order the {ndim} dimension(s) of {tensor.shape}, got {axes}")
    return _transpose(tensor, axes=tuple(a % ndim for a in order))


def swapaxes(x: object, first: int, second: int) -> Tensor:
    """Exchange two dimensions."""
    (tensor,) = as_tensors((x,), "swapaxes")
    axes = list(range(tensor.ndim))
    if not all(-tensor.ndim <= a < tensor.ndim for a in (first, second)):
        raise ValueError(f"shape {tensor.shape} has no dimensions {first} and {second}")
    axes[first], axes[second] = axes[second], axes[first]
    return _transpose(tensor, axes=tuple(axes))


def expand_dims(x: object, axis: int | Sequence[int]) -> Tensor:
    """Insert a dimension of length 1 at `axis`."""
    (tensor,) = as_tensors((x,), "expand_dims")
    return reshape(tensor, np.expand_dims(tensor.data, axis).shape)


def squeeze(x: object, axis: int | tuple[int, ...] | None = None) -> Tensor:
    """Remove dimensions of length 1, all or those at `axis`."""
    (tensor,) = as_tensors((x,), "squeeze")
    return reshape(tensor, np.squeeze(tensor.data, axis).shape)


def broadcast_to(x: object, shape: Sequence[int]) -> Tensor:
    """Repeat `x` to `shape` by NumPy's broadcasting; the gradient sums over the repeats."""
    return _broadcast_to(x, shape=_integers("shape", shape))


def flip(x: object, axis: int | tuple[int, ...] | None = None) -> Tensor:
    """Reverse the order along `axis`, or along all."""
    return _flip(x, axis=axis)


def pad(x: object, widths: Sequence[tuple[int, int]]) -> Tensor:
    """Put zeros around `x`: one pair (before, after) a dimension."""
    (tensor,) = as_tensors((x,), "pad")
    pairs = tuple((int(before), int(after)) for before, after in widths)
    if len(pairs) != tensor.ndim or any(n < 0 for pair in pairs for n in pair):
        raise ValueError(
            f"widths must be one pair of counts a dimension of {tensor.shape}, got {widths}"
        )
    return _pad(tensor, widths=pairs)


class _Concatenate:
    """Joins any number of tensors, so its rule is one for all: cut the gradient up again."""

    name = "concatenate"

    def pull_back(self, gradient: Any, output: Tensor, inputs: Any, saved: int) -> list[Any]:
        before = (slice(None),) * saved
        ends = np.cumsum([x.shape[saved] for x in inputs])
        return [
            gradient[(*before, slice(int(end) - x.shape[saved], int(end)))]
            for x, end in zip(inputs, ends, strict=True)
        ]


_concatenate = _Concatenate()


def concatenate(tensors: Sequence[object], axis: int = 0) -> Tensor:
    """Join along a dimension that exists; the other lengths must agree."""
    inputs = as_tensors(tuple(tensors), "concatenate")
    if not inputs:
        raise ValueError("tensors must hold at least one tensor, got none")
    data = np.concatenate([x.data for x in inputs], axis=axis)
    return record(data, _concatenate, inputs, axis % data.ndim)


def stack(tensors: Sequence[object], axis: int = 0) -> Tensor:
    """Join along a new dimension; all shapes must agree."""
    inputs = as_tensors(tuple(tensors), "stack")
    return concatenate([expand_dims(x, axis) for x in inputs], axis)


NUMPY_FUNCTIONS.update({np.reshape: reshape, np.transpose: transpose, np.swapaxes: swapaxes})
NUMPY_FUNCTIONS.update({np.expand_dims: expand_dims, np.squeeze: squeeze, np.flip: flip})
NUMPY_FUNCTIONS.update({np.broadcast_to: broadcast_to, np.concatenate: concatenate, np.pad: pad})
NUMPY_FUNCTIONS.update({np.stack: stack, np.shape: lambda x: x.shape, np.ndim: lambda x: x.ndim})
