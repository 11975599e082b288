"""Two-dimensional convolution: one small filter, looked for at every place of an image."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.nn.arguments import Array, float_array, integer, same_dtype
from course.nn.autograd.hand_written import HandWritten
from course.nn.layers.windows import (
    Pair,
    batch_first,
    batch_last,
    crop_images,
    output_length,
    pad_images,
    pair,
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
    library. The places of one output row, in all images of the batch, are gathered as the columns
    of a matrix, so the row is one matrix product.

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
    padded = pad_images(batch_last(images), border)
    rows = f.reshape(groups, outputs // groups, f[0].size)
    y = np.empty((groups, outputs // groups, height, width * samples), f.dtype)
    for p, places in enumerate(_places_by_row(padded, kernel, steps, gaps)):
        np.matmul(rows, places.reshape(groups, f[0].size, -1), out=y[:, :, p])
    y = y.reshape(outputs, height, width, samples)
    if bias is not None:
        b = float_array("bias", bias, ndim=1)
        same_dtype("x", images, "bias", b)
        if b.shape != (outputs,):
            raise ValueError(f"bias must have shape ({outputs},), got {b.shape}")
        y += b[:, None, None, None]
    return batch_first(y), (padded, f, steps, border, gaps, groups, bias is not None)


def conv2d_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, Array, Array | None]:
    r"""Return dL/dx, dL/d(filters) and dL/db.

    Each filter's gradient is the product of its output gradients with the columns gathered in
    the forward pass. Each pixel's gradient is the sum over the windows that saw it: one product
    sends the gradients back to the columns, and each is added to the pixel it came from.

    Args:
        gradient: dL/dy, shape of y, (N, O, H', W').
        cache: from `conv2d_forward`.
        input_gradient: False skips dL/dx (None is returned).
    """
    padded, f, stride, padding, dilation, groups, has_bias = cache
    g = batch_last(gradient)
    outputs, height, width, samples = g.shape
    by_row = g.reshape(groups, outputs // groups, height, width * samples)
    back = f.reshape(groups, outputs // groups, f[0].size).swapaxes(-1, -2)
    kernel_height, kernel_width = f.shape[2:]
    df = np.zeros(back.shape, f.dtype)
    dx = np.zeros_like(padded) if input_gradient else None
    for p, places in enumerate(_places_by_row(padded, f.shape[2:], stride, dilation)):
        row = by_row[:, :, p]
        df += places.reshape(groups, f[0].size, -1) @ row.swapaxes(-1, -2)
        if dx is None:
            continue
        sent = (back @ row).reshape(len(padded), kernel_height, kernel_width, width, samples)
        top = p * stride[0]
        lines = dx[:, top : top + dilation[0] * (kernel_height - 1) + 1 : dilation[0]]
        for j in range(kernel_width):
            left = j * dilation[1]
            lines[:, :, left : left + stride[1] * (width - 1) + 1 : stride[1]] += sent[:, :, j]
    db = g.reshape(outputs, -1).sum(axis=1) if has_bias else None
    image_gradient = None if dx is None else batch_first(crop_images(dx, padding))
    return image_gradient, df.swapaxes(-1, -2).reshape(f.shape), db


def _places_by_row(padded: Array, kernel: Pair, stride: Pair, dilation: Pair) -> Array:
    """Return a view of every place of the window, one output row after the other.

    Its shape is (H', C, kernel height, kernel width, W', N). A row's places, reshaped to a
    matrix, repeat each pixel once for every filter entry; all rows at once would be the largest
    array of a network, one row stays in the processor's cache.
    """
    spans = tuple(d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True))
    view = sliding_window_view(padded, spans, axis=(1, 2))
    view = view[:, :: stride[0], :: stride[1], :, :: dilation[0], :: dilation[1]]
    return view.transpose(1, 0, 4, 5, 2, 3)


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
