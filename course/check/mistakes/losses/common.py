"""What the mistakes of several losses share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Formula = Callable[..., Any]

SUM_FOR_MEAN = "sum for mean"
NOT_DIVIDED = "gradient not divided by N"
NOT_DIVIDED_HINT = "The loss is a mean, so its gradient has the factor 1/N too."
SIGN = "sign"


def in_value(mistakes: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Return the mistakes of a loss as those of a function that returns (loss, gradient)."""
    return tuple(Mistake(m.name, m.hint, _value_only(m.wrong), m.numerical) for m in mistakes)


def _value_only(wrong: Formula) -> Formula:
    return lambda *arguments, **keywords: (wrong(*arguments, **keywords), None)


def in_gradient(name: str, hint: str, wrong: Formula) -> Mistake:
    """Return a mistake in the gradient of a function that returns (loss, gradient)."""
    return Mistake(name, hint, lambda *a, **k: (None, wrong(*a, **k)))


def of_true_class(values: Array, labels: Array) -> Array:
    """Return from each row the entry of its label."""
    return values[np.arange(len(labels)), labels]


def onehot(scores: Array, labels: Array) -> Array:
    """Return 1 at each row's label and 0 elsewhere, in the shape of `scores`."""
    return np.eye(scores.shape[1])[labels]
