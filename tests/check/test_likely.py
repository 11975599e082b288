import numpy as np
import pytest

from course.check import Mistake
from course.check.comparing import FLOAT64
from course.check.likely import likely_mistakes
from course.check.mistakes import losses

ROWS = np.array([[3.2, 5.1, -1.7, 0.5], [1.3, 4.9, 2.0, 0.1], [2.2, 2.5, -3.1, 1.0]])


def name(answer: object, expected: object, **context: object) -> str | None:
    found = likely_mistakes(np.asarray(answer), np.asarray(expected), FLOAT64, **context)
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (-ROWS, "sign"),
        (2 * ROWS, "factor 2"),
        (ROWS / 2, "factor 1/2"),
        (3 * ROWS, "sum for mean"),
        (ROWS / 3, "divided by N twice"),
        (ROWS / 4, "mean over all entries"),
        (ROWS / np.log(2), "base-2 logarithm"),
        (ROWS / np.log(10), "base-10 logarithm"),
        (ROWS.T, "transposed"),
        (ROWS.ravel(), "wrong shape"),
        (np.abs(ROWS), "sign lost"),
        (np.roll(ROWS, 1, axis=1), "index off by one"),
        (ROWS + 0.1, None),
        (np.full_like(ROWS, np.nan), None),
        (np.zeros_like(ROWS), None),
    ],
)
def test_general_mistakes(answer: np.ndarray, mistake: str | None) -> None:
    assert name(answer, ROWS, arguments=(ROWS,)) == mistake


def test_single_values_are_told_to_be_averaged() -> None:
    assert name([1.0, 2.0, 6.0], 3.0) == "not averaged"
    assert name([1.0, 2.0, 7.0], 3.0) is None


def test_with_two_samples_a_factor_2_is_only_that() -> None:
    assert name(2 * ROWS[:2], ROWS[:2], arguments=(ROWS[:2],)) == "factor 2"


def test_nothing_is_named_where_everything_is_0() -> None:
    assert name(1.0, 0.0) is None


def test_the_authors_mistakes_come_first() -> None:
    mine = Mistake("mine", "hint", lambda x: 2 * x)
    assert name(2 * ROWS, ROWS, arguments=(ROWS,), mistakes=(mine,)) == "mine"


def test_a_mistake_that_gives_the_right_answer_is_not_named() -> None:
    lucky = Mistake("lucky", "hint", lambda x: x + 1e-9)
    assert name(ROWS + 2e-8, ROWS, arguments=(ROWS,), mistakes=(lucky,)) is None


@pytest.mark.parametrize("problem", [ZeroDivisionError, IndexError, ValueError, TypeError])
def test_a_mistake_that_cannot_be_computed_is_quiet(problem: type[Exception]) -> None:
    def fails(x: object) -> float:
        raise problem

    assert name(ROWS + 1, ROWS, arguments=(ROWS,), mistakes=(Mistake("m", "h", fails),)) is None


class TestNotFinite:
    plain = Mistake("plain", "hint", lambda x: np.nan)
    overflow = Mistake("overflow", "hint", lambda x: np.exp(x) - np.exp(x), numerical=True)
    division = Mistake("division", "hint", lambda x: (x - x) / (x - x), numerical=True)

    def test_only_numerical_mistakes_are_tried(self) -> None:
        given = {"arguments": (np.float64(1e4),)}
        assert name(np.nan, 1.0, mistakes=(self.plain,), **given) is None
        assert name(np.nan, 1.0, mistakes=(self.plain, self.division), **given) == "division"

    def test_warnings_tell_them_apart(self) -> None:
        given = {"arguments": (np.float64(1e4),), "mistakes": (self.division, self.overflow)}
        assert name(np.nan, 1.0, warned=("overflow encountered in exp",), **given) == "overflow"
        assert name(np.nan, 1.0, warned=("invalid value",), **given) == "division"


def test_part_of_several_results() -> None:
    mistake = Mistake("second", "hint", lambda x: (None, 5.0))
    assert name(5.0, 1.0, mistakes=(mistake,), arguments=(0.0,), part=1) == "second"
    assert name(5.0, 1.0, mistakes=(mistake,), arguments=(0.0,), part=0) is None


@pytest.mark.parametrize("function", losses.__all__)
def test_every_mistake_of_the_losses_has_words(function: str) -> None:
    for mistake in getattr(losses, function):
        assert mistake.name == mistake.name.strip()
        assert mistake.hint.endswith(".")
