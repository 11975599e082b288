"""From a wrong answer to the mistake that probably made it: compare with what mistakes give."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from course.check.answers import AnswerError, is_sequence, to_array
from course.check.comparing import Tolerance, close
from course.nn.arguments import Array


@dataclass(frozen=True)
class Mistake:
    """A known mistake.

    Attributes:
        name: a few words, the same in every message and in the class report ("sum for mean").
        hint: one or two sentences that help to see it, without giving the code away.
        wrong: called like the student's function, returns the answer this mistake gives. For a
            function with several results it returns a tuple; None in a place claims nothing there.
    """

    name: str
    hint: str
    wrong: Callable[..., object]


class Likely(NamedTuple):
    """A mistake that was recognised."""

    name: str
    hint: str


def likely_mistake(
    answer: Array,
    expected: Array,
    limit: Tolerance,
    *,
    mistakes: Sequence[Mistake] = (),
    arguments: Sequence[object] = (),
    keywords: Mapping[str, object] | None = None,
    part: int | None = None,
) -> Likely | None:
    """Return the mistake that gives `answer`, or None when none does.

    The author's `mistakes` come first, then the general ones. A mistake counts only where what
    it gives differs clearly from `expected`, so that a lucky input names nothing. `part` is the
    place of the answer in the tuple of results, for functions with several.
    """
    for mistake in mistakes:
        wrong = _wrong_answer(mistake, arguments, keywords or {}, part)
        if wrong is not None and _matches(answer, wrong, expected, limit):
            return Likely(mistake.name, mistake.hint)
    for name, hint, wrong in _general(answer, expected, arguments):
        if _matches(answer, wrong, expected, limit):
            return Likely(name, hint)
    return None


def _wrong_answer(
    mistake: Mistake,
    arguments: Sequence[object],
    keywords: Mapping[str, object],
    part: int | None,
) -> Array | None:
    """Return what the mistake would give, or None where it gives no answer for this input."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            wrong = mistake.wrong(*copy.deepcopy(list(arguments)), **copy.deepcopy(dict(keywords)))
            if part is not None and is_sequence(wrong):
                wrong = wrong[part]  # type: ignore[index]
            return None if wrong is None else to_array(wrong)
        except (ArithmeticError, LookupError, TypeError, ValueError, AnswerError):
            return None  # this mistake cannot be made on this input


def _matches(answer: Array, wrong: Array, expected: Array, limit: Tolerance) -> bool:
    if answer.shape != wrong.shape or answer.size == 0:
        return False
    same = close(answer, wrong, limit) | (np.isnan(answer) & np.isnan(wrong))
    if not same.all():
        return False
    if wrong.shape != expected.shape:
        return True
    wide = Tolerance(4 * limit.relative, 4 * limit.absolute)
    return not bool(close(wrong, expected, wide).all())


def _general(
    answer: Array, expected: Array, arguments: Sequence[object]
) -> Iterator[tuple[str, str, Array]]:
    """Yield (name, hint, wrong answer) of the mistakes that any formula can suffer."""
    e = expected.astype(float)
    if answer.shape != e.shape:
        if e.ndim == 2 and answer.shape == e.shape[::-1]:
            yield "transposed", "Rows and columns are exchanged.", e.T
        if answer.size == e.size:
            yield (
                "wrong shape",
                "The numbers are right, their shape is not.",
                e.reshape(answer.shape),
            )
        return
    if not np.isfinite(e).all() or not np.any(e):
        return
    yield "sign", "Everything has the opposite sign.", -e
    yield from _factors(e, arguments)
    yield "base-2 logarithm", "The formulas use the natural logarithm, np.log.", e / np.log(2)
    yield "base-10 logarithm", "The formulas use the natural logarithm, np.log.", e / np.log(10)
    if e.ndim == 2 and e.shape[0] == e.shape[1]:
        yield "transposed", "Rows and columns are exchanged.", e.T
    if np.unique(e).size > 2:
        yield "index off by one", "The right numbers, one place too far.", np.roll(e, 1, axis=-1)
        yield "index off by one", "The right numbers, one place too early.", np.roll(e, -1, axis=-1)
    if (e < 0).any():
        yield "sign lost", "Negative numbers came out positive.", np.abs(e)


def _factors(e: Array, arguments: Sequence[object]) -> Iterator[tuple[str, str, Array]]:
    """Yield answers that are a constant times the right one."""
    shape: tuple[int, ...] = next(
        (a.shape for a in arguments if isinstance(a, np.ndarray) and a.ndim), (1,)
    )
    samples = shape[0]
    if samples > 2:  # with one or two samples the factor could have other reasons
        hint = f"The answer is {samples} times too large: divide by the number of samples."
        yield "sum for mean", hint, e * samples
        hint = f"The answer is {samples} times too small: it is divided by N once too often."
        yield "divided by N twice", hint, e / samples
    if len(shape) == 2 and shape[1] > 2 and shape[1] != samples:
        hint = "Divide by the number of samples (rows), not by the number of entries."
        yield "mean over all entries", hint, e / shape[1]
    yield "factor 2", "The answer is twice what it should be.", 2 * e
    yield "factor 1/2", "The answer is half of what it should be.", e / 2
