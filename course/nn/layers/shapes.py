"""Calculators: what shape comes out, and how far a unit sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.nn.arguments import describe, integer
from course.nn.autograd.tensor import no_grad
from course.nn.layers.image import AveragePool2d, Conv2d, MaxPool2d
from course.nn.layers.module import Module, Sequential
from course.nn.layers.windows import output_length


def conv_output_shape(
    height: int, width: int, kernel: int, *, stride: int = 1, padding: int = 0, dilation: int = 1
) -> tuple[int, int]:
    """Return (H', W') of a convolution or pooling of an image; see `output_length`."""
    for name, length in (("height", height), ("width", width)):
        integer(name, length, at_least=0)
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    return output_length(height, kernel, **options), output_length(width, kernel, **options)


@dataclass(frozen=True)
class LayerShape:
    """One line of `layer_shapes`: the layer's name, its output's shape, its parameters."""

    name: str
    shape: tuple[int, ...]
    parameters: int


def layer_shapes(network: Sequential, input_shape: tuple[int, ...]) -> list[LayerShape]:
    """Send one batch of zeros through a network and note each layer's output and parameters.

    Args:
        network: a `Sequential`; it is left in the mode it was in.
        input_shape: with the batch, such as (1, 3, 32, 32).

    Raises:
        TypeError, ValueError: not a `Sequential`; or a layer's own complaint about the shape.
    """
    if not isinstance(network, Sequential):
        raise TypeError(f"network must be a Sequential, got {type(network).__name__}")
    modes = [(module, module.training) for module in network.modules()]
    parameters = network.parameters()
    dtype = parameters[0].dtype if parameters else np.dtype(np.float64)
    x: Any = np.zeros(input_shape, dtype)
    lines = []
    network.eval()
    try:
        with no_grad():
            for part in network.parts:
                x = part(x)
                count = part.parameter_count() if isinstance(part, Module) else 0
                name = getattr(part, "__name__", type(part).__name__)
                lines.append(LayerShape(name, tuple(x.shape), count))
    finally:
        for module, training in modes:
            module.training = training
    return lines


@dataclass(frozen=True)
class ReceptiveField:
    """How many input pixels a unit sees along one dimension, and how far neighbours are apart."""

    size: int
    stride: int


def receptive_field(layers: Iterable[Any]) -> ReceptiveField:
    r"""How much of the image one unit of the last layer sees.

    Going up, a window of k entries (dilation d) over units j pixels apart adds d (k - 1) j pixels,
    and a stride of s makes the next units s times as far apart:

        size <- size + d (k - 1) j;   j <- j s;   from size = j = 1

    Args:
        layers: `Conv2d` and pooling layers in order, or (kernel, stride) or (kernel, stride,
            dilation) triples of integers; others, such as activations, are passed over. Windows
            must be square.

    Returns:
        The size and the stride, in pixels of the input.

    Raises:
        TypeError, ValueError: numbers out of range, or a window that is not square.

    Source: deep neural networks, "Receptive field".
    """
    size, stride = 1, 1
    if isinstance(layers, str | np.ndarray) or not isinstance(layers, Iterable):
        raise TypeError(f"layers must be a list of layers or tuples, got {describe(layers)}")
    for layer in layers:
        for kernel, step, dilation in _window(layer):
            size += dilation * (kernel - 1) * stride
            stride *= step
    return ReceptiveField(size, stride)


def _window(layer: Any) -> list[tuple[int, int, int]]:
    if isinstance(layer, Conv2d | MaxPool2d | AveragePool2d):
        dilations = layer.dilation if isinstance(layer, Conv2d) else (1, 1)
        pairs = layer.kernel, layer.stride, dilations
        if any(height != width for height, width in pairs):
            raise ValueError(f"windows must be square, got kernel {layer.kernel}")
        return [(layer.kernel[0], layer.stride[0], dilations[0])]
    if isinstance(layer, tuple):
        if len(layer) not in (2, 3):
            raise ValueError(f"a layer must be (kernel, stride[, dilation]), got {layer}")
        names = ("kernel", "stride", "dilation")
        kernel, step, dilation = (
            integer(name, value, at_least=1)
            for name, value in zip(names, (*layer, 1)[:3], strict=True)
        )
        return [(kernel, step, dilation)]
    return []
