"""Mistakes in the rnn assignment, a tuple a function. What each gives is computed."""

from course.check.mistakes.rnn.gated import gated_parameters, gru_step, lstm_step
from course.check.mistakes.rnn.plain import (
    clip_by_norm,
    contributions,
    rnn_backward,
    rnn_forward,
    rnn_step,
    slope_of_hidden_weights,
    slope_of_input_weights,
)
from course.check.mistakes.rnn.words import embed, embedding_gradient, one_hot, sentiment

__all__ = [
    "clip_by_norm",
    "contributions",
    "embed",
    "embedding_gradient",
    "gated_parameters",
    "gru_step",
    "lstm_step",
    "one_hot",
    "rnn_backward",
    "rnn_forward",
    "rnn_step",
    "sentiment",
    "slope_of_hidden_weights",
    "slope_of_input_weights",
]
