"""Mistakes in the report on a layer: mean, dead units, saturated outputs."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result

layer_report = (
    *in_result(
        0,
        3,
        (
            Mistake(
                "mean of the sizes",
                "The mean is that of the outputs with their signs.",
                lambda a, limit=0.95: np.abs(a).mean(),
            ),
            Mistake(
                "sum for mean", "Divide by the number of outputs.", lambda a, limit=0.95: a.sum()
            ),
            Mistake(
                "mean of each unit",
                "One number for the whole layer is asked for.",
                lambda a, limit=0.95: a.mean(axis=0),
            ),
            Mistake("median for mean", "Take the mean.", lambda a, limit=0.95: np.median(a)),
            Mistake(
                "sum divided by the samples",
                "Divide by the number of all outputs, not of samples.",
                lambda a, limit=0.95: a.sum() / len(a),
            ),
        ),
    ),
    *in_result(
        1,
        3,
        (
            Mistake(
                "silent outputs counted",
                "A unit is dead when it is 0 for every sample; single zeros are normal.",
                lambda a, limit=0.95: (a == 0).mean(),
            ),
            Mistake(
                "silent once is not dead",
                "A unit is dead when it is 0 for every sample, not for some sample.",
                lambda a, limit=0.95: (a == 0).any(axis=0).mean(),
            ),
            Mistake(
                "samples for units",
                "Units are columns: look along the samples, axis=0.",
                lambda a, limit=0.95: (a == 0).all(axis=1).mean(),
            ),
            Mistake(
                "count for share",
                "Divide by the number of units.",
                lambda a, limit=0.95: (a == 0).all(axis=0).sum(),
            ),
            Mistake(
                "share of the outputs",
                "Divide by the number of units, not of outputs.",
                lambda a, limit=0.95: (a == 0).all(axis=0).sum() / a.size,
            ),
            Mistake(
                "share of the living",
                "The share of the dead units is asked for.",
                lambda a, limit=0.95: (a != 0).any(axis=0).mean(),
            ),
            Mistake(
                "negative outputs taken for silent",
                "An output of tanh below 0 is alive: only 0 itself is silent.",
                lambda a, limit=0.95: (a <= 0).all(axis=0).mean(),
            ),
            Mistake(
                "a sum of 0 taken for silence",
                "Outputs of opposite signs may add to 0: each of them has to be 0.",
                lambda a, limit=0.95: (a.sum(axis=0) == 0).mean(),
            ),
        ),
    ),
    *in_result(
        2,
        3,
        (
            Mistake(
                "negative side forgotten",
                "Outputs below -limit are saturated as well: compare |a|.",
                lambda a, limit=0.95: (a > limit).mean(),
            ),
            Mistake(
                ">= for >",
                "An output exactly at the limit is not beyond it.",
                lambda a, limit=0.95: (np.abs(a) >= limit).mean(),
            ),
            Mistake(
                "units for outputs",
                "Saturated outputs are counted one by one, not by units.",
                lambda a, limit=0.95: (np.abs(a) > limit).any(axis=0).mean(),
            ),
            Mistake(
                "units for outputs",
                "Saturated outputs are counted one by one, not by units.",
                lambda a, limit=0.95: (np.abs(a) > limit).all(axis=0).mean(),
            ),
            Mistake(
                "count for share",
                "Divide by the number of outputs.",
                lambda a, limit=0.95: (np.abs(a) > limit).sum(),
            ),
            Mistake(
                "limit argument ignored",
                "The limit is an argument of the function: do not write 0.95.",
                lambda a, limit=0.95: (np.abs(a) > 0.95).mean(),
            ),
            Mistake(
                "share of the others",
                "The share of outputs beyond the limit is asked for.",
                lambda a, limit=0.95: (np.abs(a) <= limit).mean(),
            ),
        ),
    ),
)
