"""Mistakes in the backprop assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.backprop.dual import derivative, dual
from course.check.mistakes.backprop.engine import calls, engine, engine_gradient
from course.check.mistakes.backprop.jacobians import (
    jacobian_numbers,
    sides,
    softmax_backward,
    sum_to_shape,
)
from course.check.mistakes.backprop.models import logistic, regression
from course.check.mistakes.backprop.slopes import (
    direction_error,
    numerical_gradient,
    sigmoid_circuit,
)
from course.check.mistakes.results import gradients_of, pairs

__all__ = [
    "calls",
    "derivative",
    "direction_error",
    "dual",
    "engine",
    "engine_gradient",
    "gradients_of",
    "jacobian_numbers",
    "logistic",
    "numerical_gradient",
    "pairs",
    "regression",
    "sides",
    "sigmoid_circuit",
    "softmax_backward",
    "sum_to_shape",
]
