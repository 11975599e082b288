"""Reductions, seen alone."""

import numpy as np
import pytest

from course.nn.losses.reduction import reduce_gradient, reduce_losses


def test_losses():
    losses = np.array([1.0, 2.0, 6.0])
    assert reduce_losses(losses, "none") is losses
    assert reduce_losses(losses, "sum") == 9
    assert reduce_losses(losses, "mean") == 3


def test_a_mean_divides_by_the_losses_not_by_the_entries_of_the_gradient():
    gradient = reduce_gradient(np.ones((2, 5)), 2, "mean")
    np.testing.assert_array_equal(gradient, np.full((2, 5), 0.5))
    for reduction in ("sum", "none"):
        np.testing.assert_array_equal(
            reduce_gradient(np.ones((2, 5)), 2, reduction), np.ones((2, 5))
        )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dtype(dtype):
    losses = np.ones(3, dtype)
    assert reduce_losses(losses, "mean").dtype == dtype
    assert reduce_losses(losses, "sum").dtype == dtype
    assert reduce_gradient(losses, 3, "mean").dtype == dtype


def test_empty():
    empty = np.zeros(0)
    assert reduce_losses(empty, "sum") == 0
    assert reduce_losses(empty, "none").shape == (0,)
    with pytest.raises(ValueError, match="reduction='mean' needs at least one sample"):
        reduce_losses(empty, "mean")
    with pytest.raises(ValueError, match="reduction='mean' needs at least one sample"):
        reduce_gradient(empty, 0, "mean")


@pytest.mark.parametrize("wrong", ["average", "", None, 1, True, ["mean"], np.zeros(2)])
def test_unknown_reduction(wrong):
    for function in (
        lambda: reduce_losses(np.ones(2), wrong),
        lambda: reduce_gradient(np.ones(2), 2, wrong),
    ):
        with pytest.raises(ValueError, match="reduction must be one of 'mean', 'sum', 'none', got"):
            function()
