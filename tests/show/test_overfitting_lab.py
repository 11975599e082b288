"""The overfitting lab trains as `nn.fit` does, and its double descent is least squares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.nn.data import two_moons
from course.show.double_descent import SAMPLES, WIDTHS, double_descent
from course.show.overfitting import LEARNING_RATE, SEED, VALIDATION, _network, overfit
from course.show.overfitting_lab import EPOCHS, PATIENCE, PRESETS


def last(*arguments: Any, **options: Any) -> Any:
    return list(overfit(*arguments, **options))[-1]


@pytest.mark.parametrize("options", [{}, {"l2": 0.03}, {"dropout": 0.4}])
def test_losses_are_those_of_a_run_of_fit(options: dict[str, float]) -> None:
    state = last(6, noise=0.25, epochs=20, **options)
    chance = np.random.default_rng(SEED)
    (x, y), (new, new_y) = (two_moons(n, chance, noise=0.25) for n in (40, VALIDATION))
    network = _network(6, options.get("dropout", 0.0), chance)
    optimizer = nn.Adam(
        network.parameters(), learning_rate=LEARNING_RATE, weight_decay=options.get("l2", 0.0)
    )
    entropy = nn.Loss(nn.binary_cross_entropy_with_logits)
    history = nn.fit(
        network,
        lambda logits, targets: entropy(logits[:, 0], targets),
        optimizer,
        [(nn.Tensor(x.astype(np.float32)), y.astype(np.float32))],
        epochs=20,
        validation=[(nn.Tensor(new.astype(np.float32)), new_y.astype(np.float32))],
    )
    assert state.measured == [0, 5, 10, 15, 20]
    ours = state.validation[1:]
    np.testing.assert_allclose(ours, history.validation_loss[4::5], rtol=1e-5)


def test_early_stopping_takes_the_best_weights_back() -> None:
    free, stopped = last(48, epochs=300), last(48, epochs=300, patience=30)
    assert stopped.stopped
    assert stopped.epoch < 300
    best = stopped.validation[stopped.best]
    assert best == min(free.validation)
    assert best < 0.7 * free.validation[-1]
    # The surface is that of the best weights, not of the last ones.
    again = last(48, epochs=stopped.measured[stopped.best])
    np.testing.assert_allclose(stopped.surface, again.surface, atol=1e-6)
    assert stopped.accuracy == again.accuracy


def test_the_lessons() -> None:
    small, large = last(2, epochs=300), last(64, epochs=300)
    decayed = last(64, epochs=300, l2=0.03)
    assert large.training[-1] < 0.1 * small.training[-1]
    assert large.validation[-1] > 1.5 * min(large.validation)
    assert decayed.validation[-1] < 1.1 * min(decayed.validation)


def test_double_descent_is_least_squares_on_random_features() -> None:
    noise = 0.3
    training, new = double_descent(noise, 0.0)
    ridge_training, _ = double_descent(noise, 0.01)
    place = 10
    width = int(WIDTHS[place])
    ours: dict[float, list[float]] = {0.0: [], 0.01: []}
    for draw in range(5):
        chance = np.random.default_rng(draw)
        x, labels = two_moons(SAMPLES, chance, noise=noise)
        two_moons(300, chance, noise=noise)
        a, b = chance.standard_normal((2, WIDTHS[-1])), chance.standard_normal(WIDTHS[-1])
        features = np.maximum(x @ a + b, 0)[:, :width] / np.sqrt(width)
        signs = 2.0 * labels - 1
        for l2, errors in ours.items():
            stacked = np.vstack([features, np.sqrt(l2 * SAMPLES) * np.eye(width)])
            target = np.concatenate([signs, np.zeros(width)])
            w = np.linalg.lstsq(stacked, target)[0]
            errors.append(float(np.mean((features @ w - signs) ** 2)))
    assert width < SAMPLES
    assert training[place] == pytest.approx(np.median(ours[0.0]), rel=1e-6)
    assert ridge_training[place] == pytest.approx(np.median(ours[0.01]), rel=1e-6)
    assert (training[WIDTHS > 2 * SAMPLES] < 1e-9).all()
    peak = new[np.abs(WIDTHS - SAMPLES) < 12].max()
    assert peak > 10 * new[WIDTHS < 12].min()
    assert peak > 10 * new[-1]
    assert double_descent(noise, 0.01)[1].max() < 1


def test_the_widget_reports_the_last_state() -> None:
    widget = show.overfitting_lab(units=8, noise=0.2)
    state = last(8, noise=0.2, epochs=EPOCHS)
    assert widget.number("validation") == state.validation[-1]
    widget.move(early=True, units=64)
    state = last(64, noise=0.2, epochs=EPOCHS, patience=PATIENCE)
    assert state.stopped
    assert widget.number("validation") == min(state.validation)
    assert "stopped early" in widget.answer["words"]


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    widget = show.overfitting_lab()
    widget.move(**PRESETS[name])
    assert widget.answer["error"] == ""
    assert widget.answer["done"] == 1


WRONG: list[tuple[Any, str]] = [
    (lambda: show.overfitting_lab(0), "units must be a finite number at least 1"),
    (lambda: show.overfitting_lab(noise=np.nan), "noise must be a finite number"),
    (lambda: show.overfitting_lab(l2=-1), "l2 must be a finite number at least 0"),
    (lambda: show.overfitting_lab(dropout=1), "dropout must be a finite number"),
    (lambda: double_descent(-1.0, 0), "noise must be a finite number at least 0"),
    (lambda: next(overfit(4, epochs=0)), "epochs must be an integer at least 1"),
    (lambda: next(overfit(4, dropout=1)), "rate must be"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_wrong_arguments_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
