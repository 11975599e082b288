"""The meter counts as dead what gets no gradient, in a training by the library's SGD."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.nn.data import digits
from course.show.dead_relu_meter import PRESETS, STEPS
from course.show.dead_units import CHECKED, LAYERS, SAMPLES, SEED, UNITS, lives


def last(*arguments: Any, **options: Any) -> Any:
    return list(lives(*arguments, **options))[-1]


def trained(bias: float, rate: float, steps: int) -> tuple[nn.Sequential, Any, Any]:
    """The same training with the library alone."""
    images, labels = digits()
    x, y = images[:SAMPLES].reshape(SAMPLES, -1), labels[:SAMPLES]
    chance = np.random.default_rng(SEED)
    sizes = [64, UNITS, UNITS, UNITS, 10]
    linear = [nn.Linear(a, b, generator=chance, dtype=np.float32) for a, b in pairwise(sizes)]
    for layer in linear[:-1]:
        layer.bias.data += np.float32(bias)
    network = nn.Sequential(
        *(p for layer in linear[:-1] for p in (layer, nn.Activation(nn.relu))), linear[-1]
    )
    optimizer = nn.SGD(network.parameters(), learning_rate=rate)
    entropy = nn.Loss(nn.softmax_cross_entropy)
    for _ in range(steps):
        chosen = chance.integers(0, SAMPLES, 50)
        optimizer.zero_gradients()
        entropy(network(nn.Tensor(x[chosen])), y[chosen]).backward()
        optimizer.step()
    return network, x[:CHECKED], y[:CHECKED]


@pytest.mark.parametrize(("bias", "rate"), [(0.0, 0.1), (-0.3, 0.5)])
def test_dead_units_are_those_without_any_gradient(bias: float, rate: float) -> None:
    state = last(bias, rate, steps=20)
    network, x, y = trained(bias, rate, 20)
    network.zero_gradients()
    loss = nn.Loss(nn.softmax_cross_entropy)(network(nn.Tensor(x)), y)
    loss.backward()
    assert state.losses[-1] == pytest.approx(loss.item(), rel=1e-5)
    for k in range(LAYERS):
        gradient = network[2 * k].bias.grad
        assert gradient is not None
        assert (gradient[state.gone[k]] == 0).all()
        if not state.gone[2].all():
            assert (gradient[~state.gone[k]] != 0).all()
    assert 0 < state.gone.mean() < 1
    np.testing.assert_allclose(state.dead[-1], state.gone.mean(axis=1))
    assert (state.active[state.gone] == 0).all()


def test_the_lessons() -> None:
    assert last(0.0, 0.1).dead[-1].mean() < 0.2
    assert last(0.0, 1.0).dead[-1].mean() > 0.5
    assert next(lives(-0.5, 0.1)).dead[0].mean() > 0.4
    assert next(lives(0.5, 0.1)).dead[0][0] < 0.5 * next(lives(0.0, 0.1)).dead[0][0]
    assert not last(0.0, 1.0, unit="leaky_relu").gone.any()


def test_a_training_that_is_lost_says_so() -> None:
    state = last(0.0, 4.0)
    assert state.lost
    assert np.isfinite(state.losses).all()
    widget = show.dead_relu_meter(learning_rate=4)
    assert "no longer finite" in widget.answer["words"]
    assert widget.answer["done"] == 1


def test_the_widget_shows_the_last_state() -> None:
    widget = show.dead_relu_meter()
    widget.move(rate=0.5)
    state = last(0.0, 0.5, steps=STEPS)
    assert widget.number("dead") == state.dead[-1].mean()
    assert widget.number("loss") == state.losses[-1]


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    widget = show.dead_relu_meter()
    widget.move(**PRESETS[name])
    assert widget.answer["error"] == ""


WRONG: list[tuple[Any, str]] = [
    (lambda: show.dead_relu_meter(bias=2), "bias must be a finite number at least -1"),
    (lambda: show.dead_relu_meter(learning_rate=np.inf), "rate must be a finite number"),
    (lambda: show.dead_relu_meter(unit="tanh"), "unit must be one of 'relu', 'leaky_relu'"),
    (lambda: next(lives(0, -1)), "learning_rate must be a finite number at least 0"),
    (lambda: next(lives(0, 1, steps=0)), "steps must be an integer at least 1"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_wrong_arguments_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
