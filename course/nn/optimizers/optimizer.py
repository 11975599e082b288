"""What every optimizer shares: its parameters, its learning rate, and how a step is taken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

import numpy as np

from course.nn.arguments import FLOAT_DTYPES, Array, describe, items, number


class Parameter(Protocol):
    """Anything with an array `data` to improve and its gradient `grad`, or None so far."""

    data: Array
    grad: Any  # an array like `data`, or None


class Optimizer:
    r"""Base of all optimizers: loops over the parameters and leaves the formula to `_update`.

        g <- g + weight_decay w, or weight_decay w - g to climb
        w <- w - learning_rate d, where d is what a subclass makes of g and of its memory

    `AdamW` alone lets the weights decay past g.

    Args:
        parameters: objects with `data`, a float array that is updated in place, and `grad`, an
            array of the same shape, or None for a parameter that the loss did not reach; such a
            parameter is left alone.
        learning_rate: step size, at or above 0. Assign `optimizer.learning_rate` to change it,
            for example from a schedule.
        weight_decay: strength of the pull towards 0, at or above 0. It is added to the gradient
            as weight_decay * w, as if weight_decay / 2 * |w|^2 stood in the loss.
        maximize: climb instead of descend.

    Raises:
        TypeError, ValueError: no parameters, one listed twice, or one without a float array; an
            option outside its range. `step` raises ValueError for a gradient of another
            shape or dtype than its data.

    Source: deep neural networks, "Stochastic gradient descent (SGD)"; "Famous types of
    regularization" (weight decay).
    """

    # A subclass sets this to shrink the weights directly, past moments and scaling.
    _decoupled_weight_decay = False

    def __init__(
        self,
        parameters: Iterable[Any],
        *,
        learning_rate: float,
        weight_decay: float = 0.0,
        maximize: bool = False,
    ) -> None:
        """Keep the parameters; subclasses add their state."""
        self.parameters = checked_parameters(parameters)
        self.learning_rate = learning_rate
        self.weight_decay = number("weight_decay", weight_decay, at_least=0)
        self.maximize = bool(maximize)
        self._gradient_buffers = self._like_parameters() if self._rewrites_gradient() else []

    @property
    def learning_rate(self) -> float:
        """Step size of the next step."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._learning_rate = number("learning_rate", value, at_least=0)

    def zero_gradients(self) -> None:
        """Forget the gradients, so that the next backward pass starts from nothing."""
        for parameter in self.parameters:
            parameter.grad = None

    def step(self) -> None:
        """Move every parameter that has a gradient, in place."""
        for index, parameter in enumerate(self.parameters):
            if parameter.grad is None:
                continue
            weights, gradient = parameter.data, np.asarray(parameter.grad)
            if gradient.shape != weights.shape or gradient.dtype != weights.dtype:
                raise ValueError(
                    f"parameters[{index}].grad must be like its data, {describe(weights)}, "
                    f"got {describe(gradient)}"
                )
            if self._decoupled_weight_decay and self.weight_decay:
                weights *= 1 - self.learning_rate * self.weight_decay
            self._update(index, weights, self._effective_gradient(index, weights, gradient))

    def _update(self, index: int, weights: Array, gradient: Array) -> None:
        """Change `weights` of parameter `index` in place; `gradient` may not be written to."""
        raise NotImplementedError

    def _like_parameters(self) -> list[Array]:
        """Return one array of zeros a parameter: state, or scratch space that is used again."""
        return [np.zeros_like(parameter.data) for parameter in self.parameters]

    def _rewrites_gradient(self) -> bool:
        return self.maximize or (self.weight_decay > 0 and not self._decoupled_weight_decay)

    def _effective_gradient(self, index: int, weights: Array, gradient: Array) -> Array:
        """Return the gradient with sign and coupled weight decay, in a buffer if it changed."""
        if not self._rewrites_gradient():
            return gradient
        buffer = self._gradient_buffers[index]
        if self._decoupled_weight_decay:
            return np.negative(gradient, out=buffer)
        np.multiply(weights, self.weight_decay, out=buffer)
        buffer += -gradient if self.maximize else gradient
        return buffer


def checked_parameters(parameters: Iterable[Any]) -> list[Parameter]:
    """Return the parameters as a list of different objects, each with a writable float array."""
    found: list[Parameter] = items("parameters", parameters, of="parameters")
    if not found:
        raise ValueError("parameters must not be empty: there would be nothing to train")
    for index, parameter in enumerate(found):
        data = getattr(parameter, "data", None)
        if not isinstance(data, np.ndarray) or not hasattr(parameter, "grad"):
            raise TypeError(
                f"parameters[{index}] must have an array `data` and a `grad`, "
                f"got {describe(parameter)}"
            )
        if data.dtype not in FLOAT_DTYPES:
            raise TypeError(
                f"parameters[{index}].data must be float32 or float64, got {data.dtype}"
            )
        if not data.flags.writeable:
            raise ValueError(f"parameters[{index}].data must be writable: it is updated in place")
    if len({id(parameter) for parameter in found}) < len(found):
        raise ValueError("parameters must not list one twice: it would take two steps at once")
    return found
