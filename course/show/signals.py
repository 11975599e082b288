"""Signals through a deep network at its start: what initialization does to them, both ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course import nn
from course.nn.arguments import Array, choice, number
from course.nn.initialization import he, normal, orthogonal, xavier

LAYERS, UNITS, SAMPLES = 10, 500, 100
SEED = 0


def _identity(z: Array) -> Array:
    return z


ACTIVATIONS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "tanh": (nn.tanh, nn.tanh_derivative),
    "relu": (nn.relu, nn.relu_derivative),
    "sigmoid": (nn.sigmoid, nn.sigmoid_derivative),
    "none": (_identity, np.ones_like),
}
SCHEMES: dict[str, Callable[..., Array]] = {
    "normal": lambda shape, generator, dtype: normal(shape, generator, std=1.0, dtype=dtype),
    "xavier": xavier,
    "he": he,
    "orthogonal": orthogonal,
}


@dataclass(frozen=True)
class Signals:
    """What flows through 10 layers of 500 units, for 100 inputs of mean 0 and variance 1.

    Attributes:
        activations: (100, 500) a layer, after the activation, first layer first.
        gradients: (10,) the size of the gradient at each layer's output, as a share of its size
            at the last.
    """

    activations: list[Array]
    gradients: Array


def signals(scheme: str, scale: float, activation: str) -> Signals:
    r"""Send a batch through a fresh network and a random gradient back.

    a_k = g(a_{k-1} W_k),  dL/da_{k-1} = (dL/da_k * g'(z_k)) W_k^T

    Args:
        scheme: "normal" (standard deviation 1), "xavier", "he" or "orthogonal".
        scale: factor on the weights of the scheme, above 0; for "normal" their deviation.
        activation: "tanh", "relu", "sigmoid" or "none".

    Raises:
        TypeError, ValueError: an unknown name, a scale not above 0.

    Source: going deep, "Small random numbers", "Big random numbers"; Glorot and Bengio 2010.
    """
    factor = np.float32(number("scale", scale, above=0))
    function, derivative = ACTIVATIONS[choice("activation", activation, ACTIVATIONS)]
    weights = [factor * w for w in _weights(choice("scheme", scheme, SCHEMES))]
    chance = np.random.default_rng(SEED)
    x = chance.standard_normal((SAMPLES, UNITS), np.float32)
    sums, activations = [], []
    for w in weights:
        sums.append(nn.linear(x, w))
        x = function(sums[-1])
        activations.append(x)
    gradient = chance.standard_normal(x.shape, np.float32)
    sizes = [float(np.linalg.norm(gradient))]
    for z, w in zip(sums[:0:-1], weights[:0:-1], strict=True):
        gradient = (gradient * derivative(z)) @ w.T
        sizes.append(float(np.linalg.norm(gradient)))
    return Signals(activations, np.array(sizes[::-1]) / sizes[0])


@lru_cache
def _weights(scheme: str) -> list[Array]:
    """Draw the weights of all layers once: another scale is only another factor."""
    chance = np.random.default_rng(SEED + 1)
    shape = (UNITS, UNITS)
    return [SCHEMES[scheme](shape, chance, dtype=np.float32) for _ in range(LAYERS)]
