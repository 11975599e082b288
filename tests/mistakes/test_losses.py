"""Real mistakes in the losses assignment: each gets the score it deserves and is named."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from course.check import Result
from course.grade.demo import Student, demo_students
from course.notebook_format import read_notebook, source_text

HERE = Path(__file__).parent
NOTEBOOK = HERE.parent.parent / "solutions" / "losses" / "losses.ipynb"
HEADER = re.compile(r"# (expected|mistake): (.+)")
CELL = re.compile(r"# %% (\S+)")
FUNCTION = re.compile(r"^def (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Patch:
    """A mistake: the cells it replaces in the solution, its score, the mistakes to be named."""

    expected: float
    mistakes: set[str]
    cells: dict[str, str]


def read_patch(path: Path) -> Patch:
    """Read a patch in percent format; `# mistake: none` where the message alone must do."""
    headers: dict[str, str] = {}
    cells: dict[str, str] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if start := CELL.fullmatch(line):
            name = start.group(1)
            cells[name] = ""
        elif name:
            cells[name] += line + "\n"
        elif header := HEADER.fullmatch(line):
            headers[header.group(1)] = header.group(2)
    named = {part for part in headers["mistake"].split("; ") if part != "none"}
    return Patch(float(headers["expected"]), named, cells)


@cache
def solution_cells() -> tuple[tuple[str, str], ...]:
    """Return id and source of the code cells of the solution."""
    cells = read_notebook(NOTEBOOK)["cells"]
    return tuple((cell["id"], source_text(cell)) for cell in cells if cell["cell_type"] == "code")


def run(patches: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> list[Result]:
    """Run the solution with `patches` in place of its cells; return the published results."""
    results: list[Any] = []
    monkeypatch.setattr(sys, "displayhook", results.append)
    namespace: dict[str, object] = {}
    for name, source in solution_cells():
        exec(compile(patches.get(name, source), name, "exec"), namespace)
    return [result for result in results if isinstance(result, Result)]


PATCHES = sorted((HERE / "losses").glob("*.py"))


@pytest.mark.parametrize("path", PATCHES, ids=[path.stem for path in PATCHES])
def test_mistake(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patch = read_patch(path)
    assert set(patch.cells) <= {name for name, _ in solution_cells()}
    results = run(patch.cells, monkeypatch)
    failed = [record for result in results for record in result.records if not record.passed]
    assert failed, "the mistake passes every check"
    assert {record.mistake for record in failed if record.mistake} == patch.mistakes
    assert sum(result.earned for result in results) == pytest.approx(patch.expected, abs=0.005)


def test_solution_earns_everything_and_is_told_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    results = run({}, monkeypatch)
    assert [result.earned for result in results] == [result.points for result in results]
    assert sum(result.points for result in results) == 90  # and 10 by hand
    assert not [record for result in results for record in result.records if record.mistake]


COMPLETE = [s for s in demo_students() if s.base == "solution" and not s.broken]


@pytest.mark.parametrize("student", COMPLETE, ids=[student.id for student in COMPLETE])
def test_demo_student(student: Student, monkeypatch: pytest.MonkeyPatch) -> None:
    """The score written beside a demo student is earned, and honest work is told no mistake."""
    code = {name for name, _ in solution_cells()}
    answers = {name: source for name, source in student.cells.items() if name in code}
    results = run(answers, monkeypatch)
    assert sum(result.earned for result in results) == pytest.approx(student.expected, abs=0.005)
    named = {record.mistake for result in results for record in result.records} - {None}
    assert bool(named) == (student.expected != 90)


def test_every_graded_function_has_four_patches() -> None:
    solution = dict(solution_cells())
    count = dict.fromkeys(
        (
            function
            for name, source in solution.items()
            if name.endswith("-solution") and name != "smoothing-solution"
            for function in FUNCTION.findall(source)
        ),
        0,
    )
    for path in PATCHES:
        for source in read_patch(path).cells.values():
            count[FUNCTION.findall(source)[0]] += 1
    assert min(count.values()) >= 4, count


def test_most_patches_are_named() -> None:
    named = [bool(read_patch(path).mistakes) for path in PATCHES]
    assert sum(named) / len(named) >= 0.8
