"""Two-dimensional convolution: one small filter, looked for at every place of an image."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, float_array, integer, same_dtype
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.windows import (
    Pair,
    crop_images,
    output_length,
    pad_images,
    pair,
    tap,
    windows,
)


def conv2d_forward(
    x: object,
    filters: object,
    bias: object = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> tuple[Array, Any]:
    r"""Slide filters over images and take the product sum at each place.

    y[n, o, p, q] = b[o] + sum_{c, i, j} x[n, c, p s + i d, q s + j d] f[o, c, i, j]

    The filter is not flipped: strictly this is cross-correlation, as in every deep-learning
    library. All places of an image are gathered as the columns of a matrix, so the whole sum is
    one matrix product an image.

    Args:
        x: images (N, C, H, W), float32 or float64.
        filters: (O, C / groups, kernel height, kernel width), dtype of `x`.
        bias: (O,), one a filter, or None.
        stride: s, the step between places; one integer, or (height, width).
        padding: zeros around the image.
        dilation: d, the distance between the pixels a filter looks at.
        groups: channels and filters are cut into this many groups that do not see each other.

    Returns:
        y of shape (N, O, H', W') with H' from `output_length`, and the cache.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, channels that do not fit, or a filter
        larger than the padded image.

    Source: deep neural networks, "Convolution filters".
    """
    images = float_array("x", x, ndim=4)
    f = float_array("filters", filters, ndim=4)
    same_dtype("x", images, "filters", f)
    steps = pair("stride", stride, at_least=1)
    border = pair("padding", padding, at_least=0)
    gaps = pair("dilation", dilation, at_least=1)
    groups = integer("groups", groups, at_least=1)
    _check_channels(images, f, groups)
    samples, outputs, kernel = images.shape[0], f.shape[0], f.shape[2:]
    height, width = (
        output_length(images.shape[2 + k], kernel[k], stride=steps[k], padding=border[k],
                      dilation=gaps[k])
        for k in (0, 1)
    )  # fmt: skip
    padded = pad_images(images, border)
    places = windows(padded, kernel, steps, gaps).transpose(0, 1, 4, 5, 2, 3)
    columns = places.reshape(samples, groups, f[0].size, height * width)
    rows = f.reshape(groups, outputs // groups, f[0].size)
    y = (rows @ columns).reshape(samples, outputs, height, width)
    if bias is not None:
        b = float_array("bias", bias, ndim=1)
        same_dtype("x", images, "bias", b)
        if b.shape != (outputs,):
            raise ValueError(f"bias must have shape ({outputs},), got {b.shape}")
        y += b[:, None, None]
    return y, (columns, f, padded.shape, steps, border, gaps, groups, bias is not None)


def conv2d_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, Array, Array | None]:
    r"""Return dL/dx, dL/d(filters) and dL/db.

    Each filter's gradient is the product of its output gradients with the columns gathered in
    the forward pass. Each pixel's gradient is the sum over the windows that saw it: the columns'
    gradients are added back tap by tap, one shifted image for every entry of the filter.
    """
    columns, f, padded_shape, stride, padding, dilation, groups, has_bias = cache
    samples, outputs, height, width = gradient.shape
    g = gradient.reshape(samples, groups, outputs // groups, height * width)
    df = (g @ columns.swapaxes(-1, -2)).sum(axis=0).reshape(f.shape)
    db = gradient.reshape(samples, outputs, -1).sum(axis=2).sum(axis=0) if has_bias else None
    if not input_gradient:
        return None, df, db
    rows = f.reshape(groups, outputs // groups, f[0].size)
    kernel_height, kernel_width = f.shape[2:]
    dcolumns = (rows.swapaxes(-1, -2) @ g).reshape(
        samples, padded_shape[1], kernel_height, kernel_width, height, width
    )
    dx = np.zeros(padded_shape, gradient.dtype)
    for i in range(kernel_height):
        for j in range(kernel_width):
            seen = tap(dx, (i, j), (height, width), stride, dilation)
            seen += dcolumns[:, :, i, j]
    return crop_images(dx, padding), df, db


def _check_channels(x: Array, f: Array, groups: int) -> None:
    if f.size == 0 or f.shape[0] % groups:
        raise ValueError(
            f"filters must hold a multiple of groups={groups} filters, got shape {f.shape}"
        )
    if x.shape[1] != f.shape[1] * groups:
        raise ValueError(
            f"x has {x.shape[1]} channels (shape {x.shape}), but filters {f.shape} with "
            f"groups={groups} expect {f.shape[1] * groups}; images are (N, C, H, W)"
        )


_conv2d = HandWritten("conv2d", conv2d_forward, conv2d_backward)


def conv2d(
    x: Any,
    filters: Any,
    bias: Any = None,
    *,
    stride: int | Pair = 1,
    padding: int | Pair = 0,
    dilation: int | Pair = 1,
    groups: int = 1,
) -> Any:
    """Convolve arrays or tensors; formula, shapes and errors as in `conv2d_forward`."""
    return _conv2d(
        x, filters, bias, stride=stride, padding=padding, dilation=dilation, groups=groups
    )
