"""Embedding: a learned vector for each word, looked up by number."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, describe, float_array
from course.nn.autograd.hand_written import HandWritten


def embedding_forward(weights: object, *, indices: object) -> tuple[Array, Any]:
    r"""Take row `indices[...]` of the table: the product of a one-hot row with W, without zeros.

    Args:
        weights: W, (words, dimensions).
        indices: integers from 0 to words - 1, any shape.

    Returns:
        (*indices.shape, dimensions), and the cache.

    Raises:
        TypeError, ValueError: not integers, or out of range.

    Source: deep neural networks, "Embeddings", "One hot encoding".
    """
    table = float_array("weights", weights, ndim=2)
    try:
        rows = np.asarray(indices)
    except ValueError as error:
        raise ValueError(f"indices is not a rectangular array of integers: {error}") from None
    if isinstance(indices, list | tuple) and rows.size == 0:
        rows = rows.astype(np.intp)
    if rows.dtype.kind not in "iu":
        raise TypeError(f"indices must be integers, got {describe(indices)}")
    outside = (rows < 0) | (rows >= len(table))
    if outside.any():
        raise ValueError(f"indices must be from 0 to {len(table) - 1}, got {rows[outside].flat[0]}")
    rows = rows.astype(np.intp)
    return table[rows], (rows, table.shape)


def embedding_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None]:
    """Return the gradient of W: each row sums over the places that looked it up."""
    rows, shape = cache
    if not input_gradient:
        return (None,)
    dw = np.zeros(shape, gradient.dtype)
    np.add.at(dw, rows, gradient)
    return (dw,)


_embedding = HandWritten("embedding", embedding_forward, embedding_backward)


def embedding(weights: Any, indices: object) -> Any:
    """Look rows up in an array or a tensor; as in `embedding_forward`."""
    return _embedding(weights, indices=indices)
