"""Figures of models fitted to points: lines, a mixture of densities, regions of a classifier."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes

from course.nn.arguments import Array, describe
from course.show.arguments import finite, named_arrays
from course.show.style import axes_for

MARKERS = ["o", "s", "^", "D", "v", "P"]


def line_fits(
    x: object,
    y: object,
    lines: Mapping[str, object],
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw points and straight lines through them.

    Args:
        x, y: (N,) coordinates.
        lines: from a name to (slope, intercept).
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, lengths that differ, a line that is not two numbers.
    """
    xs = finite("x", x)
    ys = finite("y", y, length=len(xs))
    checked = named_arrays("lines", lines, length=2)
    ax = axes_for(ax)
    ink = ax.xaxis.label.get_color()
    ax.plot(xs, ys, "o", color=ink, alpha=0.45, markersize=5, zorder=1)
    ends = np.array([xs.min(), xs.max()])
    for name, (slope, intercept) in checked.items():
        ax.plot(ends, slope * ends + intercept, label=name)
    ax.set(xlabel="x", ylabel="y", title=title)
    ax.legend()
    return ax


def mixture_fit(
    x: object,
    targets: object,
    grid: object,
    weights: object,
    means: object,
    scales: object,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw samples and, over them, the components of a mixture density as ribbons.

    A ribbon is the mean plus or minus one standard deviation; the more weight a component has at
    some x, the less transparent it is there.

    Args:
        x, targets: (N,) samples.
        grid: (M,) places where the mixture is evaluated, rising.
        weights, means, scales: (M, K) mixing weights from 0 to 1, means and standard deviations.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, shapes that differ, a weight outside 0 to 1, a scale
            not above 0.
    """
    xs = finite("x", x)
    ys = finite("targets", targets, length=len(xs))
    places = finite("grid", grid)
    w = finite("weights", weights, ndim=2, length=len(places))
    m, s = (finite(name, a, ndim=2) for name, a in (("means", means), ("scales", scales)))
    if not m.shape == s.shape == w.shape:
        raise ValueError(
            f"weights, means and scales must have one shape, got {w.shape}, {m.shape}, {s.shape}"
        )
    if (w < 0).any() or (w > 1 + 1e-6).any():
        raise ValueError(f"weights must be from 0 to 1, got {w.min():g} to {w.max():g}")
    if (s <= 0).any():
        raise ValueError(f"scales must be above 0, got {s.min():g}")
    ax = axes_for(ax)
    ax.plot(xs, ys, "o", color=ax.xaxis.label.get_color(), alpha=0.25, markersize=4)
    for k in range(w.shape[1]):
        for left in range(len(places) - 1):
            pair = slice(left, left + 2)
            strength = float(np.clip(w[pair, k].mean(), 0, 1))
            ax.plot(places[pair], m[pair, k], "-", color=f"C{k}", alpha=strength)
            low, high = m[pair, k] - s[pair, k], m[pair, k] + s[pair, k]
            color = f"C{k}"
            ax.fill_between(places[pair], low, high, color=color, alpha=0.3 * strength, lw=0)
        ax.plot([], [], "-", color=f"C{k}", label=f"component {k + 1}")
    ax.set(xlabel="input x", ylabel="target t", title=title)
    ax.legend()
    return ax


def linear_regions(
    points: object,
    labels: object,
    weights: object,
    biases: object,
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw points of a plane by class and the regions where a linear classifier says which.

    Args:
        points: (N, 2) coordinates.
        labels: (N,) classes from 0 to C - 1.
        weights, biases: (2, C) and (C,), for scores = points @ weights + biases.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, or shapes that do not fit.
    """
    x = finite("points", points, ndim=2)
    w, b = finite("weights", weights, ndim=2), finite("biases", biases)
    if x.shape[1] != 2 or w.shape != (2, len(b)):
        raise ValueError(
            "points must be (N, 2), weights (2, C) and biases (C,), "
            f"got {x.shape}, {w.shape}, {b.shape}"
        )
    return decision_regions(x, labels, lambda plane: plane @ w + b, title=title, ax=ax)


def decision_regions(
    points: object,
    labels: object,
    classify: Callable[[Array], object],
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw points of a plane by class and the regions where a classifier says which.

    Args:
        points: (N, 2) coordinates.
        labels: (N,) classes from 0 to C - 1.
        classify: takes (M, 2) places and returns their (M, C) scores; the largest wins.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, shapes that do not fit, a label without a score.
    """
    x = finite("points", points, ndim=2)
    classes = finite("labels", labels, length=len(x))
    if x.shape[1] != 2:
        raise ValueError(f"points must be (N, 2), got {x.shape}")
    if not callable(classify):
        raise ValueError(f"classify must be a function of places, got {describe(classify)}")
    (left, bottom), (right, top) = x.min(axis=0) - 0.5, x.max(axis=0) + 0.5
    gx, gy = np.meshgrid(np.linspace(left, right, 200), np.linspace(bottom, top, 200))
    places = np.stack([gx, gy], axis=-1).reshape(-1, 2)
    scores = finite("what classify returns", classify(places), ndim=2, length=len(places))
    count = scores.shape[1]
    if not np.isin(classes, np.arange(count)).all():
        raise ValueError(f"labels must be integers from 0 to {count - 1}, got {labels!r}")
    winner = scores.argmax(axis=1).reshape(gx.shape)
    ax = axes_for(ax, (5.0, 4.5))
    colors = [f"C{k}" for k in range(count)]
    ax.contourf(gx, gy, winner, levels=np.arange(count + 1) - 0.5, colors=colors, alpha=0.18)
    for k, color in enumerate(colors):
        chosen = x[classes == k]
        marker = MARKERS[k % len(MARKERS)]
        ax.plot(chosen[:, 0], chosen[:, 1], marker, color=color, markersize=5, alpha=0.85)
    ax.set(title=title, xlim=(left, right), ylim=(bottom, top), aspect="equal")
    ax.grid(visible=False)
    return ax
