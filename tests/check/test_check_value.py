import sys
import warnings
from collections.abc import Callable

import numpy as np
import pytest

from course import check

Recording = Callable[..., check.Record]

SCORES = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
LABELS = np.array([0, 1, 2])


def softmax_loss(scores: np.ndarray, labels: np.ndarray) -> float:
    shifted = scores - scores.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[range(len(labels)), labels]))


def test_right(record: Recording) -> None:
    found = record(check.value, softmax_loss, SCORES, LABELS, expected=2.758655)
    assert found == check.Record("softmax_loss", True, "right.")


def test_a_name_says_what_is_checked(record: Recording) -> None:
    assert record(check.value, abs, -1, expected=1, name="minus one").name == "abs: minus one"


def test_wrong(record: Recording) -> None:
    found = record(check.value, softmax_loss, SCORES, LABELS, expected=1.2345)
    assert not found.passed
    assert found.message.startswith("softmax_loss gave 2.758655, expected 1.2345")


def test_keywords_reach_the_function(record: Recording) -> None:
    assert record(check.value, lambda x, *, times: x * times, 3, times=2, expected=6).passed


@pytest.mark.parametrize(("answer", "passed"), [(2.04, True), ([1, 2], False), (None, False)])
def test_an_answer_that_is_no_function(record: Recording, answer: object, passed: bool) -> None:
    assert record(check.value, answer, expected=2.0404, atol=1e-3).passed is passed


def test_no_return_is_asked_about(record: Recording) -> None:
    found = record(check.value, lambda: None, expected=3)
    assert found.message == "<lambda> gave None: did you forget return?"


def test_the_sum_is_recognised(record: Recording) -> None:
    found = record(
        check.value, lambda s, y: 3 * softmax_loss(s, y), SCORES, LABELS, expected=2.758655
    )
    assert found.mistake == "sum for mean"
    assert "3 times too large" in found.message


def test_an_overflow_is_explained(record: Recording) -> None:
    def softmax(z: np.ndarray) -> np.ndarray:
        return np.exp(z) / np.exp(z).sum()

    found = record(check.value, softmax, np.array([1000.0, 0.0]), expected=[1.0, 0.0])
    assert found.mistake == "exponential overflows"
    assert "gave nan" in found.message


def test_a_right_answer_with_a_warning_passes_and_is_told(record: Recording) -> None:
    def careful(x: float) -> float:
        warnings.warn("slow", stacklevel=1)
        return x

    found = record(check.value, careful, 1.0, expected=1.0)
    assert found.passed
    assert found.message == "right. Python warned: slow."


def test_a_change_in_place_fails_unless_allowed(record: Recording) -> None:
    def double(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    found = record(check.value, double, np.ones(2), expected=[2.0, 2.0])
    assert found.mistake == "changed in place"
    allowed = {"expected": [2.0, 2.0], "may_change_arguments": True}
    assert record(check.value, double, np.ones(2), **allowed).passed


def test_a_change_in_place_costs_one_check_of_a_block(published: list[check.Result]) -> None:
    def double(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    for _ in range(2):  # the next block tells it again
        with check.points(4):
            check.value(double, np.ones(2), expected=[2.0, 2.0])
            check.value(double, np.zeros(2), expected=[0.0, 0.0])  # nothing to see here
            check.value(double, np.ones(3), expected=[2.0, 2.0, 2.0])
            check.value(double, np.ones(1), expected=[7.0])
    for result in published:
        assert [one.passed for one in result.records] == [False, True, True, False]
        assert result.records[0].mistake == "changed in place"
        assert "in place" in result.records[2].message


class TestSeveralResults:
    def test_all_right(self, record: Recording) -> None:
        assert record(check.value, divmod, 7, 3, expected=(2, 1)).passed

    def test_none_is_not_compared(self, record: Recording) -> None:
        assert record(check.value, divmod, 7, 3, expected=(None, 1)).passed

    def test_the_wrong_one_is_named(self, record: Recording) -> None:
        found = record(check.value, divmod, 7, 3, expected=(2, 5))
        assert "(result 2 of 2)" in found.message

    @pytest.mark.parametrize("answer", [3.0, (1, 2, 3), None, np.ones(2)])
    def test_another_number_of_results(self, record: Recording, answer: object) -> None:
        assert not record(check.value, lambda: answer, expected=(1, 1)).passed

    def test_two_results_where_one_is_expected(self, record: Recording) -> None:
        found = record(check.value, lambda: (1.0, np.ones(3)), expected=1.0)
        assert "gave a tuple of 2 results, expected one" in found.message


def test_float32_arguments_widen_the_tolerance(record: Recording) -> None:
    half = {"expected": 1.00003}
    assert record(check.value, lambda x: 1.0, np.zeros(1, np.float32), **half).passed
    assert not record(check.value, lambda x: 1.0, np.zeros(1), **half).passed


def test_a_long_message_is_cut(record: Recording) -> None:
    def fails() -> None:
        raise ValueError("x" * 100_000)

    fails.__name__ = "f" * 100_000
    found = record(check.value, fails, expected=1)
    assert len(found.message) <= 700
    assert len(found.name) <= 120


def test_an_answer_whose_comparison_lies_is_refused(record: Recording) -> None:
    class Always(np.ndarray):
        def __array_ufunc__(self, *args: object, **kwargs: object) -> bool:
            return True

    found = record(check.value, lambda: np.zeros(2).view(Always), expected=[1.0, 1.0])
    assert not found.passed


def test_nothing_reaches_stderr(record: Recording, capfd: pytest.CaptureFixture[str]) -> None:
    def noisy() -> float:
        print("error", file=sys.stderr)
        return 1.0

    assert record(check.value, noisy, expected=1.0).passed
    assert capfd.readouterr().err == ""


def test_a_text_that_no_notebook_can_store_is_mended(record: Recording) -> None:
    def fails() -> None:
        raise ValueError("\ud800 and é")

    assert "? and é" in record(check.value, fails, expected=1).message
