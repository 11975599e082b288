"""From a wrong answer to the mistake that probably made it: compare with what mistakes give."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
        numerical: the formula is right and only fails in floating point. An answer with nan or
            infinity is compared with these mistakes alone, because many formulas end there.
    """

    name: str
    hint: str
    wrong: Callable[..., Any]
    numerical: bool = False


class Likely(NamedTuple):
    """A mistake that was recognised."""

    name: str
    hint: str


def likely_mistakes(
    answer: Array,
    expected: Array,
    limit: Tolerance,
    *,
    mistakes: Sequence[Mistake] = (),
    arguments: Sequence[object] = (),
    keywords: Mapping[str, object] | None = None,
    part: int | None = None,
    warned: Sequence[str] = (),
) -> tuple[Likely, ...]:
    """Return the mistakes that give `answer`, the likeliest first.

    The author's `mistakes` come first, then the general ones. A mistake counts only where what
    it gives differs clearly from `expected`, so that a lucky input names nothing. `part` is the
    place of the answer in the tuple of results, for functions with several. `warned` are the
    warnings of the call: they tell apart mistakes that all end in nan.
    """
    finite = bool(np.isfinite(answer).all())
    likely: list[Likely] = []
    less_likely: list[Likely] = []
    for mistake in mistakes:
        if not finite and not mistake.numerical:
            continue
        wrong, texts = _wrong_answer(mistake, arguments, keywords or {}, part)
        if wrong is not None and _matches(answer, wrong, expected, limit):
            same = finite or _overflowed(texts) == _overflowed(warned)
            (likely if same else less_likely).append(Likely(mistake.name, mistake.hint))
    general = [
        Likely(name, hint)
        for name, hint, wrong in _general(answer, expected, arguments)
        if _matches(answer, wrong, expected, limit)
    ]
    return (*likely, *less_likely, *general)


def _wrong_answer(
    mistake: Mistake,
    arguments: Sequence[object],
    keywords: Mapping[str, object],
    part: int | None,
) -> tuple[Array | None, list[str]]:
    """Return what the mistake would give, None where it gives no answer here, and its warnings."""
    with warnings.catch_warnings(record=True) as caught, np.errstate(all="warn"):
        warnings.simplefilter("always")
        try:
            wrong = mistake.wrong(*copy.deepcopy(list(arguments)), **copy.deepcopy(dict(keywords)))
            if part is not None and is_sequence(wrong):
                wrong = wrong[part]
            answer = None if wrong is None else to_array(wrong)
        except (ArithmeticError, LookupError, TypeError, ValueError, AnswerError):
            answer = None  # this mistake cannot be made on this input
    return answer, [str(warning.message) for warning in caught]


def _overflowed(texts: Sequence[str]) -> bool:
    return any("overflow" in text for text in texts)


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
        if e.ndim == 0 and answer.ndim == 1 and answer.size > 1:
            hint = "These are the values of the single samples: take their mean."
            yield "not averaged", hint, answer - answer.mean() + e
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
