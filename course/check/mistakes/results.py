"""Mistakes in one result of a function that returns several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from course.check.likely import Mistake

Formula = Callable[..., Any]


def in_result(place: int, count: int, mistakes: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Return the mistakes of one result as those of a function with `count` results.

    Nothing is claimed of the other results, so each mistake is recognised in result `place` alone.
    """
    return tuple(
        Mistake(m.name, m.hint, _only(place, count, m.wrong), m.numerical) for m in mistakes
    )


def _only(place: int, count: int, wrong: Formula) -> Formula:
    def formula(*arguments: object, **keywords: object) -> tuple[object, ...]:
        given = wrong(*arguments, **keywords)
        return tuple(given if k == place else None for k in range(count))

    return formula


def pairs(mistakes: Sequence[Mistake], place: int) -> tuple[Mistake, ...]:
    """Return mistakes of (value, results ...) as those of a function of (value, result `place`)."""
    return tuple(Mistake(m.name, m.hint, _pair(m.wrong, place), m.numerical) for m in mistakes)


def _pair(wrong: Formula, place: int) -> Formula:
    def formula(*arguments: object, **keywords: object) -> tuple[object, object]:
        results = wrong(*arguments, **keywords)
        return results[0], results[place]

    return formula


def gradients_of(mistakes: Sequence[Mistake]) -> tuple[Mistake, ...]:
    """Return mistakes in a gradient as those of a function that returns (value, gradient)."""
    return tuple(Mistake(m.name, m.hint, _second(m.wrong), m.numerical) for m in mistakes)


def _second(wrong: Formula) -> Formula:
    return lambda *arguments, **keywords: (None, wrong(*arguments, **keywords))
