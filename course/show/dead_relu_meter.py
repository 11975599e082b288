"""Widget: a bias and a learning rate, and the units of ReLU they kill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from course.show.canvas import frame, legend_above
from course.show.controls import Control, Menu, Slider, decades, steps
from course.show.dead_units import KINDS, LAYERS, Living, lives
from course.show.panel import Answer, Design, Number, Panel
from course.show.style import THEMES, is_dark

STEPS, SIDE = 120, 10
PRESETS: dict[str, dict[str, Any]] = {
    "a usual start": {"bias": 0.0, "rate": 0.1, "unit": "relu"},
    "biases of 0.1": {"bias": 0.1, "rate": 0.1, "unit": "relu"},
    "biases below zero": {"bias": -0.5, "rate": 0.1, "unit": "relu"},
    "a rate too large": {"bias": 0.0, "rate": 0.5, "unit": "relu"},
    "leaky units survive it": {"bias": 0.0, "rate": 0.5, "unit": "leaky_relu"},
    "a rate far too large": {"bias": 0.0, "rate": 1.0, "unit": "relu"},
}


def controls() -> list[Control]:
    """Return the controls."""
    return [
        Slider("bias", "Initial bias", 0.0, steps(-1, 1, 41), "Of all hidden units."),
        Slider("rate", "Learning rate", 0.1, decades(1e-3, 4), "Of SGD."),
        Menu("unit", "Unit", "relu", tuple(KINDS)),
    ]


def picture(state: Living, axes: Sequence[Axes]) -> None:
    """Draw every unit, the share of dead ones over the training, and the loss."""
    grid, shares, losses = axes
    colors = THEMES["dark" if is_dark(grid) else "light"]["colors"]
    paper = "#23272a" if is_dark(grid) else "#e6eef3"
    shades = LinearSegmentedColormap.from_list("active", [paper, colors[0]])
    width = LAYERS * (SIDE + 1) - 1
    whole = np.full((SIDE, width), np.nan)
    for k, layer in enumerate(state.active):
        whole[:, k * (SIDE + 1) : k * (SIDE + 1) + SIDE] = layer.reshape(SIDE, SIDE)
    grid.imshow(whole, cmap=shades, vmin=0, vmax=1, aspect="auto", interpolation="nearest")
    layers, units = np.nonzero(state.gone)
    grid.plot(
        units % SIDE + layers * (SIDE + 1), units // SIDE, "x", color=colors[1], markersize=6, mew=2
    )
    frame(grid, title="Activity of every unit; × is dead")
    grid.set_xticks([(SIDE - 1) / 2 + k * (SIDE + 1) for k in range(LAYERS)],
                    [f"layer {k + 1}" for k in range(LAYERS)])  # fmt: skip
    grid.set_yticks([])
    grid.grid(visible=False)
    grid.spines[:].set_visible(False)
    dead = np.array(state.dead)
    for k in range(LAYERS):
        shares.plot(state.measured, 100 * dead[:, k], color=f"C{k}", label=f"layer {k + 1}")
    frame(shares, xlabel="step of SGD", ylabel="% dead", xlim=(0, STEPS), ylim=(-2, 102))
    legend_above(shares, 2)
    losses.plot(state.measured, losses_drawn := np.clip(state.losses, 1e-3, 100), color="C3")
    losses.axhline(np.log(10), color=losses.xaxis.label.get_color(), lw=1.2, ls=":")
    frame(
        losses, yscale="log", xlabel="step of SGD", title="Loss, and guessing", xlim=(0, STEPS),
        ylim=(min(0.05, losses_drawn.min()) / 1.3, max(5.0, losses_drawn.max()) * 1.3),
    )  # fmt: skip


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Train, and report the share of dead units as it goes."""
    for state in lives(values["bias"], values["rate"], unit=values["unit"], steps=STEPS):
        start, now = float(state.dead[0].mean()), float(state.dead[-1].mean())
        loss = state.losses[-1]
        numbers = [
            Number("start", "dead at the start", start, f"{start:.1%}"),
            Number("dead", "dead now", now, f"{now:.1%}"),
            Number("loss", "loss", loss, f"{loss:.3g}"),
        ]
        words = (
            f"Biases of {values['bias']:g} and a learning rate of {values['rate']:g}: {start:.1%} "
            f"of the units are dead at the start and {now:.1%} after {state.step} steps; "
            f"the loss is {loss:.3g}."
        )
        if state.lost:
            words += " Then the loss was no longer finite."
        done = 1.0 if state.lost else state.step / STEPS
        yield Answer(state, words, numbers, done, f"step {state.step} of {STEPS}")


def dead_relu_meter(bias: float = 0.0, learning_rate: float = 0.1, *, unit: str = "relu") -> Panel:
    """Return the widget: which units of three hidden layers die in a training on digits.

    Args:
        bias: where the hidden biases start, from -1 to 1.
        learning_rate: of SGD, from 0.001 to 4.
        unit: "relu" or "leaky_relu".

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.
    """
    design = Design(
        title="Dead ReLU meter",
        controls=controls(),
        compute=compute,
        picture=picture,
        size=(10.0, 3.6),
        widths=(1.5, 1, 1),
        margins={"left": 0.012, "right": 0.985, "bottom": 0.165, "top": 0.84, "wspace": 0.29},
        presets=PRESETS,
        trains=True,
    )
    return Panel(design, {"bias": bias, "rate": learning_rate, "unit": unit})
