"""Widget: optimizers race down a surface, each with the learning rate you give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from course.show.canvas import frame, legend_above
from course.show.controls import Control, Menu, Slider, Tick, decades, steps
from course.show.descent import BANDS, OPTIMIZERS, SURFACES, Run, bands, race
from course.show.panel import Answer, Design, Number, Panel
from course.show.style import is_dark

RATES = {
    "SGD": 0.3, "momentum": 0.05, "Nesterov": 0.05, "Adagrad": 1.0, "RMSProp": 0.1, "Adam": 0.3,
}  # fmt: skip
RACING = ("SGD", "momentum", "RMSProp", "Adam")
LEARNING_RATES = tuple(sorted({*decades(1e-3, 3), 0.9, 0.95, 0.97, 1.05, 1.1}))
FLOOR = 1e-8  # of the loss as drawn
OFF = dict.fromkeys(OPTIMIZERS, False)
PRESETS: dict[str, dict[str, Any]] = {
    "a ravine: SGD zigzags": {
        "surface": "ravine", **OFF, "SGD": True, "SGD rate": 0.97, "momentum": True,
        "momentum rate": 0.05, "b1": 0.9,
    },
    "momentum overshoots, Nesterov less": {
        "surface": "ravine", **OFF, "momentum": True, "Nesterov": True, "momentum rate": 0.1,
        "Nesterov rate": 0.1, "b1": 0.95,
    },
    "a saddle: who gets away first?": {
        "surface": "saddle", **OFF, "SGD": True, "momentum": True, "RMSProp": True, "Adam": True,
        "SGD rate": 0.1, "momentum rate": 0.05, "RMSProp rate": 0.05, "Adam rate": 0.1, "b1": 0.9,
    },
    "a bent valley": {
        "surface": "bent valley", **OFF, "SGD": True, "momentum": True, "Adam": True,
        "SGD rate": 0.01, "momentum rate": 0.003, "Adam rate": 0.1, "b1": 0.9,
    },
    "a rate too large": {
        "surface": "ravine", **OFF, "SGD": True, "SGD rate": 1.05, "Adam": True, "Adam rate": 0.3,
    },
    "many small valleys": {
        "surface": "egg box", **OFF, "SGD": True, "momentum": True, "Adam": True,
        "SGD rate": 0.3, "momentum rate": 0.05, "Adam rate": 0.3, "b1": 0.9,
    },
}  # fmt: skip


def controls(surface: str, racing: Sequence[str]) -> list[Control]:
    """Return the controls: the surface, what all share, and each optimizer with its rate."""
    common: list[Control] = [
        Menu("surface", "Surface", surface, tuple(SURFACES)),
        Slider("steps", "Steps", 60, tuple(range(5, 205, 5)), whole=True),
        Slider(
            "b1", "Momentum", 0.9, (*steps(0, 0.9, 19), 0.92, 0.95, 0.97, 0.98, 0.99),
            "Memory of the gradient: momentum, Nesterov, and beta1 of Adam.",
        ),
        Slider(
            "b2", "Memory", 0.99, (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999),
            "Memory of the squared gradient: RMSProp, and beta2 of Adam.",
        ),
    ]  # fmt: skip
    each: list[Control] = []
    for name in OPTIMIZERS:
        each.append(Tick(name, "races", name in racing, group=name))
        each.append(
            Slider(f"{name} rate", "Learning rate", RATES[name], LEARNING_RATES, group=name)
        )
    return [*common, *each]


def picture(found: tuple[str, dict[str, Run]], axes: Sequence[Axes]) -> None:
    """Draw the paths over the lines of equal loss, and the loss against the step."""
    surface, runs = found
    left, right = axes
    ground = SURFACES[surface]
    dark = is_dark(left)
    deep, tall = ("#3a4a55", "#15181a") if dark else ("#a9bfce", "#f6f9fb")
    shades = np.linspace(to_rgb(deep), to_rgb(tall), BANDS)
    left.imshow(
        shades[bands(surface)], extent=ground.box, origin="lower", aspect="auto",
        interpolation="nearest", zorder=0,
    )  # fmt: skip
    colors = {name: f"C{k}" for k, name in enumerate(OPTIMIZERS)}
    for name, run in runs.items():
        left.plot(*run.path.T, "-", color=colors[name], lw=2, marker="o", markersize=2.5)
        left.plot(*run.path[-1], "o", color=colors[name], markersize=10, markeredgecolor="w")
        label = f"{name}, lost" if run.lost else name
        shown = np.clip(run.losses - ground.lowest, FLOOR, 1e6)
        right.plot(shown, color=colors[name], label=label)
    for run in list(runs.values())[:1]:
        left.plot(*run.path[0], "*", color="w" if dark else "k", markersize=16)
    frame(
        left, xlabel="first parameter x", ylabel="second parameter y", title=ground.formula,
        xlim=ground.box[:2], ylim=ground.box[2:],
    )  # fmt: skip
    left.grid(visible=False)
    everything = np.concatenate([run.losses for run in runs.values()] or [np.ones(1)])
    shown = np.clip(everything - ground.lowest, FLOOR, 1e6)
    low, high = float(shown.min()), float(shown.max())
    longest = max([len(run.losses) for run in runs.values()] or [2])
    frame(
        right, yscale="log", xlabel="step", ylabel="loss", xlim=(0, max(longest - 1, 1)),
        ylim=(low / 2, high * max((high / low) ** 0.1, 2)),
    )  # fmt: skip
    if runs:
        legend_above(right, 3)


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Let those race that are ticked, and report where they are at the end."""
    surface = values["surface"]
    rates = {name: values[f"{name} rate"] for name in OPTIMIZERS if values[name]}
    runs = race(
        surface, SURFACES[surface].start, rates, steps=values["steps"], momentum=values["b1"],
        memory=values["b2"],
    )  # fmt: skip
    numbers = []
    for name, run in runs.items():
        loss = float(run.losses[-1])
        text = f"lost after {len(run.losses) - 1} steps" if run.lost else f"{loss:.3g}"
        numbers.append(Number(name, name, loss, text))
    said = ", ".join(f"{number.label} {number.text}" for number in numbers)
    words = f"Loss on {SURFACES[surface].formula} after {values['steps']} steps: {said}."
    if not runs:
        words = "Nobody races: tick an optimizer."
    yield Answer((surface, runs), words, numbers)


def optimizer_race(surface: str = "ravine", racing: Sequence[str] = RACING) -> Panel:
    """Return the widget: paths of optimizers on a surface, and their losses.

    Args:
        surface: "ravine", "bent valley", "saddle", "four valleys" or "egg box".
        racing: names of optimizers, of "SGD", "momentum", "Nesterov", "Adagrad", "RMSProp", "Adam".

    Raises:
        ValueError: an unknown name, or nobody racing.
    """
    unknown = [name for name in racing if name not in OPTIMIZERS]
    if isinstance(racing, str) or not racing or unknown:
        raise ValueError(f"racing must name at least one of {list(OPTIMIZERS)}, got {racing!r}")
    design = Design(
        title="Optimizer race",
        controls=controls("ravine", racing),
        compute=compute,
        picture=picture,
        size=(9.6, 4.2),
        widths=(1.15, 1),
        margins={"left": 0.072, "right": 0.985, "bottom": 0.15, "top": 0.85, "wspace": 0.21},
        presets=PRESETS,
    )
    return Panel(design, {"surface": surface})
