"""A widget: walk back through a graph; predict each gradient, then see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, choice, describe
from course.show.web_widget import WebWidget
from course.slides import figure as slide_figure

LARGEST_GRAPH, LARGEST_TENSOR = 40, 36
SYMBOLS = {
    "add": "+",
    "subtract": "-",
    "multiply": "×",
    "divide": "÷",
    "negative": "-1 ×",
    "power": "^",
    "matmul": "@",
    "reciprocal": "1 / x",
    "square": "x²",
    "sqrt": "√",
    "sum": "Σ",
    "maximum": "max",
    "minimum": "min",
    "relu": "ReLU",
    "sigmoid": "σ",
}
# What an operation y of inputs a and b does with the gradient g that comes back to it.
RULES = {
    "add": "+ hands g on to both inputs unchanged",
    "subtract": "- hands on g to the first input and -g to the second",
    "multiply": "× hands on g times the other input",
    "divide": "a ÷ b hands on g / b to a, and -g y / b to b",
    "negative": "-1 × hands on -g",
    "power": "a^b hands on g b a^(b-1)",
    "matmul": "A @ B hands on g @ Bᵀ to A, and Aᵀ @ g to B",
    "reciprocal": "1 / x hands on -g y², with its own output y",
    "square": "x² hands on 2 g x",
    "sqrt": "√ hands on g / (2y)",
    "exp": "exp hands on g y, with its own output y",
    "log": "log hands on g / x",
    "tanh": "tanh hands on g (1 - y²)",
    "sigmoid": "σ hands on g y (1 - y), with its own output y",
    "relu": "ReLU hands on g where its input is above 0, else 0",
    "sum": "Σ hands on g to every term",
    "maximum": "max hands on g to the larger input, and 0 to the other",
    "minimum": "min hands on g to the smaller input, and 0 to the other",
    "absolute": "|x| hands on g times the sign of x",
    "reshape": "reshape hands on g in the old shape",
    "transpose": "transpose hands on g turned back",
}


def sigmoid_circuit() -> nn.Tensor:
    """The circuit of the slides, gate by gate: 1 / (1 + exp(-(w0 x0 + w1 x1 + w2)))."""
    inputs = slide_figure("sig-circuit").inputs
    w = [_leaf(f"w{k}", value) for k, value in enumerate(inputs["w"])]
    x = [_leaf(f"x{k}", value) for k, value in enumerate(inputs["x"])]
    score = w[0] * x[0] + w[1] * x[1] + w[2]
    return np.reciprocal(np.exp(-score) + _constant(1.0))


def xor() -> nn.Tensor:
    """Squared error of the two-unit ReLU network on the four points, its bias still 0."""
    points = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    W = _leaf("W", [[1.0, 1.0], [1.0, 1.0]])
    c, w = _leaf("c", [0.0, -1.0]), _leaf("w", [[1.0], [-1.0]])
    hidden = nn.relu(_constant(points, "X") @ W + c)
    error = hidden @ w - _constant([[0.0], [1.0], [1.0], [0.0]], "t")
    return np.square(error).sum()


def linear_regression() -> nn.Tensor:
    """Squared error of a line with weight decay: w forks."""
    w, b = _leaf("w", 0.5), _leaf("b", 1.0)
    error = w * _constant([1.0, 2.0, 3.0], "x") + b - _constant([1.0, 2.5, 3.5], "t")
    return np.square(error).sum() + _constant(0.1, "λ") * np.square(w)


def _leaf(name: str, value: object) -> nn.Tensor:
    return nn.Tensor(value, requires_grad=True, name=name)


def _constant(value: object, name: str | None = None) -> nn.Tensor:
    return nn.Tensor(value, name=name)


EXAMPLES = {
    "sigmoid circuit": sigmoid_circuit,
    "linear regression": linear_regression,
    "XOR": xor,
}


class BackpropStepper(WebWidget):
    """The widget that `backprop_stepper` makes."""

    module = "backprop_stepper"

    def _graph(self) -> Mapping[str, Any]:
        wanted = (self.given["start"] | self.state)["graph"]
        (graph,) = (each for each in self.given["graphs"] if each["name"] == wanted)
        return graph

    def as_text(self) -> str:
        lines = [f"{'node':10}{'operation':12}{'value':28}gradient"]
        for node in self._graph()["nodes"]:
            value, gradient = (_words(node[key]) for key in ("value", "gradient"))
            lines.append(f"{node['name']:10}{node['operation']:12}{value:28}{gradient}")
        return "\n".join(lines)

    def as_figure(self) -> Figure:
        graph = self._graph()
        nodes = graph["nodes"]
        wide = 1 + max(node["column"] for node in nodes)
        tall = 1 + max(node["row"] for node in nodes)
        figure, ax = plt.subplots(figsize=(max(1.25 * wide, 5), max(0.95 * tall, 2.4)))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        at = [(node["column"], -node["row"]) for node in nodes]
        for start, end in graph["edges"]:
            ax.annotate("", at[end], at[start], arrowprops={"arrowstyle": "->", "color": "0.5"})
        for node, (x, y) in zip(nodes, at, strict=True):
            box = {"boxstyle": "round", "facecolor": "white", "edgecolor": "0.4"}
            ax.text(x, y, node["symbol"], ha="center", va="center", bbox=box)
            if np.size(node["value"]) == 1:
                value, gradient = (node[key] for key in ("value", "gradient"))
                ax.text(x, y + 0.32, _short(value), ha="center", color="C2", fontsize=10)
                ax.text(x, y - 0.45, _short(gradient), ha="center", color="C1", fontsize=10)
        ax.set(xlim=(-0.6, wide - 0.4), ylim=(-tall + 0.3, 0.7))
        ax.set_axis_off()
        return figure


def backprop_stepper(expression: nn.Tensor | str = "sigmoid circuit") -> BackpropStepper:
    """Return the widget that walks back through a graph, one gradient at a time.

    Args:
        expression: a `Tensor` of one number, computed from tensors that ask for gradients, or the
            name of an example: "sigmoid circuit", "linear regression", "XOR". Named tensors keep
            their names.

    Raises:
        TypeError: another kind of expression.
        ValueError: no such example, more than one number, nothing to differentiate, NaN in the
            graph, or a graph too large to follow by hand.
    """
    graphs = [_as_data(name, make()) for name, make in EXAMPLES.items()]
    if isinstance(expression, str):
        name = choice("expression", expression, EXAMPLES)
    elif isinstance(expression, nn.Tensor):
        name = "your own"
        graphs.insert(0, _as_data(name, expression))
    else:
        raise TypeError(f"expression must be a Tensor or a name, got {describe(expression)}")
    start = {"graph": name, "known": 1, "guess": ""}
    return BackpropStepper(
        given={"title": "Backprop, step by step", "graphs": graphs, "start": start}
    )


def _as_data(name: str, output: nn.Tensor) -> dict[str, Any]:
    """Return a graph as plain data: nodes from the inputs to the output, edges, places."""
    if output.size != 1 or not output.requires_grad:
        raise ValueError(
            f"expression must hold one number computed from tensors with requires_grad=True, "
            f"got shape {output.shape}"
        )
    tensors = _tensors(output)
    key = {id(tensor): k for k, tensor in enumerate(tensors)}
    parts = _parts(tensors, key)
    edges = [(key[id(x)], k) for k, t in enumerate(tensors) if t.node for x in t.node[1]]
    columns, rows = _places(len(tensors), edges)
    names = _names(tensors)
    nodes = []
    for k, tensor in enumerate(tensors):
        operation = tensor.node[0].name if tensor.node else "input"
        total = sum(part for _, part in parts[k]) if parts[k] else None
        nodes.append(
            {
                "name": names[k],
                "operation": operation,
                "symbol": SYMBOLS.get(operation, operation) if tensor.node else names[k],
                "rule": RULES.get(operation, f"{operation} hands on g times its own derivative"),
                "shape": list(tensor.shape),
                "value": tensor.data.tolist(),
                "gradient": None if total is None else np.asarray(total).tolist(),
                "parts": [[user, np.asarray(part).tolist()] for user, part in parts[k]],
                "column": columns[k],
                "row": rows[k],
            }
        )
    return {"name": name, "nodes": nodes, "edges": edges}


def _tensors(output: nn.Tensor) -> list[nn.Tensor]:
    """Return every tensor behind `output`, each after its inputs, checked for size and NaN."""
    found: dict[int, nn.Tensor] = {}
    waiting = [output]
    while waiting:
        tensor = waiting.pop()
        if tensor.order in found:
            continue
        found[tensor.order] = tensor
        waiting += tensor.node[1] if tensor.node else ()
        if len(found) > LARGEST_GRAPH or tensor.size > LARGEST_TENSOR:
            raise ValueError(
                f"expression must have at most {LARGEST_GRAPH} nodes of at most {LARGEST_TENSOR} "
                "numbers, to be followed by hand"
            )
        if not np.isfinite(tensor.data).all():
            raise ValueError("expression must be computed from and to finite numbers, got NaN")
    return [found[order] for order in sorted(found)]


def _parts(
    tensors: list[nn.Tensor], key: Mapping[int, int]
) -> list[list[tuple[int | None, Array]]]:
    """Return what each node is sent back: pairs (which user sent it, gradient)."""
    parts: list[list[tuple[int | None, Array]]] = [[] for _ in tensors]
    parts[-1].append((None, np.ones_like(tensors[-1].data)))
    for k in reversed(range(len(tensors))):
        node = tensors[k].node
        if node is None or not parts[k]:
            continue
        operation, inputs, saved = node
        total = np.asarray(sum(part for _, part in parts[k]))
        sent = operation.pull_back(total, tensors[k], inputs, saved)
        for x, part in zip(inputs, sent, strict=True):
            if part is not None and x.requires_grad:
                parts[key[id(x)]].append((k, np.asarray(part)))
    return parts


def _places(count: int, edges: list[tuple[int, int]]) -> tuple[list[int], list[float]]:
    """Return a column and a row for each node: inputs left of what uses them, few crossings."""
    steps = [0] * count  # the longest way to the output
    for start, end in reversed(edges):
        steps[start] = max(steps[start], steps[end] + 1)
    columns = [max(steps) - s for s in steps]
    rows: dict[int, float] = {}

    def place(node: int) -> float:
        if node not in rows:
            inputs = [start for start, end in edges if end == node]
            above = [place(start) for start in inputs]
            leaves = sum(1 for k in rows if not any(end == k for _, end in edges))
            rows[node] = float(np.mean(above)) if above else float(leaves)
        return rows[node]

    place(count - 1)
    for column in set(columns):
        floor = -1.0
        for node in sorted((k for k in rows if columns[k] == column), key=lambda k: rows[k]):
            rows[node] = floor = max(rows[node], floor + 1)
    return columns, [rows[k] for k in range(count)]


def _names(tensors: list[nn.Tensor]) -> list[str]:
    names, made = [], 0
    for tensor in tensors:
        if tensor.name:
            names.append(tensor.name)
        elif tensor is tensors[-1]:
            names.append("L")
        elif tensor.node is None and tensor.size == 1:
            names.append(f"{tensor.data.item():g}")
        else:
            made += 1
            names.append(f"v{made}")
    return names


def _words(value: object) -> str:
    return "-" if value is None else str(np.round(np.asarray(value), 4).tolist())


def _short(value: object) -> str:
    return "" if value is None else f"{np.asarray(value).item() + 0.0:.3g}"
