import numpy as np
import pytest

from course.check.comparing import FLOAT32, FLOAT64, Tolerance, difference, tolerance


def words(answer: object, expected: object, limit: Tolerance = FLOAT64) -> str | None:
    return difference(np.asarray(answer), np.asarray(expected), limit)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (2.0, 2.0),
        (2, 2.0),
        (2.0, 2),
        (2.0 + 1e-9, 2.0),
        (1e9 + 1, 1e9),
        ([1.0, np.inf], [1.0, np.inf]),
        ([[1, 2]], [[1.0, 2.0]]),
        (True, True),
        (np.zeros((0, 3)), np.zeros((0, 3))),
    ],
)
def test_right(answer: object, expected: object) -> None:
    assert words(answer, expected) is None


@pytest.mark.parametrize(
    ("answer", "expected", "said"),
    [
        (2.1, 2.0, "gave 2.1, expected 2 (too large by 0.1)"),
        (1.9, 2.0, "too small by 0.1"),
        ([1.0, 5.0, 3.0], [1.0, 2.0, 3.0], "gave 5 at [1], expected 2"),
        ([[0.0, 0.0], [0.0, 9.0]], np.zeros((2, 2)), "at [1, 1]"),
        ([7.0, 8.0], [1.0, 2.0], "2 of 2 entries are wrong"),
        (np.nan, 2.0, "gave nan (not a number), expected 2"),
        ([1.0, np.inf], [1.0, 2.0], "gave inf at [1]"),
        (np.nan, np.nan, "nan"),
        (1.0, np.inf, "gave 1, expected inf"),
        (-np.inf, np.inf, "gave -inf, expected inf"),
        ([1.0], 1.0, "gave an array of shape (1,), expected a single number"),
        (1.0, [1.0], "gave a single number, expected an array of shape (1,)"),
        (np.ones((3, 1)), np.ones(3), "reshape"),
        (np.ones(3), 1.0, "mean"),
        (True, 1.0, "gave True or False, expected floating-point numbers"),
        ([1.0, 2.0], [1, 2], "gave floating-point numbers, expected integers"),
    ],
)
def test_wrong_is_told_in_words(answer: object, expected: object, said: str) -> None:
    found = words(answer, expected)
    assert found is not None
    assert said in found


def test_tolerance_follows_the_precision_of_the_arguments() -> None:
    assert tolerance([np.zeros(2)], None, None) == FLOAT64
    assert tolerance([np.zeros(2), np.zeros(2, np.float32)], None, None) == FLOAT32
    assert tolerance([np.zeros(2)], 0.0, 0.5) == Tolerance(0.0, 0.5)


def test_tolerance_is_inclusive_and_relative_to_what_is_expected() -> None:
    assert words(10.5, 10.0, Tolerance(0.05, 0.0)) is None
    assert words(10.6, 10.0, Tolerance(0.05, 0.0)) is not None
