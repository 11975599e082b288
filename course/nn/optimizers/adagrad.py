"""Adagrad: each weight has its own step size, which only shrinks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from course.nn.arguments import Array, number
from course.nn.optimizers.optimizer import Optimizer


class Adagrad(Optimizer):
    r"""Divides each weight's step by the size of all its gradients so far.

        s <- s + g^2
        w <- w - a g / (sqrt(s) + epsilon)

    Weights with rare gradients keep large steps. Because s only grows, learning comes to an end;
    RMSProp forgets instead.

    Args:
        parameters, learning_rate, weight_decay, maximize: see `Optimizer`.
        epsilon: keeps the division finite, above 0.

    Source: Duchi, Hazan and Singer 2011; deep neural networks, "Adaptive learning rates".
    """

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float = 1e-2,
        epsilon: float = 1e-10,
        weight_decay: float = 0.0,
        maximize: bool = False,
    ) -> None:
        """Start with sums of 0."""
        super().__init__(
            parameters, learning_rate=learning_rate, weight_decay=weight_decay, maximize=maximize
        )
        self.epsilon = number("epsilon", epsilon, above=0)
        self._squares = self._like_parameters()
        self._scratch = self._like_parameters()

    def _update(self, index: int, weights: Array, gradient: Array) -> None:
        squares, scratch = self._squares[index], self._scratch[index]
        squares += np.multiply(gradient, gradient, out=scratch)
        np.sqrt(squares, out=scratch)
        scratch += self.epsilon
        np.divide(gradient, scratch, out=scratch)
        scratch *= self.learning_rate
        weights -= scratch
