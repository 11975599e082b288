"""The unroller's gradients are the engine's, and its lessons hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show import through_time
from course.show.rnn_unroller import PRESETS
from course.show.through_time import BATCH, FEATURES, SEED, STEP_SIZE, UNITS, unroll


def network(radius: float, steps: int) -> tuple[np.ndarray, np.ndarray, list[nn.Tensor]]:
    """The same network, drawn again in the documented order."""
    chance = np.random.default_rng(SEED)
    x = chance.standard_normal((BATCH, steps, FEATURES))
    targets = chance.standard_normal((BATCH, 1))
    w = chance.standard_normal((FEATURES, UNITS)) * 0.1
    u = radius * through_time._of_radius_one("random")
    v = chance.standard_normal((UNITS, 1)) / np.sqrt(UNITS)
    weights = [nn.Tensor(a, requires_grad=True) for a in (w, u, np.zeros(UNITS), v)]
    return x, targets, weights


def loss_of(x: Any, targets: Any, weights: list[nn.Tensor], activation: str) -> nn.Tensor:
    w, u, b, v = weights
    last = nn.rnn(nn.Tensor(x), w, u, b, activation=activation)[1]
    return ((last @ v - targets) ** 2).mean()


@pytest.mark.parametrize("activation", ["tanh", "relu"])
def test_all_numbers_are_the_engine_s(activation: str) -> None:
    found = unroll(1.3, steps=12, matrix="random", activation=activation, clip=0.5)
    x, targets, weights = network(1.3, 12)
    loss = loss_of(x, targets, weights, activation)
    loss.backward()
    assert found.loss == pytest.approx(loss.item(), rel=1e-12)
    squares = sum(float((weight.grad**2).sum()) for weight in weights if weight.grad is not None)
    assert found.norm == pytest.approx(np.sqrt(squares), rel=1e-10)
    before = [weight.data.copy() for weight in weights]
    nn.SGD(weights, learning_rate=STEP_SIZE).step()
    after = loss_of(x, targets, weights, activation).item()
    assert found.loss_after == pytest.approx(after, rel=1e-9)
    for weight, array in zip(weights, before, strict=True):
        weight.data = array
    nn.clip_gradient_norm(weights, 0.5)
    nn.SGD(weights, learning_rate=STEP_SIZE).step()
    after = loss_of(x, targets, weights, activation).item()
    assert found.loss_after_clipping == pytest.approx(after, rel=1e-9)


def test_the_gradient_of_a_state_is_that_of_the_rest_of_the_network() -> None:
    found = unroll(1.3, steps=12, matrix="random")
    x, targets, (w, u, b, v) = network(1.3, 12)
    states = nn.rnn(nn.Tensor(x), w, u, b)[0].data
    for t in (1, 7, 12):
        h = nn.Tensor(states[:, t - 1].copy(), requires_grad=True)
        last = nn.rnn(nn.Tensor(x[:, t:]), w, u, b, h)[1] if t < 12 else h
        ((last @ v - targets) ** 2).mean().backward()
        assert h.grad is not None
        assert found.state_gradients[t - 1] == pytest.approx(np.linalg.norm(h.grad), rel=1e-10)


def test_shares_of_a_single_step_back_add_up() -> None:
    found = unroll(1.0, steps=2)
    assert found.shares[0] == 0  # h_0 is zero, so step 1 teaches U nothing
    assert found.shares[1] > 0


@pytest.mark.parametrize("matrix", through_time.MATRICES)
def test_the_spectral_radius_is_what_the_slider_says(matrix: str) -> None:
    eigenvalues = np.abs(np.linalg.eigvals(through_time._of_radius_one(matrix)))
    assert eigenvalues.max() == pytest.approx(1)
    if matrix == "rotation":
        np.testing.assert_allclose(eigenvalues, 1)


def test_the_lessons() -> None:
    def change(**values: Any) -> float:
        found = unroll(**values)
        return float(found.state_gradients[0] / found.state_gradients[-1])

    assert change(radius=0.8) < 1e-3
    assert 0.3 < change(radius=1.2) < 3
    assert change(radius=1.8, activation="relu") > 20
    wild = unroll(1.8, activation="relu", clip=1.0)
    assert wild.loss_after > 100 * wild.loss
    assert wild.loss_after_clipping < 2 * wild.loss
    assert unroll(1.8, steps=60, activation="relu").loss_after == np.inf


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    widget = show.rnn_unroller(steps=60)
    widget.move(**PRESETS[name])
    assert widget.answer["error"] == ""
    values = {**widget.values}
    found = unroll(
        values["radius"], steps=60, matrix=values["matrix"], activation=values["activation"],
        clip=values["clip"],
    )  # fmt: skip
    after = found.loss_after_clipping if values["clipping"] else found.loss_after
    assert widget.number("after") == after
    assert widget.number("norm") == found.norm
    clipped = values["clipping"] and found.norm > values["clip"]
    assert widget.number("used") == (values["clip"] if clipped else found.norm)
    (told,) = (n["value"] for n in widget.answer["numbers"] if n["key"] == "after")
    assert told == (after if np.isfinite(after) else None)


WRONG: list[tuple[Any, str]] = [
    (lambda: show.rnn_unroller(radius=2.5), "radius must be a finite number at least 0.3"),
    (lambda: show.rnn_unroller(steps=0), "steps must be a finite number at least 5"),
    (lambda: show.rnn_unroller(matrix="x"), "matrix must be one of 'rotation', 'random'"),
    (lambda: show.rnn_unroller(activation="x"), "activation must be one of 'tanh', 'relu'"),
    (lambda: unroll(np.nan), "radius must be a finite number"),
    (lambda: unroll(1.0, steps=1), "steps must be an integer at least 2"),
    (lambda: unroll(1.0, clip=0), "clip must be a finite number above 0"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_wrong_arguments_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
