"""The widget shows the library's numbers, follows its controls, and stands still elsewhere."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course import nn, show
from course.show.hinge_and_softmax import CLASSES, PRESETS
from course.show.hinge_and_softmax_picture import Sample, as_html, as_text
from course.slides import figure

SCORES = st.tuples(*[st.floats(-20, 20)] * 3)


def number_in(html: str, name: str) -> float:
    """Return the exact number that the element with this class carries."""
    found = re.findall(rf'class="[^"]*chalkgrad-{name}"[^>]*data-value="([^"]*)"', html)
    assert len(found) == 1, f"{len(found)} elements of class chalkgrad-{name}"
    return float(found[0])


@given(SCORES, st.integers(0, 2), st.floats(0, 5))
def test_every_number_is_the_library_s(
    scores: tuple[float, float, float], label: int, margin: float
) -> None:
    html = as_html(Sample(CLASSES, scores, label, margin))
    row, labels = [scores], [label]
    assert number_in(html, "softmax-loss") == nn.softmax_cross_entropy(row, labels)
    assert number_in(html, "hinge-loss") == nn.hinge(row, labels, margin=margin)
    expected = {
        "probability": nn.softmax(row)[0],
        "softmax-gradient": nn.softmax_cross_entropy_gradient(row, labels)[0],
        "hinge-gradient": nn.hinge_gradient(row, labels, margin=margin)[0],
    }
    for name, values in expected.items():
        shown = [number_in(html, f"{name}-{k}") for k in range(3)]
        np.testing.assert_array_equal(shown, values)


def test_the_picture_is_well_formed() -> None:
    from xml.etree import ElementTree

    html = as_html(Sample(CLASSES, (3.2, 5.1, -1.7), 0, 1.0))
    ElementTree.fromstring(f"<page>{html}</page>")


def test_text_states_both_losses() -> None:
    text = as_text(Sample(CLASSES, (3.2, 5.1, -1.7), 0, 1.0))
    assert "softmax cross-entropy 2.0404, hinge 2.9000 (margin 1)" in text
    assert re.search(r"cat +3\.20 +0\.1300 +-0\.8700 +-1 +<- true class", text)


def test_a_tiny_loss_is_not_shown_as_zero() -> None:
    text = as_text(Sample(CLASSES, (5.0, -20.0, -20.0), 0, 1.0))
    assert "softmax cross-entropy 2.78e-11, hinge 0.0000" in text


def test_moving_a_control_redraws() -> None:
    widget = show.hinge_and_softmax((3.2, 5.1, -1.7), 0)
    assert number_in(widget.picture.value, "hinge-loss") == pytest.approx(2.9)
    widget.score_sliders[0].value = 7.0
    assert number_in(widget.picture.value, "hinge-loss") == 0
    widget.margin_slider.value = 4.0
    assert number_in(widget.picture.value, "hinge-loss") == pytest.approx(2.1)
    widget.class_menu.value = 2
    expected = nn.hinge([(7.0, 5.1, -1.7)], [2], margin=4.0)
    assert number_in(widget.picture.value, "hinge-loss") == expected


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_loads_its_scores_and_label(name: str) -> None:
    widget = show.hinge_and_softmax((0, 0, 0), 1)
    widget.preset_menu.value = name
    scores, label = PRESETS[name]
    assert (widget.sample.scores, widget.sample.label) == (scores, label)
    expected = nn.softmax_cross_entropy([scores], [label])
    assert number_in(widget.picture.value, "softmax-loss") == expected


def test_the_examples_are_those_of_the_slides() -> None:
    ids = ("ce-1", "ce-2", "ce-3", "hs-1", "hs-2", "hs-3")
    inputs = [figure(name).inputs for name in ids]
    assert list(PRESETS.values()) == [(row["scores"], row["label"]) for row in inputs]


def test_the_example_menu_says_your_own_once_a_score_is_moved() -> None:
    widget = show.hinge_and_softmax((3.2, 5.1, -1.7), 0)
    assert widget.preset_menu.value == "sample 1, a cat: 3.2, 5.1, -1.7"
    widget.score_sliders[2].value = 0.0
    assert widget.preset_menu.value == "your own"
    assert widget.sample.scores == (3.2, 5.1, 0.0)


def test_the_rounding_of_a_browser_s_slider_is_undone() -> None:
    widget = show.hinge_and_softmax((0, 5.1, -1.7), 0)
    widget.score_sliders[0].value = -20 + 232 * 0.1
    assert widget.score_sliders[0].value != 3.2
    assert widget.sample.scores[0] == 3.2
    assert widget.preset_menu.value == "sample 1, a cat: 3.2, 5.1, -1.7"


def test_every_control_has_a_description() -> None:
    widget = show.hinge_and_softmax()
    assert [child.description for child in widget.children[:-1]] == [
        "Example",
        *CLASSES,
        "True class",
        "Margin",
    ]


def test_it_prints_as_text() -> None:
    assert "hinge 2.9000" in repr(show.hinge_and_softmax())


def test_a_notebook_gets_a_still_copy_that_the_live_one_hides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, Any]] = []
    module = import_module("course.show.hinge_and_softmax")  # not the function of that name
    monkeypatch.setattr(module, "display", lambda bundle, raw: shown.append(bundle))
    widget = show.hinge_and_softmax()
    widget._ipython_display_()
    still, live = shown
    assert number_in(still["text/html"], "softmax-loss") == pytest.approx(2.040355, abs=1e-6)
    assert "hinge 2.9000" in still["text/plain"]
    assert live["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    (copy,) = re.findall(r'<div class="(chalkgrad-still-\w+)">', still["text/html"])
    assert f".{copy} {{ display: none; }}" in widget.picture.value
    assert copy not in show.hinge_and_softmax().picture.value


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
