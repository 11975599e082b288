"""Mistakes in the gradient of a small network, and in counting its units."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

NOT_DIVIDED = "gradient not divided by N"
NO_SLOPE = "slope of tanh missing"
SLOPE_HINT = "The gradient passes through tanh: multiply by its slope, 1 - h^2, entry by entry."


def _parts(W1: Array, w2: Array, X: Array, t: Array) -> tuple[Array, Array]:
    """Return the hidden units and the differences of outputs and targets."""
    hidden = np.tanh(X @ W1)
    return hidden, hidden @ w2 - t


def _gradient(W1: Array, w2: Array, X: Array, t: Array, slope: Array | None = None) -> Array:
    hidden, differences = _parts(W1, w2, X, t)
    through = np.outer(2 * differences / len(t), w2)
    return X.T @ (through * (1 - hidden**2 if slope is None else slope))


def _through_last(W1: Array, w2: Array, X: Array, t: Array) -> Array:
    hidden, differences = _parts(W1, w2, X, t)
    return X.T @ ((2 * differences / len(t))[:, None] * (1 - hidden**2))


_loss = (
    Mistake(
        "sum for mean",
        "These are the squared differences added up: divide by their number.",
        lambda W1, w2, X, t: (_parts(W1, w2, X, t)[1] ** 2).sum(),
    ),
    Mistake(
        "factor 1/2",
        "This loss has no factor 1/2.",
        lambda W1, w2, X, t: (_parts(W1, w2, X, t)[1] ** 2).mean() / 2,
    ),
    Mistake(
        "activation missing",
        "The hidden units are tanh(X W1).",
        lambda W1, w2, X, t: ((X @ W1 @ w2 - t) ** 2).mean(),
    ),
    Mistake(
        "activation at the output",
        "The output is linear: tanh belongs to the hidden units only.",
        lambda W1, w2, X, t: ((np.tanh(np.tanh(X @ W1) @ w2) - t) ** 2).mean(),
    ),
)

_hidden_gradient = (
    Mistake(
        NOT_DIVIDED,
        "The loss is a mean, so its gradient has the factor 1/N too.",
        lambda W1, w2, X, t: len(t) * _gradient(W1, w2, X, t),
    ),
    Mistake(
        "factor 2 missing",
        "The derivative of a square has the factor 2.",
        lambda W1, w2, X, t: _gradient(W1, w2, X, t) / 2,
    ),
    Mistake(
        NO_SLOPE,
        SLOPE_HINT,
        lambda W1, w2, X, t: _gradient(W1, w2, X, t, np.ones(())),
    ),
    Mistake(
        "tanh applied twice",
        "The slope of tanh is 1 minus the square of its output h. h is tanh of the sums already.",
        lambda W1, w2, X, t: _gradient(W1, w2, X, t, 1 - np.tanh(_parts(W1, w2, X, t)[0]) ** 2),
    ),
    Mistake(
        "slope taken at the sums",
        "In 1 - h^2 stands the output h = tanh(X W1), not the sums.",
        lambda W1, w2, X, t: _gradient(W1, w2, X, t, 1 - (X @ W1) ** 2),
    ),
    Mistake(
        "slope of the sigmoid",
        "h (1 - h) is the slope of the sigmoid. That of tanh is 1 - h^2.",
        lambda W1, w2, X, t: _gradient(
            W1, w2, X, t, _parts(W1, w2, X, t)[0] * (1 - _parts(W1, w2, X, t)[0])
        ),
    ),
    Mistake(
        "square missing in the slope",
        "The slope of tanh is 1 - h^2.",
        lambda W1, w2, X, t: _gradient(W1, w2, X, t, 1 - _parts(W1, w2, X, t)[0]),
    ),
    Mistake(
        "outgoing weights missing",
        "On its way back the gradient is multiplied by the outgoing weights w2 of each unit.",
        _through_last,
    ),
    Mistake(
        "sign",
        "Output minus target, not the other way round.",
        lambda W1, w2, X, t: -_gradient(W1, w2, X, t),
    ),
)

loss_and_gradient = (*in_result(0, 2, _loss), *in_result(1, 2, _hidden_gradient))


def _kinds(*columns: Array) -> int:
    return int(np.unique(np.vstack(columns), axis=1).shape[1])


different_units = (
    Mistake(
        "only incoming weights compared",
        "Units with equal incoming weights still part if their outgoing weights or biases differ.",
        lambda W1, b1, W2: _kinds(W1),
    ),
    Mistake(
        "outgoing weights ignored",
        "Units with different outgoing weights receive different gradients, and part.",
        lambda W1, b1, W2: _kinds(W1, b1),
    ),
    Mistake(
        "biases ignored",
        "Units with different biases compute different values.",
        lambda W1, b1, W2: _kinds(W1, W2.T),
    ),
    Mistake(
        "only outgoing weights compared",
        "Twins have the same incoming weights and the same bias as well.",
        lambda W1, b1, W2: _kinds(W2.T),
    ),
    Mistake(
        "all units counted",
        "That is the number of units. Twins count as one.",
        lambda W1, b1, W2: W1.shape[1],
    ),
    Mistake(
        "twins counted",
        "This counts the twins, not the units that differ.",
        lambda W1, b1, W2: W1.shape[1] - _kinds(W1, b1, W2.T),
    ),
    Mistake(
        "off by one",
        "The first unit of each kind counts too.",
        lambda W1, b1, W2: _kinds(W1, b1, W2.T) - 1,
    ),
)
