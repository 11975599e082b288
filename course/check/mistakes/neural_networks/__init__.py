"""Mistakes in the neural networks assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.neural_networks.folding import count_regions, fold
from course.check.mistakes.neural_networks.gradient import network_gradient_of, network_gradients
from course.check.mistakes.neural_networks.layers import (
    collapse,
    forward,
    linear_layer,
    parameter_count,
    signed_distances,
)
from course.check.mistakes.neural_networks.linear_models import best_linear_model, svm_step
from course.check.mistakes.neural_networks.xor import xor_answers

__all__ = [
    "best_linear_model",
    "collapse",
    "count_regions",
    "fold",
    "forward",
    "linear_layer",
    "network_gradient_of",
    "network_gradients",
    "parameter_count",
    "signed_distances",
    "svm_step",
    "xor_answers",
]
