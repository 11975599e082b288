r"""Search for hyper-parameters: by grid, by chance, by evolution.

All three call `objective(settings)` with a dictionary of settings and look for the smallest
value, such as the error on validation data. A value of NaN, a run that diverged, counts as
infinity. Every trial is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, floor, inf, log
from typing import Any, NamedTuple, Protocol

import numpy as np

from course.nn.arguments import NUMBERS, describe, integer, number, random_generator

__all__ = [
    "Choice",
    "Integers",
    "LogUniform",
    "SearchResult",
    "Trial",
    "Uniform",
    "evolutionary_search",
    "grid_search",
    "random_search",
]

Settings = dict[str, Any]
Objective = Callable[[Settings], float]


class Range(Protocol):
    """A hyper-parameter's values, laid out on the unit interval."""

    def at(self, position: float) -> Any:
        """Return the value at `position`, from 0 to below 1."""


@dataclass(frozen=True)
class Uniform:
    """Real numbers from `low` to `high`, all equally likely: a dropout rate.

    x = low + (high - low) u, u ~ Uniform(0, 1)

    Args:
        low, high: the ends, numbers with low <= high.

    Raises:
        TypeError, ValueError: ends that are not finite numbers, or in the wrong order.

    Source: Bergstra and Bengio 2012.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Check the ends."""
        number("high", self.high, at_least=number("low", self.low))

    def at(self, position: float) -> float:
        """Return the number at `position`, from 0 to below 1."""
        return self.low + (self.high - self.low) * position


@dataclass(frozen=True)
class LogUniform:
    """Positive numbers whose logarithm is uniform: a learning rate from 1e-5 to 1e-1.

    log x = log low + (log high - log low) u, u ~ Uniform(0, 1)

    Args:
        low, high: the ends, numbers with 0 < low <= high.

    Raises:
        TypeError, ValueError: ends that are not positive numbers, or in the wrong order.

    Source: Bergstra and Bengio 2012.
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        """Check the ends."""
        number("high", self.high, at_least=number("low", self.low, above=0))

    def at(self, position: float) -> float:
        """Return the number at `position`, from 0 to below 1."""
        return exp(log(self.low) + (log(self.high) - log(self.low)) * position)


@dataclass(frozen=True)
class Integers:
    """Whole numbers from `low` to `high`, both included: the number of layers.

    x = low + floor((high - low + 1) u), u ~ Uniform(0, 1)

    Args:
        low, high: the ends, integers with low <= high.

    Raises:
        TypeError, ValueError: ends that are not integers, or in the wrong order.

    Source: standard definition.
    """

    low: int
    high: int

    def __post_init__(self) -> None:
        """Check the ends."""
        integer("high", self.high, at_least=integer("low", self.low))

    def at(self, position: float) -> int:
        """Return the number at `position`, from 0 to below 1."""
        return self.low + floor((self.high - self.low + 1) * position)


@dataclass(frozen=True)
class Choice:
    """One of several things, all equally likely: an activation function.

    x = options[floor(C u)], u ~ Uniform(0, 1)

    Args:
        options: a list of C things, at least one, of any type; an array may have one dimension.

    Raises:
        TypeError, ValueError: not a list, or an empty one.

    Source: standard definition.
    """

    options: Sequence[Any]

    def __post_init__(self) -> None:
        """Check that there is something to choose from."""
        _sequence("options", self.options)

    def at(self, position: float) -> Any:
        """Return the option at `position`, from 0 to below 1."""
        return self.options[floor(len(self.options) * position)]


class Trial(NamedTuple):
    """Settings that were tried, and what the objective said.

    Attributes:
        settings: a dictionary from the names of hyper-parameters to their values.
        value: a float, what the objective returned; infinity where that was NaN.

    Source: our own record.
    """

    settings: Settings
    value: float


class SearchResult(NamedTuple):
    """What a search returns.

    Attributes:
        best: the `Trial` of the smallest value, a float; the first, if several share it.
        trials: a list of all of them, in the order they were made.

    Source: our own record.
    """

    best: Trial
    trials: list[Trial]


def grid_search(objective: Objective, grid: Mapping[str, Sequence[Any]]) -> SearchResult:
    r"""Try every combination: the product of the sizes, so for a few hyper-parameters only.

    Args:
        objective: called with a dictionary of settings, returns a number; smaller is better.
        grid: for each name the values to try.

    Returns:
        `SearchResult`, with one trial a combination; the last name changes fastest.

    Raises:
        TypeError, ValueError: an empty grid, a name without values, an objective that returns no
            number.

    Source: CPSC 532S, hyper-parameters; deep neural networks, "Tips to tune".
    """
    names = _names("grid", grid)
    for name in names:
        _sequence(f"grid[{name!r}]", grid[name])
    combinations = product(*(grid[name] for name in names))
    return _result(
        [_try(objective, dict(zip(names, values, strict=True))) for values in combinations]
    )


def random_search(
    objective: Objective, space: Mapping[str, Range], *, trials: int, generator: np.random.Generator
) -> SearchResult:
    r"""Try settings drawn at random.

    When only some hyper-parameters matter, this tries a new value of those at every trial, where
    a grid repeats a few.

    Args:
        objective: as in `grid_search`.
        space: for each name a `Uniform`, `LogUniform`, `Integers` or `Choice`.
        trials: how many, at least 1.
        generator: where the randomness comes from.

    Returns:
        `SearchResult`, with that number of trials.

    Raises:
        TypeError, ValueError: an empty space, a name without a range, a wrong option, an
            objective that returns no number.

    Source: Bergstra and Bengio 2012; deep neural networks, "Tips to tune".
    """
    ranges = _ranges(space)
    count = integer("trials", trials, at_least=1)
    positions = random_generator("generator", generator).uniform(size=(count, len(ranges)))
    return _result([_try(objective, _settings(ranges, row)) for row in positions])


def evolutionary_search(
    objective: Objective,
    space: Mapping[str, Range],
    *,
    population: int,
    generations: int,
    generator: np.random.Generator,
    mutation: float = 0.1,
) -> SearchResult:
    r"""Breed settings: keep the better half, let its members have children, and again.

    The first generation is drawn at random. A child takes each hyper-parameter from one of two
    parents at random, then each moves by a Gaussian step, reflected at the ends of its range.

    Args:
        objective, space: as in `random_search`.
        population: settings alive at a time, at least 4.
        generations: how many, at least 1; the first costs `population` trials, each further one
            half of that (rounded down).
        generator: where the randomness comes from.
        mutation: standard deviation of the step, as a share of the range, above 0.

    Returns:
        `SearchResult`, with population + (generations - 1) floor(population / 2) trials.

    Raises:
        TypeError, ValueError: as in `random_search`.

    Source: deep neural networks, "Tips to tune" (genetic algorithm).
    """
    ranges = _ranges(space)
    size = integer("population", population, at_least=4)
    rounds = integer("generations", generations, at_least=1)
    spread = number("mutation", mutation, above=0)
    chance = random_generator("generator", generator)

    genes = chance.uniform(size=(size, len(ranges)))
    trials = [_try(objective, _settings(ranges, row)) for row in genes]
    fitness = np.array([trial.value for trial in trials])
    for _ in range(rounds - 1):
        survivors = np.argsort(fitness, kind="stable")[: size - size // 2]
        children = _children(genes[survivors], size // 2, spread, chance)
        born = [_try(objective, _settings(ranges, row)) for row in children]
        genes = np.concatenate([genes[survivors], children])
        fitness = np.concatenate([fitness[survivors], [trial.value for trial in born]])
        trials += born
    return _result(trials)


def _children(
    parents: np.ndarray, count: int, spread: float, chance: np.random.Generator
) -> np.ndarray:
    mothers, fathers = chance.integers(len(parents), size=(2, count))
    from_mother = chance.uniform(size=(count, parents.shape[1])) < 0.5
    mixed = np.where(from_mother, parents[mothers], parents[fathers])
    moved = np.abs(mixed + chance.normal(0, spread, mixed.shape)) % 2
    reflected = np.where(moved < 1, moved, 2 - moved)
    return np.minimum(reflected, np.nextafter(1, 0))  # positions stay below 1


def _try(objective: Objective, settings: Settings) -> Trial:
    if not callable(objective):
        raise TypeError(f"objective must be callable with settings, got {describe(objective)}")
    value = objective(dict(settings))
    if not isinstance(value, NUMBERS):
        raise TypeError(f"objective must return a number, got {describe(value)}")
    return Trial(settings, inf if np.isnan(value) else float(value))


def _result(trials: list[Trial]) -> SearchResult:
    return SearchResult(min(trials, key=lambda trial: trial.value), trials)


def _settings(ranges: Mapping[str, Range], positions: np.ndarray) -> Settings:
    return {
        name: values.at(float(position))
        for (name, values), position in zip(ranges.items(), positions, strict=True)
    }


def _names(name: str, value: object) -> list[str]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a dictionary from names to values, got {describe(value)}")
    if not value:
        raise ValueError(f"{name} must name at least one hyper-parameter, got an empty dictionary")
    return list(value)


def _ranges(space: Mapping[str, Range]) -> Mapping[str, Range]:
    for name in _names("space", space):
        if not isinstance(space[name], Uniform | LogUniform | Integers | Choice):
            raise TypeError(
                f"space[{name!r}] must be Uniform, LogUniform, Integers or Choice, "
                f"got {describe(space[name])}"
            )
    return space


def _sequence(name: str, value: object) -> None:
    is_array = isinstance(value, np.ndarray) and value.ndim == 1
    if isinstance(value, str | bytes) or not (is_array or isinstance(value, Sequence)):
        raise TypeError(f"{name} must be a list of values, got {describe(value)}")
    if len(value) == 0:  # type: ignore[arg-type]  # narrowed just above
        raise ValueError(f"{name} must have at least one value, got none")
