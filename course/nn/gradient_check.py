"""Is a gradient right? Compare it with finite differences of the function itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course.nn.arguments import Array, describe, float_array, integer, number, random_generator

ScalarFunction = Callable[[Array], object]


def numerical_gradient(function: ScalarFunction, x: object, *, step: float = 1e-5) -> Array:
    r"""Element-by-element gradient of a scalar function by central differences.

    df/dx_i ~ (f(x + h e_i) - f(x - h e_i)) / 2h, with error O(h^2)

    Exact enough to check with and far too slow to train with: two calls an element.

    Args:
        function: takes an array like `x`, returns a number.
        x: float64 array of any shape (float32 is too coarse for a difference of 1e-5).
        step: h, above 0. 1e-5 balances truncation (h^2) against rounding (1e-16 / h).

    Returns:
        Array of the shape of `x`, float64.

    Raises:
        TypeError, ValueError: `x` is not float64, or the function did not return one number.

    Source: CPSC 532S, "Numerical differentiation"; CS231n, gradient checks.
    """
    point, h = _point(function, x), number("step", step, above=0)
    gradient = np.zeros_like(point)
    for index in np.ndindex(point.shape):
        forward, backward = point.copy(), point.copy()
        forward[index] += h
        backward[index] -= h
        gradient[index] = (_scalar(function, forward) - _scalar(function, backward)) / (2 * h)
    return gradient


def directional_error(
    function: ScalarFunction,
    x: object,
    gradient: object,
    *,
    generator: np.random.Generator,
    directions: int = 5,
    step: float = 1e-5,
) -> float:
    r"""Largest relative error of `gradient` along random directions.

    numeric = (f(x + h u) - f(x - h u)) / 2h, claimed = sum_i gradient_i u_i
    error = |numeric - claimed| / max(1, |numeric|, |claimed|)

    A random direction u, of length 1, sees every element at once, so a few of them check a
    million-element gradient with a few calls.

    Args:
        function, x, step: as in `numerical_gradient`.
        gradient: the claimed gradient, shape of `x`.
        generator: source of the directions; the same seed gives the same check.
        directions: how many to try, at least 1.

    Returns:
        The largest error, a float. Below 1e-7 for a right gradient of a smooth function in
        float64; infinity where the gradient or a difference is NaN or infinite.

    Raises:
        TypeError, ValueError: as in `numerical_gradient`, or `gradient` has another shape than
            `x`.

    Source: CPSC 532S, "Numerical differentiation", along a direction instead of an axis.
    """
    point, h = _point(function, x), number("step", step, above=0)
    count = integer("directions", directions, at_least=1)
    random_generator("generator", generator)
    claimed = float_array("gradient", gradient)
    if claimed.shape != point.shape:
        raise ValueError(f"gradient must have the shape of x, {point.shape}, got {claimed.shape}")
    if not np.isfinite(claimed).all():
        return float("inf")
    worst = 0.0
    for _ in range(count):
        direction = generator.standard_normal(point.shape)
        direction /= max(np.linalg.norm(direction), np.finfo(float).tiny)
        rise = _scalar(function, point + h * direction) - _scalar(function, point - h * direction)
        numeric, analytic = rise / (2 * h), float((claimed * direction).sum())
        error = abs(numeric - analytic) / max(1.0, abs(numeric), abs(analytic))
        worst = max(worst, error if np.isfinite(error) else np.inf)
    return worst


def _point(function: object, x: object) -> Array:
    if not callable(function):
        raise TypeError(f"function must be callable with x, got {describe(function)}")
    point = float_array("x", x)
    if point.dtype != np.float64:
        raise TypeError(
            f"x must be float64 for finite differences, got {point.dtype}; "
            "convert it with x.astype(float)"
        )
    return point


def _scalar(function: ScalarFunction, x: Array) -> float:
    value = np.asarray(function(x))
    if value.dtype.kind not in "iuf":
        raise TypeError(f"function must return a real number, got {describe(value)}")
    if value.size != 1:
        raise ValueError(f"function must return one number, got an array of shape {value.shape}")
    return float(value.reshape(()))
