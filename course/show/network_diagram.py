"""A fully connected network as circles and lines, the way it is drawn on every blackboard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle

from course.nn.arguments import integer
from course.show.style import axes_for

MOST = 12  # units of a layer that still stand apart
GAP = 2.6  # between two layers, in distances between two units


def network_diagram(
    sizes: Sequence[int], *, names: Sequence[str] = (), title: str = "", ax: Axes | None = None
) -> Axes:
    """Draw layers of units from left to right, each unit joined to all of the layer before.

    Inputs are drawn without a rim: they compute nothing. Each column says how many numbers it
    holds, and each gap how many weights lie in it.

    Args:
        sizes: units of each layer, the inputs first; two or more layers of 1 to 12 units.
        names: what stands under each layer, as many as layers; nothing without them.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        TypeError, ValueError: fewer than two layers, sizes out of range, another number of names.
    """
    counts = [integer("sizes", size, at_least=1) for size in sizes]
    if len(counts) < 2 or max(counts) > MOST:
        raise ValueError(f"sizes must be two or more layers of at most {MOST} units, got {counts}")
    if names and len(names) != len(counts):
        raise ValueError(f"names must be one a layer, {len(counts)}, got {len(names)}")
    ax = axes_for(ax, (8.0, 3.6))
    ink, paper = ax.xaxis.label.get_color(), ax.get_facecolor()
    places = [
        np.column_stack([np.full(count, GAP * k), (count - 1) / 2 - np.arange(count)])
        for k, count in enumerate(counts)
    ]
    top, bottom = max(counts) / 2 + 0.25, -max(counts) / 2 - 0.35
    for before, after in pairwise(places):
        lines = [(a, b) for a in before for b in after]
        ax.add_collection(LineCollection(lines, colors=ink, alpha=0.45, linewidths=1.1, zorder=1))
        words = f"{len(before)} × {len(after)}"
        middle = (before[0, 0] + after[0, 0]) / 2
        ax.text(middle, top, words, ha="center", va="center", fontsize=12, color="C1")
    for k, layer in enumerate(places):
        for x, y in layer:
            color = "C2" if k == 0 else "C0"
            rim = 0.0 if k == 0 else 2.0
            circle = Circle((x, y), 0.3, facecolor=paper, edgecolor="C0", linewidth=rim, zorder=2)
            ax.add_patch(circle)
            ax.plot([x], [y], "o", color=color, markersize=8, zorder=3)
        if names:
            ax.text(GAP * k, bottom, names[k], ha="center", va="top", fontsize=12)
    low = bottom - (0.75 if names else 0.1)
    ax.set(xlim=(-0.9, GAP * (len(counts) - 1) + 0.9), ylim=(low, top + 0.3), aspect="equal")
    ax.set_title(title)
    ax.axis("off")
    return ax
