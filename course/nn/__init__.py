"""The reference library: deep learning in NumPy alone, written to be read."""

from course.nn import data, initialization, regularizers, schedules, search
from course.nn.gradient_check import directional_error, numerical_gradient
from course.nn.losses import *  # noqa: F403  (each module's __all__ is the public list)
from course.nn.losses import __all__ as _losses
from course.nn.metrics import (
    ReliabilityCurve,
    accuracy,
    confusion_matrix,
    expected_calibration_error,
    fit_temperature,
    reliability_curve,
)
from course.nn.optimizers import *  # noqa: F403
from course.nn.optimizers import __all__ as _optimizers

__all__ = [
    *_losses,
    *_optimizers,
    "ReliabilityCurve",
    "accuracy",
    "confusion_matrix",
    "data",
    "directional_error",
    "expected_calibration_error",
    "fit_temperature",
    "initialization",
    "numerical_gradient",
    "regularizers",
    "reliability_curve",
    "schedules",
    "search",
]
