"""A widget: one LSTM or GRU unit whose gates can be forced open or shut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, choice, describe
from course.show.arguments import finite
from course.show.web_widget import WebWidget

LARGEST_INPUT, MOST_STEPS = 2.0, 16
INPUTS = (1.0, 0.0, 0.0, -0.6, 0.0, 0.0, 0.8, 0.0, 0.0, 0.0, -0.3, 0.0)
FORCE = 1e4  # added to a gate's sum: its sigmoid is then 1 or 0 to the last digit
OPEN, SHUT, OWN = "open", "shut", "own"
# Where each gate's weights stand: lstm has the columns i, f, g, o and gru r, z, n.
COLUMNS = {"LSTM": {"input": 0, "forget": 1, "output": 3}, "GRU": {"reset": 0, "update": 1}}
WEIGHTS = {
    "LSTM": {
        "w": [2.0, 0.0, 2.0, 0.5],
        "u": [-0.5, 0.5, 0.3, 0.5],
        "b": [-1.0, 1.5, 0.0, 0.5],
    },
    "GRU": {"w": [0.0, 2.0, 2.0], "u": [0.5, -0.5, 0.8], "b": [0.5, -1.5, 0.0]},
}
ABOUT = {
    "input": "lets news in",
    "forget": "keeps the memory",
    "output": "shows the memory",
    "reset": "lets the past advise",
    "update": "replaces the memory",
}
# What a preset forces a gate to: at the first step, and at all later ones.
PRESETS: dict[str, dict[str, dict[str, tuple[str, str]]]] = {
    "LSTM": {
        "their own": {},
        "remember the first input": {"input": (OPEN, SHUT), "forget": (OPEN, OPEN)},
        "add up all inputs": {"input": (OPEN, OPEN), "forget": (OPEN, OPEN)},
        "forget at once": {"forget": (SHUT, SHUT)},
        "keep it secret": {"output": (SHUT, SHUT)},
    },
    "GRU": {
        "their own": {},
        "remember the first input": {"update": (OPEN, SHUT)},
        "forget at once": {"update": (OPEN, OPEN), "reset": (SHUT, SHUT)},
    },
}


class GateBoard(WebWidget):
    """The widget that `gate_board` makes."""

    module = "gate_board"

    @property
    def run(self) -> dict[str, Array]:
        """Gates, memory cell and output at every step, (T,) each, as the board stands."""
        now = self.given["start"] | self.state
        weights = self.given["kinds"][now["kind"]]["weights"]
        return run_unit(now["kind"], now["inputs"], weights, now["forced"][now["kind"]])

    def as_text(self) -> str:
        now = self.given["start"] | self.state
        lines = [f"{now['kind']} unit, gates: {now['preset']}"]
        rows = {"input x": np.array(now["inputs"]), **self.run}
        for name, values in rows.items():
            lines.append(f"{name:12}" + "".join(f"{value:7.2f}" for value in values))
        return "\n".join(lines)

    def as_figure(self) -> Figure:
        rows = {"input x": np.array((self.given["start"] | self.state)["inputs"]), **self.run}
        figure, ax = plt.subplots(figsize=(9, 0.75 * len(rows) + 0.6))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        for k, (name, values) in enumerate(rows.items()):
            steps, floor = np.arange(1, len(values) + 1), -float(k)
            sizes = values / max(2.0, 2 * np.abs(values).max())
            color = "C1" if name in ABOUT else f"C{2 * (k > 0)}"
            ax.bar(steps, sizes, bottom=floor, color=color)
            ax.axhline(floor, color="0.5", linewidth=1, linestyle="-")
            for step, size, value in zip(steps, sizes, values, strict=True):
                side = "bottom" if value >= 0 else "top"
                ax.text(step, floor + size, f"{value:.2f}", ha="center", va=side, fontsize=9)
        ax.set_yticks([-k for k in range(len(rows))], list(rows))
        ax.set(xticks=steps, xlabel="step", ylim=(0.4 - len(rows), 0.8))
        ax.grid(visible=False)
        return figure


def run_unit(
    kind: str,
    inputs: Sequence[float],
    weights: Mapping[str, Sequence[float]],
    forced: Mapping[str, Sequence[str]],
) -> dict[str, Array]:
    """Run one unit of `nn.lstm` or `nn.gru` with some gates forced.

    Each gate gets an input of its own, so large that the sigmoid is exactly 0 or 1 where the gate
    is forced, and 0 where it is not.

    Args:
        kind: "LSTM" or "GRU".
        inputs: (T,) numbers.
        weights: `w`, `u` and `b`, one number a gate and the candidate, in the library's order.
        forced: from each gate's name to T words: "open", "shut" or "own".

    Returns:
        From the name of each gate, of "cell" (LSTM) and of "hidden" to its (T,) values.
    """
    columns = COLUMNS[kind]
    push = {OPEN: FORCE, SHUT: -FORCE, OWN: 0.0}
    pushes = [[push[how] for how in forced[name]] for name in columns]
    x = np.column_stack([inputs, *pushes])[None]
    w = np.zeros((1 + len(columns), len(weights["w"])))
    w[0] = weights["w"]
    for row, column in enumerate(columns.values(), 1):
        w[row, column] = 1.0
    forward = nn.lstm_forward if kind == "LSTM" else nn.gru_forward
    y, cache = forward(x, w, np.array([weights["u"]]), np.array(weights["b"], dtype=float))
    steps = len(inputs)
    gates = cache[-1] if kind == "LSTM" else cache[-2]
    found = {name: gates[column, :, 0, 0] for name, column in columns.items()}
    if kind == "LSTM":
        found["cell"] = cache[-2][1:, 0, 0]
    return found | {"hidden": y[0, :steps, 0]}


def gate_board(
    kind: str = "LSTM",
    inputs: Sequence[float] = INPUTS,
    *,
    preset: str = "their own",
    weights: Mapping[str, Sequence[float]] | None = None,
) -> GateBoard:
    """Return the board on which the gates of one recurrent unit are forced open or shut.

    Args:
        kind: "LSTM" or "GRU".
        inputs: one number a step, from -2 to 2, at most 16 steps.
        preset: how the gates start, such as "remember the first input"; see `PRESETS`.
        weights: of the unit, from "w", "u" and "b" to 4 numbers (LSTM: i, f, g, o) or 3 (GRU:
            r, z, n); without it those of an example.

    Raises:
        TypeError, ValueError: no such kind or preset, NaN, too many steps, or weights of another
            length.
    """
    chosen = choice("kind", kind, COLUMNS)
    choice("preset", preset, PRESETS[chosen])
    sequence = finite("inputs", inputs)
    if len(sequence) > MOST_STEPS or (np.abs(sequence) > LARGEST_INPUT).any():
        raise ValueError(
            f"inputs must be at most {MOST_STEPS} numbers from -{LARGEST_INPUT:g} to "
            f"{LARGEST_INPUT:g}, got {describe(inputs)}"
        )
    of_kind = dict(WEIGHTS)
    if weights is not None:
        of_kind[chosen] = _weights(chosen, weights)
    forced = {
        name: {gate: [OWN] * len(sequence) for gate in columns} for name, columns in COLUMNS.items()
    }
    for gate, (first, later) in PRESETS[chosen][preset].items():
        forced[chosen][gate] = [first] + [later] * (len(sequence) - 1)
    kinds = {name: _as_data(name, of_kind[name]) for name in COLUMNS}
    start = {"kind": chosen, "inputs": sequence.tolist(), "preset": preset, "forced": forced}
    return GateBoard(given={"title": "Gate board", "kinds": kinds, "start": start})


def _weights(kind: str, weights: Mapping[str, Sequence[float]]) -> dict[str, list[float]]:
    names, length = ("w", "u", "b"), len(WEIGHTS[kind]["w"])
    if not isinstance(weights, Mapping) or set(weights) != set(names):
        raise ValueError(f"weights must have the entries w, u and b, got {describe(weights)}")
    return {
        name: finite(f"weights[{name!r}]", weights[name], length=length).tolist() for name in names
    }


def _as_data(kind: str, weights: Mapping[str, Sequence[float]]) -> dict[str, Any]:
    return {
        "weights": weights,
        "gates": [{"key": key, "label": key, "about": ABOUT[key]} for key in COLUMNS[kind]],
        "presets": [{"name": name, "gates": gates} for name, gates in PRESETS[kind].items()],
    }
