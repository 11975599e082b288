"""Mistakes in dropout and in its mean over all masks."""

from __future__ import annotations

from itertools import product

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

NOT_SCALED = "not divided by the keep probability"
NOT_SCALED_HINT = "What is kept is divided by the probability of keeping, 1 - rate."
BY_RATE = "divided by the rate"
BY_RATE_HINT = "Divide by the probability of keeping, 1 - rate, not by that of dropping."
MULTIPLIED = "multiplied for divided"
MULTIPLIED_HINT = "What is kept must grow, to make up for what is dropped."


def _factor(value: float) -> list[float]:
    return sorted([0.0, round(value, 9)])


_scaling = (
    Mistake(NOT_SCALED, NOT_SCALED_HINT, lambda rate, x: _factor(1.0)),
    Mistake(BY_RATE, BY_RATE_HINT, lambda rate, x: _factor(1 / rate)),
    Mistake(MULTIPLIED, MULTIPLIED_HINT, lambda rate, x: _factor(1 - rate)),
)

dropout_factors = (
    *_scaling,
    Mistake("nothing dropped", "In training, entries are set to 0.", lambda rate, x: [1.0]),
    Mistake(
        "nothing dropped",
        "In training, entries are set to 0.",
        lambda rate, x: [round(1 / (1 - rate), 9)],
    ),
)

dropout_gradient = (
    Mistake(
        "gradient not masked",
        "Where an entry was dropped, its gradient is 0; the others are scaled as in forward.",
        lambda rate, x: [1.0],
    ),
    Mistake(
        "gradient not masked",
        "Where an entry was dropped, its gradient is 0.",
        lambda rate, x: [round(1 / (1 - rate), 9)],
    ),
    Mistake(
        "scaled twice",
        "One division in forward gives one in backward.",
        lambda rate, x: _factor(1 / (1 - rate) ** 2),
    ),
    *_scaling,
)

dropout_share = (
    Mistake(
        "rate for keep probability",
        "The rate is the probability of dropping: an entry is kept with 1 - rate.",
        lambda rate, x: 1 - rate,
    ),
    Mistake("nothing dropped", "In training, entries are set to 0.", lambda rate, x: 0.0),
)

dropout_evaluation = (
    Mistake(
        "scaled in evaluation",
        "The inverted form has scaled in training already: in evaluation nothing happens.",
        lambda rate, x: (1 - rate) * x,
    ),
    Mistake(
        "scaled in evaluation",
        "In evaluation nothing happens.",
        lambda rate, x: x / (1 - rate),
    ),
)

dropout_disagreement = (
    Mistake(
        "another mask in backward",
        "The gradient passes where the forward pass kept: remember its mask.",
        lambda rate, x: 2 * rate * (1 - rate),
    ),
    Mistake(
        "gradient not masked",
        "Where an entry was dropped, its gradient is 0.",
        lambda rate, x: rate,
    ),
    Mistake(
        "mask exchanged", "The gradient passes where the forward pass kept.", lambda rate, x: 1.0
    ),
)

dropout_agreement = (
    Mistake(
        "one mask for all",
        "Each entry of each pass is dropped on its own: draw as many numbers as x has.",
        lambda rate, x: 1.0,
    ),
)

generator_ignored = (
    Mistake(
        "generator ignored",
        "Draw the masks from the generator that is given, so that a run can be repeated.",
        lambda rate, x: 0.5,
    ),
)


def _means(w: Array, x: Array, keep: float, inverted: bool = False) -> tuple[float, float]:
    """Return the means of the sum and of its ReLU over all masks."""
    plain = relu = 0.0
    for mask in product((0, 1), repeat=len(x)):
        kept = sum(mask)
        share = keep**kept * (1 - keep) ** (len(x) - kept)
        total = float(np.dot(mask, w * x)) / (keep if inverted else 1)
        plain, relu = plain + share * total, relu + share * max(0.0, total)
    return plain, relu


def _rest(n: int, rate: float) -> float:
    return 1 - rate**n


dropout_expectation = (
    Mistake(
        "all masks equally likely",
        "With a rate other than 1/2 the masks have different probabilities: multiply those of the "
        "single entries.",
        lambda w, x, rate: _means(w, x, 0.5),
    ),
    Mistake(
        "rate for keep probability",
        "The rate is the probability of dropping.",
        lambda w, x, rate: _means(w, x, rate),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "ReLU of the mean",
                "Take the ReLU of each sum first, the mean afterwards.",
                lambda w, x, rate: max(0.0, float(w @ x) * (1 - rate)),
            ),
            Mistake(
                "mean of z",
                "The second number is the mean of max(0, z).",
                lambda w, x, rate: _means(w, x, 1 - rate)[0],
            ),
            Mistake(
                "ReLU of each product",
                "The ReLU is applied to the sum, not to its terms.",
                lambda w, x, rate: (1 - rate) * float(np.maximum(0, w * x).sum()),
            ),
        ),
    ),
    Mistake(
        "divided by the keep probability",
        "The plain form is asked for, without the division.",
        lambda w, x, rate: _means(w, x, 1 - rate, inverted=True),
    ),
    Mistake(
        "all inputs kept",
        "This is the sum with all inputs: take the mean over all masks.",
        lambda w, x, rate: (float(w @ x), max(0.0, float(w @ x))),
    ),
    Mistake(
        "mask without inputs left out",
        "The mask that drops everything is one of the 2^n, with sum 0 and its own probability.",
        lambda w, x, rate: tuple(m / _rest(len(x), rate) for m in _means(w, x, 1 - rate)),
    ),
    Mistake(
        "sum for mean",
        "Weight each mask by its probability.",
        lambda w, x, rate: tuple(2 ** len(x) * m for m in _means(w, x, 0.5)),
    ),
)
