"""Mistakes in the regularization assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.regularization.batch_norm import (
    batch_norm_backward,
    batch_norm_inference,
    batch_norm_input,
    batch_norm_training,
)
from course.check.mistakes.regularization.dropout import (
    dropout_agreement,
    dropout_disagreement,
    dropout_evaluation,
    dropout_expectation,
    dropout_factors,
    dropout_gradient,
    dropout_share,
    generator_ignored,
)
from course.check.mistakes.regularization.prices import (
    decayed_step,
    elastic,
    l1,
    l2,
    ridge,
    ridge_weights,
    slides_in_numbers,
)
from course.check.mistakes.regularization.stopping import early_stopping

__all__ = [
    "batch_norm_backward",
    "batch_norm_inference",
    "batch_norm_input",
    "batch_norm_training",
    "decayed_step",
    "dropout_agreement",
    "dropout_disagreement",
    "dropout_evaluation",
    "dropout_expectation",
    "dropout_factors",
    "dropout_gradient",
    "dropout_share",
    "early_stopping",
    "elastic",
    "generator_ignored",
    "l1",
    "l2",
    "ridge",
    "ridge_weights",
    "slides_in_numbers",
]
