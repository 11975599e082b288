"""Toy problems: where their points lie, and which are linearly separable."""

import numpy as np
import pytest

from course.nn.data import circles, spirals, two_moons, xor

EVERY = [xor, two_moons, circles, spirals]
each = pytest.mark.parametrize("make", EVERY)


@each
@pytest.mark.parametrize("samples", [1, 2, 7, 200])
def test_shapes_and_balance(make, samples, generator):
    points, labels = make(samples, generator)
    assert points.shape == (samples, 2)
    assert points.dtype == np.float64
    assert labels.shape == (samples,)
    assert labels.dtype == np.intp
    assert abs(2 * labels.sum() - samples) <= 1


@each
def test_the_order_is_random(make, generator):
    _, labels = make(100, generator)
    assert 20 < np.count_nonzero(np.diff(labels)) < 80


@each
def test_the_seed_decides(make):
    first, again, other = (make(20, np.random.default_rng(s)) for s in (1, 1, 2))
    np.testing.assert_array_equal(first[0], again[0])
    np.testing.assert_array_equal(first[1], again[1])
    assert (first[0] != other[0]).any()


@each
def test_noise_is_a_standard_deviation(make):
    clean, labels = make(5000, np.random.default_rng(3), noise=0)
    noisy, same_labels = make(5000, np.random.default_rng(3), noise=0.3)
    np.testing.assert_array_equal(labels, same_labels)
    assert (noisy - clean).std() == pytest.approx(0.3, rel=0.05)


def test_xor(generator):
    points, labels = xor(400, generator, noise=0)
    assert {tuple(point) for point in points} == {(-1, -1), (-1, 1), (1, -1), (1, 1)}
    np.testing.assert_array_equal(labels, points[:, 0] * points[:, 1] < 0)


def test_two_moons(generator):
    points, labels = two_moons(400, generator, noise=0)
    upper, lower = points[labels == 0], points[labels == 1]
    np.testing.assert_allclose((upper**2).sum(axis=1), 1)
    np.testing.assert_allclose(((lower - [1, 0.5]) ** 2).sum(axis=1), 1)
    assert upper[:, 1].min() >= 0
    assert lower[:, 1].max() <= 0.5
    assert lower[:, 1].min() < upper[:, 1].max()


def test_circles(generator):
    points, labels = circles(400, generator, noise=0, ratio=0.3)
    np.testing.assert_allclose(np.hypot(*points.T), np.where(labels == 0, 1, 0.3))


def test_spirals(generator):
    points, labels = spirals(600, generator, classes=3, turns=0.75, noise=0)
    np.testing.assert_array_equal(np.bincount(labels), [200, 200, 200])
    radii = np.hypot(*points.T)
    assert radii.max() <= 1
    expected = 2 * np.pi * (0.75 * radii + labels / 3)
    np.testing.assert_allclose(points[:, 0], radii * np.cos(expected), atol=1e-12)
    np.testing.assert_allclose(points[:, 1], radii * np.sin(expected), atol=1e-12)


@each
def test_no_line_separates_the_classes(make, generator):
    points, labels = make(1000, generator)
    design = np.column_stack([points, np.ones(1000)])
    weights, *_ = np.linalg.lstsq(design, 2 * labels - 1, rcond=None)
    assert ((design @ weights > 0) == labels).mean() < 0.92


@each
def test_what_is_refused(make, generator):
    for wrong, error in ((0, ValueError), (-1, ValueError), (2.0, TypeError), (None, TypeError)):
        with pytest.raises(error, match="samples must be an integer"):
            make(wrong, generator)
    with pytest.raises(TypeError, match=r"generator must be a numpy.random.Generator"):
        make(5, 0)
    with pytest.raises(ValueError, match="noise must be"):
        make(5, generator, noise=-0.1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda g: circles(5, g, ratio=1), "ratio must be .* below 1"),
        (lambda g: spirals(5, g, classes=1), "classes must be an integer at least 2"),
        (lambda g: spirals(5, g, turns=-1), "turns must be"),
    ],
)
def test_options(call, message, generator):
    with pytest.raises(ValueError, match=message):
        call(generator)
