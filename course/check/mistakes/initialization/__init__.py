"""Mistakes in the initialization assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.initialization.draws import (
    generator_ignored,
    generator_restarted,
    orthogonal,
    shape,
    shares,
    trace,
    unit_variance,
)
from course.check.mistakes.initialization.inputs import (
    standardize,
    subtract_channel_means,
    subtract_mean_image,
)
from course.check.mistakes.initialization.sizes import (
    he,
    predicted_stds,
    slides_in_numbers,
    xavier,
)
from course.check.mistakes.initialization.symmetry import different_units, loss_and_gradient

__all__ = [
    "different_units",
    "generator_ignored",
    "generator_restarted",
    "he",
    "loss_and_gradient",
    "orthogonal",
    "predicted_stds",
    "shape",
    "shares",
    "slides_in_numbers",
    "standardize",
    "subtract_channel_means",
    "subtract_mean_image",
    "trace",
    "unit_variance",
    "xavier",
]
