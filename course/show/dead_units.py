"""Units of ReLU that die: how many, in which layer, and when in the training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from course import nn
from course.nn.arguments import Array, choice, integer, number
from course.nn.data import digits

LAYERS, UNITS, SEED = 3, 100, 0
SAMPLES, BATCH, CHECKED, EVERY = 1000, 50, 300, 5
KINDS = {
    "relu": (nn.relu, nn.relu_derivative),
    "leaky_relu": (nn.leaky_relu, nn.leaky_relu_derivative),
}


@dataclass
class Living:
    """Which units are alive in the course of a training.

    Attributes:
        measured: the steps at which it was looked.
        dead: (3,) shares of dead units then, one a layer.
        losses: mean cross-entropies of the 300 pictures then.
        active: (3, 100) shares of the 300 pictures for which each unit is above zero, last time.
        gone: (3, 100) whether each unit is dead, last time.
        step: steps of SGD taken.
        lost: whether the training ended because the loss was no longer finite.
    """

    measured: list[int] = field(default_factory=list)
    dead: list[Array] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    active: Array = field(default_factory=lambda: np.zeros((LAYERS, UNITS)))
    gone: Array = field(default_factory=lambda: np.zeros((LAYERS, UNITS), bool))
    step: int = 0
    lost: bool = False


def lives(
    bias: float, learning_rate: float, *, unit: str = "relu", steps: int = 120
) -> Iterator[Living]:
    """Train a network on digits with SGD and watch its units; give the state every 10 steps.

    Three hidden layers of 100 units with He's weights and equal biases, batches of 50. A unit is
    dead when its slope is 0 for every one of 300 pictures: no gradient reaches its weights, and
    only a change in the layers below can bring it back.

    Args:
        bias: where the biases of the hidden layers start.
        learning_rate: of SGD, at or above 0.
        unit: "relu" or "leaky_relu".
        steps: how many, at least 1.

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.

    Source: CPSC 532S, "Activation Function: Rectified Linear Unit (ReLU)"; going deep, the same.
    """
    function, _ = KINDS[choice("unit", unit, KINDS)]
    rate = number("learning_rate", learning_rate, at_least=0)
    start, count = number("bias", bias), integer("steps", steps, at_least=1)
    images, labels = _pictures()
    chance = np.random.default_rng(SEED)
    sizes = [images.shape[1], *[UNITS] * LAYERS]
    linear = [
        nn.Linear(a, b, generator=chance, dtype=np.float32)
        for a, b in zip(sizes, [*sizes[1:], 10], strict=True)
    ]
    for layer in linear[:-1]:
        assert layer.bias is not None
        layer.bias.data[:] = start
    parts = [part for layer in linear[:-1] for part in (layer, nn.Activation(function))]
    network = nn.Sequential(*parts, linear[-1])
    optimizer = nn.SGD(network.parameters(), learning_rate=rate)
    entropy = nn.Loss(nn.softmax_cross_entropy)
    state = Living()
    with np.errstate(over="ignore", invalid="ignore"):  # a rate may be too large on purpose
        for step in range(count + 1):
            state.step = step
            if step % EVERY == 0 or step == count:
                _look(state, linear, unit, images[:CHECKED], labels[:CHECKED])
            if step % (2 * EVERY) == 0 or step == count or state.lost:
                yield state
            if step == count or state.lost:
                return
            chosen = chance.integers(0, len(images), BATCH)
            loss = entropy(network(nn.Tensor(images[chosen])), labels[chosen])
            optimizer.zero_gradients()
            loss.backward()
            optimizer.step()


def _look(state: Living, linear: list[nn.Linear], unit: str, images: Array, labels: Array) -> None:
    """Send the pictures through and note which units answered to any of them."""
    function, slope = KINDS[unit]
    x: Array = images
    active = np.zeros((LAYERS, UNITS))
    gone = np.zeros((LAYERS, UNITS), bool)
    for k, layer in enumerate(linear[:-1]):
        assert layer.bias is not None
        z = nn.linear(x, layer.weights.data, layer.bias.data)
        x = function(z)
        gone[k] = (slope(z) == 0).all(axis=0)
        active[k] = (z > 0).mean(axis=0)
    last = linear[-1]
    assert last.bias is not None
    scores = nn.linear(x, last.weights.data, last.bias.data)
    if not np.isfinite(scores).all():
        state.lost = True
        return
    state.active, state.gone = active, gone
    state.measured.append(state.step)
    state.dead.append(gone.mean(axis=1))
    state.losses.append(float(nn.softmax_cross_entropy(scores, labels)))


@lru_cache
def _pictures() -> tuple[Array, Array]:
    images, labels = digits()
    flat = images[:SAMPLES].reshape(SAMPLES, -1)
    return flat, labels[:SAMPLES]
