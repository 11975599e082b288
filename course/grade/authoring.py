"""Is an instructor's notebook fit to be released? Every fault names its cell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Any

from course.grade.repair import Cell, Notebook, is_graded, is_locked, is_solution, nbgrader_of
from course.grade.sealed.plan import is_test, plan_tests
from course.grade.sealed.sealable import faults_in
from course.grade.submission import plain_number
from course.notebook_format import source_text

REGIONS = {
    "SOLUTION": "a solution cell",
    "HIDDEN TESTS": "a test cell",
    "MARK SCHEME": "a cell graded by hand",
}


def faults(notebook: Notebook, *, sealed: bool = True) -> Iterator[str]:
    """Yield what is inconsistent in the ids, points, markers and code of the notebook.

    With `sealed`, and where nothing else is wrong, also what test cells do that only works in the
    student's own process.
    """
    found = list(_notebook_faults(notebook))
    yield from found
    if sealed and not found:
        yield from _sealed_faults(notebook)


def _sealed_faults(notebook: Notebook) -> Iterator[str]:
    cells = [cell | {"source": source_text(cell)} for cell in notebook["cells"]]
    plans = plan_tests({"cells": cells})
    for number, cell in enumerate(cells, start=1):
        if is_test(cell):
            name = nbgrader_of(cell)["grade_id"]
            yield from (
                f"cell {number} ({name}): {fault}" for fault in faults_in(cell, plans[name])
            )


def _notebook_faults(notebook: Notebook) -> Iterator[str]:
    seen: set[str] = set()
    for number, cell in enumerate(notebook["cells"], start=1):
        marked = is_graded(cell) or is_solution(cell) or is_locked(cell)
        name = nbgrader_of(cell).get("grade_id") if marked else None
        where = f"cell {number} ({name or cell.get('id', 'no id')})"
        source = source_text(cell)
        if marked:
            yield from (f"{where}: {fault}" for fault in _id_faults(cell, name, seen))
        for fault in (*_region_faults(cell, source), *_code_faults(cell, source)):
            yield f"{where}: {fault}"
        if is_graded(cell):
            yield from (f"{where}: {fault}" for fault in _point_faults(cell, source))
    if not seen:
        yield "no cell is marked for grading"


def _id_faults(cell: Cell, name: Any, seen: set[str]) -> Iterator[str]:
    if not isinstance(name, str) or not name:
        yield "has no grade_id"
        return
    if name in seen:
        yield f"repeats the grade_id {name!r}"
    seen.add(name)
    if name != cell.get("id"):
        yield f"its grade_id {name!r} and its cell id {cell.get('id')!r} differ; make them the same"


def _region_faults(cell: Cell, source: str) -> Iterator[str]:
    """Yield markers that are not closed, nested, or in a cell where they do not work."""
    allowed = {
        "SOLUTION": is_solution(cell),
        "HIDDEN TESTS": is_graded(cell) and not is_solution(cell),
        "MARK SCHEME": is_graded(cell) and is_solution(cell),
    }
    for region, place in REGIONS.items():
        inside = False
        for line in source.splitlines():
            if f"BEGIN {region}" in line:
                if inside:
                    yield f"BEGIN {region} inside a {region} region"
                inside = True
                if not allowed[region]:
                    yield f"BEGIN {region} belongs in {place}"
            elif f"END {region}" in line:
                if not inside:
                    yield f"END {region} without BEGIN {region}"
                inside = False
        if inside:
            yield f"BEGIN {region} without END {region}"
    if is_solution(cell) and cell["cell_type"] == "code" and "BEGIN SOLUTION" not in source:
        yield "is a solution cell without BEGIN SOLUTION"


def _code_faults(cell: Cell, source: str) -> Iterator[str]:
    if cell["cell_type"] != "code" or source.lstrip().startswith(("%", "!")):
        return
    try:
        ast.parse(source)
    except SyntaxError as error:
        yield f"does not parse: {error.msg} in line {error.lineno}"


def _point_faults(cell: Cell, source: str) -> Iterator[str]:
    points = plain_number(nbgrader_of(cell).get("points"))
    if points is None or points < 0:
        yield f"has {nbgrader_of(cell).get('points')!r} points"
        return
    if is_solution(cell):
        return
    if cell["cell_type"] != "code":
        yield "is a test cell but not code"
        return
    for stated in _stated_points(source):
        if stated != points:
            yield f"says check.points({stated:g}) but its metadata says {points:g} points"


def _stated_points(source: str) -> list[float]:
    """Return the numbers given to `check.points` in the code."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []  # reported as such
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        float(call.args[0].value)
        for call in calls
        if ast.unparse(call.func) == "check.points"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, int | float)
    ]
