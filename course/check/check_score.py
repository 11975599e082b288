"""`check.score`: how good is it? A number that earns a share of the check, by a published curve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from course.check.answers import AnswerError, to_array
from course.check.calling import call, hint_from, name_of
from course.check.record import Record, recorder
from course.check.words import sentences

Curve = Sequence[tuple[float, float]]


def score(
    function: Callable[..., object],
    *arguments: object,
    curve: Curve,
    name: str | None = None,
    **keywords: object,
) -> None:
    """Give the share of this check that the number a function returns has earned.

    share = the curve at that number: straight lines between its points, level outside

    Args:
        function: returns one number, such as the accuracy that a training run reached.
        arguments, keywords: given to it, as copies.
        curve: pairs (number, share), the numbers rising and the shares from 0 to 1, the last 1.
        name: what this check is about, in a few words.

    Raises:
        ValueError: no such curve.
        CheckFailed: less than the whole share is earned, and there is no `check.points` block.
    """
    numbers, shares = _checked(curve)
    subject = name_of(function)
    title = f"{subject}: {name}" if name else subject
    outcome = call(function, arguments, keywords)
    hint, mistake = hint_from(outcome.warnings)
    if outcome.error:
        recorder.add(Record(title, False, sentences(outcome.error, hint), mistake))
        return
    try:
        reached = to_array(outcome.answer)
        if reached.ndim or not np.isfinite(reached):
            raise AnswerError("gave no single finite number")
    except AnswerError as error:
        recorder.add(Record(title, False, sentences(f"{subject} {error}", hint), mistake))
        return
    share = float(np.interp(float(reached), numbers, shares))
    full = numbers[shares.index(1.0)]
    text = f"reached {float(reached):.4g}: {share:.0%} of this check (all of it from {full:g})"
    recorder.add(Record(title, share == 1, text, credit=share))


def _checked(curve: Curve) -> tuple[list[float], list[float]]:
    numbers, shares = [float(x) for x, _ in curve], [float(y) for _, y in curve]
    rising = all(a < b for a, b in pairwise(numbers))
    if not rising or not shares or shares[-1] != 1 or not all(0 <= y <= 1 for y in shares):
        raise ValueError(
            "curve must hold pairs (number, share), the numbers rising, the shares from 0 to 1 "
            f"and the last of them 1, got {curve!r}"
        )
    return numbers, shares
