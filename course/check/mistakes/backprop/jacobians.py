"""Mistakes in undoing a broadcast, in softmax backwards and in counting a Jacobian's entries."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Shape = tuple[int, ...]


def _front(gradient: Array, shape: Shape) -> Array:
    return gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))


def _right(gradient: Array, shape: Shape) -> Array:
    summed = _front(gradient, shape)
    return summed.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True)


def _averaged(gradient: Array, shape: Shape) -> Array:
    copies = gradient.size / max(1, int(np.prod(shape)))
    return _right(gradient, shape) / copies


def _first(gradient: Array, shape: Shape) -> Array:
    while gradient.ndim > len(shape):
        gradient = gradient[0]
    return gradient[tuple(slice(0, n) for n in shape)]


def _behind(gradient: Array, shape: Shape) -> Array:
    extra = gradient.ndim - len(shape)
    return gradient.sum(axis=tuple(range(gradient.ndim - extra, gradient.ndim)))


def _squeezed(gradient: Array, shape: Shape) -> Array:
    summed = _front(gradient, shape)
    return summed.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1))


sum_to_shape = (
    Mistake(
        "axes of length 1 not added up",
        "An axis of length 1 has been stretched: add up over it, and keep it.",
        _front,
    ),
    Mistake(
        "axes of length 1 dropped",
        "Keep the axes of length 1: keepdims=True.",
        _squeezed,
    ),
    Mistake("mean for sum", "Forks add: take the sum, not the mean.", _averaged),
    Mistake("one copy for all", "All copies count: add them up.", _first),
    Mistake(
        "axes behind for axes in front",
        "NumPy puts the new axes in front.",
        _behind,
    ),
    Mistake("not added up", "Add up over everything that was copied.", lambda g, shape: g),
    Mistake(
        "added up over everything",
        "Add up only over what was copied.",
        lambda g, shape: g.sum(),
    ),
    Mistake(
        "added up over everything",
        "Add up only over what was copied.",
        lambda g, shape: g.sum() * np.ones(shape),
    ),
)


def _shares(scores: Array, axis: int = 1) -> Array:
    exponentials = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def _unstable(scores: Array, v: Array) -> Array:
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    return p * (v - (v * p).sum(axis=1, keepdims=True))


def _by(p: Array, v: Array, inner: Array) -> Array:
    return p * (v - inner)


softmax_backward = (
    Mistake(
        "only the diagonal",
        "Every probability depends on every score of its row: p (1 - p) is only the diagonal.",
        lambda s, v: v * _shares(s) * (1 - _shares(s)),
    ),
    Mistake(
        "second term missing",
        "The terms with -p_i p_j add up to p_j times the sum of v p over the row.",
        lambda s, v: v * _shares(s),
    ),
    Mistake(
        "sum over the wrong axis",
        "The sum runs over the classes of a row, axis=1.",
        lambda s, v: _by(_shares(s), v, (v * _shares(s)).sum(axis=0)),
    ),
    Mistake(
        "sum over the whole batch",
        "Each row has its own sum, over its classes: axis=1, keepdims=True.",
        lambda s, v: _by(_shares(s), v, (v * _shares(s)).sum()),
    ),
    Mistake(
        "mean for sum",
        "The second term is a sum over the row, weighted with p.",
        lambda s, v: _by(_shares(s), v, (v * _shares(s)).mean(axis=1, keepdims=True)),
    ),
    Mistake(
        "weights missing in the sum",
        "The sum over the row is weighted: v_i p_i.",
        lambda s, v: _by(_shares(s), v, v.sum(axis=1, keepdims=True)),
    ),
    Mistake(
        "weights missing in the sum",
        "The sum over the row is weighted: v_i p_i.",
        lambda s, v: _by(_shares(s), v, v.mean(axis=1, keepdims=True)),
    ),
    Mistake(
        "sum not multiplied by p",
        "Both terms have the factor p_j.",
        lambda s, v: v * _shares(s) - (v * _shares(s)).sum(axis=1, keepdims=True),
    ),
    Mistake(
        "sign of the second term",
        "The other entries of the Jacobian are negative.",
        lambda s, v: _by(_shares(s), v, -(v * _shares(s)).sum(axis=1, keepdims=True)),
    ),
    Mistake(
        "softmax over the wrong axis",
        "Each row is one sample: its probabilities add to 1 along axis=1.",
        lambda s, v: _by(_shares(s, 0), v, (v * _shares(s, 0)).sum(axis=1, keepdims=True)),
    ),
    Mistake(
        "softmax over the wrong axis",
        "Each row is one sample: its probabilities add to 1 along axis=1.",
        lambda s, v: _by(_shares(s, 0), v, (v * _shares(s, 0)).sum(axis=0)),
    ),
    Mistake(
        "prediction minus truth",
        "That is the gradient of the cross-entropy. Here any gradient v may arrive.",
        lambda s, v: _shares(s) - v,
    ),
    Mistake(
        "no maximum subtraction",
        "A large score makes exp overflow. Subtracting the row's maximum first changes no ratio.",
        _unstable,
        numerical=True,
    ),
)


def _gives(name: str, hint: str, answer: float) -> Mistake:
    return Mistake(name, hint, lambda: [answer])


jacobian_numbers = (
    (
        _gives("side for entries", "The Jacobian is a table: 2048 rows and columns.", 2048.0),
        _gives("only the diagonal counted", "Count all entries, zeros too.", 2048.0),
        _gives("both vectors added", "A table has rows times columns.", 4096.0),
    ),
    (
        _gives(
            "all entries",
            "Each output depends on its own input only: most entries are 0.",
            4_194_304.0,
        ),
        _gives("zeros counted", "Count the entries that are not 0.", 4_194_304.0 - 2048),
    ),
    (
        _gives(
            "a Jacobian for each sample",
            "With all outputs and inputs in one long vector each, the sides are 204,800.",
            419_430_400.0,
        ),
        _gives("side for entries", "The table has 204,800 rows and columns.", 204_800.0),
        _gives(
            "only one side longer",
            "Outputs and inputs are both 100 times as many.",
            2048.0 * 204_800,
        ),
    ),
    (
        _gives("8 bytes an entry", "An entry of float32 has 4 bytes.", 335.54432),
        _gives("1024 for 1000", "A gigabyte is taken as 10^9 bytes here.", 156.25),
        _gives("entries for bytes", "An entry has 4 bytes.", 41.94304),
        _gives("bits for bytes", "4 bytes are 32 bits: the bytes are asked for.", 1342.17728),
        _gives("megabytes", "A gigabyte is 10^9 bytes.", 167_772.16),
    ),
)
sides = (
    Mistake(
        "a Jacobian for each sample",
        "With all outputs and inputs in one long vector each, the sides are 204,800.",
        lambda: np.sqrt(419_430_400.0),
    ),
    Mistake(
        "side for entries",
        "The table has 204,800 rows and columns: multiply.",
        lambda: np.sqrt(204_800.0),
    ),
)
