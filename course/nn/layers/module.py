"""`Module`: something with parameters. Layers are modules, and so are networks of layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Self

import numpy as np

from course.nn.arguments import (
    Array,
    float_array,
    float_dtype,
    integer,
    random_generator,
)
from course.nn.autograd.tensor import Tensor


class Module:
    """A part of a network: attributes that are tensors, arrays or modules, and a `forward`.

    Write `__init__` to make the parts and `forward` to use them; calling the module calls
    `forward`. Parameters are the `Tensor` attributes that require gradients; plain arrays are
    state that is saved but not trained, such as running statistics. Lists and tuples of modules
    count as well. Everything is found in the order it was assigned.
    """

    training: bool = True

    def __call__(self, *inputs: Any) -> Any:
        return self.forward(*inputs)

    def forward(self, *inputs: Any) -> Any:
        """Compute the output; every module says how."""
        raise NotImplementedError(f"{type(self).__name__} does not define forward(self, x)")

    def children(self) -> Iterator[tuple[str, Module]]:
        """Return the modules this one holds directly, with their names."""
        for name, value in vars(self).items():
            if isinstance(value, Module):
                yield name, value
            elif isinstance(value, list | tuple):
                for position, item in enumerate(value):
                    if isinstance(item, Module):
                        yield f"{name}.{position}", item

    def modules(self) -> Iterator[Module]:
        """Return this module and all below it."""
        yield self
        for _, child in self.children():
            yield from child.modules()

    def named_parameters(self) -> dict[str, Tensor]:
        """Return the trainable tensors by name, such as "hidden.weights"; each once."""
        found: dict[str, Tensor] = {}
        for name, value in self._entries():
            if isinstance(value, Tensor) and not any(value is other for other in found.values()):
                found[name] = value
        return found

    def parameters(self) -> list[Tensor]:
        """Return the trainable tensors, ready for an optimizer."""
        return list(self.named_parameters().values())

    def parameter_count(self) -> int:
        """Return how many numbers are trained."""
        return sum(parameter.size for parameter in self.parameters())

    def zero_gradients(self) -> None:
        """Forget the gradients of all parameters."""
        for parameter in self.parameters():
            parameter.grad = None

    def train(self, training: bool = True) -> Self:
        """Switch to training: dropout drops, batch norm uses the batch. Returns the module."""
        for module in self.modules():
            module.training = training
        return self

    def eval(self) -> Self:
        """Switch to evaluation: results no longer depend on chance or on the batch."""
        return self.train(False)

    def state(self) -> dict[str, Array]:
        """Return copies of all parameters and arrays by name, for `np.savez` or `load_state`."""
        return {
            name: (value.data if isinstance(value, Tensor) else value).copy()
            for name, value in self._entries()
        }

    def load_state(self, state: Mapping[str, object]) -> None:
        """Copy a saved state into the parameters and arrays, in place.

        Raises `ValueError` when names or shapes do not match exactly; nothing is then changed.
        """
        mine = dict(self._entries())
        missing, unknown = sorted(mine.keys() - state.keys()), sorted(state.keys() - mine.keys())
        if missing or unknown:
            raise ValueError(
                f"state does not fit this module: missing {missing or 'nothing'}, "
                f"unknown {unknown or 'nothing'}"
            )
        pairs = []
        for name, value in mine.items():
            target = value.data if isinstance(value, Tensor) else value
            source = float_array(f"state[{name!r}]", state[name])
            if source.shape != target.shape:
                raise ValueError(
                    f"state[{name!r}] must have shape {target.shape}, got {source.shape}"
                )
            pairs.append((target, source))
        for target, source in pairs:
            target[...] = source

    def _entries(self) -> Iterator[tuple[str, Tensor | Array]]:
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray) or (isinstance(value, Tensor) and value.requires_grad):
                yield name, value
        for prefix, child in self.children():
            for name, value in child._entries():
                yield f"{prefix}.{name}", value


class Sequential(Module):
    """Modules one after the other: the output of each is the input of the next.

    A function such as `relu` may stand between them. `network[0]` is the first.

    Raises `TypeError` when a part cannot be called.
    """

    def __init__(self, *parts: Any) -> None:
        for position, part in enumerate(parts):
            if not callable(part) or isinstance(part, type):
                raise TypeError(f"part {position} must be a module or a function, got {part!r}")
        self.parts = list(parts)

    def forward(self, x: Any) -> Any:
        """Send `x` through all parts in order."""
        for part in self.parts:
            x = part(x)
        return x

    def __getitem__(self, position: int) -> Any:
        return self.parts[position]

    def __len__(self) -> int:
        return len(self.parts)


def parameter(array: Array, name: str) -> Tensor:
    """Return `array` as a tensor to train."""
    return Tensor(array, requires_grad=True, name=name)


def random_weights(
    generator: object, shape: tuple[int, ...], fan_in: int, dtype: Any, *, gain: float = 2.0
) -> Array:
    """Draw weights of variance gain / fan_in: 2 keeps the size of ReLU signals (He et al. 2015)."""
    rng = random_generator("generator", generator)
    kind = float_dtype("dtype", dtype)
    return (rng.standard_normal(shape) * np.sqrt(gain / fan_in)).astype(kind)


def size(name: str, value: object) -> int:
    """Return a layer's size, an integer at least 1."""
    return integer(name, value, at_least=1)
