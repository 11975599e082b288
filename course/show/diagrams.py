"""Diagrams of lecture 03: the four kinds of output, and where the full loss comes from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from course import nn
from course.show.arguments import finite
from course.show.style import axes_for


def category_output(
    names: Sequence[str], probabilities: object, happened: int, *, ax: Axes | None = None
) -> Axes:
    """Draw a distribution over classes, with the class that happened and its surprise.

    Args:
        names: (C,) words for the classes.
        probabilities: (C,) numbers above 0 with the sum 1.
        happened: the class that was observed, from 0 to C - 1.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, not a distribution, no such class.
    """
    labels = [str(name) for name in names]
    p = finite("probabilities", probabilities, length=len(labels))
    if (p <= 0).any() or abs(p.sum() - 1) > 1e-6:
        raise ValueError(f"probabilities must be above 0 with the sum 1, got {p}")
    if happened not in range(len(labels)):
        raise ValueError(f"happened must be from 0 to {len(labels) - 1}, got {happened!r}")
    ax = axes_for(ax)
    colors = ["C1" if k == happened else "C0" for k in range(len(labels))]
    ax.bar(labels, p, color=colors, width=0.6)
    cost = -np.log(p[happened])
    note = f"seen\ncost {cost:.2f}"
    ax.annotate(
        note, (happened, p[happened]), (0, 5), textcoords="offset points", ha="center", fontsize=11
    )
    ax.set(ylabel="probability", ylim=(0, 1.15))
    ax.grid(visible=False, axis="x")
    return ax


def density_output(
    weights: object, means: object, scales: object, happened: float, *, ax: Axes | None = None
) -> Axes:
    """Draw the density of a mixture of Gaussians, with the value that happened and its surprise.

    Args:
        weights, means, scales: (K,) each; weights above 0 with the sum 1, scales above 0.
        happened: the number that was observed.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, lengths that differ, a weight or scale not above 0.
    """
    w = finite("weights", weights)
    m = finite("means", means, length=len(w))
    s = finite("scales", scales, length=len(w))
    seen = float(finite("happened", happened, ndim=0))
    if (w <= 0).any() or abs(w.sum() - 1) > 1e-6:
        raise ValueError(f"weights must be above 0 with the sum 1, got {w}")
    if (s <= 0).any():
        raise ValueError(f"scales must be above 0, got {s}")
    ax = axes_for(ax)
    low, high = min((m - 3.5 * s).min(), seen), max((m + 3.5 * s).max(), seen)
    grid = np.append(np.linspace(low, high, 300), seen)
    log_w, mean, log_s = (np.tile(row, (len(grid), 1)) for row in (np.log(w), m, np.log(s)))
    losses = nn.mixture_density_negative_log_likelihood(log_w, mean, log_s, grid, reduction="none")
    density = np.exp(-np.asarray(losses))
    ax.plot(grid[:-1], density[:-1])
    ax.fill_between(grid[:-1], density[:-1], alpha=0.2, lw=0)
    ax.plot([seen, seen], [0, density[-1]], "-", color="C1")
    ax.plot(seen, density[-1], "o", color="C1", markersize=9)
    note = f"seen\ncost {-np.log(density[-1]):.2f}"
    ax.annotate(
        note, (seen, density[-1]), (0, 8), textcoords="offset points", ha="center", fontsize=11
    )
    ax.set(ylabel="density", ylim=(0, 1.35 * density.max()))
    return ax


def loss_graph(
    nodes: dict[str, tuple[float, float]],
    edges: Sequence[tuple[str, str]],
    *,
    ax: Axes | None = None,
) -> Axes:
    """Draw boxes joined by arrows: a small computation graph placed by hand.

    Args:
        nodes: from the text in a box to its centre (x, y), each about 1 apart.
        edges: pairs (from, to) of those texts.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: no nodes, a position that is not two numbers, an edge to an unknown node.
    """
    if not nodes:
        raise ValueError("nodes must hold at least one box, got none")
    places = {text: _point(f"nodes[{text!r}]", at) for text, at in nodes.items()}
    for start, end in edges:
        for text in (start, end):
            if text not in places:
                raise ValueError(f"edges must join nodes, got {text!r}; nodes are {list(places)}")
    ax = axes_for(ax, (9.0, 3.2))
    ink, paper = ax.xaxis.label.get_color(), ax.get_facecolor()
    boxes = {
        text: ax.text(
            x,
            y,
            text,
            ha="center",
            va="center",
            fontsize=14,
            bbox={"boxstyle": "round,pad=0.5", "facecolor": paper, "edgecolor": "C0", "lw": 2},
        )
        for text, (x, y) in places.items()
    }
    for start, end in edges:
        ax.annotate(
            "",
            xy=places[end],
            xytext=places[start],
            arrowprops={
                "arrowstyle": "-|>",
                "color": ink,
                "lw": 1.8,
                "patchA": boxes[start].get_bbox_patch(),
                "patchB": boxes[end].get_bbox_patch(),
            },
        )
    x, y = np.array(list(places.values())).T
    ax.set(xlim=(x.min() - 0.6, x.max() + 0.6), ylim=(y.min() - 0.5, y.max() + 0.5))
    ax.axis("off")
    return ax


def _point(name: str, value: object) -> tuple[float, float]:
    x, y = finite(name, value, length=2)
    return float(x), float(y)
