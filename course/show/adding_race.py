"""RNN, GRU and LSTM learn to add two numbers seen long ago, side by side, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from course import nn
from course.nn.arguments import Array, integer, number
from course.nn.data import adding_problem

NAMES = ("RNN", "GRU", "LSTM")
BATCH, TESTS, EVERY = 32, 200, 10
LONGEST_GRADIENT = 1.0
GUESSING = 1 / 6  # mean squared error of always answering 1, the mean of a sum


class Reader(nn.Module):
    """A recurrent layer and a linear one that reads its last state: (N, T, 2) to (N,)."""

    def __init__(self, name: str, hidden: int, generator: np.random.Generator) -> None:
        layer = {"RNN": nn.RNN, "GRU": nn.GRU, "LSTM": nn.LSTM}[name]
        self.layer = layer(2, hidden, generator=generator, dtype=np.float32)
        self.answer = nn.Linear(hidden, 1, generator=generator, dtype=np.float32)
        assert self.answer.bias is not None
        self.answer.bias.data[:] = 1  # the mean of the sums: nobody has to learn that first
        if name == "LSTM":
            self.layer.cells[0].bias.data[hidden : 2 * hidden] = 1  # keep at first, then forget

    def forward(self, x: nn.Tensor) -> nn.Tensor:
        return self.answer(self.layer(x)[:, -1])[:, 0]


@dataclass
class Standing:
    """How far the three are.

    Attributes:
        step: batches learned from.
        measured: the steps at which errors were measured.
        errors: by name, the mean squared errors on 200 sequences that are not learned from.
        answers: by name, (200,) answers to those sequences.
        inputs, targets: those sequences, (200, T, 2), and their sums.
    """

    inputs: Array
    targets: Array
    step: int = 0
    measured: list[int] = field(default_factory=list)
    errors: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in NAMES})
    answers: dict[str, Array] = field(default_factory=dict)


def learn(
    length: int,
    hidden: int,
    learning_rate: float,
    *,
    steps: int = 1000,
    clip: bool = True,
    seed: int = 0,
) -> Iterator[Standing]:
    """Train the three networks on the same batches; give the standing every 5 steps.

    Each takes steps of Adam on 32 new sequences. The forget gates of the LSTM start open, with
    biases of 1.

    Args:
        length: T, at least 2.
        hidden: units of each layer, at least 1.
        learning_rate: of Adam, at or above 0.
        steps: how many, at least 1.
        clip: shorten gradients that are longer than 1.
        seed: of all that is random.

    Raises:
        TypeError, ValueError: a number out of range.

    Source: Hochreiter and Schmidhuber 1997.
    """
    units, count = integer("hidden", hidden, at_least=1), integer("steps", steps, at_least=1)
    rate = number("learning_rate", learning_rate, at_least=0)
    data, chance = np.random.default_rng(seed), np.random.default_rng(seed + 1)
    standing = Standing(*_batch(TESTS, length, np.random.default_rng(seed + 2)))
    networks = {name: Reader(name, units, chance) for name in NAMES}
    optimizers = {
        name: nn.Adam(network.parameters(), learning_rate=rate)
        for name, network in networks.items()
    }
    _measure(standing, networks)
    yield standing
    for step in range(1, count + 1):
        inputs, targets = _batch(BATCH, length, data)
        for name, network in networks.items():
            loss = ((network(nn.Tensor(inputs)) - targets) ** 2).mean()
            optimizers[name].zero_gradients()
            loss.backward()
            if clip:
                nn.clip_gradient_norm(network.parameters(), LONGEST_GRADIENT)
            optimizers[name].step()
        standing.step = step
        if step % EVERY == 0 or step == count:
            _measure(standing, networks)
        if step % 5 == 0 or step == count:
            yield standing


def _batch(samples: int, length: int, generator: np.random.Generator) -> tuple[Array, Array]:
    inputs, targets = adding_problem(samples, length, generator)
    return inputs.astype(np.float32), targets.astype(np.float32)


def _measure(standing: Standing, networks: dict[str, Reader]) -> None:
    standing.measured.append(standing.step)
    for name, network in networks.items():
        with nn.no_grad():
            answers = network(nn.Tensor(standing.inputs)).data
        standing.answers[name] = answers
        standing.errors[name].append(float(nn.mean_squared_error(answers, standing.targets)))
