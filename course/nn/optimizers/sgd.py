"""Gradient descent on mini-batches, with momentum in its three forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from course.nn.arguments import Array, choice, number
from course.nn.optimizers.optimizer import Optimizer

MOMENTUM_FORMS = ("sum", "average", "nesterov")


class SGD(Optimizer):
    r"""Stochastic gradient descent: a step against the gradient of a mini-batch.

        w <- w - a g

    With a momentum b above 0 the step follows a velocity v, which starts at 0 and remembers
    earlier gradients, by one of three forms:

        "sum"       v <- b v + g              w <- w - a v
        "average"   v <- b v + (1 - b) g      w <- w - a v
        "nesterov"  v <- b v + g              w <- w - a (g + b v)

    A constant gradient makes "sum" up to 1 / (1 - b) times faster than plain descent, and leaves
    "average", a moving average, as fast: for the same run its learning rate is 1 / (1 - b) times
    that of "sum".

    Nesterov's idea is to take the gradient where momentum is about to carry the weights. Here
    `data` holds that look-ahead point, p = w - a b v, so no second forward pass is needed; in
    terms of w the update is the slide's V <- b V + a grad L(w - b V), w <- w - V.

    Args:
        parameters, learning_rate, weight_decay, maximize: see `Optimizer`.
        momentum: b, from 0 to below 1; 0 is plain gradient descent.
        momentum_form: "sum", "average" or "nesterov".

    Source: deep neural networks, "Momentum" (average), "Nesterov Momentum"; Sutskever et al. 2013.
    """

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float,
        momentum: float = 0.0,
        momentum_form: str = "sum",
        weight_decay: float = 0.0,
        maximize: bool = False,
    ) -> None:
        """Start with velocities of 0."""
        super().__init__(
            parameters, learning_rate=learning_rate, weight_decay=weight_decay, maximize=maximize
        )
        self.momentum = number("momentum", momentum, at_least=0, below=1)
        self.momentum_form = choice("momentum_form", momentum_form, MOMENTUM_FORMS)
        self._scratch = self._like_parameters()
        self._velocities = self._like_parameters() if self.momentum else []

    def _update(self, index: int, weights: Array, gradient: Array) -> None:
        scratch, rate = self._scratch[index], self.learning_rate
        if not self.momentum:
            weights -= np.multiply(gradient, rate, out=scratch)
            return
        velocity, b = self._velocities[index], self.momentum
        velocity *= b
        if self.momentum_form == "average":
            velocity += np.multiply(gradient, 1 - b, out=scratch)
        else:
            velocity += gradient
        if self.momentum_form == "nesterov":
            np.multiply(velocity, b, out=scratch)
            scratch += gradient
            scratch *= rate
        else:
            np.multiply(velocity, rate, out=scratch)
        weights -= scratch
