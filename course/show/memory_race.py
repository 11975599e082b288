"""Widget: RNN, GRU and LSTM learn to add two numbers that they saw long ago."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from course.show.adding_race import GUESSING, NAMES, Standing, learn
from course.show.canvas import frame, legend_above
from course.show.controls import Control, Slider, Tick, decades
from course.show.panel import Answer, Design, Number, Panel

STEPS = 1000
MARKERS = ("o", "s", "^")
PRESETS: dict[str, dict[str, Any]] = {
    "8 steps: everybody can": {"length": 8, "hidden": 24, "rate": 0.01, "clip": True},
    "30 steps: gates remember": {"length": 30, "hidden": 24, "rate": 0.01, "clip": True},
    "60 steps": {"length": 60, "hidden": 24, "rate": 0.01, "clip": True},
    "a rate too large": {"length": 30, "hidden": 24, "rate": 0.1, "clip": False},
}


def controls() -> list[Control]:
    """Return the controls."""
    lengths = (*range(4, 20, 2), *range(20, 82, 5))
    return [
        Slider("length", "Sequence", 30, lengths, "Length of the sequences.", whole=True),
        Slider("hidden", "Units", 24, tuple(range(4, 52, 4)), "Hidden units.", whole=True),
        Slider("rate", "Learning rate", 0.01, decades(1e-3, 0.1)),
        Tick("clip", "clip gradients to length 1", True),
    ]


def picture(standing: Standing, axes: Sequence[Axes]) -> None:
    """Draw one sequence, the errors so far, and each network's answers against the truth."""
    example, curves, scatter = axes
    chosen = int(np.abs(standing.targets - 1.3).argmin())
    numbers, marks = standing.inputs[chosen].T
    places = np.arange(1, len(numbers) + 1)
    marked = marks == 1
    example.bar(places[~marked], numbers[~marked], 0.8, color=example.xaxis.label.get_color(),
                alpha=0.28)  # fmt: skip
    example.bar(places[marked], numbers[marked], 0.8, color="C3")
    first, second = numbers[marked]
    frame(
        example, xlabel="time step", ylabel="number", xlim=(0.2, len(numbers) + 0.8),
        ylim=(0, 1.05), title=f"{first:.2f} + {second:.2f} = {standing.targets[chosen]:.2f}",
    )  # fmt: skip
    example.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    smallest = GUESSING
    for k, name in enumerate(NAMES):
        errors = standing.errors[name]
        smallest = min(smallest, *errors)
        curves.plot(standing.measured, errors, color=f"C{k}", label=name)
        scatter.plot(standing.targets, standing.answers[name], MARKERS[k], color=f"C{k}",
                     markersize=4, alpha=0.55)  # fmt: skip
    ink = curves.xaxis.label.get_color()
    curves.axhline(GUESSING, color=ink, lw=1.4, ls=":", label="always 1")
    frame(
        curves, yscale="log", xlabel="batches learned from", ylabel="squared error",
        xlim=(0, STEPS), ylim=(min(smallest / 1.5, 0.01), 1.0),
    )  # fmt: skip
    legend_above(curves, 2)
    scatter.plot([0, 2], [0, 2], "-", color=ink, lw=1)
    frame(
        scatter, xlabel="true sum", ylabel="answer", xlim=(0, 2), ylim=(0, 2),
        title="200 new sequences",
    )  # fmt: skip


def compute(values: dict[str, Any], steps: int = STEPS) -> Iterator[Answer]:
    """Train, and report the errors."""
    run = learn(
        values["length"], values["hidden"], values["rate"], steps=steps, clip=values["clip"]
    )
    for standing in run:
        numbers = [
            Number(name, f"error of {name}", standing.errors[name][-1],
                   f"{standing.errors[name][-1]:.3g}")
            for name in NAMES
        ]  # fmt: skip
        said = ", ".join(f"{number.label} {number.text}" for number in numbers)
        words = (
            f"Adding two marked numbers of a sequence of {values['length']}, after "
            f"{standing.step} batches: {said}; always answering 1 has {GUESSING:.3g}."
        )
        note = f"step {standing.step} of {steps}"
        yield Answer(standing, words, numbers, standing.step / steps, note)


def memory_race(
    length: int = 30, hidden: int = 24, learning_rate: float = 0.01, *, clip: bool = True
) -> Panel:
    """Return the widget: three recurrent networks on the adding problem, trained at a button.

    `train()` does the same without a browser.

    Args:
        length: of the sequences, from 4 to 80.
        hidden: units of each network, from 4 to 48.
        learning_rate: of Adam, from 0.001 to 0.1.
        clip: shorten gradients that are longer than 1.

    Raises:
        TypeError, ValueError: a number out of range.
    """
    design = Design(
        title="Memory race",
        controls=controls(),
        compute=compute,
        picture=picture,
        size=(9.8, 3.9),
        widths=(1, 1.3, 0.95),
        margins={"left": 0.072, "right": 0.985, "bottom": 0.165, "top": 0.84, "wspace": 0.4},
        presets=PRESETS,
        waits=True,
    )
    return Panel(design, {"length": length, "hidden": hidden, "rate": learning_rate, "clip": clip})
