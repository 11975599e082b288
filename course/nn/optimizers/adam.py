"""Adam, AMSGrad and AdamW: momentum and RMSProp together, with their start corrected."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt
from typing import Any

import numpy as np

from course.nn.arguments import Array, number
from course.nn.optimizers.optimizer import Optimizer


class Adam(Optimizer):
    r"""Adaptive moment estimation: a moving average of the gradient over its moving size.

        m <- b1 m + (1 - b1) g            m^ = m / (1 - b1^t)
        v <- b2 v + (1 - b2) g^2          v^ = v / (1 - b2^t)
        w <- w - a m^ / (sqrt(v^) + epsilon)

    m and v start at 0 and would be too small in the first steps; the divisions by 1 - b^t undo
    that. In the first step every weight moves by about the learning rate, whatever the size of
    its gradient.

    With `amsgrad` v^ is made from the largest v so far, so a weight's step size never recovers.
    (The slide takes the largest v^; PyTorch, and this class, correct the largest v.)

    Weight decay is coupled: it goes through m and v with the gradient, and is therefore weakest
    where gradients are large. `AdamW` does not have that flaw.

    Args:
        parameters, learning_rate, weight_decay, maximize: see `Optimizer`.
        beta1: memory of the gradient, from 0 to below 1.
        beta2: memory of its square, from 0 to below 1.
        epsilon: keeps the division finite, above 0.
        amsgrad: whether to use the largest v so far.

    Source: Kingma and Ba 2015; Reddi, Kale and Kumar 2018 (AMSGrad); deep neural networks, "Adam".
    """

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 0.0,
        amsgrad: bool = False,
        maximize: bool = False,
    ) -> None:
        """Start with moments of 0."""
        super().__init__(
            parameters, learning_rate=learning_rate, weight_decay=weight_decay, maximize=maximize
        )
        self.beta1 = number("beta1", beta1, at_least=0, below=1)
        self.beta2 = number("beta2", beta2, at_least=0, below=1)
        self.epsilon = number("epsilon", epsilon, above=0)
        self.amsgrad = bool(amsgrad)
        self._steps = [0] * len(self.parameters)  # one count each: a parameter may sit out steps
        # Kept without their factors 1 - b1 and 1 - b2, which `_update` makes up for: two of
        # twelve passes over all weights less.
        self._first_moments = self._like_parameters()
        self._second_moments = self._like_parameters()
        self._largest = self._like_parameters() if self.amsgrad else []
        self._scratch = self._like_parameters()

    def _update(self, index: int, weights: Array, gradient: Array) -> None:
        self._steps[index] += 1
        m, v = self._first_moments[index], self._second_moments[index]
        scratch = self._scratch[index]
        m *= self.beta1
        m += gradient
        v *= self.beta2
        v += np.multiply(gradient, gradient, out=scratch)
        if self.amsgrad:
            v = np.maximum(self._largest[index], v, out=self._largest[index])
        # m^ = first * m and v^ = (second * sqrt(v))^2, so the fraction is reduced by `second`.
        first = (1 - self.beta1) / (1 - self.beta1 ** self._steps[index])
        second = sqrt((1 - self.beta2) / (1 - self.beta2 ** self._steps[index]))
        np.sqrt(v, out=scratch)
        scratch += self.epsilon / second
        np.divide(m, scratch, out=scratch)
        scratch *= self.learning_rate * first / second
        weights -= scratch


class AdamW(Adam):
    r"""Adam with decoupled weight decay: the weights shrink directly, past the moments.

        w <- w - a l w, then Adam's step without weight decay

    Every weight decays at the same rate, and the best strength depends less on the learning rate.
    Arguments as for `Adam`; `weight_decay`, l, is 0.01 unless given.

    Source: Loshchilov and Hutter 2019; deep neural networks, "AdamW".
    """

    _decoupled_weight_decay = True

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float = 1e-3,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        weight_decay: float = 1e-2,
        amsgrad: bool = False,
        maximize: bool = False,
    ) -> None:
        """Start with moments of 0."""
        super().__init__(
            parameters,
            learning_rate=learning_rate,
            beta1=beta1,
            beta2=beta2,
            epsilon=epsilon,
            weight_decay=weight_decay,
            amsgrad=amsgrad,
            maximize=maximize,
        )
