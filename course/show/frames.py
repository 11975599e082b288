"""Spines, ticks, numbers and labels of axes, drawn once and kept: they cost more than the curves.

A figure of axes side by side is cut into upright strips, one for each axes. A strip with nothing
but the frame is kept under everything that decides how the frame looks; when it is needed again,
its pixels are put back instead of being drawn.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox

MOST_KEPT = 24
LEFT_OF_AXES = 0.66  # inches that belong to axes: their numbers and their label


class Frames:
    """The kept frames of one figure, and how to draw it with them.

    Args:
        agg: the canvas of the figure.
        axes: side by side, from left to right.
    """

    def __init__(self, agg: FigureCanvasAgg, axes: Sequence[Axes]) -> None:
        self._agg = agg
        self._axes = axes
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        width, height = agg.get_width_height(physical=True)
        dots = agg.figure.dpi
        edges = [round(ax.get_position().x0 * width - LEFT_OF_AXES * dots) for ax in axes]
        edges = [0, *edges[1:], int(width)]
        self._strips = [Bbox([[left, 0], [right, height]]) for left, right in pairwise(edges)]

    def draw(self) -> None:
        """Draw the whole figure: frames from what is kept, and everything else on top of them."""
        keys = [(place, *_looks(ax)) for place, ax in enumerate(self._axes)]
        for key, ax, strip in zip(keys, self._axes, self._strips, strict=True):
            if key not in self._kept:
                self._kept[key] = self._drawn(ax, strip)
            self._kept.move_to_end(key)
        renderer = self._agg.get_renderer()
        renderer.clear()
        for key in keys:
            self._agg.restore_region(self._kept[key])
        for ax in self._axes:
            for artist in sorted(contents(ax), key=lambda artist: artist.get_zorder()):
                artist.draw(renderer)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _drawn(self, ax: Axes, strip: Bbox) -> Any:
        """Draw only the frame of `ax` and return the pixels of its strip."""
        hidden = [artist for artist in contents(ax) if artist.get_visible()]
        renderer = self._agg.get_renderer()
        renderer.clear()
        self._agg.figure.patch.draw(renderer)
        for artist in hidden:
            artist.set_visible(False)
        ax.draw(renderer)
        for artist in hidden:
            artist.set_visible(True)
        return self._agg.copy_from_bbox(strip)


def contents(ax: Axes) -> list[Artist]:
    """Return what was drawn on `ax`: all but its frame."""
    legend = ax.get_legend()
    drawn = [*ax.images, *ax.patches, *ax.collections, *ax.lines, *ax.texts]
    return [*drawn, legend] if legend is not None else drawn


def _looks(ax: Axes) -> tuple[Hashable, ...]:
    """Return everything in which the frames of these axes differ from time to time."""
    looks: list[Hashable] = [ax.get_xlim(), ax.get_ylim()]
    for axis in (ax.xaxis, ax.yaxis):
        places = axis.get_majorticklocs()
        words = axis.get_major_formatter().format_ticks(list(places))
        looks += [axis.get_scale(), axis.get_label_text(), tuple(places), tuple(words)]
    return tuple(looks)
