"""The widget starts from the library's numbers, has the slides' samples, and stands still too."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import nn, show
from course.show.hinge_and_softmax import PRESETS, Sample
from course.slides import figure

SCORES = st.tuples(*[st.floats(-20, 20)] * 3)


@given(SCORES, st.integers(0, 2), st.floats(0, 5))
def test_every_number_is_the_library_s(
    scores: tuple[float, float, float], label: int, margin: float
) -> None:
    sample = Sample(scores, label, margin)
    row, labels = [scores], [label]
    assert sample.softmax_loss == nn.softmax_cross_entropy(row, labels)
    assert sample.hinge_loss == nn.hinge(row, labels, margin=margin)
    np.testing.assert_array_equal(sample.probabilities, nn.softmax(row)[0])
    expected = nn.softmax_cross_entropy_gradient(row, labels)[0]
    np.testing.assert_array_equal(sample.softmax_gradient, expected)
    expected = nn.hinge_gradient(row, labels, margin=margin)[0]
    np.testing.assert_array_equal(sample.hinge_gradient, expected)


def test_text_states_both_losses() -> None:
    text = repr(show.hinge_and_softmax((3.2, 5.1, -1.7)))
    assert "softmax cross-entropy 2.0404, hinge 2.9000 (margin 1)" in text
    assert re.search(r"cat +3\.20 +0\.1300 +-0\.8700 +-1 +<- true class", text)


def test_a_tiny_loss_is_not_shown_as_zero() -> None:
    text = repr(show.hinge_and_softmax((5.0, -20.0, -20.0)))
    assert "softmax cross-entropy 2.78e-11, hinge 0.0000" in text


def test_the_examples_are_those_of_the_slides() -> None:
    ids = ("ce-1", "ce-2", "ce-3", "hs-1", "hs-2", "hs-3")
    inputs = [figure(name).inputs for name in ids]
    assert list(PRESETS.values()) == [(row["scores"], row["label"]) for row in inputs]


def test_python_sees_the_sample_that_the_reader_set() -> None:
    widget = show.hinge_and_softmax()
    assert widget.sample == Sample((3.2, 5.1, -1.7), 0, 1.0)
    widget.state = {"preset": "", "scores": [1.0, 2.0, 3.0], "label": "2", "margin": 0.5}
    assert widget.sample == Sample((1.0, 2.0, 3.0), 2, 0.5)
    assert "margin 0.5" in repr(widget)


def test_the_start_is_named_when_it_is_an_example() -> None:
    start = show.hinge_and_softmax((5, 10, 10)).given["start"]
    assert start["preset"] == "hinge vs softmax: 5, 10, 10"
    assert show.hinge_and_softmax((5, 10, 10), 1).given["start"]["preset"] == ""


def test_the_still_copy_shows_the_start() -> None:
    axes = show.hinge_and_softmax().as_figure().axes
    titles = [ax.get_title() for ax in axes]
    assert titles[1] == "softmax, loss 2.0404"
    assert titles[3] == "hinge gradient, loss 2.9000"
    widths = [bar.get_width() for bar in axes[3].patches]
    assert widths == [-1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scores": (1, 2)}, "scores must have length 3, got 2"),
        ({"scores": (1, 2, np.nan)}, "scores must hold finite numbers"),
        ({"scores": []}, "scores must have 1 dimension"),
        ({"scores": (1, 2, 21)}, "scores must be from -20 to 20"),
        ({"label": 3}, "label must be from 0 to 2, got 3"),
        ({"label": -1}, "label must be an integer at least 0"),
        ({"margin": -0.1}, "margin must be a finite number at least 0"),
        ({"margin": np.nan}, "margin must be a finite number"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.hinge_and_softmax(**arguments)
