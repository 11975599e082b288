"""The backward pass: one walk over the graph, from the result to the leaves.

It knows no operation. Each operation says how a gradient goes back through it (`pull_back`); the
walk only decides the order and adds up what meets at a fork.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Any

import numpy as np

from course.nn.arguments import float_array, same_dtype
from course.nn.autograd.tensor import Tensor, make, no_grad, recording


def backward(output: Tensor, gradient: object = None) -> None:
    r"""Add dL/dx to `x.grad` for every leaf x behind `output` that requires a gradient.

    Args:
        output: the result. Without `gradient` it must hold one number, the loss L itself.
        gradient: dL/d(output), of the shape and dtype of `output`.

    Raises:
        ValueError, TypeError: nothing was recorded, or `gradient` is missing or does not fit.

    Source: CS109B, "Backprop on Computation Graph"; CPSC 532S, "Automatic differentiation".
    """
    before = recording.set(False)  # as no_grad, which takes as long as a walk over two operations
    try:
        for leaf, total in _pull_back_to_leaves(output, _start(output, gradient)):
            total = np.asarray(total, leaf.dtype)  # a number where the leaf holds just one
            leaf.grad = total if leaf.grad is None else leaf.grad + total
    finally:
        recording.reset(before)


def gradients(
    output: Tensor,
    inputs: Sequence[Tensor],
    gradient: object = None,
    *,
    create_graph: bool = False,
) -> list[Tensor]:
    r"""Return dL/dx for each of `inputs`, and leave every `grad` alone.

    With `create_graph` the walk itself is recorded, so that the results can be differentiated
    again: `gradients(gradients(y, [x], create_graph=True)[0].sum(), [x])` is a second
    derivative. That works for the elementary operations; layers with hand-written backward
    functions (convolution, LSTM ...) say so when asked.

    Args:
        output: the result. Without `gradient` it must hold one number, the loss L itself.
        gradient: dL/d(output), an array or tensor of the shape and dtype of `output`.
        inputs: leaves that require gradients. One that `output` does not depend on gets zeros.
        create_graph: record the pass.

    Returns:
        One tensor an input, of its shape and dtype.

    Raises:
        ValueError, TypeError: nothing was recorded, `gradient` is missing or does not fit, or an
        input is not a leaf with a gradient.

    Source: CS109B, "Backprop on Computation Graph"; "Symbol-to-symbol Differentiation" for
    `create_graph`.
    """
    for position, x in enumerate(inputs):
        if not isinstance(x, Tensor) or not x.requires_grad or x.node is not None:
            raise ValueError(
                f"inputs[{position}] must be a leaf Tensor with requires_grad=True, got {x!r}"
            )
    if create_graph:
        given = gradient.data if isinstance(gradient, Tensor) else gradient
        checked = _start(output, given)
        start = gradient if isinstance(gradient, Tensor) else make(checked, None, False)
        found = {id(leaf): total for leaf, total in _pull_back_to_leaves(output, start)}
    else:
        with no_grad():
            given = gradient.data if isinstance(gradient, Tensor) else gradient
            pairs = _pull_back_to_leaves(output, _start(output, given))
            found = {id(leaf): make(np.asarray(total), None, False) for leaf, total in pairs}
    return [
        found[id(x)] if id(x) in found else make(np.zeros_like(x.data), None, False) for x in inputs
    ]


def _start(output: Tensor, gradient: object) -> Any:
    """Return the gradient the walk begins with, checked."""
    if not output.requires_grad:
        raise ValueError(
            "output was computed from no tensor with requires_grad=True (or inside no_grad), "
            "so there is nothing to differentiate"
        )
    if gradient is None:
        if output.data.size != 1:
            raise ValueError(
                f"output must hold one number to start from, got shape {output.shape}; "
                "reduce it with sum() or mean(), or pass gradient"
            )
        return np.array(1, output.dtype).reshape(output.shape)
    start = float_array("gradient", gradient)
    if start.shape != output.shape:
        raise ValueError(f"gradient must have shape {output.shape}, got {start.shape}")
    if not isinstance(gradient, np.ndarray):
        return start.astype(output.dtype)
    same_dtype("gradient", start, "output", output.data)
    return start


def _pull_back_to_leaves(output: Tensor, start: Any) -> list[tuple[Tensor, Any]]:
    """Walk back from `output`; return each leaf with its summed gradient.

    A tensor is made after its inputs, so going back from the youngest to the oldest is a
    topological order: when a tensor's turn comes, everything that used it has reported and its
    gradient is complete. There is no recursion: a graph may be as deep as memory allows.
    """
    if output.node is None:
        return [(output, _owned(start, start))]
    waiting = {output.order: (output, start)}  # a tensor and its sum so far
    youngest = [-output.order]  # a heap gives the smallest number first
    leaves: dict[int, list[Any]] = {}  # the same of leaves, which need no turn
    while youngest:
        tensor, total = waiting.pop(-heappop(youngest))
        operation, inputs, saved = tensor.node  # type: ignore[misc]  # None in leaves alone
        parts = operation.pull_back(total, tensor, inputs, saved)
        for x, part in zip(inputs, parts):  # noqa: B905  (checked lengths would cost a tenth)
            if part is None or not x.requires_grad:
                continue
            order = x.order
            if x.node is None:
                leaf = leaves.get(order)
                if leaf is None:
                    leaves[order] = [x, _owned(part, total)]
                else:
                    leaf[1] += part
            elif order in waiting:
                waiting[order] = x, waiting[order][1] + part
            else:
                waiting[order] = x, part
                heappush(youngest, -order)
    return [(x, total) for x, total in leaves.values()]


def _owned(part: Any, total: Any) -> Any:
    """Return a gradient no other tensor holds: a leaf's is added to, and changed by users."""
    if type(part) is np.ndarray and (part is total or part.base is not None):
        return part.copy()
    return part
