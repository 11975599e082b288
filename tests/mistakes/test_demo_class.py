"""The demo class: the score written beside a student is earned, honest work is told no mistake."""

from __future__ import annotations

import pytest

from course.grade.demo import Student, demo_students
from tests.mistakes.patches import run, solution_cells

COMPLETE = [s for s in demo_students() if s.base == "solution" and not s.broken]


@pytest.mark.parametrize("student", COMPLETE, ids=[student.id for student in COMPLETE])
def test_demo_student(student: Student) -> None:
    code = {name for name, _, _ in solution_cells("losses")}
    answers = {name: source for name, source in student.cells.items() if name in code}
    results = run("losses", answers)
    assert sum(result.earned for result in results) == pytest.approx(student.expected, abs=0.005)
    named = {record.mistake for result in results for record in result.records} - {None}
    assert bool(named) == (student.expected != 90)
