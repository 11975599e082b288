"""Distributions side by side: what the signals of each layer look like."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from course.nn.arguments import Array, describe, integer
from course.show.arguments import finite
from course.show.style import axes_for

HALF_WIDTH = 0.44  # of the space between two names


def histograms(
    named: Mapping[str, object],
    *,
    bins: int = 61,
    limits: tuple[float, float] | None = None,
    ylabel: str = "value",
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one histogram a name, upright and next to each other, with its standard deviation.

    All share one axis, so that a layer whose signals have shrunk to nothing looks it: a flat
    line. The width grows with the square root of the count, and each histogram is as wide as the
    others at its fullest, so that the tails stay visible beside a spike.

    Args:
        named: from a name to numbers of any shape, such as the outputs of each layer.
        bins: how many there are between the limits, at least 2.
        limits: lowest and highest value shown; by default those of the data. What lies outside is
            counted in the outermost bins.
        ylabel, title: words.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        TypeError, ValueError: nothing to draw, NaN, limits that do not rise.
    """
    if not isinstance(named, Mapping) or not named:
        raise ValueError(
            "named must be a dictionary from name to numbers with at least one entry, "
            f"got {describe(named)}"
        )
    data = {
        str(name): finite(f"named[{name!r}]", np.ravel(np.asarray(values)))
        for name, values in named.items()
    }
    count = integer("bins", bins, at_least=2)
    low, high = _limits(data.values(), limits)
    edges = np.linspace(low, high, count + 1)
    ax = axes_for(ax, (9.0, 4.0))
    for place, values in enumerate(data.values()):
        counts = np.histogram(np.clip(values, low, high), count, (low, high))[0]
        half = HALF_WIDTH * np.sqrt(counts / counts.max())
        bars = _bars(place, edges, half)[counts > 0]
        ax.add_collection(PolyCollection(list(bars), color="C0", lw=0, antialiased=False))
    labels = [f"{name}\nstd {_short(values.std())}" for name, values in data.items()]
    ax.set_xticks(range(len(data)), labels)
    ax.set(ylabel=ylabel, title=title, xlim=(-0.6, len(data) - 0.4), ylim=(low, high))
    ax.grid(visible=False, axis="x")
    return ax


def _bars(place: int, edges: Array, half: Array) -> Array:
    """Return the corners of the bars, (bins, 4, 2), from `place - half` to `place + half`."""
    x = place + np.stack([-half, half, half, -half], axis=1)
    y = np.stack([edges[:-1], edges[:-1], edges[1:], edges[1:]], axis=1)
    return np.stack([x, y], axis=2)


def _limits(data: Any, limits: object) -> tuple[float, float]:
    if limits is not None:
        low, high = finite("limits", limits, length=2)
        if low >= high:
            raise ValueError(f"limits must rise from the first to the second, got {limits!r}")
        return float(low), float(high)
    arrays = list(data)
    low, high = min(a.min() for a in arrays), max(a.max() for a in arrays)
    margin = 0.04 * (high - low) if high > low else 1.0
    return float(low - margin), float(high + margin)


def _short(value: float) -> str:
    """Two digits; without the e-notation until a number is smaller than a thousandth."""
    if 0 < value < 1e-3 or value >= 1e4:
        return f"{value:.0e}".replace("e-0", "e-").replace("e+0", "e+")
    return f"{value:.2g}" if value < 100 else f"{value:.0f}"
