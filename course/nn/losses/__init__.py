"""Loss functions: what a network is asked to make small. Each value has its `_gradient` twin."""

from course.nn.losses.hinge import hinge, hinge_gradient
from course.nn.losses.softmax_cross_entropy import (
    log_softmax,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)

__all__ = [
    "hinge",
    "hinge_gradient",
    "log_softmax",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
]
