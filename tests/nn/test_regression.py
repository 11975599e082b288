"""Losses of real-valued targets: values by hand, gradients, ties and outliers."""

import math

import numpy as np
import pytest

from course import nn

# Each loss of one error e = prediction - target, written another way: case by case, in Python.
BY_CASES = {
    "mean_squared_error": lambda e: e * e,
    "mean_absolute_error": lambda e: e if e > 0 else -e,
    "huber": lambda e: e * e / 2 if -1 <= e <= 1 else (e if e > 0 else -e) - 0.5,
    "smooth_l1": lambda e: e * e / 2 if -1 < e < 1 else (e if e > 0 else -e) - 0.5,
    "quantile_loss": lambda e: e / 2 if e > 0 else -e / 2,
}
each_loss = pytest.mark.parametrize("name", BY_CASES)


@each_loss
def test_value_case_by_case(name, generator):
    predictions, targets = generator.normal(0, 2, (2, 4, 5))
    losses = getattr(nn, name)(predictions, targets, reduction="none")
    expected = np.vectorize(BY_CASES[name])(predictions - targets)
    np.testing.assert_allclose(losses, expected, rtol=1e-14)
    mean = math.fsum(expected.ravel()) / 20
    assert getattr(nn, name)(predictions, targets) == pytest.approx(mean, rel=1e-14)


@each_loss
@pytest.mark.parametrize("shape", [(), (7,), (4, 3), (2, 3, 2)])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradient(name, shape, reduction, generator, assert_gradient):
    predictions, targets = generator.normal(0, 2, (2, *shape))
    value, gradient = getattr(nn, name), getattr(nn, f"{name}_gradient")
    assert_gradient(
        lambda x: value(x, targets, reduction=reduction),
        predictions,
        gradient(predictions, targets, reduction=reduction),
    )


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("huber", {"delta": 0.3}),
        ("huber", {"delta": 4.0}),
        ("smooth_l1", {"beta": 0.3}),
        ("smooth_l1", {"beta": 4.0}),
        ("quantile_loss", {"level": 0.1}),
        ("quantile_loss", {"level": 0.9}),
    ],
)
def test_gradient_with_options(name, options, generator, assert_gradient):
    predictions, targets = generator.normal(0, 2, (2, 30))
    value, gradient = getattr(nn, name), getattr(nn, f"{name}_gradient")
    assert_gradient(
        lambda x: value(x, targets, **options),
        predictions,
        gradient(predictions, targets, **options),
    )


def test_half_sum_squared_error(generator, assert_gradient):
    predictions, targets = generator.normal(0, 2, (2, 6, 3))
    exact = math.fsum((predictions - targets).ravel() ** 2) / 2
    assert nn.half_sum_squared_error(predictions, targets) == pytest.approx(exact, rel=1e-14)
    assert_gradient(
        lambda x: nn.half_sum_squared_error(x, targets),
        predictions,
        nn.half_sum_squared_error_gradient(predictions, targets),
    )
    assert nn.half_sum_squared_error(np.zeros((0, 3)), np.zeros((0, 3))) == 0
    single = predictions.astype(np.float32)
    assert nn.half_sum_squared_error(single, single + 1).dtype == np.float32
    assert nn.half_sum_squared_error_gradient(single, single + 1).dtype == np.float32


def test_subgradient_at_a_tie_is_zero():
    for name in BY_CASES:
        gradient = getattr(nn, f"{name}_gradient")([1.0, 2.0], [1.0, 0.0], reduction="none")
        assert gradient[0] == 0
        assert gradient[1] > 0


def test_huber_and_smooth_l1_join_smoothly():
    for error, slope in ((0.5, 0.5), (0.5 - 1e-9, 0.5), (0.5 + 1e-9, 0.5), (3.0, 0.5)):
        assert nn.huber_gradient([error], [0.0], delta=0.5) == pytest.approx(slope, abs=1e-8)
        assert nn.smooth_l1_gradient([error], [0.0], beta=0.5) == pytest.approx(2 * slope, abs=1e-8)
    assert nn.huber([0.5], [0.0], delta=0.5) == 0.125
    assert nn.smooth_l1([0.5], [0.0], beta=0.5) == 0.25
    assert nn.huber([2.0], [0.0], delta=0.5) == 0.5 * (2 - 0.25)


def test_smooth_l1_is_huber_divided_by_beta(generator):
    predictions, targets = generator.normal(0, 2, (2, 50))
    for beta in (0.1, 1.0, 3.0):
        np.testing.assert_allclose(
            nn.smooth_l1(predictions, targets, beta=beta),
            nn.huber(predictions, targets, delta=beta) / beta,
            rtol=1e-14,
        )


def test_robust_losses_do_not_square_an_outlier():
    far = np.array([1e30], np.float32)  # its square is beyond float32
    assert nn.huber(far, np.zeros_like(far)) == np.float32(1e30)
    assert nn.smooth_l1(far, np.zeros_like(far)) == np.float32(1e30)


@pytest.mark.parametrize(
    ("loss", "options", "best"),
    [
        ("mean_squared_error", {}, np.mean),
        ("mean_absolute_error", {}, np.median),
        ("quantile_loss", {"level": 0.9}, lambda x: np.quantile(x, 0.9)),
        ("quantile_loss", {"level": 0.2}, lambda x: np.quantile(x, 0.2)),
    ],
)
def test_the_best_constant(loss, options, best, generator):
    """Mean, median and quantiles are what the losses are the losses of."""
    sample = np.append(generator.normal(0, 1, 100), 50.0)  # one outlier
    constants = np.linspace(-2, 3, 2001)
    values = [getattr(nn, loss)(np.full(101, c), sample, **options) for c in constants]
    assert constants[np.argmin(values)] == pytest.approx(best(sample), abs=0.02)


def test_an_underestimate_costs_level_and_an_overestimate_the_rest():
    losses = nn.quantile_loss([0.0, 2.0], [1.0, 1.0], level=0.9, reduction="none")
    np.testing.assert_allclose(losses, [0.9, 0.1])
    gradient = nn.quantile_loss_gradient([0.0, 2.0], [1.0, 1.0], level=0.9, reduction="none")
    np.testing.assert_allclose(gradient, [-0.9, 0.1])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nn.huber([1.0], [1.0], delta=0), "delta must be a finite number above 0, got 0"),
        (lambda: nn.huber([1.0], [1.0], delta=np.inf), "delta must be a finite number above 0"),
        (lambda: nn.smooth_l1([1.0], [1.0], beta=-1), "beta must be a finite number above 0"),
        (lambda: nn.quantile_loss([1.0], [1.0], level=1), "level must be .* above 0 and below 1"),
        (lambda: nn.quantile_loss([1.0], [1.0], level=0), "level must be .* above 0 and below 1"),
        (
            lambda: nn.mean_squared_error(np.ones((3, 1)), np.ones(3)),
            r"predictions and targets must have the same shape, got predictions \(3, 1\)",
        ),
    ],
)
def test_wrong_options_and_shapes(call, message):
    with pytest.raises(ValueError, match=message):
        call()
