"""Places for the nodes of a computation graph: layers from left to right, few crossings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from course.nn.autograd import Graph

SWEEPS = 8
Point = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Where things are, in units of one column and one row.

    Attributes:
        places: by key of the node, its column and its row, both from 0.
        routes: by edge, the points it passes between its ends: one in every column it crosses.
        columns, rows: size of the whole.
    """

    places: dict[int, Point]
    routes: dict[tuple[int, int], list[Point]]
    columns: int
    rows: float


def layout(graph: Graph) -> Layout:
    """Return places for the nodes of `graph`.

    A node's column is decided by the longest way from it to the output, so every edge leads to
    the right and a leaf stands right before what uses it. An edge over several columns gets a
    place in each, so that nothing is drawn over it. Within a column the order is that of the
    neighbours' mean rows (the barycentre heuristic), from both sides in turn.

    Source: Sugiyama, Tagawa and Toda 1981.
    """
    to_end = dict.fromkeys((node.key for node in graph.nodes), 0)
    for start, end in reversed(graph.edges):  # what uses a node comes after it
        to_end[start] = max(to_end[start], to_end[end] + 1)
    columns = max(to_end.values()) + 1
    column = {key: columns - 1 - distance for key, distance in to_end.items()}
    chains: dict[tuple[int, int], list[Any]] = {}
    layers: list[list[Any]] = [[] for _ in range(columns)]
    for node in graph.nodes:
        layers[column[node.key]].append(node.key)
    for edge in dict.fromkeys(graph.edges):
        between = range(column[edge[0]] + 1, column[edge[1]])
        waypoints: list[Any] = [(edge, c) for c in between]
        for c, waypoint in zip(between, waypoints, strict=True):
            layers[c].append(waypoint)
        chains[edge] = [edge[0], *waypoints, edge[1]]
    before: dict[Any, list[Any]] = defaultdict(list)
    after: dict[Any, list[Any]] = defaultdict(list)
    for chain in chains.values():
        for left, right in pairwise(chain):
            before[right].append(left)
            after[left].append(right)
    rows = _rows(layers, before, after)
    where = {thing: (float(c), rows[thing]) for c, layer in enumerate(layers) for thing in layer}
    routes = {edge: [where[thing] for thing in chain[1:-1]] for edge, chain in chains.items()}
    places = {node.key: where[node.key] for node in graph.nodes}
    return Layout(places, routes, columns, max(rows.values()) + 1)


def _rows(
    layers: list[list[Any]], before: dict[Any, list[Any]], after: dict[Any, list[Any]]
) -> dict[Any, float]:
    """Return a row for every thing: order each column by its neighbours, then straighten."""
    rows = {thing: float(k) for layer in layers for k, thing in enumerate(layer)}
    for sweep in range(2 * SWEEPS):
        neighbours, turn = (before, layers) if sweep % 2 == 0 else (after, layers[::-1])
        for layer in turn:
            wanted = {
                thing: sum(rows[n] for n in neighbours[thing]) / len(neighbours[thing])
                if neighbours[thing]
                else rows[thing]
                for thing in layer
            }
            if sweep < SWEEPS:
                layer.sort(key=wanted.__getitem__)
            for thing, row in zip(layer, _apart([wanted[t] for t in layer]), strict=True):
                rows[thing] = row
    lowest = min(rows.values())
    return {thing: row - lowest for thing, row in rows.items()}


def _apart(wanted: list[float]) -> list[float]:
    """Return rows at least 1 apart, in this order, that stay near the wanted ones.

    Neighbours that would be too close are moved as one block to the mean of what they want: the
    least squares solution (the method of pooling adjacent violators).
    """
    blocks: list[tuple[float, int]] = []  # mean of (wanted - place in the column), and size
    for k, row in enumerate(wanted):
        mean, size = row - k, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        blocks.append((mean, size))
    means = [mean for mean, size in blocks for _ in range(size)]
    return [mean + k for k, mean in enumerate(means)]
