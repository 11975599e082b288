"""Activations of the form x times a gate between 0 and 1: smooth, and not monotonic."""

from __future__ import annotations

import numpy as np

from course.nn.activations.normal_distribution import normal_cdf, normal_density
from course.nn.activations.rectifiers import parameter
from course.nn.activations.squashing import sigmoid, softplus
from course.nn.arguments import Array, float_array
from course.nn.autograd.differentiable import derivatives, differentiable

QUICK_GELU_BETA = 1.702


@differentiable(lambda g, y, x: g * (sigmoid(x) * (1 + x - y)))
def silu(x: object) -> Array:
    r"""Sigmoid linear unit: x gated by its own sigmoid; Swish with beta = 1.

    silu(x) = x sigmoid(x), with the derivative s (1 + x - silu(x)), s = sigmoid(x)

    Its lowest value is -0.278, at x = -1.278. Arguments and errors as in `sigmoid`.
    Source: deep neural networks, "Non-linearity"; Elfwing et al. 2018.
    """
    z = float_array("x", x)
    return z * sigmoid(z)


def silu_derivative(x: object) -> Array:
    """Derivative of `silu`. Shape of `x`."""
    return derivatives(silu, float_array("x", x))[0]


@differentiable(
    lambda g, y, x, b: g * (sigmoid(b * x) * (1 + b * (x - y))),
    lambda g, y, x, b: g * (y * (x - y)),
)
def swish(x: object, beta: object = 1.0) -> Array:
    r"""x gated by a sigmoid whose steepness beta is learned.

    swish(x; b) = x sigmoid(b x); by x: s (1 + b (x - y)); by b: y (x - y)

    b = 0 gives x / 2, b = 1 SiLU, and a large b ReLU.

    Args:
        x: array or `Tensor` of any shape.
        beta: a number, an array or a `Tensor` that broadcasts to `x`.

    Returns:
        The same kind, shape and dtype as `x`.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not broadcast.

    Source: deep neural networks, "Notes on non-linearity"; Ramachandran et al. 2017.
    """
    z = float_array("x", x)
    return z * sigmoid(parameter("beta", beta, z) * z)


def swish_derivative(x: object, beta: object = 1.0) -> tuple[Array, Array]:
    """Derivatives of `swish` by x and by beta."""
    by_x, by_beta = derivatives(swish, float_array("x", x), beta)
    return by_x, by_beta


@differentiable(lambda g, y, x: g * _mish_slope(x))
def mish(x: object) -> Array:
    r"""x gated by the tanh of its softplus.

    mish(x) = x tanh(softplus(x)); derivative t + x (1 - t^2) sigmoid(x), t = tanh(softplus(x))

    Arguments and errors as in `sigmoid`. Source: deep neural networks, "Non-linearity"; Misra
    2019.
    """
    z = float_array("x", x)
    return z * np.tanh(softplus(z))


def mish_derivative(x: object) -> Array:
    """Derivative of `mish`. Shape of `x`."""
    return derivatives(mish, float_array("x", x))[0]


def _mish_slope(x):  # type: ignore[no-untyped-def]  # an array or a tensor
    t = np.tanh(softplus(x))
    return t + x * (1 - t * t) * sigmoid(x)


@differentiable(lambda g, y, x: g * (normal_cdf(x) + x * normal_density(x)))
def gelu(x: object) -> Array:
    r"""Gaussian error linear unit: x times the share of a unit Gaussian below x.

    gelu(x) = x Phi(x), Phi(x) = (1 + erf(x / sqrt 2)) / 2; derivative Phi(x) + x phi(x)

    Arguments and errors as in `sigmoid`. Source: deep neural networks, "Notes on non-linearity";
    Hendrycks and Gimpel 2016.
    """
    z = float_array("x", x)
    return z * normal_cdf(z)


def gelu_derivative(x: object) -> Array:
    """Derivative of `gelu`: Phi(x) + x phi(x). Shape of `x`."""
    return derivatives(gelu, float_array("x", x))[0]


def quick_gelu(x: object) -> Array:
    r"""GELU by a sigmoid: x sigmoid(1.702 x), that is `swish` with beta = 1.702.

    Never more than 0.0204 away from `gelu`. Arguments and errors as in `sigmoid`.
    Source: deep neural networks, "Notes on non-linearity"; Hendrycks and Gimpel 2016.
    """
    return swish(x, QUICK_GELU_BETA)


def quick_gelu_derivative(x: object) -> Array:
    """Derivative of `quick_gelu`. Shape of `x`."""
    return swish_derivative(x, QUICK_GELU_BETA)[0]
