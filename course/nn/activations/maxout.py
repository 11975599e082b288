"""Maxout: the activation function itself is learned, as the largest of k linear pieces."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, float_array, integer
from course.nn.autograd.dual import Dual
from course.nn.autograd.jacobian import vector_jacobian_product
from course.nn.autograd.tensor import Tensor


def maxout(x: Any, pieces: int, *, axis: int = -1) -> Any:
    r"""Keep the largest of every `pieces` neighbours along `axis`.

    y_j = max(x_{jk}, ..., x_{jk + k - 1}), with k = `pieces`

    After a linear layer with k outputs a unit, each unit is the maximum of k linear functions: a
    convex, piecewise linear function of its input. k = 2 contains ReLU (the other piece 0) and
    the absolute value (one piece minus the other). Pieces that tie share the gradient equally.

    Args:
        x: array, `Tensor` or `Dual`; the length along `axis` is a multiple of `pieces`.
        pieces: k, an integer at or above 1.
        axis: features of a dense layer (-1), or channels of images (1).

    Returns:
        The same kind and dtype, k times shorter along `axis`.

    Raises:
        TypeError, ValueError: not floats, no such axis, or a length that k does not divide.

    Source: going deep, "Maxout units"; CS109B, "Maxout"; Goodfellow et al. 2013.
    """
    values: Any = x if isinstance(x, Tensor | Dual) else float_array("x", x)
    k = integer("pieces", pieces, at_least=1)
    where = integer("axis", axis)
    if not -values.ndim <= where < values.ndim:
        raise ValueError(f"axis must be a dimension of x, shape {values.shape}, got {axis}")
    where %= values.ndim
    length = values.shape[where]
    if length % k:
        raise ValueError(f"pieces must divide the {length} entries along axis {axis}, got {k}")
    shape = values.shape
    return np.max(
        values.reshape((*shape[:where], length // k, k, *shape[where + 1 :])), axis=where + 1
    )


def maxout_derivative(x: object, pieces: int, *, axis: int = -1) -> Array:
    r"""Derivative of each unit of `maxout` by each of its own pieces.

    dy_j / dx_i = 1 for the largest piece, 0 for the others, 1 / n each where n pieces tie

    All other derivatives are 0, since a piece belongs to one unit. Arguments and errors as in
    `maxout`, arrays only; returns the shape and dtype of `x`.
    """
    values = float_array("x", x)
    ones = np.ones_like(maxout(values, pieces, axis=axis))
    return vector_jacobian_product(lambda t: maxout(t, pieces, axis=axis), values, ones)[1]
