"""Operations that make many elements few: sums, means, extremes."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.autograd.elementary import exp, log, sqrt, square, where
from course.nn.autograd.operation import Operation
from course.nn.autograd.tensor import NUMPY_FUNCTIONS, Tensor, as_tensors

Axis = int | tuple[int, ...] | None


def _kept(g: Any, axis: Axis, keepdims: bool) -> Any:
    """Give the dimensions that were reduced back to `g`, with length 1."""
    return g if axis is None or keepdims else np.expand_dims(g, axis)


def _spread(g: Any, shape: tuple[int, ...], axis: Axis, keepdims: bool) -> Any:
    """Give the dimensions that were reduced back to `g`, repeated to `shape`."""
    g = _kept(g, axis, keepdims)
    return np.broadcast_to(g, shape) if isinstance(g, Tensor) else np.full(shape, g)


def _extreme_rule(g: Any, y: Any, x: Any, axis: Axis, keepdims: bool) -> Any:
    data, best = (v.data if isinstance(v, Tensor) else v for v in (x, y))
    winners = (data == _kept(best, axis, keepdims)).astype(data.dtype)
    with np.errstate(invalid="ignore"):  # where the extreme is NaN nothing equals it: 0 / 0 = NaN
        share = winners / winners.sum(axis=axis, keepdims=True)
    return _kept(g, axis, keepdims) * share


_sum = Operation(
    "sum",
    lambda x, axis, keepdims: x.sum(axis=axis, keepdims=keepdims),
    lambda g, y, x, axis, keepdims: _spread(g, x.shape, axis, keepdims),
)

_max = Operation(
    "max", lambda x, axis, keepdims: x.max(axis=axis, keepdims=keepdims), _extreme_rule
)

_min = Operation(
    "min", lambda x, axis, keepdims: x.min(axis=axis, keepdims=keepdims), _extreme_rule
)

# d(cumsum)_j / dx_i is 1 for j >= i: the gradient is summed from the other end.
_cumsum = Operation(
    "cumsum",
    lambda x, axis: np.cumsum(x, axis=axis),
    lambda g, y, x, axis: np.flip(np.cumsum(np.flip(g, axis), axis), axis),
)


def sum(x: object, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Sum over `axis` (an integer, several, or all): y = sum_i x_i, dy/dx_i = 1."""
    tensor, axis = _arguments(x, axis, "sum")
    return _sum(tensor, axis=axis, keepdims=keepdims)


def mean(x: object, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Mean over `axis`: y = (1/n) sum_i x_i. The mean of nothing raises `ValueError`."""
    tensor, axis = _arguments(x, axis, "mean", empty=False)
    return _sum(tensor, axis=axis, keepdims=keepdims) * (1 / _count(tensor, axis))


def var(x: object, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Tensor:
    """Variance over `axis`: sum_i (x_i - mean)^2 / (n - ddof)."""
    tensor, axis = _arguments(x, axis, "var", empty=False)
    count = _count(tensor, axis) - ddof
    if count <= 0:
        raise ValueError(f"ddof must be below the {count + ddof} elements averaged, got {ddof}")
    squares = square(tensor - mean(tensor, axis, keepdims=True))
    return _sum(squares, axis=axis, keepdims=keepdims) * (1 / count)


def std(x: object, axis: Axis = None, ddof: int = 0, keepdims: bool = False) -> Tensor:
    """Standard deviation over `axis`: the square root of `var`.

    Where all elements are equal it has a kink, as |x| at 0; the gradient there is 0.
    """
    variance = var(x, axis, ddof, keepdims)
    flat = variance.data == 0
    return sqrt(where(flat, 1.0, variance)) * ~flat


def max(x: object, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Largest over `axis`. Equal largest elements share the gradient in equal parts.

    A NaN among them makes the result NaN, and the gradient of all of them.
    """
    tensor, axis = _arguments(x, axis, "max", empty=False)
    return _max(tensor, axis=axis, keepdims=keepdims)


def min(x: object, axis: Axis = None, keepdims: bool = False) -> Tensor:
    """Smallest over `axis`. Ties share the gradient, and NaN makes all of it NaN, as in `max`."""
    tensor, axis = _arguments(x, axis, "min", empty=False)
    return _min(tensor, axis=axis, keepdims=keepdims)


def cumsum(x: object, axis: int) -> Tensor:
    """Running sum along `axis`: y_j = x_0 + ... + x_j."""
    tensor, _ = _arguments(x, axis, "cumsum")
    return _cumsum(tensor, axis=axis)


def log_sum_exp(x: Any, axis: Axis = -1, keepdims: bool = False) -> Any:
    r"""Logarithm of a sum of exponentials, a smooth maximum, without overflow.

    y = log sum_i exp(x_i) = m + log sum_i exp(x_i - m),  with m = max_i x_i

    Its gradient is the softmax: dy/dx_i = exp(x_i - y).

    Args:
        x: array or `Tensor` of float32 or float64, any shape.
        axis: what i runs over: an integer, several, or None for all.
        keepdims: keep the dimensions summed over, with length 1.

    Returns:
        The same kind and dtype, without the dimensions of `axis`. NaN in, NaN out.

    Raises:
        TypeError, ValueError: not floats, no such axis, or nothing along it.

    Source: CS109B, "Softmax Output"; Blanchard, Higham and Higham 2021.
    """
    tensor, axis = _arguments(x, axis, "log_sum_exp", empty=False)
    keepdims = bool(keepdims)
    top = tensor.data.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0).astype(tensor.dtype)
    with np.errstate(divide="ignore"):  # where every x is -inf, so is y
        total = log(sum(exp(tensor - top), axis, keepdims))
    result = total + (top if keepdims else top.reshape(total.shape))
    return result if isinstance(x, Tensor) else result.data


def _arguments(x: object, axis: Axis, name: str, *, empty: bool = True) -> tuple[Tensor, Axis]:
    """Return `x` as a tensor and `axis` checked, counted from the front."""
    (tensor,) = as_tensors((x,), name)
    ndim = tensor.ndim
    if axis is not None:
        axes = axis if isinstance(axis, tuple) else (axis,)
        for one in axes:
            if not isinstance(one, int | np.integer) or isinstance(one, bool):
                raise TypeError(f"axis must be an integer, a tuple of them or None, got {axis!r}")
            if not -ndim <= one < ndim:
                raise ValueError(f"axis {one} does not exist in shape {tensor.shape} ({name})")
        if len({one % ndim for one in axes}) < len(axes):
            raise ValueError(f"axis {axis} names a dimension twice for shape {tensor.shape}")
    if not empty and _count(tensor, axis) == 0:
        raise ValueError(f"{name} of no elements has no value: shape {tensor.shape}, axis {axis}")
    return tensor, axis


def _count(x: Tensor, axis: Axis) -> int:
    if axis is None:
        return x.size
    axes = axis if isinstance(axis, tuple) else (axis,)
    return int(np.prod([x.shape[one] for one in axes]))


NUMPY_FUNCTIONS.update({np.sum: sum, np.mean: mean, np.max: max, np.min: min, np.var: var})
NUMPY_FUNCTIONS.update({np.std: std, np.cumsum: cumsum, np.amax: max, np.amin: min})
