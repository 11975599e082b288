"""Mistakes in the convolution layer, forward and backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course import nn
from course.check.likely import Mistake
from course.check.mistakes.cnn.counting import STRIDE_AND_PADDING
from course.nn.arguments import Array

FLIPPED = "flipped kernel"
FLIPPED_HINT = "Lay the filter on the image as it is; turned by 180 degrees it is another pattern."


def _turned(f: Array) -> Array:
    return f[..., ::-1, ::-1]


def _one(image: Array, kernel: Array) -> Array:
    kind = np.result_type(image, kernel)
    return nn.conv2d(image[None, None].astype(kind), kernel[None, None].astype(kind))[0, 0]


def _padded_output(image: Array, kernel: Array) -> Array:
    rows, columns = (size - 1 for size in kernel.shape)
    return _one(np.pad(image, ((0, rows), (0, columns))), kernel)


cross_correlate = (
    Mistake(FLIPPED, FLIPPED_HINT, lambda image, kernel: _one(image, _turned(kernel))),
    Mistake(
        "transposed kernel",
        "The filter's rows lie on the image's rows.",
        lambda image, kernel: _one(image, kernel.T),
    ),
    Mistake(
        "last row and column missing",
        "The window fits at H - K + 1 places, not at H - K.",
        lambda image, kernel: _one(image, kernel)[:-1, :-1],
    ),
    Mistake(
        "as large as the image",
        "The window must fit completely: there is no padding here.",
        _padded_output,
    ),
    Mistake(
        "mean for sum",
        "Add up the products, do not average them.",
        lambda image, kernel: _one(image, kernel) / kernel.size,
    ),
    Mistake(
        "filter not applied",
        "Multiply each pixel with the weight that lies on it before adding up.",
        lambda image, kernel: _one(image, np.ones_like(kernel)),
    ),
)


def _windows_without_stride(
    x: Array, f: Array, b: Array, *, stride: int = 1, padding: int = 0
) -> Array:
    """The right number of places, but the window moves by 1."""
    y = nn.conv2d(x, f, b, padding=padding)
    right = nn.conv2d(x, f, b, stride=stride, padding=padding)
    return y[:, :, : right.shape[2], : right.shape[3]]


def _padded_on(
    ends: tuple[int, int], x: Array, f: Array, b: Array, stride: int, padding: int
) -> Array:
    border = tuple(padding * end for end in ends)
    return nn.conv2d(np.pad(x, ((0, 0), (0, 0), border, border)), f, b, stride=stride)


def _padded_with(mode: Any, x: Array, f: Array, b: Array, stride: int, padding: int) -> Array:
    border = (padding, padding)
    return nn.conv2d(np.pad(x, ((0, 0), (0, 0), border, border), mode=mode), f, b, stride=stride)


def _bias_each(times: int, x: Array, f: Array, b: Array, stride: int, padding: int) -> Array:
    return nn.conv2d(x, f, b * times, stride=stride, padding=padding)


conv_forward = (
    Mistake(
        FLIPPED,
        FLIPPED_HINT,
        lambda x, f, b, stride=1, padding=0: nn.conv2d(
            x, _turned(f), b, stride=stride, padding=padding
        ),
    ),
    Mistake(
        STRIDE_AND_PADDING,
        "The stride is the step of the window, the padding the border of zeros.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(x, f, b, stride=padding, padding=stride),
    ),
    Mistake(
        "transposed kernel",
        "The filter's rows lie on the image's rows.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(
            x, f.swapaxes(2, 3), b, stride=stride, padding=padding
        ),
    ),
    Mistake(
        "bias forgotten",
        "Each filter adds its bias, once at every place.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(x, f, stride=stride, padding=padding),
    ),
    Mistake(
        "bias added for every channel",
        "Add up over the channels first, then add the bias once.",
        lambda x, f, b, stride=1, padding=0: _bias_each(x.shape[1], x, f, b, stride, padding),
    ),
    Mistake(
        "bias added for every entry",
        "Add up the products first, then add the bias once.",
        lambda x, f, b, stride=1, padding=0: _bias_each(f[0].size, x, f, b, stride, padding),
    ),
    Mistake(
        "bias subtracted",
        "The bias is added.",
        lambda x, f, b, stride=1, padding=0: _bias_each(-1, x, f, b, stride, padding),
    ),
    Mistake(
        "only one channel",
        "A filter looks at all channels and adds up what it finds.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(
            x[:, :1], f[:, :1], b, stride=stride, padding=padding
        ),
    ),
    Mistake(
        "only one channel",
        "A filter looks at all channels and adds up what it finds.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(
            x[:, -1:], f[:, -1:], b, stride=stride, padding=padding
        ),
    ),
    Mistake(
        "mean over the channels",
        "Add up over the channels, do not average.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(
            x, f / f.dtype.type(x.shape[1]), b, stride=stride, padding=padding
        ),
    ),
    Mistake(
        "stride ignored",
        "The window moves by the stride, and there are fewer places.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(x, f, b, padding=padding),
    ),
    Mistake(
        "window moves by 1",
        "There are as many places as there should be, but the window must start at p times "
        "the stride.",
        _windows_without_stride,
    ),
    Mistake(
        "padding ignored",
        "Put rows and columns of zeros around each image first.",
        lambda x, f, b, stride=1, padding=0: nn.conv2d(x, f, b, stride=stride),
    ),
    Mistake(
        "padding on one side only",
        "The padding goes around the image, on all four sides.",
        lambda x, f, b, stride=1, padding=0: _padded_on((1, 0), x, f, b, stride, padding),
    ),
    Mistake(
        "padding on one side only",
        "The padding goes around the image, on all four sides.",
        lambda x, f, b, stride=1, padding=0: _padded_on((0, 1), x, f, b, stride, padding),
    ),
    *(
        Mistake(
            "padding not with zeros",
            "The padding is made of zeros.",
            lambda x, f, b, stride=1, padding=0, mode=mode: _padded_with(
                mode, x, f, b, stride, padding
            ),
        )
        for mode in ("edge", "reflect", "wrap")
    ),
)

Three = tuple[Array, Array, Array]


def _back(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Three:
    """The right gradients of images, filters and bias."""
    kind = np.result_type(g, x, f)
    g, x, f = g.astype(kind), x.astype(kind), f.astype(kind)
    _, cache = nn.conv2d_forward(x, f, np.zeros(len(f), kind), stride=stride, padding=padding)
    dx, df, db = nn.conv2d_backward(g, cache)
    assert dx is not None
    assert db is not None
    return dx, df, db


def _overwritten(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Array:
    """The images' gradient where each place replaces what earlier places wrote."""
    border = (padding, padding)
    dx = np.zeros(np.pad(x, ((0, 0), (0, 0), border, border)).shape)
    rows, columns = f.shape[2:]
    for p in range(g.shape[2]):
        for q in range(g.shape[3]):
            top, left = p * stride, q * stride
            dx[:, :, top : top + rows, left : left + columns] = np.tensordot(
                g[:, :, p, q], f, axes=(1, 0)
            )
    height, width = x.shape[2:]
    return dx[:, :, padding : padding + height, padding : padding + width]


def _last_place(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Array:
    """The filters' gradient from the last place alone."""
    alone = np.zeros_like(g)
    alone[:, :, -1, -1] = g[:, :, -1, -1]
    return _back(alone, x, f, stride, padding)[1]


def _not_cut(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Array:
    border = (padding, padding)
    return _back(g, np.pad(x, ((0, 0), (0, 0), border, border)), f, stride, 0)[0]


def _cut_at_the_end(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Array:
    return _not_cut(g, x, f, stride, padding)[:, :, : x.shape[2], : x.shape[3]]


def _moving_by_1(place: int, g: Array, x: Array, f: Array, padding: int) -> Array:
    """The gradient of images (0) or filters (1) where the window moves by 1, not by the stride."""
    room = [
        x.shape[k] + 2 * padding - f.shape[k] + 1 - g.shape[k] for k in (2, 3)
    ]  # places at which the stride keeps the window from standing
    everywhere = np.pad(g, ((0, 0), (0, 0), (0, room[0]), (0, room[1])))
    return _back(everywhere, x, f, 1, padding)[place]


def _of_unpadded(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Array:
    """The filters' gradient with the padded images' corner cut to the images, zeros outside."""
    border = (0, 2 * padding)
    return _back(g, np.pad(x, ((0, 0), (0, 0), border, border)), f, stride, 0)[1]


def _part(place: int, wrong: Callable[..., Any]) -> Callable[..., tuple[object, ...]]:
    def answer(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Any:
        gradients: list[object] = [None, None, None]
        gradients[place] = wrong(g, x, f, stride, padding)
        return tuple(gradients)

    return answer


IMAGES, FILTERS, BIAS = 0, 1, 2

_in_images: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    (
        FLIPPED,
        "The pixel that met f[i, j] gets the gradient times the same f[i, j]: nothing is turned "
        "round when you go through the places of the output.",
        lambda g, x, f, stride, padding: _back(g, x, _turned(f), stride, padding)[0],
    ),
    (
        "gradient overwritten",
        "Windows overlap, so a pixel is seen from several places: add, do not assign.",
        _overwritten,
    ),
    ("padding not cut off", "Return the gradient of the image, without its border.", _not_cut),
    (
        "wrong border cut off",
        "The padding lies on all four sides: the image begins at row and column `padding`.",
        _cut_at_the_end,
    ),
    (
        "stride ignored",
        "Place (p, q) saw the pixels from row p times the stride.",
        lambda g, x, f, stride, padding: _moving_by_1(IMAGES, g, x, f, padding),
    ),
    (
        "mean over the samples",
        "The gradient that arrives is divided by N already where the loss is a mean.",
        lambda g, x, f, stride, padding: _back(g, x, f, stride, padding)[0] / len(x),
    ),
)

_in_filters: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    (
        FLIPPED,
        "The weight f[i, j] met the pixel i rows and j columns into the window.",
        lambda g, x, f, stride, padding: _turned(_back(g, x, f, stride, padding)[1]),
    ),
    (
        "gradient overwritten",
        "The same filter works at every place: add the gradients of all places.",
        _last_place,
    ),
    (
        "mean over the samples",
        "Add over the samples: the gradient that arrives is divided by N already.",
        lambda g, x, f, stride, padding: _back(g, x, f, stride, padding)[1] / len(x),
    ),
    (
        "only the first sample",
        "All samples use the same filters: add over the samples.",
        lambda g, x, f, stride, padding: _back(g[:1], x[:1], f, stride, padding)[1],
    ),
    (
        "images without their padding",
        "In the forward pass the filters saw the padded images.",
        _of_unpadded,
    ),
    (
        "mean over the places",
        "Add over the places, do not average.",
        lambda g, x, f, stride, padding: _back(g, x, f, stride, padding)[1] / g[0, 0].size,
    ),
    (
        "stride ignored",
        "Place (p, q) saw the pixels from row p times the stride.",
        lambda g, x, f, stride, padding: _moving_by_1(FILTERS, g, x, f, padding),
    ),
)

_in_bias: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    (
        "mean for sum",
        "The bias is used at every place of every sample: add the gradients.",
        lambda g, x, f, stride, padding: g.mean(axis=(0, 2, 3)),
    ),
    (
        "mean over the samples",
        "Add over the samples: the gradient that arrives is divided by N already.",
        lambda g, x, f, stride, padding: g.sum(axis=(0, 2, 3)) / len(g),
    ),
    (
        "only the first sample",
        "All samples use the same bias: add over the samples.",
        lambda g, x, f, stride, padding: g[0].sum(axis=(1, 2)),
    ),
    (
        "added over the wrong axes",
        "There is one bias for each filter: add over samples, rows and columns.",
        lambda g, x, f, stride, padding: g.sum(axis=0),
    ),
    (
        "added over the wrong axes",
        "There is one bias for each filter: add over samples, rows and columns.",
        lambda g, x, f, stride, padding: g.sum(axis=(2, 3)),
    ),
    (
        "added over the wrong axes",
        "There is one bias for each filter: add over samples, rows and columns.",
        lambda g, x, f, stride, padding: g.sum(axis=(1, 2, 3)),
    ),
    (
        "added over the wrong axes",
        "There is one bias for each filter: add over samples, rows and columns.",
        lambda g, x, f, stride, padding: g.sum(),
    ),
)


def _exchanged(g: Array, x: Array, f: Array, stride: int = 1, padding: int = 0) -> Three:
    dx, df, db = _back(g, x, f, stride, padding)
    return df, dx, db


conv_backward = (
    *(Mistake(name, hint, _part(IMAGES, wrong)) for name, hint, wrong in _in_images),
    *(Mistake(name, hint, _part(FILTERS, wrong)) for name, hint, wrong in _in_filters),
    *(Mistake(name, hint, _part(BIAS, wrong)) for name, hint, wrong in _in_bias),
    Mistake("results exchanged", "The order is: images, filters, bias.", _exchanged),
)

slope_of_x = tuple(
    Mistake(
        name,
        hint,
        lambda x, g, f, stride, padding, wrong=wrong: (None, wrong(g, x, f, stride, padding)),
    )
    for name, hint, wrong in _in_images
)

slope_of_filters = tuple(
    Mistake(
        name,
        hint,
        lambda f, g, x, stride, padding, wrong=wrong: (None, wrong(g, x, f, stride, padding)),
    )
    for name, hint, wrong in _in_filters
)
