"""A small assignment that the grading tests hand in: three questions of 4, 2 and 3 points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from course.notebook_format import KERNELSPEC, Notebook

HandIn = Callable[..., Path]

RIGHT = {
    "square": "def square(x):\n    return x * x",
    "answer": "answer = 42",
    "why": "Because of the chain rule.",
}


def cell(name: str, source: str, kind: str = "code", **nbgrader: object) -> dict:
    """Return a notebook cell; with keywords it is one of nbgrader's."""
    made: dict = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    if nbgrader:
        flags = {"grade": False, "solution": False, "locked": False, "task": False}
        made["metadata"]["nbgrader"] = flags | {"grade_id": name, "schema_version": 3} | nbgrader
    return made


SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
SQUARE_TEST = (
    "from course import check\nwith check.points(4):\n"
    "    check.value(square, 3.0, expected=9.0)\n"
    "    check.value(square, -2.0, expected=4.0)\n"
    "    ### BEGIN HIDDEN TESTS\n"
    "    check.value(square, 0.5, expected=0.25)\n"
    "    check.value(square, 1e200, expected=float('inf'))\n"
    "    ### END HIDDEN TESTS"
)


def mini_notebook() -> Notebook:
    """Return the solution of an assignment with three questions: 4, 2 and 3 points."""
    cells = [
        cell("title", "# Mini\n\nA tiny assignment.", "markdown"),
        cell("square", SQUARE, solution=True),
        cell("square-test", SQUARE_TEST, grade=True, locked=True, points=4),
        cell(
            "answer",
            "answer = None\n### BEGIN SOLUTION\nanswer = 42\n### END SOLUTION",
            solution=True,
        ),
        cell("answer-test", "assert answer == 42", grade=True, locked=True, points=2),
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
