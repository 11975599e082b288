r"""Learning-rate schedules: large steps to get there, small ones to settle.

A schedule is called with the number of steps taken so far and returns the learning rate of the
next one: `optimizer.learning_rate = schedule(step)`. A step is whatever the caller counts,
batches or epochs; the first is 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, exp, pi

import numpy as np

from course.nn.arguments import integer, number

__all__ = [
    "Cosine",
    "CyclicalTriangle",
    "ExponentialDecay",
    "NewBob",
    "OneCycle",
    "StepDecay",
    "WarmUp",
]

Schedule = Callable[[int], float]


@dataclass(frozen=True)
class StepDecay:
    r"""Multiply by `factor` every `every` steps.

    a(t) = learning_rate factor^floor(t / every)

    Called with the step, an integer from 0; returns the learning rate, a float.

    Args:
        learning_rate: the first rate, at or above 0.
        factor: from 0 to 1.
        every: steps between two cuts, at least 1.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: deep neural networks, "Learning rate strategies (annealing)".
    """

    learning_rate: float
    factor: float
    every: int

    def __post_init__(self) -> None:
        """Check the options."""
        number("learning_rate", self.learning_rate, at_least=0)
        number("factor", self.factor, at_least=0, at_most=1)
        integer("every", self.every, at_least=1)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        return self.learning_rate * self.factor ** (integer("step", step, at_least=0) // self.every)


@dataclass(frozen=True)
class ExponentialDecay:
    r"""Decay a little at every step.

    a(t) = learning_rate exp(-rate t)

    Called with the step, an integer from 0; returns the learning rate, a float.

    Args:
        learning_rate: the first rate, at or above 0.
        rate: speed of the decay a step, at or above 0; log(2) / rate steps halve the learning
            rate.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: deep neural networks, "Learning rate strategies (annealing)".
    """

    learning_rate: float
    rate: float

    def __post_init__(self) -> None:
        """Check the options."""
        number("learning_rate", self.learning_rate, at_least=0)
        number("rate", self.rate, at_least=0)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        return self.learning_rate * exp(-self.rate * integer("step", step, at_least=0))


@dataclass(frozen=True)
class Cosine:
    r"""Half a cosine wave from `learning_rate` down to `lowest` in `steps` steps; then `lowest`.

    a(t) = lowest + (learning_rate - lowest) (1 + cos(pi t / steps)) / 2

    Called with the step, an integer from 0; returns the learning rate, a float.

    Args:
        learning_rate: the first rate, at or above `lowest`.
        steps: length of the way down, at least 1.
        lowest: the last rate, at or above 0.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: Loshchilov and Hutter 2017, "SGDR", without its restarts.
    """

    learning_rate: float
    steps: int
    lowest: float = 0.0

    def __post_init__(self) -> None:
        """Check the options."""
        number("lowest", self.lowest, at_least=0)
        number("learning_rate", self.learning_rate, at_least=self.lowest)
        integer("steps", self.steps, at_least=1)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        done = min(integer("step", step, at_least=0) / self.steps, 1.0)
        return self.lowest + (self.learning_rate - self.lowest) * (1 + cos(pi * done)) / 2


@dataclass(frozen=True)
class WarmUp:
    r"""Start another schedule gently: its rate times a factor that grows from `start` to 1.

    a(t) = schedule(t) (start + (1 - start) min(t / steps, 1))

    Called with the step, an integer from 0; returns the learning rate, a float.
    The schedule counts the same steps; it does not wait for the warm-up to end.

    Args:
        schedule: a schedule, or a number for a constant rate.
        steps: length of the warm-up, at least 1.
        start: the first factor, above 0 (a rate of 0 would waste the first step), at most 1.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: Goyal et al. 2017; deep neural networks, "Learning rate warm up".
    """

    schedule: Schedule | float
    steps: int
    start: float = 0.1

    def __post_init__(self) -> None:
        """Check the options."""
        if not callable(self.schedule):
            number("schedule", self.schedule, at_least=0)
        integer("steps", self.steps, at_least=1)
        number("start", self.start, above=0, at_most=1)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        done = min(integer("step", step, at_least=0) / self.steps, 1.0)
        full = self.schedule(step) if callable(self.schedule) else float(self.schedule)
        return full * (self.start + (1 - self.start) * done)


@dataclass(frozen=True)
class CyclicalTriangle:
    r"""Up from `lowest` to `highest` in `half_period` steps, down in as many, again and again.

    a(t) = lowest + (highest - lowest) (1 - |t / half_period mod 2 - 1|)

    Called with the step, an integer from 0; returns the learning rate, a float.

    Args:
        lowest, highest: the ends of the range, 0 <= lowest <= highest.
        half_period: steps from one end to the other, at least 1.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: Smith 2017, "Cyclical Learning Rates for Training Neural Networks"; deep neural
    networks, "Learning rate warm up".
    """

    lowest: float
    highest: float
    half_period: int

    def __post_init__(self) -> None:
        """Check the options."""
        number("lowest", self.lowest, at_least=0)
        number("highest", self.highest, at_least=self.lowest)
        integer("half_period", self.half_period, at_least=1)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        phase = integer("step", step, at_least=0) / self.half_period % 2
        return self.lowest + (self.highest - self.lowest) * (1 - abs(phase - 1))


@dataclass(frozen=True)
class OneCycle:
    r"""One triangle for the whole run, then a fall far below its feet; linear in between.

    a(0) = highest / 10, a(rise T) = highest
    a(2 rise T) = highest / 10, a(T) = highest / 1000, T = steps - 1

    Rates that would be too large for the start regularise in the middle; the end settles. Called
    with the step, an integer from 0; returns the learning rate, a float.

    Args:
        highest: rate at the tip, at or above 0.
        steps: length of the run, at least 4; later steps stay at the end.
        rise: share of the run that goes up, from 0.1 to 0.5.

    Raises:
        TypeError, ValueError: an option or a step outside its range.

    Source: Smith 2018, "A disciplined approach to neural network hyper-parameters"; deep neural
    networks, "Learning rate warm up".
    """

    highest: float
    steps: int
    rise: float = 0.45

    def __post_init__(self) -> None:
        """Check the options."""
        number("highest", self.highest, at_least=0)
        integer("steps", self.steps, at_least=4)
        number("rise", self.rise, at_least=0.1, at_most=0.5)

    def __call__(self, step: int) -> float:
        """Return the learning rate after `step` steps."""
        last = self.steps - 1
        corners = (0.0, self.rise * last, 2 * self.rise * last, last)
        rates = (self.highest / 10, self.highest, self.highest / 10, self.highest / 1000)
        return float(np.interp(integer("step", step, at_least=0), corners, rates))


class NewBob:
    r"""Cut the learning rate whenever the validation error goes up.

    a <- factor a after error_k if error_k > error_{k-1}

    Tell it each validation error with `observe`. Called with the step, an integer from 0; returns
    the learning rate reached so far, a float. An error equal to the last one is no rise.

    Args:
        learning_rate: the first rate, at or above 0.
        factor: what a rise multiplies it by, from 0 to 1.

    Raises:
        TypeError, ValueError: an option or a step out of range; an error that is NaN or infinite.

    Source: deep neural networks, "Learning rate strategies (annealing)".
    """

    def __init__(self, learning_rate: float, factor: float = 0.5) -> None:
        """Start with no error seen."""
        self.learning_rate = number("learning_rate", learning_rate, at_least=0)
        self.factor = number("factor", factor, at_least=0, at_most=1)
        self._last_error = float("inf")

    def observe(self, validation_error: float) -> None:
        """Compare an error, lower is better, with the one before."""
        error = number("validation_error", validation_error)
        if error > self._last_error:
            self.learning_rate *= self.factor
        self._last_error = error

    def __call__(self, step: int) -> float:
        """Return the learning rate reached so far; `step` is only checked."""
        integer("step", step, at_least=0)
        return self.learning_rate
