"""Mistakes in softmax and its cross-entropy."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.losses.common import (
    NOT_DIVIDED,
    NOT_DIVIDED_HINT,
    SIGN,
    SUM_FOR_MEAN,
    in_gradient,
    in_value,
    of_true_class,
    onehot,
)
from course.nn.arguments import Array

UNSTABLE = "no maximum subtraction"


def _total_shares(scores: Array) -> Array:
    return np.exp(scores) / np.exp(scores).sum()


def _exponential_shares(scores: Array, axis: int = 1) -> Array:
    """Softmax as written on the board, without protection against overflow."""
    exponentials = np.exp(scores)
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def _shares(scores: Array) -> Array:
    return _exponential_shares(scores - scores.max(axis=1, keepdims=True))


def _surprise(probabilities: Array, labels: Array) -> Array:
    return -np.log(of_true_class(probabilities, labels))


def _losses(scores: Array, labels: Array) -> Array:
    z = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(z).sum(axis=1)) - of_true_class(z, labels)


def _clipped(epsilon: float) -> Mistake:
    return Mistake(
        "logarithm of a clipped probability",
        "A small number inside the logarithm hides how wrong a prediction is: a large loss stops "
        "growing. Use log softmax = z - log(sum(exp(z))) instead of the log of a probability.",
        lambda s, y: -np.log(of_true_class(_shares(s), y) + epsilon).mean(),
    )


softmax = (
    Mistake(
        "softmax over the wrong axis",
        "Each row is one sample: its probabilities add to 1 along axis=1, with keepdims=True.",
        lambda s: _exponential_shares(s, axis=0),
    ),
    Mistake(
        "normalised over the whole batch",
        "Divide each row by its own sum, not by the sum of all rows.",
        lambda s: _total_shares(s),
    ),
    Mistake(
        "normalised over the whole batch",
        "Divide each row by its own sum, not by the sum of all rows.",
        lambda s: _total_shares(s - s.max(axis=1, keepdims=True)),
    ),
    Mistake("not normalised", "Divide the exponentials of a row by their sum.", np.exp),
    Mistake(
        "not normalised",
        "Divide the exponentials of a row by their sum.",
        lambda s: np.exp(s - s.max(axis=1, keepdims=True)),
    ),
    Mistake(
        "no exponential",
        "Exponentiate the scores before dividing by their sum.",
        lambda s: s / s.sum(axis=1, keepdims=True),
    ),
    Mistake(
        "maximum of the whole batch",
        "Subtract from each row its own maximum: with that of the batch, other rows become 0 / 0.",
        lambda s: _exponential_shares(s - s.max()),
        numerical=True,
    ),
    Mistake(
        UNSTABLE,
        "A large score makes exp overflow. Subtracting the row's maximum first changes no ratio.",
        _exponential_shares,
        numerical=True,
    ),
    Mistake(
        "logarithm of softmax",
        "The probabilities themselves are asked for, not their logarithms.",
        lambda s: np.log(_shares(s)),
    ),
)

softmax_cross_entropy = (
    Mistake(
        SUM_FOR_MEAN,
        "These are the losses of the batch added up: divide by the number of samples.",
        lambda s, y: _losses(s, y).sum(),
    ),
    Mistake(
        "mean over all entries",
        "Divide by the number of samples (rows), not by rows times classes.",
        lambda s, y: _losses(s, y).sum() / s.size,
    ),
    Mistake(
        "forgot the minus sign",
        "The loss is minus the logarithm of the true class's probability, at or above 0.",
        lambda s, y: -_losses(s, y).mean(),
    ),
    Mistake(
        "softmax over the wrong axis",
        "Each row is one sample: its probabilities add to 1 along axis=1, with keepdims=True.",
        lambda s, y: _surprise(_exponential_shares(s, axis=0), y).mean(),
    ),
    Mistake(
        "probability for its logarithm",
        "This is the mean probability of the true class: the loss is minus its logarithm.",
        lambda s, y: of_true_class(_shares(s), y).mean(),
    ),
    Mistake(
        "probability for its logarithm",
        "This is 1 minus the mean probability: the loss is minus the logarithm.",
        lambda s, y: 1 - of_true_class(_shares(s), y).mean(),
    ),
    Mistake(
        "logarithm of the mean",
        "Take the logarithm of each sample's probability first, the mean afterwards.",
        lambda s, y: -np.log(of_true_class(_shares(s), y).mean()),
    ),
    Mistake(
        "all classes counted",
        "Only the true class of each sample enters the loss.",
        lambda s, y: -np.log(_shares(s)).sum(axis=1).mean(),
    ),
    Mistake(
        "normaliser left out",
        "This is minus the true score: log(sum(exp(scores))) is missing.",
        lambda s, y: -of_true_class(s, y).mean(),
    ),
    Mistake(
        "only the first sample",
        "The loss is the mean over all samples.",
        lambda s, y: _losses(s, y)[0],
    ),
    *(_clipped(epsilon) for epsilon in (1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7)),
    Mistake(
        "logarithm of a rounded probability",
        "A probability smaller than 1e-308 is rounded to 0 and its logarithm is infinite. Write "
        "the logarithm of the quotient as a difference before computing.",
        lambda s, y: _surprise(_shares(s), y).mean(),
        numerical=True,
    ),
    Mistake(
        "maximum of the whole batch",
        "Subtract from each row its own maximum: with that of the batch, other rows become 0 / 0.",
        lambda s, y: _surprise(_exponential_shares(s - s.max()), y).mean(),
        numerical=True,
    ),
    Mistake(
        UNSTABLE,
        "A large score makes exp overflow. Subtract the row's maximum from its scores first.",
        lambda s, y: _surprise(_exponential_shares(s), y).mean(),
        numerical=True,
    ),
)

softmax_cross_entropy_gradient = (
    *in_value(softmax_cross_entropy),
    in_gradient(
        NOT_DIVIDED,
        NOT_DIVIDED_HINT,
        lambda s, y: _shares(s) - onehot(s, y),
    ),
    in_gradient(
        "one-hot not subtracted",
        "These are the probabilities: subtract 1 at the true class of each row.",
        lambda s, y: _shares(s) / len(s),
    ),
    in_gradient(
        "one-hot not subtracted",
        "These are the probabilities: subtract 1 at the true class of each row, divide by N.",
        lambda s, y: _shares(s),
    ),
    in_gradient(
        SIGN,
        "Prediction minus truth, not the other way round.",
        lambda s, y: (onehot(s, y) - _shares(s)) / len(s),
    ),
    in_gradient(
        "1 subtracted in the wrong places",
        "Subtract 1 only at the true class of each row: index with (np.arange(N), labels).",
        lambda s, y: (_shares(s) - 1) / len(s),
    ),
    in_gradient(
        "1 subtracted in the wrong places",
        "The index [:, labels] picks whole columns: index with (np.arange(N), labels).",
        lambda s, y: (_shares(s) - np.isin(np.arange(s.shape[1]), y)) / len(s),
    ),
    in_gradient(
        "subtracted after dividing",
        "Subtract the one-hot row first, then divide the whole difference by N.",
        lambda s, y: _shares(s) / len(s) - onehot(s, y),
    ),
    in_gradient(
        "softmax over the wrong axis",
        "Each row is one sample: its probabilities add to 1 along axis=1.",
        lambda s, y: (_exponential_shares(s, axis=0) - onehot(s, y)) / len(s),
    ),
)
