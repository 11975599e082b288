"""Optimizers: how weights follow their gradients. Each updates `parameter.data` in place."""

from course.nn.optimizers.adagrad import Adagrad
from course.nn.optimizers.adam import Adam, AdamW
from course.nn.optimizers.clipping import clip_gradient_norm, clip_gradient_value
from course.nn.optimizers.optimizer import Optimizer
from course.nn.optimizers.rmsprop import RMSProp
from course.nn.optimizers.sgd import SGD

__all__ = [
    "SGD",
    "Adagrad",
    "Adam",
    "AdamW",
    "Optimizer",
    "RMSProp",
    "clip_gradient_norm",
    "clip_gradient_value",
]
