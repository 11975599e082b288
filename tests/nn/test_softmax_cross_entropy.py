"""Softmax and its cross-entropy: exact values, huge logits, smoothing, weights."""

import math
from decimal import Decimal, localcontext
from itertools import product

import numpy as np
import pytest

from course import nn


def exact_loss(row, label):
    with localcontext() as context:
        context.prec = 60
        exponentials = [Decimal(float(z)).exp() for z in row]
        return float(sum(exponentials).ln() - Decimal(float(row[label])))


@pytest.fixture
def batch(generator):
    return generator.normal(0, 3, (6, 4)), np.array([0, 1, 2, 3, 1, 0])


def test_against_high_precision(batch):
    logits, labels = batch
    losses = nn.softmax_cross_entropy(logits, labels, reduction="none")
    exact = [exact_loss(row, label) for row, label in zip(logits, labels, strict=True)]
    np.testing.assert_allclose(losses, exact, rtol=1e-13)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"label_smoothing": 0.1},
        {"label_smoothing": 1.0},
        {"class_weights": [1.0, 0.5, 2.0, 0.0]},
        {"class_weights": [1.0, 0.5, 2.0, 3.0], "label_smoothing": 0.2},
    ],
)
def test_gradient(batch, reduction, options, assert_gradient):
    logits, labels = batch
    options = {**options, "reduction": reduction}
    assert_gradient(
        lambda z: nn.softmax_cross_entropy(z, labels, **options),
        logits,
        nn.softmax_cross_entropy_gradient(logits, labels, **options),
    )


def test_gradient_is_prediction_minus_truth(batch):
    logits, labels = batch
    gradient = nn.softmax_cross_entropy_gradient(logits, labels, reduction="none")
    np.testing.assert_allclose(gradient, nn.softmax(logits) - np.eye(4)[labels], rtol=1e-14)
    np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_huge_logits(dtype):
    logits = np.array([[1e4, -1e4, 0], [1e4, -1e4, 0], [-1e4, -1e4, -1e4]], dtype)
    labels = np.array([0, 1, 2])
    losses = nn.softmax_cross_entropy(logits, labels, reduction="none")
    np.testing.assert_allclose(losses, np.array([0, 2e4, math.log(3)], dtype), rtol=1e-6)
    assert not np.signbit(losses).any()
    gradient = nn.softmax_cross_entropy_gradient(logits, labels, reduction="none")
    third = 1 / 3
    wanted = [[0, 0, 0], [1, -1, 0], [third, third, third - 1]]
    np.testing.assert_allclose(gradient, np.array(wanted, dtype), rtol=1e-6)


def test_softmax_does_not_change_with_a_shift(batch):
    logits, _ = batch
    np.testing.assert_allclose(nn.softmax(logits), nn.softmax(logits + 1000), rtol=1e-11)
    np.testing.assert_allclose(nn.softmax(logits).sum(axis=1), 1, rtol=1e-15)


def test_log_softmax_is_nearly_a_hinge_for_a_clear_winner():
    logits = np.array([50.0, 3.0, -4.0])
    np.testing.assert_allclose(nn.log_softmax(logits), logits - logits.max(), atol=1e-15)


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2])
def test_axis(axis, generator):
    x = generator.normal(0, 2, (2, 3, 4))
    naive = np.exp(x) / np.exp(x).sum(axis=axis, keepdims=True)
    np.testing.assert_allclose(nn.softmax(x, axis), naive, rtol=1e-13)
    np.testing.assert_allclose(nn.log_softmax(x, axis), np.log(naive), rtol=1e-12)
    total = np.log(np.exp(x).sum(axis=axis))
    np.testing.assert_allclose(nn.log_sum_exp(x, axis), total, rtol=1e-13)


def test_log_sum_exp():
    assert nn.log_sum_exp([1e4, 1e4]) == pytest.approx(1e4 + math.log(2), rel=1e-15)
    assert nn.log_sum_exp([-1e4, -1e4]) == pytest.approx(-1e4 + math.log(2), rel=1e-15)
    assert nn.log_sum_exp([3.0]) == 3
    assert nn.log_sum_exp(np.zeros((2, 3), np.float32)).dtype == np.float32
    assert np.isnan(nn.log_sum_exp([np.nan, 1.0]))
    assert nn.log_sum_exp([-np.inf, -np.inf]) == -np.inf
    assert nn.log_sum_exp(np.zeros((2, 3)), None) == pytest.approx(math.log(6))
    assert isinstance(nn.log_sum_exp(nn.Tensor([3.0])), nn.Tensor)


def test_a_class_ruled_out():
    """A logit of -inf is a class with probability 0: no cost unless it is the truth."""
    logits = np.array([[0.0, -np.inf, 0.0]])
    assert nn.softmax_cross_entropy(logits, [0]) == pytest.approx(math.log(2))
    assert nn.softmax_cross_entropy(logits, [1]) == np.inf
    gradient = nn.softmax_cross_entropy_gradient(logits, [0])
    np.testing.assert_allclose(gradient, [[-0.5, 0, 0.5]])


def test_equal_scores_cost_log_of_the_classes():
    for classes in (1, 2, 10):
        loss = nn.softmax_cross_entropy(np.zeros((3, classes)), np.zeros(3, int))
        assert loss == pytest.approx(math.log(classes), abs=1e-15)


def test_label_smoothing_is_a_mixture_of_targets(batch):
    logits, labels = batch
    smooth = 0.9 * np.eye(4)[labels] + 0.1 / 4
    found = nn.softmax_cross_entropy(logits, labels, label_smoothing=0.1)
    assert found == pytest.approx(nn.cross_entropy(smooth, nn.softmax(logits)), rel=1e-12)


def test_label_smoothing_stops_overconfidence():
    """With smoothing the best score lead is finite: beyond it the loss rises again."""
    leads = np.linspace(0, 20, 401)
    losses = [
        nn.softmax_cross_entropy([[lead, 0.0, 0.0]], [0], label_smoothing=0.1) for lead in leads
    ]
    best = math.log((0.9 + 0.1 / 3) / (0.1 / 3))
    assert leads[np.argmin(losses)] == pytest.approx(best, abs=0.05)


def test_class_weights(batch):
    logits, labels = batch
    weights = np.array([1.0, 2.0, 0.5, 3.0])
    single = nn.softmax_cross_entropy(logits, labels, reduction="none") * weights[labels]
    found = nn.softmax_cross_entropy(logits, labels, class_weights=weights, reduction="none")
    np.testing.assert_allclose(found, single, rtol=1e-14)
    mean = nn.softmax_cross_entropy(logits, labels, class_weights=weights)
    assert mean == pytest.approx(single.sum() / weights[labels].sum(), rel=1e-14)


@pytest.mark.parametrize(
    ("logits", "labels", "options", "error", "message"),
    [
        (np.zeros(3), [0], {}, ValueError, r"logits must have 2 dimension\(s\), got 1"),
        (np.zeros((2, 0)), [0, 0], {}, ValueError, "logits must have at least one class"),
        (np.zeros((2, 3)), [0, 3], {}, ValueError, "labels must be from 0 to 2 .*got 3 at index 1"),
        (np.zeros((2, 3)), [-1, 0], {}, ValueError, "labels must be from 0 to 2 .*got -1"),
        (np.zeros((2, 3)), [0], {}, ValueError, r"labels must have shape \(2,\)"),
        (np.zeros((2, 3)), [0.0, 1.0], {}, TypeError, "labels must be integers"),
        (np.zeros((2, 3)), np.eye(3)[:2], {}, TypeError, r"one-hot .* argmax\(axis=1\)"),
        (np.zeros((2, 3), int), [0, 1], {}, TypeError, r"logits must be float32 or float64"),
        (
            np.zeros((1, 3)),
            [0],
            {"label_smoothing": 1.1},
            ValueError,
            "label_smoothing must be .* at least 0 and at most 1",
        ),
        (np.zeros((1, 3)), [0], {"class_weights": [1.0]}, ValueError, r"class_weights.*\(3,\)"),
        (
            np.zeros((1, 2)),
            [0],
            {"class_weights": [1.0, -1.0]},
            ValueError,
            "class_weights must be finite and at or above 0",
        ),
        (
            np.zeros((1, 2)),
            [0],
            {"class_weights": [1.0, np.inf]},
            ValueError,
            "class_weights must be finite",
        ),
        (np.zeros((1, 2)), [0], {"class_weights": [0.0, 1.0]}, ValueError, "class_weights give"),
        (
            np.zeros((0, 2)),
            np.zeros(0, int),
            {"class_weights": [1.0, 1.0]},
            ValueError,
            "needs at least one sample",
        ),
    ],
)
def test_what_is_refused(logits, labels, options, error, message):
    for function in (nn.softmax_cross_entropy, nn.softmax_cross_entropy_gradient):
        with pytest.raises(error, match=message):
            function(logits, labels, **options)


@pytest.mark.parametrize(
    ("function", "axis"),
    [
        *product((nn.softmax, nn.log_softmax, nn.log_sum_exp), (2, -3, 1.0, "0")),
        (nn.softmax, None),  # a sum of exponentials can run over everything
        (nn.log_softmax, None),
    ],
)
def test_axis_that_is_not_there(function, axis):
    with pytest.raises((TypeError, ValueError), match="axis"):
        function(np.zeros((2, 3)), axis)
