"""A figure that is drawn many times: its frame is made once, its contents anew each time.

Making axes and their ticks takes matplotlib longer than drawing them, and laying out a figure
longer still. So a widget keeps one figure with fixed margins and empties its axes between two
pictures.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from PIL import Image

from course.show.frames import Frames, contents
from course.show.style import style

SHARPNESS = 1.25  # pixels of the picture for each on the page: still clear on a finer screen
PIXELS_PER_INCH = 100
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
QUICK = 1  # how hard the PNG is packed: the picture goes no further than the browser

Picture = Callable[[Any, Sequence[Axes]], object]


class Canvas:
    """Axes side by side that a picture function draws on, again and again.

    Args:
        size: width and height in inches; 100 pixels of the page each.
        widths: how the axes share the width.
        margins: for `Figure.subplots_adjust`.
        theme: "light" or "dark".
    """

    def __init__(
        self,
        size: tuple[float, float],
        widths: Sequence[float],
        margins: Mapping[str, float],
        theme: str,
    ) -> None:
        self._settings = style(theme) | {"figure.constrained_layout.use": False}
        with mpl.rc_context(self._settings):
            self.figure = Figure(figsize=size, dpi=PIXELS_PER_INCH * SHARPNESS)
            self._agg = FigureCanvasAgg(self.figure)
            row = self.figure.subplots(1, len(widths), squeeze=False, width_ratios=widths)
            self.figure.subplots_adjust(**margins)
        self.axes: list[Axes] = list(row[0])
        for ax in self.axes:
            _fix_labels(ax, *size)
        self._frames = Frames(self._agg, self.axes)

    def draw(self, picture: Picture, data: Any) -> bytes:
        """Return what `picture(data, axes)` draws, as a PNG."""
        with mpl.rc_context(self._settings):
            for ax in self.axes:
                _empty(ax)
            picture(data, self.axes)
            self._frames.draw()
        file = io.BytesIO()
        pixels = np.asarray(self._agg.buffer_rgba())[..., :3]
        Image.fromarray(np.ascontiguousarray(pixels)).save(file, "PNG", compress_level=QUICK)
        return file.getvalue()


def _fix_labels(ax: Axes, width: float, height: float) -> None:
    """Put the labels of axes at fixed distances, in a figure of this size in inches.

    Else matplotlib would measure all numbers on the axes to go around them, at every drawing.
    """
    box = ax.get_position()
    ax.xaxis.set_label_coords(0.5, -0.35 / (height * box.height))
    ax.yaxis.set_label_coords(-0.47 / (width * box.width), 0.5)


def _empty(ax: Axes) -> None:
    """Take away what was drawn; keep the axes, their ticks and their labels."""
    for artist in contents(ax):
        artist.remove()
    ax.set_prop_cycle(mpl.rcParams["axes.prop_cycle"])
    ax.relim()
    ax.autoscale(enable=True)


def frame(
    ax: Axes, *, title: str = "", xscale: str = "linear", yscale: str = "linear", **others: Any
) -> Axes:
    """Set scales, labels, title and limits of axes on a canvas.

    A logarithmic axis gets a few numbers in plain digits and no small ticks: they are slow to
    draw and too small to read. Its limits are moved outwards to steps of a quarter of a decade,
    so that they often stay the same, and the scale is set only where it changes.
    """
    changes = ((ax.xaxis, ax.set_xscale, xscale), (ax.yaxis, ax.set_yscale, yscale))
    for axis, change, scale in changes:
        if axis.get_scale() != scale:
            change(scale)
            if scale == "log":
                axis.set_minor_locator(NullLocator())
                axis.set_major_formatter(FuncFormatter(_plain))
    ax.set(**others)
    for axis, _, scale in changes:
        if scale == "log":
            low, high = np.log10(axis.get_view_interval()) * 4
            axis.set_view_interval(
                10 ** (np.floor(low) / 4), 10 ** (np.ceil(high) / 4), ignore=True
            )
            subs = (1.0,) if high - low > 6 else (1.0, 2.0, 5.0)
            axis.set_major_locator(LogLocator(subs=subs, numticks=7))
    if title:
        ax.text(0, 1.03, title, transform=ax.transAxes, fontsize=mpl.rcParams["axes.titlesize"])
    return ax


def _plain(value: float, _: object) -> str:
    """Write 0.01 and 200 as they are, and the far powers of ten as 10⁻³."""
    power = round(np.log10(value)) if value > 0 else 0
    if -2 <= power <= 3 or not np.isclose(value, 10.0**power):
        return f"{value:g}"
    return "10" + str(power).translate(SUPERSCRIPTS)


def legend_above(ax: Axes, columns: int) -> None:
    """Put the legend where the title would be, so that it hides nothing."""
    ax.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 0.98), ncols=columns, columnspacing=1.1,
        handlelength=1.9, handletextpad=0.5, borderaxespad=0.0,
    )  # fmt: skip
