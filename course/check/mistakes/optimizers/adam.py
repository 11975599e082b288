"""Mistakes in Adam, AMSGrad and AdamW."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.optimizers.adaptive import (
    INSIDE,
    INSIDE_HINT,
    NO_EPSILON,
    NO_EPSILON_HINT,
    NO_ROOT,
)
from course.check.mistakes.optimizers.paths import faded, path, squares
from course.check.mistakes.optimizers.velocity import UPHILL, UPHILL_HINT
from course.nn.arguments import Array


@dataclass(frozen=True)
class Settings:
    """The options of Adam, with their defaults."""

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    amsgrad: bool = False
    decay: float = 0.01


Step = Callable[[Sequence[Array], Settings], Array]


def _adam(name: str, hint: str, step: Step) -> Mistake:
    def wrong(start: Array, gradients: Any, a: float, **options: Any) -> object:
        settings = Settings(**options)
        return path(start, gradients, lambda past: a * step(past, settings))

    return Mistake(name, hint, wrong)


def _m(past: Sequence[Array], s: Settings) -> Array:
    return faded(past, s.beta1, 1 - s.beta1)


def _v(past: Sequence[Array], s: Settings) -> Array:
    """The average of the squares, or the largest so far."""
    count = len(past)
    each = [faded(squares(past[: t + 1]), s.beta2, 1 - s.beta2) for t in range(count)]
    return np.max(each, axis=0) if s.amsgrad else each[-1]


def _quotient(
    past: Sequence[Array], s: Settings, t1: int | None = None, t2: int | None = None
) -> Array:
    """Adam's step, with the corrections of steps t1 and t2 in place of the true one."""
    t = len(past)
    first = _m(past, s) / (1 - s.beta1 ** (t1 or t))
    return first / (np.sqrt(_v(past, s) / (1 - s.beta2 ** (t2 or t))) + s.epsilon)


def _largest_corrected(past: Sequence[Array], s: Settings) -> Array:
    """AMSGrad as the slide has it: the largest of the corrected averages."""
    plain = Settings(s.beta1, s.beta2, s.epsilon)
    each = [_v(past[:t], plain) / (1 - s.beta2**t) for t in range(1, len(past) + 1)]
    largest = np.max(each, axis=0) if s.amsgrad else each[-1]
    return _m(past, s) / (1 - s.beta1 ** len(past)) / (np.sqrt(largest) + s.epsilon)


def _overwritten(past: Sequence[Array], s: Settings) -> Array:
    """The corrected averages stored in place of the averages."""
    m, v = np.zeros_like(past[0]), np.zeros_like(past[0])
    for t, g in enumerate(past, start=1):
        m = (s.beta1 * m + (1 - s.beta1) * g) / (1 - s.beta1**t)
        v = (s.beta2 * v + (1 - s.beta2) * g**2) / (1 - s.beta2**t)
    return m / (np.sqrt(v) + s.epsilon)


def _largest_kept(past: Sequence[Array], s: Settings) -> Array:
    """The largest average stored in place of the average itself."""
    v = np.zeros_like(past[0])
    for g in past:
        new = s.beta2 * v + (1 - s.beta2) * g**2
        v = np.maximum(v, new) if s.amsgrad else new
    t = len(past)
    return _m(past, s) / (1 - s.beta1**t) / (np.sqrt(v / (1 - s.beta2**t)) + s.epsilon)


def _without(s: Settings) -> Settings:
    return Settings(s.beta1, s.beta2, s.epsilon, decay=s.decay)


_NO_CORRECTION = "bias correction left out"
_NO_CORRECTION_HINT = "m and v start at 0: divide them by 1 - b^t."

adam = (
    _adam(
        _NO_CORRECTION,
        _NO_CORRECTION_HINT,
        lambda past, s: _m(past, s) / (np.sqrt(_v(past, s)) + s.epsilon),
    ),
    _adam(
        "one correction left out",
        "v is corrected as well.",
        lambda past, s: (
            _m(past, s) / (1 - s.beta1 ** len(past)) / (np.sqrt(_v(past, s)) + s.epsilon)
        ),
    ),
    _adam(
        "one correction left out",
        "m is corrected as well.",
        lambda past, s: _quotient(past, s) * (1 - s.beta1 ** len(past)),
    ),
    _adam(
        "steps counted from 0",
        "In the first step t is 1.",
        lambda past, s: _quotient(past, s, max(len(past) - 1, 1), max(len(past) - 1, 1)),
    ),
    _adam(
        "steps counted from 2",
        "In the first step t is 1.",
        lambda past, s: _quotient(past, s, len(past) + 1, len(past) + 1),
    ),
    _adam(
        "t stays 1",
        "Count the steps: the corrections fade.",
        lambda past, s: _quotient(past, s, 1, 1),
    ),
    _adam(
        "corrected averages stored",
        "The next step starts from the uncorrected m and v: keep these.",
        _overwritten,
    ),
    _adam(
        NO_ROOT,
        "Divide by the root of the corrected v.",
        lambda past, s: (
            _m(past, s)
            / (1 - s.beta1 ** len(past))
            / (_v(past, s) / (1 - s.beta2 ** len(past)) + s.epsilon)
        ),
    ),
    _adam(
        "gradient for its average",
        "Move with the corrected average m, not with the gradient.",
        lambda past, s: past[-1] / (np.sqrt(_v(past, s) / (1 - s.beta2 ** len(past))) + s.epsilon),
    ),
    _adam(
        "betas exchanged",
        "beta1 belongs to the gradient, beta2 to its square.",
        lambda past, s: _quotient(past, Settings(s.beta2, s.beta1, s.epsilon, s.amsgrad)),
    ),
    _adam(
        "AMSGrad ignored",
        "With amsgrad=True divide by the largest v so far.",
        lambda past, s: _quotient(past, _without(s)),
    ),
    _adam(
        "largest of the corrected v",
        "Here the largest v is taken first, and corrected afterwards.",
        _largest_corrected,
    ),
    _adam(
        "largest v kept as v",
        "The memory of v itself goes on as before: keep the largest one beside it.",
        _largest_kept,
    ),
    _adam(
        "always AMSGrad",
        "Only with amsgrad=True is the largest v used.",
        lambda past, s: _quotient(past, Settings(s.beta1, s.beta2, s.epsilon, True)),
    ),
    _adam(
        NO_EPSILON,
        NO_EPSILON_HINT,
        lambda past, s: _quotient(past, Settings(s.beta1, s.beta2, 0.0, s.amsgrad)),
    ),
    _adam(
        INSIDE,
        INSIDE_HINT,
        lambda past, s: (
            _m(past, s)
            / (1 - s.beta1 ** len(past))
            / np.sqrt(_v(past, s) / (1 - s.beta2 ** len(past)) + s.epsilon)
        ),
    ),
    _adam(UPHILL, UPHILL_HINT, lambda past, s: -_quotient(past, s)),
)

# From the weights, the gradients so far and the learning rate to the new weights.
Move = Callable[[Array, list[Array], float, Settings], Array]


def _adamw(name: str, hint: str, move: Move) -> Mistake:
    def wrong(start: Array, gradients: Any, a: float, **options: Any) -> object:
        w, past, rows = np.asarray(start, dtype=float), [], []
        for g in gradients:
            past.append(np.asarray(g, dtype=float))
            w = move(w, past, a, Settings(**options))
            rows.append(w)
        return rows

    return Mistake(name, hint, wrong)


def _coupled(w: Array, past: list[Array], a: float, s: Settings) -> Array:
    past[-1] = past[-1] + s.decay * w
    return w - a * _quotient(past, s)


def _after(w: Array, past: list[Array], a: float, s: Settings) -> Array:
    return (1 - a * s.decay) * (w - a * _quotient(past, s))


adamw = (
    _adamw(
        "decay coupled",
        "The decay does not go through m and v: shrink the weights directly.",
        _coupled,
    ),
    _adamw(
        "decay missing",
        "The weights shrink by 1 - a d in every step.",
        lambda w, past, a, s: w - a * _quotient(past, s),
    ),
    _adamw(
        "decay not multiplied by the learning rate",
        "The weights shrink by 1 - a d, with the learning rate a.",
        lambda w, past, a, s: (1 - s.decay) * w - a * _quotient(past, s),
    ),
    _adamw(
        "decay of the new weights",
        "The weights before the step decay, then comes the step.",
        _after,
    ),
    _adamw(
        "decay for growth",
        "The decay pulls towards 0.",
        lambda w, past, a, s: (1 + a * s.decay) * w - a * _quotient(past, s),
    ),
    _adamw(
        _NO_CORRECTION,
        _NO_CORRECTION_HINT,
        lambda w, past, a, s: (
            (1 - a * s.decay) * w - a * _m(past, s) / (np.sqrt(_v(past, s)) + s.epsilon)
        ),
    ),
    _adamw(
        UPHILL, UPHILL_HINT, lambda w, past, a, s: (1 - a * s.decay) * w + a * _quotient(past, s)
    ),
)
