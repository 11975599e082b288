"""Optimizers on a surface with two parameters, where every step can be seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from course import nn
from course.nn.arguments import Array, choice, integer, number
from course.show.arguments import finite

BANDS = 12  # of height, in the picture
FARTHEST = 1e3  # from the origin: beyond it a run is called lost


@dataclass(frozen=True)
class Surface:
    """A loss of two parameters, as a function of tensors or arrays x and y.

    Attributes:
        loss: the formula.
        formula: the same in words for readers.
        box: left, right, bottom and top of what is drawn.
        start: where runs begin unless told otherwise.
        lowest: the least loss there is in the box.
    """

    loss: Callable[[Any, Any], Any]
    formula: str
    box: tuple[float, float, float, float]
    start: tuple[float, float]
    lowest: float = 0.0


SURFACES: dict[str, Surface] = {
    "ravine": Surface(
        lambda x, y: 0.05 * x * x + y * y, "x²/20 + y²", (-10.5, 4, -4, 4), (-9.0, 3.0)
    ),
    "bent valley": Surface(
        lambda x, y: (1 - x) ** 2 + 10 * (y - x * x) ** 2,
        "(1 - x)² + 10 (y - x²)²", (-2.2, 2.2, -1.2, 3.4), (-1.6, 2.6),
    ),
    "saddle": Surface(
        lambda x, y: 0.25 * x**4 - 0.5 * x * x + 0.5 * y * y + 0.25,
        "x⁴/4 - x²/2 + y²/2 + 1/4", (-1.9, 1.9, -1.9, 1.9), (0.002, 1.6),
    ),
    "four valleys": Surface(
        lambda x, y: (x * x + y - 11) ** 2 / 50 + (x + y * y - 7) ** 2 / 50,
        "((x² + y - 11)² + (x + y² - 7)²) / 50", (-5.2, 5.2, -5.2, 5.2), (0.2, -0.6),
    ),
    "egg box": Surface(
        lambda x, y: 0.08 * (x * x + y * y) + 1 - 0.5 * np.cos(2 * x) - 0.5 * np.cos(2 * y),
        "0.08 (x² + y²) + 1 - (cos 2x + cos 2y) / 2", (-5.2, 5.2, -5.2, 5.2), (-4.4, 3.9),
    ),
}  # fmt: skip

OPTIMIZERS: dict[str, Callable[..., nn.Optimizer]] = {
    "SGD": lambda p, rate, b1, b2: nn.SGD(p, learning_rate=rate),
    "momentum": lambda p, rate, b1, b2: nn.SGD(p, learning_rate=rate, momentum=b1),
    "Nesterov": lambda p, rate, b1, b2: nn.SGD(
        p, learning_rate=rate, momentum=b1, momentum_form="nesterov"
    ),
    "Adagrad": lambda p, rate, b1, b2: nn.Adagrad(p, learning_rate=rate),
    "RMSProp": lambda p, rate, b1, b2: nn.RMSProp(p, learning_rate=rate, decay=b2),
    "Adam": lambda p, rate, b1, b2: nn.Adam(p, learning_rate=rate, beta1=b1, beta2=b2),
}


@dataclass(frozen=True)
class Run:
    """What one optimizer did.

    Attributes:
        path: (steps + 1, 2), the start included; shorter for a run that was lost.
        losses: at every place of the path.
        lost: whether it left for more than 1000 from the origin.
    """

    path: Array
    losses: Array
    lost: bool


def race(
    surface: str,
    start: tuple[float, float],
    learning_rates: Mapping[str, float],
    *,
    steps: int = 100,
    momentum: float = 0.9,
    memory: float = 0.99,
) -> dict[str, Run]:
    """Let optimizers descend from one place; return what each did, by name.

    Args:
        surface: one of `SURFACES`.
        start: two numbers.
        learning_rates: by name of the optimizer, one of `OPTIMIZERS`; those not named stay out.
        steps: how many, at least 1.
        momentum: memory of the gradient, of momentum, Nesterov and Adam (beta1).
        memory: memory of its square, of RMSProp (decay) and Adam (beta2).

    Raises:
        TypeError, ValueError: an unknown name, NaN, or a number out of range.
    """
    ground = SURFACES[choice("surface", surface, SURFACES)]
    place = finite("start", start, length=2)
    count = integer("steps", steps, at_least=1)
    b1 = number("momentum", momentum, at_least=0, below=1)
    b2 = number("memory", memory, at_least=0, below=1)
    points, racers = {}, {}
    for name, rate in learning_rates.items():
        points[name] = nn.Tensor(place.copy(), requires_grad=True)
        make = OPTIMIZERS[choice("an optimizer", name, OPTIMIZERS)]
        racers[name] = make([points[name]], number(f"the rate of {name}", rate, at_least=0), b1, b2)
    if not racers:
        return {}
    places = np.empty((count + 1, len(racers), 2))
    losses = np.empty((count + 1, len(racers)))
    for step in range(count + 1):
        places[step] = [point.data for point in points.values()]
        losses[step], gradients = _losses(ground, places[step])
        for row, name in enumerate(racers):
            points[name].grad = gradients[row]
            if np.abs(places[step, row]).max() <= FARTHEST:
                racers[name].step()
    return {name: _run(places[:, k], losses[:, k]) for k, name in enumerate(racers)}


def _losses(ground: Surface, places: Array) -> tuple[Array, Array]:
    """Return the loss at each place, and its gradient: all runs in one backward pass."""
    x, y = (nn.Tensor(places[:, k].copy(), requires_grad=True) for k in (0, 1))
    loss = ground.loss(x, y)
    loss.sum().backward()
    return loss.data, np.stack([x.grad, y.grad], axis=1)  # type: ignore[list-item]  # both have one


def _run(path: Array, losses: Array) -> Run:
    outside = np.abs(path).max(axis=1) > FARTHEST
    if not outside.any():
        return Run(path, losses, False)
    last = int(outside.argmax()) + 1
    return Run(path[:last], losses[:last], True)


@lru_cache
def bands(surface: str) -> Array:
    """Return which of 12 bands of height a surface is in, (300, 400): 0 lowest, rows from below."""
    ground = SURFACES[surface]
    left, right, bottom, top = ground.box
    x, y = np.linspace(left, right, 400), np.linspace(bottom, top, 300)
    loss = np.asarray(ground.loss(x[None, :], y[:, None])) - ground.lowest
    heights = np.linspace(0, 1, BANDS + 1)[1:-1] ** 2 * float(np.quantile(loss, 0.97))
    return np.digitize(loss, heights)
