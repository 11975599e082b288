"""Mistakes in bringing inputs to a common scale."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

OWN_MEAN = "measured on the wrong data"
OWN_MEAN_HINT = "The numbers are measured on the training set and applied to all other data."
SIGN = "sign"
SIGN_HINT = "Subtract the mean; this adds it, or subtracts the data from it."


def _channel(images: Array) -> Array:
    return images.mean(axis=(0, 2, 3)).reshape(1, -1, 1, 1)


def _safe(std: Array) -> Array:
    return np.where(std == 0, 1, std)


subtract_mean_image = (
    Mistake(OWN_MEAN, OWN_MEAN_HINT, lambda x, train: x - x.mean(axis=0)),
    Mistake(
        "one number for all pixels",
        "The mean image has one mean for each pixel: average over the samples only, axis 0.",
        lambda x, train: x - train.mean(),
    ),
    Mistake(
        "mean of each channel",
        "That is the next exercise: here each pixel has its own mean.",
        lambda x, train: x - _channel(train),
    ),
    Mistake(
        "mean over the wrong axis",
        "Average over the samples: they are axis 0.",
        lambda x, train: x - train.mean(axis=-1, keepdims=True),
    ),
    Mistake(
        "sum for mean",
        "This subtracts the sum of the training images: divide it by their number.",
        lambda x, train: x - train.sum(axis=0),
    ),
    Mistake(
        "median for mean",
        "The mean image is the average of the training images.",
        lambda x, train: x - np.median(train, axis=0),
    ),
    Mistake(
        "the mean itself",
        "This is the mean image: subtract it from the images.",
        lambda x, train: np.broadcast_to(train.mean(axis=0), x.shape).copy(),
    ),
    Mistake(
        "the mean itself",
        "This is the mean image: subtract it from the images.",
        lambda x, train: train.mean(axis=0),
    ),
    Mistake(SIGN, SIGN_HINT, lambda x, train: x + train.mean(axis=0)),
    Mistake(SIGN, SIGN_HINT, lambda x, train: train.mean(axis=0) - x),
)

subtract_channel_means = (
    Mistake(OWN_MEAN, OWN_MEAN_HINT, lambda x, train: x - _channel(x)),
    Mistake(
        "mean image for channel means",
        "One number for each channel: average over samples, rows and columns together.",
        lambda x, train: x - train.mean(axis=0),
    ),
    Mistake(
        "one number for all pixels",
        "Each channel has its own mean.",
        lambda x, train: x - train.mean(),
    ),
    Mistake(
        "mean of each image",
        "Average over the training images too, axis 0, not within each image.",
        lambda x, train: x - x.mean(axis=(2, 3), keepdims=True),
    ),
    Mistake(
        "channels in the wrong axis",
        "The means go with axis 1. Broadcasting puts them along the last axis unless you reshape.",
        lambda x, train: x - train.mean(axis=(0, 2, 3)),
    ),
    Mistake(
        "divided by the number of images",
        "A channel has images times rows times columns numbers: divide by all of them.",
        lambda x, train: x - train.sum(axis=(0, 2, 3)).reshape(1, -1, 1, 1) / len(train),
    ),
    Mistake(
        "sum for mean",
        "This subtracts the sum of each channel.",
        lambda x, train: x - train.sum(axis=(0, 2, 3)).reshape(1, -1, 1, 1),
    ),
    Mistake(SIGN, SIGN_HINT, lambda x, train: x + _channel(train)),
)

standardize = (
    Mistake(
        OWN_MEAN,
        OWN_MEAN_HINT,
        lambda x, train: (x - x.mean(axis=0)) / _safe(x.std(axis=0)),
    ),
    Mistake(
        OWN_MEAN,
        "The deviation too is measured on the training set.",
        lambda x, train: (x - train.mean(axis=0)) / _safe(x.std(axis=0)),
    ),
    Mistake(
        "sample for population variance",
        "Divide by N, as np.std does, not by N - 1.",
        lambda x, train: (x - train.mean(axis=0)) / _safe(train.std(axis=0, ddof=1)),
    ),
    Mistake(
        "variance for standard deviation",
        "Divide by the standard deviation, the root of the variance.",
        lambda x, train: (x - train.mean(axis=0)) / _safe(train.var(axis=0)),
    ),
    Mistake(
        "one number for all features",
        "Each column has its own mean and its own deviation: use axis=0.",
        lambda x, train: (x - train.mean()) / train.std(),
    ),
    Mistake(
        "mean over the wrong axis",
        "Features are columns: their means are taken over the rows, axis=0.",
        lambda x, train: (x - x.mean(axis=1, keepdims=True)) / _safe(x.std(axis=1, keepdims=True)),
    ),
    Mistake(
        "mean not subtracted",
        "Subtract the mean before you divide.",
        lambda x, train: x / _safe(train.std(axis=0)),
    ),
    Mistake(
        "not divided",
        "Divide by the standard deviation as well.",
        lambda x, train: x - train.mean(axis=0),
    ),
    Mistake(
        "subtracted after dividing",
        "Subtract first, then divide the difference; mind the brackets.",
        lambda x, train: x - train.mean(axis=0) / _safe(train.std(axis=0)),
    ),
    *(
        Mistake(
            "small number for a constant feature",
            "A small number below the line blows up a feature that was constant in training and is "
            "not any more. Divide by 1 there.",
            lambda x, train, e=e: (x - train.mean(axis=0)) / (train.std(axis=0) + e),
        )
        for e in (1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
    ),
    Mistake(
        "constant feature set to 0",
        "Where the deviation is 0 divide by 1: a new value keeps its distance from the mean.",
        lambda x, train: np.where(
            train.std(axis=0) == 0, 0, (x - train.mean(axis=0)) / _safe(train.std(axis=0))
        ),
    ),
    Mistake(
        "constant feature not centred",
        "Where the deviation is 0, the mean is still subtracted.",
        lambda x, train: np.where(
            train.std(axis=0) == 0, x, (x - train.mean(axis=0)) / _safe(train.std(axis=0))
        ),
    ),
    Mistake(
        "division by 0",
        "A feature that never changes has the standard deviation 0: divide by 1 there.",
        lambda x, train: (x - train.mean(axis=0)) / train.std(axis=0),
        numerical=True,
    ),
)
