"""Binary cross-entropy from probabilities and from logits: exact values, limits, gradients."""

from decimal import Decimal, localcontext

import numpy as np
import pytest

from course import nn


@pytest.mark.parametrize("target", [0.0, 0.25, 1.0])
@pytest.mark.parametrize("logit", [-30.0, -3.7, -1e-3, 0.0, 0.6, 5.0, 30.0])
def test_from_logits_against_high_precision(logit, target):
    with localcontext() as context:
        context.prec = 60
        p = 1 / (1 + (-Decimal(logit)).exp())
        y = Decimal(target)
        exact = float(-(y * p.ln() + (1 - y) * (1 - p).ln()))
    found = nn.binary_cross_entropy_with_logits([logit], [target])
    assert found == pytest.approx(exact, rel=1e-13, abs=0)  # also a loss of 1e-13


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_huge_logits(dtype):
    logits = np.array([1e4, -1e4, 1e4, -1e4], dtype)
    targets = np.array([1, 0, 0, 1], dtype)
    losses = nn.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    np.testing.assert_array_equal(losses, np.array([0, 0, 1e4, 1e4], dtype))
    gradient = nn.binary_cross_entropy_with_logits_gradient(logits, targets, reduction="none")
    np.testing.assert_array_equal(gradient, np.array([0, 0, 1, -1], dtype))


def test_both_forms_agree(generator):
    logits = generator.normal(0, 3, (5, 4))
    targets = generator.uniform(0, 1, (5, 4))
    for reduction in ("mean", "sum", "none"):
        np.testing.assert_allclose(
            nn.binary_cross_entropy(nn.sigmoid(logits), targets, reduction=reduction),
            nn.binary_cross_entropy_with_logits(logits, targets, reduction=reduction),
            rtol=1e-12,
        )


def test_it_is_the_two_class_softmax_cross_entropy(generator):
    logits, labels = generator.normal(0, 3, 8), generator.integers(0, 2, 8)
    two_scores = np.stack([np.zeros(8), logits], axis=1)
    assert nn.binary_cross_entropy_with_logits(logits, labels.astype(float)) == pytest.approx(
        nn.softmax_cross_entropy(two_scores, labels), rel=1e-14
    )


@pytest.mark.parametrize("shape", [(), (6,), (3, 4)])
@pytest.mark.parametrize("reduction", ["mean", "sum"])
def test_gradients(shape, reduction, generator, assert_gradient):
    targets = generator.uniform(0, 1, shape)
    logits = np.asarray(generator.normal(0, 2, shape))
    assert_gradient(
        lambda z: nn.binary_cross_entropy_with_logits(z, targets, reduction=reduction),
        logits,
        nn.binary_cross_entropy_with_logits_gradient(logits, targets, reduction=reduction),
    )
    probabilities = np.asarray(generator.uniform(0.1, 0.9, shape))
    assert_gradient(
        lambda p: nn.binary_cross_entropy(p, targets, reduction=reduction),
        probabilities,
        nn.binary_cross_entropy_gradient(probabilities, targets, reduction=reduction),
    )


def test_probabilities_of_zero_and_one():
    probabilities, targets = [0.0, 1.0, 0.0, 1.0, 0.0], [0.0, 1.0, 1.0, 0.0, 0.5]
    losses = nn.binary_cross_entropy(probabilities, targets, reduction="none")
    np.testing.assert_array_equal(losses, [0, 0, np.inf, np.inf, np.inf])
    assert not np.signbit(losses).any()  # a loss of -0.0 would puzzle a reader
    gradient = nn.binary_cross_entropy_gradient(probabilities, targets, reduction="none")
    np.testing.assert_array_equal(gradient, [1, -1, -np.inf, np.inf, -np.inf])


def test_sigmoid():
    x = np.array([-1e4, -5.0, -0.5, 0.0, 0.5, 5.0, 1e4])
    with localcontext() as context:
        context.prec = 40
        exact = [float(1 / (1 + (-Decimal(value)).exp())) for value in x]
    np.testing.assert_allclose(nn.sigmoid(x), exact, rtol=0, atol=2e-16)
    assert nn.sigmoid(np.float32(0)).dtype == np.float32
    assert np.isnan(nn.sigmoid([np.nan]))
    np.testing.assert_allclose(nn.sigmoid(x) + nn.sigmoid(-x), 1, rtol=1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: nn.binary_cross_entropy([1.2], [1.0]),
            "probabilities must be from 0 to 1, got 1.2",
        ),
        (lambda: nn.binary_cross_entropy([0.5], [-1.0]), "targets must be from 0 to 1, got -1"),
        (lambda: nn.binary_cross_entropy_with_logits([3.0], [2.0]), "targets must be from 0 to 1"),
    ],
)
def test_out_of_range(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_integer_targets_say_what_to_do():
    with pytest.raises(TypeError, match=r"targets must be float32 .* targets.astype\(float\)"):
        nn.binary_cross_entropy_with_logits(np.zeros(2), np.array([0, 1]))
