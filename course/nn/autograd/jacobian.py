"""Derivatives of functions from arrays to arrays: products with the Jacobian, and it itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course.nn.arguments import Array, choice, describe, float_array
from course.nn.autograd.backward import gradients
from course.nn.autograd.dual import Dual
from course.nn.autograd.tensor import Tensor


def vector_jacobian_product(
    function: Callable[[Tensor], Tensor], x: object, vector: object
) -> tuple[Array, Array]:
    r"""Return f(x) and v^T J with J = df/dx, by one backward pass.

    For an element-wise layer of 2048 units J has 2048 x 2048 entries, of which 2048 are not 0;
    for a batch of 100 it would be 204,800 squared. It is never formed: the product is one pass.

    Args:
        function: takes a tensor like `x`, returns a tensor.
        x: floats of any shape.
        vector: v, of the shape and dtype of f(x).

    Returns:
        f(x), and v^T J of the shape of `x`.

    Raises:
        TypeError, ValueError: not floats, a vector that does not fit, or no tensor returned.

    Source: CPSC 532S, "Backpropagation Practical Issues"; CS109B, "Jacobian-gradient products".
    """
    point = Tensor(x, requires_grad=True)
    y = _tensor(function(point))
    if not y.requires_grad:
        return y.data, np.zeros_like(point.data)
    return y.data, gradients(y, [point], vector)[0].data


def jacobian_vector_product(
    function: Callable[[Dual], Dual], x: object, vector: object
) -> tuple[Array, Array]:
    r"""Return f(x) and J v, by one run on dual numbers.

    Args:
        function: takes a `Dual` like `x`, returns a `Dual`. Element-wise operations, products,
            sums and the largest have forward rules, and so have activations, softmax, and
            networks of `Linear`, `Maxout` and `Flatten`, whose parameters stand still.
        x: floats of any shape.
        vector: v, of the shape and dtype of `x`.

    Returns:
        f(x), and J v of its shape.

    Raises:
        TypeError, ValueError: not floats, a vector that does not fit, or no dual returned.

    Source: CPSC 532S, "Automatic differentiation", forward mode.
    """
    y = function(Dual(x, vector))
    if not isinstance(y, Dual):
        raise TypeError(f"function must return a Dual made from its argument, got {describe(y)}")
    return y.value, y.tangent


def jacobian(function: Callable[..., object], x: object, *, mode: str = "reverse") -> Array:
    r"""Return the whole matrix of derivatives, dy_i / dx_j.

    Reverse mode makes a row a pass, so it suits few outputs; forward mode a column a run, so it
    suits few inputs. Both give the same matrix.

    Args:
        function: as in `vector_jacobian_product` or `jacobian_vector_product`.
        x: floats of any shape.
        mode: "reverse" or "forward".

    Returns:
        Shape of f(x) followed by the shape of `x`.

    Raises:
        TypeError, ValueError: as in the two products.

    Source: CPSC 532S, "Automatic differentiation".
    """
    choice("mode", mode, ("reverse", "forward"))
    data = float_array("x", x)
    if mode == "forward":
        columns = [
            jacobian_vector_product(function, data, unit)[1]  # type: ignore[arg-type]  # of one input
            for unit in _units(data)
        ]
        shape = (*columns[0].shape, *data.shape) if columns else data.shape
        return np.stack(columns, axis=-1).reshape(shape) if columns else np.zeros(shape)
    point = Tensor(data, requires_grad=True)
    y = _tensor(function(point))
    if not y.requires_grad:
        return np.zeros((*y.shape, *data.shape), data.dtype)
    rows = [gradients(y, [point], unit)[0].data for unit in _units(y.data)]
    return np.array(rows, data.dtype).reshape(*y.shape, *data.shape)


def _units(like: Array) -> list[Array]:
    """Return every unit array of the shape of `like`: 1 in one place, 0 elsewhere."""
    return [unit.reshape(like.shape) for unit in np.eye(like.size, dtype=like.dtype)]


def _tensor(y: object) -> Tensor:
    if not isinstance(y, Tensor):
        raise TypeError(f"function must return a Tensor, got {describe(y)}")
    return y
