"""A computation graph as a picture: what made each number, and how the gradient came back."""

from __future__ import annotations

import base64
import html
from itertools import pairwise
from typing import Any

import numpy as np

from course.nn.arguments import Array, describe
from course.nn.autograd import Graph, Tensor, computation_graph, no_grad
from course.show.graph_layout import Layout, layout
from course.show.style import THEMES, theme_in_force

MOST = 150  # nodes that can still be read
COLUMN, WIDTH, ROW, HEIGHT, MARGIN = 132, 96, 78, 60, 14  # pixels
SIGNS = {
    "add": "+", "subtract": "−", "multiply": "×", "divide": "÷", "negative": "−( )",
    "matmul": "@", "power": "^", "square": "( )²", "sqrt": "√", "reciprocal": "1 / ( )",
    "absolute": "| |", "sum": "Σ", "transpose": "( )ᵀ",
}  # fmt: skip


class GraphPicture:
    """A drawing of a computation graph; `svg` is its text, for a file or a page."""

    def __init__(self, graph: Graph, gradients: dict[int, Array], theme: str) -> None:
        self.graph = graph
        self.gradients = gradients
        self.svg = _svg(graph, gradients, layout(graph), theme)

    def __repr__(self) -> str:
        rows = []
        for node in self.graph.nodes:
            inputs = [f"[{start}]" for start, end in self.graph.edges if end == node.key]
            made = f"{node.operation}({', '.join(inputs)})" if inputs else node.operation
            words = [f"[{node.key}]", node.name, made, _number(node.value, node.shape)]
            if node.key in self.gradients:
                words.append(f"gradient {_value(self.gradients[node.key])}")
            rows.append(" ".join(word for word in words if word))
        return "\n".join(rows)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        # As an <img>, because JupyterLab takes an <svg> out of a notebook it does not trust.
        data = base64.b64encode(self.svg.encode()).decode()
        words = html.escape("Computation graph. " + "; ".join(repr(self).split("\n")), quote=True)
        picture = f'<img alt="{words}" src="data:image/svg+xml;base64,{data}">'
        return {"text/html": picture, "image/svg+xml": self.svg, "text/plain": repr(self)}


def graph(output: Tensor, *, gradients: bool = True, theme: str | None = None) -> GraphPicture:
    """Draw the computation behind a tensor, inputs on the left and the result on the right.

    Each box has the name or the operation on top, its value, or its shape where it holds more
    than one number, and the gradient of the output with respect to it. Where a tensor is used
    twice or more the graph forks; its edges are dashed there, and its gradient is the sum of what
    comes back along them.

    Args:
        output: the result, with at most 150 nodes behind it.
        gradients: False leaves the gradients out. They are left out as well where there are none:
            `output` holds more than one number, or nothing asked for a gradient.
        theme: "light" or "dark"; by default that of `use_style`.

    Returns:
        A picture that a notebook shows and a terminal lists; its `svg` is the text of the file.

    Raises:
        TypeError, ValueError: not a tensor, too many nodes, no such theme.
    """
    recorded = computation_graph(output)
    if len(recorded.nodes) > MOST:
        raise ValueError(
            f"output must have at most {MOST} nodes behind it, got {len(recorded.nodes)}; "
            "draw a part, or a smaller example"
        )
    if theme is not None and theme not in THEMES:
        raise ValueError(f"theme must be one of 'light', 'dark', got {describe(theme)}")
    wanted = gradients and output.requires_grad and output.size == 1
    found = _gradients(recorded, output) if wanted else {}
    return GraphPicture(recorded, found, theme or theme_in_force())


def _gradients(graph: Graph, output: Tensor) -> dict[int, Array]:
    """Return dL/dx for every tensor behind `output` that a gradient reaches, by its key."""
    last = graph.nodes[-1].key
    tensors, totals = {last: output}, {last: np.ones_like(output.data)}
    with no_grad():
        for node in reversed(graph.nodes):  # what uses a tensor comes after it in the list
            tensor = tensors[node.key]
            if tensor.node is None:
                continue
            operation, inputs, saved = tensor.node
            sources = [start for start, end in graph.edges if end == node.key]
            parts: tuple = (None,) * len(inputs)
            if node.key in totals:
                parts = operation.pull_back(totals[node.key], tensor, inputs, saved)
            for source, x, part in zip(sources, inputs, parts, strict=True):
                tensors[source] = x
                if part is not None and x.requires_grad:
                    total = np.asarray(part) + totals.get(source, 0)
                    totals[source] = np.broadcast_to(total, x.shape)
    return totals


def _svg(graph: Graph, gradients: dict[int, Array], placed: Layout, theme: str) -> str:
    colors = THEMES[theme]
    ink, (blue, orange) = colors["ink"], colors["colors"][:2]
    names = _labels(graph)
    width = (placed.columns - 1) * COLUMN + WIDTH + 2 * MARGIN
    height = (placed.rows - 1) * ROW + HEIGHT + 2 * MARGIN
    uses = [start for start, _ in graph.edges]
    forks = {key for key in uses if uses.count(key) > 1}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="DejaVu Sans, Verdana, sans-serif">',
        "<title>Computation graph</title>",
        f'<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        f'markerHeight="8" orient="auto" markerUnits="userSpaceOnUse">'
        f'<path d="M0 0 L8 4 L0 8 z" fill="{ink}"/></marker></defs>',
        f'<rect width="100%" height="100%" fill="{colors["paper"]}"/>',
    ]
    parts += [
        _edge(edge, placed, ink, edge[0] in forks, arrival)
        for edge, arrival in _arrivals(graph, placed).items()
    ]
    for node in graph.nodes:
        lines = [(names[node.key], ink, "bold 15")]
        lines.append((_number(node.value, node.shape), blue, "normal 13"))
        if node.key in gradients:
            lines.append((f"∇ {_value(gradients[node.key])}", orange, "normal 13"))
        is_leaf = node.operation in ("leaf", "constant")
        parts.append(_box(placed.places[node.key], lines, is_leaf, colors))
    return "\n".join([*parts, "</svg>"])


def _labels(graph: Graph) -> dict[int, str]:
    """Return what stands on top of each box: its name, else its operation."""
    return {
        node.key: node.name
        or SIGNS.get(node.operation)
        or ("" if node.operation in ("leaf", "constant") else node.operation.replace("_", " "))
        for node in graph.nodes
    }


def _box(
    place: tuple[float, float],
    lines: list[tuple[str, str, str]],
    is_leaf: bool,
    colors: dict[str, Any],
) -> str:
    x, y = _center(place)
    shown = [line for line in lines if line[0]]
    first = y - 9 * (len(shown) - 1) + 5
    corner = 4 if is_leaf else 18
    opacity = 0.4 if is_leaf else 1
    text = "".join(
        f'<text x="{x:.1f}" y="{first + 18 * k:.1f}" text-anchor="middle" fill="{color}" '
        f'font-weight="{font.split()[0]}" font-size="{_fitting(words, int(font.split()[1]))}">'
        f"{html.escape(words)}</text>"
        for k, (words, color, font) in enumerate(shown)
    )
    return (
        f'<rect x="{x - WIDTH / 2:.1f}" y="{y - HEIGHT / 2:.1f}" width="{WIDTH}" '
        f'height="{HEIGHT}" rx="{corner}" fill="{colors["paper"]}" stroke="{colors["ink"]}" '
        f'stroke-opacity="{opacity}" stroke-width="1.6"/>{text}'
    )


def _fitting(words: str, size: int) -> float:
    """Return the font size at which `words` fit into a box; letters are about 0.63 em wide."""
    return round(min(size, (WIDTH - 8) / (0.63 * max(len(words), 1))), 1)


def _arrivals(graph: Graph, placed: Layout) -> dict[tuple[int, int], float]:
    """Return for each edge how far from the middle of a box it ends, so that tips stay apart."""
    found = {}
    for node in graph.nodes:
        edges = dict.fromkeys(edge for edge in graph.edges if edge[1] == node.key)
        last = {edge: [placed.places[edge[0]], *placed.routes[edge]][-1][1] for edge in edges}
        from_top = sorted(edges, key=last.__getitem__)
        for rank, edge in enumerate(from_top):
            found[edge] = 14.0 * (rank - (len(from_top) - 1) / 2)
    return found


def _edge(edge: tuple[int, int], placed: Layout, ink: str, forked: bool, arrival: float) -> str:
    """Draw an edge as a smooth curve through its waypoints."""
    (x0, y0), (x1, y1) = (_center(placed.places[key]) for key in edge)
    end = (x1 - WIDTH / 2 - 1, y1 + arrival)
    points = [(x0 + WIDTH / 2, y0), *map(_center, placed.routes[edge]), end]
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (ax, ay), (bx, by) in pairwise(points):
        bend = (bx - ax) / 2
        path += f" C{ax + bend:.1f} {ay:.1f} {bx - bend:.1f} {by:.1f} {bx:.1f} {by:.1f}"
    dash = ' stroke-dasharray="6 4"' if forked else ""
    return (
        f'<path d="{path}" fill="none" stroke="{ink}" stroke-width="1.6"{dash} '
        'marker-end="url(#tip)"/>'
    )


def _center(place: tuple[float, float]) -> tuple[float, float]:
    return place[0] * COLUMN + WIDTH / 2 + MARGIN, place[1] * ROW + HEIGHT / 2 + MARGIN


def _number(value: float | None, shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape)) if value is None else f"{value + 0.0:.4g}"  # no -0


def _value(array: Array) -> str:
    """A number; of an array its length, the size that says whether gradients vanish."""
    if array.size == 1:
        return f"{array.item() + 0.0:.4g}"
    return f"‖{float(np.linalg.norm(array)):.3g}‖"
