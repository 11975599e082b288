"""Mistakes in one result of a function that returns several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from course.check.likely import Mistake

Formula = Callable[..., object]


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
