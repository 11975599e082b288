"""An answer made of the library it was to build keeps its points; student and TA are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.grade.class_report import class_report, write_report
from course.grade.course_folder import CourseFolder
from course.grade.engine.drive import CodeCell
from course.grade.engine.pool import Pool
from course.grade.grading import grade
from course.grade.library_notes import library_notes
from course.grade.walls.limits import Limits
from course.notebook_format import to_text
from tests.mini_course import RIGHT, HandIn, cell

USING = (
    "import numpy as np\nimport course.nn as nn\ndef square(x):\n"
    "    return x * x if nn.relu(np.ones(1))[0] else 0"
)
BAN = "with check.points(4, without=['relu']):"
NOTE = "square-test: the answer uses nn.relu, which the exercise asks to build"


@pytest.fixture
def strict_course(mini_course: CourseFolder) -> CourseFolder:
    """The mini course, whose first exercise is to be built without a function of the library."""
    path = mini_course.solutions / "mini" / "mini.ipynb"
    notebook = json.loads(path.read_text())
    for made in notebook["cells"]:
        made["source"] = made["source"].replace("with check.points(4):", BAN)
    path.write_text(to_text(notebook))
    return mini_course


@pytest.mark.parametrize("compatible", [True, False])
def test_the_ta_is_told_and_no_points_are_lost(
    strict_course: CourseFolder, hand_in: HandIn, compatible: bool
) -> None:
    hand_in("builds", **RIGHT)
    hand_in("borrows", **(RIGHT | {"square": USING}))
    borrows, builds = grade(strict_course, "mini", workers=1, compatible=compatible)
    assert borrows.score == builds.score == 6
    assert (borrows.notes, builds.notes) == ([NOTE], [])
    again = grade(strict_course, "mini", workers=1, compatible=compatible)
    assert again[0].notes == [NOTE]
    report = class_report(strict_course, "mini")
    assert report.notes == [("borrows", NOTE)]
    assert NOTE in write_report(strict_course, report).read_text()


def test_course_check_tells_the_student(
    strict_course: CourseFolder, hand_in: HandIn, tmp_path: Path
) -> None:
    path = hand_in("borrows", **(RIGHT | {"square": USING}))
    command = [sys.executable, "-m", "course.cli", "check", str(path)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "nn.relu" in printed


def test_the_result_in_the_notebook_tells_the_student(tmp_path: Path) -> None:
    test = f"from course import check\n{BAN}\n    check.value(square, 3.0, expected=9.0)"
    with Pool(1, walls=False) as pool:
        cells = [CodeCell(0, USING), CodeCell(1, test)]
        run = pool.submit(cells, [tmp_path], Limits()).result()
    page = run.cells[1].outputs[0]["data"]["text/html"]
    assert "uses <code>nn.relu</code>" in page


def test_the_instructors_own_cells_are_no_answer() -> None:
    helper = cell("helper", USING.replace("square", "compare"))
    ours = cell("square", RIGHT["square"], solution=True)
    source = f"from course import check\n{BAN}\n    check.value(square, 3.0, expected=compare(3.0))"
    test = cell("square-test", source, grade=True, points=4)
    notebook = {"cells": [helper, ours, test]}
    assert library_notes(notebook, notebook) == []
    assert library_notes(notebook, {"cells": [ours, test]}) != []
