"""Multiclass hinge loss: the support-vector machine's idea of being right."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, label_array, number
from course.nn.losses.reduction import reduce_gradient, reduce_losses


def hinge(
    scores: object, labels: object, *, margin: float = 1.0, reduction: str = "mean"
) -> Array | np.floating:
    r"""How far the wrong classes come within `margin` of the true one.

    L_i = sum_{j != y_i} max(0, s_ij - s_i,y_i + margin)

    The loss is exactly 0 once the true score leads every other by the margin: it saturates
    where softmax cross-entropy still asks for more.

    Args:
        scores: (N, C) float32 or float64.
        labels: (N,) integers from 0 to C - 1.
        margin: the required lead, at or above 0.
        reduction: "mean", "sum" or "none".

    Returns:
        A scalar, or (N,) losses with "none"; dtype of `scores`. NaN in, NaN out.

    Raises:
        TypeError, ValueError: a wrong dtype, shape, label or option; the mean of no samples.

    Source: going deep, "Hinge Loss (SVM Loss)"; Weston and Watkins 1999.
    """
    violations, _ = _violations(scores, labels, margin)
    return reduce_losses(violations.sum(axis=1), reduction)


def hinge_gradient(
    scores: object, labels: object, *, margin: float = 1.0, reduction: str = "mean"
) -> Array:
    r"""A subgradient of `hinge` with respect to the scores.

    dL_i/ds_ij = 1                           where a class j other than y_i violates the margin
                 -(number of violations)     for j = y_i
                 0                           elsewhere

    At the kink, where s_ij - s_i,y_i + margin is exactly 0, the subgradient 0 is taken, as for
    ReLU at 0. Each row sums to 0. Arguments and errors as in `hinge`; returns (N, C).
    """
    violations, y = _violations(scores, labels, margin)
    gradient = np.sign(violations)  # 1 where violated, else 0; unlike a comparison it keeps NaN
    gradient[np.arange(len(y)), y] = -gradient.sum(axis=1)
    return reduce_gradient(gradient, len(y), reduction)


def _violations(scores: object, labels: object, margin: float) -> tuple[Array, Array]:
    """Return max(0, s_ij - s_i,y_i + margin), with 0 at the true class, and the labels."""
    s = float_array("scores", scores, ndim=2)
    if s.shape[1] == 0:
        raise ValueError(f"scores must have at least one class, got shape {s.shape}")
    y = label_array("labels", labels, samples=s.shape[0], classes=s.shape[1])
    margin = number("margin", margin, at_least=0)
    rows = np.arange(len(y))
    violations = np.maximum(0, s - s[rows, y][:, None] + s.dtype.type(margin))
    violations[rows, y] = 0
    return violations, y
