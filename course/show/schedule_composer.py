"""Widget: put a learning-rate schedule together, and see the training it yields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course.show.canvas import frame, legend_above
from course.show.composed_schedule import (
    KINDS,
    STEPS,
    Course,
    compose,
    constant_course,
    train,
)
from course.show.controls import Control, Menu, Slider, decades
from course.show.panel import Answer, Design, Number, Panel

PLAIN: dict[str, Any] = {"lowest": 0.01, "parts": 3, "warm_up": 0}
PRESETS: dict[str, dict[str, Any]] = {
    "constant, too large": {**PLAIN, "kind": "constant", "peak": 0.3},
    "cosine from the same rate": {**PLAIN, "kind": "cosine", "peak": 0.3},
    "three cuts": {**PLAIN, "kind": "steps", "peak": 0.1},
    "warm-up and cosine": {**PLAIN, "kind": "cosine", "peak": 0.1, "warm_up": 30},
    "triangles": {**PLAIN, "kind": "triangles", "peak": 0.1},
    "one cycle": {**PLAIN, "kind": "one cycle", "peak": 0.1},
    "decay too fast": {**PLAIN, "kind": "exponential", "peak": 0.03, "lowest": 0.001},
}


def controls() -> list[Control]:
    """Return the controls."""
    return [
        Menu("kind", "Decay", "cosine", KINDS),
        Slider("peak", "Peak", 0.3, decades(1e-3, 1.0), "The largest learning rate."),
        Slider("lowest", "Lowest, by peak", 0.01, decades(1e-3, 1.0),
               "The smallest learning rate as a share of the peak."),
        Slider("parts", "Cuts or cycles", 3, tuple(range(1, 9)),
               "How many cuts the steps have, and how many triangles there are.", whole=True),
        Slider("warm_up", "Warm-up steps", 0, tuple(range(0, 125, 5)),
               "The learning rate grows from a tenth over so many steps.", whole=True),
    ]  # fmt: skip


def picture(found: tuple[list[float], Course, Course], axes: Sequence[Axes]) -> None:
    """Draw the schedule, and the losses of the training with it and with a constant rate."""
    rates, course, constant = found
    left, right = axes
    places = np.arange(STEPS)
    left.plot(places, rates, "-", color="C2")
    if 0 < len(course.rates) < STEPS:
        left.plot(len(course.rates), course.rates[-1], "o", color="C2", markersize=10)
    frame(left, xlabel="step", title="Learning rate", xlim=(0, STEPS), ylim=(0, max(rates) * 1.08))
    ink = right.xaxis.label.get_color()
    right.plot(np.maximum(course.losses, 1e-3), "-", color=ink, lw=0.8, alpha=0.35)
    drawn = {"this schedule": (course, "C2"), "constant at the peak": (constant, "C1")}
    for name, (run, color) in drawn.items():
        line = "-" if run is course else "--"
        right.plot(run.measured, np.maximum(run.validation, 1e-3), line, color=color, label=name)
    frame(right, yscale="log", xlabel="step", ylabel="loss", xlim=(0, STEPS), ylim=(0.02, 8))
    legend_above(right, 2)


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Make the schedule, train with it, and compare with a constant rate."""
    schedule = compose(
        values["kind"], values["peak"], lowest=values["lowest"], parts=values["parts"],
        warm_up=values["warm_up"],
    )  # fmt: skip
    rates = [schedule(step) for step in range(STEPS)]
    constant = constant_course(values["peak"])
    for course in train(schedule):
        loss, other = course.validation[-1], constant.validation[-1]
        step = course.measured[-1]
        numbers = [
            Number("loss", "validation loss", loss, f"{loss:.3g}"),
            Number("constant", "with a constant rate", other, f"{other:.3g}"),
            Number("last_rate", "last learning rate", rates[-1], f"{rates[-1]:.3g}"),
        ]
        words = (
            f"{schedule!r}: the validation loss is {loss:.3g} after {step} steps, and {other:.3g} "
            f"after {constant.measured[-1]} with a constant rate of {values['peak']:g}."
        )
        if course.lost:
            words += " Then the loss was no longer finite."
        done = 1.0 if course.lost else step / STEPS
        yield Answer((rates, course, constant), words, numbers, done, f"step {step} of {STEPS}")


def schedule_composer(
    kind: str = "cosine", peak: float = 0.3, *, lowest: float = 0.01, parts: int = 3,
    warm_up: int = 0,
) -> Panel:  # fmt: skip
    """Return the widget: a schedule put together from parts, and a training on digits with it.

    Args:
        kind: "constant", "steps", "exponential", "cosine", "triangles" or "one cycle".
        peak: the largest learning rate, from 0.001 to 1.
        lowest: the smallest one as a share of the peak, from 0.001 to 1.
        parts: cuts of the steps, or triangles, from 1 to 8.
        warm_up: steps of a linear warm-up, from 0 to 120.

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.
    """
    design = Design(
        title="Schedule composer",
        controls=controls(),
        compute=compute,
        picture=picture,
        size=(9.6, 3.7),
        widths=(1, 1.15),
        margins={"left": 0.072, "right": 0.985, "bottom": 0.16, "top": 0.89, "wspace": 0.22},
        presets=PRESETS,
        trains=True,
    )
    start = {"kind": kind, "peak": peak, "lowest": lowest, "parts": parts, "warm_up": warm_up}
    return Panel(design, start)
