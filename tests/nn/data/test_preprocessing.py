"""Standardization and means."""

import numpy as np
import pytest

from course.nn.data import mean_image, per_channel_mean, standardize


@pytest.mark.parametrize("shape", [(50,), (50, 3), (50, 2, 4, 4)])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_standardize(shape, dtype, generator):
    x = generator.normal(5, 3, shape).astype(dtype)
    result = standardize(x)
    assert result.dtype == dtype
    assert result.shape == shape
    np.testing.assert_allclose(result.mean(axis=0), 0, atol=1e-5)
    np.testing.assert_allclose(result.std(axis=0), 1, rtol=1e-5)


def test_the_training_set_decides(generator):
    train, test = generator.normal(5, 3, (100, 2)), generator.normal(7, 3, (20, 2))
    result = standardize(test, reference=train)
    expected = (test - train.mean(axis=0)) / train.std(axis=0)
    np.testing.assert_allclose(result, expected, rtol=1e-14)
    assert result.mean() > 0.3
    np.testing.assert_array_equal(standardize(train, reference=train), standardize(train))
    assert standardize(np.zeros((0, 2)), reference=train).shape == (0, 2)


def test_a_constant_feature_becomes_zero():
    np.testing.assert_array_equal(standardize([[1.0, 2.0], [3.0, 2.0]]), [[-1, 0], [1, 0]])


def test_nan_stays_in_its_feature():
    result = standardize([[1.0, 2.0], [np.nan, 3.0]])
    np.testing.assert_array_equal(np.isnan(result), [[True, False], [True, False]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_means_of_images(dtype, generator):
    images = generator.uniform(size=(6, 3, 4, 5)).astype(dtype)
    pixel, channel = mean_image(images), per_channel_mean(images)
    assert pixel.shape == (3, 4, 5)
    assert channel.shape == (3, 1, 1)
    assert pixel.dtype == channel.dtype == dtype
    np.testing.assert_allclose(pixel[1, 2, 3], images[:, 1, 2, 3].mean(), rtol=1e-6)
    np.testing.assert_allclose(channel[2, 0, 0], images[:, 2].mean(), rtol=1e-6)
    np.testing.assert_allclose((images - pixel).mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose((images - channel).mean(axis=(0, 2, 3)), 0, atol=1e-6)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: standardize(3.0), ValueError, "inputs must have samples along its first axis"),
        (lambda: standardize(np.zeros((0, 2))), ValueError, "inputs must have at least one sample"),
        (
            lambda: standardize([[1.0]], reference=np.zeros((0, 1))),
            ValueError,
            "reference must have at least one sample",
        ),
        (
            lambda: standardize([[1.0]], reference=[[1.0, 2.0]]),
            ValueError,
            r"reference must have the features of inputs, \(1,\), got \(2,\)",
        ),
        (
            lambda: standardize(np.ones((2, 1), np.float32), reference=np.ones((2, 1))),
            TypeError,
            "inputs and reference must have the same dtype",
        ),
        (lambda: standardize(np.ones((2, 1), np.uint8)), TypeError, "inputs must be float32"),
        (lambda: mean_image(np.ones((2, 3))), ValueError, r"images must have 4 dimension\(s\)"),
        (lambda: mean_image(np.ones((0, 1, 2, 2))), ValueError, "images must have at least one sa"),
        (lambda: per_channel_mean(np.ones((1, 1, 0, 2))), ValueError, "images must have at least"),
        (lambda: per_channel_mean(np.ones((1, 1, 2, 2), int)), TypeError, "images must be float32"),
    ],
)
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call()
