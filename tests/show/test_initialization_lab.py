"""The initialization lab shows what the engine computes for the same network."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.nn.initialization import xavier
from course.show.initialization_lab import PRESETS
from course.show.signals import LAYERS, SAMPLES, SEED, UNITS, signals


def test_signals_and_gradients_are_those_of_the_engine() -> None:
    found = signals("xavier", 1.5, "tanh")
    chance = np.random.default_rng(SEED + 1)
    weights = [xavier((UNITS, UNITS), chance, gain=1.5, dtype=np.float32) for _ in range(LAYERS)]
    inputs = np.random.default_rng(SEED)
    x = nn.Tensor(inputs.standard_normal((SAMPLES, UNITS), np.float32))
    upstream = inputs.standard_normal((SAMPLES, UNITS), np.float32)
    layers = [x]
    for w in weights:
        layers.append(nn.tanh(nn.linear(layers[-1], w)))
    for layer, activation in zip(layers[1:], found.activations, strict=True):
        np.testing.assert_allclose(activation, layer.data, rtol=2e-4, atol=2e-5)
    for k in (1, 5, LAYERS):  # from each of these on, the network as a function of that layer
        leaf = nn.Tensor(layers[k].data, requires_grad=True)
        y = leaf
        for w in weights[k:]:
            y = nn.tanh(nn.linear(y, w))
        (y * upstream).sum().backward()
        assert leaf.grad is not None
        ratio = np.linalg.norm(leaf.grad) / np.linalg.norm(upstream)
        assert found.gradients[k - 1] == pytest.approx(ratio, rel=1e-3)


def test_the_lessons_of_the_slides() -> None:
    small, large = signals("normal", 0.01, "tanh"), signals("normal", 1.0, "tanh")
    assert small.activations[-1].std() < 1e-6
    assert small.gradients[0] < 1e-5
    assert (np.abs(large.activations[-1]) > 0.99).mean() > 0.9
    assert signals("he", 1.0, "relu").activations[-1].std() == pytest.approx(1, abs=0.25)
    np.testing.assert_allclose(signals("orthogonal", 1.0, "none").gradients, 1, rtol=1e-3)


def test_the_widget_shows_the_numbers_of_its_values() -> None:
    lab = show.initialization_lab()
    before = lab.picture
    lab.move(scheme="he", scale=1.0, activation="relu")
    found = signals("he", 1.0, "relu")
    assert lab.number("last_std") == float(found.activations[-1].std())
    assert lab.number("gradient") == found.gradients[0]
    assert lab.picture != before
    assert f"{found.gradients[0]:.3g}" in repr(lab)


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    lab = show.initialization_lab(**PRESETS[name])
    assert lab.answer["error"] == ""
    assert lab.picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"scheme": "best"}, "scheme must be one of 'normal', 'xavier'"),
        ({"scale": np.nan}, "scale must be a finite number at least 0.01 and at most 4"),
        ({"scale": 5}, "scale must be a finite number at least 0.01 and at most 4, got 5"),
        ({"activation": ""}, "activation must be one of 'tanh', 'relu'"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.initialization_lab(**arguments)
