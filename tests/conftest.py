"""What all tests share: a small course to grade, a browser, and stock nbgrader."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from course.grade.course_folder import CourseFolder
from course.notebook_format import to_text
from tests.mini_course import HandIn, mini_notebook
from tests.needs import need
from tests.stock_config import use_nbgraders_own_engine

ROOT = Path(__file__).resolve().parent.parent

# Small matrices: on a busy machine, threads that wait for one another take a hundred times as long.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A shell that starts the tests in the background has them ignore Ctrl-C, which some of them press.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    need(path, "Chromium", "apt-get install chromium")
    assert path
    return path


@pytest.fixture
def mini_course(tmp_path: Path) -> CourseFolder:
    """A course folder with the assignment `mini`, not yet released."""
    root = tmp_path / "mini-course"
    (root / "solutions" / "mini").mkdir(parents=True)
    shutil.copyfile(ROOT / "nbgrader_config.py", root / "nbgrader_config.py")
    (root / "solutions" / "mini" / "mini.ipynb").write_text(to_text(mini_notebook()))
    return CourseFolder(root)


@pytest.fixture
def hand_in(mini_course: CourseFolder) -> HandIn:
    """A function that hands in the mini assignment: `hand_in("ada", square="...")`."""

    def put(student: str, text: str | None = None, **answers: str) -> Path:
        from course.grade.release import release

        if not mini_course.assignments.exists():
            release(mini_course, "mini")
        released = mini_course.assignments / "mini" / "mini.ipynb"
        notebook = json.loads(released.read_text())
        for made in notebook["cells"]:
            made["source"] = answers.get(made["id"], made["source"])
        path = mini_course.submitted / student / "mini" / "mini.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(to_text(notebook) if text is None else text)
        return path

    return put


Scores = dict[str, list[tuple[str, float | None]]]


@pytest.fixture
def stock_autograde() -> Callable[[CourseFolder, str], Scores]:
    """A function that runs `nbgrader autograde` on a folder and returns its automatic scores.

    With nbgrader's own engine, unless `with_ours`.
    """

    def run(course: CourseFolder, assignment: str, *, with_ours: bool = False) -> Scores:
        from nbgrader.api import Gradebook

        if not with_ours:
            use_nbgraders_own_engine(course.root)
        shutil.rmtree(course.autograded, ignore_errors=True)
        programs = Path(sys.executable).parent
        environment = os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
        for command in ("generate_assignment --force", "autograde"):
            subprocess.run(
                [programs / "nbgrader", *command.split(), assignment],
                cwd=course.root,
                env=environment,
                capture_output=True,
                check=True,
            )
        scores: Scores = {}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Gradebook(course.database_url, course.course_id) as book:
                notebooks = {path.stem for path in (course.solutions / assignment).glob("*.ipynb")}
                for submission in book.assignment_submissions(assignment):
                    student = submission.student.id
                    for notebook in notebooks:
                        found = book.find_submission_notebook(notebook, assignment, student)
                        graded = {grade.name: grade.auto_score for grade in found.grades}
                        scores[student] = [
                            (name, graded[name]) for name in _order(course, notebook)
                        ]
        return scores

    return run


def _order(course: CourseFolder, notebook: str) -> list[str]:
    """Return the graded cells of a notebook in their order."""
    path = next(course.solutions.glob(f"*/{notebook}.ipynb"))
    marks = [c["metadata"].get("nbgrader", {}) for c in json.loads(path.read_text())["cells"]]
    return [mark["grade_id"] for mark in marks if mark.get("grade")]
