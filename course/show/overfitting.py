"""A small network learns too few points too well: what noise, size and regularisers do to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from course import nn
from course.nn.arguments import Array, integer, number
from course.nn.data import two_moons

SAMPLES, VALIDATION, SEED = 40, 500, 3
LEARNING_RATE, EVERY = 0.003, 5
GRID = (56, 44)
BOX = (-1.8, 2.8, -1.4, 1.9)


@dataclass
class Learning:
    """How far a training is.

    Attributes:
        points, labels: what it learns from, (40, 2) and (40,).
        measured: the epochs at which losses were measured.
        training, validation: binary cross-entropies then, in evaluation mode.
        accuracy: on the validation points, with the weights used at the end.
        best: index in `measured` of the lowest validation loss.
        surface: (44, 56) probabilities of class 1 over the plane, rows from below.
        epoch: how many were done.
        stopped: whether early stopping ended it, with the weights of the best epoch.
    """

    points: Array
    labels: Array
    measured: list[int] = field(default_factory=list)
    training: list[float] = field(default_factory=list)
    validation: list[float] = field(default_factory=list)
    accuracy: float = 0.0
    best: int = 0
    surface: Array = field(default_factory=lambda: np.zeros(GRID[::-1]))
    epoch: int = 0
    stopped: bool = False


def overfit(
    units: int,
    *,
    noise: float = 0.3,
    l2: float = 0.0,
    dropout: float = 0.0,
    patience: int | None = None,
    epochs: int = 300,
) -> Iterator[Learning]:
    """Train a network with two hidden layers of ReLU on 40 points; give its state as it goes.

    Full batches, Adam with a learning rate of 0.003. With `patience`, in epochs, it stops when the
    validation loss has not fallen for so long, and takes the best weights back, as `nn.fit` does.

    Args:
        units: of each hidden layer, at least 1.
        noise: of the two moons.
        l2: weight decay, the factor on the weights in the gradient.
        dropout: probability after each hidden layer, below 1.
        patience: epochs to wait, or None.
        epochs: how many at most, at least 1.

    Raises:
        TypeError, ValueError: a number out of range.
    """
    count = integer("epochs", epochs, at_least=1)
    spread, decay = number("noise", noise, at_least=0), number("l2", l2, at_least=0)
    chance = np.random.default_rng(SEED)
    (x, labels), (new, new_labels) = (
        two_moons(n, chance, noise=spread) for n in (SAMPLES, VALIDATION)
    )
    network = _network(integer("units", units, at_least=1), dropout, chance)
    optimizer = nn.Adam(network.parameters(), learning_rate=LEARNING_RATE, weight_decay=decay)
    loss = nn.Loss(nn.binary_cross_entropy_with_logits)
    inputs, targets = nn.Tensor(x.astype(np.float32)), labels.astype(np.float32)
    watched = new.astype(np.float32), new_labels.astype(np.float32)
    state = Learning(x, labels)
    best = network.state()
    for epoch in range(count + 1):
        last = epoch == count
        if epoch % EVERY == 0 or last:
            better = _measure(state, network, epoch, (inputs.data, targets), watched)
            best = network.state() if better else best
            waited = epoch - state.measured[state.best]
            state.stopped = patience is not None and waited >= patience
        state.epoch = epoch
        if last or state.stopped:
            break
        if epoch % (5 * EVERY) == 0:
            _look(state, network, watched)
            yield state
        network.train()
        value = loss(network(inputs)[:, 0], targets)
        optimizer.zero_gradients()
        value.backward()
        optimizer.step()
    if patience is not None:
        network.load_state(best)
    _look(state, network, watched)
    yield state


def _network(units: int, dropout: float, generator: np.random.Generator) -> nn.Sequential:
    def hidden(fan_in: int) -> list[nn.Module]:
        return [
            nn.Linear(fan_in, units, generator=generator, dtype=np.float32),
            nn.Activation(nn.relu),
            nn.Dropout(dropout, generator=generator),
        ]

    last = nn.Linear(units, 1, generator=generator, dtype=np.float32)
    return nn.Sequential(*hidden(2), *hidden(units), last)


def _logits(network: nn.Sequential, points: Array) -> Array:
    network.eval()
    with nn.no_grad():
        return np.asarray(network(nn.Tensor(points)).data[:, 0])


def _measure(
    state: Learning,
    network: nn.Sequential,
    epoch: int,
    learned: tuple[Array, Array],
    watched: tuple[Array, Array],
) -> bool:
    """Note both losses; return whether that of the validation points is the lowest so far."""
    state.measured.append(epoch)
    for losses, (points, targets) in ((state.training, learned), (state.validation, watched)):
        value = nn.binary_cross_entropy_with_logits(_logits(network, points), targets)
        losses.append(float(value))
    better = state.validation[-1] <= state.validation[state.best]
    if better:
        state.best = len(state.validation) - 1
    return better


def _look(state: Learning, network: nn.Sequential, watched: tuple[Array, Array]) -> None:
    """Note what the network says all over the plane, and how often it is right."""
    left, right, bottom, top = BOX
    x, y = np.meshgrid(np.linspace(left, right, GRID[0]), np.linspace(bottom, top, GRID[1]))
    plane = np.stack([x, y], axis=-1).reshape(-1, 2).astype(np.float32)
    state.surface = np.asarray(nn.sigmoid(_logits(network, plane))).reshape(x.shape)
    points, targets = watched
    state.accuracy = float(((_logits(network, points) > 0) == (targets == 1)).mean())
