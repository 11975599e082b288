"""Mistakes in the optimizers assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.optimizers.adam import adam, adamw
from course.check.mistakes.optimizers.adaptive import adagrad, rmsprop
from course.check.mistakes.optimizers.batches import (
    accumulated_gradient,
    in_numbers,
    lengths,
    share_equal,
    share_equal_with_one_seed,
    share_in_place,
    times_used,
)
from course.check.mistakes.optimizers.rates import clip_by_norm, triangle, warm_up_cosine
from course.check.mistakes.optimizers.velocity import momentum, nesterov

__all__ = [
    "accumulated_gradient",
    "adagrad",
    "adam",
    "adamw",
    "clip_by_norm",
    "in_numbers",
    "lengths",
    "momentum",
    "nesterov",
    "rmsprop",
    "share_equal",
    "share_equal_with_one_seed",
    "share_in_place",
    "times_used",
    "triangle",
    "warm_up_cosine",
]
