"""Sequence problems that only a memory can solve, as long as you like."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import Array, integer, random_generator


def adding_problem(
    samples: int, length: int, generator: np.random.Generator
) -> tuple[Array, Array]:
    r"""Add the two marked numbers of a sequence.

    At each time there is a number from 0 to 1 and a mark, 0 or 1; one mark is in the first half,
    one in the second. Always answering 1 has a mean squared error of 1/6: what a network without
    a memory reaches.

    Args:
        samples: N, at least 1.
        length: T, at least 2.
        generator: where the randomness comes from.

    Returns:
        Inputs (N, T, 2), numbers and marks, and targets (N,), from 0 to 2; float64.

    Raises:
        TypeError, ValueError: a wrong option, no generator.

    Source: Hochreiter and Schmidhuber 1997.
    """
    count, steps = integer("samples", samples, at_least=1), integer("length", length, at_least=2)
    chance = random_generator("generator", generator)
    numbers = chance.uniform(size=(count, steps))
    marks = np.zeros((count, steps))
    rows = np.arange(count)
    marks[rows, chance.integers(0, steps // 2, count)] = 1
    marks[rows, chance.integers(steps // 2, steps, count)] = 1
    return np.stack([numbers, marks], axis=2), (numbers * marks).sum(axis=1)


def copying_problem(
    samples: int,
    delay: int,
    generator: np.random.Generator,
    *,
    length: int = 10,
    symbols: int = 8,
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    r"""Repeat symbols seen long ago, when the signal comes.

    Inputs: `length` symbols (0 to symbols - 1), delay - 1 blanks, a signal, `length` blanks.
    Targets: blanks, and the symbols again in the last `length` places. A blank is the number
    `symbols`, the signal `symbols` + 1. Without a memory the best mean cross-entropy is
    length log(symbols) / T.

    Args:
        samples: N, at least 1.
        delay: steps between the last symbol and its repetition's start, at least 1.
        generator: where the randomness comes from.
        length: how many symbols to repeat, at least 1.
        symbols: how many different ones there are, at least 2.

    Returns:
        Inputs and targets, (N, T) integers, with T = delay + 2 length.

    Raises:
        TypeError, ValueError: a wrong option, no generator.

    Source: Hochreiter and Schmidhuber 1997; in this form Arjovsky, Shah and Bengio 2016.
    """
    count, gap = integer("samples", samples, at_least=1), integer("delay", delay, at_least=1)
    repeated, blank = integer("length", length, at_least=1), integer("symbols", symbols, at_least=2)
    pattern = random_generator("generator", generator).integers(0, blank, (count, repeated))
    inputs = np.full((count, gap + 2 * repeated), blank, np.intp)
    targets = inputs.copy()
    inputs[:, :repeated] = pattern
    inputs[:, repeated + gap - 1] = blank + 1
    targets[:, -repeated:] = pattern
    return inputs, targets
