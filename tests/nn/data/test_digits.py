"""The shipped digits."""

import hashlib

import numpy as np
import pytest

from course.nn.data import digits


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_ranges(dtype):
    images, labels = digits(dtype=dtype)
    assert images.shape == (1797, 1, 8, 8)
    assert images.dtype == dtype
    assert labels.shape == (1797,)
    assert labels.dtype == np.intp
    assert (images.min(), images.max()) == (0, 1)
    np.testing.assert_array_equal(
        np.bincount(labels), [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    )
    np.testing.assert_array_equal(images * 16, np.round(images * 16))


def test_the_pixels_are_those_of_the_source():
    images, labels = digits()
    rows = np.column_stack([(images * 16).reshape(1797, 64), labels]).astype(np.uint8)
    digest = hashlib.sha256(rows.tobytes()).hexdigest()
    assert digest == "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2"


def test_every_call_gives_arrays_of_its_own():
    first, _ = digits()
    first[:] = 0
    assert digits()[0].any()


def test_pictures_look_like_their_labels():
    """The nearest mean of a class recognises most pictures, so labels and pictures match."""
    images, labels = digits(dtype=np.float64)
    flat = images.reshape(1797, 64)
    means = np.array([flat[labels == c].mean(axis=0) for c in range(10)])
    nearest = ((flat[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
    assert (nearest == labels).mean() > 0.88


def test_other_dtypes():
    with pytest.raises(TypeError, match="dtype must be float32 or float64"):
        digits(dtype=int)
