"""Does the gradient check see what it must see, and pass what is right?"""

import math

import numpy as np
import pytest

from course.nn import directional_error, numerical_gradient


def cubic(x):
    return (x**3).sum() + x.prod()


def cubic_gradient(x):
    return 3 * x**2 + x.prod() / x


@pytest.mark.parametrize("shape", [(), (4,), (2, 3), (2, 1, 2)])
def test_a_right_gradient_passes(shape, generator):
    x = np.asarray(generator.uniform(0.5, 2, shape))
    np.testing.assert_allclose(numerical_gradient(cubic, x), cubic_gradient(x), rtol=1e-8)
    assert directional_error(cubic, x, cubic_gradient(x), generator=generator) < 1e-8


@pytest.mark.parametrize(
    "wrong",
    [
        lambda g: -g,
        lambda g: 2 * g,
        lambda g: g / g.size,
        lambda g: g.T.copy() if g.shape[0] == g.shape[1] else g[::-1],
        lambda g: np.zeros_like(g),
        lambda g: g + 1e-3,
        lambda g: np.where(np.arange(g.size).reshape(g.shape) == 4, 0, g),
        lambda g: np.where(np.arange(g.size).reshape(g.shape) == 4, np.nan, g),
        lambda g: np.full_like(g, np.inf),
    ],
)
def test_a_wrong_gradient_is_seen(wrong, generator):
    x = generator.uniform(0.5, 2, (3, 3))
    gradient = wrong(cubic_gradient(x))
    assert directional_error(cubic, x, gradient, generator=generator) > 1e-6


def test_a_function_of_nan_fails_the_check(generator):
    error = directional_error(lambda x: math.nan, np.ones(2), np.zeros(2), generator=generator)
    assert error == math.inf


def test_the_same_seed_gives_the_same_check():
    x = np.ones((3, 2))
    errors = {
        directional_error(cubic, x, x, generator=np.random.default_rng(5), directions=2)
        for _ in range(3)
    }
    assert len(errors) == 1


def test_the_error_is_relative_for_steep_functions(generator):
    x = generator.uniform(0.5, 2, 5)
    error = directional_error(
        lambda v: 1e8 * cubic(v), x, 1e8 * cubic_gradient(x), generator=generator
    )
    assert error < 1e-7


def test_x_is_left_alone(generator):
    x = np.ones(3)
    x.flags.writeable = False
    numerical_gradient(cubic, x)
    directional_error(cubic, x, x, generator=generator)


def test_a_function_that_writes_into_its_argument_does_no_harm():
    def greedy(x):
        value = (x**2).sum()
        x[:] = 0
        return value

    x = np.array([1.0, 2.0])
    np.testing.assert_allclose(numerical_gradient(greedy, x), 2 * x, rtol=1e-8)
    np.testing.assert_array_equal(x, [1, 2])


def test_nothing_to_check(generator):
    empty = np.zeros((0, 3))
    assert numerical_gradient(lambda x: x.sum(), empty).shape == (0, 3)
    assert directional_error(lambda x: x.sum(), empty, empty, generator=generator) == 0


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"x": np.ones(2, np.float32)}, TypeError, "x must be float64 .* got float32"),
        ({"x": "point"}, TypeError, "x must be an array of floats"),
        ({"function": 3}, TypeError, "function must be callable with x"),
        ({"function": lambda x: x}, ValueError, "function must return one number"),
        ({"function": lambda x: "high"}, TypeError, "function must return a real number"),
        ({"function": lambda x: None}, TypeError, "function must return a real number"),
        ({"step": 0}, ValueError, "step must be a finite number above 0"),
        ({"gradient": np.ones(3)}, ValueError, r"gradient must have the shape of x, \(2,\)"),
        ({"directions": 0}, ValueError, "directions must be an integer at least 1"),
        ({"directions": 2.5}, TypeError, "directions must be an integer"),
        ({"generator": 0}, TypeError, r"generator must be a numpy.random.Generator.*default_rng"),
    ],
)
def test_what_is_refused(change, error, message, generator):
    arguments = {"function": cubic, "x": np.ones(2), "gradient": np.ones(2), "generator": generator}
    arguments |= change
    with pytest.raises(error, match=message):
        directional_error(**arguments)
    if not {"gradient", "directions", "generator"} & set(change):
        del arguments["gradient"], arguments["generator"]
        with pytest.raises(error, match=message):
            numerical_gradient(**arguments)
