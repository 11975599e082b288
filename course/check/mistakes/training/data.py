"""Mistakes with the data: splitting, standardising, folding it into a layer."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Parts = tuple[Array, Array]


def _rows_of(groups: Array, chosen: Array) -> Parts:
    held_out = np.isin(groups, chosen)
    return np.flatnonzero(~held_out), np.flatnonzero(held_out)


def _right(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    shuffled = generator.permutation(np.unique(groups))
    return _rows_of(groups, shuffled[-round(fraction * len(shuffled)) :])


def _rows_split(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    order = generator.permutation(len(groups))
    count = round(fraction * len(order))
    return np.sort(order[:-count]), np.sort(order[-count:])


def _first_chosen(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    shuffled = generator.permutation(np.unique(groups))
    return _rows_of(groups, shuffled[: round(fraction * len(shuffled))])


def _not_shuffled(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    names = np.unique(groups)
    return _rows_of(groups, names[-round(fraction * len(names)) :])


def _fraction_kept(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    shuffled = generator.permutation(np.unique(groups))
    return _rows_of(groups, shuffled[round(fraction * len(shuffled)) :])


def _by_rows(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    """Groups chosen by shuffling one entry a row, so that large groups come first."""
    order = generator.permutation(groups)
    names = order[np.sort(np.unique(order, return_index=True)[1])]
    return _rows_of(groups, names[-round(fraction * len(names)) :])


def _group_names(groups: Array, fraction: float, generator: np.random.Generator) -> Parts:
    shuffled = generator.permutation(np.unique(groups))
    count = round(fraction * len(shuffled))
    return np.sort(shuffled[:-count]), np.sort(shuffled[-count:])


split_by_group = (
    Mistake(
        "rows split, not groups",
        "Rows of one group are now in both parts: that is the leak. Shuffle the groups.",
        _rows_split,
    ),
    Mistake(
        "parts exchanged",
        "First the training part, then the validation part.",
        lambda *given: _right(*given)[::-1],
    ),
    Mistake(
        "first groups for the last",
        "The last of the shuffled groups are for validation.",
        _first_chosen,
    ),
    Mistake(
        "not shuffled",
        "Shuffle the groups with the generator before you choose.",
        _not_shuffled,
    ),
    Mistake(
        "fraction taken for training",
        "The fraction is the share for validation.",
        _fraction_kept,
    ),
    Mistake(
        "rows shuffled for groups",
        "Shuffle the different groups, each once, in ascending order before.",
        _by_rows,
    ),
    Mistake(
        "groups for rows",
        "Return row numbers, not the names of the groups.",
        _group_names,
    ),
)


def _scaled(train: Array, other: Array, mean: Array, spread: Array) -> Parts:
    factor = np.where(spread == 0, 0, 1 / np.where(spread == 0, 1, spread))
    return (train - mean) * factor, (other - mean) * factor


def _own(train: Array, other: Array) -> tuple[None, Array]:
    return None, _scaled(other, other, other.mean(axis=0), other.std(axis=0))[0]


def _together(train: Array, other: Array) -> Parts:
    both = np.concatenate([train, other])
    return _scaled(train, other, both.mean(axis=0), both.std(axis=0))


def _kept_constant(train: Array, other: Array) -> Parts:
    spread = train.std(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (train - train.mean(axis=0)) / spread, (other - train.mean(axis=0)) / spread


def _with_epsilon(train: Array, other: Array, epsilon: float) -> Parts:
    spread = train.std(axis=0) + epsilon
    return (train - train.mean(axis=0)) / spread, (other - train.mean(axis=0)) / spread


standardize = (
    Mistake(
        "measured on each part",
        "Measure mean and deviation on the training part alone, and use them for both.",
        _own,
    ),
    Mistake(
        "measured on all data",
        "The other part takes part in the measurement: that is a leak.",
        _together,
    ),
    Mistake(
        "variance for the standard deviation",
        "Divide by the root of the variance.",
        lambda a, b: _scaled(a, b, a.mean(axis=0), a.var(axis=0)),
    ),
    Mistake(
        "sample variance",
        "Divide by N, not by N - 1.",
        lambda a, b: _scaled(a, b, a.mean(axis=0), a.std(axis=0, ddof=1)),
    ),
    Mistake(
        "one mean for all features",
        "Each feature has a mean and a deviation of its own: axis 0.",
        lambda a, b: _scaled(a, b, a.mean(), a.std()),
    ),
    Mistake(
        "over the wrong axis",
        "Each feature has a mean and a deviation of its own: axis 0.",
        lambda a, b: (
            (a - a.mean(axis=1, keepdims=True)) / a.std(axis=1, keepdims=True),
            None,
        ),
    ),
    Mistake(
        "not divided",
        "Divide by the standard deviation too.",
        lambda a, b: (a - a.mean(axis=0), b - a.mean(axis=0)),
    ),
    Mistake(
        "mean not subtracted",
        "Subtract the mean first.",
        lambda a, b: _scaled(a, b, np.zeros(a.shape[1]), a.std(axis=0)),
    ),
    Mistake(
        "constant feature not 0",
        "A feature that is constant in the training part becomes 0 in both parts.",
        _kept_constant,
    ),
    *(
        Mistake(
            "constant feature not 0",
            "A small number added to the deviation makes a constant feature huge elsewhere.",
            lambda a, b, e=e: _with_epsilon(a, b, e),
        )
        for e in (1e-12, 1e-10, 1e-9, 1e-8, 1e-7)
    ),
    Mistake(
        "division by 0",
        "A constant feature has the deviation 0: set it to 0 instead of dividing.",
        lambda a, b: (
            (a - a.mean(axis=0)) / a.std(axis=0),
            (b - a.mean(axis=0)) / a.std(axis=0),
        ),
        numerical=True,
    ),
)


def _factor(spread: Array) -> Array:
    return np.where(spread == 0, 0, 1 / np.where(spread == 0, 1, spread))


fold = (
    Mistake(
        "mean not folded in",
        "The mean is subtracted before the weights act: it changes the bias.",
        lambda W, b, mean, spread: (None, b),
    ),
    Mistake(
        "sign of the mean",
        "The mean is subtracted from x, so its product with the weights is subtracted from b.",
        lambda W, b, mean, spread: (None, b + (mean * _factor(spread)) @ W),
    ),
    Mistake(
        "mean not divided by the deviation",
        "x minus mean is divided as a whole: use the new weights for the bias.",
        lambda W, b, mean, spread: (None, b - mean @ W),
    ),
    Mistake(
        "mean multiplied by the deviation",
        "x minus mean is divided by the deviation.",
        lambda W, b, mean, spread: (None, b - (mean * spread) @ W),
    ),
    Mistake(
        "multiplied by the deviation",
        "Inputs are divided by the deviation, so the weights are, too.",
        lambda W, b, mean, spread: (W * spread[:, None], None),
    ),
    Mistake(
        "deviation not folded in",
        "Divide each row of W by the deviation of its feature.",
        lambda W, b, mean, spread: (W, None),
    ),
    Mistake(
        "columns for rows",
        "A feature is a row of W: divide the rows.",
        lambda W, b, mean, spread: (W * _factor(spread), None),
    ),
    Mistake(
        "constant feature kept",
        "A feature with deviation 0 has no influence: its row of W is 0.",
        lambda W, b, mean, spread: (W / np.where(spread == 0, 1, spread)[:, None], None),
    ),
    Mistake(
        "constant feature in the bias",
        "A feature with deviation 0 adds nothing to b.",
        lambda W, b, mean, spread: (None, b - (mean / np.where(spread == 0, 1, spread)) @ W),
    ),
    Mistake(
        "division by 0",
        "A constant feature has the deviation 0: set its row to 0 instead of dividing.",
        lambda W, b, mean, spread: (W / spread[:, None], b - (mean / spread) @ W),
        numerical=True,
    ),
)
