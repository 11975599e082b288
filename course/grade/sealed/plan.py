"""Which of the instructor's cells a sealed test needs, and which names are the student's."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from course.grade.repair import Cell, Notebook, is_graded, is_solution, nbgrader_of
from course.grade.sealed.names import Names, imports_of, names_of

# What IPython puts into every notebook's names.
PROVIDED = frozenset({"get_ipython", "display", "exit", "quit", "In", "Out", "_", "__", "___"})


@dataclass(frozen=True)
class Piece:
    """Source to run in the tester, and the names in it that the student is to define."""

    source: str
    names: tuple[str, ...]

    def as_message(self) -> dict[str, Any]:
        return {"source": self.source, "names": list(self.names)}


@dataclass(frozen=True)
class TestPlan:
    """One test cell: what of the instructor's to run before it, in order, and the cell itself.

    `unbound` are names that no cell above binds: the student's too, and hardly meant.
    """

    setup: tuple[Piece, ...]
    test: Piece
    unbound: frozenset[str] = frozenset()


def is_test(cell: Cell) -> bool:
    """Return whether the cell is a test cell: code, graded, and not an answer."""
    return cell["cell_type"] == "code" and is_graded(cell) and not is_solution(cell)


def plan_tests(reference: Notebook) -> dict[str, TestPlan]:
    """Return the plan of every test cell of the instructor's notebook, by its grade_id.

    A name belongs to the latest cell above the test that binds it: to the student where that is
    an answer cell, or where no cell binds it; to the instructor otherwise, and then that cell is
    run in the tester, once, before the test. What an answer cell imports, the tester imports too:
    a module of the student's could give any answer.
    """
    cells = [cell for cell in reference["cells"] if cell["cell_type"] == "code"]
    names = [names_of(cell["source"]) for cell in cells]
    plans: dict[str, TestPlan] = {}
    done: set[int] = set()
    for index, cell in enumerate(cells):
        if not is_test(cell):
            continue
        needs = _needed(index, cells, names)
        cells_before = [
            _piece(cells[i], names[i], needs.students) for i in sorted(needs.cells - done)
        ]
        done |= needs.cells
        setup = [*(Piece(statement, ()) for statement in sorted(needs.imports)), *cells_before]
        plans[nbgrader_of(cell)["grade_id"]] = TestPlan(
            tuple(setup), _piece(cell, names[index], needs.students), frozenset(needs.unbound)
        )
    return plans


def _piece(cell: Cell, names: Names, students: set[str]) -> Piece:
    return Piece(cell["source"], tuple(sorted(names.used & students)))


@dataclass
class _Needs:
    """What a test uses: the instructor's cells, the names that are not theirs, imports."""

    cells: set[int] = field(default_factory=set)
    students: set[str] = field(default_factory=set)
    unbound: set[str] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)


def _needed(index: int, cells: list[Cell], names: list[Names]) -> _Needs:
    needs = _Needs()
    waiting = [(name, index) for name in names[index].used]
    seen = set(waiting)
    for name, below in _drain(waiting):
        owner = next((i for i in reversed(range(below)) if name in names[i].bound), None)
        if owner is None:
            if not hasattr(builtins, name) and name not in PROVIDED:
                needs.students.add(name)
                needs.unbound.add(name)
        elif is_solution(cells[owner]):
            if statement := imports_of(cells[owner]["source"]).get(name):
                needs.imports.add(statement)
            else:
                needs.students.add(name)
        elif not is_test(cells[owner]):  # a test cell has run in the tester before
            needs.cells.add(owner)
            more = {(used, owner) for used in names[owner].used} - seen
            seen |= more
            waiting += more
    return needs


def _drain(waiting: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    while waiting:
        yield waiting.pop()
