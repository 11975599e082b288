"""Every assignment: its solution earns all automatic points, its release none, without an error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from course.grade.course_folder import CourseFolder
from course.grade.grading import grade
from course.grade.release import release
from course.grade.score import Result
from course.notebook_format import read_notebook
from tests.grade.stock import autograde

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))


WAYS = [(name, way) for name in ASSIGNMENTS for way in ("sealed", "compatible")]


def course_of(names: list[str], root: Path) -> CourseFolder:
    """Return a course in which two students handed in: the solution and the untouched release."""
    for name in names:
        shutil.copytree(ROOT / "solutions" / name, root / "solutions" / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    course = CourseFolder(root)
    for name in names:
        release(course, name)
        for student, source in (("solution", "solutions"), ("release", "assignments")):
            shutil.copytree(root / source / name, root / "submitted" / student / name)
    return course


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def graded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Result]:
    """The results of the solution and of the untouched release."""
    (name, way), root = request.param, tmp_path_factory.mktemp("course")
    results = grade(course_of([name], root), name, compatible=way == "compatible")
    return {result.student: result for result in results}


def test_there_are_assignments() -> None:
    assert "losses" in ASSIGNMENTS


def test_the_solution_earns_every_automatic_point(graded: dict[str, Result]) -> None:
    result = graded["solution"]
    assert result.status == "graded"
    assert result.seconds < 30
    for cell in result.cells:
        assert cell.score in (None, cell.max_score), cell
        assert cell.score is None or not cell.message, cell
    assert result.score == result.max_score - result.by_hand


def test_the_untouched_release_earns_nothing_without_an_error(graded: dict[str, Result]) -> None:
    result = graded["release"]
    assert (result.status, result.score, result.by_hand) == ("graded", 0, 0)


def test_stock_nbgrader_gives_the_same_scores(tmp_path: Path) -> None:
    root = tmp_path / "course"
    root.mkdir()
    stock = autograde(course_of(ASSIGNMENTS, root), tmp_path)
    assert not stock.failed
    grades = {key: row for key, row in stock.rows.items() if "grade" in key}
    assert {(key[0], key[1]) for key in grades} == {
        (name, student) for name in ASSIGNMENTS for student in ("solution", "release")
    }
    for (_, student, *_), row in grades.items():
        by_hand = student == "solution" and row["needs_manual_grade"]
        most = row["max_score"] if student == "solution" else 0
        assert row["auto_score"] == (None if by_hand else most), row


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_points_add_up_to_100_and_a_person_reads_something(name: str) -> None:
    marks = [
        cell["metadata"].get("nbgrader", {})
        for cell in read_notebook(ROOT / "solutions" / name / f"{name}.ipynb")["cells"]
    ]
    graded = [mark for mark in marks if mark.get("grade")]
    assert sum(mark["points"] for mark in graded) == 100
    assert [mark for mark in graded if mark.get("solution")]
