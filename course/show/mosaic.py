"""Many small pictures in one: the filters of a layer, and the feature maps they give."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from course.nn.arguments import Array
from course.nn.autograd import Tensor
from course.show.arguments import finite
from course.show.style import around_zero, axes_for

MOST = 256  # small pictures that can still be told apart on a screen


def filters(weights: object, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Draw the filters of a convolution as small pictures.

    Filters of one channel are put in a grid, in their order. Filters of three channels are drawn
    in colour, red, green and blue, each stretched to its own range. With any other number of
    channels, each row is a filter and each column one of its channels. Except in colour, all
    share one scale, on which zero is the middle.

    Args:
        weights: (filters, channels, height, width), an array or a `Tensor`.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, another number of dimensions, more than 256 pictures.
    """
    values = _pictures("weights", weights, ndim=4)
    count, channels, height, width = values.shape
    if channels == 3:
        return _in_colour(values, title, ax)
    if channels == 1:
        columns = _columns(count, height / width)
        names = [f"{row * columns}" for row in range(math.ceil(count / columns))]
        ylabel, xlabel = "filter", ""
    else:
        columns = channels
        names = [f"{k}" for k in range(count)]
        ylabel, xlabel = "filter", "channel"
    largest = float(np.abs(values).max()) or 1.0
    ax = axes_for(ax, _size(count * channels, columns, height / width))
    image = ax.imshow(
        _mosaic(values.reshape(-1, height, width), columns),
        cmap=around_zero(ax),
        vmin=-largest,
        vmax=largest,
        interpolation="nearest",
    )
    _label(ax, names, columns if channels > 1 else 0, height, width)
    ax.set(xlabel=xlabel, ylabel=ylabel, title=title)
    ax.figure.colorbar(image, ax=ax, label="weight", shrink=0.8)
    return ax


def feature_maps(maps: object, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Draw what the channels of a layer answer to one image, as small pictures in a grid.

    All share one scale. A map that is zero everywhere, of a filter that found nothing, is crossed
    out.

    Args:
        maps: (channels, height, width), an array or a `Tensor`; the output for one image.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to draw, NaN, another number of dimensions, more than 256 maps.
    """
    values = _pictures("maps", maps, ndim=3)
    count, height, width = values.shape
    columns = _columns(count, height / width)
    ax = axes_for(ax, _size(count, columns, height / width))
    low, high = float(values.min()), float(values.max())
    image = ax.imshow(
        _mosaic(values, columns),
        cmap="cividis",
        vmin=min(low, 0.0),
        vmax=high if high > min(low, 0.0) else low + 1.0,
        interpolation="nearest",
    )
    for place in np.flatnonzero(np.abs(values).reshape(count, -1).max(axis=1) == 0):
        top, left = (place // columns) * (height + 1), (place % columns) * (width + 1)
        across = [left - 0.5, left + width - 0.5]
        for ends in ((top - 0.5, top + height - 0.5), (top + height - 0.5, top - 0.5)):
            ax.plot(across, ends, "-", color="C1", lw=1.5)
    rows = math.ceil(count / columns)
    _label(ax, [f"{row * columns}" for row in range(rows)], 0, height, width)
    ax.set(ylabel="channel", title=title)
    ax.figure.colorbar(image, ax=ax, label="activation", shrink=0.8)
    return ax


def _in_colour(values: Array, title: str, ax: Axes | None) -> Axes:
    count, _, height, width = values.shape
    low = values.min(axis=(1, 2, 3), keepdims=True)
    span = values.max(axis=(1, 2, 3), keepdims=True) - low
    shown = ((values - low) / np.where(span > 0, span, 1)).transpose(0, 2, 3, 1)
    columns = _columns(count, height / width)
    ax = axes_for(ax, _size(count, columns, height / width))
    mosaic = _mosaic(shown, columns)
    mosaic[np.isnan(mosaic[..., 0])] = to_rgb(ax.get_facecolor())
    ax.imshow(mosaic, interpolation="nearest")
    rows = math.ceil(count / columns)
    _label(ax, [f"{row * columns}" for row in range(rows)], 0, height, width)
    ax.set(ylabel="filter", title=title)
    return ax


def _pictures(name: str, value: object, *, ndim: int) -> Array:
    array = finite(name, value.data if isinstance(value, Tensor) else value, ndim=ndim)
    count = math.prod(array.shape[:-2])
    if count > MOST:
        raise ValueError(f"{name} must hold at most {MOST} small pictures, got {count}; take some")
    return array


def _mosaic(pictures: Array, columns: int) -> Array:
    """Put (K, H, W) or (K, H, W, 3) into one picture with gaps of a pixel, which hold NaN."""
    count, height, width, *colours = pictures.shape
    rows = math.ceil(count / columns)
    shape = (rows * (height + 1) - 1, columns * (width + 1) - 1, *colours)
    whole = np.full(shape, np.nan)
    for k, picture in enumerate(pictures):
        top, left = (k // columns) * (height + 1), (k % columns) * (width + 1)
        whole[top : top + height, left : left + width] = picture
    return whole


def _columns(count: int, aspect: float) -> int:
    """Return how many columns make the grid about twice as wide as high."""
    return min(count, max(1, math.ceil(math.sqrt(2 * count * aspect))))


def _size(count: int, columns: int, aspect: float) -> tuple[float, float]:
    height = 8.0 * math.ceil(count / columns) * aspect / columns
    return 8.0, min(max(height, 2.0), 8.0)


def _label(ax: Axes, rows: list[str], columns: int, height: int, width: int) -> None:
    """Number the rows, and as many columns, at the middle of their pictures."""
    middles = [k * (height + 1) + (height - 1) / 2 for k in range(len(rows))]
    ax.set_yticks(middles, rows)
    across = [k * (width + 1) + (width - 1) / 2 for k in range(columns)]
    ax.set_xticks(across, [f"{k}" for k in range(columns)])
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
