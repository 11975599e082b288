"""Put the instructor's cells back into a submission, so that only the answers are the student's.

The reference is the instructor's notebook: with hidden tests when a class is graded, the released
one when a student checks. Cells are recognised by their nbgrader id; where a tool has stripped
the metadata, by the notebook's own cell id, which is the same in this course.
"""

from __future__ import annotations

from typing import Any

Cell = dict[str, Any]
Notebook = dict[str, Any]


def nbgrader_of(cell: Cell) -> dict[str, Any]:
    """Return the cell's nbgrader metadata, empty where it has none."""
    return cell.get("metadata", {}).get("nbgrader") or {}


def is_graded(cell: Cell) -> bool:
    return bool(nbgrader_of(cell).get("grade"))


def is_solution(cell: Cell) -> bool:
    return bool(nbgrader_of(cell).get("solution"))


def is_locked(cell: Cell) -> bool:
    """Return whether the cell's source is the instructor's."""
    return not is_solution(cell) and (is_graded(cell) or bool(nbgrader_of(cell).get("locked")))


def instructor_cells(reference: Notebook) -> dict[str, Cell]:
    """Return the reference's graded, solution and locked cells by id, in order."""
    return {
        nbgrader_of(cell)["grade_id"]: cell
        for cell in reference["cells"]
        if is_graded(cell) or is_solution(cell) or is_locked(cell)
    }


def repair(notebook: Notebook, reference: Notebook) -> tuple[Notebook, list[str]]:
    """Return the notebook to run, and what had to be put right, in words.

    - a cell of the instructor's gets its type, points, flags and, when locked, its source back
    - of a repeated cell the last counts (as in nbgrader); the others become ordinary cells
    - a missing test or answer cell is put back after the instructor's cell that precedes it
    - nbgrader metadata that the reference does not know is dropped
    """
    originals = instructor_cells(reference)
    notes: list[str] = []
    cells = [cell | {"metadata": {}} for cell in notebook["cells"]]
    names = _recognise(notebook["cells"], originals, notes)
    for place, name in names.items():
        cells[place] = _restore(cells[place], originals[name], name, notes)
    missing = [name for name in originals if name not in set(names.values())]
    cells = _put_back(cells, originals, missing, notes)
    return reference | {"cells": _with_ids(cells)}, notes


def _recognise(cells: list[Cell], originals: dict[str, Cell], notes: list[str]) -> dict[int, str]:
    """Return which places of the notebook hold which of the instructor's cells."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = nbgrader_of(cell).get("grade_id")
        if isinstance(name, str) and name in originals:
            if name in places:
                notes.append(f"{name} occurs more than once; the last one counts")
            places[name] = place
    for place, cell in enumerate(cells):
        if cell["id"] in originals and cell["id"] not in places and not nbgrader_of(cell):
            notes.append(f"{cell['id']} had lost its grading metadata")
            places[cell["id"]] = place
    return {place: name for name, place in places.items()}


def _restore(cell: Cell, original: Cell, name: str, notes: list[str]) -> Cell:
    """Return the student's cell with everything that is the instructor's put back."""
    restored = cell | {"id": original["id"], "metadata": original["metadata"]}
    if cell["cell_type"] != original["cell_type"]:
        notes.append(f"{name} had become a {cell['cell_type']} cell")
        restored["cell_type"] = original["cell_type"]
    if is_locked(original):
        restored["source"] = original["source"]
    return restored


def _put_back(
    cells: list[Cell], originals: dict[str, Cell], missing: list[str], notes: list[str]
) -> list[Cell]:
    order = list(originals)
    for name in missing:
        original = originals[name]
        if is_solution(original) and not is_graded(original):
            notes.append(f"{name}, an answer, was deleted")
            continue
        notes.append(f"{name} was deleted and has been put back")
        before = set(order[: order.index(name)])
        follows = [n for n, cell in enumerate(cells) if nbgrader_of(cell).get("grade_id") in before]
        cells.insert(max(follows) + 1 if follows else 0, dict(original))
    return cells


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Give every cell an id that no other has, as the notebook format asks."""
    used = {nbgrader_of(cell).get("grade_id") for cell in cells}
    complete = []
    for place, cell in enumerate(cells):
        if not nbgrader_of(cell):
            cell_id, repeat = cell["id"] or f"cell-{place + 1}", 2
            unique = cell_id
            while unique in used:
                unique, repeat = f"{cell_id[:56]}-{repeat}", repeat + 1
            used.add(unique)
            cell = cell | {"id": unique}
        complete.append(cell)
    return complete
