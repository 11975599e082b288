"""Gradient clipping: a limit on how far one bad batch can throw the weights."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, isfinite
from typing import Any

import numpy as np

from course.nn.arguments import number
from course.nn.optimizers.optimizer import checked_parameters


def clip_gradient_norm(parameters: Iterable[Any], max_norm: float) -> float:
    r"""Shorten the gradient of all parameters together, keeping its direction.

        g <- g min(1, max_norm / |g|), with |g|^2 = sum over all parameters and entries of g_i^2

    The gradients are replaced, not written into, so an array that is shared is safe.

    Args:
        parameters: objects with `data` and `grad`; those without a gradient are passed over.
        max_norm: the longest gradient allowed, above 0.

    Returns:
        |g| before clipping. Where it is NaN or infinite there is no direction to keep; then the
        gradients stay as they are, and the returned norm tells.

    Raises:
        TypeError, ValueError: not parameters, or `max_norm` not above 0.

    Source: Pascanu, Mikolov and Bengio 2013.
    """
    limit = number("max_norm", max_norm, above=0)
    found = [p for p in checked_parameters(parameters) if p.grad is not None]
    norm = hypot(*(float(np.linalg.norm(np.ravel(p.grad))) for p in found))
    if isfinite(norm) and norm > limit:
        for parameter in found:
            parameter.grad = np.multiply(parameter.grad, limit / norm)
    return norm


def clip_gradient_value(parameters: Iterable[Any], max_value: float) -> None:
    r"""Limit every entry of the gradient on its own, which may change the direction.

        g_i <- max(-max_value, min(max_value, g_i))

    NaN stays NaN.

    Args:
        parameters: as in `clip_gradient_norm`.
        max_value: the largest size allowed, above 0.

    Raises:
        TypeError, ValueError: not parameters, or `max_value` not above 0.

    Source: Mikolov 2012, as Pascanu, Mikolov and Bengio 2013 tell it.
    """
    limit = number("max_value", max_value, above=0)
    for parameter in checked_parameters(parameters):
        if parameter.grad is not None:
            parameter.grad = np.clip(parameter.grad, -limit, limit)
