"""Patches: cells that stand in a solution's place, with the score and the mistakes they must get.

    # expected: 79.333
    # mistake: count missing at the true class
    # %% hinge-gradient-solution
    def hinge_loss_and_gradient(...): ...

`# mistake: none` where the message alone must do; several are separated by `; `.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course.check import Result
from course.notebook_format import read_notebook, source_text

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"
HEADER = re.compile(r"# (expected|mistake): (.+)")
CELL = re.compile(r"# %% (\S+)")
DEFINED = re.compile(r"^(?:def|class) (\w+)", re.MULTILINE)


@dataclass(frozen=True)
class Patch:
    """The cells that a patch replaces, the score it must get, the mistakes that must be named."""

    expected: float
    mistakes: set[str]
    cells: dict[str, str]


def read_patch(path: Path) -> Patch:
    """Read a patch; one without a header is honest work and earns everything."""
    headers = {"expected": "nan", "mistake": "none"}
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


def assignments() -> list[str]:
    """Return the names of all assignments."""
    return sorted(path.parent.name for path in SOLUTIONS.glob("*/*.ipynb"))


@cache
def solution_cells(assignment: str) -> tuple[tuple[str, str, bool], ...]:
    """Return id, source and whether it is an answer, of the code cells of the solution."""
    cells = read_notebook(SOLUTIONS / assignment / f"{assignment}.ipynb")["cells"]
    return tuple(
        (
            cell["id"],
            source_text(cell),
            bool(cell["metadata"].get("nbgrader", {}).get("solution")),
        )
        for cell in cells
        if cell["cell_type"] == "code"
    )


@cache
def graded_names(assignment: str) -> tuple[str, ...]:
    """Return the functions and classes of all answers that earn points, in order."""
    cells = read_notebook(SOLUTIONS / assignment / f"{assignment}.ipynb")["cells"]
    names: list[str] = []
    waiting: list[str] = []
    for cell in cells:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] != "code":
            continue
        if marks.get("solution"):
            waiting += DEFINED.findall(source_text(cell))
        elif marks.get("grade"):
            names += waiting if marks["points"] else []
            waiting = []
    return tuple(names)


def run(assignment: str, patches: dict[str, str]) -> list[Result]:
    """Run the solution with `patches` in place of its cells; return the test cells' results."""
    results: list[Any] = []
    namespace: dict[str, object] = {"__name__": "__main__"}
    with shown_to(results.append), chdir(SOLUTIONS / assignment):
        for name, source, _ in solution_cells(assignment):
            exec(compile(patches.get(name, source), name, "exec"), namespace)
    return [result for result in results if isinstance(result, Result)]


@contextmanager
def shown_to(take: Callable[[Any], object]) -> Iterator[None]:
    """Give what a cell shows to `take`."""
    before, sys.displayhook = sys.displayhook, take
    try:
        yield
    finally:
        sys.displayhook = before
