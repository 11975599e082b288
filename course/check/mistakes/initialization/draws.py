"""Mistakes in drawing weights at random, in rotations, and in scaling by measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

SQUARE = "square for every shape"

shape = (
    Mistake(
        "transposed",
        "The shape is that of W in x W: inputs first, then units.",
        lambda *sizes: list(_sizes(sizes)[::-1]),
    ),
    Mistake(SQUARE, "There are as many columns as asked for.", lambda n, m: [n, n]),
    Mistake(SQUARE, "There are as many rows as asked for.", lambda n, m: [m, m]),
)


def _sizes(given: tuple[object, ...]) -> tuple[object, ...]:
    """Return the sizes, given one by one or as a tuple."""
    return given[0] if isinstance(given[0], tuple) else given


_ALIKE = "All weights have the same size: draw them from a Gaussian."

shares = (
    Mistake(
        "uniform for Gaussian",
        "Uniform draws have 58% of their entries within one standard deviation, Gaussian ones 68%.",
        lambda *arguments: 1 / np.sqrt(3),
    ),
    Mistake("same size for every weight", _ALIKE, lambda *arguments: 0.0),
    Mistake("same size for every weight", _ALIKE, lambda *arguments: 1.0),
)

generator_ignored = (
    Mistake(
        "generator ignored",
        "Draw from the generator that is given; np.random has a generator of its own, which nobody "
        "can repeat.",
        lambda *arguments: 0.0,
    ),
)

generator_restarted = (
    Mistake(
        "generator restarted",
        "Two draws from one generator are the same: do not make a new one.",
        lambda *arguments: 1.0,
    ),
)

trace = (
    Mistake(
        "signs of the algorithm",
        "The diagonal of Q follows a convention: use the signs of R's diagonal.",
        lambda *arguments: -1.0,
    ),
)


def _gaussian(rows: int, columns: int) -> Array:
    return np.random.default_rng(7).normal(size=(rows, columns))


def _products(matrix: Array) -> Array:
    return matrix.T @ matrix if matrix.shape[0] >= matrix.shape[1] else matrix @ matrix.T


def _tall(rows: int, columns: int) -> Array:
    return _gaussian(max(rows, columns), min(rows, columns))


_LENGTHS = "columns of unit length"
_LENGTHS_HINT = "Columns of the right length are not yet orthogonal to each other."

orthogonal = (
    Mistake(
        "gain ignored",
        "Multiply by the gain.",
        lambda n, m, gain=1.0: np.eye(min(n, m)),
    ),
    Mistake(
        "gain by its root",
        "Multiply the matrix by the gain itself: the products then have its square.",
        lambda n, m, gain=1.0: gain * np.eye(min(n, m)),
    ),
    Mistake(
        "gain squared",
        "Multiply the matrix by the gain itself: the products then have its square.",
        lambda n, m, gain=1.0: gain**4 * np.eye(min(n, m)),
    ),
    Mistake(
        "gain upside down",
        "Multiply by the gain, do not divide.",
        lambda n, m, gain=1.0: np.eye(min(n, m)) / gain**2,
    ),
    Mistake(
        "not orthogonal",
        "These are Gaussian numbers: orthogonalise the columns, and take Q.",
        lambda n, m, gain=1.0: gain**2 * _products(_gaussian(n, m)),
    ),
    Mistake(
        "not orthogonal",
        "The products are those of the Gaussian matrix, as R has them too: take Q.",
        lambda n, m, gain=1.0: gain**2 * _products(_tall(n, m)),
    ),
    Mistake(
        _LENGTHS,
        _LENGTHS_HINT,
        lambda n, m, gain=1.0: (
            gain**2 * _products(_gaussian(n, m) / np.linalg.norm(_gaussian(n, m), axis=0))
        ),
    ),
)

Divisor = Callable[[Array], float]


def _scaled(
    weights: Sequence[Array],
    X: Array,
    divisor: Divisor = np.std,
    passed_on: Callable[[Array, float], Array] = lambda sums, by: np.tanh(sums / by),
) -> list[Array]:
    scaled, signal = [], X
    for matrix in weights:
        sums = signal @ matrix
        by = divisor(sums)
        scaled.append(matrix / by)
        signal = passed_on(sums, by)
    return scaled


def _measured(name: str, hint: str, scaled: Callable[[Sequence[Array], Array], Any]) -> Mistake:
    """Return a mistake; what is compared is the matrix of one layer."""
    return Mistake(name, hint, lambda place, weights, X: scaled(weights, X)[place])


def _root_mean_square(sums: Array) -> float:
    return float(np.sqrt(np.mean(sums**2)))


unit_variance = (
    _measured(
        "signal of the old weights",
        "Layer 2 must be measured behind the scaled layer 1: scale first, then go on.",
        lambda w, X: _scaled(w, X, passed_on=lambda sums, by: np.tanh(sums)),
    ),
    _measured(
        "activation missing",
        "Behind each layer stands tanh: it changes what the next layer receives.",
        lambda w, X: _scaled(w, X, passed_on=lambda sums, by: sums / by),
    ),
    _measured(
        "measured behind the activation",
        "Measure the sums z, before tanh.",
        lambda w, X: _scaled(w, X, divisor=lambda sums: float(np.std(np.tanh(sums)))),
    ),
    _measured(
        "variance for standard deviation",
        "Divide by the standard deviation, the root of the variance.",
        lambda w, X: _scaled(w, X, divisor=lambda sums: float(np.var(sums))),
    ),
    _measured(
        "multiplied for divided",
        "Sums that are too large need smaller weights: divide.",
        lambda w, X: _scaled(
            w, X, lambda sums: 1 / float(np.std(sums)), lambda sums, by: np.tanh(sums / by)
        ),
    ),
    _measured(
        "mean square for variance",
        "The standard deviation is measured from the mean: use np.std.",
        lambda w, X: _scaled(w, X, divisor=_root_mean_square),
    ),
    _measured(
        "size of the weights",
        "That gives the weights the deviation 1. Measure the sums that they make.",
        lambda w, X: [matrix / np.std(matrix) for matrix in w],
    ),
    _measured(
        "size of the weights",
        "That gives the weights the length 1. Measure the sums that they make.",
        lambda w, X: [matrix / np.linalg.norm(matrix) for matrix in w],
    ),
    _measured(
        "input for signal",
        "The second layer does not see the inputs but what comes out of the first.",
        lambda w, X: [matrix / np.std(X @ matrix) for matrix in w],
    ),
    _measured(
        "each unit on its own",
        "One number for each layer: the deviation of all entries of its sums.",
        lambda w, X: _scaled(w, X, divisor=lambda sums: np.std(sums, axis=0)),
    ),
    _measured("not scaled", "The weights came back as they were.", lambda w, X: list(w)),
)
