"""Mistakes in max, average and global pooling."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course.check.likely import Mistake
from course.nn.arguments import Array

Weigh = Callable[[Array], Array]


def _windows(x: Array, size: int, stride: int) -> Array:
    """All windows, (N, C, H', W', size, size)."""
    return sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]


def _moving_by_size(x: Array, size: int, stride: int) -> Array:
    """As many windows as there should be, each starting at p times its size."""
    count = _windows(x, size, stride).shape[2:4]
    if any(places * size > length for places, length in zip(count, x.shape[2:], strict=True)):
        raise ValueError("the windows would leave the image")
    return _windows(x, size, size)[:, :, : count[0], : count[1]]


def _pool_mistakes(combine: Callable[[Array], Array]) -> tuple[Mistake, ...]:
    """The mistakes that do not depend on how the entries of a window are combined."""
    return (
        Mistake(
            "stride ignored",
            "The windows start every `stride` pixels.",
            lambda x, size, stride: combine(_windows(x, size, 1)),
        ),
        Mistake(
            "size taken for the stride",
            "The windows start every `stride` pixels, and may overlap.",
            lambda x, size, stride: combine(_windows(x, size, size)),
        ),
        Mistake(
            "size taken for the stride",
            "The windows start every `stride` pixels, and may overlap.",
            lambda x, size, stride: combine(_moving_by_size(x, size, stride)),
        ),
        Mistake(
            "size and stride swapped",
            "The order of the arguments is x, size, stride.",
            lambda x, size, stride: combine(_windows(x, stride, size)),
        ),
        Mistake(
            "last row and column missing",
            "The last window that fits completely counts too.",
            lambda x, size, stride: combine(_windows(x, size, stride))[:, :, :-1, :-1],
        ),
        Mistake(
            "window one too small",
            "A window of size k has the rows 0 to k - 1: a slice excludes its end.",
            lambda x, size, stride: combine(
                np.ascontiguousarray(_windows(x, size, stride)[..., :-1, :-1])
            ),
        ),
    )


def _greatest(windows: Array) -> Array:
    return windows.max(axis=(-2, -1))


def _mean(windows: Array) -> Array:
    return windows.mean(axis=(-2, -1))


max_pool = (
    *_pool_mistakes(_greatest),
    Mistake(
        "mean for maximum",
        "Take the largest value of the window.",
        lambda x, size, stride: _mean(_windows(x, size, stride)),
    ),
    Mistake(
        "minimum for maximum",
        "Take the largest value of the window.",
        lambda x, size, stride: _windows(x, size, stride).min(axis=(-2, -1)),
    ),
    Mistake(
        "never below 0",
        "A maximum that starts at 0 misses windows in which all values are negative.",
        lambda x, size, stride: np.maximum(0, _greatest(_windows(x, size, stride))),
    ),
    Mistake(
        "largest absolute value",
        "The largest value, not the one furthest from 0.",
        lambda x, size, stride: _greatest(np.abs(_windows(x, size, stride))),
    ),
    Mistake(
        "maximum over all channels",
        "Each channel is pooled on its own.",
        lambda x, size, stride: np.repeat(
            _greatest(_windows(x, size, stride)).max(axis=1, keepdims=True), x.shape[1], axis=1
        ),
    ),
)

average_pool = (
    *_pool_mistakes(_mean),
    Mistake(
        "sum for mean",
        "Divide by the number of pixels in the window.",
        lambda x, size, stride: size**2 * _mean(_windows(x, size, stride)),
    ),
    Mistake(
        "divided by k, not by k squared",
        "The window has k times k pixels.",
        lambda x, size, stride: size * _mean(_windows(x, size, stride)),
    ),
    Mistake(
        "maximum for mean",
        "Take the mean of the window.",
        lambda x, size, stride: _greatest(_windows(x, size, stride)),
    ),
)


def _first(window: Array) -> Array:
    """1 at the first of the largest entries, 0 elsewhere."""
    chosen = np.zeros(window.size)
    chosen[np.argmax(window)] = 1
    return chosen.reshape(window.shape)


def _last(window: Array) -> Array:
    return _first(window[::-1, ::-1])[::-1, ::-1]


def _first_by_column(window: Array) -> Array:
    return _first(window.T).T


def _all(window: Array) -> Array:
    return (window == window.max()).astype(float)


def _shared(window: Array) -> Array:
    return _all(window) / _all(window).sum()


def _even(window: Array) -> Array:
    return np.full(window.shape, 1 / window.size)


def _whole(window: Array) -> Array:
    return np.ones(window.shape)


def _by_side(window: Array) -> Array:
    return np.full(window.shape, 1 / len(window))


def _sent_back(
    weigh: Weigh, g: Array, x: Array, size: int, stride: int, *, add: bool = True, step: int = 0
) -> Array:
    """Give each pixel of a window its weight times the window's gradient."""
    dx = np.zeros(x.shape)
    for n, c, p, q in np.ndindex(g.shape):
        top, left = p * (step or stride), q * (step or stride)
        place = (n, c, slice(top, top + size), slice(left, left + size))
        part = weigh(x[place]) * g[n, c, p, q]
        if add:
            dx[place] += part
        else:
            dx[place] = np.where(part != 0, part, dx[place])
    return dx


def _back(
    name: str, hint: str, weigh: Weigh, *, add: bool = True, step: int = 0
) -> tuple[str, str, Callable[..., Array]]:
    return (
        name,
        hint,
        lambda g, x, size, stride: _sent_back(weigh, g, x, size, stride, add=add, step=step),
    )


OVERWRITTEN = "gradient overwritten"
OVERWRITTEN_HINT = "Windows overlap, so a pixel can be in several of them: add, do not assign."

_in_max = (
    _back(OVERWRITTEN, OVERWRITTEN_HINT, _first, add=False),
    _back(
        "all winners get the gradient",
        "Of several pixels that are equally large only the first gets it.",
        _all,
    ),
    _back(
        "winners share the gradient",
        "Of several pixels that are equally large the first gets all of it.",
        _shared,
    ),
    _back(
        "last winner for the first",
        "Of several pixels that are equally large the first in reading order gets it.",
        _last,
    ),
    _back(
        "column by column",
        "Reading order goes along the rows: top row first, from left to right.",
        _first_by_column,
    ),
    _back(
        "spread over the window",
        "Only the largest pixel has an influence on the maximum.",
        _even,
    ),
    _back(
        "whole window gets the gradient",
        "Only the largest pixel has an influence on the maximum.",
        _whole,
    ),
    _back(
        "window moves by 1",
        "Window (p, q) starts at row p times the stride.",
        _first,
        step=1,
    ),
    (
        "times the pixel",
        "The slope of the maximum is 1 at the winner, whatever its value.",
        lambda g, x, size, stride: _sent_back(_first, g, x, size, stride) * x,
    ),
)

max_pool_backward = tuple(Mistake(name, hint, wrong) for name, hint, wrong in _in_max)

slope_of_max_pool = tuple(
    Mistake(name, hint, lambda x, g, size, stride, wrong=wrong: (None, wrong(g, x, size, stride)))
    for name, hint, wrong in _in_max
)

average_pool_backward = tuple(
    Mistake(*named)
    for named in (
        _back(OVERWRITTEN, OVERWRITTEN_HINT, _even, add=False),
        _back(
            "not divided",
            "The window's mean has the factor 1/k squared, and so has its gradient.",
            _whole,
        ),
        _back("divided by k, not by k squared", "The window has k times k pixels.", _by_side),
        _back("gradient of the maximum", "Every pixel of the window has an influence.", _first),
        _back(
            "window moves by 1", "Window (p, q) starts at row p times the stride.", _even, step=1
        ),
    )
)


def _for_both(x: Array) -> tuple[Array, Array]:
    return x.mean(axis=(2, 3)), x.max(axis=(2, 3))


global_pools = (
    Mistake("results exchanged", "First the mean, then the maximum.", lambda x: _for_both(x)[::-1]),
    Mistake(
        "sum for mean",
        "Divide by the number of pixels.",
        lambda x: (x.sum(axis=(2, 3)), None),
    ),
    Mistake(
        "channels mixed",
        "Each channel of each image is pooled on its own.",
        lambda x: (x.mean(axis=(1, 2, 3)), x.max(axis=(1, 2, 3))),
    ),
    Mistake(
        "samples mixed",
        "Each channel of each image is pooled on its own.",
        lambda x: (x.mean(axis=(0, 2, 3)), x.max(axis=(0, 2, 3))),
    ),
    Mistake(
        "channels for pixels",
        "The images are (N, C, H, W): pool over the last two axes.",
        lambda x: (x.mean(axis=(1, 2)), x.max(axis=(1, 2))),
    ),
    Mistake(
        "axes kept",
        "Both results have the shape (N, C), without axes of length 1.",
        lambda x: (x.mean(axis=(2, 3), keepdims=True), x.max(axis=(2, 3), keepdims=True)),
    ),
    Mistake(
        "largest absolute value",
        "The largest value, not the one furthest from 0.",
        lambda x: (None, np.abs(x).max(axis=(2, 3))),
    ),
)
