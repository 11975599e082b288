"""The reference library: deep learning in NumPy alone, written to be read."""

from course.nn.gradient_check import directional_error, numerical_gradient
from course.nn.losses import *  # noqa: F403  (each module's __all__ is the public list)
from course.nn.losses import __all__ as _losses

__all__ = [*_losses, "directional_error", "numerical_gradient"]
