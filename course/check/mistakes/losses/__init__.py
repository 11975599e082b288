"""Mistakes in the losses assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.losses.elementwise import (
    absolute_error,
    best_constants,
    binary_cross_entropy,
    squared_error,
)
from course.check.mistakes.losses.hinge import hinge, hinge_gradient
from course.check.mistakes.losses.slips import (
    car_for_109,
    car_for_694,
    chair_for_014,
    hinge_losses,
    image_losses,
    margin_for_109,
    mean_losses,
    softmax_losses,
)
from course.check.mistakes.losses.softmax import (
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

__all__ = [
    "absolute_error",
    "best_constants",
    "binary_cross_entropy",
    "car_for_109",
    "car_for_694",
    "chair_for_014",
    "hinge",
    "hinge_gradient",
    "hinge_losses",
    "image_losses",
    "margin_for_109",
    "mean_losses",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    "softmax_losses",
    "squared_error",
]
