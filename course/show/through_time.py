"""Gradients through time: what the last step of an unrolled network says about earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from course import nn
from course.nn.arguments import Array, choice, integer, number
from course.nn.initialization import orthogonal

UNITS, FEATURES, BATCH, SEED = 32, 3, 16, 0
STEP_SIZE = 0.1  # of the one step of SGD that shows what the gradient would do
MATRICES = ("rotation", "random")


@dataclass(frozen=True)
class Unrolled:
    """A plain recurrent layer, run forwards and backwards through time.

    Attributes:
        state_gradients: (T,) the size of dL/dh_t for t = 1 ... T; the loss sees h_T alone.
        shares: (T,) the size of what step t adds to the gradient of U.
        norm: size of the gradient of all parameters together.
        loss: mean squared error before a step of SGD with a learning rate of 0.1.
        loss_after: after it; infinity where it is too large for a float.
        loss_after_clipping: after it, with the gradient clipped first.
    """

    state_gradients: Array
    shares: Array
    norm: float
    loss: float
    loss_after: float
    loss_after_clipping: float


@lru_cache(maxsize=256)
def unroll(
    radius: float,
    *,
    steps: int = 30,
    matrix: str = "rotation",
    activation: str = "tanh",
    clip: float = 1.0,
) -> Unrolled:
    r"""Run h_t = g(x_t W + h_{t-1} U + b) with U of a given spectral radius, and backpropagate.

    Each step back multiplies the gradient by U^T and by the slope of g, so that over T steps it
    changes by about radius^T. The loss is the mean squared error of h_T V, one number a sample,
    against random targets.

    Args:
        radius: largest absolute eigenvalue of U, at or above 0.
        steps: T, at least 2.
        matrix: "rotation", all of whose eigenvalues have that size, or "random" (Gaussian).
        activation: "tanh" or "relu".
        clip: the longest gradient that clipping allows, above 0.

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.

    Source: deep neural networks, "Recurrent neural network (RNN)"; Pascanu, Mikolov and Bengio
    2013.
    """
    size = number("radius", radius, at_least=0)
    count = integer("steps", steps, at_least=2)
    limit = number("clip", clip, above=0)
    choice("activation", activation, ("tanh", "relu"))
    chance = np.random.default_rng(SEED)
    x = chance.standard_normal((BATCH, count, FEATURES))
    targets = chance.standard_normal((BATCH, 1))
    weights = [
        nn.Tensor(array, requires_grad=True)
        for array in (
            chance.standard_normal((FEATURES, UNITS)) * 0.1,
            size * _of_radius_one(choice("matrix", matrix, MATRICES)),
            np.zeros(UNITS),
            chance.standard_normal((UNITS, 1)) / np.sqrt(UNITS),
        )
    ]
    loss, sizes, shares = _backwards(x, targets, weights, activation)
    norm = nn.clip_gradient_norm(weights, limit)
    clipped = [weight.grad for weight in weights]
    factor = min(1.0, limit / norm) if norm > 0 else 1.0
    after = []
    start = [weight.data.copy() for weight in weights]
    for divisor in (factor, 1.0):
        for weight, array, gradient in zip(weights, start, clipped, strict=True):
            assert gradient is not None
            weight.data = array.copy()
            weight.grad = gradient / divisor
        nn.SGD(weights, learning_rate=STEP_SIZE).step()
        after.append(_loss(x, targets, weights, activation))
    return Unrolled(sizes, shares, norm, loss, *after)


def _backwards(
    x: Array, targets: Array, weights: list[nn.Tensor], activation: str
) -> tuple[float, Array, Array]:
    """Set the gradients of the weights; return the loss, |dL/dh_t|, and what each t adds to U's."""
    w, u, b, v = (weight.data for weight in weights)
    hidden, caches = np.zeros((len(x), UNITS)), []
    for t in range(x.shape[1]):
        states, cache = nn.rnn_forward(x[:, t : t + 1], w, u, b, hidden, activation=activation)
        hidden = states[:, 0].copy()
        caches.append(cache)
    answers, answer_cache = nn.linear_forward(hidden, v)
    gradient, dv, _ = nn.linear_backward(
        nn.mean_squared_error_gradient(answers, targets), answer_cache
    )
    totals = [np.zeros_like(w), np.zeros_like(u), np.zeros_like(b), dv]
    sizes, shares = [], []
    for cache in reversed(caches):
        assert gradient is not None
        sizes.append(float(np.linalg.norm(gradient)))
        _, *parts, gradient = nn.rnn_backward(gradient[:, None], cache, input_gradient=False)
        for total, part in zip(totals, parts, strict=False):
            total += part
        assert parts[1] is not None
        shares.append(float(np.linalg.norm(parts[1])))
    for weight, total in zip(weights, totals, strict=True):
        weight.grad = total
    loss = float(nn.mean_squared_error(answers, targets))
    return loss, np.array(sizes[::-1]), np.array(shares[::-1])


def _loss(x: Array, targets: Array, weights: list[nn.Tensor], activation: str) -> float:
    """Return the loss, or infinity where a number on the way is too large for a float."""
    w, u, b, v = (weight.data for weight in weights)
    with np.errstate(over="ignore", invalid="ignore"):
        last = nn.rnn_forward(x, w, u, b, activation=activation)[0][:, -1]
        loss = float(nn.mean_squared_error(nn.linear_forward(last, v)[0], targets))
    return loss if np.isfinite(loss) else float("inf")


@lru_cache
def _of_radius_one(matrix: str) -> Array:
    chance = np.random.default_rng(SEED + 1)
    if matrix == "rotation":
        return orthogonal((UNITS, UNITS), chance)
    gaussian = chance.standard_normal((UNITS, UNITS))
    return gaussian / np.abs(np.linalg.eigvals(gaussian)).max()
