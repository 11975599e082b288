"""Widget: make a network overfit, and stop it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course.show.canvas import frame, legend_above
from course.show.controls import Control, Slider, Tick, steps
from course.show.double_descent import SAMPLES, WIDTHS, double_descent
from course.show.overfitting import BOX, Learning, overfit
from course.show.panel import Answer, Design, Number, Panel
from course.show.style import around_zero

EPOCHS, PATIENCE = 300, 40
STRENGTHS = (0.0, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3)
PLAIN: dict[str, Any] = {"noise": 0.3, "l2": 0.0, "dropout": 0.0, "early": False}
PRESETS: dict[str, dict[str, Any]] = {
    "too small": {**PLAIN, "units": 2},
    "it overfits": {**PLAIN, "units": 64},
    "early stopping": {**PLAIN, "units": 64, "early": True},
    "weight decay": {**PLAIN, "units": 64, "l2": 0.03},
    "dropout": {**PLAIN, "units": 64, "dropout": 0.5},
    "clean data": {**PLAIN, "units": 64, "noise": 0.1},
    "double descent: at the peak": {**PLAIN, "units": 40},
}


def controls() -> list[Control]:
    """Return the controls."""
    widths = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40, 48, 64, 96, 128)
    return [
        Slider("units", "Hidden units", 64, widths, "Of each of two hidden layers.", whole=True),
        Slider("noise", "Noise", 0.3, steps(0, 0.6, 13), "Standard deviation of the points."),
        Slider("l2", "L2", 0.0, STRENGTHS, "Strength of the pull of all weights towards zero."),
        Slider("dropout", "Dropout", 0.0, steps(0, 0.8, 9), "Probability of dropping a unit."),
        Tick("early", "early stopping", False, f"Stop after {PATIENCE} epochs without a better "
             "validation loss, and take the best weights."),
    ]  # fmt: skip


def picture(found: tuple[dict[str, Any], Learning], axes: Sequence[Axes]) -> None:
    """Draw the decision surface, the losses by epoch, and double descent for the same data."""
    values, state = found
    plane, curves, descent = axes
    plane.imshow(
        state.surface * 2 - 1, cmap=around_zero(plane), vmin=-1.6, vmax=1.6, extent=BOX,
        origin="lower", aspect="auto", interpolation="nearest", zorder=0,
    )  # fmt: skip
    for label, marker, color in ((0, "o", "C0"), (1, "s", "C1")):
        chosen = state.points[state.labels == label]
        plane.plot(*chosen.T, marker, color=color, markersize=6, markeredgecolor="w")
    plane.contour(
        np.linspace(*BOX[:2], state.surface.shape[1]),
        np.linspace(*BOX[2:], state.surface.shape[0]), state.surface, levels=[0.5],
        colors=[plane.xaxis.label.get_color()], linewidths=1.5,
    )  # fmt: skip
    frame(plane, title=f"Right on {state.accuracy:.0%} of new points",
          xlim=BOX[:2], ylim=BOX[2:])  # fmt: skip
    plane.grid(visible=False)
    plane.set(xticks=[], yticks=[])
    curves.plot(state.measured, np.maximum(state.training, 1e-4), color="C0", label="training")
    curves.plot(state.measured, state.validation, color="C1", label="validation")
    best = state.measured[state.best], state.validation[state.best]
    curves.plot(*best, "o", color="C1", markersize=10)
    low = min(0.1, *np.maximum(state.training, 1e-4))
    frame(
        curves, yscale="log", xlabel="epoch", xlim=(0, EPOCHS),
        ylim=(low / 1.5, max(2.0, *state.validation) * 1.3),
    )  # fmt: skip
    legend_above(curves, 2)
    _draw_descent(values, descent)


def _draw_descent(values: dict[str, Any], ax: Axes) -> None:
    training, new = double_descent(values["noise"], values["l2"])
    ink = ax.xaxis.label.get_color()
    ax.axvline(SAMPLES, color=ink, lw=1, ls=":")
    ax.text(SAMPLES * 1.08, 8e-3, f"{SAMPLES} points", fontsize=11)
    ax.plot(WIDTHS, np.maximum(training, 1e-3), color="C0", label="training")
    ax.plot(WIDTHS, new, color="C1", label="new data")
    place = float(np.interp(np.log(values["units"]), np.log(WIDTHS), np.log(new)))
    ax.plot(max(values["units"], WIDTHS[0]), np.exp(place), "o", color="C1", markersize=10)
    frame(
        ax, xscale="log", yscale="log", xlabel="units, only the last layer fitted",
        xlim=(WIDTHS[0] * 0.9, WIDTHS[-1]), ylim=(6e-3, max(3.0, float(new.max()) * 1.5)),
    )  # fmt: skip
    legend_above(ax, 2)


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Train, and report both losses as it goes."""
    run = overfit(
        values["units"], noise=values["noise"], l2=values["l2"], dropout=values["dropout"],
        patience=PATIENCE if values["early"] else None, epochs=EPOCHS,
    )  # fmt: skip
    for state in run:
        finished = state.stopped or state.epoch == EPOCHS
        used = state.best if values["early"] and finished else -1
        losses = {"training": state.training[used], "validation": state.validation[used]}
        best = state.measured[state.best]
        numbers = [
            *(Number(k, f"{k} loss", loss, f"{loss:.3g}") for k, loss in losses.items()),
            Number("accuracy", "right on new points", state.accuracy, f"{state.accuracy:.1%}"),
            Number("best", "best epoch", best, f"{best}"),
        ]
        words = (
            f"After {state.epoch} epochs{', stopped early,' if state.stopped else ''} "
            f"{values['units']} units have a training loss of {numbers[0].text} and a validation "
            f"loss of {numbers[1].text}; the validation loss was lowest at epoch {best}."
        )
        done = 1.0 if finished else state.epoch / EPOCHS
        note = f"epoch {state.epoch} of {EPOCHS}"
        yield Answer((values, state), words, numbers, done, note)


def overfitting_lab(
    units: int = 64, *, noise: float = 0.3, l2: float = 0.0, dropout: float = 0.0,
    early_stopping: bool = False,
) -> Panel:  # fmt: skip
    """Return the widget: a network that overfits 40 points, and what helps against it.

    Args:
        units: of each of two hidden layers, from 1 to 128.
        noise: standard deviation of the points, from 0 to 0.6.
        l2: strength of weight decay, from 0 to 0.3.
        dropout: probability after each hidden layer, from 0 to 0.8.
        early_stopping: stop when the validation loss has not fallen for 40 epochs.

    Raises:
        TypeError, ValueError: a number out of range.
    """
    design = Design(
        title="Overfitting lab",
        controls=controls(),
        compute=compute,
        picture=picture,
        size=(10.0, 3.8),
        widths=(1.15, 1, 1),
        margins={"left": 0.012, "right": 0.985, "bottom": 0.16, "top": 0.89, "wspace": 0.3},
        presets=PRESETS,
        trains=True,
    )
    start = {
        "units": units, "noise": noise, "l2": l2, "dropout": dropout, "early": early_stopping,
    }  # fmt: skip
    return Panel(design, start)
