"""Multiclass hinge loss: by loops, at the kink, without a margin."""

import numpy as np
import pytest

from course import nn


@pytest.fixture
def batch(generator):
    return generator.normal(0, 3, (6, 4)), np.array([0, 1, 2, 3, 1, 0])


def by_loops(scores, label, margin):
    total = 0.0
    for j, score in enumerate(scores):
        if j != label and score - scores[label] + margin > 0:
            total += score - scores[label] + margin
    return total


@pytest.mark.parametrize("margin", [0.0, 0.5, 1.0, 10.0])
def test_by_loops(batch, margin):
    scores, labels = batch
    losses = nn.hinge(scores, labels, margin=margin, reduction="none")
    expected = [by_loops(row, y, margin) for row, y in zip(scores, labels, strict=True)]
    np.testing.assert_allclose(losses, expected, rtol=1e-13)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("margin", [0.0, 1.0, 10.0])
def test_gradient(batch, reduction, margin, assert_gradient):
    scores, labels = batch
    assert_gradient(
        lambda s: nn.hinge(s, labels, margin=margin, reduction=reduction),
        scores,
        nn.hinge_gradient(scores, labels, margin=margin, reduction=reduction),
    )


def test_gradient_by_hand():
    gradient = nn.hinge_gradient([[3.2, 5.1, 2.9]], [0])
    np.testing.assert_array_equal(gradient, [[-2, 1, 1]])


def test_at_the_kink_the_slope_is_zero():
    assert nn.hinge([[1.0, 0.0]], [0]) == 0
    np.testing.assert_array_equal(nn.hinge_gradient([[1.0, 0.0]], [0]), [[0, 0]])
    np.testing.assert_array_equal(nn.hinge_gradient([[2.0, 2.0]], [0], margin=0), [[0, 0]])


def test_saturates_where_softmax_does_not():
    scores, label = np.array([[5.0, -3.0, 2.0]]), [0]
    assert not nn.hinge_gradient(scores, label).any()
    assert nn.softmax_cross_entropy_gradient(scores, label).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_huge_scores(dtype):
    scores = np.array([[1e4, -1e4, 0]], dtype)
    assert nn.hinge(scores, [0]) == 0
    assert nn.hinge(scores, [1]) == dtype(2e4 + 1 + 1e4 + 1)


def test_one_class_has_nothing_to_lose():
    assert nn.hinge([[3.0], [1.0]], [0, 0]) == 0
    np.testing.assert_array_equal(nn.hinge_gradient([[3.0], [1.0]], [0, 0]), [[0], [0]])


def test_float32_margin_does_not_widen():
    scores = np.zeros((2, 3), np.float32)
    assert nn.hinge(scores, [0, 1], margin=0.1).dtype == np.float32


@pytest.mark.parametrize(
    ("scores", "labels", "options", "error", "message"),
    [
        (np.zeros((1, 3)), [0], {"margin": -0.1}, ValueError, "margin must be .* at least 0"),
        (np.zeros((1, 3)), [0], {"margin": np.nan}, ValueError, "margin must be a finite number"),
        (np.zeros((1, 3)), [0], {"margin": "1"}, TypeError, "margin must be a number"),
        (np.zeros((1, 3)), [3], {}, ValueError, "labels must be from 0 to 2"),
        (np.zeros((2, 0)), [0, 0], {}, ValueError, "scores must have at least one class"),
        (np.zeros((1, 3), int), [0], {}, TypeError, "scores must be float32 or float64"),
    ],
)
def test_what_is_refused(scores, labels, options, error, message):
    for function in (nn.hinge, nn.hinge_gradient):
        with pytest.raises(error, match=message):
            function(scores, labels, **options)
