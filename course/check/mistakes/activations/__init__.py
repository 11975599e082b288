"""Mistakes in the activations assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.activations.common import summed
from course.check.mistakes.activations.gated import by_beta, gap, gate_numbers, gelu, lowest, swish
from course.check.mistakes.activations.maxout import (
    maxout_backward,
    maxout_forward,
    maxout_gradient,
)
from course.check.mistakes.activations.rectifiers import (
    elu,
    leaky_relu,
    prelu_backward,
    prelu_gradient,
)
from course.check.mistakes.activations.report import layer_report
from course.check.mistakes.activations.s_shaped import by_threshold, s_shaped
from course.check.mistakes.activations.squashing import sigmoid, tanh, warns

__all__ = [
    "by_beta",
    "by_threshold",
    "elu",
    "gap",
    "gate_numbers",
    "gelu",
    "layer_report",
    "leaky_relu",
    "lowest",
    "maxout_backward",
    "maxout_forward",
    "maxout_gradient",
    "prelu_backward",
    "prelu_gradient",
    "s_shaped",
    "sigmoid",
    "summed",
    "swish",
    "tanh",
    "warns",
]
