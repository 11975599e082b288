"""Layers for images (N, C, H, W): convolution and pooling."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import integer
from course.nn.layers.conv2d import conv2d
from course.nn.layers.module import Module, parameter, random_weights, size
from course.nn.layers.pooling import (
    average_pool2d,
    global_average_pool2d,
    global_max_pool2d,
    max_pool2d,
)
from course.nn.layers.windows import Pair, pair


class Conv2d(Module):
    """Convolution with learned filters, as in `conv2d`.

    Args:
        in_channels, out_channels: channels of the images, and number of filters.
        kernel: size of a filter; one integer, or (height, width).
        generator: draws the filters with variance 2 / fan_in; the bias starts at 0.
        stride, padding, dilation, groups: as in `conv2d_forward`.
        bias: False leaves it out.
        dtype: float32 or float64.
    """

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        kernel: int | Pair,
        *,
        generator: np.random.Generator,
        stride: int | Pair = 1,
        padding: int | Pair = 0,
        dilation: int | Pair = 1,
        groups: int = 1,
        bias: bool = True,
        dtype: Any = np.float64,
    ) -> None:
        channels, filters = size("in_channels", in_channels), size("out_channels", out_channels)
        self.kernel = pair("kernel", kernel, at_least=1)
        self.stride = pair("stride", stride, at_least=1)
        self.padding = pair("padding", padding, at_least=0)
        self.dilation = pair("dilation", dilation, at_least=1)
        self.groups = integer("groups", groups, at_least=1)
        if channels % self.groups or filters % self.groups:
            raise ValueError(
                f"groups must divide in_channels and out_channels, got {groups} for "
                f"{channels} and {filters}"
            )
        shape = (filters, channels // self.groups, *self.kernel)
        fan_in = int(np.prod(shape[1:]))
        self.filters = parameter(random_weights(generator, shape, fan_in, dtype), "filters")
        self.bias = parameter(np.zeros(filters, dtype), "bias") if bias else None

    def forward(self, x: Any) -> Any:
        return conv2d(
            x,
            self.filters,
            self.bias,
            stride=self.stride,
            padding=self.padding,
            dilation=self.dilation,
            groups=self.groups,
        )


class _Pool2d(Module):
    def __init__(
        self, kernel: int | Pair, *, stride: int | Pair | None = None, padding: int | Pair = 0
    ) -> None:
        self.kernel = pair("kernel", kernel, at_least=1)
        self.stride = self.kernel if stride is None else pair("stride", stride, at_least=1)
        self.padding = pair("padding", padding, at_least=0)


class MaxPool2d(_Pool2d):
    """Largest value of each window, as in `max_pool2d`; arguments likewise."""

    def forward(self, x: Any) -> Any:
        return max_pool2d(x, self.kernel, stride=self.stride, padding=self.padding)


class AveragePool2d(_Pool2d):
    """Mean of each window, as in `average_pool2d`; arguments likewise."""

    def forward(self, x: Any) -> Any:
        return average_pool2d(x, self.kernel, stride=self.stride, padding=self.padding)


class GlobalAveragePool2d(Module):
    """Mean of each channel: (N, C, H, W) to (N, C), as in `global_average_pool2d`."""

    def forward(self, x: Any) -> Any:
        return global_average_pool2d(x)


class GlobalMaxPool2d(Module):
    """Largest value of each channel: (N, C, H, W) to (N, C), as in `global_max_pool2d`."""

    def forward(self, x: Any) -> Any:
        return global_max_pool2d(x)
