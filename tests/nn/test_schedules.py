"""Learning-rate schedules at their corners and along the way."""

import math

import numpy as np
import pytest

from course.nn.schedules import (
    Cosine,
    CyclicalTriangle,
    ExponentialDecay,
    NewBob,
    OneCycle,
    StepDecay,
    WarmUp,
)


def rates(schedule, steps):
    return [schedule(step) for step in range(steps)]


def test_step_decay():
    expected = [0.8] * 3 + [0.4] * 3 + [0.2] * 2
    np.testing.assert_allclose(rates(StepDecay(0.8, factor=0.5, every=3), 8), expected)


def test_exponential_decay_halves_in_equal_times():
    schedule = ExponentialDecay(0.8, rate=math.log(2) / 5)
    np.testing.assert_allclose([schedule(t) for t in (0, 5, 10, 15)], [0.8, 0.4, 0.2, 0.1])
    assert schedule(1) == pytest.approx(0.8 * math.exp(-math.log(2) / 5))


def test_cosine():
    schedule = Cosine(1.0, steps=10, lowest=0.2)
    np.testing.assert_allclose([schedule(t) for t in (0, 5, 10, 11, 99)], [1, 0.6, 0.2, 0.2, 0.2])
    assert schedule(1) == pytest.approx(0.2 + 0.8 * (1 + math.cos(math.pi / 10)) / 2)
    assert (np.diff(rates(schedule, 11)) < 0).all()


def test_warm_up():
    np.testing.assert_allclose(
        rates(WarmUp(0.4, steps=4, start=0.25), 7), [0.1, 0.175, 0.25, 0.325, 0.4, 0.4, 0.4]
    )
    decay = StepDecay(1.0, factor=0.5, every=2)
    np.testing.assert_allclose(
        rates(WarmUp(decay, steps=2, start=0.5), 5), [0.5, 0.75, 0.5, 0.5, 0.25]
    )


def test_cyclical_triangle():
    schedule = CyclicalTriangle(0.1, 0.5, half_period=4)
    np.testing.assert_allclose(
        rates(schedule, 11), [0.1, 0.2, 0.3, 0.4, 0.5, 0.4, 0.3, 0.2, 0.1, 0.2, 0.3]
    )


def test_one_cycle():
    schedule = OneCycle(1.0, steps=101, rise=0.4)
    np.testing.assert_allclose(
        [schedule(t) for t in (0, 20, 40, 60, 80, 90, 100, 500)],
        [0.1, 0.55, 1, 0.55, 0.1, 0.0505, 0.001, 0.001],
    )


@pytest.mark.parametrize("steps", [4, 5, 7, 30])
@pytest.mark.parametrize("rise", [0.1, 0.45, 0.5])
def test_one_cycle_stays_within_its_range(steps, rise):
    found = rates(OneCycle(1.0, steps=steps, rise=rise), steps + 2)
    assert found[0] == pytest.approx(0.1)
    assert found[-1] == pytest.approx(0.001)
    assert min(found) >= 0.001
    assert max(found) <= 1


def test_new_bob_halves_at_each_rise():
    schedule = NewBob(0.8)
    found = []
    for error in (0.9, 0.7, 0.8, 0.75, 0.75, 0.9, 1.0):
        schedule.observe(error)
        found.append(schedule(0))
    np.testing.assert_allclose(found, [0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.1])
    quarter = NewBob(0.8, factor=0.25)
    quarter.observe(1)
    quarter.observe(2)
    assert quarter(7) == pytest.approx(0.2)


EVERY = [
    StepDecay(0.1, 0.5, 2),
    ExponentialDecay(0.1, 0.5),
    Cosine(0.1, 5),
    WarmUp(0.1, 5),
    CyclicalTriangle(0.01, 0.1, 5),
    OneCycle(0.1, 5),
    NewBob(0.1),
]


@pytest.mark.parametrize("schedule", EVERY, ids=lambda s: type(s).__name__)
def test_every_schedule_returns_a_float_and_checks_its_step(schedule):
    assert type(schedule(np.int64(3))) is float
    assert 0 <= schedule(10**6) <= 0.1
    for wrong in (1.0, "1", None, True):
        with pytest.raises(TypeError, match="step must be an integer"):
            schedule(wrong)
    with pytest.raises(ValueError, match="step must be an integer at least 0, got -1"):
        schedule(-1)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: StepDecay(-0.1, 0.5, 2), "learning_rate must be"),
        (lambda: StepDecay(0.1, 1.5, 2), "factor must be .* at most 1"),
        (lambda: StepDecay(0.1, 0.5, 0), "every must be an integer at least 1"),
        (lambda: ExponentialDecay(np.inf, 0.5), "learning_rate must be"),
        (lambda: ExponentialDecay(0.1, -0.5), "rate must be"),
        (lambda: Cosine(0.1, 0), "steps must be"),
        (lambda: Cosine(0.1, 5, lowest=0.2), "learning_rate must be .* at least 0.2"),
        (lambda: Cosine(0.1, 5, lowest=-0.2), "lowest must be"),
        (lambda: WarmUp(-0.1, 5), "schedule must be"),
        (lambda: WarmUp("fast", 5), "schedule must be"),
        (lambda: WarmUp(0.1, 0), "steps must be"),
        (lambda: WarmUp(0.1, 5, start=0), "start must be .* above 0"),
        (lambda: CyclicalTriangle(0.2, 0.1, 5), "highest must be .* at least 0.2"),
        (lambda: CyclicalTriangle(-0.1, 0.1, 5), "lowest must be"),
        (lambda: CyclicalTriangle(0.1, 0.2, 0), "half_period must be"),
        (lambda: OneCycle(-1, 10), "highest must be"),
        (lambda: OneCycle(1, 3), "steps must be an integer at least 4"),
        (lambda: OneCycle(1, 10, rise=0.6), "rise must be .* at most 0.5"),
        (lambda: NewBob(-1), "learning_rate must be"),
        (lambda: NewBob(1, factor=2), "factor must be"),
        (lambda: NewBob(1).observe(np.nan), "validation_error must be a finite number"),
    ],
)
def test_what_is_refused(make, message):
    with pytest.raises((TypeError, ValueError), match=message):
        make()


def test_schedules_do_not_change():
    with pytest.raises(AttributeError):
        EVERY[0].learning_rate = 1
