"""Pooling: keep the largest or the mean of each window, and forget where exactly it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from course.nn.arguments import Array, float_array
from course.nn.autograd.hand_written import HandWritten
from course.nn.autograd.tensor import Tensor
from course.nn.layers.windows import (
    Pair,
    batch_first,
    batch_last,
    crop_images,
    output_length,
    pad_images,
    pair,
    tap,
)


def max_pool2d_forward(
    x: object, kernel: int | Pair, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> tuple[Array, Any]:
    r"""Largest value of each window.

    y[n, c, p, q] = max_{i, j} x[n, c, p s + i, q s + j],  s the stride

    Padding counts as minus infinity, so it never wins. It is a maxout over places.

    Args:
        x: images (N, C, H, W), float32 or float64. A window with NaN gives NaN.
        kernel: size of the window; one integer, or (height, width).
        stride: step between windows; None for the size of the window, so that none overlap.
        padding: at most half the window, so that each window sees a pixel.

    Returns:
        y of shape (N, C, H', W') with H' from `output_length`, and the cache.

    Raises:
        TypeError, ValueError: not floats, not images, or a window that does not fit.

    Source: deep neural networks, "Pooling/subsampling".
    """
    images, shape = _arguments(x, kernel, stride, padding)
    size, steps, border, _ = shape
    padded = pad_images(batch_last(images), border, -np.inf)
    y: Array | None = None
    for place in _places(size):
        seen = tap(padded, place, shape[3], steps)
        y = seen.copy() if y is None else np.maximum(y, seen, out=y)
    assert y is not None
    return batch_first(y), (padded, y, shape)


def max_pool2d_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None]:
    """Send each output's gradient to the pixel that won its window; of equals, to the first.

    Args:
        gradient: dL/dy, shape of y, (N, C, H', W').
        cache: from `max_pool2d_forward`.
        input_gradient: False skips the work (None is returned).
    """
    padded, y, (size, steps, border, places) = cache
    if not input_gradient:
        return (None,)
    dx = np.zeros_like(padded)
    left = gradient.transpose(1, 2, 3, 0).copy()  # what has not found its winner yet
    won = np.empty_like(left)
    for place in _places(size):
        np.multiply(left, tap(padded, place, places, steps) == y, out=won)
        target = tap(dx, place, places, steps)
        target += won
        left -= won
    return (batch_first(crop_images(dx, border)),)


def average_pool2d_forward(
    x: object, kernel: int | Pair, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> tuple[Array, Any]:
    r"""Mean of each window.

    y[n, c, p, q] = (1 / |window|) sum_{i, j} x[n, c, p s + i, q s + j],  s the stride

    Padding counts as zeros and counts in the mean. Arguments, results and errors as in
    `max_pool2d_forward`. Source: deep neural networks, "Pooling/subsampling".
    """
    images, shape = _arguments(x, kernel, stride, padding)
    size, steps, border, _ = shape
    padded = pad_images(batch_last(images), border)
    y: Array | None = None
    for place in _places(size):
        seen = tap(padded, place, shape[3], steps)
        y = seen.copy() if y is None else np.add(y, seen, out=y)
    assert y is not None
    y *= images.dtype.type(1 / (size[0] * size[1]))
    return batch_first(y), (padded.shape, shape)


def average_pool2d_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None]:
    """Spread each output's gradient evenly over its window.

    Args:
        gradient: dL/dy, shape of y, (N, C, H', W').
        cache: from `average_pool2d_forward`.
        input_gradient: False skips the work (None is returned).
    """
    padded_shape, (size, steps, border, places) = cache
    if not input_gradient:
        return (None,)
    dx = np.zeros(padded_shape, gradient.dtype)
    share = batch_last(gradient) * gradient.dtype.type(1 / (size[0] * size[1]))
    for place in _places(size):
        target = tap(dx, place, places, steps)
        target += share
    return (batch_first(crop_images(dx, border)),)


def _arguments(
    x: object, kernel: int | Pair, stride: int | Pair | None, padding: int | Pair
) -> tuple[Array, tuple[Pair, Pair, Pair, Pair]]:
    """Return the images, and size, stride and padding of the window with the output's size."""
    images = float_array("x", x, ndim=4)
    size = pair("kernel", kernel, at_least=1)
    steps = size if stride is None else pair("stride", stride, at_least=1)
    border = pair("padding", padding, at_least=0)
    if any(2 * b > k for b, k in zip(border, size, strict=True)):
        raise ValueError(f"padding must be at most half the kernel {size}, got {padding}")
    height, width = (
        output_length(images.shape[2 + k], size[k], stride=steps[k], padding=border[k])
        for k in (0, 1)
    )
    return images, (size, steps, border, (height, width))


def _places(size: Pair) -> Iterator[Pair]:
    return ((i, j) for i in range(size[0]) for j in range(size[1]))


_max_pool2d = HandWritten("max_pool2d", max_pool2d_forward, max_pool2d_backward)
_average_pool2d = HandWritten("average_pool2d", average_pool2d_forward, average_pool2d_backward)


def max_pool2d(
    x: Any, kernel: int | Pair, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> Any:
    """Max-pool arrays or tensors; formula, shapes and errors as in `max_pool2d_forward`."""
    return _max_pool2d(x, kernel=kernel, stride=stride, padding=padding)


def average_pool2d(
    x: Any, kernel: int | Pair, *, stride: int | Pair | None = None, padding: int | Pair = 0
) -> Any:
    """Average-pool arrays or tensors; as in `average_pool2d_forward`."""
    return _average_pool2d(x, kernel=kernel, stride=stride, padding=padding)


def global_average_pool2d(x: Any) -> Any:
    r"""Mean of each channel, over all its pixels.

    y[n, c] = (1 / (H W)) sum_{i, j} x[n, c, i, j]

    Args:
        x: images (N, C, H, W), an array or `Tensor` of float32 or float64.

    Returns:
        y, (N, C), of the same kind and dtype.

    Raises:
        TypeError, ValueError: not floats, not images, or images without a pixel.

    Source: deep neural networks, "Pooling/subsampling"; Lin, Chen and Yan 2014.
    """
    return np.mean(_images(x), axis=(2, 3))


def global_max_pool2d(x: Any) -> Any:
    r"""Largest value of each channel, wherever in the image it stands.

    y[n, c] = max_{i, j} x[n, c, i, j]

    Pixels that tie share the gradient equally. Arguments, results and errors as in
    `global_average_pool2d`.

    Source: deep neural networks, "Notes on convolution".
    """
    return np.max(_images(x), axis=(2, 3))


def _images(x: Any) -> Any:
    data = float_array("x", x.data if isinstance(x, Tensor) else x, ndim=4)
    if data.shape[2] * data.shape[3] == 0:
        raise ValueError(f"x must hold at least one pixel, got shape {data.shape}")
    return x if isinstance(x, Tensor) else data
