"""A learning-rate schedule put together from parts, and the training it yields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import log
from typing import Any

import numpy as np

from course import nn
from course.nn import schedules
from course.nn.arguments import Array, choice, integer, number
from course.nn.data import digits

STEPS, BATCH, LEARNED, VALIDATION, HIDDEN, SEED = 240, 16, 800, 400, 48, 0
EVERY, MOMENTUM = 8, 0.9
KINDS = ("constant", "steps", "exponential", "cosine", "triangles", "one cycle")


@dataclass(frozen=True)
class Constant:
    """The same learning rate at every step."""

    learning_rate: float

    def __call__(self, step: int) -> float:
        return self.learning_rate


def compose(kind: str, peak: float, *, lowest: float, parts: int, warm_up: int) -> Any:
    """Return a schedule of `course.nn.schedules` for 240 steps.

    Args:
        kind: "constant", "steps", "exponential", "cosine", "triangles" or "one cycle".
        peak: the largest learning rate, above 0.
        lowest: the smallest one as a share of the peak, above 0 and at most 1; "constant" and
            "one cycle" do without.
        parts: how many cuts the steps have, or how many triangles there are, at least 1.
        warm_up: steps of a linear warm-up in front; 0 for none.

    Raises:
        TypeError, ValueError: an unknown name or a number out of range.
    """
    choice("kind", kind, KINDS)
    top, share = number("peak", peak, above=0), number("lowest", lowest, above=0, at_most=1)
    count, first = integer("parts", parts, at_least=1), integer("warm_up", warm_up, at_least=0)
    made: Any
    if kind == "steps":
        made = schedules.StepDecay(top, share ** (1 / count), STEPS // (count + 1))
    elif kind == "exponential":
        made = schedules.ExponentialDecay(top, -log(share) / STEPS)
    elif kind == "cosine":
        made = schedules.Cosine(top, STEPS, share * top)
    elif kind == "triangles":
        made = schedules.CyclicalTriangle(share * top, top, max(1, STEPS // (2 * count)))
    elif kind == "one cycle":
        made = schedules.OneCycle(top, STEPS)
    else:
        made = Constant(top)
    return schedules.WarmUp(made, first) if first else made


@dataclass
class Course:
    """A training as it went.

    Attributes:
        rates: the learning rate of each step so far.
        losses: the loss of each batch so far.
        measured: the steps at which the validation loss was measured.
        validation: that loss, the mean cross-entropy of 400 digits.
        lost: whether it ended because the loss was no longer finite.
    """

    rates: list[float] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)
    measured: list[int] = field(default_factory=list)
    validation: list[float] = field(default_factory=list)
    lost: bool = False


def train(schedule: Any) -> Iterator[Course]:
    """Train a small network on digits for 240 steps; give the course so far every 24 steps.

    One hidden layer of 48 units of ReLU, SGD with a momentum of 0.9, batches of 16, the same ones
    whatever the schedule is.

    Args:
        schedule: called with the step, returns the learning rate.
    """
    (x, labels), (new, new_labels) = _data()
    chance = np.random.default_rng(SEED)
    network = nn.Sequential(
        nn.Linear(x.shape[1], HIDDEN, generator=chance, dtype=np.float32),
        nn.Activation(nn.relu),
        nn.Linear(HIDDEN, 10, generator=chance, dtype=np.float32),
    )
    optimizer = nn.SGD(network.parameters(), learning_rate=schedule(0), momentum=MOMENTUM)
    entropy = nn.Loss(nn.softmax_cross_entropy)
    course = Course()
    with np.errstate(over="ignore", invalid="ignore"):  # a rate may be too large on purpose
        for step in range(STEPS + 1):
            if step % EVERY == 0:
                with nn.no_grad():
                    value = float(
                        nn.softmax_cross_entropy(network(nn.Tensor(new)).data, new_labels)
                    )
                course.lost = not np.isfinite(value)
                if not course.lost:
                    course.measured.append(step)
                    course.validation.append(value)
            if step % (3 * EVERY) == 0 or course.lost:
                yield course
            if step == STEPS or course.lost:
                return
            chosen = chance.integers(0, len(x), BATCH)
            loss = entropy(network(nn.Tensor(x[chosen])), labels[chosen])
            optimizer.learning_rate = schedule(step)
            course.rates.append(optimizer.learning_rate)
            course.losses.append(loss.item())
            optimizer.zero_gradients()
            loss.backward()
            optimizer.step()


@lru_cache(maxsize=64)
def constant_course(peak: float) -> Course:
    """Return the course of a training whose learning rate is `peak` all the time."""
    return list(train(Constant(peak)))[-1]


@lru_cache
def _data() -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    images, labels = digits()
    flat = images.reshape(len(images), -1)
    end = LEARNED + VALIDATION
    return (flat[:LEARNED], labels[:LEARNED]), (flat[LEARNED:end], labels[LEARNED:end])
