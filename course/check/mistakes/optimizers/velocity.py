"""Mistakes in momentum and in Nesterov's look ahead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.optimizers.paths import faded, path
from course.nn.arguments import Array

NOT_CARRIED = "velocity not carried"
NOT_CARRIED_HINT = "Keep the velocity in the object: the next step starts from it."
UPHILL = "uphill"
UPHILL_HINT = "Subtract the step: the gradient points uphill."
NOT_SCALED = "learning rate ignored"

Velocity = Callable[[Sequence[Array], float, str], Array]


def _momentum(name: str, hint: str, velocity: Velocity) -> Mistake:
    def wrong(start: Array, gradients: Any, a: float, b: float, form: str = "sum") -> object:
        return path(start, gradients, lambda past: a * velocity(past, b, form))

    return Mistake(name, hint, wrong)


def _right(past: Sequence[Array], b: float, form: str) -> Array:
    return faded(past, b, 1.0 if form == "sum" else 1 - b)


momentum = (
    _momentum(NOT_CARRIED, NOT_CARRIED_HINT, lambda past, b, form: _right(past[-1:], b, form)),
    _momentum(
        "the other form",
        'The form is an argument: with "average" the gradient is multiplied by 1 - b.',
        lambda past, b, form: faded(past, b),
    ),
    _momentum(
        "the other form",
        'The form is an argument: with "sum" the gradient is not multiplied by 1 - b.',
        lambda past, b, form: faded(past, b, 1 - b),
    ),
    _momentum(
        "the other form",
        "The sum adds the whole gradient, the average its share 1 - b.",
        lambda past, b, form: _right(past, b, "average" if form == "sum" else "sum"),
    ),
    _momentum(
        "b and 1 - b exchanged",
        "The old velocity gets b, the gradient 1 - b.",
        lambda past, b, form: faded(past, 1 - b, 1.0 if form == "sum" else b),
    ),
    _momentum(
        "velocity not reduced",
        "The old velocity is multiplied by b.",
        lambda past, b, form: faded(past, 1.0, 1.0 if form == "sum" else 1 - b),
    ),
    _momentum(UPHILL, UPHILL_HINT, lambda past, b, form: -_right(past, b, form)),
    _momentum(
        "velocity of the step before",
        "Update the velocity first, then move with the new one.",
        lambda past, b, form: _right(past[:-1], b, form) if past[:-1] else 0 * past[0],
    ),
    _momentum(
        "Nesterov for momentum",
        "Move with the velocity itself.",
        lambda past, b, form: b * _right(past, b, form) + past[-1],
    ),
)

Move = Callable[[Array, Array, Callable[[Array], Array], float, float], tuple[Array, Array]]


def _nesterov(name: str, hint: str, move: Move) -> Mistake:
    def wrong(start: Array, curvature: Array, steps: int, a: float, b: float) -> object:
        w, velocity = np.asarray(start, dtype=float), np.zeros(np.shape(start))
        rows = []
        for _ in range(steps):
            w, velocity = move(w, velocity, lambda x: np.asarray(curvature) * x, a, b)
            rows.append(w)
        return rows

    return Mistake(name, hint, wrong)


def _moved(w: Array, velocity: Array) -> tuple[Array, Array]:
    return w - velocity, velocity


nesterov = (
    _nesterov(
        "no look ahead",
        "The gradient is taken at w - b V, not at w.",
        lambda w, v, g, a, b: _moved(w, b * v + a * g(w)),
    ),
    _nesterov(
        "look ahead the wrong way",
        "The weights are about to move to w - b V: subtract.",
        lambda w, v, g, a, b: _moved(w, b * v + a * g(w + b * v)),
    ),
    _nesterov(
        "look ahead by the whole velocity",
        "The old velocity will be multiplied by b: look ahead to w - b V.",
        lambda w, v, g, a, b: _moved(w, b * v + a * g(w - v)),
    ),
    _nesterov(
        "look ahead scaled twice",
        "The learning rate is part of V already: look ahead to w - b V.",
        lambda w, v, g, a, b: _moved(w, b * v + a * g(w - a * b * v)),
    ),
    _nesterov(
        "average for sum",
        "V is the sum b V + a g, without a factor 1 - b.",
        lambda w, v, g, a, b: _moved(w, b * v + a * (1 - b) * g(w - b * v)),
    ),
    _nesterov(
        "velocity scaled twice",
        "The learning rate is part of V already: subtract V itself.",
        lambda w, v, g, a, b: (
            w - a * (b * v + a * g(w - b * v)),
            b * v + a * g(w - b * v),
        ),
    ),
    _nesterov(
        "moved from the point ahead",
        "The gradient is taken at the look-ahead point, but the step starts from w.",
        lambda w, v, g, a, b: _moved(w - b * v, b * v + a * g(w - b * v)),
    ),
    _nesterov(
        NOT_CARRIED,
        NOT_CARRIED_HINT,
        lambda w, v, g, a, b: _moved(w, a * g(w)),
    ),
    _nesterov(
        UPHILL,
        UPHILL_HINT,
        lambda w, v, g, a, b: (w + b * v + a * g(w - b * v), b * v + a * g(w - b * v)),
    ),
)
