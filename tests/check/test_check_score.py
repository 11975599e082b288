"""A number earns a share of its check by a curve of straight lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from course import check

CURVE = [(0.5, 0.0), (0.7, 0.8), (0.9, 1.0)]
Recording = Callable[..., check.Record]


@pytest.mark.parametrize(
    ("reached", "share"),
    [(0.1, 0), (0.5, 0), (0.6, 0.4), (0.7, 0.8), (0.8, 0.9), (0.9, 1), (1.0, 1)],
)
def test_the_share_lies_on_the_curve(
    reached: float, share: float, published: list[check.Result]
) -> None:
    with check.points(10):
        check.score(lambda: reached, curve=CURVE)
        check.value(1, expected=2)
    assert published[0].earned == pytest.approx(5 * share)
    assert published[0].records[0].passed == (share == 1)


def test_the_message_says_what_was_reached_and_what_would_be_enough(record: Recording) -> None:
    message = record(check.score, lambda: 0.6, curve=CURVE).message
    assert message == "reached 0.6: 40% of this check (all of it from 0.9)"


def test_arguments_reach_the_function_as_copies(record: Recording) -> None:
    given = [0.9]
    assert record(check.score, lambda values: values.pop(), given, curve=CURVE).passed
    assert given == [0.9]


@pytest.mark.parametrize("answer", [None, float("nan"), float("inf"), [1.0], "0.95"])
def test_what_is_no_number_earns_nothing(answer: object, published: list[check.Result]) -> None:
    with check.points(10):
        check.score(lambda: answer, curve=CURVE)
    assert published[0].earned == 0


def test_an_error_is_told(record: Recording) -> None:
    def too_large() -> float:
        raise ValueError("3,100 numbers, the budget is 3,000")

    found = record(check.score, too_large, curve=CURVE)
    assert not found.passed
    assert "3,100 numbers, the budget is 3,000" in found.message


@pytest.mark.parametrize(
    "curve", [[], [(0.5, 0.0)], [(0.5, 0.0), (0.5, 1.0)], [(0.1, -1.0), (0.5, 1.0)]]
)
def test_a_curve_that_is_none_is_refused(curve: list[tuple[float, float]]) -> None:
    with pytest.raises(ValueError, match="curve must hold pairs"):
        check.score(lambda: 1.0, curve=curve)


def test_outside_a_block_less_than_all_is_told() -> None:
    with pytest.raises(check.CheckFailed, match="reached"):
        check.score(lambda: 0.6, curve=CURVE)


def test_the_share_is_shown_and_stored(published: list[check.Result]) -> None:
    with check.points(10):
        check.score(lambda: 0.6, curve=CURVE)
        check.value(1, expected=1)
    assert "40% earned" in published[0].as_html()
    first, second = published[0].as_data()["checks"]
    assert first["credit"] == pytest.approx(0.4)
    assert "credit" not in second
