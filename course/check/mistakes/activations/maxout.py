"""Mistakes in maxout, forward and backward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array


def _pieces(X: Array, W: Array, b: Array) -> Array:
    return X @ W + b[:, None, :]


def _last_winner(pieces: Array) -> Array:
    return len(pieces) - 1 - pieces[::-1].argmax(axis=0)


maxout_forward = (
    *in_result(
        0,
        2,
        (
            Mistake(
                "largest unit of a piece",
                "Compare the pieces of a unit, not its neighbours: the pieces lie along axis=0.",
                lambda X, W, b: _pieces(X, W, b).max(axis=2),
            ),
            Mistake(
                "largest over samples",
                "Each sample has its own largest piece.",
                lambda X, W, b: _pieces(X, W, b).max(axis=1),
            ),
            Mistake(
                "bias forgotten",
                "Every piece adds its bias before they are compared.",
                lambda X, W, b: (X @ W).max(axis=0),
            ),
            Mistake(
                "bias after the maximum",
                "The biases take part in the comparison: add them first.",
                lambda X, W, b: (X @ W).max(axis=0) + b.max(axis=0),
            ),
            Mistake(
                "sum of the pieces",
                "Only the largest piece counts.",
                lambda X, W, b: _pieces(X, W, b).sum(axis=0),
            ),
            Mistake(
                "mean of the pieces",
                "Only the largest piece counts.",
                lambda X, W, b: _pieces(X, W, b).mean(axis=0),
            ),
            Mistake(
                "smallest piece",
                "The largest piece counts.",
                lambda X, W, b: _pieces(X, W, b).min(axis=0),
            ),
            Mistake(
                "ReLU added",
                "There is no 0 among the pieces: the output may be negative.",
                lambda X, W, b: np.maximum(0, _pieces(X, W, b).max(axis=0)),
            ),
            Mistake(
                "largest in size",
                "Compare the pieces with their signs.",
                lambda X, W, b: np.abs(_pieces(X, W, b)).max(axis=0),
            ),
            Mistake(
                "pieces not compared",
                "Take the largest of the pieces, along axis=0.",
                _pieces,
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "counted from 1",
                "Pieces are counted from 0.",
                lambda X, W, b: _pieces(X, W, b).argmax(axis=0) + 1,
            ),
            Mistake(
                "last of equal pieces",
                "Where pieces tie, the first of them wins.",
                lambda X, W, b: _last_winner(_pieces(X, W, b)),
            ),
            Mistake(
                "winners without the bias",
                "The biases take part in the comparison.",
                lambda X, W, b: (X @ W).argmax(axis=0),
            ),
            Mistake(
                "smallest piece",
                "The winner is the largest piece.",
                lambda X, W, b: _pieces(X, W, b).argmin(axis=0),
            ),
            Mistake(
                "largest unit of a piece",
                "Compare the pieces of a unit, along axis=0.",
                lambda X, W, b: _pieces(X, W, b).argmax(axis=2),
            ),
            Mistake(
                "largest over samples",
                "Each sample has its own winner.",
                lambda X, W, b: _pieces(X, W, b).argmax(axis=1),
            ),
            Mistake(
                "largest in size",
                "Compare the pieces with their signs.",
                lambda X, W, b: np.abs(_pieces(X, W, b)).argmax(axis=0),
            ),
        ),
    ),
)


def _arriving(W: Array, winners: Array, upstream: Array) -> Array:
    return (winners == np.arange(len(W))[:, None, None]) * upstream


def _by_inputs(arriving: Array, W: Array) -> Array:
    return np.einsum("kim,kjm->ij", arriving, W)


def _everyone(W: Array, upstream: Array) -> Array:
    return np.ones((len(W), 1, 1)) * upstream


_EVERYONE = "all pieces get the gradient"
_EVERYONE_HINT = "Only the winner has made the output: the other pieces get 0."
_UPSTREAM = "upstream gradient left out"
_UPSTREAM_HINT = "Multiply by what arrives from further up."
_MEAN = "mean for sum"
_MEAN_HINT = "What comes back from the samples is added up, not averaged."

maxout_backward = (
    *in_result(
        0,
        3,
        (
            Mistake(_EVERYONE, _EVERYONE_HINT, lambda X, W, w, g: _by_inputs(_everyone(W, g), W)),
            Mistake(
                _UPSTREAM,
                _UPSTREAM_HINT,
                lambda X, W, w, g: _by_inputs(_arriving(W, w, 1.0 + 0 * g), W),
            ),
            Mistake(
                "last unit only",
                "X goes into all units: add up what comes back from each of them.",
                lambda X, W, w, g: _by_inputs(_arriving(W, w, g)[:, :, -1:], W[:, :, -1:]),
            ),
            Mistake(
                "mean over units",
                "What comes back from the units is added up, not averaged.",
                lambda X, W, w, g: _by_inputs(_arriving(W, w, g), W) / W.shape[2],
            ),
            Mistake(
                "input for weights",
                "The derivative of w x by x is w.",
                lambda X, W, w, g: X * g.sum(axis=1, keepdims=True),
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(_EVERYONE, _EVERYONE_HINT, lambda X, W, w, g: X.T @ _everyone(W, g)),
            Mistake(
                _UPSTREAM, _UPSTREAM_HINT, lambda X, W, w, g: X.T @ _arriving(W, w, 1.0 + 0 * g)
            ),
            Mistake(_MEAN, _MEAN_HINT, lambda X, W, w, g: X.T @ _arriving(W, w, g) / len(X)),
            Mistake(
                "last sample only",
                "All samples share the weights: add up, where an assignment keeps the last one.",
                lambda X, W, w, g: _overwritten(X, W, w, g)[0],
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(_EVERYONE, _EVERYONE_HINT, lambda X, W, w, g: _everyone(W, g).sum(axis=1)),
            Mistake(
                "one bias for all pieces",
                "Each piece has its own bias: the result has the shape (k, m).",
                lambda X, W, w, g: g.sum(axis=0),
            ),
            Mistake(
                _UPSTREAM,
                _UPSTREAM_HINT,
                lambda X, W, w, g: _arriving(W, w, 1.0 + 0 * g).sum(axis=1),
            ),
            Mistake(_MEAN, _MEAN_HINT, lambda X, W, w, g: _arriving(W, w, g).mean(axis=1)),
            Mistake(
                "last sample only",
                "All samples share the biases: add up, where an assignment keeps the last one.",
                lambda X, W, w, g: _overwritten(X, W, w, g)[1],
            ),
            Mistake(
                "input multiplied in",
                "The derivative by the bias is 1: the input does not enter.",
                lambda X, W, w, g: (X.T @ _arriving(W, w, g)).sum(axis=1),
            ),
        ),
    ),
)


def _overwritten(X: Array, W: Array, winners: Array, upstream: Array) -> tuple[Array, Array]:
    """Gradients by W and b in which each sample overwrites the one before."""
    by_W, by_b = np.zeros(W.shape), np.zeros((len(W), W.shape[2]))
    for i, j in np.ndindex(winners.shape):
        by_W[winners[i, j], :, j] = upstream[i, j] * X[i]
        by_b[winners[i, j], j] = upstream[i, j]
    return by_W, by_b


def maxout_gradient(place: int) -> tuple[Mistake, ...]:
    """Return the mistakes in one gradient as those of a function of (X, W, b, upstream)."""
    return tuple(Mistake(m.name, m.hint, _pair(m.wrong, place)) for m in maxout_backward)


def _pair(wrong: Callable[..., Any], place: int) -> Callable[..., Any]:
    def formula(X: Array, W: Array, b: Array, upstream: Array) -> tuple[None, object]:
        winners = _pieces(X, W, b).argmax(axis=0)
        return None, wrong(X, W, winners, upstream)[place]

    return formula
