"""Widget: how large a gradient is after it went back through many steps of an RNN."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course.show.canvas import frame
from course.show.controls import Control, Menu, Slider, Tick, decades, steps
from course.show.panel import Answer, Design, Number, Panel
from course.show.style import around_zero
from course.show.through_time import MATRICES, STEP_SIZE, Unrolled, unroll

COMPARED = (0.5, 0.8, 1.0, 1.25, 1.6)
SMALLEST, DECADES = 1e-30, 6.0
HIGHEST = 1e4  # of a bar, by that of the loss before
PRESETS: dict[str, dict[str, Any]] = {
    "it vanishes": {"radius": 0.8, "matrix": "rotation", "activation": "tanh", "clipping": False},
    "it lasts": {"radius": 1.2, "matrix": "rotation", "activation": "tanh", "clipping": False},
    "ReLU shuts half the ways": {
        "radius": 1.0, "matrix": "rotation", "activation": "relu", "clipping": False,
    },
    "it explodes": {
        "radius": 1.8, "matrix": "rotation", "activation": "relu", "clipping": False,
    },
    "it explodes, clipped": {
        "radius": 1.8, "matrix": "rotation", "activation": "relu", "clipping": True, "clip": 1.0,
    },
}  # fmt: skip


def controls() -> list[Control]:
    """Return the controls."""
    return [
        Slider("radius", "Spectral radius", 0.8, steps(0.3, 1.8, 31),
               "The largest absolute eigenvalue of U."),
        Slider("steps", "Steps", 30, (*range(5, 65, 5),), "Length T of the sequence.", whole=True),
        Menu("matrix", "Matrix U", "rotation", MATRICES),
        Menu("activation", "Activation", "tanh", ("tanh", "relu")),
        Tick("clipping", "clip the gradient", False),
        Slider("clip", "to a length of", 1.0, decades(0.1, 10), "The longest gradient allowed."),
    ]  # fmt: skip


def picture(found: tuple[dict[str, Any], Unrolled, list[Unrolled]], axes: Sequence[Axes]) -> None:
    """Draw the size of the gradient at every step, and the loss before and after one step."""
    values, unrolled, others = found
    left, right = axes
    ink = left.xaxis.label.get_color()
    times = np.arange(1, values["steps"] + 1)
    for radius, other in zip(COMPARED, others, strict=True):
        sizes = np.maximum(other.state_gradients, SMALLEST)
        left.plot(times, sizes, "-", color=ink, lw=1, alpha=0.35)
        left.annotate(
            f"{radius:g}", (1, sizes[0]), (-4, 0), textcoords="offset points", fontsize=10,
            alpha=0.7, ha="right", va="center", annotation_clip=True,
        )  # fmt: skip
    sizes = np.maximum(unrolled.state_gradients, SMALLEST)
    left.plot(times, sizes, "-", color="C0")
    shade = np.clip(np.log10(sizes / sizes[-1]) / DECADES, -1, 1)
    left.scatter(
        times, sizes, s=1600 / max(len(times), 12), c=shade, cmap=around_zero(left), vmin=-1,
        vmax=1, edgecolors=ink, linewidths=0.8, zorder=3, marker="s",
    )  # fmt: skip
    everything = np.concatenate([sizes, *(other.state_gradients for other in others)])
    low = float(np.clip(everything.min(), sizes[-1] * 1e-9, None))
    high = float(np.clip(everything.max(), None, max(sizes[-1] * 1e9, sizes.max())))
    frame(
        left, yscale="log", xlabel="step t of the sequence", title="Size of dL/dh at step t",
        xlim=(-len(times) / 12, len(times) + 0.7), ylim=(min(low, sizes.min()) / 3, high * 3),
    )  # fmt: skip
    _draw_losses(values, unrolled, right)


def short(loss: float) -> str:
    """Write a loss in three digits, however large it is."""
    return f"{loss:.3g}" if np.isfinite(loss) else "overflow"


def _draw_losses(values: dict[str, Any], unrolled: Unrolled, ax: Axes) -> None:
    losses = [unrolled.loss, unrolled.loss_after, unrolled.loss_after_clipping]
    chosen = 2 if values["clipping"] else 1
    colors = [ax.xaxis.label.get_color(), "C1", "C2"]
    heights = [min(loss, unrolled.loss * HIGHEST) for loss in losses]
    for k, (height, color) in enumerate(zip(heights, colors, strict=True)):
        ax.bar(k, height, 0.62, color=color, alpha=1.0 if k in (0, chosen) else 0.25)
        ax.annotate(
            short(losses[k]), (k, height), (0, 3), textcoords="offset points", ha="center",
            fontsize=11,
        )  # fmt: skip
    low, high = min(heights), max(heights)
    frame(
        ax, yscale="log", title="Loss around one step", xlim=(-0.6, 2.6),
        ylim=(max(low / 5, SMALLEST), high * max((high / low) ** 0.12, 1.6)),
    )  # fmt: skip
    ax.set_xticks([0, 1, 2], ["before", "after", "after,\nclipped"])
    ax.grid(visible=False, axis="x")


def compute(values: dict[str, Any]) -> Iterator[Answer]:
    """Run the network both ways and report how the gradient changed."""
    options = {key: values[key] for key in ("steps", "matrix", "activation", "clip")}
    found = unroll(values["radius"], **options)
    others = [unroll(radius, **options) for radius in COMPARED]
    ratio = found.state_gradients[0] / found.state_gradients[-1]
    used = min(found.norm, values["clip"]) if values["clipping"] else found.norm
    after = found.loss_after_clipping if values["clipping"] else found.loss_after
    numbers = [
        Number("ratio", f"|dL/dh1| by |dL/dh{values['steps']}|", float(ratio), f"{ratio:.3g}"),
        Number("norm", "gradient of all weights", found.norm, f"{found.norm:.3g}"),
        Number("used", "as used", used, f"{used:.3g}"),
        Number("after", "loss after the step", after, short(after)),
    ]
    words = (
        f"Spectral radius {values['radius']:g}: through {values['steps']} steps the gradient "
        f"changes by a factor of {ratio:.2g}. One step of SGD with a rate of {STEP_SIZE} takes "
        f"the loss from {found.loss:.3g} to {short(after)}."
    )
    yield Answer((values, found, others), words, numbers)


def rnn_unroller(
    radius: float = 0.8, *, steps: int = 30, matrix: str = "rotation", activation: str = "tanh"
) -> Panel:
    """Return the widget: gradients through time against the spectral radius, with clipping.

    Args:
        radius: largest absolute eigenvalue of the hidden weights, from 0.3 to 1.8.
        steps: length of the sequence, from 5 to 60.
        matrix: "rotation" or "random".
        activation: "tanh" or "relu".

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.
    """
    design = Design(
        title="RNN unroller",
        controls=controls(),
        compute=compute,
        picture=picture,
        size=(9.6, 4.0),
        widths=(1.75, 1),
        margins={"left": 0.072, "right": 0.985, "bottom": 0.15, "top": 0.9, "wspace": 0.2},
        presets=PRESETS,
    )
    start = {"radius": radius, "steps": steps, "matrix": matrix, "activation": activation}
    return Panel(design, start)
