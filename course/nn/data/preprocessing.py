r"""Bringing inputs to a common scale, with numbers measured on the training set alone.

Whatever is subtracted from or divided out of the training set is done, with the same numbers, to
validation and test sets. NaN in gives NaN out.
"""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, describe, float_array, same_dtype


def standardize(inputs: object, *, reference: object = None) -> Array:
    r"""Give every feature mean 0 and standard deviation 1.

        x <- (x - mean) / std, over the samples, for each feature on its own

    A feature that never changes has a standard deviation of 0; it becomes 0.

    Args:
        inputs: (N, ...) float32 or float64, samples first.
        reference: (M, ...) the training set, whose means and deviations are used; `inputs`
            itself if None.

    Returns:
        Array of the shape and dtype of `inputs`.

    Raises:
        TypeError, ValueError: wrong dtypes or shapes, no samples to measure.

    Source: deep neural networks, "Terminology".
    """
    x = _batch("inputs", inputs)
    train = x if reference is None else _batch("reference", reference)
    same_dtype("inputs", x, "reference", train)
    if x.shape[1:] != train.shape[1:]:
        raise ValueError(
            f"reference must have the features of inputs, {x.shape[1:]}, got {train.shape[1:]}"
        )
    mean, std = _mean(train, "inputs" if reference is None else "reference"), train.std(axis=0)
    return (x - mean) / np.where(std == 0, std.dtype.type(1), std)


def mean_image(images: object) -> Array:
    r"""Average over the samples, pixel by pixel; `images - mean_image(train)` centres each pixel.

    Args:
        images: (N, C, H, W) float32 or float64.

    Returns:
        (C, H, W) of the same dtype.

    Raises:
        TypeError, ValueError: not a batch of images, or an empty one.

    Source: AlexNet, Krizhevsky, Sutskever and Hinton 2012; going deep, "Data pre-processing".
    """
    return _mean(float_array("images", images, ndim=4), "images")


def per_channel_mean(images: object) -> Array:
    r"""Average over samples and pixels, one number a colour; needs no fixed image size.

    Arguments and errors as in `mean_image`; returns (C, 1, 1), which subtracts from images.

    Source: VGG, Simonyan and Zisserman 2015; going deep, "Data pre-processing".
    """
    batch = float_array("images", images, ndim=4)
    if batch.size == 0:
        raise ValueError(f"images must have at least one pixel, got shape {batch.shape}")
    return batch.mean(axis=(0, 2, 3))[:, None, None]


def _batch(name: str, value: object) -> Array:
    array = float_array(name, value)
    if array.ndim == 0:
        raise ValueError(f"{name} must have samples along its first axis, got {describe(array)}")
    return array


def _mean(batch: Array, name: str) -> Array:
    if len(batch) == 0:
        raise ValueError(f"{name} must have at least one sample, got shape {batch.shape}")
    return batch.mean(axis=0)
