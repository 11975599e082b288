"""The classifier is trained with the library, on sound points only."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.classifier import PRESETS, first_weights, scores_of, train


def loss_of(weights: Any, points: Any) -> Any:
    data = np.array(points, dtype=float)
    return nn.softmax_cross_entropy(scores_of(weights, data[:, :2]), data[:, 2].astype(int))


@pytest.mark.parametrize("model", ["linear", "network"])
def test_one_step_goes_down_the_gradient_of_the_loss(model: str) -> None:
    start, points = first_weights()[model], PRESETS["three clouds"]
    after = train(start, points, 1, 0.1)
    for name, before in start.items():
        slope = nn.numerical_gradient(
            lambda changed, name=name: loss_of({**start, name: changed}, points), before
        )
        np.testing.assert_allclose(before - 0.1 * slope, after[name], atol=1e-8)


def test_a_line_does_not_part_xor_and_a_network_does() -> None:
    points = PRESETS["XOR"]
    assert repr(show.classifier(*split(points), steps=300)).endswith("of 20 points wrong")
    assert not repr(show.classifier(*split(points), steps=300)).endswith(" 0 of 20 points wrong")
    network = show.classifier(*split(points), model="network", steps=300)
    assert repr(network).endswith(" 0 of 20 points wrong")


def split(points: Any) -> tuple[Any, Any]:
    data = np.array(points)
    return data[:, :2], data[:, 2].astype(int)


def test_text_states_the_loss() -> None:
    text = repr(show.classifier(steps=0))
    assert f"loss {np.log(3):.4f}" in text


def test_the_still_copy_shows_every_point() -> None:
    (ax,) = show.classifier([[0, 1], [2, -1]], [0, 2]).as_figure().axes
    assert [line.get_xydata()[0].tolist() for line in ax.lines] == [[0.0, 1.0], [2.0, -1.0]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"points": [[0, 0]]}, "points and labels must be given together"),
        ({"points": [[0, 0, 0]], "labels": [0]}, r"points must have shape \(N, 2\)"),
        ({"points": [[0, 4]], "labels": [0]}, "from -3 to 3"),
        ({"points": [[0, np.nan]], "labels": [0]}, "points must hold finite numbers"),
        ({"points": [], "labels": []}, "points must have 2 dimension"),
        ({"points": [[0, 0]], "labels": [3]}, "labels must be from 0 to 2"),
        ({"model": "tree"}, "model must be one of 'linear', 'network'"),
        ({"steps": 500}, "steps must be at most 400, got 500"),
        ({"hidden": 9}, "hidden must be at most 8"),
        ({"learning_rate": 0}, "learning_rate must be a finite number at least 0.1"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.classifier(**arguments)
