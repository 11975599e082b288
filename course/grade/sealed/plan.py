"""Which of the instructor's cells a sealed test needs, and which names are the student's."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from course.grade.repair import Cell, Notebook, is_graded, is_solution, nbgrader_of
from course.grade.sealed.names import Names, names_of, parse_cell

# Calls in which a test looks for what the sealed test's process does not hold.
INSIDE = frozenset({"globals", "locals", "vars", "eval", "exec", "get_ipython"})
SOURCE = frozenset({"getsource", "getsourcelines", "getmodule", "currentframe", "stack"})


@dataclass(frozen=True)
class Piece:
    """Source to run in the tester, and the names in it that the student is to define."""

    source: str
    names: tuple[str, ...]

    def as_message(self) -> dict[str, Any]:
        return {"source": self.source, "names": list(self.names)}


@dataclass(frozen=True)
class TestPlan:
    """One test cell: what of the instructor's to run before it, in order, and the cell itself."""

    setup: tuple[Piece, ...]
    test: Piece


def is_test(cell: Cell) -> bool:
    """Return whether the cell is a test cell: code, graded, and not an answer."""
    return cell["cell_type"] == "code" and is_graded(cell) and not is_solution(cell)


def plan_tests(reference: Notebook) -> dict[str, TestPlan]:
    """Return the plan of every test cell of the instructor's notebook, by its grade_id.

    A name belongs to the latest cell above the test that binds it: to the student where that is
    an answer cell, or where no cell binds it; to the instructor otherwise, and then that cell is
    run in the tester, once, before the test.
    """
    cells = [cell for cell in reference["cells"] if cell["cell_type"] == "code"]
    names = [names_of(cell["source"]) for cell in cells]
    plans: dict[str, TestPlan] = {}
    done: set[int] = set()
    for index, cell in enumerate(cells):
        if not is_test(cell):
            continue
        needed, students = _needed(index, cells, names)
        setup = tuple(_piece(cells[i], names[i], students) for i in sorted(needed - done))
        done |= needed
        plans[nbgrader_of(cell)["grade_id"]] = TestPlan(setup, _piece(cell, names[index], students))
    return plans


def faults_in(cell: Cell, plan: TestPlan) -> list[str]:
    """Return what this test cell does that works in a notebook but not in a sealed test."""
    tree = parse_cell(cell["source"])
    students, found = set(plan.test.names), []
    for node in ast.walk(tree) if tree else []:
        if what := _not_sealed(node, students):
            found.append(f"line {node.lineno}: {what}")  # type: ignore[attr-defined]
    return found


def _not_sealed(node: ast.AST, students: set[str]) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in INSIDE:
            return f"{name}() would look into the tester's process, not the student's"
        case ast.Call(func=ast.Attribute(attr=name)) if name in SOURCE:
            return f"{name}() cannot see the student's source or frames"
        case ast.Delete(targets=targets):
            mine = [part.id for part in targets if isinstance(part, ast.Name)]
            if deleted := sorted(students & set(mine)):
                return f"del {deleted[0]} would not delete the student's name"
        case ast.Assign(targets=targets):
            mine = [part.id for part in targets if isinstance(part, ast.Name)]
            if replaced := sorted(students & set(mine)):
                return f"{replaced[0]} = ... would not replace it for the student's functions"
    return None


def _piece(cell: Cell, names: Names, students: set[str]) -> Piece:
    return Piece(cell["source"], tuple(sorted(names.used & students)))


def _needed(index: int, cells: list[Cell], names: list[Names]) -> tuple[set[int], set[str]]:
    """Return the instructor's cells that cell `index` needs, and the names that are not theirs."""
    needed: set[int] = set()
    students: set[str] = set()
    waiting = [(name, index) for name in names[index].used]
    seen = set(waiting)
    for name, below in _drain(waiting):
        owner = next((i for i in reversed(range(below)) if name in names[i].bound), None)
        if owner is None or is_solution(cells[owner]):
            if owner is not None or not hasattr(builtins, name):
                students.add(name)
        elif not is_test(cells[owner]):  # a test cell has run in the tester before
            needed.add(owner)
            more = {(used, owner) for used in names[owner].used} - seen
            seen |= more
            waiting += more
    return needed, students


def _drain(waiting: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    while waiting:
        yield waiting.pop()
