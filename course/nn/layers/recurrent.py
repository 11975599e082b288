"""Recurrent layers: stacked, and forwards, or forwards and backwards in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from course.nn.arguments import choice, integer
from course.nn.autograd.shaping import concatenate
from course.nn.layers.gru import gru
from course.nn.layers.lstm import lstm
from course.nn.layers.module import Module, parameter, random_weights, size
from course.nn.layers.rnn import rnn


class _Direction(Module):
    """The weights of one layer in one direction."""

    def __init__(
        self,
        fan_in: int,
        hidden: int,
        gates: int,
        extras: Mapping[str, tuple[int, ...]],
        generator: np.random.Generator,
        dtype: Any,
    ) -> None:
        def draw(shape: tuple[int, ...]) -> Any:
            return random_weights(generator, shape, hidden, dtype, gain=1 / 3)

        self.input_weights = parameter(draw((fan_in, gates * hidden)), "input_weights")
        self.hidden_weights = parameter(draw((hidden, gates * hidden)), "hidden_weights")
        self.bias = parameter(np.zeros(gates * hidden, dtype), "bias")
        for name, shape in extras.items():
            setattr(self, name, parameter(np.zeros(shape, dtype), name))


class _Recurrent(Module):
    """What RNN, GRU and LSTM share: stacking layers, and reading in both directions."""

    gates = 1

    def build(
        self,
        fan_in: int,
        hidden: int,
        generator: np.random.Generator,
        layers: int,
        bidirectional: bool,
        dtype: Any,
        extras: Mapping[str, tuple[int, ...]],
    ) -> None:
        """Make the weights of every layer and direction."""
        features, units = size("fan_in", fan_in), size("hidden", hidden)
        self.directions = 2 if bidirectional else 1
        self.cells = []
        for _ in range(integer("layers", layers, at_least=1)):
            for _ in range(self.directions):
                cell = _Direction(features, units, self.gates, extras, generator, dtype)
                self.cells.append(cell)
            features = units * self.directions

    def forward(self, x: Any) -> Any:
        """Return the outputs of the top layer: (N, T, H), or (N, T, 2 H) both ways."""
        for start in range(0, len(self.cells), self.directions):
            outputs = [self.run(self.cells[start], x)]
            if self.directions == 2:
                reverse = self.run(self.cells[start + 1], _backwards(x))
                outputs.append(_backwards(reverse))
            x = concatenate(outputs, axis=2) if self.directions == 2 else outputs[0]
        return x

    def run(self, cell: Any, x: Any) -> Any:
        """Run one layer in one direction."""
        raise NotImplementedError(f"{type(self).__name__} does not say how a layer runs")


def _backwards(x: Any) -> Any:
    return x[:, ::-1]


class RNN(_Recurrent):
    """Plain recurrent layer, as in `rnn`: (N, T, D) to outputs (N, T, H), the last step's last.

    Args:
        fan_in, hidden, generator, layers, bidirectional, dtype: D and H; the source of the
            weights, of variance 1 / (3 H); how many layers are stacked; whether a second set of
            weights reads backwards, for outputs (N, T, 2 H); float32 or float64.
        activation: "tanh" or "relu".
    """

    def __init__(
        self,
        fan_in: int,
        hidden: int,
        *,
        generator: np.random.Generator,
        layers: int = 1,
        bidirectional: bool = False,
        activation: str = "tanh",
        dtype: Any = np.float64,
    ) -> None:
        self.activation = choice("activation", activation, ("tanh", "relu"))
        self.build(fan_in, hidden, generator, layers, bidirectional, dtype, {})

    def run(self, cell: Any, x: Any) -> Any:
        """Run one layer in one direction."""
        return rnn(
            x, cell.input_weights, cell.hidden_weights, cell.bias, activation=self.activation
        )[0]


class GRU(_Recurrent):
    """Gated recurrent unit, as in `gru`: (N, T, D) to outputs (N, T, H).

    Args:
        fan_in, hidden, generator, layers, bidirectional, dtype: as in `RNN`.
        reset_after: the form of cuDNN and PyTorch, with a second bias for the candidate.
    """

    gates = 3

    def __init__(
        self,
        fan_in: int,
        hidden: int,
        *,
        generator: np.random.Generator,
        layers: int = 1,
        bidirectional: bool = False,
        reset_after: bool = False,
        dtype: Any = np.float64,
    ) -> None:
        self.reset_after = reset_after
        extras = {"candidate_bias": (hidden,)} if reset_after else {}
        self.build(fan_in, hidden, generator, layers, bidirectional, dtype, extras)

    def run(self, cell: Any, x: Any) -> Any:
        """Run one layer in one direction."""
        extra = cell.candidate_bias if self.reset_after else None
        weights = cell.input_weights, cell.hidden_weights, cell.bias
        return gru(x, *weights, extra, reset_after=self.reset_after)[0]


class LSTM(_Recurrent):
    """Long short-term memory, as in `lstm`: (N, T, D) to outputs (N, T, H).

    Args:
        fan_in, hidden, generator, layers, bidirectional, dtype: as in `RNN`.
        peepholes: let the gates see their cell, through vectors that start at 0.
    """

    gates = 4

    def __init__(
        self,
        fan_in: int,
        hidden: int,
        *,
        generator: np.random.Generator,
        layers: int = 1,
        bidirectional: bool = False,
        peepholes: bool = False,
        dtype: Any = np.float64,
    ) -> None:
        extras = {"peepholes": (3, hidden)} if peepholes else {}
        self.build(fan_in, hidden, generator, layers, bidirectional, dtype, extras)

    def run(self, cell: Any, x: Any) -> Any:
        """Run one layer in one direction."""
        extra = getattr(cell, "peepholes", None)
        return lstm(x, cell.input_weights, cell.hidden_weights, cell.bias, extra)[0]
