"""A thousand damaged notebooks, handed in as one class: each ends with a score or a reason."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from course.grade.course_folder import CourseFolder
from course.grade.gradebook import read_scores
from course.grade.score import Result
from tests.grade.compatible import grade
from tests.mini_course import RIGHT, HandIn

COUNT = 1_000
STRANGE: tuple[Any, ...] = (
    None, True, -1, 0, 1e308, float("nan"), float("inf"), 10**400, "", "x", "\ud800", "\x00", [],
    {}, [[]], {"a": {}}, "square-test", "code", "3", [None], ["a", 3],
)  # fmt: skip

Numbers = random.Random
Mutation = Callable[[Any, Numbers], Any]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value below `value`."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, below in items:
        found.append((*path, key))
        if isinstance(below, dict | list):
            found += places(below, (*path, key))
    return found


def holder(notebook: Any, path: tuple[Any, ...]) -> Any:
    """Return the object or list that holds the value at `path`."""
    for key in path[:-1]:
        notebook = notebook[key]
    return notebook


def prune(notebook: Any, numbers: Numbers) -> Any:
    """Delete something, anywhere."""
    path = numbers.choice(places(notebook))
    del holder(notebook, path)[path[-1]]
    return notebook


def replace(notebook: Any, numbers: Numbers) -> Any:
    """Put a value of a strange type in the place of another."""
    path = numbers.choice(places(notebook))
    holder(notebook, path)[path[-1]] = copy.deepcopy(numbers.choice(STRANGE))
    return notebook


def transplant(notebook: Any, numbers: Numbers) -> Any:
    """Put a copy of one part of the notebook in the place of another."""
    source, target = numbers.sample(places(notebook), 2)
    value = copy.deepcopy(holder(notebook, source)[source[-1]])
    holder(notebook, target)[target[-1]] = value
    return notebook


def shuffle(notebook: Any, numbers: Numbers) -> Any:
    """Put the cells into any order."""
    if isinstance(notebook.get("cells"), list):
        numbers.shuffle(notebook["cells"])
    return notebook


def repeat(notebook: Any, numbers: Numbers) -> Any:
    """Repeat some cells."""
    if isinstance(notebook.get("cells"), list) and notebook["cells"]:
        notebook["cells"] += copy.deepcopy(numbers.choices(notebook["cells"], k=3))
    return notebook


def change_metadata(notebook: Any, numbers: Numbers) -> Any:
    """Change one of nbgrader's values in one cell, or rename the cell to another's name."""
    marks = [
        cell["metadata"]["nbgrader"]
        for cell in notebook.get("cells") or []
        if isinstance(cell, dict)
        and isinstance((cell.get("metadata") or {}), dict)
        and isinstance((cell.get("metadata") or {}).get("nbgrader"), dict)
    ]
    if marks:
        key = numbers.choice(
            ["grade", "points", "solution", "locked", "grade_id", "schema_version"]
        )
        numbers.choice(marks)[key] = copy.deepcopy(numbers.choice(STRANGE))
    return notebook


def flip_bytes(text: bytes, numbers: Numbers) -> bytes:
    """Change some bytes of the file."""
    changed = bytearray(text)
    for _ in range(numbers.choice([1, 1, 2, 8, 64])):
        changed[numbers.randrange(len(changed))] = numbers.randrange(256)
    return bytes(changed)


def cut(text: bytes, numbers: Numbers) -> bytes:
    """Cut a piece out of the file, or double it."""
    start = numbers.randrange(len(text))
    end = min(len(text), start + numbers.choice([1, 2, 30, len(text)]))
    return text[:start] + text[start:end] * numbers.choice([0, 2]) + text[end:]


def encode(text: bytes, numbers: Numbers) -> bytes:
    """Save the file in another encoding, or with another beginning."""
    kind = numbers.choice(["utf-16", "utf-32", "utf-16-be", "cp037", "utf-8-sig", "reversed"])
    return text[::-1] if kind == "reversed" else text.decode().encode(kind)


PARTS: tuple[Mutation, ...] = (prune, replace, transplant, shuffle, repeat, change_metadata)
FILES = (flip_bytes, flip_bytes, cut, encode)


def mutant(notebook: dict[str, Any], numbers: Numbers) -> bytes:
    """Return the file of a damaged copy of `notebook`."""
    made = copy.deepcopy(notebook)
    if numbers.random() < 0.7:
        for _ in range(numbers.randint(1, 3)):
            made = numbers.choice(PARTS)(made, numbers)
    text = json.dumps(made).encode()
    if made == notebook or numbers.random() < 0.15:
        text = numbers.choice(FILES)(text, numbers)
    return text


@pytest.fixture
def results(mini_course: CourseFolder, hand_in: HandIn) -> dict[str, Result]:
    config = mini_course.root / "nbgrader_config.py"
    config.write_text(config.read_text().replace("Execute.timeout = 60", "Execute.timeout = 2"))
    honest = json.loads(hand_in("honest-first", **RIGHT).read_text())
    hand_in("zz-honest-last", **RIGHT)
    numbers = random.Random(20261121)
    for number in range(COUNT):
        path = hand_in(f"mutant-{number:04}", text="")
        path.write_bytes(mutant(honest, numbers))
    found = grade(CourseFolder(mini_course.root), "mini")
    return {result.student: result for result in found}


def test_each_of_a_thousand_ends_with_a_score_or_a_reason(
    mini_course: CourseFolder, results: dict[str, Result]
) -> None:
    assert len(results) == COUNT + 2
    for student, result in results.items():
        if result.status == "graded":
            assert result.reason is None, student
            assert 0 <= result.score <= 6, student
            assert [cell.grade_id for cell in result.cells] == ["square-test", "answer-test", "why"]
        else:
            assert result.status == "failed"
            assert result.reason, student
            assert "\n" not in result.reason, student
            assert len(result.reason) < 400, student
    for honest in ("honest-first", "zz-honest-last"):
        assert (results[honest].score, results[honest].by_hand) == (6, 3)
    graded = [name for name, result in results.items() if result.status == "graded"]
    assert 300 < len(graded) < 900, "the generator should reach the repair as well as the reader"
    stored = read_scores(mini_course, "mini")
    assert {student for student, _ in stored} >= set(graded)
    assert sum(row["max_score"] for row in stored[graded[0], "mini"].values()) == 9
