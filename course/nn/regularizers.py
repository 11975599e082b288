r"""Regularizers: a price on large weights, added to the loss.

full loss = data loss + strength R(W)

Biases are usually left out. Each value has its `_gradient` twin; NaN in gives NaN out.
"""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, number

__all__ = ["elastic", "elastic_gradient", "l1", "l1_gradient", "l2", "l2_gradient"]


def l1(weights: object, *, strength: float = 1.0) -> np.floating:
    r"""Sum of absolute weights: pulls each with the same force, so small ones become exactly 0.

    R = strength sum |w|

    Args:
        weights: float32 or float64, any shape.
        strength: at or above 0.

    Returns:
        A scalar of the dtype of `weights`; 0 for no weights.

    Raises:
        TypeError, ValueError: a wrong dtype or strength.

    Source: going deep, "Weight Regularization & SVM Loss"; CPSC 532S, "L1 Regularization".
    """
    w, factor = _checked(weights, strength)
    return np.abs(w).sum(dtype=w.dtype) * w.dtype.type(factor)


def l1_gradient(weights: object, *, strength: float = 1.0) -> Array:
    r"""A subgradient of `l1` with respect to the weights.

    dR/dw = strength sign(w), with sign(0) = 0

    Arguments and errors as in `l1`; returns the shape and dtype of `weights`.
    """
    w, factor = _checked(weights, strength)
    return np.sign(w) * w.dtype.type(factor)


def l2(weights: object, *, strength: float = 1.0) -> np.floating:
    r"""Sum of squared weights: prefers many small weights to a few large ones.

    R = strength sum w^2

    Decks differ by a factor: with strength = lambda / 2 the gradient is lambda w, which is the
    weight decay of `SGD`; with lambda / (2 m), m samples, it is the form of CS344. Arguments,
    result and errors as in `l1`.

    Source: going deep, "Weight Regularization & SVM Loss"; deep neural networks, "Famous types of
    regularization".
    """
    w, factor = _checked(weights, strength)
    return np.square(w).sum(dtype=w.dtype) * w.dtype.type(factor)


def l2_gradient(weights: object, *, strength: float = 1.0) -> Array:
    r"""Gradient of `l2` with respect to the weights.

    dR/dw = 2 strength w

    Arguments and errors as in `l2`; returns the shape and dtype of `weights`.
    """
    w, factor = _checked(weights, strength)
    return w * w.dtype.type(2 * factor)


def elastic(weights: object, *, l1_strength: float = 1.0, l2_strength: float = 1.0) -> np.floating:
    r"""Elastic net: both prices at once, sparse but steady among correlated inputs.

    R = l1_strength sum |w| + l2_strength sum w^2

    Args:
        weights: as in `l1`.
        l1_strength: price of the absolute weights, at or above 0.
        l2_strength: price of the squared weights, at or above 0.

    Returns, raises: as in `l1`.

    Source: Zou and Hastie 2005; deep neural networks, "L1 L2 regularization notes".
    """
    first = number("l1_strength", l1_strength, at_least=0)
    second = number("l2_strength", l2_strength, at_least=0)
    return l1(weights, strength=first) + l2(weights, strength=second)


def elastic_gradient(
    weights: object, *, l1_strength: float = 1.0, l2_strength: float = 1.0
) -> Array:
    r"""A subgradient of `elastic` with respect to the weights.

    dR/dw = l1_strength sign(w) + 2 l2_strength w, with sign(0) = 0

    Arguments and errors as in `elastic`; returns the shape and dtype of `weights`.
    """
    first = number("l1_strength", l1_strength, at_least=0)
    second = number("l2_strength", l2_strength, at_least=0)
    return l1_gradient(weights, strength=first) + l2_gradient(weights, strength=second)


def _checked(weights: object, strength: float) -> tuple[Array, float]:
    return float_array("weights", weights), number("strength", strength, at_least=0)
