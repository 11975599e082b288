"""Mistakes in gradient clipping."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array


def _norm(gradients: Sequence[Array]) -> float:
    return float(np.sqrt(sum(float(np.sum(g.astype(float) ** 2)) for g in gradients)))


def _scaled(
    gradients: Sequence[Array], limit: float, length: Callable[[Sequence[Array]], float]
) -> tuple[Array, ...]:
    found = length(gradients)
    return tuple(g * (limit / found if found > limit else 1.0) for g in gradients)


clip_by_norm = (
    Mistake(
        "each array on its own",
        "The length is that of all arrays together.",
        lambda gs, limit: tuple(_scaled([g], limit, _norm)[0] for g in gs),
    ),
    Mistake(
        "entries clipped",
        "Shorten the whole gradient by one factor: clipping entries changes its direction.",
        lambda gs, limit: tuple(np.clip(g, -limit, limit) for g in gs),
    ),
    Mistake(
        "always brought to the limit",
        "A gradient that is short enough stays as it is.",
        lambda gs, limit: tuple(g * limit / _norm(gs) for g in gs),
    ),
    Mistake(
        "divided by the length",
        "The shortened gradient has the length `limit`, not 1.",
        lambda gs, limit: tuple(g / _norm(gs) if _norm(gs) > limit else g for g in gs),
    ),
    Mistake(
        "multiplied by the limit only",
        "Divide by the length as well.",
        lambda gs, limit: tuple(g * limit if _norm(gs) > limit else g for g in gs),
    ),
    Mistake(
        "lengths added",
        "Add the squares of all entries of all arrays, then take one root.",
        lambda gs, limit: _scaled(gs, limit, lambda all: sum(_norm([g]) for g in all)),
    ),
    Mistake(
        "root missing",
        "The length is the root of the sum of the squares.",
        lambda gs, limit: _scaled(gs, limit, lambda all: _norm(all) ** 2),
    ),
    Mistake(
        "absolute values for squares",
        "The length is the root of the sum of the squares.",
        lambda gs, limit: _scaled(gs, limit, lambda all: float(sum(np.abs(g).sum() for g in all))),
    ),
    Mistake(
        "largest entry for the length",
        "The length is the root of the sum of the squares.",
        lambda gs, limit: _scaled(
            gs, limit, lambda all: max(float(np.abs(g).max(initial=0.0)) for g in all)
        ),
    ),
    Mistake("not clipped", "This gradient is too long.", lambda gs, limit: tuple(gs)),
    Mistake(
        "division by a length of 0",
        "A gradient of zeros has the length 0: it stays as it is.",
        lambda gs, limit: tuple(g * (np.float64(limit) / np.float64(_norm(gs))) for g in gs),
        numerical=True,
    ),
)
