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
from tests.grade.honest_edits import edited
from tests.grade.stock import Graded, autograde, run

TESTS = Path(nbgrader.__file__).parent / "tests"
APPS, PREPROCESSORS = TESTS / "apps" / "files", TESTS / "preprocessors" / "files"

CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "parity"
c.Execute.timeout = 20
"""


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


def compare(course: CourseFolder, scratch: Path) -> Graded:
    """Grade with both, show that ours are the same where stock ends well, and return stock's."""
    theirs, ours = autograde(course, scratch), run("compatible", course)
    import pickle

    pickle.dump((ours, theirs), open("/tmp/parity.pkl", "wb"))
    assert ours.failed == set()
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
    hand_in(
        course.root,
        "task",
        PREPROCESSORS / "test_taskcell.ipynb",
        a=PREPROCESSORS / "test_taskcell.ipynb",
    )
    hand_in(
        course.root, "hidden", APPS / "test-hidden-tests.ipynb", a=APPS / "test-hidden-tests.ipynb"
    )
    for kind in ("simple", "hashed", "multi"):
        source, *handed_in = (
            APPS / f"autotest-{kind}{end}.ipynb" for end in ("", "-changed", "-unchanged")
        )
        hand_in(course.root, kind, source, a=handed_in[0], b=handed_in[1])
    for name in ("manually-graded-code-cell",):
        hand_in(
            course.root, name, PREPROCESSORS / f"{name}.ipynb", a=PREPROCESSORS / f"{name}.ipynb"
        )
    for name in ("validation-zero-points", "timeout", "open_relative_file"):
        hand_in(course.root, name, APPS / f"{name}.ipynb", a=APPS / f"{name}.ipynb")
    shutil.copyfile(APPS / "autotests.yml", course.root / "autotests.yml")
    theirs = compare(course, tmp_path)
    assert theirs.failed == {("grade", "answer_retyped"), ("grade", "test_retyped")}
    assert len(theirs.rows) > 100


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
    assert theirs.failed == set()
    assert len({key[1] for key in theirs.rows}) == 123
