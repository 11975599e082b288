"""Mistakes in the training assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.training.choosing import (
    early_stopping,
    random_search,
    sample_log_uniform,
)
from course.check.mistakes.training.data import (
    count_parameters,
    fold,
    judge,
    slide_judgement,
    split_by_group,
    standardize,
)

__all__ = [
    "count_parameters",
    "early_stopping",
    "fold",
    "judge",
    "random_search",
    "sample_log_uniform",
    "slide_judgement",
    "split_by_group",
    "standardize",
]
