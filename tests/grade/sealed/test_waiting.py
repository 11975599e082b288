"""Checks of a block that wait for each other: fewer exchanges, and nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from course import check
from course.check.record import Record, recorder
from course.check.waiting import MOST_WAITING
from tests.grade.sealed.two_sides import Sides, two_sides

STUDENT = """
    import numpy as np, warnings
    calls = []
    buffer = np.zeros(2)
    kept = []
    def double(x): calls.append(1); return 2 * x
    def count(): return len(calls)
    def fails(x): raise ValueError('no')
    def leaves(x): raise SystemExit('gone')
    def in_place(x): x *= 2; return x
    def reuses(x): buffer[:] = x; return buffer
    def keeps(x): kept.append(x); return x.sum()
    def spoils(x): kept[0][:] = 99; return x
    def draws(n): return np.random.random(int(n))
    def divides(x): return 1 / np.asarray(x)
    def says(x): print('said', x); warnings.warn('careful'); return x
    def odd(x): return np.array([None])
    def large(x): return np.zeros(5_000_000)
    def calls_back(f): return f(1.0)
    class Adam:
        def __init__(self, w): self.w = w
        def step(self, g): self.w -= g; return 1.0
    def adam(w): return Adam(w)
    def opaque(x): return Adam(x)
"""


@pytest.fixture
def student() -> Iterator[Sides]:
    with two_sides(STUDENT) as sides:
        yield sides
    recorder.close(broken_off=True)


class Exchanges:
    """Counts what a tester's side asks."""

    def __init__(self, student: Sides) -> None:
        self.count = 0
        ask = student.tester._send

        def counted(*args: Any, **keywords: Any) -> None:
            self.count += 1
            ask(*args, **keywords)

        student.tester._send = counted


def passed(records: list[Record]) -> list[bool]:
    return [record.passed for record in records]


def test_the_checks_of_a_block_take_one_exchange(student: Sides) -> None:
    double = student["double"]
    exchanges = Exchanges(student)
    recorder.open()
    for x in range(6):
        check.value(double, float(x), expected=2.0 * x)
    assert exchanges.count == 0
    records = recorder.close()
    assert exchanges.count == 1
    assert passed(records) == [True] * 6


def test_records_keep_order_and_lines(student: Sides) -> None:
    double, fails = student["double"], student["fails"]
    recorder.open()
    check.value(double, 1.0, expected=2.0, name="first")
    check.value(3.0, expected=3.0, name="second")
    check.value(fails, 1.0, expected=2.0, name="third")
    check.value(double, 1.0, expected=3.0, name="fourth")
    records = recorder.close()
    assert [record.name.rpartition(" ")[2] for record in records] == [
        *("first", "second", "third", "fourth")
    ]
    assert passed(records) == [True, True, False, False]
    assert "ValueError: no" in records[2].message
    lines = [record.line for record in records]
    assert lines == [lines[0] + step for step in range(4)]


def test_outside_a_block_nothing_waits(student: Sides) -> None:
    with pytest.raises(check.CheckFailed):
        check.value(student["double"], 1.0, expected=3.0)


def test_asking_the_student_makes_the_calls_first(student: Sides) -> None:
    double, count = student["double"], student["count"]
    recorder.open()
    check.value(double, 1.0, expected=2.0)
    assert count() == 1
    check.value(double, 1.0, expected=2.0)
    assert count() == 2
    assert len(recorder.close()) == 2


def test_what_the_cell_changes_meanwhile_does_not_matter(student: Sides) -> None:
    x, right = np.ones(2), np.full(2, 2.0)
    recorder.open()
    check.value(student["double"], x, expected=right)
    x[:] = 5
    right[:] = 7
    assert passed(recorder.close()) == [True]


def test_a_buffer_that_the_student_uses_again(student: Sides) -> None:
    recorder.open()
    for value in (1.0, 2.0, 3.0):
        check.value(student["reuses"], np.full(2, value), expected=np.full(2, value))
    assert passed(recorder.close()) == [True] * 3


def test_an_argument_changed_in_place_is_told(student: Sides) -> None:
    recorder.open()
    check.value(student["in_place"], np.ones(2), expected=np.full(2, 2.0))
    check.value(student["double"], np.ones(2), expected=np.full(2, 2.0))
    records = recorder.close()
    assert passed(records) == [False, True]
    assert records[0].mistake == "changed in place"


def test_an_argument_changed_by_a_later_call_is_not_held_against_the_first(student: Sides) -> None:
    recorder.open()
    check.value(student["keeps"], np.ones(2), expected=2.0)
    check.value(student["spoils"], np.ones(2), expected=np.ones(2))
    assert passed(recorder.close()) == [True, True]


def test_random_numbers_are_those_of_the_moment_of_the_check(student: Sides) -> None:
    draws = student["draws"]
    expected = []
    for seed in (3, 4):
        np.random.seed(seed)  # noqa: NPY002
        expected.append(np.random.random(2))  # noqa: NPY002
        expected.append(np.random.random(2))  # noqa: NPY002
    recorder.open()
    for seed in (3, 4):
        np.random.seed(seed)  # noqa: NPY002
        for right in expected[2 * seed - 6 : 2 * seed - 4]:
            check.value(draws, 2.0, expected=right)
    np.random.seed(9)  # noqa: NPY002
    assert passed(recorder.close()) == [True] * 4


def test_error_handling_is_that_of_the_moment_of_the_check(student: Sides) -> None:
    divides = student["divides"]
    recorder.open()
    with np.errstate(divide="ignore"):
        check.value(divides, 1.0, expected=1.0)
        check.value(divides, 0.0, expected=np.inf)
    with np.errstate(divide="raise"):
        check.value(divides, 1.0, expected=1.0)
        check.value(divides, 0.0, expected=np.inf)
    records = recorder.close()
    assert passed(records) == [True, True, True, False]
    assert "divide by zero" not in records[1].message
    assert "FloatingPointError" in records[3].message


def test_prints_and_warnings_belong_to_their_call(
    student: Sides, capsys: pytest.CaptureFixture[str]
) -> None:
    recorder.open()
    check.value(student["says"], 1.0, expected=1.0)
    check.value(student["double"], 1.0, expected=2.0)
    records = recorder.close()
    assert "careful" in records[0].message
    assert "careful" not in records[1].message
    assert capsys.readouterr().out == "said 1.0\n"


def test_an_answer_that_cannot_cross_fails_alone(student: Sides) -> None:
    recorder.open()
    check.value(student["double"], 1.0, expected=2.0)
    check.value(student["odd"], 1.0, expected=2.0)
    check.value(student["opaque"], 1.0, expected=2.0)
    check.value(student["double"], 1.0, expected=2.0)
    assert passed(recorder.close()) == [True, False, False, True]


def test_large_answers_come_in_several_exchanges(student: Sides) -> None:
    large, double, count = student["large"], student["double"], student["count"]
    exchanges = Exchanges(student)
    recorder.open()
    for _ in range(4):
        check.value(large, 1.0, expected=np.zeros(5_000_000))
        check.value(double, 1.0, expected=2.0)
    assert passed(recorder.close()) == [True] * 8
    assert exchanges.count > 2
    assert count() == 4


def test_an_exit_ends_the_cell_and_later_calls_are_not_made(student: Sides) -> None:
    double, count = student["double"], student["count"]
    recorder.open()
    check.value(student["leaves"], 1.0, expected=1.0)
    check.value(double, 1.0, expected=2.0)
    with pytest.raises(SystemExit, match="gone"):
        recorder.close()
    assert count() == 0
    recorder.open()
    check.value(double, 1.0, expected=2.0)
    assert passed(recorder.close()) == [True]


def test_an_exit_leaves_no_block_open(student: Sides) -> None:
    with pytest.raises(SystemExit, match="gone"), check.points(1):
        check.value(student["leaves"], 1.0, expected=1.0)
    assert recorder.block is None


def test_a_block_that_breaks_off_makes_no_call(student: Sides) -> None:
    double, count = student["double"], student["count"]
    recorder.open()
    check.value(double, 1.0, expected=2.0)
    recorder.close(broken_off=True)
    assert count() == 0


def test_nothing_waits_while_the_student_holds_something_of_the_tests(student: Sides) -> None:
    w = np.ones(2)
    step = student["adam"](w).step
    recorder.open()
    check.value(step, 1.0, expected=1.0)
    np.testing.assert_array_equal(w, [0, 0])
    w[:] = 5
    check.value(step, 1.0, expected=1.0)
    np.testing.assert_array_equal(w, [4, 4])
    assert passed(recorder.close()) == [True, True]


def test_nothing_waits_once_the_student_has_a_function_of_the_tests(student: Sides) -> None:
    assert student["calls_back"](lambda x: x + 1) == 2
    double = student["double"]
    exchanges = Exchanges(student)
    recorder.open()
    check.value(double, 1.0, expected=2.0)
    assert exchanges.count == 1


def test_no_more_than_so_many_wait(student: Sides) -> None:
    double = student["double"]
    exchanges = Exchanges(student)
    recorder.open()
    for _ in range(MOST_WAITING + 1):
        check.value(double, 1.0, expected=2.0)
    assert exchanges.count == 1
    assert passed(recorder.close()) == [True] * (MOST_WAITING + 1)


def test_nothing_is_left_behind(student: Sides) -> None:
    double = student["double"]
    for _ in range(3):
        recorder.open()
        for _ in range(5):
            check.value(double, np.ones(100), expected=np.full(100, 2.0))
        recorder.close()
    assert student.lent() == 0
