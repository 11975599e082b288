"""Dropout: train an ensemble of thinned networks that share their weights."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, float_array, number, random_generator
from course.nn.autograd.hand_written import HandWritten


def dropout_forward(
    x: object,
    *,
    rate: float = 0.5,
    generator: np.random.Generator | None = None,
    training: bool = True,
    inverted: bool = True,
) -> tuple[Array, Any]:
    r"""Set each entry to zero with probability `rate`, in training only.

    inverted:      y = x * m / (1 - rate) in training,   y = x in evaluation
    not inverted:  y = x * m              in training,   y = (1 - rate) x in evaluation

    m is 1 with probability 1 - rate. Both forms have the same expectation in training and in
    evaluation; the inverted one leaves evaluation untouched. `rate` is the probability of
    dropping. Some slides write a mask `rand < rate`, where the same word is that of keeping.

    Args:
        x: floats of any shape.
        rate: at least 0, below 1.
        generator: source of the mask; needed in training with a rate above 0.
        training: drop.
        inverted: scale in training, not in evaluation.

    Returns:
        y, shape of x, and the cache.

    Raises:
        TypeError, ValueError: not floats, a rate out of range, or no generator.

    Source: CPSC 532S, "Regularization: Dropout"; Srivastava et al. 2014.
    """
    inputs = float_array("x", x)
    keep = 1 - number("rate", rate, at_least=0, below=1)
    kind = inputs.dtype.type
    if not training:
        factor: Any = kind(1 if inverted else keep)
    elif keep == 1:
        factor = kind(1)
    else:
        rng = random_generator("generator", generator)
        # Probabilities in steps of 1 in 65,536: 16 random bits are drawn faster than 32.
        draws = rng.integers(0, 2**16, size=inputs.shape, dtype=np.uint16)
        factor = (draws < round(keep * 2**16)).astype(inputs.dtype)
        if inverted:
            factor *= kind(1 / keep)
    return inputs * factor, factor


def dropout_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None]:
    """Return the gradient of x: what was kept passes, scaled as in the forward pass.

    Args:
        gradient: dL/dy, shape of y.
        cache: from `dropout_forward`.
        input_gradient: False skips it (None is returned).
    """
    return (gradient * cache if input_gradient else None,)


_dropout = HandWritten("dropout", dropout_forward, dropout_backward)


def dropout(
    x: Any,
    *,
    rate: float = 0.5,
    generator: np.random.Generator | None = None,
    training: bool = True,
    inverted: bool = True,
) -> Any:
    """Drop entries of an array or a tensor; as in `dropout_forward`."""
    return _dropout(x, rate=rate, generator=generator, training=training, inverted=inverted)
