"""Windows that slide over images: sizes, padding and views shared by convolution and pooling."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, describe, integer

Pair = tuple[int, int]


def pair(name: str, value: object, *, at_least: int) -> Pair:
    """Return one integer as (height, width) twice it, or two integers as they are."""
    if isinstance(value, tuple | list):
        if len(value) != 2:
            raise ValueError(f"{name} must be one integer or two, got {describe(value)}")
        height, width = (integer(name, one, at_least=at_least) for one in value)
        return height, width
    one = integer(name, value, at_least=at_least)
    return one, one


def output_length(
    length: int, kernel: int, *, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    r"""How many places a window has along one dimension.

    places = floor((length + 2 padding - dilation (kernel - 1) - 1) / stride) + 1

    Args:
        length: entries along the dimension, at least 0.
        kernel: entries the window looks at, at least 1.
        stride: step from one place to the next, at least 1.
        padding: zeros added at each end, at least 0.
        dilation: distance between the entries looked at, at least 1.

    Raises:
        TypeError, ValueError: not integers, out of range, or the window does not fit even once.

    Source: deep neural networks, "Convolution filters"; the output-size puzzles.
    """
    length = integer("length", length, at_least=0)
    kernel = integer("kernel", kernel, at_least=1)
    stride = integer("stride", stride, at_least=1)
    padding = integer("padding", padding, at_least=0)
    dilation = integer("dilation", dilation, at_least=1)
    room = length + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError(
            f"a window of {kernel} (dilation {dilation}) does not fit into {length} entries "
            f"with padding {padding}"
        )
    return room // stride + 1


def batch_last(x: Array) -> Array:
    """Return images (N, C, H, W) as a contiguous array (C, H, W, N).

    Windows shift images by whole pixels. With the batch innermost in memory each pixel is a run
    of N numbers, and a shifted row one long run: copying, adding and comparing it is several
    times faster than in runs of one image's width. Layers hand on such arrays as transposed
    views, so images are rearranged once, at the first layer.
    """
    return np.ascontiguousarray(x.transpose(1, 2, 3, 0))


def batch_first(x: Array) -> Array:
    """Return (C, H, W, N) as a view (N, C, H, W)."""
    return x.transpose(3, 0, 1, 2)


def pad_images(x: Array, padding: Pair, value: float = 0.0) -> Array:
    """Return images (C, H, W, N) with a border of `value`; the images themselves without one."""
    top, left = padding
    if top == left == 0:
        return x
    c, height, width, n = x.shape
    padded = np.full((c, height + 2 * top, width + 2 * left, n), value, x.dtype)
    padded[:, top : top + height, left : left + width] = x
    return padded


def crop_images(x: Array, padding: Pair) -> Array:
    """Undo `pad_images`."""
    top, left = padding
    return x[:, top : x.shape[1] - top, left : x.shape[2] - left]


def tap(x: Array, place: Pair, size: Pair, stride: Pair, dilation: Pair = (1, 1)) -> Array:
    """Return a view (C, H', W', N) of what window entry `place` sees at each window's place."""
    top, left = place[0] * dilation[0], place[1] * dilation[1]
    rows = slice(top, top + stride[0] * (size[0] - 1) + 1, stride[0])
    columns = slice(left, left + stride[1] * (size[1] - 1) + 1, stride[1])
    return x[:, rows, columns]
