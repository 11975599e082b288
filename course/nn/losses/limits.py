"""Limits that floating-point arithmetic does not know."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array


def log(x: Array) -> Array:
    """Natural logarithm of numbers at or above 0, with log 0 = -inf and no warning."""
    with np.errstate(divide="ignore"):
        return np.log(x)


def surprise(weights: Array, logs: Array) -> Array:
    """Return -weights * logs with 0 * log 0 = 0, the limit of x log x at 0.

    Only that case is special: what has no weight and no probability costs nothing. A weight
    above 0 on log 0 costs infinity, and NaN stays NaN.
    """
    ordinary = (weights != 0) | ~np.isneginf(logs)
    return 0 - np.multiply(weights, logs, out=np.zeros_like(logs), where=ordinary)  # 0, never -0
