"""Mistakes in sizes, numbers of parameters, receptive fields, and the slides' numbers."""

from __future__ import annotations

from collections.abc import Sequence

from course.check.likely import Mistake

STRIDE_AND_PADDING = "stride and padding swapped"

output_size = (
    Mistake(
        STRIDE_AND_PADDING,
        "The order of the arguments is length, kernel, stride, padding.",
        lambda n, k, s=1, p=0: (n + 2 * s - k) // p + 1,
    ),
    Mistake(
        "+ 1 forgotten",
        "The first place needs no step: count it too.",
        lambda n, k, s=1, p=0: (n + 2 * p - k) // s,
    ),
    Mistake(
        "padding on one side only",
        "There is padding at both ends.",
        lambda n, k, s=1, p=0: (n + p - k) // s + 1,
    ),
    Mistake(
        "padding ignored",
        "The padding makes room at both ends.",
        lambda n, k, s=1, p=0: (n - k) // s + 1,
    ),
    Mistake(
        "stride ignored",
        "With a stride there are fewer places.",
        lambda n, k, s=1, p=0: n + 2 * p - k + 1,
    ),
    Mistake(
        "rounded up",
        "A step that leads beyond the end is not taken: round down.",
        lambda n, k, s=1, p=0: -((k - n - 2 * p) // s) + 1,
    ),
    Mistake(
        "not rounded",
        "There is no half place: round down.",
        lambda n, k, s=1, p=0: (n + 2 * p - k) / s + 1,
    ),
    Mistake(
        "+ 1 before dividing",
        "Divide by the stride first, then count the first place.",
        lambda n, k, s=1, p=0: (n + 2 * p - k + 1) // s,
    ),
)

parameter_count = (
    Mistake(
        "channels forgotten",
        "Each filter has weights of its own for every channel it looks at.",
        lambda channels, filters, kernel, bias=True: filters * (kernel**2 + bias),
    ),
    Mistake(
        "filter not squared",
        "The window has kernel times kernel entries.",
        lambda channels, filters, kernel, bias=True: filters * (channels * kernel + bias),
    ),
    Mistake(
        "one bias for all filters",
        "Each filter has a bias of its own.",
        lambda channels, filters, kernel, bias=True: filters * channels * kernel**2 + bias,
    ),
    Mistake(
        "a bias for every channel",
        "A filter adds up what it finds in all channels, and has one bias.",
        lambda channels, filters, kernel, bias=True: filters * channels * (kernel**2 + bias),
    ),
    Mistake(
        "bias forgotten",
        "Each filter has a bias too, unless bias=False says that there is none.",
        lambda channels, filters, kernel, bias=True: filters * channels * kernel**2,
    ),
    Mistake(
        "bias always counted",
        "With bias=False there is none.",
        lambda channels, filters, kernel, bias=True: filters * (channels * kernel**2 + 1),
    ),
    Mistake(
        "one filter only",
        "That is one filter; there are several.",
        lambda channels, filters, kernel, bias=True: channels * kernel**2 + bias,
    ),
)


def _field(layers: Sequence[tuple[int, int]], *, stride_first: bool = False) -> int:
    size, distance = 1, 1
    for kernel, stride in layers:
        distance *= stride if stride_first else 1
        size += (kernel - 1) * distance
        distance *= 1 if stride_first else stride
    return size


def _last_stride_only(layers: Sequence[tuple[int, int]]) -> int:
    size, before = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * before
        before = stride
    return size


def _strides_added(layers: Sequence[tuple[int, int]]) -> int:
    size, distance = 1, 1
    for kernel, stride in layers:
        size += (kernel - 1) * distance
        distance += stride
    return size


def _distance(layers: Sequence[tuple[int, int]]) -> int:
    distance = 1
    for _, stride in layers:
        distance *= stride
    return distance


receptive_field = (
    Mistake(
        "strides ignored",
        "Above a stride the units are further apart, so a window there spans more pixels.",
        lambda layers: _field([(kernel, 1) for kernel, _ in layers]),
    ),
    Mistake(
        "own stride too early",
        "A window looks at the units below: use the distance first, multiply it afterwards.",
        lambda layers: _field(layers, stride_first=True),
    ),
    Mistake(
        "k for k - 1",
        "A window of k entries reaches k - 1 entries further than one of its entries alone.",
        lambda layers: _field([(kernel + 1, stride) for kernel, stride in layers]),
    ),
    Mistake(
        "windows added up",
        "A window of k entries reaches k - 1 entries further than one of its entries alone.",
        lambda layers: sum(kernel for kernel, _ in layers),
    ),
    Mistake(
        "started at 0",
        "A pixel sees itself: the field of the image is 1.",
        lambda layers: _field(layers) - 1,
    ),
    Mistake(
        "only the stride of the layer below",
        "The strides of all the layers below multiply.",
        _last_stride_only,
    ),
    Mistake("strides added", "The strides of the layers below multiply.", _strides_added),
    Mistake("distance for size", "The size of the field is asked for.", _distance),
)


def _gives(name: str, hint: str, answer: object) -> Mistake:
    return Mistake(name, hint, lambda: answer)


slide_correlation = (
    _gives("flipped kernel", "Lay the filter on the image as it is, not turned round.", 16.0),
    _gives("matrix product for product sum", "Multiply entry by entry, then add up.", 72.0),
    _gives("minus sign lost", "One entry of the filter is -1.", 38.0),
    _gives("image added up", "Each pixel counts with the weight that lies on it.", 45.0),
)

slide_maxima = (
    _gives("mean for maximum", "The slide pools with the maximum.", [5.0, 47 / 9]),
    _gives("centre for maximum", "Look at all nine entries of the window.", [5.0, 7.0]),
    _gives("minimum for maximum", "The largest entry is asked for.", [1.0, 1.0]),
    _gives("largest digit", "12 is one number.", [9.0, 9.0]),
    _gives("sum for maximum", "The largest entry is asked for.", [45.0, 47.0]),
)

puzzle_shape = (
    _gives("stride ignored", "With stride 2 every other place is left out.", [5, 48, 33]),
    _gives(
        "padding or + 1 forgotten",
        "There are zeros on every side, and the first place counts too.",
        [5, 23, 16],
    ),
    _gives("rounded up", "Round down: a last step beyond the end is not taken.", [5, 25, 17]),
    _gives(
        "a map for every colour",
        "Each filter looks at all three colours at once and gives one map.",
        [15, 24, 17],
    ),
    _gives("rows and columns exchanged", "Rows come before columns.", [5, 17, 24]),
)
