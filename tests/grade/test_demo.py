"""The sample class: each student gets the score beside its source, from us and from stock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.grade.class_report import class_report
from course.grade.course_folder import CourseFolder
from course.grade.demo import ASSIGNMENT, MARK, Student, demo_students, make_demo
from course.grade.grading import grade
from course.grade.score import Result


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[CourseFolder, dict[str, Result]]:
    course = make_demo(tmp_path_factory.mktemp("demo") / "demo-class")
    return course, {result.student: result for result in grade(course, ASSIGNMENT)}


def test_the_class_is_what_it_claims() -> None:
    students = demo_students()
    assert len(students) == 24
    assert sum(student.broken for student in students) == 1
    assert len({student.about for student in students}) == 24


@pytest.mark.parametrize("student", demo_students(), ids=lambda student: student.id)
def test_each_student_gets_the_expected_score(
    demo: tuple[CourseFolder, dict[str, Result]], student: Student
) -> None:
    result = demo[1][student.id]
    if student.broken:
        assert result.status == "failed"
        assert "is not valid JSON" in (result.reason or "")
    else:
        assert result.status == "graded"
        assert result.score == pytest.approx(student.expected, abs=0.005)


def test_stock_nbgrader_agrees_cell_by_cell(
    demo: tuple[CourseFolder, dict[str, Result]],
    tmp_path: Path,
    stock_autograde: Callable[..., Any],
) -> None:
    ours = {
        name: [(cell.grade_id, cell.score) for cell in result.cells]
        for name, result in demo[1].items()
        if result.status == "graded"
    }
    again = make_demo(tmp_path / "stock")
    for student in demo_students():
        if student.broken:  # stock ends with an error for the whole class
            (again.submitted / student.id / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").unlink()
            (again.submitted / student.id / ASSIGNMENT).rmdir()
    (again.root / "gradebook.db").unlink()
    theirs = stock_autograde(again, ASSIGNMENT)
    assert {name: dict(scores) for name, scores in theirs.items()} == {
        name: {key: pytest.approx(score) for key, score in scores} for name, scores in ours.items()
    }


def test_the_report_names_the_mistakes_of_the_class(
    demo: tuple[CourseFolder, dict[str, Result]],
) -> None:
    report = class_report(demo[0], ASSIGNMENT)
    assert report.students == 23
    assert len(report.mistakes) >= 8


def test_a_folder_that_is_not_the_demos_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CourseError, match="was not made by course demo"):
        make_demo(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    with pytest.raises(CourseError, match="was not made by course demo"):
        make_demo(tmp_path / "thesis.txt")


def test_a_demo_can_be_made_again(tmp_path: Path) -> None:
    first = make_demo(tmp_path / "demo")
    (first.root / "old.txt").write_text("of the first demo")
    second = make_demo(tmp_path / "demo")
    assert (second.root / MARK).is_file()
    assert not (second.root / "old.txt").exists()
    assert len(list(second.submitted.iterdir())) == 24
