"""One name in two worlds: arrays give arrays, and tensors give tensors that are recorded."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np

from course.nn.arguments import Array
from course.nn.autograd.dual import Dual, push_forward
from course.nn.autograd.operation import Operation
from course.nn.autograd.tensor import Tensor

Function = TypeVar("Function", bound=Callable[..., Any])


def differentiable(*rules: Callable[..., Any]) -> Callable[[Function], Function]:
    """Give an array function the rules of its first parameters; it then takes tensors as well.

    Rules are as in `Operation`. The parameters after those with rules are options.
    """

    def decorate(function: Function) -> Function:
        operation = Operation(function.__name__, function, *rules)
        inputs = list(inspect.signature(function).parameters.values())[: len(rules)]

        @functools.wraps(function)
        def either(*operands: Any, **options: Any) -> Any:
            for missing in inputs[len(operands) :]:  # given by name, or left to its default
                if missing.name in options:
                    operands += (options.pop(missing.name),)
                elif missing.default is not missing.empty:
                    operands += (missing.default,)
            for operand in operands:
                if isinstance(operand, Tensor):
                    return operation(*operands, **options)
                if isinstance(operand, Dual):
                    return push_forward(operation, operands, options)
            return function(*operands, **options)

        either.operation = operation  # type: ignore[attr-defined]  # ours
        return cast(Function, either)

    return decorate


def derivatives(function: Callable[..., Any], *operands: object, **options: Any) -> list[Array]:
    """Return dy/d(operand) for each operand of a `differentiable` function, element by element.

    They are the function's own rules with dL/dy = 1; a parameter shared by several elements is
    repeated to the shape of the result, not summed.
    """
    operation: Operation = function.operation  # type: ignore[attr-defined]  # ours
    y = np.asarray(function(*operands, **options))
    arrays = [np.asarray(operand, dtype=y.dtype) for operand in operands]
    ones = np.ones_like(y)
    return [np.asarray(rule(ones, y, *arrays, **options)) for rule in operation.rules]
