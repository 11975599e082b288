"""A widget: pick a unit in a stack of layers and see which input pixels it sees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import choice, integer, items
from course.show.web_widget import WebWidget

Triple = tuple[int, int, int]
KEYS = ("kernel", "stride", "dilation")
MOST = {"kernel": 7, "stride": 4, "dilation": 8}
MOST_LAYERS, MOST_PIXELS = 6, 64
PRESETS: dict[str, list[Triple]] = {
    "three layers of 3": [(3, 1, 1)] * 3,
    "one layer of 7": [(7, 1, 1)],
    "3, 3, pool, 3, 3": [(3, 1, 1), (3, 1, 1), (2, 2, 1), (3, 1, 1), (3, 1, 1)],
    "stride 2, three times": [(3, 2, 1)] * 3,
    "dilation 1, 2, 4": [(3, 1, 1), (3, 1, 2), (3, 1, 4)],
    "dilation 1, 2, 4, 8, kernel 2": [(2, 1, 1), (2, 1, 2), (2, 1, 4), (2, 1, 8)],
}


class ReceptiveFieldTracer(WebWidget):
    """The widget that `receptive_field_tracer` makes."""

    module = "receptive_field_tracer"

    def _levels(self) -> tuple[list[Triple], list[int], list[nn.ReceptiveField]]:
        """Return the layers, and the units and the field of each level, the input first."""
        data = (self.given["start"] | self.state)["layers"]
        layers = [(layer["kernel"], layer["stride"], layer["dilation"]) for layer in data]
        fields = [nn.receptive_field(layers[:k]) for k in range(len(layers) + 1)]
        return layers, _lengths(self.given["pixels"], layers), fields

    def as_text(self) -> str:
        layers, counts, fields = self._levels()
        row = "{:>9}" * 7
        lines = [row.format("layer", *KEYS, "units", "sees", "jump")]
        for k, layer in enumerate(layers, 1):
            lines.append(row.format(k, *layer, counts[k], fields[k].size, fields[k].stride))
        return "\n".join(lines)

    def as_figure(self) -> Figure:
        layers, counts, fields = self._levels()
        figure, ax = plt.subplots(figsize=(9, 0.6 * len(counts) + 0.8))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        seen = {counts[-1] // 2}
        for level in reversed(range(len(counts))):
            units = np.arange(counts[level])
            x = (fields[level].size - 1) / 2 + units * fields[level].stride
            colors = ["C0" if unit in seen else "0.85" for unit in units]
            ax.scatter(x, np.full(len(x), level), marker="s", s=60, color=colors)
            if level:
                kernel, stride, dilation = layers[level - 1]
                seen = {unit * stride + i * dilation for unit in seen for i in range(kernel)}
        names = [f"layer {k}: sees {field.size}" for k, field in enumerate(fields)]
        ax.set_yticks(range(len(counts)), ["input", *names[1:]])
        ax.set_xlabel("input pixel")
        ax.grid(visible=False)
        return figure


def receptive_field_tracer(
    layers: str | Iterable[Any] = "three layers of 3", *, pixels: int = 32
) -> ReceptiveFieldTracer:
    """Return the widget that traces what the units of a stack of layers see.

    It shows one dimension, without padding; a square window sees as much in the other.

    Args:
        layers: (kernel, stride) or (kernel, stride, dilation) tuples, at most 6; or the name of
            an example in `PRESETS`.
        pixels: length of the input, at most 64.

    Raises:
        TypeError, ValueError: no layers or too many, numbers out of range, or a window that does
            not fit.
    """
    if isinstance(layers, str):
        stack = PRESETS[choice("layers", layers, PRESETS)]
    else:
        stack = [_triple(layer) for layer in items("layers", layers, of="tuples")]
    if not 1 <= len(stack) <= MOST_LAYERS:
        raise ValueError(f"layers must be 1 to {MOST_LAYERS} layers, got {len(stack)}")
    if integer("pixels", pixels, at_least=1) > MOST_PIXELS:
        raise ValueError(f"pixels must be at most {MOST_PIXELS}, got {pixels}")
    start = {
        "preset": "",
        "layers": _as_data(stack),
        "level": len(stack),
        "unit": _lengths(pixels, stack)[-1] // 2,
    }
    return ReceptiveFieldTracer(
        given={
            "title": "Receptive-field tracer",
            "pixels": pixels,
            "most": MOST,
            "mostLayers": MOST_LAYERS,
            "presets": [{"name": name, "layers": _as_data(p)} for name, p in PRESETS.items()],
            "start": start,
        }
    )


def _triple(layer: Any) -> Triple:
    if not isinstance(layer, tuple | list) or len(layer) not in (2, 3):
        raise ValueError(f"a layer must be (kernel, stride[, dilation]), got {layer!r}")
    values = [integer(n, v, at_least=1) for n, v in zip(KEYS, (*layer, 1)[:3], strict=True)]
    for name, value in zip(KEYS, values, strict=True):
        if value > MOST[name]:
            raise ValueError(f"{name} must be at most {MOST[name]}, got {value}")
    kernel, stride, dilation = values
    return kernel, stride, dilation


def _lengths(pixels: int, layers: Iterable[Triple]) -> list[int]:
    """Return the number of units of each level, the input first."""
    counts = [pixels]
    for kernel, stride, dilation in layers:
        length = counts[-1]
        shape = nn.conv_output_shape(length, length, kernel, stride=stride, dilation=dilation)
        counts.append(shape[0])
    return counts


def _as_data(layers: Iterable[Triple]) -> list[dict[str, int]]:
    return [dict(zip(KEYS, layer, strict=True)) for layer in layers]
