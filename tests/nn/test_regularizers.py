"""Regularizers and their gradients."""

import math

import numpy as np
import pytest

from course.nn.regularizers import elastic, elastic_gradient, l1, l1_gradient, l2, l2_gradient
from course.slides import figure

EVERY = [
    (l1, l1_gradient, {"strength": 0.3}),
    (l2, l2_gradient, {"strength": 0.3}),
    (elastic, elastic_gradient, {"l1_strength": 0.3, "l2_strength": 0.7}),
]
each = pytest.mark.parametrize(("value", "gradient", "options"), EVERY)


def test_values(generator):
    w = generator.standard_normal((3, 4))
    absolute, squares = math.fsum(abs(w.ravel())), math.fsum(w.ravel() ** 2)
    assert l1(w) == pytest.approx(absolute, rel=1e-14)
    assert l2(w, strength=0.5) == pytest.approx(squares / 2, rel=1e-14)
    both = elastic(w, l1_strength=0.1, l2_strength=0.2)
    assert both == pytest.approx(0.1 * absolute + 0.2 * squares, rel=1e-14)


def test_the_slides_vectors():
    inputs = figure("reg-l2").inputs
    assert (l2(inputs["w1"]), l2(inputs["w2"])) == figure("reg-l2").computed
    assert (l1(inputs["w1"]), l1(inputs["w2"])) == figure("reg-l1").computed


@each
@pytest.mark.parametrize("shape", [(), (5,), (3, 4), (2, 3, 2, 2)])
def test_gradient(value, gradient, options, shape, generator, assert_gradient):
    w = np.asarray(generator.standard_normal(shape))
    assert_gradient(lambda x: value(x, **options), w, gradient(w, **options))


@each
def test_dtype_nan_and_nothing(value, gradient, options):
    single = np.ones((2, 2), np.float32)
    assert value(single, **options).dtype == np.float32
    assert gradient(single, **options).dtype == np.float32
    assert np.isnan(value([1.0, np.nan], **options))
    np.testing.assert_array_equal(np.isnan(gradient([1.0, np.nan], **options)), [False, True])
    assert value(np.zeros((0, 3)), **options) == 0
    assert gradient(np.zeros((0, 3)), **options).shape == (0, 3)


def test_at_zero_the_subgradient_is_zero():
    np.testing.assert_array_equal(l1_gradient([0.0, -2.0]), [0, -1])
    np.testing.assert_array_equal(elastic_gradient([0.0]), [0])


@each
def test_what_is_refused(value, gradient, options):
    for function in (value, gradient):
        with pytest.raises(TypeError, match="weights must be float32 or float64"):
            function(np.ones(3, int), **options)
        for name in options:
            with pytest.raises(
                ValueError, match=f"{name} must be a finite number at least 0, got -1"
            ):
                function([1.0], **{name: -1})
            with pytest.raises(TypeError, match=f"{name} must be a number"):
                function([1.0], **{name: "1"})
