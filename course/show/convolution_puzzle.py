"""A widget: a convolution to work through; predict its shape, its cells, its parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, integer
from course.show.arguments import finite
from course.show.web_widget import WebWidget
from course.slides import figure as slide_figure

LARGEST_SIDE, LARGEST_CHANNELS, LARGEST_NUMBER = 12, 4, 999
MOST = {"stride": 4, "padding": 3, "dilation": 3, "filters": 16}  # the ends of the sliders
OWN = "your own"
UNGUESSED = {"guess": "", "tries": 0, "done": False, "right": False}
RAMP = np.tile(np.array([1, 1, 1, 8, 8, 8, 8]), (7, 1))
Puzzle = dict[str, Any]


def _presets() -> list[Puzzle]:
    slide = slide_figure("conv-1").inputs
    colors = np.stack([np.eye(5), np.fliplr(np.eye(5)), np.ones((5, 5))])
    layers = np.stack([np.eye(3), -np.ones((3, 3)), np.zeros((3, 3))])
    return [
        _puzzle("one place of the slides", slide["image"], slide["filter"], 0),
        _puzzle("7 × 7, an edge", RAMP, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], 0),
        _puzzle("three channels", colors, layers, 2),
        _puzzle("1 × 1 over three channels", colors, [[[1]], [[-1]], [[2]]], 1),
    ]


def _puzzle(name: str, image: object, kernel: object, bias: int) -> Puzzle:
    planes = {"image": _planes("image", image), "kernel": _planes("kernel", kernel)}
    if len(planes["image"]) != len(planes["kernel"]):
        raise ValueError(
            f"kernel must have as many channels as image, got {len(planes['kernel'])} "
            f"and {len(planes['image'])}"
        )
    lists = {key: planes[key].astype(int).tolist() for key in planes}
    return {"name": name, "bias": bias, **lists}


def _planes(name: str, value: object) -> Array:
    """Return (H, W) or (C, H, W) whole numbers as (C, H, W)."""
    ndim = 3 if np.ndim(value) == 3 else 2  # type: ignore[arg-type]  # anything has dimensions
    array = finite(name, value, ndim=ndim)
    if (array != np.round(array)).any() or (np.abs(array) > LARGEST_NUMBER).any():
        raise ValueError(
            f"{name} must hold whole numbers from -{LARGEST_NUMBER} to {LARGEST_NUMBER}, which "
            "can be added in the head"
        )
    planes = array.reshape((-1, *array.shape[-2:]))
    if len(planes) > LARGEST_CHANNELS or max(planes.shape[1:]) > LARGEST_SIDE:
        raise ValueError(
            f"{name} must have at most {LARGEST_CHANNELS} channels of {LARGEST_SIDE} × "
            f"{LARGEST_SIDE}, got shape {array.shape}"
        )
    return planes


class ConvolutionPuzzle(WebWidget):
    """The widget that `convolution_puzzle` makes."""

    module = "convolution_puzzle"

    def _now(self) -> tuple[Puzzle, dict[str, Any]]:
        now = self.given["start"] | self.state
        (puzzle,) = (each for each in self.given["puzzles"] if each["name"] == now["puzzle"])
        return puzzle, now

    @property
    def output(self) -> Array:
        """What the first filter gives, (H', W'), as `nn.conv2d_forward` computes it."""
        puzzle, now = self._now()
        return _output(puzzle, now["stride"], now["padding"], now["dilation"])

    def as_text(self) -> str:
        puzzle, now = self._now()
        kernel, output = np.array(puzzle["kernel"]), self.output
        filters = now["filters"]
        return (
            f"image {np.shape(puzzle['image'])}, {filters} filter(s) {kernel.shape}, "
            f"stride {now['stride']}, padding {now['padding']}, dilation {now['dilation']}: "
            f"output {(filters, *output.shape)}, {filters * (kernel.size + 1)} parameters\n"
            f"output of the first filter:\n{output.astype(int)}"
        )

    def as_figure(self) -> Figure:
        puzzle, now = self._now()
        border = now["padding"]
        kernel = np.array(puzzle["kernel"])
        image = np.pad(np.array(puzzle["image"]), ((0, 0), (border, border), (border, border)))
        panels = [(f"input, channel {c + 1}", plane) for c, plane in enumerate(image)]
        panels += [(f"filter, channel {c + 1}", plane) for c, plane in enumerate(kernel)]
        panels.append(("output", self.output.astype(int)))
        figure, axes = plt.subplots(1, len(panels), figsize=(2.6 * len(panels), 2.8))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        for ax, (title, numbers) in zip(axes, panels, strict=True):
            ax.imshow(numbers, cmap="Blues", vmin=0, vmax=3 * max(1, np.abs(numbers).max()))
            for (i, j), number in np.ndenumerate(numbers):
                ax.text(j, i, f"{number:.0f}", ha="center", va="center", fontsize=10)
            ax.set_title(title, fontsize=11)
            ax.set(xticks=[], yticks=[])
            ax.grid(visible=False)
        return figure


def convolution_puzzle(
    image: object = None,
    kernel: object = None,
    *,
    bias: int = 0,
    stride: int = 1,
    padding: int = 0,
    dilation: int = 1,
    filters: int = 1,
) -> ConvolutionPuzzle:
    """Return the widget in which a convolution is worked through.

    Args:
        image: (H, W) or (C, H, W) whole numbers, at most 4 channels of 12 x 12; without image and
            kernel the widget starts with an example of the slides, and has others in its menu.
        kernel: (kernel height, kernel width), or with C before; the first filter.
        bias: a whole number, of the first filter.
        stride, padding, dilation: of the convolution; at most 4, 3 and 3.
        filters: how many filters the layer has, from 1 to 16.

    Raises:
        TypeError, ValueError: only one of image and kernel, numbers that are not whole, shapes
            that do not go together, or a kernel larger than the padded image.
    """
    if (image is None) != (kernel is None):
        raise ValueError("image and kernel must be given together, or neither")
    puzzles = _presets()
    if image is not None:
        puzzles.insert(0, _puzzle(OWN, image, kernel, integer("bias", bias)))
    options = {"stride": stride, "padding": padding, "dilation": dilation, "filters": filters}
    for name, value in options.items():
        if integer(name, value, at_least=0 if name == "padding" else 1) > MOST[name]:
            raise ValueError(f"{name} must be at most {MOST[name]}, got {value}")
    _output(puzzles[0], stride, padding, dilation)  # says when the window does not fit
    guesses = {name: dict(UNGUESSED) for name in ("shape", "cell", "count")}
    start = {"puzzle": puzzles[0]["name"], **options, "place": [0, 0], "cells": {}, "all": False}
    return ConvolutionPuzzle(
        given={"title": "Convolution puzzle", "puzzles": puzzles, "start": start | guesses}
    )


def _output(puzzle: Puzzle, stride: int, padding: int, dilation: int) -> Array:
    image = np.array([puzzle["image"]], dtype=float)
    filters = np.array([puzzle["kernel"]], dtype=float)
    bias = np.array([puzzle["bias"]], dtype=float)
    y, _ = nn.conv2d_forward(
        image, filters, bias, stride=stride, padding=padding, dilation=dilation
    )
    return np.asarray(y[0, 0])
