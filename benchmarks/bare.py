"""The least a training step can take in NumPy: written out, with no graph and no check.

The step is that of the network with batch norm and dropout in `library.py`, computed by the same
formulas. What `course.nn` takes beyond it is the price of its graph and its checked arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

BATCH, SIZES = 64, (784, 256, 128, 10)
LEARNING_RATE, BETA1, BETA2, EPSILON = 1e-3, 0.9, 0.999, 1e-8
KEPT, MOMENTUM = 0.5, 0.1
F = np.float32


class _Normalised:
    """A batch norm with its running statistics."""

    def __init__(self, size: int) -> None:
        self.gamma, self.beta = np.ones(size, F), np.zeros(size, F)
        self.mean, self.variance = np.zeros(size, F), np.ones(size, F)

    def forward(self, x: Any, ones: Any) -> Any:
        mean = ones @ x / BATCH
        self.x = x - mean
        variance = ones @ (self.x * self.x) / BATCH
        self.mean += MOMENTUM * (mean - self.mean)
        self.variance += MOMENTUM * (variance * (BATCH / (BATCH - 1)) - self.variance)
        self.inverse = 1 / np.sqrt(variance + F(1e-5))
        self.x *= self.inverse
        y = self.x * self.gamma
        y += self.beta
        return y

    def backward(self, g: Any, ones: Any) -> tuple[Any, Any, Any]:
        dbeta, dgamma = ones @ g, ones @ (g * self.x)
        dx = self.x * (dgamma / -BATCH)
        dx += g
        dx -= dbeta / BATCH
        dx *= self.gamma * self.inverse
        return dx, dgamma, dbeta


def bare_step() -> Callable[[], float]:
    """Return one step in float32: forward, loss, backward, Adam. It returns the loss."""
    rng = np.random.default_rng(0)
    x, labels = rng.standard_normal((BATCH, SIZES[0])).astype(F), rng.integers(0, SIZES[-1], BATCH)
    weights = [rng.standard_normal(s).astype(F) * F(0.05) for s in pairwise(SIZES)]
    biases = [np.zeros(size, F) for size in SIZES[1:]]
    norms = [_Normalised(size) for size in SIZES[1:-1]]
    ones, rows = np.ones(BATCH, F), np.arange(BATCH)
    parameters = [*weights, *biases, *(n.gamma for n in norms), *(n.beta for n in norms)]
    memory = [[np.zeros_like(p) for _ in range(3)] for p in parameters]
    steps = 0

    def dropped(a: Any) -> tuple[Any, Any]:
        mask = (rng.integers(0, 2**16, size=a.shape, dtype=np.uint16) < KEPT * 2**16).astype(F)
        mask *= F(1 / KEPT)
        return a * mask, mask

    def move(gradients: list[Any]) -> None:
        first = (1 - BETA1) / (1 - BETA1**steps)
        second = ((1 - BETA2) / (1 - BETA2**steps)) ** 0.5
        for p, (m, v, scratch), g in zip(parameters, memory, gradients, strict=True):
            m *= BETA1
            m += g
            v *= BETA2
            v += np.multiply(g, g, out=scratch)
            np.sqrt(v, out=scratch)
            scratch += EPSILON / second
            np.divide(m, scratch, out=scratch)
            scratch *= LEARNING_RATE * first / second
            p -= scratch

    def step() -> float:
        nonlocal steps
        steps += 1
        a, inputs, kept = x, [x], []
        for w, b, norm in zip(weights, biases, norms, strict=False):
            z = a @ w
            z += b
            positive = np.maximum(norm.forward(z, ones), 0)
            a, mask = dropped(positive)
            inputs.append(a)
            kept.append((positive, mask))
        z = a @ weights[-1]
        z += biases[-1]
        shifted = z - z.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        loss = -logs[rows, labels].mean()
        g = np.exp(logs)
        g[rows, labels] -= 1
        g /= BATCH
        dw, db, dgamma, dbeta = ([None] * len(part) for part in (weights, biases, norms, norms))
        for k in reversed(range(len(weights))):
            dw[k], db[k] = inputs[k].T @ g, ones @ g
            if k > 0:
                positive, mask = kept[k - 1]
                g = (g @ weights[k].T) * mask * (positive > 0)
                g, dgamma[k - 1], dbeta[k - 1] = norms[k - 1].backward(g, ones)
        move([*dw, *db, *dgamma, *dbeta])
        return float(loss)

    return step
