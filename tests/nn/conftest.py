"""What the tests of the library share: a seeded generator and a strict gradient check."""

import numpy as np
import pytest

from course.nn import directional_error, numerical_gradient


@pytest.fixture
def generator():
    return np.random.default_rng(20240229)


@pytest.fixture
def assert_gradient(generator):
    """Compare a gradient with finite differences, along random directions and each element."""

    def check(function, x, gradient):
        error = directional_error(function, x, gradient, generator=generator, directions=8)
        assert error < 1e-7
        numeric = numerical_gradient(function, x)
        np.testing.assert_allclose(gradient, numeric, rtol=1e-6, atol=1e-8)

    return check
