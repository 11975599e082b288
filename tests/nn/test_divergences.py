"""Entropy, cross-entropy, KL and squared earth mover's distance."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from course import nn


def exact_sum(p, q):
    """sum p log q with 50 digits; what p gives 0 counts 0."""
    with localcontext() as context:
        context.prec = 50
        terms = (Decimal(a) * Decimal(b).ln() for a, b in zip(p, q, strict=True) if a > 0)
        return sum(terms, Decimal(0))


@pytest.fixture
def pair(generator):
    return nn.softmax(generator.normal(0, 2, (2, 3, 5)))


def test_values_against_high_precision(pair):
    for p, q in zip(*pair, strict=True):
        assert nn.entropy(p) == pytest.approx(float(-exact_sum(p, p)), rel=1e-13)
        assert nn.cross_entropy(p, q) == pytest.approx(float(-exact_sum(p, q)), rel=1e-13)
        with localcontext() as context:
            context.prec = 50
            exact = float(exact_sum(p, p) - exact_sum(p, q))
        assert nn.kl_divergence(p, q) == pytest.approx(exact, rel=1e-12)


def test_squared_earth_mover_distance_by_loops(pair):
    for p, t in zip(*pair, strict=True):
        expected = sum((math.fsum(p[: c + 1]) - math.fsum(t[: c + 1])) ** 2 for c in range(5))
        assert nn.squared_earth_mover_distance(p, t) == pytest.approx(expected, rel=1e-12)


def test_ordered_classes_near_misses_cost_less():
    truth = [1.0, 0.0, 0.0, 0.0]
    distances = [nn.squared_earth_mover_distance(row, truth) for row in np.eye(4)]
    assert distances == [0, 1, 2, 3]  # one step, two steps, three steps away
    assert nn.cross_entropy(truth, [0.1, 0.9, 0, 0]) == nn.cross_entropy(truth, [0.1, 0, 0, 0.9])


def test_known_values():
    assert nn.entropy([0.25] * 4) == pytest.approx(math.log(4), rel=1e-15)
    assert nn.entropy([1.0, 0.0]) == 0
    assert nn.kl_divergence([0.3, 0.7], [0.3, 0.7]) == 0
    assert nn.cross_entropy([0.0, 1.0], [0.2, 0.8]) == pytest.approx(-math.log(0.8), rel=1e-15)
    assert nn.kl_divergence([0.5, 0.5], [1.0, 0.0]) == np.inf
    assert nn.cross_entropy([1.0, 0.0], [1.0, 0.0]) == 0
    assert not np.signbit(nn.cross_entropy([1.0, 0.0], [1.0, 0.0]))


def test_identities(pair):
    p, q = pair
    np.testing.assert_allclose(
        nn.cross_entropy(p, q, reduction="none"),
        nn.entropy(p, reduction="none") + nn.kl_divergence(p, q, reduction="none"),
        rtol=1e-13,
    )
    assert (nn.kl_divergence(p, q, reduction="none") > 0).all()
    labels = np.array([0, 2, 4])
    logits = np.log(q)
    assert nn.cross_entropy(np.eye(5)[labels], q) == pytest.approx(
        nn.softmax_cross_entropy(logits, labels), rel=1e-13
    )


@pytest.mark.parametrize("shape", [(4,), (3, 4), (2, 3, 4)])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradients(shape, reduction, generator, assert_gradient):
    p, q = nn.softmax(generator.normal(0, 0.7, (2, *shape)))
    # A step of 1e-5 off the simplex stays within the tolerance of the sum.
    assert_gradient(
        lambda x: nn.entropy(x, reduction=reduction),
        p,
        nn.entropy_gradient(p, reduction=reduction),
    )
    for name in ("cross_entropy", "kl_divergence"):
        value, gradient = getattr(nn, name), getattr(nn, f"{name}_gradient")
        assert_gradient(
            lambda x, value=value: value(p, x, reduction=reduction),
            q,
            gradient(p, q, reduction=reduction),
        )
    assert_gradient(
        lambda x: nn.squared_earth_mover_distance(x, q, reduction=reduction),
        p,
        nn.squared_earth_mover_distance_gradient(p, q, reduction=reduction),
    )


def test_gradients_at_zero():
    np.testing.assert_array_equal(nn.entropy_gradient([0.0, 1.0]), [np.inf, -1])
    np.testing.assert_array_equal(nn.cross_entropy_gradient([0.0, 1.0], [0.0, 1.0]), [0, -1])
    np.testing.assert_array_equal(nn.kl_divergence_gradient([1.0, 0.0], [0.0, 1.0]), [-np.inf, 0])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([0.5, 0.6], "p must sum to 1 within 0.0001 along the last axis, got a sum of 1.1"),
        ([1.5, -0.5], "p must be probabilities at or above 0, got -0.5"),
        ([], "p must hold classes along its last axis"),
        (1.0, "p must hold classes along its last axis"),
        ([np.inf, 0.0], "p must sum to 1"),
    ],
)
def test_what_is_no_distribution(values, message):
    with pytest.raises(ValueError, match=message):
        nn.entropy(values)


def test_the_second_argument_is_named():
    with pytest.raises(ValueError, match=r"q must sum to 1"):
        nn.kl_divergence([0.5, 0.5], [0.5, 0.4])
    with pytest.raises(ValueError, match=r"targets must sum to 1"):
        nn.squared_earth_mover_distance([0.5, 0.5], [0.5, 0.4])


def test_rounding_of_float32_is_tolerated(generator):
    many = nn.softmax(generator.normal(0, 3, (4, 5000)).astype(np.float32))
    assert nn.entropy(many).dtype == np.float32
