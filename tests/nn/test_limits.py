"""Limits of logarithms at 0."""

import numpy as np

from course.nn.losses.limits import log, surprise


def test_log():
    np.testing.assert_array_equal(log(np.array([0.0, 1.0])), [-np.inf, 0])
    assert np.isnan(log(np.array([np.nan]))).all()


def test_surprise():
    weights = np.array([0.0, 0.0, 2.0, 2.0, np.nan, 0.0, 2.0])
    logs = np.array([-np.inf, -3.0, -3.0, -np.inf, -1.0, np.nan, np.nan])
    expected = [0, 0, 6, np.inf, np.nan, np.nan, np.nan]
    found = surprise(weights, logs)
    np.testing.assert_array_equal(found, expected)
    assert not np.signbit(found[:2]).any()
