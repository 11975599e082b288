"""The unit Gaussian's density and distribution function, which NumPy does not have."""

from __future__ import annotations

import math

import numpy as np

from course.nn.arguments import Array, float_array
from course.nn.autograd.differentiable import differentiable

_STEP = 0.5
_NODES = (np.arange(13) + 0.5) * _STEP


@differentiable(lambda g, y, x: g * (-x * y))
def normal_density(x: object) -> Array:
    r"""Density of the unit Gaussian.

    phi(x) = exp(-x^2 / 2) / sqrt(2 pi)

    Its derivative is -x phi(x).

    Args:
        x: array or `Tensor` of any shape, float32 or float64. NaN stays NaN.

    Returns:
        The same kind, shape and dtype.

    Raises:
        TypeError, ValueError: `x` does not hold floats.

    Source: standard definition.
    """
    z = float_array("x", x)
    return np.exp(-z * z / 2) * z.dtype.type(1 / math.sqrt(2 * math.pi))


@differentiable(lambda g, y, x: g * normal_density(x))
def normal_cdf(x: object) -> Array:
    r"""Distribution function of the unit Gaussian, and the integral of `normal_density`.

    Phi(x) = (1 + erf(x / sqrt 2)) / 2

    For u = |x| / sqrt 2 the upper tail is an integral of a smooth bell:

        erfc(u) = (2 u / pi) e^{-u^2} int_0^inf e^{-t^2} / (t^2 + u^2) dt

    So the midpoint rule with step h = 1/2 converges faster than any power of h; its one error of
    note, from the poles at t = +-iu, is known: 2 / (e^{2 pi u / h} + 1) is added. Thirteen terms
    give float64 to about 1e-15. Arguments, results and errors as in `normal_density`.

    Source: Matta and Reichel 1971, uniform computation of the error function.
    """
    z = float_array("x", x)
    u = np.abs(z) * z.dtype.type(math.sqrt(0.5))
    u2 = u * u
    total = np.zeros_like(u)
    for node in _NODES:
        total += z.dtype.type(math.exp(-node * node)) / (u2 + z.dtype.type(node * node))
    fade = np.exp(u * z.dtype.type(-2 * math.pi / _STEP))
    tail = u * np.exp(-u2) * total * z.dtype.type(_STEP / math.pi) + fade / (1 + fade)
    return np.where(z > 0, 1 - tail, tail)
