"""What the mistakes of several activations share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array


def logistic(x: Array) -> Array:
    """Return the sigmoid, safe for inputs of any size and exact far on the left."""
    z = np.asarray(x)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def summed(mistakes: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Return mistakes of (value, derivative, ...) as those of (sum of values, derivative)."""
    return tuple(Mistake(m.name, m.hint, _second(m.wrong, 1)) for m in mistakes)


def summed_by(
    mistakes: Sequence[Mistake], place: int, complete: Callable[[float], tuple[object, ...]]
) -> tuple[Mistake, ...]:
    """Return them as mistakes in the derivative of the sum by one parameter.

    `complete` makes the arguments of the activation from the parameter.
    """
    return tuple(
        Mistake(m.name, m.hint, _sum_of(_second(m.wrong, place), complete)) for m in mistakes
    )


def _second(wrong: Callable[..., Any], place: int) -> Callable[..., Any]:
    def formula(*arguments: object) -> tuple[object, object]:
        results = wrong(*arguments)
        return None, results[place]

    return formula


def _sum_of(
    wrong: Callable[..., Any], complete: Callable[[float], tuple[object, ...]]
) -> Callable[[float], object]:
    def formula(parameter: float) -> tuple[object, object]:
        slope = wrong(*complete(parameter))[1]
        return None, None if slope is None else np.sum(slope)

    return formula
