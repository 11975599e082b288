"""What networks answer at the four points that were meant to answer XOR."""

from __future__ import annotations

from collections.abc import Sequence

from course.check.likely import Mistake


def _gives(name: str, hint: str, answers: Sequence[float]) -> Mistake:
    return Mistake(name, hint, lambda: answers)


xor_answers = (
    _gives(
        "0.5 everywhere",
        "That is the best linear model. The hidden units have to bend the answer.",
        [0.5, 0.5, 0.5, 0.5],
    ),
    _gives(
        "OR for XOR",
        "At (1, 1) the answer is too large: the second unit has to be subtracted once more.",
        [0.0, 1.0, 1.0, 1.0],
    ),
    _gives("AND for XOR", "This answers 1 only where both inputs are 1.", [0.0, 0.0, 0.0, 1.0]),
    _gives(
        "answers exchanged",
        "This is 1 where the inputs are equal; XOR is 1 where they differ.",
        [1.0, 0.0, 0.0, 1.0],
    ),
    _gives(
        "second unit not used",
        "The number of ones is counted; where there are two, the second unit has to pull it down.",
        [0.0, 1.0, 1.0, 2.0],
    ),
    _gives(
        "second unit always awake",
        "Give the second unit a negative bias, so that one 1 among the inputs does not wake it.",
        [0.0, -1.0, -1.0, -2.0],
    ),
    _gives(
        "second unit added",
        "The second unit notices that both inputs are 1: its weight in the output is negative.",
        [0.0, 1.0, 1.0, 4.0],
    ),
    _gives(
        "second unit too weak or too strong",
        "At (1, 1) the first unit gives 2 and the second 1: the output has to make 0 of them.",
        [0.0, 1.0, 1.0, -1.0],
    ),
    _gives("one unit for one input", "This answers the first input alone.", [0.0, 0.0, 1.0, 1.0]),
    _gives("one unit for one input", "This answers the second input alone.", [0.0, 1.0, 0.0, 1.0]),
)
