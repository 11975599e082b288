"""The reference library: deep learning in NumPy alone, written to be read."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

from course.nn import initialization, regularizers
from course.nn.activations import __all__ as _activations
from course.nn.autograd import *  # noqa: F403  (each module's __all__ is the public list)
from course.nn.autograd import __all__ as _autograd
from course.nn.gradient_check import directional_error, numerical_gradient
from course.nn.layers import *  # noqa: F403
from course.nn.layers import __all__ as _layers
from course.nn.losses import *  # noqa: F403
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
from course.nn.training import History, evaluate, fit

if TYPE_CHECKING:
    from course.nn import data, schedules, search

__all__ = [
    *_activations,
    *_autograd,
    *_layers,
    *(name for name in _losses if name not in _activations),
    *_optimizers,
    "History",
    "ReliabilityCurve",
    "accuracy",
    "confusion_matrix",
    "data",
    "directional_error",
    "evaluate",
    "expected_calibration_error",
    "fit",
    "fit_temperature",
    "initialization",
    "numerical_gradient",
    "regularizers",
    "reliability_curve",
    "schedules",
    "search",
]

# Last: its sigmoid and softmax take tensors as well as arrays, unlike those of the losses.
from course.nn.activations import *  # noqa: F403


def __getattr__(name: str) -> ModuleType:
    """Import a toolbox at its first use: together they take a quarter of the start-up time."""
    if name in ("data", "schedules", "search"):
        return importlib.import_module(f"course.nn.{name}")
    raise AttributeError(f"module 'course.nn' has no attribute {name!r}")
