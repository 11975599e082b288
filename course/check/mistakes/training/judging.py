"""Mistakes in judging a network: loss, accuracy and its error, and the number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array


def _of_true_class(p: Array, y: Array) -> Array:
    return p[np.arange(len(y)), y]


def _accuracy(p: Array, y: Array) -> float:
    return float(np.mean(p.argmax(axis=1) == y))


def _part(place: int, wrong: Callable[[Array, Array], object]) -> Callable[..., Any]:
    return lambda p, y: tuple(wrong(p, y) if k == place else None for k in range(3))


LOSS, ACCURACY, ERROR = range(3)

judge = (
    Mistake(
        "forgot the minus sign",
        "The cross-entropy is minus the logarithm, at or above 0.",
        _part(LOSS, lambda p, y: np.mean(np.log(_of_true_class(p, y)))),
    ),
    Mistake(
        "sum for mean",
        "Divide by the number of rows.",
        _part(LOSS, lambda p, y: -np.sum(np.log(_of_true_class(p, y)))),
    ),
    Mistake(
        "logarithm of the mean",
        "Take the logarithm of each probability, then the mean.",
        _part(LOSS, lambda p, y: -np.log(np.mean(_of_true_class(p, y)))),
    ),
    Mistake(
        "largest probability for the label's",
        "The loss looks at the probability of the true class.",
        _part(LOSS, lambda p, y: -np.mean(np.log(p.max(axis=1)))),
    ),
    Mistake(
        "softmax applied to probabilities",
        "These are probabilities already.",
        _part(
            LOSS,
            lambda p, y: np.mean(np.log(np.exp(p).sum(axis=1)) - _of_true_class(p, y)),
        ),
    ),
    Mistake(
        "errors for accuracy",
        "The accuracy is the share that is right.",
        _part(ACCURACY, lambda p, y: 1 - _accuracy(p, y)),
    ),
    Mistake(
        "number for share",
        "Divide by the number of rows.",
        _part(ACCURACY, lambda p, y: len(y) * _accuracy(p, y)),
    ),
    Mistake(
        "percent for share",
        "The accuracy is between 0 and 1.",
        _part(ACCURACY, lambda p, y: 100 * _accuracy(p, y)),
    ),
    Mistake(
        "smallest probability",
        "The answer is the class with the largest probability.",
        _part(ACCURACY, lambda p, y: np.mean(p.argmin(axis=1) == y)),
    ),
    Mistake(
        "above one half for largest",
        "With several classes, the largest probability may be below one half.",
        _part(ACCURACY, lambda p, y: np.mean(_of_true_class(p, y) > 0.5)),
    ),
    Mistake(
        "equal probabilities counted as right",
        "Of several equal ones the first counts, as with np.argmax.",
        _part(ACCURACY, lambda p, y: np.mean(_of_true_class(p, y) == p.max(axis=1))),
    ),
    Mistake(
        "root missing",
        "The standard error is the root of a (1 - a) / n.",
        _part(ERROR, lambda p, y: _accuracy(p, y) * (1 - _accuracy(p, y)) / len(y)),
    ),
    Mistake(
        "not divided by n",
        "More digits make it more certain: divide by n under the root.",
        _part(ERROR, lambda p, y: np.sqrt(_accuracy(p, y) * (1 - _accuracy(p, y)))),
    ),
    Mistake(
        "divided by n outside the root",
        "n stands under the root.",
        _part(ERROR, lambda p, y: np.sqrt(_accuracy(p, y) * (1 - _accuracy(p, y))) / len(y)),
    ),
    Mistake(
        "1 - a forgotten",
        "The standard error is the root of a (1 - a) / n.",
        _part(ERROR, lambda p, y: np.sqrt(_accuracy(p, y) / len(y))),
    ),
    Mistake(
        "spread of the probabilities",
        "The standard error of the accuracy is asked for.",
        _part(ERROR, lambda p, y: _of_true_class(p, y).std() / np.sqrt(len(y))),
    ),
)


def _gives(name: str, hint: str, answer: Sequence[float]) -> Mistake:
    return Mistake(name, hint, lambda: answer)


slide_judgement = (
    _gives(
        "A and B exchanged",
        "First both losses, A before B, then both accuracies.",
        [0.798508, 0.916291, 0.0, 1.0],
    ),
    _gives(
        "one model after the other",
        "First both losses, then both accuracies.",
        [0.916291, 1.0, 0.798508, 0.0],
    ),
    _gives(
        "largest probability for the label's",
        "The loss looks at the probability of the true class, the first.",
        [0.916291, 0.693147, 1.0, 0.0],
    ),
    _gives("forgot the minus sign", "Losses are at or above 0.", [-0.916291, -0.798508, 1.0, 0.0]),
    _gives(
        "base-10 logarithm",
        "The loss is in nats: natural logarithm.",
        [0.397940, 0.346787, 1.0, 0.0],
    ),
    _gives("base-2 logarithm", "The loss is in nats.", [1.321928, 1.152003, 1.0, 0.0]),
    _gives(
        "probability for accuracy",
        "The accuracy asks only whether the largest probability is at the right place.",
        [0.916291, 0.798508, 0.4, 0.45],
    ),
    _gives(
        "both called right",
        "B gives its largest probability to the second class.",
        [0.916291, 0.798508, 1.0, 1.0],
    ),
)

Layers = Sequence[tuple[Array, Array]]

count_parameters = (
    Mistake(
        "biases forgotten",
        "Each layer has a bias, too.",
        lambda layers: sum(W.size for W, _ in layers),
    ),
    Mistake(
        "first layer only",
        "Add over all the layers.",
        lambda layers: layers[0][0].size + layers[0][1].size,
    ),
    Mistake(
        "last layer only",
        "Add over all the layers.",
        lambda layers: layers[-1][0].size + layers[-1][1].size,
    ),
    Mistake(
        "rows for entries",
        "len() of a matrix counts its rows: multiply rows and columns.",
        lambda layers: sum(len(W) + len(b) for W, b in layers),
    ),
    Mistake(
        "arrays for numbers",
        "Count the numbers in the arrays.",
        lambda layers: 2 * len(layers),
    ),
)
