"""One look for every figure of the course: readable at half size, colour-blind safe, two themes.

The colours are those of Okabe and Ito (2008), which people with any common kind of colour
blindness can tell apart. Lines differ in their dashes as well, so a grey print still works.
"""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_rgb

from course.nn.arguments import choice

DASHES = ["-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1))]
THEMES: dict[str, dict[str, Any]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#222222",
        "grid": "#dddddd",
        "colors": ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"],
    },
    "dark": {
        "paper": "#111111",
        "ink": "#e8e8e8",
        "grid": "#3a3f45",
        "colors": ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00"],
    },
}


def style(theme: str = "light") -> dict[str, Any]:
    """Return the matplotlib settings of a theme, for `matplotlib.rc_context` or by hand.

    Args:
        theme: "light" or "dark".

    Raises:
        ValueError: no such theme.
    """
    colors = THEMES[choice("theme", theme, THEMES)]
    paper, ink = colors["paper"], colors["ink"]
    return {
        "figure.figsize": (8.0, 4.0),
        "figure.dpi": 100,
        "figure.facecolor": paper,
        "figure.constrained_layout.use": True,
        "savefig.facecolor": paper,
        "axes.facecolor": paper,
        "axes.edgecolor": ink,
        "axes.labelcolor": ink,
        "axes.titlecolor": ink,
        "axes.titlesize": 14,
        "axes.titlelocation": "left",
        "axes.labelsize": 13,
        "axes.linewidth": 1.2,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.prop_cycle": cycler(color=colors["colors"]) + cycler(linestyle=DASHES),
        "grid.color": colors["grid"],
        "text.color": ink,
        "font.size": 13,
        "xtick.color": ink,
        "ytick.color": ink,
        "xtick.labelsize": 12,
        "ytick.labelsize": 12,
        "legend.fontsize": 12,
        "legend.frameon": False,
        "lines.linewidth": 2.6,
        "lines.markersize": 7,
        "hatch.linewidth": 1.5,
    }


def use_style(theme: str = "light") -> None:
    """Draw everything from here on in the course's look. Call it once, at the top of a notebook.

    Args:
        theme: "light", or "dark" for JupyterLab's dark theme.

    Raises:
        ValueError: no such theme.
    """
    mpl.rcParams.update(style(theme))
    if "inline" in mpl.get_backend():
        _draw_once()


def _draw_once() -> None:
    """Leave drawing to Jupyter, at the end of a cell.

    Pyplot would draw every figure then as well, which nobody sees: a third of a figure's time.
    """
    plt.switch_backend(mpl.get_backend())  # loading it is what sets pyplot's hook
    plt.uninstall_repl_displayhook()


def axes_for(ax: Axes | None, size: tuple[float, float] = (8.0, 4.0)) -> Axes:
    """Return `ax`, or the axes of a new figure of `size` inches when there is none.

    Raises `ValueError` when `ax` is something else, such as an array of axes.
    """
    if ax is None:
        return plt.subplots(figsize=size)[1]
    if not isinstance(ax, Axes):
        raise ValueError(f"ax must be one matplotlib Axes or None, got {type(ax).__name__}")
    return ax


def panels(columns: int, *, size: tuple[float, float] = (11.0, 4.0)) -> list[Axes]:
    """Return the axes of a new figure with `columns` panels side by side.

    Raises `ValueError` when `columns` is not an integer at or above 1.
    """
    if isinstance(columns, bool) or not isinstance(columns, int) or columns < 1:
        raise ValueError(f"columns must be an integer at least 1, got {columns!r}")
    return list(plt.subplots(1, columns, figsize=size, squeeze=False)[1][0])


def is_dark(ax: Axes) -> bool:
    """Return whether `ax` is drawn on dark paper."""
    return sum(to_rgb(ax.get_facecolor())) < 1.5


def around_zero(ax: Axes) -> Colormap:
    """Return colours for numbers around zero: blue below, orange above, zero fades to the paper."""
    light, dark = ("#00588a", "#f4f4f4", "#b84a00"), ("#56B4E9", "#26282b", "#F0A92E")
    return LinearSegmentedColormap.from_list("around_zero", dark if is_dark(ax) else light)


def theme_in_force() -> str:
    """Return "dark" where figures are drawn on dark paper at the moment, else "light"."""
    return "dark" if sum(to_rgb(mpl.rcParams["axes.facecolor"])) < 1.5 else "light"
