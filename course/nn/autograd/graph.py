"""The recorded graph as plain data, for drawing."""

from __future__ import annotations

from dataclasses import dataclass

from course.nn.arguments import describe
from course.nn.autograd.tensor import Tensor


@dataclass(frozen=True)
class GraphNode:
    """One tensor of a graph, as in `computation_graph`.

    Attributes:
        key: number of the node; inputs come before what uses them.
        name: the tensor's own name, or "".
        operation: what made it; "leaf" for one that asks for gradients, "constant" otherwise.
        shape: of the tensor.
        value: the number, if it holds just one, else None.
        gradient: the number in its `grad`, likewise.

    Source: CS109B, "Computation Graphs".
    """

    key: int
    name: str
    operation: str
    shape: tuple[int, ...]
    value: float | None
    gradient: float | None


@dataclass(frozen=True)
class Graph:
    """A recorded computation, as in `computation_graph`.

    Attributes:
        nodes: one a tensor, sorted by key.
        edges: pairs of integers (from key, to key) in the direction of computation.

    Source: CS109B, "Computation Graphs".
    """

    nodes: list[GraphNode]
    edges: list[tuple[int, int]]


def computation_graph(output: Tensor) -> Graph:
    """Return the graph behind `output`, inputs first and `output` last.

    A tensor used twice is one node with two edges: a fork.

    Args:
        output: a `Tensor` of any shape.

    Raises:
        TypeError: `output` is anything but a tensor.

    Source: CS109B, "Computation Graphs"; deep neural networks, "Gradient flow at forks".
    """
    if not isinstance(output, Tensor):
        raise TypeError(f"output must be a Tensor, got {describe(output)}")
    keys: dict[int, int] = {}
    nodes: list[GraphNode] = []
    edges: list[tuple[int, int]] = []
    stack = [(output, False)]
    while stack:
        tensor, inputs_done = stack.pop()
        if id(tensor) in keys:
            continue
        inputs = tensor.node[1] if tensor.node else ()
        if not inputs_done:
            stack.append((tensor, True))
            stack.extend((x, False) for x in reversed(inputs))
            continue
        keys[id(tensor)] = len(nodes)
        edges.extend((keys[id(x)], len(nodes)) for x in inputs)
        nodes.append(_describe_node(len(nodes), tensor))
    return Graph(nodes, edges)


def _describe_node(key: int, tensor: Tensor) -> GraphNode:
    if tensor.node is not None:
        operation = tensor.node[0].name
    else:
        operation = "leaf" if tensor.requires_grad else "constant"
    return GraphNode(
        key=key,
        name=tensor.name or "",
        operation=operation,
        shape=tensor.shape,
        value=tensor.item() if tensor.size == 1 else None,
        gradient=float(tensor.grad.item())
        if tensor.grad is not None and tensor.grad.size == 1
        else None,
    )
