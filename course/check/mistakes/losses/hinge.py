"""Mistakes in the multiclass hinge loss."""

from __future__ import annotations

from collections.abc import Callable

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


def _gaps(scores: Array, labels: Array, margin: float) -> Array:
    """s_j - s_y + margin for every class, with minus infinity at the true one."""
    gaps = scores - of_true_class(scores, labels)[:, None] + margin
    gaps[np.arange(len(labels)), labels] = -np.inf
    return gaps


def _violations(scores: Array, labels: Array, margin: float = 1.0) -> Array:
    return np.maximum(0, _gaps(scores, labels, margin))


def _dropped_once(scores: Array, labels: Array, margin: float = 1.0) -> float:
    """Mean hinge loss with the margin missing for the first wrong class of each row."""
    violations = _violations(scores, labels, margin)
    rows = np.arange(len(labels))
    first = np.where(labels == 0, 1, 0)
    violations[rows, first] = _violations(scores, labels, 0)[rows, first]
    return violations.sum(axis=1).mean()


def _unclipped(scores: Array, labels: Array, margin: float = 1.0) -> float:
    gaps = _gaps(scores, labels, margin)
    return np.where(np.isinf(gaps), 0, gaps).sum(axis=1).mean()


hinge = (
    Mistake(
        SUM_FOR_MEAN,
        "These are the losses of the batch added up: divide by the number of samples.",
        lambda s, y, margin=1.0: _violations(s, y, margin).sum(),
    ),
    Mistake(
        "margin dropped",
        "Add the margin inside max(0, ...), for every wrong class: the slide forgets it too.",
        lambda s, y, margin=1.0: _violations(s, y, 0).sum(axis=1).mean(),
    ),
    Mistake(
        "margin argument ignored",
        "The margin is an argument of the function: do not write 1.",
        lambda s, y, margin=1.0: _violations(s, y).sum(axis=1).mean(),
    ),
    Mistake(
        "margin dropped at one place",
        "The margin belongs to every wrong class, the first one too.",
        _dropped_once,
    ),
    Mistake(
        "true class counted",
        "The sum leaves out the true class; there the term would always be the margin.",
        lambda s, y, margin=1.0: _violations(s, y, margin).sum(axis=1).mean() + margin,
    ),
    Mistake(
        "squared hinge",
        "The terms are added as they are, not squared.",
        lambda s, y, margin=1.0: (_violations(s, y, margin) ** 2).sum(axis=1).mean(),
    ),
    Mistake(
        "largest term only",
        "Add the terms of all wrong classes, not only the largest.",
        lambda s, y, margin=1.0: _violations(s, y, margin).max(axis=1).mean(),
    ),
    Mistake(
        "margin subtracted",
        "The true score must lead by the margin: add it inside max(0, ...).",
        lambda s, y, margin=1.0: _violations(s, y, -margin).sum(axis=1).mean(),
    ),
    Mistake(
        "scores the wrong way round",
        "The loss grows with a wrong class's score: s_j - s_y, not s_y - s_j.",
        lambda s, y, margin=1.0: _violations(-s, y, margin).sum(axis=1).mean(),
    ),
    Mistake("no maximum with 0", "A class that is far behind costs 0, not less.", _unclipped),
    Mistake(
        "mean over all entries",
        "Add over classes, then take the mean over samples only.",
        lambda s, y, margin=1.0: _violations(s, y, margin).sum() / s.size,
    ),
    Mistake(
        "mean over wrong classes",
        "Add over classes, then take the mean over samples only.",
        lambda s, y, margin=1.0: _violations(s, y, margin).sum() / (s.size - len(s)),
    ),
    Mistake(
        "only the first sample",
        "The loss is the mean over all samples.",
        lambda s, y, margin=1.0: _violations(s, y, margin)[0].sum(),
    ),
)


def _hinge_slope(violating: Array, labels: Array, at_true: Callable[[Array], Array]) -> Array:
    """Gradient with 1 where `violating`, and `at_true(count)` at the true class, over N."""
    gradient = violating.astype(float)
    gradient[np.arange(len(labels)), labels] = at_true(violating.sum(axis=1))
    return gradient / len(labels)


hinge_gradient = (
    *in_value(hinge),
    in_gradient(
        NOT_DIVIDED,
        NOT_DIVIDED_HINT,
        lambda s, y, margin=1.0: (
            len(s) * _hinge_slope(_gaps(s, y, margin) > 0, y, lambda count: -count)
        ),
    ),
    in_gradient(
        "count missing at the true class",
        "The true score stands in every term that is above 0: its slope is minus their number.",
        lambda s, y, margin=1.0: _hinge_slope(_gaps(s, y, margin) > 0, y, lambda count: 0 * count),
    ),
    in_gradient(
        "-1 for minus the count",
        "The true score stands in every term that is above 0: its slope is minus their number.",
        lambda s, y, margin=1.0: _hinge_slope(
            _gaps(s, y, margin) > 0, y, lambda count: -(count > 0).astype(float)
        ),
    ),
    in_gradient(
        "-1 for minus the count",
        "The true score stands in every term that is above 0: its slope is minus their number.",
        lambda s, y, margin=1.0: _hinge_slope(
            _gaps(s, y, margin) > 0, y, lambda count: 0.0 * count - 1
        ),
    ),
    in_gradient(
        "true class counted",
        "Do not count the true class itself among the violations.",
        lambda s, y, margin=1.0: _hinge_slope(
            _gaps(s, y, margin) > 0, y, lambda count: -count - 1.0
        ),
    ),
    in_gradient(
        SIGN,
        "A wrong class's score pushes the loss up, the true one down.",
        lambda s, y, margin=1.0: -_hinge_slope(_gaps(s, y, margin) > 0, y, lambda count: -count),
    ),
    in_gradient(
        "size of the violation for its slope",
        "The slope of max(0, x) is 1 where x is above 0, whatever its size.",
        lambda s, y, margin=1.0: (
            (
                _violations(s, y, margin)
                - onehot(s, y) * _violations(s, y, margin).sum(axis=1, keepdims=True)
            )
            / len(s)
        ),
    ),
    in_gradient(
        ">= for >",
        "Where s_j - s_y + margin is exactly 0 the slope is taken as 0.",
        lambda s, y, margin=1.0: _hinge_slope(_gaps(s, y, margin) >= 0, y, lambda count: -count),
    ),
    in_gradient(
        "margin dropped",
        "A class violates the margin as soon as s_j - s_y + margin is above 0.",
        lambda s, y, margin=1.0: _hinge_slope(_gaps(s, y, 0) > 0, y, lambda count: -count),
    ),
    in_gradient(
        "margin argument ignored",
        "The margin is an argument of the function: do not write 1.",
        lambda s, y, margin=1.0: _hinge_slope(_gaps(s, y, 1) > 0, y, lambda count: -count),
    ),
)
