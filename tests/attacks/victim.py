"""The course that is attacked: four questions of 4, 2, 3 and 2 points, and one marked by hand.

Every attack is handed in by a student who honestly earns `HALF` of `FULL` points, so that the true
score can be told from nothing and from everything.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path

from course.grade.course_folder import CourseFolder
from course.grade.release import release
from course.notebook_format import KERNELSPEC, Notebook, source_text, to_text
from tests.mini_course import SQUARE, SQUARE_TEST, cell

ASSIGNMENT = "vault"
FULL, HALF, ZERO = 11.0, 6.0, 0.0
CELL_SECONDS = 3

UNIT = (
    "def unit(x):\n    ### BEGIN SOLUTION\n"
    "    return x / np.sqrt((x * x).sum())\n    ### END SOLUTION"
)
UNIT_TEST = (
    "import numpy as np\nfrom numpy import testing\n"
    "testing.assert_allclose(unit(np.array([3.0, 4.0])), [0.6, 0.8])\n"
    "### BEGIN HIDDEN TESTS\n"
    "testing.assert_allclose(unit(np.array([5.0, 12.0])), [0.38461538461538, 0.92307692307692])\n"
    "assert np.allclose(unit(np.array([0.0, 2.0, 0.0])), [0.0, 1.0, 0.0])\n"
    "### END HIDDEN TESTS"
)
COUNTER = (
    "class Counter:\n    ### BEGIN SOLUTION\n"
    "    def __init__(self):\n        self.total = 0\n\n"
    "    def add(self, number):\n        self.total += number\n    ### END SOLUTION"
)
COUNTER_TEST = (
    "counter = Counter()\ncounter.add(2)\ncounter.add(3)\nassert counter.total == 5\n"
    "### BEGIN HIDDEN TESTS\nassert Counter().total == 0\n### END HIDDEN TESTS"
)

RIGHT = {
    "square": "def square(x):\n    return x * x",
    "answer": "answer = 42",
    "unit": "def unit(x):\n    return x / np.sqrt((x * x).sum())",
    "counter": (
        "class Counter:\n    def __init__(self):\n        self.total = 0\n\n"
        "    def add(self, number):\n        self.total += number"
    ),
    "why": "Because of the chain rule.",
}
HALF_RIGHT = RIGHT | {"answer": "answer = 41", "unit": "def unit(x):\n    return x"}
WRONG: dict[str, str] = {}
HONEST = {"full": (RIGHT, FULL), "half": (HALF_RIGHT, HALF), "zero": (WRONG, ZERO)}


def vault() -> Notebook:
    """Return the instructor's notebook."""
    test = {"grade": True, "locked": True}
    cells = [
        cell("title", "# Vault", "markdown"),
        cell("imports", "import numpy as np"),
        cell("square", SQUARE, solution=True),
        cell("square-test", SQUARE_TEST, points=4, **test),
        cell(
            "answer",
            "answer = None\n### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION",
            solution=True,
        ),
        cell("answer-test", "assert answer == 42", points=2, **test),
        cell("unit", UNIT, solution=True),
        cell("unit-test", UNIT_TEST, points=3, **test),
        cell("counter", COUNTER, solution=True),
        cell("counter-test", COUNTER_TEST, points=2, **test),
        cell(
            "why",
            "### BEGIN SOLUTION\nBecause.\n### END SOLUTION",
            "markdown",
            grade=True,
            solution=True,
            points=3,
        ),
    ]
    metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def make_course(root: Path) -> CourseFolder:
    """Make the course folder and release its assignment; nobody has handed in yet."""
    (root / "solutions" / ASSIGNMENT).mkdir(parents=True)
    config = (
        "c = get_config()\nc.CourseDirectory.course_id = 'vault'\n"
        "c.CourseDirectory.source_directory = 'solutions'\n"
        "c.CourseDirectory.release_directory = 'assignments'\n"
        "c.ClearSolutions.code_stub = {'python': 'raise NotImplementedError'}\n"
        f"c.Execute.timeout = {CELL_SECONDS}\n"
    )
    (root / "nbgrader_config.py").write_text(config)
    (root / "solutions" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text(to_text(vault()))
    course = CourseFolder(root)
    release(course, ASSIGNMENT)
    return course


def released(course: CourseFolder) -> Notebook:
    """Return the students' version."""
    path = course.assignments / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for made in notebook["cells"]:
        made["source"] = source_text(made)
    return notebook


def answered(notebook: Notebook, answers: dict[str, str]) -> Notebook:
    """Return a released notebook with answers filled in, by cell id."""
    notebook = copy.deepcopy(notebook)
    for made in notebook["cells"]:
        made["source"] = answers.get(made["id"], made["source"])
    return notebook


def place(course: CourseFolder, student: str) -> Path:
    """Return where a student's notebook is handed in, with its folder made."""
    path = course.submitted / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
