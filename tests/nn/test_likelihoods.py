"""Gaussian and mixture-density likelihoods."""

import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from course import nn


@pytest.fixture
def mixture(generator):
    logits, means, log_scales = generator.normal(0, 1, (3, 6, 3))
    return logits, means, log_scales, generator.normal(0, 2, 6)


def exact_mixture_loss(logits, means, log_scales, target):
    """-log sum_k w_k Normal(t; m_k, s_k^2) with 50 digits, for one sample."""
    with localcontext() as context:
        context.prec = 50
        pi = Decimal("3.14159265358979323846264338327950288419716939937510")
        weights = [Decimal(z).exp() for z in logits]
        density = Decimal(0)
        for w, m, log_s in zip(weights, means, log_scales, strict=True):
            s = Decimal(log_s).exp()
            d = (Decimal(target) - Decimal(m)) / s
            density += w / sum(weights) * (-d * d / 2).exp() / (s * (2 * pi).sqrt())
        return float(-density.ln())


def test_gaussian_value():
    found = nn.gaussian_negative_log_likelihood(
        [1.0, 0.0], [3.0, 0.0], [4.0, 1.0], reduction="none"
    )
    half_log = 0.5 * math.log(2 * math.pi)
    np.testing.assert_allclose(found, [half_log + math.log(2) + 0.5, half_log], rtol=1e-15)


def test_gaussian_with_unit_variance_is_half_the_squared_error(generator):
    means, targets = generator.normal(0, 2, (2, 5, 2))
    found = nn.gaussian_negative_log_likelihood(means, targets, np.ones((5, 2)))
    expected = nn.mean_squared_error(means, targets) / 2 + 0.5 * math.log(2 * math.pi)
    assert found == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
@pytest.mark.parametrize("shape", [(), (4,), (3, 2)])
def test_gaussian_gradient(shape, reduction, generator, assert_gradient):
    means, targets = generator.normal(0, 2, (2, *shape))
    variances = generator.uniform(0.3, 3, shape)
    assert_gradient(
        lambda m: nn.gaussian_negative_log_likelihood(m, targets, variances, reduction=reduction),
        means,
        nn.gaussian_negative_log_likelihood_gradient(
            means, targets, variances, reduction=reduction
        ),
    )


def test_mixture_against_high_precision(mixture):
    losses = nn.mixture_density_negative_log_likelihood(*mixture, reduction="none")
    expected = [exact_mixture_loss(*(argument[n] for argument in mixture)) for n in range(6)]
    np.testing.assert_allclose(losses, expected, rtol=1e-13)


def test_mixture_of_one_is_a_gaussian(generator):
    means, log_scales, targets = generator.normal(0, 1, (3, 7))
    found = nn.mixture_density_negative_log_likelihood(
        np.full((7, 1), 3.0), means[:, None], log_scales[:, None], targets
    )
    expected = nn.gaussian_negative_log_likelihood(means, targets, np.exp(2 * log_scales))
    assert found == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_mixture_gradients(mixture, reduction, assert_gradient):
    *parameters, targets = mixture
    gradients = nn.mixture_density_negative_log_likelihood_gradient(*mixture, reduction=reduction)
    for position, gradient in enumerate(gradients):

        def loss(x, position=position):
            changed = [*parameters[:position], x, *parameters[position + 1 :]]
            return nn.mixture_density_negative_log_likelihood(
                *changed, targets, reduction=reduction
            )

        assert_gradient(loss, parameters[position], gradient)


def test_a_far_target_does_not_underflow():
    logits, means, log_scales = np.zeros((3, 1, 2))
    target = np.array([1e4])
    loss = nn.mixture_density_negative_log_likelihood(logits, means, log_scales, target)
    assert loss == pytest.approx(0.5e8 + 0.5 * math.log(2 * math.pi), rel=1e-15)
    r = nn.mixture_responsibilities(logits, means, log_scales, target)
    np.testing.assert_array_equal(r, [[0.5, 0.5]])


def test_huge_mixing_logits():
    logits = np.array([[1e4, -1e4]])
    loss = nn.mixture_density_negative_log_likelihood(
        logits, np.array([[0.0, 5.0]]), np.zeros((1, 2)), np.array([0.0])
    )
    assert loss == pytest.approx(0.5 * math.log(2 * math.pi), rel=1e-15)


def test_responsibilities_by_bayes(mixture):
    logits, means, log_scales, targets = mixture
    s = np.exp(log_scales)
    weights = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    density = weights * np.exp(-(((targets[:, None] - means) / s) ** 2) / 2) / s
    expected = density / density.sum(axis=1, keepdims=True)
    r = nn.mixture_responsibilities(*mixture)
    np.testing.assert_allclose(r, expected, rtol=1e-12)
    np.testing.assert_allclose(r.sum(axis=1), 1, rtol=1e-14)


def test_learning_the_variance_of_one_gaussian(generator):
    """A mixture of one finds mean and standard deviation by its gradients."""
    targets = generator.normal(3, 0.5, 400)
    mean, log_scale = np.zeros((400, 1)), np.zeros((400, 1))
    for _ in range(500):
        _, for_mean, for_scale = nn.mixture_density_negative_log_likelihood_gradient(
            np.zeros((400, 1)), mean, log_scale, targets
        )
        mean -= 0.05 * for_mean.sum()
        log_scale -= 0.05 * for_scale.sum()
    assert mean[0, 0] == pytest.approx(targets.mean(), abs=1e-6)
    assert np.exp(log_scale[0, 0]) == pytest.approx(targets.std(), abs=1e-6)


@pytest.mark.parametrize("variance", [0.0, -1.0])
def test_variances_must_be_positive(variance):
    with pytest.raises(ValueError, match="variances must be above 0, got"):
        nn.gaussian_negative_log_likelihood([0.0], [0.0], [variance])


@pytest.mark.parametrize(
    ("position", "value", "message"),
    [
        (0, np.zeros((6, 0)), "logits must have at least one component"),
        (0, np.zeros(6), r"logits must have 2 dimension\(s\), got 1"),
        (1, np.zeros((6, 2)), "logits and means must have the same shape"),
        (2, np.zeros((6, 2)), "logits and log_scales must have the same shape"),
        (3, np.zeros(5), "targets and logits.* must have the same shape"),
        (3, np.zeros((6, 1)), r"targets must have 1 dimension\(s\), got 2"),
    ],
)
def test_wrong_shapes(mixture, position, value, message):
    arguments = list(mixture)
    arguments[position] = value
    with pytest.raises(ValueError, match=message):
        nn.mixture_density_negative_log_likelihood(*arguments)
