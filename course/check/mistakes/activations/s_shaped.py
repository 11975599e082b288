"""Mistakes in the S-shaped unit with its thresholds and slopes."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.activations.common import summed_by
from course.check.mistakes.results import in_result
from course.nn.arguments import Array


def _pieces(
    x: Array,
    tr: float,
    tl: float,
    right: Array | float,
    middle: Array | float,
    left: Array | float,
) -> Array:
    return np.where(x >= tr, right, np.where(x <= tl, left, middle))


_LINES = "lines through the origin"
_LINES_HINT = "The outer pieces start at the threshold: only what lies beyond it gets the slope."
_ONLY_BY = "The upper piece is t + a (x - t): collect both places where the threshold stands."

s_shaped = (
    *in_result(
        0,
        3,
        (
            Mistake(
                _LINES,
                _LINES_HINT,
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, ar * x, x, al * x),
            ),
            Mistake(
                "threshold not added back",
                "The outer pieces begin at the height of the threshold.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, ar * (x - tr), x, al * (x - tl)),
            ),
            Mistake(
                "threshold added to the whole",
                "What lies beyond the threshold gets the slope: x - t, not x.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, tr + ar * x, x, tl + al * x),
            ),
            Mistake(
                "slopes exchanged",
                "The right slope belongs to the upper piece.",
                lambda x, tr, ar, tl, al: _pieces(
                    x, tr, tl, tr + al * (x - tr), x, tl + ar * (x - tl)
                ),
            ),
            Mistake(
                "clipped",
                "Beyond the thresholds the unit goes on with another slope.",
                lambda x, tr, ar, tl, al: np.clip(x, tl, tr),
            ),
            Mistake(
                "flat in the middle",
                "Between the thresholds the unit passes x as it is.",
                lambda x, tr, ar, tl, al: _pieces(
                    x, tr, tl, tr + ar * (x - tr), 0.0, tl + al * (x - tl)
                ),
            ),
            Mistake(
                "left piece missing",
                "Below the left threshold stands the third piece.",
                lambda x, tr, ar, tl, al: np.where(x >= tr, tr + ar * (x - tr), x),
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                "slopes exchanged",
                "The right slope belongs to the upper piece.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, al, 1.0, ar),
            ),
            Mistake(
                "inner slope at the threshold",
                "At a threshold the derivative is that of the outer piece: use >= and <=.",
                lambda x, tr, ar, tl, al: np.where(x > tr, ar, np.where(x < tl, al, 1.0)),
            ),
            Mistake(
                "value for derivative",
                "Between the thresholds the derivative is 1, not x.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, ar, x, al),
            ),
            Mistake(
                "flat in the middle",
                "Between the thresholds the derivative is 1.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, ar, 0.0, al),
            ),
            Mistake(
                "flat outside",
                "Beyond the thresholds the derivative is the slope there.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, 0.0, 1.0, 0.0),
            ),
            Mistake(
                "left piece missing",
                "Below the left threshold the derivative is the left slope.",
                lambda x, tr, ar, tl, al: np.where(x >= tr, ar, 1.0),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                "threshold counted once",
                _ONLY_BY,
                lambda x, tr, ar, tl, al: np.where(x >= tr, 1.0, 0.0),
            ),
            Mistake(
                "threshold counted once",
                _ONLY_BY,
                lambda x, tr, ar, tl, al: np.where(x >= tr, -ar, 0.0),
            ),
            Mistake(
                "derivative by the slope",
                "This is the derivative by the slope a, x - t. The one by t is asked for.",
                lambda x, tr, ar, tl, al: np.where(x >= tr, x - tr, 0.0),
            ),
            Mistake(
                "right slope itself",
                _ONLY_BY,
                lambda x, tr, ar, tl, al: np.where(x >= tr, ar, 0.0),
            ),
            Mistake(
                "everywhere",
                "Where x is below the right threshold, moving the threshold changes nothing.",
                lambda x, tr, ar, tl, al: 1 - ar + 0.0 * x,
            ),
            Mistake(
                "left piece counted",
                "The lower piece does not contain the right threshold.",
                lambda x, tr, ar, tl, al: _pieces(x, tr, tl, 1 - ar, 0.0, 1 - al),
            ),
            Mistake(
                "sign",
                "The threshold enters with +1 and, times the slope, with -1.",
                lambda x, tr, ar, tl, al: np.where(x >= tr, ar - 1, 0.0),
            ),
            Mistake(
                "inner piece at the threshold",
                "At the threshold the derivative is that of the outer piece: use >=.",
                lambda x, tr, ar, tl, al: np.where(x > tr, 1 - ar, 0.0),
            ),
        ),
    ),
)


def by_threshold(
    x: Array, right_slope: float, left_threshold: float, left_slope: float
) -> tuple[Mistake, ...]:
    """Return the mistakes in the derivative of the sum of values by the right threshold."""
    return summed_by(s_shaped, 2, lambda t_r: (x, t_r, right_slope, left_threshold, left_slope))
