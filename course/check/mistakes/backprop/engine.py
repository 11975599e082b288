"""Mistakes in an autograd engine: a small engine, wrong in one place at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Rule = Callable[[Array], Array]


def _undo_broadcast(gradient: Array, shape: tuple[int, ...]) -> Array:
    gradient = np.asarray(gradient)
    if gradient.ndim < len(shape):
        return gradient
    gradient = gradient.sum(axis=tuple(range(gradient.ndim - len(shape))))
    return gradient.sum(axis=tuple(k for k, n in enumerate(shape) if n == 1), keepdims=True)


class _Engine:
    """A tensor whose rules and walk back can be replaced one by one."""

    def __init__(self, data: object, parents: Sequence[tuple[_Engine, Rule]] = ()) -> None:
        self.data = np.array(data, dtype=float)
        self.grad = np.zeros(self.data.shape)
        self.parents = list(parents)

    def made(self, data: object, *parents: tuple[_Engine, Rule]) -> _Engine:
        return type(self)(data, parents)

    def __add__(self, other: _Engine) -> _Engine:
        return self.made(self.data + other.data, (self, lambda g: g), (other, lambda g: g))

    def __mul__(self, other: _Engine) -> _Engine:
        left, right = self.product(other)
        return self.made(self.data * other.data, (self, left), (other, right))

    def __matmul__(self, other: _Engine) -> _Engine:
        left, right = self.matrix_product(other)
        return self.made(self.data @ other.data, (self, left), (other, right))

    def exp(self) -> _Engine:
        return self.made(np.exp(self.data), (self, self.exp_rule))

    def log(self) -> _Engine:
        return self.made(np.log(self.data), (self, self.log_rule))

    def relu(self) -> _Engine:
        return self.made(np.maximum(0, self.data), (self, self.relu_rule))

    def sum(self) -> _Engine:
        return self.made(self.data.sum(), (self, self.sum_rule))

    def product(self, other: _Engine) -> tuple[Rule, Rule]:
        return lambda g: g * other.data, lambda g: g * self.data

    def matrix_product(self, other: _Engine) -> tuple[Rule, Rule]:
        return lambda g: g @ other.data.T, lambda g: self.data.T @ g

    def exp_rule(self, g: Array) -> Array:
        return g * np.exp(self.data)

    def log_rule(self, g: Array) -> Array:
        return g / self.data

    def relu_rule(self, g: Array) -> Array:
        return g * (self.data > 0)

    def sum_rule(self, g: Array) -> Array:
        return g * np.ones(self.data.shape)

    def order(self) -> list[_Engine]:
        """Return the tensors below, each after its parents."""
        found: list[_Engine] = []
        seen: set[int] = set()

        def visit(tensor: _Engine) -> None:
            if id(tensor) not in seen:
                seen.add(id(tensor))
                for parent, _ in tensor.parents:
                    visit(parent)
                found.append(tensor)

        visit(self)
        return found

    def receive(self, arriving: Array) -> None:
        self.grad = self.grad + _undo_broadcast(arriving, self.data.shape)

    def backward(self) -> None:
        self.grad = np.ones(self.data.shape)
        for tensor in reversed(self.order()):
            for parent, rule in tensor.parents:
                parent.receive(rule(tensor.grad))


def _first_met(self: _Engine) -> list[_Engine]:
    """Tensors as they are met from the result on, level by level, each once; reversed."""
    found = [self]
    for tensor in found:
        for parent, _ in tensor.parents:
            if all(parent is not other for other in found):
                found.append(parent)
    return found[::-1]


def _downwards(self: _Engine) -> list[_Engine]:
    """Tensors in the order in which a visit that appends before its parents meets them."""
    found: list[_Engine] = []

    def visit(tensor: _Engine) -> None:
        if all(tensor is not other for other in found):
            found.append(tensor)
            for parent, _ in tensor.parents:
                visit(parent)

    visit(self)
    return found[::-1]


def _every_visit(self: _Engine) -> None:
    """Pass on the whole gradient at each visit: what had arrived before is passed on again."""
    steps = 0
    self.grad = np.ones(self.data.shape)

    def walk(tensor: _Engine) -> None:
        nonlocal steps
        steps += 1
        if steps > 5000:
            raise ValueError("too many paths to follow")
        for parent, rule in tensor.parents:
            parent.receive(rule(tensor.grad))
            walk(parent)

    walk(self)


def _both(left: Rule, right: Rule) -> tuple[Rule, Rule]:
    return left, right


_ORDER = "not in topological order"
_ORDER_HINT = (
    "A tensor's turn comes when all gradients have arrived: a tensor that is used again further "
    "down must wait. Append a tensor after its parents, and go through the list backwards."
)
_UPSTREAM = "upstream gradient left out"
_UPSTREAM_HINT = "Every rule multiplies by g, the gradient of the result."

# What each mistake replaces.
_FAULTS: tuple[tuple[str, str, dict[str, object]], ...] = (
    (
        "gradient overwritten at a fork",
        "A tensor that is used twice gets gradients from both uses: add to grad, never replace it.",
        {
            "receive": lambda self, arriving: setattr(
                self, "grad", _undo_broadcast(arriving, self.data.shape) + 0 * self.grad
            )
        },
    ),
    (_ORDER, _ORDER_HINT, {"order": _first_met}),
    (_ORDER, _ORDER_HINT, {"order": _downwards}),
    (
        "gradient passed on more than once",
        "Each visit passes on all that has arrived, also what an earlier visit had passed on.",
        {"backward": _every_visit},
    ),
    (
        "gradients of the product exchanged",
        "Each factor gets the other one.",
        {"product": lambda a, b: _both(lambda g: g * a.data, lambda g: g * b.data)},
    ),
    (
        _UPSTREAM,
        _UPSTREAM_HINT,
        {"product": lambda a, b: _both(lambda g: b.data, lambda g: a.data)},
    ),
    (
        "product passes g on unchanged",
        "A product passes g times the other factor; only a sum passes g on as it is.",
        {"product": lambda a, b: _both(lambda g: g, lambda g: g)},
    ),
    (
        "transpose missing",
        "The rules of a matrix product have the other factor transposed.",
        {"matrix_product": lambda a, b: _both(lambda g: g @ b.data, lambda g: a.data @ g)},
    ),
    (
        "product in the wrong order",
        "For a @ b the left factor gets g @ b.T, the right one a.T @ g.",
        {"matrix_product": lambda a, b: _both(lambda g: b.data.T @ g, lambda g: g @ a.data.T)},
    ),
    (
        "element-wise product",
        "The rules of a matrix product are matrix products.",
        {"matrix_product": lambda a, b: _both(lambda g: g * b.data, lambda g: g * a.data)},
    ),
    (
        _UPSTREAM,
        _UPSTREAM_HINT,
        {"exp_rule": lambda self, g: np.exp(self.data)},
    ),
    (
        "input for value",
        "The slope of exp is the value itself, not its input.",
        {"exp_rule": lambda self, g: g * self.data},
    ),
    (
        "slope of exp forgotten",
        "The slope of exp is the value itself.",
        {"exp_rule": lambda self, g: g},
    ),
    (_UPSTREAM, _UPSTREAM_HINT, {"log_rule": lambda self, g: 1 / self.data}),
    (
        "divided by the logarithm",
        "The slope of the logarithm is 1 over its input, not over its value.",
        {"log_rule": lambda self, g: g / np.log(self.data)},
    ),
    (
        "multiplied for divided",
        "The slope of the logarithm is 1 over its input.",
        {"log_rule": lambda self, g: g * self.data},
    ),
    (
        ">= for >",
        "At 0 the slope of the ReLU is taken as 0.",
        {"relu_rule": lambda self, g: g * (self.data >= 0)},
    ),
    (
        "ReLU passes everything",
        "Where its input is not above 0, the ReLU stops the gradient.",
        {"relu_rule": lambda self, g: g},
    ),
    (
        "sign of the gradient for that of the input",
        "The input of the ReLU decides what passes, not the gradient.",
        {"relu_rule": lambda self, g: np.maximum(0, g)},
    ),
    (
        "value for slope",
        "The slope of the ReLU is 1 where its input is above 0.",
        {"relu_rule": lambda self, g: g * np.maximum(0, self.data)},
    ),
    (_UPSTREAM, _UPSTREAM_HINT, {"relu_rule": lambda self, g: 1.0 * (self.data > 0)}),
    (
        "gradient divided among the entries",
        "Each entry of a sum has the slope 1: all get the whole of g.",
        {"sum_rule": lambda self, g: g * np.ones(self.data.shape) / self.data.size},
    ),
    (_UPSTREAM, _UPSTREAM_HINT, {"sum_rule": lambda self, g: np.ones(self.data.shape)}),
    (
        "broadcast not undone",
        "Use sum_to_shape before adding to the parent's grad.",
        {"receive": lambda self, arriving: setattr(self, "grad", self.grad + arriving)},
    ),
    (
        "walk not started with 1",
        "The result's own gradient is 1 at every entry.",
        {"backward": lambda self: None},
    ),
)


def _run(
    kind: type[_Engine], build: Callable[..., _Engine], arrays: Sequence[Array]
) -> list[Array]:
    inputs = [kind(array) for array in arrays]
    result = build(*inputs)
    result.backward()
    return [tensor.grad for tensor in inputs]


def _graph(kind: type[_Engine]) -> Callable[..., Any]:
    def formula(build: Callable[..., _Engine], *arrays: Array) -> tuple[object, ...]:
        return None, *_run(kind, build, arrays)

    return formula


def _gradient(kind: type[_Engine], build: Callable[..., _Engine], place: int) -> Callable[..., Any]:
    return lambda *arrays: (None, _run(kind, build, arrays)[place])


_KINDS = tuple((name, hint, type("_Faulty", (_Engine,), fault)) for name, hint, fault in _FAULTS)

engine = tuple(Mistake(name, hint, _graph(kind)) for name, hint, kind in _KINDS)


def engine_gradient(build: Callable[..., _Engine], place: int) -> tuple[Mistake, ...]:
    """Return the engine's mistakes in the gradient of `build` by its argument `place`."""
    return tuple(Mistake(name, hint, _gradient(kind, build, place)) for name, hint, kind in _KINDS)


calls = (
    Mistake(
        "a rule applied once a path",
        "The rule is applied for each path that leads here. Wait until all gradients have arrived, "
        "then apply it once.",
        lambda x: 3,
    ),
    Mistake(
        "a rule applied once a use",
        "The rule is applied for each use of the tensor. Wait until all gradients have arrived, "
        "then apply it once.",
        lambda x: 2,
    ),
    Mistake("rule not applied", "Each tensor's rules are applied once.", lambda x: 0),
)
