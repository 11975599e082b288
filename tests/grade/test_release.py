"""Releases equal nbgrader's own, and an inconsistent solution is refused with its cell named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grade.authoring import faults
from course.grade.course_folder import CourseFolder
from course.grade.release import release
from course.notebook_format import clean, read_notebook, to_text
from tests.mini_course import RIGHT, HandIn, mini_notebook


def test_the_release_has_no_solution_and_no_hidden_test(mini_course: CourseFolder) -> None:
    (path,) = release(mini_course, "mini")
    text = path.read_text()
    assert "return x * x" not in text
    assert "1e200" not in text
    assert "Because." not in text
    assert "raise NotImplementedError" in text
    assert text == to_text(clean(json.loads(text)))
    ids = [cell["id"] for cell in json.loads(text)["cells"]]
    assert ids == [cell["id"] for cell in mini_notebook()["cells"]]


def test_the_release_is_what_nbgrader_would_make(mini_course: CourseFolder) -> None:
    (path,) = release(mini_course, "mini")
    ours = path.read_text()
    programs = Path(sys.executable).parent
    subprocess.run(
        [programs / "nbgrader", "generate_assignment", "mini", "--force"],
        cwd=mini_course.root,
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        check=True,
    )
    assert to_text(clean(read_notebook(path))) == ours


def test_files_beside_the_solution_are_released_too(mini_course: CourseFolder) -> None:
    (mini_course.solutions / "mini" / "data.csv").write_text("1,2\n")
    release(mini_course, "mini")
    assert (mini_course.assignments / "mini" / "data.csv").read_text() == "1,2\n"


def test_cells_cannot_change_under_submissions(mini_course: CourseFolder, hand_in: HandIn) -> None:
    from course.grade.grading import grade

    hand_in("ada", **RIGHT)
    grade(mini_course, "mini", workers=1)
    notebook = mini_notebook()
    del notebook["cells"][3:5]
    (mini_course.solutions / "mini" / "mini.ipynb").write_text(to_text(notebook))
    with pytest.raises(CourseError, match="submissions associated"):
        release(mini_course, "mini")


def test_the_mini_notebook_has_no_faults() -> None:
    assert list(faults(mini_notebook())) == []


def change(place: int, **parts: object) -> dict:
    notebook = mini_notebook()
    cell = notebook["cells"][place]
    cell["metadata"]["nbgrader"] |= parts.pop("nbgrader", {})
    cell |= parts
    return notebook


@pytest.mark.parametrize(
    ("place", "parts", "fault"),
    [
        (2, {"nbgrader": {"points": 5}}, "cell 3 (square-test): says check.points(4)"),
        (2, {"nbgrader": {"points": -1}}, "cell 3 (square-test): has -1 points"),
        (2, {"nbgrader": {"points": None}}, "cell 3 (square-test): has None points"),
        (2, {"nbgrader": {"grade_id": "square"}}, "repeats the grade_id 'square'"),
        (2, {"nbgrader": {"grade_id": ""}}, "has no grade_id"),
        (2, {"nbgrader": {"grade_id": "other"}}, "and its cell id 'square-test' differ"),
        (2, {"source": "### BEGIN HIDDEN TESTS\n1"}, "BEGIN HIDDEN TESTS without END"),
        (2, {"source": "1\n### END HIDDEN TESTS"}, "END HIDDEN TESTS without BEGIN"),
        (2, {"source": "### BEGIN SOLUTION\n1\n### END SOLUTION"}, "belongs in a solution cell"),
        (2, {"source": "check.points("}, "does not parse"),
        (2, {"cell_type": "markdown"}, "is a test cell but not code"),
        (4, {"source": "del answer"}, "cell 5 (answer-test): line 1: del answer would not delete"),
        (4, {"source": "1\nglobals()"}, "cell 5 (answer-test): line 2: globals() would look"),
        (1, {"source": "def square(x):\n    return x"}, "a solution cell without BEGIN SOLUTION"),
        (
            1,
            {"source": "### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION"},
            "BEGIN SOLUTION inside a SOLUTION region",
        ),
    ],
)
def test_a_fault_names_its_cell(
    mini_course: CourseFolder, place: int, parts: dict, fault: str
) -> None:
    notebook = change(place, **parts)
    found = list(faults(notebook))
    assert any(fault in line for line in found), found
    assert all(line.startswith(f"cell {place + 1} ") for line in found)
    (mini_course.solutions / "mini" / "mini.ipynb").write_text(to_text(notebook))
    with pytest.raises(CourseError, match="not ready to release"):
        release(mini_course, "mini")
    assert not mini_course.assignments.exists()
    assert not (mini_course.root / "gradebook.db").exists()


def test_a_notebook_without_graded_cells_is_a_fault() -> None:
    assert list(faults({"cells": []})) == ["no cell is marked for grading"]


def test_a_compatible_course_may_look_into_the_students_names(mini_course: CourseFolder) -> None:
    path = mini_course.solutions / "mini" / "mini.ipynb"
    path.write_text(to_text(change(4, source="assert globals()['answer'] == 42")))
    with pytest.raises(CourseError, match="line 1: globals"):
        release(mini_course, "mini")
    with (mini_course.root / "nbgrader_config.py").open("a") as config:
        config.write("\nc.Chalkgrad.compatible = True\n")
    assert release(CourseFolder(mini_course.root), "mini")
