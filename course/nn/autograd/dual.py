"""Forward-mode differentiation: numbers that carry their derivative along."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from course.nn.arguments import Array, float_array, same_dtype, same_shape
from course.nn.autograd.operation import Operation
from course.nn.autograd.tensor import NUMPY_FUNCTIONS, Tensor


class Dual(NDArrayOperatorsMixin):
    r"""v + e t, a value with its tangent, where e^2 = 0.

    f(v + e t) = f(v) + e f'(v) t: computing with duals computes the derivative along t by the
    way, with no graph and no backward pass. One run gives one column of the Jacobian times t;
    reverse mode gives one row. Element-wise operations use the same partial derivatives as
    `Tensor`, read forwards.

    Args:
        value: v, floats of any shape.
        tangent: t, of the same shape and dtype; how fast v moves.

    Raises:
        TypeError, ValueError: not floats, or shapes or dtypes that differ.

    Source: CPSC 532S, "Automatic differentiation", forward mode.
    """

    def __init__(self, value: object, tangent: object) -> None:
        self.value = float_array("value", value)
        self.tangent = float_array("tangent", tangent)
        same_shape("value", self.value, "tangent", self.tangent)
        same_dtype("value", self.value, "tangent", self.tangent)

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of the value."""
        return self.value.shape

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return self.value.ndim

    def __repr__(self) -> str:
        return f"Dual({self.value!r}, {self.tangent!r})"

    def __getitem__(self, index: Any) -> Dual:
        return self._both(lambda array: array[index])

    def sum(self, axis: Any = None, keepdims: bool = False) -> Dual:
        """Sum over `axis`; linear, so the tangent is summed likewise."""
        return self._both(lambda array: array.sum(axis=axis, keepdims=keepdims))

    def mean(self, axis: Any = None, keepdims: bool = False) -> Dual:
        """Mean over `axis`."""
        return self._both(lambda array: array.mean(axis=axis, keepdims=keepdims))

    def max(self, axis: Any = None, keepdims: bool = False) -> Dual:
        """Largest over `axis`, with its tangent; equal largest entries count in equal parts."""
        winners = self.value == self.value.max(axis=axis, keepdims=True)
        with np.errstate(invalid="ignore"):  # where the largest is NaN nothing equals it
            share = winners / winners.sum(axis=axis, keepdims=True, dtype=self.value.dtype)
        value = self.value.max(axis=axis, keepdims=keepdims)
        tangent = (self.tangent * share).sum(axis=axis, keepdims=keepdims)
        return Dual(np.asarray(value), np.asarray(tangent))

    def reshape(self, *shape: Any) -> Dual:
        """Return the same entries in another shape."""
        return self._both(lambda array: array.reshape(*shape))

    @property
    def T(self) -> Dual:  # noqa: N802  (NumPy's name)
        """The dimensions reversed."""
        return self._both(lambda array: array.T)

    def _both(self, linear: Any) -> Dual:
        return Dual(np.asarray(linear(self.value)), np.asarray(linear(self.tangent)))

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        operation = NUMPY_FUNCTIONS.get(ufunc)
        if method != "__call__" or options or operation is None:
            raise TypeError(f"np.{ufunc.__name__} ({method}) has no forward-mode rule")
        if ufunc is np.matmul:
            return _matmul(*(_parts(x) for x in inputs))
        if not isinstance(operation, Operation):  # comparisons: plain booleans
            return ufunc(*(_parts(x)[0] for x in inputs))
        return push_forward(operation, inputs, {})

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        if function in (np.sum, np.mean, np.max):
            return getattr(args[0], function.__name__)(*args[1:], **options)
        if function is np.where:
            condition, *branches = args
            value, tangent = zip(*(_parts(x) for x in branches), strict=True)
            return Dual(np.where(condition, *value), np.where(condition, *tangent))
        raise TypeError(f"np.{function.__name__} has no forward-mode rule")


def push_forward(operation: Operation, operands: Any, options: dict[str, Any]) -> Dual:
    """Apply an element-wise operation: the tangent is the sum of each rule at each tangent."""
    parts = [_parts(x) for x in operands]
    dtype = next(x.value.dtype for x in operands if isinstance(x, Dual))
    values = [np.asarray(value, dtype) for value, _ in parts]
    y = np.asarray(operation.forward(*values, **options))
    tangent = np.zeros_like(y)
    for x, rule, (_, t) in zip(operands, operation.rules, parts, strict=True):
        if isinstance(x, Dual):
            tangent = tangent + rule(np.broadcast_to(t, y.shape), y, *values, **options)
    return Dual(y, tangent.astype(y.dtype, copy=False))


def _parts(x: Any) -> tuple[Array, Array]:
    """Return value and tangent; a constant does not move."""
    if isinstance(x, Dual):
        return x.value, x.tangent
    if isinstance(x, Tensor):
        raise TypeError("a Dual and a Tensor do not mix: choose forward or reverse mode")
    value = np.asarray(x)
    return value, np.zeros_like(value)


def _matmul(a: tuple[Array, Array], b: tuple[Array, Array]) -> Dual:
    """(a + e da)(b + e db) = ab + e (da b + a db)."""
    return Dual(np.asarray(a[0] @ b[0]), np.asarray(a[1] @ b[0] + a[0] @ b[1]))
