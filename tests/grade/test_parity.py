"""Honest work gets the same from stock nbgrader and from us: cell by cell, row by row."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import nbgrader
import pytest

from course.grade.course_folder import CourseFolder
from course.grade.demo import ASSIGNMENT, demo_students, make_demo
from course.grade.gradebook import GradebookWriter
from course.notebook_format import to_text
from tests.grade.honest_edits import edited
from tests.grade.stock import Graded, autograde, run
from tests.mini_course import cell, mini_notebook

TESTS = Path(nbgrader.__file__).parent / "tests"
APPS, PREPROCESSORS = TESTS / "apps" / "files", TESTS / "preprocessors" / "files"

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "parity"
c.Execute.timeout = 20
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = "harmless"
c.LateSubmissionPlugin.penalty_method = "zero"
"""

GRADED_CELLS = (
    "",
    "2.5",
    "0",
    "-1",
    "4.0",
    "'text'",
    "True",
    "float('nan')",
    "__import__('numpy').float64(1.5)",
    "None",
    "2.5\n3",
    "1 / 0",
    "assert True\n2",
    "def broken(:",
    "raise SystemExit",
    "raise KeyboardInterrupt",
    "print('shown')",
    "display(1)",
    "display(1)\n2",
    "print('shown')\n1.5",
    "import sys\nprint('bad', file=sys.stderr)",
    "import sys\nprint('harmless', file=sys.stderr)",
    "import sys\nprint('harmless', file=sys.stderr)\n1",
    "for n in range(1500):\n    print(n)",
    "import sys\nfor n in range(1500):\n    print(n)\nprint('bad', file=sys.stderr)",
    "def deep(n):\n    return deep(n + 1)\ndeep(0)",
    "import warnings\nwarnings.warn('bad')",
    "input('name? ')",
    "!echo shell",
    "await __import__('asyncio').sleep(0)\n1",
    "__import__('time').sleep(60)",
    "'after the time-out'",
)


KERNEL_CELLS = (
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "%config InlineBackend.figure_format = 'svg'\nplt.plot([1, 2])\nplt.show()",
)


def hand_in(root: Path, assignment: str, source: Path, **students: Path) -> None:
    """Put one of nbgrader's notebooks into a course, and others as what students handed in."""
    places = {"source": source} | {f"submitted/{name}": path for name, path in students.items()}
    for place, path in places.items():
        folder = root / place / assignment
        folder.mkdir(parents=True)
        shutil.copyfile(path, folder / "p1.ipynb")


@pytest.fixture
def course(tmp_path: Path) -> CourseFolder:
    root = tmp_path / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG)
    return CourseFolder(root)


def compare(
    course: CourseFolder, scratch: Path, failed: set[tuple[str, str]] = frozenset()
) -> Graded:
    """Grade with both, show that ours are the same where stock ends well, and return stock's."""
    theirs, ours = autograde(course, scratch), run("compatible", course)
    assert set(ours.failed) == failed, ours.failed
    for mine, stock in ((ours.rows, theirs.rows), (ours.notebooks, theirs.notebooks)):
        keys = {key for key in mine | stock if key[:2] not in theirs.failed}
        differing = {key: (mine.get(key), stock.get(key)) for key in keys}
        assert {key: pair for key, pair in differing.items() if pair[0] != pair[1]} == {}
    return theirs


def test_nbgraders_own_notebooks(course: CourseFolder, tmp_path: Path) -> None:
    unchanged = APPS / "submitted-unchanged.ipynb"
    hand_in(
        course.root,
        "grade",
        unchanged,
        unchanged=unchanged,
        changed=APPS / "submitted-changed.ipynb",
        test_changed=APPS / "submitted-grade-cell-changed.ipynb",
        locked_changed=APPS / "submitted-locked-cell-changed.ipynb",
        answer_retyped=PREPROCESSORS / "submitted-answer-cell-type-changed.ipynb",
        test_retyped=PREPROCESSORS / "submitted-grade-cell-type-changed.ipynb",
    )
    solved = APPS / "test.ipynb"
    hand_in(course.root, "test", solved, a=solved, b=APPS / "test-with-output.ipynb")
    for kind in ("simple", "hashed", "multi"):
        source, *handed_in = (
            APPS / f"autotest-{kind}{end}.ipynb" for end in ("", "-changed", "-unchanged")
        )
        hand_in(course.root, kind, source, a=handed_in[0], b=handed_in[1])
    shutil.copyfile(APPS / "autotests.yml", course.root / "autotests.yml")
    for path in (
        PREPROCESSORS / "test_taskcell.ipynb",
        PREPROCESSORS / "manually-graded-code-cell.ipynb",
        APPS / "test-hidden-tests.ipynb",
        APPS / "validation-zero-points.ipynb",
        APPS / "timeout.ipynb",
        APPS / "open_relative_file.ipynb",
        APPS / "validating-environment-variable.ipynb",
    ):
        hand_in(course.root, path.stem, path, a=path)
    theirs = compare(course, tmp_path)
    assert set(theirs.failed) == {("grade", "answer_retyped"), ("grade", "test_retyped")}


def test_what_only_a_kernel_knew(course: CourseFolder, tmp_path: Path) -> None:
    hand_in(
        course.root,
        "cheats",
        APPS / "submitted-unchanged.ipynb",
        showtraceback=APPS / "submitted-cheat-attempt.ipynb",
        again=APPS / "submitted-cheat-attempt-alternative.ipynb",
    )
    cells = [
        cell(f"test-{number}", source, grade=True, locked=True, points=4)
        for number, source in enumerate(KERNEL_CELLS)
    ]
    notebook = tmp_path / "kernel.ipynb"
    notebook.write_text(to_text(mini_notebook() | {"cells": cells}))
    hand_in(course.root, "kernel", notebook, ada=notebook)
    compare(course, tmp_path)


def test_every_kind_of_output_late_work_and_a_notebook_missing(
    course: CourseFolder, tmp_path: Path
) -> None:
    from nbgrader.api import Gradebook

    cells = [
        cell(f"test-{number}", source, grade=True, locked=True, points=4)
        for number, source in enumerate(GRADED_CELLS)
    ]
    notebook = tmp_path / "outputs.ipynb"
    notebook.write_text(to_text(mini_notebook() | {"cells": cells}))
    hand_in(course.root, "outputs", notebook, ada=notebook)

    notebook.write_text(to_text(mini_notebook()))
    hand_in(course.root, "late", notebook, early=notebook, late=notebook)
    for student, time in (
        ("early", "2026-03-01 11:00:00 UTC"),
        ("late", "2026-03-01 12:00:01 UTC"),
    ):
        (course.submitted / student / "late" / "timestamp.txt").write_text(time)
    with GradebookWriter(course), Gradebook(course.database_url, course.course_id) as book:
        book.add_assignment("late", duedate="2026-03-01 12:00:00 UTC")

    hand_in(course.root, "two", notebook, both=notebook, one=notebook)
    shutil.copyfile(notebook, course.solutions / "two" / "p2.ipynb")
    shutil.copyfile(notebook, course.submitted / "both" / "two" / "p2.ipynb")

    theirs = compare(course, tmp_path, failed={("two", "one")})
    assert theirs.failed == {}
    assert theirs.rows["late", "late", "p1", "penalty"] == 6
    assert theirs.rows["two", "one", "p2", "grade", "why"]["auto_score"] == 0


def test_the_honest_class_and_a_hundred_random_edits_of_it(tmp_path: Path) -> None:
    course = make_demo(tmp_path / "demo")
    random_numbers = random.Random(2026)
    honest = []
    for student in demo_students():
        folder = course.submitted / student.id
        if student.broken:  # to stock it is an error; ours has a test in test_demo.py
            shutil.rmtree(folder)
        else:
            honest.append(json.loads((folder / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").read_text()))
    for number in range(100):
        notebook = edited(random_numbers.choice(honest), random_numbers)
        path = course.submitted / f"edit-{number:03}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
    (course.root / "gradebook.db").unlink()
    theirs = compare(course, tmp_path)
    assert theirs.failed == {}
    assert len({key[1] for key in theirs.rows}) == 123
