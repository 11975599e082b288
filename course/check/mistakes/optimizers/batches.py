"""Mistakes in cutting epochs into batches, and in putting gradients together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

DROPPED = "last batch left out"
DROPPED_HINT = "The samples that are left at the end make a shorter batch of their own."


def _even(samples: int, size: int) -> list[int]:
    count = -(-samples // size)
    return [len(part) for part in np.array_split(np.arange(samples), count)]


def _numbers(samples: int, count: int) -> list[int]:
    return [len(part) for part in np.array_split(np.arange(samples), count)]


lengths = (
    Mistake(DROPPED, DROPPED_HINT, lambda m, b: [b] * (m // b)),
    Mistake(
        "last batch filled up",
        "The last batch is shorter: no sample is used twice.",
        lambda m, b: [b] * -(-m // b),
    ),
    Mistake(
        "batches of equal length",
        "All batches have the given size but the last.",
        _even,
    ),
    Mistake(
        "size for number",
        "The second argument is the size of a batch, not the number of batches.",
        _numbers,
    ),
    Mistake(
        "empty batch at the end",
        "When nothing is left there is no further batch.",
        lambda m, b: [b] * (m // b) + [m % b],
    ),
)

times_used = (
    Mistake(
        "samples drawn with replacement",
        "Each sample is used once in an epoch: permute, do not draw.",
        lambda m, b: np.bincount(np.random.default_rng(1).integers(0, m, m), minlength=m),
    ),
    Mistake(
        DROPPED,
        DROPPED_HINT,
        lambda m, b: np.bincount(
            np.random.default_rng(1).permutation(m)[: m // b * b], minlength=m
        ),
    ),
    Mistake(
        DROPPED,
        DROPPED_HINT,
        lambda m, b: (np.arange(m) < m // b * b).astype(int),
    ),
)

share_in_place = (Mistake("not shuffled", "Draw a new order for each epoch.", lambda m, b: 1.0),)

share_equal = (
    Mistake(
        "the same order in every epoch",
        "Draw a new order for each epoch, from the generator.",
        lambda m, b: 1.0,
    ),
)

share_equal_with_one_seed = (
    Mistake(
        "generator ignored",
        "Draw from the generator that is given, so that a run can be repeated.",
        lambda m, b: 1 / m,
    ),
)


def _weighted(gradients: Sequence[Array], sizes: Sequence[int]) -> Array:
    total = np.zeros(gradients[0].shape)
    for size, gradient in zip(sizes, gradients, strict=True):
        total = total + size * gradient
    return total


accumulated_gradient = (
    Mistake(
        "sizes ignored",
        "A short batch counts less: weight each gradient by its number of samples.",
        lambda gradients, sizes: sum(gradients) / len(gradients),
    ),
    Mistake(
        "sum for mean",
        "Gradients of means are averaged: divide.",
        lambda gradients, sizes: sum(gradients),
    ),
    Mistake(
        "not divided by the number of samples",
        "Divide by the number of all samples.",
        _weighted,
    ),
    Mistake(
        "divided by the number of batches",
        "After weighting by the sizes, divide by the number of samples, not of batches.",
        lambda gradients, sizes: _weighted(gradients, sizes) / len(sizes),
    ),
    Mistake(
        "not multiplied by the sizes",
        "Each gradient is a mean already: multiply by its size before adding.",
        lambda gradients, sizes: sum(gradients) / sum(sizes),
    ),
    Mistake("last gradient only", "Add all of them.", lambda gradients, sizes: gradients[-1]),
    Mistake(
        "largest size for their sum",
        "Divide by the number of all samples.",
        lambda gradients, sizes: _weighted(gradients, sizes) / (max(sizes) * len(sizes)),
    ),
)


def _number(name: str, hint: str, value: float) -> Mistake:
    return Mistake(name, hint, lambda: value)


in_numbers = (
    (
        _number(DROPPED, "The rest of each epoch is a batch too.", 150.0),
        _number("epochs run together", "Each epoch ends with a short batch of its own.", 157.0),
        _number("fraction of a step", "A short batch is a whole step.", 156.25),
        _number("one epoch only", "Ten epochs.", 16.0),
        _number("one epoch only", "Ten epochs.", 15.625),
    ),
    (
        _number("geometric series forgotten", "The velocity goes on growing: add up b^k.", 1.9),
        _number("inverse", "The step becomes longer.", 0.1),
        _number("geometric series forgotten", "Divide by 1 - b, not by b.", 1 / 0.9),
    ),
    (
        _number("inverse", "An average is shorter than a sum: its rate must be larger.", 0.002),
        _number("rate unchanged", "The two forms differ by the factor 1 - b.", 0.02),
        _number("multiplied by the momentum", "The factor is 1 - b.", 0.018),
        _number("multiplied by the momentum", "The factor is 1 - b.", 0.02 / 0.9),
    ),
    (
        _number("root forgotten", "v stands under a root.", 100.0),
        _number("inverse", "Without corrections the step is longer.", 0.316227766),
        _number("first moment only", "v is not corrected either.", 0.1),
        _number("second moment only", "m is not corrected either.", 31.6227766),
    ),
    (
        _number("scaled with the root", "Linear scaling: k times the batch, k times the rate.",
                0.141421356),
        _number("inverse", "Larger batches go with larger rates.", 0.00625),
        _number("rate unchanged", "The rate is scaled with the batch.", 0.05),
    ),
)  # fmt: skip
