"""Layers without windows or time: linear, maxout, dropout, norms, embedding, activations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course.nn import activations
from course.nn.arguments import float_dtype, integer, number, random_generator
from course.nn.layers.dropout import dropout
from course.nn.layers.embedding import embedding
from course.nn.layers.linear import linear
from course.nn.layers.module import Module, parameter, random_weights, size
from course.nn.layers.normalization import batch_norm, layer_norm


class Linear(Module):
    """y = x W + b, as in `linear`.

    Args:
        fan_in, fan_out: features in and out.
        generator: draws W with variance 2 / fan_in; b starts at 0.
        bias: False leaves b out.
        dtype: float32 or float64.
    """

    def __init__(
        self,
        fan_in: int,
        fan_out: int,
        *,
        generator: np.random.Generator,
        bias: bool = True,
        dtype: Any = np.float64,
    ) -> None:
        shape = size("fan_in", fan_in), size("fan_out", fan_out)
        self.weights = parameter(random_weights(generator, shape, shape[0], dtype), "weights")
        self.bias = (
            parameter(np.zeros(shape[1], float_dtype("dtype", dtype)), "bias") if bias else None
        )

    def forward(self, x: Any) -> Any:
        return linear(x, self.weights, self.bias)


class Maxout(Module):
    """A linear layer with `pieces` outputs a unit, of which the largest counts; see `maxout`.

    Arguments as in `Linear`, and pieces: k, at least 1.
    """

    def __init__(
        self,
        fan_in: int,
        fan_out: int,
        *,
        pieces: int = 2,
        generator: np.random.Generator,
        dtype: Any = np.float64,
    ) -> None:
        self.pieces = integer("pieces", pieces, at_least=1)
        self.linear = Linear(
            fan_in, size("fan_out", fan_out) * self.pieces, generator=generator, dtype=dtype
        )

    def forward(self, x: Any) -> Any:
        return activations.maxout(self.linear(x), self.pieces)


class Activation(Module):
    """An activation function as a layer: `Activation(relu)`, `Activation(elu, alpha=0.5)`."""

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        if not callable(function):
            raise TypeError(f"function must be a function such as relu, got {function!r}")
        self.function = function
        self.options = options

    def forward(self, x: Any) -> Any:
        return self.function(x, **self.options)


class PReLU(Module):
    """`prelu` with a learned slope: one for the layer, or one a feature (dimension 1).

    Args:
        features: 1, or the length of dimension 1.
        slope: where it starts.
    """

    def __init__(self, features: int = 1, *, slope: float = 0.25, dtype: Any = np.float64) -> None:
        start = np.full(
            size("features", features), number("slope", slope), float_dtype("dtype", dtype)
        )
        self.slope = parameter(start, "slope")

    def forward(self, x: Any) -> Any:
        extra = (1,) * (x.ndim - 2) if self.slope.size > 1 else ()
        return activations.prelu(x, self.slope.reshape((-1, *extra)))


class Swish(Module):
    """`swish` with a learned beta, which starts at `beta`."""

    def __init__(self, *, beta: float = 1.0, dtype: Any = np.float64) -> None:
        self.beta = parameter(np.full(1, number("beta", beta), float_dtype("dtype", dtype)), "beta")

    def forward(self, x: Any) -> Any:
        return activations.swish(x, self.beta)


class SShapedReLU(Module):
    """`s_shaped_relu` with its four parameters learned, one set a feature (the last dimension).

    It starts at thresholds ±1 and slopes 0.5: bent inwards on both sides.
    """

    def __init__(self, features: int, *, dtype: Any = np.float64) -> None:
        n = size("features", features)
        self.right_threshold = parameter(
            np.full(n, 1, float_dtype("dtype", dtype)), "right_threshold"
        )
        self.right_slope = parameter(np.full(n, 0.5, float_dtype("dtype", dtype)), "right_slope")
        self.left_threshold = parameter(
            np.full(n, -1, float_dtype("dtype", dtype)), "left_threshold"
        )
        self.left_slope = parameter(np.full(n, 0.5, float_dtype("dtype", dtype)), "left_slope")

    def forward(self, x: Any) -> Any:
        return activations.s_shaped_relu(
            x, self.right_threshold, self.right_slope, self.left_threshold, self.left_slope
        )


class BatchNorm(Module):
    """Batch normalisation of (N, C) or (N, C, H, W) by channel, as in `batch_norm`.

    Args:
        features: C.
        momentum, epsilon: as in `batch_norm_forward`.
    """

    ndim: int | None = None

    def __init__(
        self,
        features: int,
        *,
        momentum: float = 0.1,
        epsilon: float = 1e-5,
        dtype: Any = np.float64,
    ) -> None:
        n = size("features", features)
        self.momentum = number("momentum", momentum, at_least=0, at_most=1)
        self.epsilon = number("epsilon", epsilon, above=0)
        self.gamma = parameter(np.ones(n, float_dtype("dtype", dtype)), "gamma")
        self.beta = parameter(np.zeros(n, float_dtype("dtype", dtype)), "beta")
        self.running_mean = np.zeros(n, float_dtype("dtype", dtype))
        self.running_variance = np.ones(n, float_dtype("dtype", dtype))

    def forward(self, x: Any) -> Any:
        if self.ndim is not None and x.ndim != self.ndim:
            raise ValueError(f"x must have {self.ndim} dimensions, got shape {x.shape}")
        return batch_norm(
            x,
            self.gamma,
            self.beta,
            running_mean=self.running_mean,
            running_variance=self.running_variance,
            training=self.training,
            momentum=self.momentum,
            epsilon=self.epsilon,
        )


class BatchNorm1d(BatchNorm):
    """`BatchNorm` of features (N, C)."""

    ndim = 2


class BatchNorm2d(BatchNorm):
    """`BatchNorm` of images (N, C, H, W), by channel."""

    ndim = 4


class LayerNorm(Module):
    """Layer normalisation over the last dimensions, as in `layer_norm`.

    Args:
        shape: the length of the last dimension, or the lengths of the last ones.
        epsilon: as in `layer_norm_forward`.
    """

    def __init__(
        self, shape: int | tuple[int, ...], *, epsilon: float = 1e-5, dtype: Any = np.float64
    ) -> None:
        lengths = shape if isinstance(shape, tuple) else (shape,)
        lengths = tuple(size("shape", length) for length in lengths)
        self.epsilon = number("epsilon", epsilon, above=0)
        self.gamma = parameter(np.ones(lengths, float_dtype("dtype", dtype)), "gamma")
        self.beta = parameter(np.zeros(lengths, float_dtype("dtype", dtype)), "beta")

    def forward(self, x: Any) -> Any:
        return layer_norm(x, self.gamma, self.beta, epsilon=self.epsilon)


class Dropout(Module):
    """Dropout in training, nothing in evaluation; as in `dropout`.

    Args:
        rate: probability of dropping, at least 0 and below 1.
        generator: source of the masks.
        inverted: True scales in training; False scales in evaluation, as first published.
    """

    def __init__(
        self, rate: float = 0.5, *, generator: np.random.Generator, inverted: bool = True
    ) -> None:
        self.rate = number("rate", rate, at_least=0, below=1)
        self.generator = random_generator("generator", generator)
        self.inverted = inverted

    def forward(self, x: Any) -> Any:
        return dropout(
            x,
            rate=self.rate,
            generator=self.generator,
            training=self.training,
            inverted=self.inverted,
        )


class Embedding(Module):
    """A table of learned vectors, looked up by integers; as in `embedding`.

    Args:
        words, dimensions: shape of the table.
        generator: draws it from the unit Gaussian.
    """

    def __init__(
        self,
        words: int,
        dimensions: int,
        *,
        generator: np.random.Generator,
        dtype: Any = np.float64,
    ) -> None:
        shape = size("words", words), size("dimensions", dimensions)
        self.weights = parameter(random_weights(generator, shape, 1, dtype, gain=1), "weights")

    def forward(self, indices: Any) -> Any:
        return embedding(self.weights, indices)


class Flatten(Module):
    """Make each sample one row: (N, ...) to (N, product of the rest)."""

    def forward(self, x: Any) -> Any:
        if x.ndim == 0:
            raise ValueError("x must have a batch dimension, got a single number")
        return x.reshape((x.shape[0], int(np.prod(x.shape[1:]))))
