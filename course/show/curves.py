"""Curves and bars by name: the two pictures from which most figures of the course are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from course.nn.arguments import choice
from course.show.arguments import finite, named_arrays
from course.show.style import axes_for

HATCHES = ["", "//", "..", "xx", "\\\\", "++"]


def curves(
    x: object,
    named: Mapping[str, object],
    *,
    xlabel: str,
    ylabel: str,
    title: str = "",
    yscale: str = "linear",
    ax: Axes | None = None,
) -> Axes:
    """Draw several functions of `x`, each with its name in a legend.

    Args:
        x: (N,) numbers.
        named: from the name of a curve to its (N,) values.
        xlabel, ylabel, title: words; say the unit where there is one.
        yscale: "linear" or "log"; "log" needs values above 0.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, lengths that differ, an unknown scale.
    """
    xs = finite("x", x)
    checked = named_arrays("named", named, length=len(xs))
    choice("yscale", yscale, ("linear", "log"))
    for name, values in checked.items():
        if yscale == "log" and (values <= 0).any():
            raise ValueError(
                f"named[{name!r}] must be above 0 for yscale='log', got {values.min():g}"
            )
    ax = axes_for(ax)
    for name, values in checked.items():
        ax.plot(xs, values, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title, yscale=yscale)
    ax.legend()
    return ax


def bars(
    categories: Sequence[str],
    named: Mapping[str, object],
    *,
    ylabel: str,
    title: str = "",
    digits: int | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw groups of bars: one group a category, in each group one bar a name.

    Args:
        categories: the words under the groups.
        named: from a name to its numbers, one a category.
        ylabel, title: words.
        digits: write each number above its bar with this many decimals; None writes nothing.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, or another number of bars than categories.
    """
    labels = [str(category) for category in categories]
    checked = named_arrays("named", named, length=len(labels))
    ax = axes_for(ax)
    width = 0.8 / len(checked)
    for index, (name, heights) in enumerate(checked.items()):
        places = np.arange(len(labels)) + (index - (len(checked) - 1) / 2) * width
        drawn = ax.bar(
            places,
            heights,
            width * 0.92,
            color=f"C{index}",
            hatch=HATCHES[index % len(HATCHES)],
            edgecolor=ax.get_facecolor(),
            label=name,
        )
        if digits is not None:
            ax.bar_label(drawn, fmt=f"%.{digits}f", padding=2, fontsize=11)
    ax.set_xticks(np.arange(len(labels)), labels)
    ax.set(ylabel=ylabel, title=title)
    ax.grid(visible=False, axis="x")
    if len(checked) > 1:
        ax.legend()
    return ax
