"""A small matrix as squares with its numbers in them: something to work out by hand."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from course.show.arguments import finite
from course.show.style import around_zero, axes_for

MOST_SIDE = 16  # rows or columns; beyond it the numbers are too small to read


def number_grid(
    matrix: object,
    *,
    mark: tuple[int, int, int, int] | None = None,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw a matrix as coloured squares, each with its number written in it.

    Args:
        matrix: (rows, columns) numbers, at most 16 of each; positive ones are orange, negative
            ones blue, and the colour is the stronger the larger the number is.
        mark: a window to draw a frame around: top row, left column, height, width.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, too many numbers, or a window outside the matrix.
    """
    values = finite("matrix", matrix, ndim=2)
    height, width = values.shape
    if max(height, width) > MOST_SIDE:
        raise ValueError(
            f"matrix must have at most {MOST_SIDE} rows and columns, got shape {values.shape}"
        )
    ax = axes_for(ax, (0.7 * width + 0.4, 0.7 * height + 0.6))
    largest = float(np.abs(values).max()) or 1.0
    # Twice the range: the darkest square still lets black or white digits be read.
    ax.imshow(values, cmap=around_zero(ax), vmin=-2 * largest, vmax=2 * largest)
    ink = ax.xaxis.label.get_color()
    for (row, column), value in np.ndenumerate(values):
        ax.text(column, row, f"{value:.3g}", ha="center", va="center", color=ink, fontsize=12)
    for k in range(1, max(height, width)):
        if k < height:
            ax.axhline(k - 0.5, color=ax.get_facecolor(), lw=2, ls="-")
        if k < width:
            ax.axvline(k - 0.5, color=ax.get_facecolor(), lw=2, ls="-")
    if mark is not None:
        top, left, rows, columns = _window(mark, height, width)
        corner = (left - 0.5, top - 0.5)
        ax.add_patch(Rectangle(corner, columns, rows, fill=False, ec="C1", lw=3.5, zorder=3))
    ax.set(xticks=[], yticks=[], xlim=(-0.56, width - 0.44), ylim=(height - 0.44, -0.56))
    ax.set_title(title, fontsize=12)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    return ax


def _window(mark: object, height: int, width: int) -> tuple[int, int, int, int]:
    """Return the window if it lies inside a matrix of this size."""
    numbers = finite("mark", mark, length=4)
    if (numbers != np.round(numbers)).any():
        raise ValueError(f"mark must be four integers, got {mark!r}")
    top, left, rows, columns = (int(number) for number in numbers)
    inside = top >= 0 and left >= 0 and top + rows <= height and left + columns <= width
    if rows < 1 or columns < 1 or not inside:
        raise ValueError(
            f"mark must be a window (top, left, height, width) inside {height} x {width}, "
            f"got {mark!r}"
        )
    return top, left, rows, columns
