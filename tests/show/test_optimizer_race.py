"""The race takes the library's own steps, all runs at once and each by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.descent import OPTIMIZERS, SURFACES, bands, race
from course.show.optimizer_race import PRESETS, RATES


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_path_is_what_the_optimizer_does_by_itself(surface: str, name: str) -> None:
    ground = SURFACES[surface]
    rates = {**dict.fromkeys(OPTIMIZERS, 0.001), name: 0.02}
    found = race(surface, ground.start, rates, steps=30, momentum=0.8, memory=0.95)[name]
    point = nn.Tensor(np.array(ground.start), requires_grad=True)
    optimizer = OPTIMIZERS[name]([point], 0.02, 0.8, 0.95)
    for place, loss in zip(found.path, found.losses, strict=True):
        np.testing.assert_allclose(place, point.data, rtol=1e-12, atol=1e-14)
        value = ground.loss(point[0], point[1])
        assert loss == pytest.approx(value.item(), rel=1e-9, abs=1e-12)
        optimizer.zero_gradients()
        value.backward()
        optimizer.step()


@pytest.mark.parametrize("surface", SURFACES)
def test_the_lowest_loss_of_a_surface_is_reached_but_never_passed(surface: str) -> None:
    ground = SURFACES[surface]
    left, right, bottom, top = ground.box
    x, y = np.meshgrid(np.linspace(left, right, 801), np.linspace(bottom, top, 801))
    loss = ground.loss(x, y)
    assert -1e-12 <= loss.min() - ground.lowest < 5e-3
    assert left < ground.start[0] < right
    assert bottom < ground.start[1] < top
    assert bands(surface).max() == 11
    assert bands(surface).min() == 0


def test_sgd_on_the_ravine_is_lost_above_its_limit() -> None:
    # The steepest direction has the second derivative 2: beyond a rate of 1 every step overshoots.
    found = race("ravine", (-9, 3), {"SGD": 1.1, "Adam": 0.1}, steps=200)
    assert found["SGD"].lost
    assert len(found["SGD"].path) < 60
    assert np.abs(found["SGD"].path[:-1]).max() <= 1000 < np.abs(found["SGD"].path[-1]).max()
    assert not found["Adam"].lost
    assert len(found["Adam"].path) == 201
    assert not race("ravine", (-9, 3), {"SGD": 0.99}, steps=200)["SGD"].lost


def test_the_widget_reports_the_last_loss_of_those_who_race() -> None:
    widget = show.optimizer_race("bent valley", ["SGD", "Adam"])
    widget.move(**{"SGD rate": 0.02, "steps": 30})
    start = SURFACES["bent valley"].start
    found = race("bent valley", start, {"SGD": 0.02, "Adam": RATES["Adam"]}, steps=30)
    shown = {number["key"]: number["value"] for number in widget.answer["numbers"]}
    assert shown == {name: run.losses[-1] for name, run in found.items()}


def test_a_race_without_racers_says_so() -> None:
    widget = show.optimizer_race("saddle", ["SGD"])
    widget.move(SGD=False)
    assert widget.answer["words"] == "Nobody races: tick an optimizer."


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    widget = show.optimizer_race()
    before = widget.picture
    widget.move(**PRESETS[name])
    assert widget.picture != before
    assert widget.answer["error"] == ""


def test_a_rate_too_large_is_named() -> None:
    widget = show.optimizer_race()
    widget.move(**PRESETS["a rate too large"], steps=150)
    assert "SGD lost after" in widget.answer["words"]


WRONG: list[tuple[Any, str]] = [
    (lambda: show.optimizer_race("moon"), "surface must be one of 'ravine'"),
    (lambda: show.optimizer_race(racing=[]), "racing must name at least one of"),
    (lambda: show.optimizer_race(racing=["Lion"]), "racing must name at least one of"),
    (lambda: show.optimizer_race(racing="Adam"), "racing must name at least one of"),
    (lambda: race("ravine", (np.nan, 0), {"SGD": 0.1}), "start must hold finite numbers"),
    (lambda: race("ravine", (0, 0, 0), {"SGD": 0.1}), "start must have length 2"),
    (lambda: race("ravine", (0, 0), {"SGD": -1}), "the rate of SGD must be a finite number"),
    (lambda: race("ravine", (0, 0), {"SGD": 1}, momentum=1), "momentum must be .* below 1"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_wrong_arguments_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
