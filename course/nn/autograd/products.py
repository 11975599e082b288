"""Products of matrices, and einsum for every other sum of products."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import describe
from course.nn.autograd.operation import Binary
from course.nn.autograd.tensor import NUMPY_FUNCTIONS, Tensor, as_tensors, record

_matmul = Binary(
    "matmul",
    np.matmul,
    lambda g, y, a, b: g @ np.swapaxes(b, -1, -2),
    lambda g, y, a, b: np.swapaxes(a, -1, -2) @ g,
)


def matmul(a: object, b: object) -> Tensor:
    r"""Matrix product over the last two dimensions, as `a @ b` in NumPy.

    Y = A B,  dL/dA = dL/dY B^T,  dL/dB = A^T dL/dY

    A vector counts as a row on the left and as a column on the right; leading dimensions
    broadcast.

    Args:
        a: A, (..., n, k) or (k,); a tensor, or an array of the other's dtype.
        b: B, (..., k, m) or (k,), likewise.

    Returns:
        Y, (..., n, m) without the n or m of a vector.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, a number without dimensions, or inner
        lengths that differ.

    Source: standard definition; Giles 2008 for the gradients.
    """
    left, right = as_tensors((a, b), "matmul")
    if left.ndim == 0 or right.ndim == 0:
        raise ValueError(f"matmul needs dimensions, got shapes {left.shape} and {right.shape}")
    if left.shape[-1] != right.shape[-2 if right.ndim > 1 else 0]:
        raise ValueError(
            f"matmul needs equal inner lengths, got {left.shape} @ {right.shape}; "
            "transpose one, or check which is (samples, features)"
        )
    if left.ndim > 1 and right.ndim > 1:
        return _matmul(left, right)
    row, column = left.ndim == 1, right.ndim == 1
    product = _matmul(left[None] if row else left, right[:, None] if column else right)
    shape = product.shape
    return product.reshape(shape[: -2 if row else -1] + (() if column else shape[-1:]))


class _Einsum:
    """A sum of products is linear in each factor: its gradient is the sum with g in its place."""

    name = "einsum"

    def pull_back(self, gradient: Any, output: Tensor, inputs: Any, saved: Any) -> list[Any]:
        terms, result = saved
        values = list(inputs) if isinstance(gradient, Tensor) else [x.data for x in inputs]
        lengths = {
            i: n
            for t, x in zip(terms, inputs, strict=True)
            for i, n in zip(t, x.shape, strict=True)
        }
        parts: list[Any] = []
        for position, term in enumerate(terms):
            if not inputs[position].requires_grad:
                parts.append(None)
                continue
            others = [t for k, t in enumerate(terms) if k != position]
            factors = [v for k, v in enumerate(values) if k != position]
            known = set(result).union(*others)
            # An index that only this factor has was summed alone: its gradient is repeated.
            alone = [i for i in term if i not in known]
            ones = [np.ones(lengths[i], output.dtype) for i in alone]
            subscripts = ",".join([result, *others, *alone]) + "->" + term
            parts.append(np.einsum(subscripts, gradient, *factors, *ones))
        return parts


_einsum = _Einsum()


def einsum(subscripts: str, *operands: object) -> Tensor:
    r"""Einstein's summation, written out: `einsum("ij,jk->ik", a, b)` is `a @ b`.

    Every index of a term names a dimension of that operand; indices missing after the arrow are
    summed. A result is linear in each operand, so each gradient is an einsum too, with dL/dy in
    the operand's place.

    Args:
        subscripts: one term of letters an operand, an arrow, which must be written, and the term
            of the result.
        operands: tensors or arrays of one dtype, with as many dimensions as their terms letters.

    Returns:
        A tensor with the dimensions that stand after the arrow.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or subscripts that do not fit the shapes;
        an index twice in one term (a diagonal) or "...", which have no gradient rule here.

    Source: standard definition; Einstein 1916.
    """
    if not isinstance(subscripts, str):
        raise TypeError(f'subscripts must be text like "ij,jk->ik", got {describe(subscripts)}')
    inputs = as_tensors(operands, "einsum")
    left, arrow, result = subscripts.replace(" ", "").partition("->")
    terms = left.split(",")
    if not arrow or "." in subscripts:
        raise ValueError(f'subscripts must look like "ij,jk->ik", got {subscripts!r}')
    if [len(t) for t in terms] != [x.ndim for x in inputs]:
        raise ValueError(
            f"subscripts {subscripts!r} do not fit operands of shapes {[x.shape for x in inputs]}"
        )
    if any(len(set(term)) < len(term) for term in (*terms, result)):
        raise ValueError(f"an index may appear once a term, got {subscripts!r}")
    try:
        data = np.einsum(subscripts, *(x.data for x in inputs), optimize=len(inputs) > 2)
    except ValueError as error:
        shapes = [x.shape for x in inputs]
        raise ValueError(
            f"subscripts {subscripts!r} do not fit operands of shapes {shapes}: {error}"
        ) from None
    return record(data, _einsum, inputs, (terms, result))


NUMPY_FUNCTIONS.update({np.matmul: matmul, np.einsum: einsum})
