"""RMSProp: each weight's step is divided by the recent size of its gradient."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from course.nn.arguments import Array, number
from course.nn.optimizers.optimizer import Optimizer


class RMSProp(Optimizer):
    r"""Divides each weight's step by a moving root mean square of its gradient.

        s <- r s + (1 - r) g^2
        w <- w - a g / (sqrt(s) + epsilon)

    Adagrad with a memory of about 1 / (1 - r) steps, so that learning does not come to an end.

    Args:
        parameters, learning_rate, weight_decay, maximize: see `Optimizer`.
        decay: r, from 0 to below 1.
        epsilon: keeps the division finite, above 0.

    Source: Hinton's lecture 6e, 2012; deep neural networks, "Adaptive learning rates".
    """

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float = 1e-2,
        decay: float = 0.99,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
        maximize: bool = False,
    ) -> None:
        """Start with averages of 0."""
        super().__init__(
            parameters, learning_rate=learning_rate, weight_decay=weight_decay, maximize=maximize
        )
        self.decay = number("decay", decay, at_least=0, below=1)
        self.epsilon = number("epsilon", epsilon, above=0)
        self._squares = self._like_parameters()
        self._scratch = self._like_parameters()

    def _update(self, index: int, weights: Array, gradient: Array) -> None:
        squares, scratch = self._squares[index], self._scratch[index]
        squares *= self.decay
        np.multiply(gradient, gradient, out=scratch)
        scratch *= 1 - self.decay
        squares += scratch
        np.sqrt(squares, out=scratch)
        scratch += self.epsilon
        np.divide(gradient, scratch, out=scratch)
        scratch *= self.learning_rate
        weights -= scratch
