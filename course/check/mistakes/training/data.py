"""Mistakes before and after training: splitting, standardising, folding, judging, counting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


def _of_true_class(p: Array, y: Array) -> Array:
    return p[np.arange(len(y)), y]


def _accuracy(p: Array, y: Array) -> float:
    return float(np.mean(p.argmax(axis=1) == y))


def _part(place: int, wrong: Callable[[Array, Array], object]) -> Callable[..., object]:
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
