"""Mistakes in early stopping."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

Better = Callable[[float, float], bool]


def _run(losses: Array, patience: int, better: Better = lambda a, b: a < b) -> tuple[int, int]:
    best = 0
    for epoch, loss in enumerate(losses):
        if epoch and better(loss, losses[best]):
            best = epoch
        if epoch - best >= patience:
            return best, epoch + 1
    return best, len(losses)


def _first_rises(losses: Array, patience: int) -> tuple[int, int]:
    """Compare each loss with the one before, not with the best."""
    waited = 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if waited == patience:
            return int(np.argmin(losses[: epoch + 1])), epoch + 1
    return int(np.argmin(losses)), len(losses)


def _in_all(losses: Array, patience: int) -> tuple[int, int]:
    """Count the epochs without a new best, in a row or not."""
    best = waited = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waited += 1
        if waited == patience:
            return best, epoch + 1
    return best, len(losses)


early_stopping = (
    Mistake(
        "best of all epochs",
        "Epochs after the stop are never run, so their losses are not known.",
        lambda losses, patience: (int(np.argmin(losses)), _run(losses, patience)[1]),
    ),
    Mistake(
        "never stopped",
        "Training stops after `patience` epochs in a row without a new best loss.",
        lambda losses, patience: (int(np.argmin(losses)), len(losses)),
    ),
    Mistake(
        "last epoch for the best",
        "Go back to the epoch with the best loss, not to the last one run.",
        lambda losses, patience: (_run(losses, patience)[1] - 1, _run(losses, patience)[1]),
    ),
    Mistake(
        "not in a row",
        "A new best loss starts the count anew.",
        _in_all,
    ),
    Mistake(
        "patience off by one",
        "Stop when `patience` epochs in a row have brought nothing new, not one later.",
        lambda losses, patience: _run(losses, patience + 1),
    ),
    Mistake(
        "patience off by one",
        "Stop when `patience` epochs in a row have brought nothing new, not one earlier.",
        lambda losses, patience: _run(losses, patience - 1) if patience > 1 else (0, 1),
    ),
    Mistake(
        "<= for <",
        "A loss that only equals the best one is no new best.",
        lambda losses, patience: _run(losses, patience, lambda a, b: a <= b),
    ),
    Mistake(
        "compared with the last loss",
        "Compare with the best loss so far, not with the one before.",
        _first_rises,
    ),
    Mistake(
        "epochs counted from 1",
        "The best epoch is counted from 0.",
        lambda losses, patience: (_run(losses, patience)[0] + 1, _run(losses, patience)[1]),
    ),
    Mistake(
        "last epoch for their number",
        "The second result is the number of epochs run.",
        lambda losses, patience: (_run(losses, patience)[0], _run(losses, patience)[1] - 1),
    ),
    Mistake(
        "loss for its epoch",
        "The first result is the number of the epoch.",
        lambda losses, patience: (
            losses[_run(losses, patience)[0]],
            _run(losses, patience)[1],
        ),
    ),
    Mistake(
        "largest for smallest",
        "The best loss is the smallest.",
        lambda losses, patience: _run(losses, patience, lambda a, b: a > b),
    ),
)
