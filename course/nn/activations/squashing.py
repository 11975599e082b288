"""Activations that squash the real line into an interval, and their unbounded integral."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array
from course.nn.autograd.differentiable import derivatives, differentiable
from course.nn.losses.binary_cross_entropy import sigmoid as _sigmoid


@differentiable(lambda g, y, x: g * y * (1 - y))
def sigmoid(x: object) -> Array:
    r"""Logistic function: from any real number to (0, 1).

    sigmoid(x) = 1 / (1 + exp(-x)) = (1 + tanh(x / 2)) / 2

    It saturates: beyond |x| = 10 its derivative is below 5e-5, and a gradient that passes
    through dies. Its outputs are all positive, so the gradients of the next layer's weights share
    one sign and the weights zig-zag.

    Args:
        x: array or `Tensor` of any shape, float32 or float64. NaN stays NaN.

    Returns:
        The same kind, shape and dtype.

    Raises:
        TypeError, ValueError: `x` does not hold floats.

    Source: CPSC 532S, "Activation Function: Sigmoid"; going deep, "Activation functions".
    """
    return _sigmoid(x)


def sigmoid_derivative(x: object) -> Array:
    """Derivative of `sigmoid`: sigmoid(x) (1 - sigmoid(x)), at most 1/4. Shape of `x`."""
    return derivatives(sigmoid, float_array("x", x))[0]


@differentiable(lambda g, y, x: g * (1 - y * y))
def tanh(x: object) -> Array:
    r"""Hyperbolic tangent: from any real number to (-1, 1), zero-centred.

    tanh(x) = (e^x - e^-x) / (e^x + e^-x) = 2 sigmoid(2x) - 1

    Arguments and errors as in `sigmoid`. Source: CPSC 532S, "Activation Function: Tanh".
    """
    return np.tanh(float_array("x", x))


def tanh_derivative(x: object) -> Array:
    """Derivative of `tanh`: 1 - tanh(x)^2, at most 1. Shape of `x`."""
    return derivatives(tanh, float_array("x", x))[0]


@differentiable(lambda g, y, x: g * sigmoid(x))
def softplus(x: object) -> Array:
    r"""A smooth ReLU, and the integral of the sigmoid.

    softplus(x) = log(1 + e^x) = max(x, 0) + log(1 + e^-|x|)

    The second form cannot overflow. Arguments and errors as in `sigmoid`. Source: Dugas et al.
    2001; CS109B, "Hidden Units".
    """
    z = float_array("x", x)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def softplus_derivative(x: object) -> Array:
    """Derivative of `softplus`: sigmoid(x). Shape of `x`."""
    return derivatives(softplus, float_array("x", x))[0]
