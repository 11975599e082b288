"""Mistakes in schedules for the learning rate, and in clipping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array


def _cosine(step: float, steps: float) -> float:
    return (1 + cos(pi * min(step / steps, 1))) / 2


def _each(name: str, hint: str, rate: Callable[..., float]) -> Mistake:
    """Return a mistake in the rates of several steps, from the rate of one."""
    return Mistake(name, hint, lambda places, *rest: [rate(t, *rest) for t in places])


warm_up_cosine = (
    _each(
        "warm-up missing",
        "In the first steps the rate is multiplied by a factor that grows.",
        lambda t, a, steps, n: a * _cosine(t, steps),
    ),
    _each(
        "warm-up from 0",
        "In step 0 the factor is 1/n, not 0: a rate of 0 would waste the step.",
        lambda t, a, steps, n: a * _cosine(t, steps) * min(t / n, 1),
    ),
    _each(
        "warm-up never ends",
        "The factor grows to 1 and stays there.",
        lambda t, a, steps, n: a * _cosine(t, steps) * (t + 1) / n,
    ),
    _each(
        "cosine goes up again",
        "After the end of the run the rate stays at 0.",
        lambda t, a, steps, n: a * (1 + cos(pi * t / steps)) / 2 * min((t + 1) / n, 1),
    ),
    _each(
        "full cosine wave",
        "Half a wave goes from 1 to 0: pi, not 2 pi.",
        lambda t, a, steps, n: a * (1 + cos(2 * pi * min(t / steps, 1))) / 2 * min((t + 1) / n, 1),
    ),
    _each(
        "cosine not halved",
        "Add 1 to the cosine, and divide by 2.",
        lambda t, a, steps, n: a * 2 * _cosine(t, steps) * min((t + 1) / n, 1),
    ),
    _each(
        "cosine not raised",
        "Add 1 to the cosine, and divide by 2: the rate is never negative.",
        lambda t, a, steps, n: a * cos(pi * min(t / steps, 1)) * min((t + 1) / n, 1),
    ),
    _each(
        "cosine waits for the warm-up",
        "The cosine counts the same steps; it does not wait.",
        lambda t, a, steps, n: a * (t + 1) / n if t < n else a * _cosine(t - n, max(steps - n, 1)),
    ),
    _each(
        "warm-up without cosine",
        "The cosine is multiplied with the warm-up from the first step on.",
        lambda t, a, steps, n: a * (t + 1) / n if t + 1 < n else a * _cosine(t, steps),
    ),
    _each(
        "straight line for cosine",
        "The rate falls along half a cosine wave.",
        lambda t, a, steps, n: a * (1 - min(t / steps, 1)) * min((t + 1) / n, 1),
    ),
)


def _height(t: float, half: float) -> float:
    place = t % (2 * half)
    return min(place, 2 * half - place) / half


triangle = (
    _each(
        "saw for triangle",
        "After the top the rate comes down as slowly as it went up.",
        lambda t, low, high, half: low + (high - low) * (t % half) / half,
    ),
    _each(
        "saw for triangle",
        "The rate goes up for `half` steps, then down for as many.",
        lambda t, low, high, half: low + (high - low) * (t % (2 * half)) / (2 * half),
    ),
    _each(
        "upside down",
        "Step 0 has the lowest rate.",
        lambda t, low, high, half: high - (high - low) * _height(t, half),
    ),
    _each(
        "half for the whole period",
        "`half` steps lead up, and `half` more down.",
        lambda t, low, high, half: low + (high - low) * _height(t, half / 2),
    ),
    _each(
        "lowest not added",
        "The triangle stands on the lowest rate.",
        lambda t, low, high, half: (high - low) * _height(t, half),
    ),
    _each(
        "height from 0",
        "The triangle rises by the difference of highest and lowest.",
        lambda t, low, high, half: low + high * _height(t, half),
    ),
    _each(
        "one cycle only",
        "After a cycle the next one begins.",
        lambda t, low, high, half: low + (high - low) * max(0.0, 1 - abs(t / half - 1)),
    ),
    _each(
        "one cycle only",
        "After a cycle the next one begins.",
        lambda t, low, high, half: low + (high - low) * (1 - abs(t / half - 1)),
    ),
    _each(
        "wave for triangle",
        "Straight lines lead up and down.",
        lambda t, low, high, half: low + (high - low) * (1 - cos(pi * t / half)) / 2,
    ),
)


def _row(gradients: Sequence[Array]) -> Array:
    return np.concatenate([np.ravel(np.asarray(g, dtype=float)) for g in gradients])


def _norm(gradients: Sequence[Array]) -> float:
    return float(np.sqrt(np.sum(_row(gradients) ** 2)))


def _shortened(gradient: Array, limit: float) -> Array:
    length = float(np.sqrt(np.sum(np.asarray(gradient, dtype=float) ** 2)))
    return gradient * min(1.0, limit / length) if length else gradient


clip_by_norm = (
    Mistake(
        "each array on its own",
        "One norm for all arrays together: only so is the direction kept.",
        lambda gradients, c: _row([_shortened(g, c) for g in gradients]),
    ),
    Mistake(
        "each entry on its own",
        "The whole gradient is shortened, not single entries: the direction is kept.",
        lambda gradients, c: np.clip(_row(gradients), -c, c),
    ),
    Mistake(
        "always scaled to the limit",
        "A gradient that is shorter than the limit stays as it is.",
        lambda gradients, c: _row(gradients) * c / _norm(gradients),
    ),
    Mistake(
        "root missing",
        "The norm is the root of the sum of squares.",
        lambda gradients, c: _row(gradients) * min(1.0, c / _norm(gradients) ** 2),
    ),
    Mistake(
        "sum of the norms",
        "Add the squares of all entries, and take the root once.",
        lambda gradients, c: (
            _row(gradients) * min(1.0, c / sum(_norm([gradient]) for gradient in gradients))
        ),
    ),
    Mistake(
        "sum of sizes for the norm",
        "The norm is the root of the sum of squares.",
        lambda gradients, c: _row(gradients) * min(1.0, c / np.abs(_row(gradients)).sum()),
    ),
    Mistake(
        "largest entry for the norm",
        "The norm is the root of the sum of squares.",
        lambda gradients, c: _row(gradients) * min(1.0, c / np.abs(_row(gradients)).max()),
    ),
    Mistake(
        "not clipped",
        "Shorten what is longer than the limit.",
        lambda gradients, c: _row(gradients),
    ),
    Mistake(
        "divided by the norm only",
        "Shortened gradients have the length of the limit.",
        lambda gradients, c: _row(gradients) / (_norm(gradients) if _norm(gradients) > c else 1.0),
    ),
    Mistake(
        "division by 0",
        "A gradient of length 0 stays 0: do not divide by its norm.",
        lambda gradients, c: _row(gradients) * np.minimum(1, c / np.float64(_norm(gradients))),
        numerical=True,
    ),
    Mistake(
        "division by 0",
        "A gradient of length 0 stays 0: do not divide by its norm.",
        lambda gradients, c: _row(gradients) * (c / np.float64(_norm(gradients))),
        numerical=True,
    ),
)
