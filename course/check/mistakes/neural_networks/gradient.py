"""Mistakes in the gradients of a network with one hidden layer, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result, pairs
from course.nn.arguments import Array

Given = tuple[Array, Array, Array, Array, Array, float]
LOSS, W1, B1, W2, B2 = range(5)


@dataclass
class _Pass:
    """All values of a forward pass, and what comes back."""

    X: Array
    t: Array
    W1: Array
    b1: Array
    w2: Array
    b2: float

    def __post_init__(self) -> None:
        self.Z = self.X @ self.W1 + self.b1
        self.H = np.maximum(0, self.Z)
        self.errors = self.H @ self.w2 + self.b2 - self.t
        self.delta = 2 * self.errors / len(self.t)
        self.arrived = np.outer(self.delta, self.w2)
        self.G = self.arrived * (self.Z > 0)


def _of(formula: Callable[[_Pass], object]) -> Callable[..., Any]:
    return lambda *given: formula(_Pass(*given))


def _at(
    place: int, name: str, hint: str, formula: Callable[[_Pass], object]
) -> tuple[Mistake, ...]:
    return in_result(place, 5, [Mistake(name, hint, _of(formula))])


def _times(
    factor: Callable[[_Pass], float], formula: Callable[[_Pass], Array]
) -> Callable[[_Pass], Array]:
    return lambda p: factor(p) * formula(p)


def _everywhere(name: str, hint: str, factor: Callable[[_Pass], float]) -> tuple[Mistake, ...]:
    """A factor that all four gradients have in common."""
    formulas: tuple[Callable[[_Pass], Array], ...] = (
        lambda p: p.X.T @ p.G,
        lambda p: p.G.sum(axis=0),
        lambda p: p.H.T @ p.delta,
        lambda p: p.delta.sum(),
    )
    found: tuple[Mistake, ...] = ()
    for place, formula in enumerate(formulas, start=1):
        found += _at(place, name, hint, _times(factor, formula))
    return found


_SLOPE = "ReLU's slope forgotten"
_SLOPE_HINT = "A hidden unit at or below 0 passes nothing back: multiply by [Z > 0]."
_KINK = ">= for >"
_KINK_HINT = "Where Z is exactly 0, the slope of the ReLU is taken as 0."
_WEIGHTS = "output weights left out"
_WEIGHTS_HINT = "What arrives at hidden unit j has come through its weight w2[j]."

network_gradients = (
    *_at(
        LOSS, "sum for mean", "The loss is the mean of the squares.", lambda p: p.errors @ p.errors
    ),
    *_at(
        LOSS,
        "factor 1/2",
        "This loss has no factor 1/2; others do.",
        lambda p: (p.errors**2).mean() / 2,
    ),
    *_at(
        LOSS,
        "ReLU forgotten",
        "The hidden units are max(0, Z).",
        lambda p: ((p.Z @ p.w2 + p.b2 - p.t) ** 2).mean(),
    ),
    *_at(
        LOSS,
        "ReLU after the last layer",
        "The output has no activation.",
        lambda p: ((np.maximum(0, p.H @ p.w2 + p.b2) - p.t) ** 2).mean(),
    ),
    *_at(
        LOSS,
        "bias forgotten",
        "Both layers have a bias.",
        lambda p: ((p.H @ p.w2 - p.t) ** 2).mean(),
    ),
    *_at(
        LOSS,
        "bias forgotten",
        "Both layers have a bias.",
        lambda p: ((np.maximum(0, p.X @ p.W1) @ p.w2 + p.b2 - p.t) ** 2).mean(),
    ),
    *_everywhere(
        "gradient not divided by N",
        "The loss is a mean, so each error has the factor 1/N.",
        lambda p: len(p.t),
    ),
    *_everywhere("factor 2 missing", "The derivative of a square has a factor 2.", lambda p: 0.5),
    *_everywhere("sign", "Prediction minus target, not the other way round.", lambda p: -1.0),
    *_at(W1, _SLOPE, _SLOPE_HINT, lambda p: p.X.T @ p.arrived),
    *_at(B1, _SLOPE, _SLOPE_HINT, lambda p: p.arrived.sum(axis=0)),
    *_at(W1, _KINK, _KINK_HINT, lambda p: p.X.T @ (p.arrived * (p.Z >= 0))),
    *_at(B1, _KINK, _KINK_HINT, lambda p: (p.arrived * (p.Z >= 0)).sum(axis=0)),
    *_at(W1, _WEIGHTS, _WEIGHTS_HINT, lambda p: p.X.T @ (p.delta[:, None] * (p.Z > 0))),
    *_at(B1, _WEIGHTS, _WEIGHTS_HINT, lambda p: (p.delta[:, None] * (p.Z > 0)).sum(axis=0)),
    *_at(
        W1,
        "value for slope",
        "The slope of the ReLU is 1 where Z is above 0, not Z itself.",
        lambda p: p.X.T @ (p.arrived * p.H),
    ),
    *_at(
        B1,
        "value for slope",
        "The slope of the ReLU is 1 where Z is above 0, not Z itself.",
        lambda p: (p.arrived * p.H).sum(axis=0),
    ),
    *_at(
        W1,
        "sign of the slope turned",
        "The ReLU passes back where Z is above 0.",
        lambda p: p.X.T @ (p.arrived * (p.Z < 0)),
    ),
    *_at(
        B1,
        "mean for sum",
        "The factor 1/N is in the errors already: add up over the samples.",
        lambda p: p.G.mean(axis=0),
    ),
    *_at(
        B2,
        "mean for sum",
        "The factor 1/N is in the errors already: add up over the samples.",
        lambda p: p.delta.mean(),
    ),
    *_at(
        W1,
        "divided by N twice",
        "The factor 1/N is in the errors already.",
        lambda p: p.X.T @ p.G / len(p.t),
    ),
    *_at(
        W2,
        "divided by N twice",
        "The factor 1/N is in the errors already.",
        lambda p: p.H.T @ p.delta / len(p.t),
    ),
    *_at(
        W2,
        "hidden units before the ReLU",
        "The last layer sees H, not Z.",
        lambda p: p.Z.T @ p.delta,
    ),
    *_at(
        B1,
        "summed over units",
        "Each bias belongs to one unit: add up over the samples, axis=0.",
        lambda p: p.G.sum(axis=1),
    ),
    *_at(
        B1,
        "summed over everything",
        "Each unit has its own bias and its own gradient: add up over the samples only.",
        lambda p: p.G.sum(),
    ),
    *_at(
        W1,
        "transposed",
        "A gradient has the shape of what it belongs to.",
        lambda p: p.G.T @ p.X,
    ),
    *_at(
        B2,
        "not summed",
        "The bias acts on every sample: add up what comes back from all of them.",
        lambda p: p.delta,
    ),
)


def network_gradient_of(place: int) -> tuple[Mistake, ...]:
    """Return the mistakes in one gradient as those of a function that returns (loss, gradient)."""
    return pairs(network_gradients, place)
