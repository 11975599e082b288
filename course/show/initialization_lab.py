"""Widget: choose how a deep network starts, and see whether its signals survive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course.show.canvas import frame
from course.show.controls import Menu, Slider, decades
from course.show.histograms import histograms
from course.show.panel import Answer, Design, Number, Panel
from course.show.signals import ACTIVATIONS, LAYERS, SCHEMES, Signals, signals

SMALLEST = 1e-12  # of what is drawn on the axis of sizes
BOUNDED = {"tanh": (-1.05, 1.05), "sigmoid": (-0.03, 1.03)}
PRESETS: dict[str, dict[str, Any]] = {
    "small numbers: std 0.01, tanh": {"scheme": "normal", "scale": 0.01, "activation": "tanh"},
    "large numbers: std 1, tanh": {"scheme": "normal", "scale": 1.0, "activation": "tanh"},
    "Xavier, tanh": {"scheme": "xavier", "scale": 1.0, "activation": "tanh"},
    "Xavier, sigmoid": {"scheme": "xavier", "scale": 1.0, "activation": "sigmoid"},
    "Xavier, ReLU": {"scheme": "xavier", "scale": 1.0, "activation": "relu"},
    "He, ReLU": {"scheme": "he", "scale": 1.0, "activation": "relu"},
    "a rotation in every layer": {"scheme": "orthogonal", "scale": 1.0, "activation": "none"},
}


def controls(scheme: str, scale: float, activation: str) -> list[Menu | Slider]:
    """Return the controls, set to these values."""
    return [
        Menu("scheme", "Weights", scheme, tuple(SCHEMES), "How the weights are drawn."),
        Slider(
            "scale", "Scale", scale, decades(0.01, 4.0),
            "Factor on the weights; for normal weights, their standard deviation.",
        ),
        Menu("activation", "Activation", activation, tuple(ACTIVATIONS)),
    ]  # fmt: skip


def picture(found: tuple[Signals, str], axes: Sequence[Axes]) -> None:
    """Draw the activations of all layers, and how large signals and gradients are in each."""
    signal, activation = found
    left, right = axes
    # Every second input: 25,000 numbers a layer have the same shape, and are counted sooner.
    layers = {f"{k + 1}": a[::2] for k, a in enumerate(signal.activations)}
    histograms(
        layers,
        limits=_limits(signal, activation),
        ylabel="activation",
        title="Activations by layer",
        ax=left,
    )
    left.set_xticks(range(LAYERS), list(layers))
    places = np.arange(1, LAYERS + 1)
    spread = np.array([float(a.std()) for a in signal.activations])
    right.plot(places, np.maximum(spread, SMALLEST), marker="o", label="std of activations")
    gradients = np.maximum(signal.gradients, SMALLEST)
    right.plot(places, gradients, marker="s", label="gradient, by that of layer 10")
    low = max(min(spread.min(), signal.gradients.min(), 0.1), SMALLEST)
    high = max(spread.max(), signal.gradients.max(), 2.0)
    frame(
        right, yscale="log", xlabel="layer", title="Size of signal and gradient",
        xlim=(0.5, LAYERS + 0.5), ylim=(low / 2, high * (high / low) ** 0.4),
    )  # fmt: skip
    right.set_xticks(places)
    right.legend(loc="upper center")
    left.set_xlabel("layer")


def _limits(signal: Signals, activation: str) -> tuple[float, float]:
    """Return what of the activations to show: all of them, or nearly all where there is no end."""
    if activation in BOUNDED:
        return BOUNDED[activation]
    some = slice(None, None, 10)  # of the samples: the ends need not be exact
    largest = max(float(np.quantile(np.abs(a[some]), 0.998)) for a in signal.activations) or 1.0
    return -largest * (0.03 if activation == "relu" else 1.03), largest


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Send the signals through and say what became of them."""
    signal = signals(values["scheme"], values["scale"], values["activation"])
    first, last = (float(signal.activations[k].std()) for k in (0, -1))
    back = float(signal.gradients[0])
    words = (
        f"Ten layers of 500 units: the activations have a standard deviation of {first:.2g} in "
        f"layer 1 and {last:.2g} in layer 10; the gradient at layer 1 is {back:.2g} times that at "
        f"layer 10."
    )
    numbers = [
        Number("first_std", "std in layer 1", first, f"{first:.3g}"),
        Number("last_std", "std in layer 10", last, f"{last:.3g}"),
        Number("gradient", "gradient at layer 1 by that at 10", back, f"{back:.3g}"),
    ]
    yield Answer((signal, values["activation"]), words, numbers)


def initialization_lab(
    scheme: str = "normal", scale: float = 0.01, activation: str = "tanh"
) -> Panel:
    """Return the widget: 10 layers of 500 units, their activations and gradients.

    Args:
        scheme: "normal", "xavier", "he" or "orthogonal".
        scale: factor on the weights, from 0.01 to 4; for "normal" their standard deviation.
        activation: "tanh", "relu", "sigmoid" or "none".

    Raises:
        TypeError, ValueError: an unknown name or a scale out of range.
    """
    parts = controls("normal", 0.01, "tanh")
    design = Design(
        title="Initialization lab",
        controls=parts,
        compute=compute,
        picture=picture,
        size=(9.6, 3.7),
        widths=(1.55, 1),
        margins={"left": 0.074, "right": 0.985, "bottom": 0.16, "top": 0.9, "wspace": 0.2},
        presets=PRESETS,
    )
    return Panel(design, {"scheme": scheme, "scale": scale, "activation": activation})
