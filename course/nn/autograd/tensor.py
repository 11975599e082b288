"""`Tensor`: an array that remembers how it was computed, so that gradients can flow back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import Any, Protocol

import numpy as np

from course.nn.arguments import Array, describe, float_array

_made = count()
recording: ContextVar[bool] = ContextVar("recording", default=True)


class Differentiable(Protocol):
    """What the engine asks of an operation: a name, and how a gradient goes back through it."""

    name: str

    def pull_back(
        self, gradient: Any, output: Tensor, inputs: tuple[Tensor, ...], saved: Any
    ) -> Any:
        """Return one gradient an input, or None where none is needed.

        `gradient` is an array; it is a `Tensor` when the backward pass itself must be recorded.
        """


Node = tuple[Differentiable, "tuple[Tensor, ...]", Any]


class Tensor:
    r"""A float array with a memory of the operation and the inputs it came from.

    Operators and methods are NumPy's, and so are NumPy's own functions: `np.exp(x)`, `x @ w`,
    `x[:, 1:]`, `x.sum(axis=0)`. Each makes a new tensor and, when an input asks for gradients,
    notes the operation and its inputs. `backward()` walks these notes from the result back to
    the leaves and adds dL/dx to each leaf's `grad`.

    float32 and float64 never mix. A plain number takes the tensor's dtype.

    Args:
        data: float32 or float64 array, shared and not copied; or numbers, which become float64.
        requires_grad: True for a leaf whose gradient is wanted.
        name: shown in drawings of the graph.

    Attributes:
        data: the array.
        grad: dL/d(data) as an array of the same shape and dtype, or None before `backward()`.
        node: (operation, inputs, saved) or None for a leaf.
        order: when it was made, counted over all tensors.

    Raises:
        TypeError, ValueError: `data` is not a rectangular array of floats.

    Source: CPSC 532S, "Automatic differentiation"; CS109B, "Computation Graphs".
    """

    __slots__ = ("data", "grad", "name", "node", "order", "requires_grad")

    data: Array
    grad: Array | None
    name: str | None
    node: Node | None
    order: int
    requires_grad: bool

    def __init__(
        self, data: object, *, requires_grad: bool = False, name: str | None = None
    ) -> None:
        if isinstance(data, Tensor):
            raise TypeError("data is already a Tensor; use data.detach() for one without a past")
        self.data = float_array("data", data)
        self.grad = None
        self.name = name
        self.node = None
        self.order = next(_made)
        self.requires_grad = requires_grad

    # What it is

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the dimensions, as NumPy's."""
        return self.data.shape

    @property
    def dtype(self) -> np.dtype[Any]:
        """float32 or float64."""
        return self.data.dtype

    @property
    def ndim(self) -> int:
        """Number of dimensions."""
        return self.data.ndim

    @property
    def size(self) -> int:
        """Number of elements."""
        return self.data.size

    @property
    def T(self) -> Tensor:  # noqa: N802  (NumPy's name)
        """The tensor with its dimensions reversed."""
        return shaping.transpose(self)

    def __len__(self) -> int:
        return len(self.data)

    def __iter__(self) -> Iterator[Tensor]:
        return (self[i] for i in range(len(self.data)))

    def __repr__(self) -> str:
        text = np.array2string(self.data, separator=", ", prefix="Tensor(")
        grad = ", requires_grad=True" if self.requires_grad else ""
        return f"Tensor({text}, dtype={self.dtype}{grad})"

    def __bool__(self) -> bool:
        return bool(self.data)

    def __float__(self) -> float:
        return float(self.data)

    def item(self) -> float:
        """Return the one element as a Python number."""
        return float(self.data.item())

    def numpy(self) -> Array:
        """Return the array itself (shared)."""
        return self.data

    def detach(self) -> Tensor:
        """Return a tensor with the same array and no past: gradients stop here."""
        return Tensor(self.data)

    def backward(self, gradient: object = None) -> None:
        """Add dL/dx to `grad` of every leaf x that asks for it; see `backward.backward`."""
        backward.backward(self, gradient)

    # Arithmetic

    def __add__(self, other: object) -> Tensor:
        return elementary.add(self, other)

    def __radd__(self, other: object) -> Tensor:
        return elementary.add(other, self)

    def __sub__(self, other: object) -> Tensor:
        return elementary.subtract(self, other)

    def __rsub__(self, other: object) -> Tensor:
        return elementary.subtract(other, self)

    def __mul__(self, other: object) -> Tensor:
        return elementary.multiply(self, other)

    def __rmul__(self, other: object) -> Tensor:
        return elementary.multiply(other, self)

    def __truediv__(self, other: object) -> Tensor:
        return elementary.divide(self, other)

    def __rtruediv__(self, other: object) -> Tensor:
        return elementary.divide(other, self)

    def __pow__(self, other: object) -> Tensor:
        return elementary.power(self, other)

    def __rpow__(self, other: object) -> Tensor:
        return elementary.power(other, self)

    def __neg__(self) -> Tensor:
        return elementary.negative(self)

    def __abs__(self) -> Tensor:
        return elementary.absolute(self)

    def __matmul__(self, other: object) -> Tensor:
        return products.matmul(self, other)

    def __rmatmul__(self, other: object) -> Tensor:
        return products.matmul(other, self)

    # Comparisons have no gradient: they give plain arrays of booleans.

    def __eq__(self, other: object) -> Array:  # type: ignore[override]  # not a bool
        return self.data == _plain(other)

    def __ne__(self, other: object) -> Array:  # type: ignore[override]  # not a bool
        return self.data != _plain(other)

    def __lt__(self, other: object) -> Array:
        return self.data < _plain(other)

    def __le__(self, other: object) -> Array:
        return self.data <= _plain(other)

    def __gt__(self, other: object) -> Array:
        return self.data > _plain(other)

    def __ge__(self, other: object) -> Array:
        return self.data >= _plain(other)

    __hash__ = object.__hash__

    # Shapes and reductions

    def __getitem__(self, index: Any) -> Tensor:
        return shaping.index(self, index)

    def reshape(self, *shape: Any) -> Tensor:
        """Return the same elements in another shape; one length may be -1."""
        return shaping.reshape(self, shape[0] if len(shape) == 1 else shape)

    def transpose(self, *axes: Any) -> Tensor:
        """Return the dimensions in the order `axes`, or reversed."""
        order = axes[0] if len(axes) == 1 and not isinstance(axes[0], int) else axes
        return shaping.transpose(self, order or None)

    def sum(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Sum over `axis`, or over everything."""
        return reductions.sum(self, axis=axis, keepdims=keepdims)

    def mean(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Mean over `axis`, or over everything."""
        return reductions.mean(self, axis=axis, keepdims=keepdims)

    def max(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Largest element; equal ones share the gradient."""
        return reductions.max(self, axis=axis, keepdims=keepdims)

    def min(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Smallest element; equal ones share the gradient."""
        return reductions.min(self, axis=axis, keepdims=keepdims)

    def exp(self) -> Tensor:
        """Return e to the power x, element by element."""
        return elementary.exp(self)

    def log(self) -> Tensor:
        """Return the natural logarithm, element by element."""
        return elementary.log(self)

    def sqrt(self) -> Tensor:
        """Return the square root, element by element."""
        return elementary.sqrt(self)

    def tanh(self) -> Tensor:
        """Return the hyperbolic tangent, element by element."""
        return elementary.tanh(self)

    # NumPy's functions on tensors

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        operation = NUMPY_FUNCTIONS.get(ufunc)
        if method != "__call__" or operation is None or options:
            raise TypeError(
                f"np.{ufunc.__name__} ({method}) has no gradient rule for tensors; "
                "use x.data for its array, or write it with the operations of course.nn"
            )
        return operation(*inputs)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        operation = NUMPY_FUNCTIONS.get(function)
        if operation is None:
            raise TypeError(
                f"np.{function.__name__} has no gradient rule for tensors; "
                "use x.data for its array, or write it with the operations of course.nn"
            )
        return operation(*args, **options)

    def __array__(self, dtype: Any = None, copy: Any = None) -> Array:
        raise TypeError("a Tensor does not turn into an array silently; use its .data")


NUMPY_FUNCTIONS: dict[Any, Callable[..., Any]] = {}
"""What each NumPy function does when it meets a tensor; filled by the modules of operations."""


def _plain(value: object) -> Any:
    return value.data if isinstance(value, Tensor) else value


@contextmanager
def no_grad() -> Iterator[None]:
    """Compute without recording: nothing made inside can be differentiated.

    Saves the memory and time of the notes where no backward pass follows, as in evaluation.
    Values, shapes and dtypes are the same as outside. Write `with no_grad():` before the block.

    Source: our own; the name is PyTorch's.
    """
    before = recording.set(False)
    try:
        yield
    finally:
        recording.reset(before)


def as_tensors(operands: tuple[object, ...], name: str) -> tuple[Tensor, ...]:
    """Return all operands as tensors of one dtype; plain numbers and lists take that dtype."""
    dtype = None
    mixed = False
    for operand in operands:
        if type(operand) is Tensor:
            if dtype is None:
                dtype = operand.data.dtype
            elif operand.data.dtype is not dtype:
                raise TypeError(
                    f"{name} got tensors of dtype {dtype} and {operand.data.dtype}; "
                    "make both float32 or both float64"
                )
        else:
            mixed = True
    if not mixed:
        return operands  # type: ignore[return-value]  # every one is a Tensor
    return tuple(
        operand if isinstance(operand, Tensor) else _constant(operand, dtype, name)
        for operand in operands
    )


def _constant(value: object, dtype: np.dtype[Any] | None, name: str) -> Tensor:
    if isinstance(value, np.ndarray) and value.dtype is dtype:
        return make(value, None, False)
    if isinstance(value, np.bool_):
        value = np.asarray(value)  # what comparing arrays without dimensions gives
    if type(value) is float or type(value) is int:
        try:
            return make(np.asarray(value, dtype or np.float64), None, False)
        except OverflowError:
            raise ValueError(f"an operand of {name} is too large: {describe(value)}") from None
    if isinstance(value, np.ndarray) and dtype is not None and value.dtype not in (dtype, bool):
        raise TypeError(
            f"{name} got {describe(value)} beside a tensor of dtype {dtype}; "
            f"convert it with astype({str(dtype)!r})"
        )
    if isinstance(value, np.ndarray) and value.dtype == bool and dtype is not None:
        return make(value.astype(dtype), None, False)  # a mask of zeros and ones
    array = float_array(f"an operand of {name}", value)
    return make(array if dtype is None else array.astype(dtype, copy=False), None, False)


def make(data: Array, node: Node | None, requires_grad: bool) -> Tensor:
    """Build a tensor without checks, for the operations."""
    tensor = Tensor.__new__(Tensor)
    tensor.data = data
    tensor.grad = None
    tensor.name = None
    tensor.node = node
    tensor.order = next(_made)
    tensor.requires_grad = requires_grad
    return tensor


def record(data: Any, operation: Differentiable, inputs: tuple[Tensor, ...], saved: Any) -> Tensor:
    """Return `data` as a tensor that remembers `operation` and `inputs` where a gradient asks."""
    dtype = inputs[0].data.dtype
    if type(data) is not np.ndarray or data.dtype is not dtype:
        data = np.asarray(data, dtype=dtype)
    for x in inputs:
        if x.requires_grad and recording.get():
            return make(data, (operation, inputs, saved), True)
    return make(data, None, False)


# The operations build tensors, so they can only be imported once the class exists.
from course.nn.autograd import backward, elementary, products, reductions, shaping  # noqa: E402
