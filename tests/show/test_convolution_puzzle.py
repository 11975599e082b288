"""The puzzle starts from a sound convolution, whose numbers are the library's."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.slides import figure

IMAGE = np.arange(20).reshape(4, 5)
KERNEL = [[1, 0], [0, -1]]


def test_the_first_example_is_the_slide_s() -> None:
    assert show.convolution_puzzle().output.tolist() == [[figure("conv-1").computed]]


def test_the_output_is_the_library_s() -> None:
    colors = np.stack([IMAGE, IMAGE + 1])
    kernel = np.array([KERNEL, KERNEL])
    options = {"stride": 2, "padding": 1, "dilation": 2}
    widget = show.convolution_puzzle(colors, kernel, bias=3, **options)
    bias = np.array([3.0])
    expected, _ = nn.conv2d_forward(colors[None] * 1.0, kernel[None] * 1.0, bias, **options)
    np.testing.assert_array_equal(widget.output, expected[0, 0])


def test_text_states_shapes_and_parameters() -> None:
    text = repr(show.convolution_puzzle(IMAGE, KERNEL, filters=3, stride=2))
    assert text.startswith("image (1, 4, 5), 3 filter(s) (1, 2, 2), stride 2, padding 0")
    assert "output (3, 2, 2), 15 parameters" in text


def test_the_still_copy_shows_padded_input_filter_and_output() -> None:
    axes = show.convolution_puzzle(IMAGE, KERNEL, padding=1).as_figure().axes
    assert [ax.images[0].get_array().shape for ax in axes] == [(6, 7), (2, 2), (5, 6)]
    words = [text.get_text() for text in axes[2].texts]
    assert words[7] == "-6"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"image": IMAGE}, "image and kernel must be given together"),
        ({"image": [], "kernel": KERNEL}, "image must have 2 dimension"),
        ({"image": IMAGE * np.nan, "kernel": KERNEL}, "image must hold finite numbers"),
        ({"image": IMAGE / 2, "kernel": KERNEL}, "image must hold whole numbers"),
        ({"image": np.ones((13, 2)), "kernel": KERNEL}, "at most 4 channels of 12"),
        ({"image": [IMAGE, IMAGE], "kernel": KERNEL}, "as many channels as image, got 1 and 2"),
        ({"image": IMAGE, "kernel": np.ones((5, 5))}, "does not fit into 4 entries"),
        ({"stride": 0}, "stride must be an integer at least 1"),
        ({"padding": 4}, "padding must be at most 3, got 4"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        show.convolution_puzzle(**arguments)
