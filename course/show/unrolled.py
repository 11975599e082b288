"""A recurrent network unrolled: the same cell once a step, and what flows along."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap

from course.nn.arguments import Array
from course.show.arguments import finite
from course.show.style import around_zero, axes_for

MOST_DRAWN = 9  # steps; of a longer sequence the middle is left out
ROWS = {"output": 2.0, "state": 1.0, "input": 0.0}


def unrolled(
    inputs: object,
    states: object,
    outputs: object = None,
    *,
    gradient_norms: object = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a recurrent layer unrolled over its steps, with the numbers that flow through it.

    A column is one step: its input below, the state of the layer in the middle, its output above.
    The stripes of a box are the entries of the vector, on one colour scale in which zero is the
    middle. W leads from inputs to states, U from each state to the next; both are the same in
    every step, which is what the picture says. Of more than 9 steps the middle is left out.

    Args:
        inputs: (T, D), the sequence.
        states: (T, H), the states h_1 ... h_T, such as one sample of what `nn.rnn` returns.
        outputs: (T, K) or None for a layer without.
        gradient_norms: (T,) sizes of dL/dh_t, or None. They are written under the arrows that
            lead back, which are the thicker the larger the gradient is.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, lengths that differ, a norm below 0.
    """
    h = finite("states", states, ndim=2)
    rows = {"state": h, "input": finite("inputs", inputs, ndim=2, length=len(h))}
    if outputs is not None:
        rows["output"] = finite("outputs", outputs, ndim=2, length=len(h))
    norms = None
    if gradient_norms is not None:
        norms = finite("gradient_norms", gradient_norms, length=len(h))
        if (norms < 0).any():
            raise ValueError(f"gradient_norms must be at or above 0, got {norms.min():g}")
    steps = _steps(len(h))
    ax = axes_for(ax, (min(1.3 + 1.15 * len(steps), 11.0), 3.6 + (outputs is not None) * 0.8))
    colors = around_zero(ax)
    for name, vectors in rows.items():
        largest = float(np.abs(vectors).max()) or 1.0
        for place, step in enumerate(steps):
            if step is not None:
                _box(ax, place, ROWS[name], vectors[step], largest, colors)
    _arrows(ax, steps, outputs is not None)
    if norms is not None:
        _gradients(ax, steps, norms)
    _words(ax, steps, rows)
    top = 2.45 if outputs is not None else 1.5
    ax.set(xlim=(-1.05, len(steps) - 0.35), ylim=(-0.62, top), title=title)
    ax.axis("off")
    return ax


def _steps(length: int) -> list[int | None]:
    """Return the steps to draw, with None where some are left out."""
    if length <= MOST_DRAWN:
        return list(range(length))
    side = MOST_DRAWN // 2
    return [*range(side), None, *range(length - side, length)]


def _box(ax: Axes, x: float, y: float, vector: Array, largest: float, colors: Colormap) -> None:
    """Draw a vector as a box with one stripe an entry, the first entry on top."""
    extent = (x - 0.2, x + 0.2, y - 0.3, y + 0.3)
    ax.imshow(
        vector[:, None], cmap=colors, vmin=-largest, vmax=largest, extent=extent, aspect="auto",
        interpolation="nearest", zorder=2,
    )  # fmt: skip
    left, right, bottom, top = extent
    outline = [left, right, right, left, left], [bottom, bottom, top, top, bottom]
    ax.plot(*outline, "-", color=_ink(ax), lw=1.4, zorder=3)


def _arrows(ax: Axes, steps: list[int | None], with_outputs: bool) -> None:
    for place, step in enumerate(steps):
        if step is not None:
            _arrow(ax, (place, 0.32), (place, 0.68), "W" if place == 0 else "")
            if with_outputs:
                _arrow(ax, (place, 1.32), (place, 1.68), "V" if place == 0 else "")
        start = place - 0.78 if place else place - 0.62
        _arrow(ax, (start, 1.0), (place - 0.22, 1.0), "U", above=True)


def _arrow(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    name: str,
    *,
    above: bool = False,
) -> None:
    style = {"arrowstyle": "-|>", "color": _ink(ax), "lw": 1.6, "shrinkA": 0, "shrinkB": 0}
    ax.annotate("", xy=end, xytext=start, arrowprops=style)
    if name:
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        shift = (0, 4) if above else (5, 0)
        ax.annotate(
            name, middle, shift, textcoords="offset points", fontsize=12, style="italic",
            ha="center" if above else "left", va="bottom" if above else "center",
        )  # fmt: skip


def _gradients(ax: Axes, steps: list[int | None], norms: Array) -> None:
    """Draw the way back: an arrow to each state, as thick as its gradient is large, in decades."""
    positive = norms[norms > 0]
    largest = float(positive.max()) if positive.size else 1.0
    for place, step in enumerate(steps):
        if step is None:
            continue
        if place + 1 < len(steps):
            share = np.log10(max(norms[step], 1e-300) / largest)
            width = float(np.clip(5 + share, 0.6, 5))
            style = {"arrowstyle": "-|>", "color": "C1", "lw": width, "shrinkA": 0, "shrinkB": 0}
            ends = (place + 0.22, 0.8), (place + 0.78, 0.8)
            ax.annotate("", xy=ends[0], xytext=ends[1], arrowprops=style)
        ax.text(
            place + 0.24,
            0.62,
            f"{norms[step]:.2g}",
            color="C1",
            fontsize=11,
            ha="left",
            va="center",
        )


def _words(ax: Axes, steps: list[int | None], rows: dict[str, Array]) -> None:
    for name, y in ROWS.items():
        if name in rows:
            ax.text(-0.68, y, name, ha="right", va="center", fontsize=12)
    for place, step in enumerate(steps):
        name = "…" if step is None else f"{step + 1}"
        ax.text(
            place, -0.42, f"t = {name}" if place == 0 else name, ha="center", va="top", fontsize=12
        )
        if step is None:
            ax.text(place, 1.0, "…", ha="center", va="center", fontsize=16)


def _ink(ax: Axes) -> str:
    return str(ax.xaxis.label.get_color())
