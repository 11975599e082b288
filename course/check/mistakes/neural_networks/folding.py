"""Mistakes in folding space and in counting its regions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array


def _folded(
    X: Array,
    times: int,
    step: Callable[[Array], Array] = lambda x: 2 * np.abs(x) - 1,
    sign: Callable[[Array], Array] = lambda x: x > 0,
    after: bool = False,
) -> tuple[Array, Array]:
    signs = []
    for _ in range(times):
        before = X
        X = step(X)
        signs.append(sign(X if after else before))
    return np.concatenate(signs, axis=1), X


def _interleaved(X: Array, times: int) -> tuple[Array, None]:
    """Signs with all folds of the first entry first."""
    signs = _folded(X, times)[0]
    return signs.reshape(len(X), times, -1).transpose(0, 2, 1).reshape(len(X), -1), None


fold = (
    Mistake(
        "not shifted back",
        "After scaling, subtract 1: otherwise all points are above 0 and never fold again.",
        lambda X, times: _folded(X, times, lambda x: 2 * np.abs(x)),
    ),
    Mistake(
        "not scaled back",
        "Double the absolute value before subtracting 1.",
        lambda X, times: _folded(X, times, lambda x: np.abs(x) - 1),
    ),
    Mistake(
        "not scaled back",
        "The absolute value lies between 0 and 1: stretch it to -1 ... 1 again.",
        lambda X, times: _folded(X, times, np.abs),
    ),
    Mistake(
        "no absolute value",
        "Folding is the absolute value; without it, points are only moved.",
        lambda X, times: _folded(X, times, lambda x: 2 * x - 1),
    ),
    Mistake(
        "absolute value too late",
        "Take the absolute value first, scale and shift afterwards.",
        lambda X, times: _folded(X, times, lambda x: np.abs(2 * x - 1)),
    ),
    Mistake(
        "1 subtracted before doubling",
        "Double first, then subtract 1.",
        lambda X, times: _folded(X, times, lambda x: 2 * (np.abs(x) - 1)),
    ),
    Mistake(
        "signs after the fold",
        "Note the signs before each fold.",
        lambda X, times: (_folded(X, times, after=True)[0], None),
    ),
    Mistake(
        ">= for >",
        "An entry that is exactly 0 is not above 0.",
        lambda X, times: (_folded(X, times, sign=lambda x: x >= 0)[0], None),
    ),
    Mistake(
        "below for above",
        "True stands for above 0.",
        lambda X, times: (_folded(X, times, sign=lambda x: x < 0)[0], None),
    ),
    Mistake(
        "below for above",
        "True stands for above 0.",
        lambda X, times: (_folded(X, times, sign=lambda x: x <= 0)[0], None),
    ),
    Mistake(
        "columns in another order",
        "First come all columns of the first fold, then those of the second.",
        _interleaved,
    ),
    Mistake(
        "only the last signs",
        "Keep the signs of every fold, side by side.",
        lambda X, times: (_folded(X, times)[0][:, -X.shape[1] :], None),
    ),
    Mistake(
        "only the first signs",
        "Keep the signs of every fold, side by side.",
        lambda X, times: (_folded(X, times)[0][:, : X.shape[1]], None),
    ),
    Mistake(
        "signs stacked below each other",
        "Each fold adds columns, not rows: concatenate along axis=1.",
        lambda X, times: (
            _folded(X, times)[0]
            .reshape(len(X), times, -1)
            .transpose(1, 0, 2)
            .reshape(-1, X.shape[1]),
            None,
        ),
    ),
    Mistake(
        "one fold too few",
        "Fold as many times as asked.",
        lambda X, times: _folded(X, times - 1),
    ),
    Mistake(
        "one fold too many",
        "Fold as many times as asked.",
        lambda X, times: _folded(X, times + 1),
    ),
)


def _changes(signs: Array) -> int:
    return 1 + int((signs[1:] != signs[:-1]).any(axis=1).sum())


count_regions = (
    Mistake("points counted", "Points with the same signs lie in one region.", len),
    Mistake(
        "all patterns that could be",
        "Count the rows that occur, not those that are possible.",
        lambda signs: 2 ** signs.shape[1],
    ),
    Mistake(
        "columns for rows",
        "A region is a row of signs; each column belongs to a unit.",
        lambda signs: len({tuple(column) for column in signs.T.tolist()}),
    ),
    Mistake(
        "units above 0 counted",
        "It matters which units are above 0, not only how many.",
        lambda signs: len(set(signs.sum(axis=1).tolist())),
    ),
    Mistake(
        "changes counted",
        "A region may be met again later in the list.",
        _changes,
    ),
    Mistake(
        "changes counted",
        "Regions are one more than the changes on the way, if none is met twice.",
        lambda signs: _changes(signs) - 1,
    ),
    Mistake(
        "single values counted",
        "Compare whole rows, with axis=0 in np.unique.",
        lambda signs: np.unique(signs).size,
    ),
    Mistake(
        "too many units for an integer",
        "A row read as a binary number overflows beyond 63 units: compare the rows themselves.",
        lambda signs: len(set((signs @ (1 << np.arange(signs.shape[1]))).tolist())),
    ),
)
