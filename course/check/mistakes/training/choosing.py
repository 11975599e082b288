"""Mistakes in choosing: early stopping, sampling on a logarithmic scale, random search."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Settings = dict[str, float]
Space = Mapping[str, tuple[float, float]]
Draw = Callable[[float, float, np.random.Generator], float]


def _stopped(
    losses: Array,
    patience: int,
    *,
    better: Callable[[float, float], bool] = lambda loss, best: loss < best,
) -> tuple[int, int]:
    """Early stopping with another idea of what is better."""
    best = epoch = 0
    for epoch, loss in enumerate(losses):
        if epoch and better(loss, losses[best]):
            best = epoch
        if epoch - best >= patience:
            break
    return best, epoch


def _against_the_one_before(losses: Array, patience: int) -> tuple[int, int]:
    waiting = best = epoch = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[epoch - 1]:
            waiting, best = 0, epoch
        else:
            waiting += 1
        if waiting >= patience:
            break
    return best, epoch


def _never_reset(losses: Array, patience: int) -> tuple[int, int]:
    """Counts the bad epochs of the whole history."""
    waiting = best = epoch = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waiting += 1
        if waiting >= patience:
            break
    return best, epoch


def _later(losses: Array, patience: int) -> tuple[int, int]:
    return _stopped(losses, patience + 1)


early_stopping = (
    Mistake(
        "equal losses counted as improvement",
        "Only a lower loss is an improvement.",
        lambda losses, patience: _stopped(losses, patience, better=lambda a, b: a <= b),
    ),
    Mistake(
        "compared with the epoch before",
        "Compare with the best loss so far.",
        _against_the_one_before,
    ),
    Mistake(
        "waiting not started anew",
        "After an improvement the waiting starts from zero.",
        _never_reset,
    ),
    Mistake(
        "last epoch kept",
        "The weights of the best epoch are kept, not those of the last.",
        lambda losses, patience: (_stopped(losses, patience)[1],) * 2,
    ),
    Mistake(
        "stops one epoch too late",
        "Stop after the epoch that completes the `patience` epochs without improvement.",
        _later,
    ),
    Mistake(
        "stops one epoch too early",
        "Wait until `patience` epochs in a row have brought no improvement.",
        lambda losses, patience: _stopped(losses, patience - 1) if patience > 1 else None,
    ),
    Mistake(
        "knows the future",
        "The best of all epochs is not known yet when training stops.",
        lambda losses, patience: (int(np.argmin(losses)), _stopped(losses, patience)[1]),
    ),
    Mistake(
        "knows the future",
        "Training stops: the epochs after the stop are never run.",
        lambda losses, patience: (int(np.argmin(losses)), len(losses) - 1),
    ),
    Mistake(
        "never stops",
        "Stop when `patience` epochs in a row have brought no improvement.",
        lambda losses, patience: (_stopped(losses, patience)[0], len(losses) - 1),
    ),
    Mistake(
        "highest for lowest",
        "These are losses: lower is better.",
        lambda losses, patience: _stopped(losses, patience, better=lambda a, b: a > b),
    ),
    Mistake(
        "counted from 1",
        "The first epoch is number 0.",
        lambda losses, patience: tuple(k + 1 for k in _stopped(losses, patience)),
    ),
    Mistake(
        "results exchanged",
        "First the epoch that is kept, then the last one that was run.",
        lambda losses, patience: _stopped(losses, patience)[::-1],
    ),
)


def _log_uniform(low: float, high: float, generator: np.random.Generator) -> float:
    return low * (high / low) ** generator.random()


def _uniform(low: float, high: float, generator: np.random.Generator) -> float:
    return low + (high - low) * generator.random()


def _mixed_bases(low: float, high: float, generator: np.random.Generator) -> float:
    u = generator.random()
    return 10.0 ** ((1 - u) * np.log(low) + u * np.log(high))


UNIFORM = "uniform for log-uniform"
UNIFORM_HINT = "Nine of ten such draws lie in the highest decade: draw the exponent evenly."

sample_log_uniform = (
    Mistake(UNIFORM, UNIFORM_HINT, _uniform),
    Mistake(
        "exponent for the value",
        "Turn the exponent back into a number.",
        lambda low, high, g: np.log(_log_uniform(low, high, g)),
    ),
    Mistake(
        "exponent for the value",
        "Turn the exponent back into a number.",
        lambda low, high, g: np.log10(_log_uniform(low, high, g)),
    ),
    Mistake(
        "two bases mixed",
        "np.log goes with np.exp, np.log10 with powers of ten.",
        _mixed_bases,
    ),
    Mistake(
        "two bases mixed",
        "np.log goes with np.exp, np.log10 with powers of ten.",
        lambda low, high, g: np.exp(np.log10(_log_uniform(low, high, g))),
    ),
    Mistake(
        "from high to low",
        "u = 0 must give low, u = 1 high.",
        lambda low, high, g: low * high / _log_uniform(low, high, g),
    ),
    Mistake(
        "not started at low",
        "The power of high / low is multiplied by low.",
        lambda low, high, g: _log_uniform(low, high, g) / low,
    ),
    Mistake(
        "high for high / low",
        "Raise the ratio high / low to the power u.",
        lambda low, high, g: low * high ** g.random(),
    ),
    Mistake(
        "always the middle",
        "Draw u with the generator.",
        lambda low, high, g: np.sqrt(low * high),
    ),
)


def _tried(
    objective: Callable[[Settings], float],
    space: Space,
    trials: int,
    generator: np.random.Generator,
    draw: Draw = _log_uniform,
) -> list[tuple[float, Settings]]:
    """Return (value, settings) of every trial."""
    found = []
    for _ in range(trials):
        settings = {name: draw(low, high, generator) for name, (low, high) in space.items()}
        found.append((float(objective(settings)), settings))
    return found


def _answer(space: Space, chosen: tuple[float, Settings]) -> tuple[list[float], float]:
    value, settings = chosen
    return [settings[name] for name in space], value


def _searched(
    choose: Callable[[list[tuple[float, Settings]]], tuple[float, Settings]],
    draw: Draw = _log_uniform,
    more: int = 0,
) -> Callable[..., Any]:
    def answer(
        objective: Callable[[Settings], float],
        space: Space,
        trials: int,
        generator: np.random.Generator,
    ) -> object:
        tried = _tried(objective, space, trials + more, generator, draw)
        return _answer(space, choose(tried)) if tried else None

    return answer


def _lowest(tried: Sequence[tuple[float, Settings]]) -> tuple[float, Settings]:
    return min(tried, key=lambda one: np.inf if np.isnan(one[0]) else one[0])


def _last_of_equals(tried: Sequence[tuple[float, Settings]]) -> tuple[float, Settings]:
    return _lowest(tried[::-1])


def _one_draw_for_all(
    objective: Callable[[Settings], float],
    space: Space,
    trials: int,
    generator: np.random.Generator,
) -> object:
    """One u for all the settings of a trial."""
    found = []
    for _ in range(trials):
        u = generator.random()
        settings = {name: low * (high / low) ** u for name, (low, high) in space.items()}
        found.append((float(objective(settings)), settings))
    return _answer(space, _lowest(found))


def _setting_by_setting(
    objective: Callable[[Settings], float],
    space: Space,
    trials: int,
    generator: np.random.Generator,
) -> object:
    """All the draws of the first setting, then all of the second."""
    columns = {
        name: [_log_uniform(low, high, generator) for _ in range(trials)]
        for name, (low, high) in space.items()
    }
    found = [
        (float(objective(settings)), settings)
        for settings in (
            {name: column[k] for name, column in columns.items()} for k in range(trials)
        )
    ]
    return _answer(space, _lowest(found))


random_search = (
    Mistake(
        "nan taken for the best",
        "A run that exploded is never the best: a comparison with nan is always false.",
        _searched(lambda tried: tried[int(np.argmin([value for value, _ in tried]))]),
        numerical=True,
    ),
    Mistake(
        "highest for lowest",
        "Lower is better.",
        _searched(lambda tried: max(tried, key=lambda one: one[0])),
    ),
    Mistake(
        "last trial for the best",
        "Keep the settings of the best trial; a copy, if one dictionary is filled anew each time.",
        _searched(lambda tried: tried[-1]),
    ),
    Mistake(
        "first trial for the best",
        "Keep the settings of the best trial. A comparison with nan is always false.",
        _searched(lambda tried: tried[0]),
    ),
    Mistake(UNIFORM, UNIFORM_HINT, _searched(_lowest, draw=_uniform)),
    Mistake(
        "one trial too few",
        "Make as many trials as asked for.",
        _searched(_lowest, more=-1),
    ),
    Mistake(
        "one trial too many",
        "Make as many trials as asked for.",
        _searched(_lowest, more=1),
    ),
    Mistake(
        "one draw for all settings",
        "Draw every setting on its own, in the order of the space.",
        _one_draw_for_all,
    ),
    Mistake(
        "setting by setting",
        "Trial 1 draws all its settings first, then trial 2.",
        _setting_by_setting,
    ),
    Mistake(
        "last of equals",
        "Of several equal values the first counts.",
        _searched(_last_of_equals),
    ),
)
