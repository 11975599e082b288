"""Mistakes in Adagrad and RMSProp."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.optimizers.paths import faded, path, squares
from course.check.mistakes.optimizers.velocity import UPHILL, UPHILL_HINT
from course.nn.arguments import Array

NO_ROOT = "root missing"
NO_ROOT_HINT = "Divide by the root of s: s itself has the unit of a squared gradient."
INSIDE = "epsilon inside the root"
INSIDE_HINT = "Epsilon is added to the root, outside it."
NO_EPSILON = "epsilon missing"
NO_EPSILON_HINT = "Epsilon is added to the root: it decides where gradients are tiny."
FORGETS = "memory not carried"
FORGETS_HINT = "Keep s in the object: the next step starts from it."
NOT_SQUARED = "gradient not squared"
NOT_SQUARED_HINT = "s is made of squares, so that it does not cancel."

Denominator = Callable[[Sequence[Array], float], Array]


def _adagrad(name: str, hint: str, below: Denominator, numerical: bool = False) -> Mistake:
    def wrong(start: Array, gradients: Any, a: float, epsilon: float = 1e-10) -> object:
        return path(start, gradients, lambda past: a * past[-1] / below(past, epsilon))

    return Mistake(name, hint, wrong, numerical)


def _sum(past: Sequence[Array]) -> Array:
    return faded(squares(past), 1.0)


adagrad = (
    _adagrad(NO_ROOT, NO_ROOT_HINT, lambda past, e: _sum(past) + e),
    _adagrad(FORGETS, FORGETS_HINT, lambda past, e: np.abs(past[-1]) + e),
    _adagrad(NO_EPSILON, NO_EPSILON_HINT, lambda past, e: np.sqrt(_sum(past))),
    _adagrad(INSIDE, INSIDE_HINT, lambda past, e: np.sqrt(_sum(past) + e)),
    _adagrad(NOT_SQUARED, NOT_SQUARED_HINT, lambda past, e: np.sqrt(np.abs(faded(past, 1.0))) + e),
    _adagrad(
        "sum of sizes",
        "Add the squares, then take the root.",
        lambda past, e: faded([np.abs(g) for g in past], 1.0) + e,
    ),
    _adagrad(
        "mean for sum",
        "Adagrad adds the squares up; it does not average them.",
        lambda past, e: np.sqrt(_sum(past) / len(past)) + e,
    ),
    _adagrad(
        "memory of the step before",
        "Add the new square first, then divide.",
        lambda past, e: np.sqrt(_sum(past) - past[-1] ** 2) + e,
    ),
    _adagrad(
        "one size for all weights",
        "Each weight has its own s: no sum over the weights.",
        lambda past, e: np.sqrt(_sum(past).sum()) + e,
    ),
    _adagrad(UPHILL, UPHILL_HINT, lambda past, e: -np.sqrt(_sum(past)) - e),
)

Average = Callable[[Sequence[Array], float, float], Array]


def _rmsprop(name: str, hint: str, below: Average) -> Mistake:
    def wrong(
        start: Array, gradients: Any, a: float, decay: float = 0.99, epsilon: float = 1e-8
    ) -> object:
        return path(start, gradients, lambda past: a * past[-1] / below(past, decay, epsilon))

    return Mistake(name, hint, wrong)


def _mean(past: Sequence[Array], r: float) -> Array:
    return faded(squares(past), r, 1 - r)


rmsprop = (
    _rmsprop(NO_ROOT, NO_ROOT_HINT, lambda past, r, e: _mean(past, r) + e),
    _rmsprop(
        "b and 1 - b exchanged",
        "The old s gets r, the new square 1 - r.",
        lambda past, r, e: np.sqrt(_mean(past, 1 - r)) + e,
    ),
    _rmsprop(
        "Adagrad for RMSProp",
        "s is a moving average: the old one is multiplied by r, the new square by 1 - r.",
        lambda past, r, e: np.sqrt(_sum(past)) + e,
    ),
    _rmsprop(
        "share of the new square missing",
        "The new square is multiplied by 1 - r.",
        lambda past, r, e: np.sqrt(faded(squares(past), r)) + e,
    ),
    _rmsprop(
        FORGETS,
        FORGETS_HINT,
        lambda past, r, e: np.sqrt(_mean(past[-1:], r)) + e,
    ),
    _rmsprop(NO_EPSILON, NO_EPSILON_HINT, lambda past, r, e: np.sqrt(_mean(past, r))),
    _rmsprop(INSIDE, INSIDE_HINT, lambda past, r, e: np.sqrt(_mean(past, r) + e)),
    _rmsprop(
        NOT_SQUARED,
        NOT_SQUARED_HINT,
        lambda past, r, e: np.sqrt(np.abs(faded(past, r, 1 - r))) + e,
    ),
    _rmsprop(
        "start corrected",
        "That is Adam's correction. RMSProp starts from 0 as it is.",
        lambda past, r, e: np.sqrt(_mean(past, r) / (1 - r ** len(past))) + e,
    ),
    _rmsprop(UPHILL, UPHILL_HINT, lambda past, r, e: -np.sqrt(_mean(past, r)) - e),
)
