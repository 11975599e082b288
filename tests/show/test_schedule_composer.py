"""The composer's schedules are the library's, and its training follows them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.nn import schedules
from course.show.composed_schedule import (
    KINDS,
    MOMENTUM,
    STEPS,
    _data,
    compose,
    constant_course,
    train,
)
from course.show.schedule_composer import PRESETS


@pytest.mark.parametrize("kind", KINDS)
def test_a_schedule_starts_below_the_peak_and_keeps_to_its_ends(kind: str) -> None:
    schedule = compose(kind, 0.5, lowest=0.1, parts=4, warm_up=0)
    rates = np.array([schedule(step) for step in range(STEPS)])
    assert rates.max() == pytest.approx(0.5, rel=0.02)
    if kind != "one cycle":
        assert rates.min() >= 0.05 * (1 - 1e-9)
    if kind in ("steps", "exponential", "cosine"):
        assert rates[-1] == pytest.approx(0.05, rel=0.02)


def test_the_parts_are_those_of_the_library() -> None:
    assert compose("cosine", 0.2, lowest=0.1, parts=1, warm_up=0) == schedules.Cosine(
        0.2, STEPS, 0.1 * 0.2
    )
    assert compose("triangles", 0.2, lowest=0.5, parts=3, warm_up=10) == schedules.WarmUp(
        schedules.CyclicalTriangle(0.1, 0.2, 40), 10
    )
    assert compose("one cycle", 0.2, lowest=0.5, parts=3, warm_up=0) == schedules.OneCycle(
        0.2, STEPS
    )


def test_steps_make_as_many_cuts_as_asked() -> None:
    schedule = compose("steps", 1.0, lowest=0.001, parts=3, warm_up=0)
    rates = [schedule(step) for step in range(STEPS)]
    assert sum(a != b for a, b in pairwise(rates)) == 3


def test_the_training_is_sgd_with_that_rate_at_every_step() -> None:
    schedule = compose("cosine", 0.1, lowest=0.1, parts=1, warm_up=20)
    course = list(train(schedule))[-1]
    (x, labels), (new, new_labels) = _data()
    chance = np.random.default_rng(0)
    network = nn.Sequential(
        nn.Linear(64, 48, generator=chance, dtype=np.float32),
        nn.Activation(nn.relu),
        nn.Linear(48, 10, generator=chance, dtype=np.float32),
    )
    chosen = [chance.integers(0, len(x), 16) for _ in range(STEPS)]
    nn.fit(
        network,
        nn.Loss(nn.softmax_cross_entropy),
        nn.SGD(network.parameters(), learning_rate=1.0, momentum=MOMENTUM),
        [(nn.Tensor(x[c]), labels[c]) for c in chosen],
        epochs=1,
        schedule=schedule,
    )
    loss = nn.softmax_cross_entropy(network(nn.Tensor(new)).data, new_labels)
    assert course.validation[-1] == pytest.approx(float(loss), rel=1e-4)
    assert course.rates == [schedule(step) for step in range(STEPS)]
    assert course.measured[-1] == STEPS


def test_decay_helps_where_a_constant_rate_is_too_large() -> None:
    decayed = list(train(compose("cosine", 0.3, lowest=0.01, parts=1, warm_up=0)))[-1]
    assert decayed.validation[-1] < 0.5 * constant_course(0.3).validation[-1]


def test_a_training_that_is_lost_says_so() -> None:
    course = list(train(lambda step: 1e30))[-1]
    assert course.lost
    assert np.isfinite(course.validation).all()


def test_the_widget_shows_its_schedule_and_what_it_yields() -> None:
    widget = show.schedule_composer()
    widget.move(peak=0.1, warm_up=30)
    schedule = schedules.WarmUp(schedules.Cosine(0.1, STEPS, 0.001), 30)
    course = list(train(schedule))[-1]
    assert widget.number("loss") == course.validation[-1]
    assert widget.number("constant") == constant_course(0.1).validation[-1]
    assert widget.answer["words"].startswith(f"{schedule!r}: the validation loss is")


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_can_be_drawn(name: str) -> None:
    widget = show.schedule_composer()
    widget.move(**PRESETS[name])
    assert widget.answer["error"] == ""


WRONG: list[tuple[Any, str]] = [
    (lambda: show.schedule_composer("magic"), "kind must be one of 'constant', 'steps'"),
    (lambda: show.schedule_composer(peak=np.nan), "peak must be a finite number"),
    (lambda: show.schedule_composer(lowest=0), "lowest must be a finite number at least 0.001"),
    (lambda: show.schedule_composer(parts=9), "parts must be a finite number"),
    (lambda: show.schedule_composer(warm_up=-1), "warm_up must be a finite number at least 0"),
    (lambda: compose("x", 1, lowest=1, parts=1, warm_up=0), "kind must be one of"),
    (lambda: compose("steps", 0, lowest=1, parts=1, warm_up=0), "peak must be .* above 0"),
    (lambda: compose("steps", 1, lowest=1, parts=0, warm_up=0), "parts must be an integer"),
]


@pytest.mark.parametrize(("call", "message"), WRONG)
def test_wrong_arguments_are_refused(call: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
