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

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = sorted(path.parent.name for path in ROOT.glob("solutions/*/*.ipynb"))


WAYS = [(name, way) for name in ASSIGNMENTS for way in ("sealed", "compatible")]


@pytest.fixture(scope="module", params=WAYS, ids="-".join)
def graded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Result]:
    """The results of two submissions: the solution and the untouched release."""
    (name, way), root = request.param, tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "solutions" / name, root / "solutions" / name)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    course = CourseFolder(root)
    release(course, name)
    for student, source in (("solution", "solutions"), ("release", "assignments")):
        shutil.copytree(root / source / name, root / "submitted" / student / name)
    results = grade(course, name, compatible=way == "compatible")
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


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_the_points_add_up_to_100_and_a_person_reads_something(name: str) -> None:
    marks = [
        cell["metadata"].get("nbgrader", {})
        for cell in read_notebook(ROOT / "solutions" / name / f"{name}.ipynb")["cells"]
    ]
    graded = [mark for mark in marks if mark.get("grade")]
    assert sum(mark["points"] for mark in graded) == 100
    assert [mark for mark in graded if mark.get("solution")]
