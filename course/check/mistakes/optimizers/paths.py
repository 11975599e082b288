"""The paths of optimizers: weights after each step, for mistakes to be computed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from course.nn.arguments import Array

# From the gradients so far, the newest last, to the step that is subtracted from the weights.
Step = Callable[[Sequence[Array]], Array]


def path(start: Array, gradients: Sequence[Array], step: Step) -> list[Array]:
    """Return the weights after each step, for steps that do not look at the weights."""
    w, rows = np.asarray(start, dtype=float), []
    for t in range(1, len(gradients) + 1):
        w = w - step([np.asarray(g, dtype=float) for g in gradients[:t]])
        rows.append(w)
    return rows


def faded(values: Sequence[Array], memory: float, share: float = 1.0) -> Array:
    """Return the sum of `values`, each `memory` times weaker than the next, times `share`."""
    total = np.zeros_like(values[0])
    for value in values:
        total = memory * total + share * value
    return total


def squares(gradients: Sequence[Array]) -> list[Array]:
    """Return the squares of the gradients."""
    return [g**2 for g in gradients]
