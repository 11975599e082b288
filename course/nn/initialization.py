r"""Where weights start: so that signals neither fade nor explode on their way through the layers.

Weights of a linear layer have the shape (fan_in, fan_out), for y = x W + b; filters of a
convolution (out_channels, in_channels / groups, height, width). All functions return a new array;
random ones take a `numpy.random.Generator`. Biases start at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot, prod, sqrt
from typing import Any

import numpy as np

from course.nn.arguments import (
    FLOAT_DTYPES,
    Array,
    choice,
    describe,
    float_dtype,
    integer,
    number,
    random_generator,
)

__all__ = [
    "constant",
    "delta_orthogonal",
    "fan_in_and_fan_out",
    "he",
    "lsuv",
    "normal",
    "orthogonal",
    "xavier",
    "zeros",
]

Shape = tuple[int, ...]
DISTRIBUTIONS = ("normal", "uniform")


def zeros(shape: Shape, *, dtype: Any = np.float64) -> Array:
    """Zeros: right for biases. As weights they keep all units of a layer equal for ever.

    w = 0

    Args:
        shape: sizes, each at or above 0.
        dtype: float32 or float64.

    Returns:
        New array of that shape and dtype.

    Raises:
        TypeError, ValueError: not a shape, another dtype.

    Source: going deep, "How do I start?".
    """
    return constant(shape, 0.0, dtype=dtype)


def constant(shape: Shape, value: float, *, dtype: Any = np.float64) -> Array:
    """Fill with one number, such as 1 for the biases of an LSTM's forget gate.

    w = value

    Args:
        value: any finite number.

    Other arguments, result and errors as in `zeros`.

    Source: Jozefowicz, Zaremba and Sutskever 2015 (forget gate); CPSC 532S, "Activation Function:
    Rectified Linear Unit (ReLU)" (biases of 0.01).
    """
    return np.full(_shape(shape), number("value", value), float_dtype("dtype", dtype))


def normal(
    shape: Shape, generator: np.random.Generator, *, std: float = 0.01, dtype: Any = np.float64
) -> Array:
    """Gaussian numbers around 0 with one standard deviation for all layers.

    w ~ Normal(0, std^2)

    0.01 makes the signals of deep tanh networks vanish, 1 saturates them; `xavier` and `he`
    choose by the size of the layer.

    Args:
        shape: sizes, each at or above 0.
        generator: where the randomness comes from.
        std: standard deviation, at or above 0.
        dtype: float32 or float64.

    Returns:
        New array of that shape and dtype.

    Raises:
        TypeError, ValueError: not a shape, no generator, another dtype, a negative `std`.

    Source: going deep, "Small random numbers", "Big random numbers".
    """
    deviation = number("std", std, at_least=0)
    draws = random_generator("generator", generator).standard_normal(_shape(shape))
    return (deviation * draws).astype(float_dtype("dtype", dtype))


def fan_in_and_fan_out(shape: Shape) -> tuple[int, int]:
    """Count how many inputs a unit adds up, and how many units an input reaches.

    fan_in = in_channels x height x width, fan_out = out_channels x height x width

    This is for filters; the shape of a matrix is (fan_in, fan_out) already.

    Args:
        shape: (fan_in, fan_out), or (out_channels, in_channels, height, width), or filters of
            fewer or more dimensions.

    Returns:
        fan_in and fan_out, two integers.

    Raises:
        TypeError, ValueError: a shape of less than 2 dimensions, or not a shape.

    Source: Glorot and Bengio 2010 (matrices); He et al. 2015 (filters).
    """
    sizes = _shape(shape)
    if len(sizes) < 2:
        raise ValueError(
            f"shape must be that of a matrix or of filters, got {sizes}; biases start with zeros"
        )
    if len(sizes) == 2:
        return sizes
    out_channels, in_channels, *field = sizes
    return in_channels * prod(field), out_channels * prod(field)


def xavier(
    shape: Shape,
    generator: np.random.Generator,
    *,
    distribution: str = "normal",
    gain: float = 1.0,
    dtype: Any = np.float64,
) -> Array:
    r"""Keep the size of signals in both directions, for units that are linear near 0, as tanh.

    var(w) = gain^2 2 / (fan_in + fan_out)

    A compromise: 1 / fan_in would keep the signals, 1 / fan_out the gradients.

    Args:
        shape: of a matrix or of filters.
        generator: where the randomness comes from.
        distribution: "normal", or "uniform" with the same variance, on ±sqrt(3 var).
        gain: factor on the standard deviation, at or above 0.
        dtype: float32 or float64.

    Returns:
        New array of that shape and dtype.

    Raises:
        TypeError, ValueError: a wrong shape, dtype or option; no generator.

    Source: Glorot and Bengio 2010; deep neural networks, "Initialization".
    """
    fan_in, fan_out = fan_in_and_fan_out(shape)
    std = number("gain", gain, at_least=0) * sqrt(2 / max(fan_in + fan_out, 1))
    return _draw(shape, generator, distribution, std, dtype)


def he(
    shape: Shape,
    generator: np.random.Generator,
    *,
    distribution: str = "normal",
    negative_slope: float = 0.0,
    dtype: Any = np.float64,
) -> Array:
    r"""Keep the size of signals through ReLU, which sets half of them to 0.

    var(w) = 2 / ((1 + negative_slope^2) fan_in)

    Args:
        negative_slope: slope below 0 of a leaky ReLU; 0 for ReLU.

    Other arguments, result and errors as in `xavier`.

    Source: He et al. 2015; deep neural networks, "Initialization".
    """
    fan_in, _ = fan_in_and_fan_out(shape)
    slope = number("negative_slope", negative_slope)
    std = sqrt(2 / max(fan_in, 1)) / hypot(1, slope)
    return _draw(shape, generator, distribution, std, dtype)


def orthogonal(
    shape: Shape, generator: np.random.Generator, *, gain: float = 1.0, dtype: Any = np.float64
) -> Array:
    r"""A random rotation or reflection: keeps the length of every signal, not only the mean.

    That holds where the layer does not narrow; otherwise it keeps the lengths of the gradients.

    W^T W = gain^2 I    for at least as many rows as columns
    W W^T = gain^2 I    otherwise

    Filters count as the matrix (out, in x height x width). The matrix is the Q of a Gaussian
    matrix's QR decomposition; making the diagonal of R positive makes all rotations equally
    likely. Arguments, result and errors as in `xavier`.

    Source: Saxe, McClelland and Ganguli 2014.
    """
    sizes = _shape(shape)
    fan_in_and_fan_out(sizes)
    factor = number("gain", gain, at_least=0)
    rows, columns = sizes[0], prod(sizes[1:])
    tall = (max(rows, columns), min(rows, columns))
    q, r = np.linalg.qr(random_generator("generator", generator).standard_normal(tall))
    q *= np.where(np.diagonal(r) < 0, -1.0, 1.0)
    matrix = q if rows >= columns else q.T
    return (factor * matrix).reshape(sizes).astype(float_dtype("dtype", dtype))


def delta_orthogonal(
    shape: Shape, generator: np.random.Generator, *, gain: float = 1.0, dtype: Any = np.float64
) -> Array:
    r"""Filters that rotate the channels and leave the picture where it is.

    W[:, :, height // 2, width // 2] = gain Q, with Q^T Q = I

    All other taps are 0; Q is a random matrix (out, in) as in `orthogonal`. Stacked without
    normalization, such layers have been trained 10,000 deep.

    Args:
        shape: (out_channels, in_channels, height, width), out at least in, odd height and width.
        gain: factor on the matrix, at or above 0.

    Other arguments, result and errors as in `xavier`.

    Source: Xiao et al. 2018, "Dynamical Isometry and a Mean Field Theory of CNNs".
    """
    sizes = _shape(shape)
    if len(sizes) != 4:
        raise ValueError(f"shape must be (out, in, height, width), got {sizes}")
    out_channels, in_channels, height, width = sizes
    if out_channels < in_channels:
        raise ValueError(
            f"shape must have at least as many out as in channels, got {sizes}: "
            "fewer cannot keep the length of every signal"
        )
    if height % 2 == 0 or width % 2 == 0:
        raise ValueError(f"shape must have an odd height and width to have a centre, got {sizes}")
    filters = zeros(sizes, dtype=dtype)
    matrix = orthogonal((out_channels, in_channels), generator, gain=gain, dtype=dtype)
    filters[:, :, height // 2, width // 2] = matrix
    return filters


def lsuv(
    weights: Sequence[Array],
    layer_output: Callable[[int], object],
    *,
    tolerance: float = 0.02,
    iterations: int = 10,
) -> list[float]:
    r"""Scale weights until each layer's output on real data has a standard deviation of 1.

        w <- w / std(output) for each layer, first to last, until |std - 1| <= tolerance

    Data-driven: whatever the activations and the data are, measured instead of assumed. Start
    from `orthogonal` weights.

    Args:
        weights: one float array a layer, in the order of the layers; scaled in place.
        layer_output: called with a layer's index, returns that layer's output (before or after
            the activation, as you like) for one batch and the weights as they are now.
        tolerance: how far from 1 the standard deviation may stay, above 0.
        iterations: tries for a layer, at least 1.

    Returns:
        The standard deviation reached in each layer, a list of floats.

    Raises:
        TypeError, ValueError: not float arrays; an option outside its range; a layer whose
            output is constant or not finite, or that does not reach 1.

    Source: Mishkin and Matas 2016, "All you need is a good init".
    """
    allowed = number("tolerance", tolerance, above=0)
    tries = integer("iterations", iterations, at_least=1)
    return [_unit_variance(w, i, layer_output, allowed, tries) for i, w in enumerate(weights)]


def _unit_variance(
    weights: Array, index: int, layer_output: Callable[[int], object], allowed: float, tries: int
) -> float:
    if not isinstance(weights, np.ndarray) or weights.dtype not in FLOAT_DTYPES:
        raise TypeError(f"weights[{index}] must be an array of floats, got {describe(weights)}")
    for _ in range(tries):
        std = float(np.std(np.asarray(layer_output(index))))
        if not 0 < std < np.inf:
            raise ValueError(
                f"layer_output({index}) must vary and be finite, got a standard deviation of {std}"
            )
        if abs(std - 1) <= allowed:
            return std
        weights /= weights.dtype.type(std)
    std = float(np.std(np.asarray(layer_output(index))))
    if abs(std - 1) > allowed:
        raise ValueError(
            f"iterations={tries} did not bring layer_output({index}) to a standard deviation of "
            f"1 ± {allowed:g}, got {std:g}; does it use weights[{index}]?"
        )
    return std


def _draw(
    shape: Shape, generator: np.random.Generator, distribution: str, std: float, dtype: Any
) -> Array:
    if choice("distribution", distribution, DISTRIBUTIONS) == "normal":
        return normal(shape, generator, std=std, dtype=dtype)
    bound = sqrt(3) * std  # a uniform distribution on ±bound has the variance bound^2 / 3
    draws = random_generator("generator", generator).uniform(-bound, bound, _shape(shape))
    return draws.astype(float_dtype("dtype", dtype))


def _shape(shape: object) -> Any:
    if not isinstance(shape, tuple | list):
        raise TypeError(f"shape must be a tuple of integers, got {describe(shape)}")
    return tuple(integer(f"shape[{i}]", size, at_least=0) for i, size in enumerate(shape))
