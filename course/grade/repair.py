"""Put the instructor's cells back into a submission, so that only the answers are the student's.

The reference is the instructor's notebook: with hidden tests when a class is graded, the released
one when a student checks. Cells are recognised by their nbgrader id; where a tool has stripped
the metadata, by the notebook's own cell id; where it has stripped all of that, by comparing the
notebook with the instructor's from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
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


def is_task(cell: Cell) -> bool:
    """Return whether the cell asks for work done elsewhere, which a person marks."""
    return bool(nbgrader_of(cell).get("task"))


def has_points(cell: Cell) -> bool:
    """Return whether the gradebook holds points for the cell."""
    return is_graded(cell) or is_task(cell)


def is_locked(cell: Cell) -> bool:
    """Return whether the cell's source is the instructor's."""
    return not is_solution(cell) and (is_graded(cell) or bool(nbgrader_of(cell).get("locked")))


def instructor_cells(reference: Notebook) -> dict[str, Cell]:
    """Return the reference's graded, solution, task and locked cells by id, in order."""
    return {
        nbgrader_of(cell)["grade_id"]: cell
        for cell in reference["cells"]
        if has_points(cell) or is_solution(cell) or is_locked(cell)
    }


def repair(notebook: Notebook, reference: Notebook) -> tuple[Notebook, list[str]]:
    """Return the notebook to run, and what had to be put right, in words.

    - a cell of the instructor's gets its type, points, flags and, when locked, its source back
    - of a repeated cell the last counts (as in nbgrader); the others become ordinary cells
    - the instructor's cells run in the instructor's order; where they do not, answers stay where
      they are and tests move to them
    - a missing test or answer cell is put back after the instructor's cell that precedes it
    - nbgrader metadata that the reference does not know is dropped
    """
    originals = instructor_cells(reference)
    notes: list[str] = []
    cells = [cell | {"metadata": {}} for cell in notebook["cells"]]
    names = _recognise(notebook["cells"], originals, reference, notes)
    for place, name in names.items():
        cells[place] = _restore(cells[place], originals[name], name, notes)
    cells = _in_order(cells, originals, notes)
    missing = [name for name in originals if name not in set(names.values())]
    cells = _put_back(cells, originals, missing, notes)
    return reference | {"cells": _with_ids(cells)}, notes


def _recognise(
    cells: list[Cell], originals: dict[str, Cell], reference: Notebook, notes: list[str]
) -> dict[int, str]:
    """Return which places of the notebook hold which of the instructor's cells."""
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = nbgrader_of(cell).get("grade_id")
        if isinstance(name, str) and name in originals:
            if name in places:
                notes.append(f"{name} occurs more than once; the last one counts")
            places[name] = place
    by_id = {cell["id"]: name for name, cell in originals.items()}
    for place, cell in enumerate(cells):
        name = by_id.get(cell["id"])
        if name and name not in places and not nbgrader_of(cell):
            notes.append(f"{name} had lost its grading metadata")
            places[name] = place
    if not places:
        places = dict(_align(cells, reference))
        notes += [f"{name} had lost its grading metadata and its id" for name in places]
    return {place: name for name, place in places.items()}


def _align(cells: list[Cell], reference: Notebook) -> Iterator[tuple[str, int]]:
    """Yield the instructor's cells that a notebook without any marks holds: name and place.

    Text between the questions is mostly untouched, so it shows what lies between; there, cells
    pair up when they are equally many and of the same types. A locked cell must also look like
    the original, for its source will be replaced.
    """
    theirs = reference["cells"]

    def texts(some: list[Cell]) -> list[str]:
        return [f"{cell['cell_type']} {cell['source'].strip()}" for cell in some]

    blocks = SequenceMatcher(None, texts(theirs), texts(cells)).get_opcodes()
    for _, start, end, first, last in blocks:
        kinds = [cell["cell_type"] for cell in theirs[start:end]]
        if kinds != [cell["cell_type"] for cell in cells[first:last]]:
            continue
        for original, place in zip(theirs[start:end], range(first, last), strict=True):
            name = nbgrader_of(original).get("grade_id")
            if name and (not is_locked(original) or _alike(original, cells[place])):
                yield name, place


def _alike(original: Cell, cell: Cell) -> bool:
    """Return whether most lines of `cell` are the original's, which may have hidden ones too."""
    lines = set(cell["source"].split("\n"))
    return 2 * len(lines & set(original["source"].split("\n"))) > len(lines)


def _restore(cell: Cell, original: Cell, name: str, notes: list[str]) -> Cell:
    """Return the student's cell with everything that is the instructor's put back."""
    if cell["cell_type"] != original["cell_type"]:
        notes.append(f"{name} had become a {cell['cell_type']} cell")
    if is_locked(original):
        return dict(original)
    restored = cell | {key: original[key] for key in ("id", "metadata", "cell_type")}
    if original["cell_type"] == "code":
        restored.pop("attachments", None)
    return restored


def _in_order(cells: list[Cell], originals: dict[str, Cell], notes: list[str]) -> list[Cell]:
    """Bring the instructor's cells into the instructor's order; the others stay where they are."""
    order = list(originals)
    present = {name: cell for cell in cells if (name := nbgrader_of(cell).get("grade_id"))}
    stay = _heaviest_rising(
        [(order.index(name), is_solution(cell)) for name, cell in present.items()]
    )
    moved = [name for name in order if name in present and order.index(name) not in stay]
    cells = [cell for cell in cells if nbgrader_of(cell).get("grade_id") not in moved]
    for name in moved:
        notes.append(f"{name} had been moved and is back in its place")
        cells.insert(_place_of(name, order, cells), present[name])
    return cells


def _heaviest_rising(ranked: list[tuple[int, bool]]) -> set[int]:
    """Return the rising ranks to keep: as many answers as can be, then as many others."""
    best: list[tuple[int, int, int | None]] = []
    weight = len(ranked) + 1
    for place, (rank, answer) in enumerate(ranked):
        before = [(best[k][0], k) for k in range(place) if ranked[k][0] < rank]
        total, last = max(before, default=(0, None), key=lambda one: one[0])
        best.append((total + (weight if answer else 1), rank, last))
    kept: set[int] = set()
    step = max(range(len(best)), key=lambda k: best[k][0], default=None)
    while step is not None:
        _, rank, previous = best[step]
        kept.add(rank)
        step = previous
    return kept


def _place_of(name: str, order: list[str], cells: list[Cell]) -> int:
    """Return where a cell of the instructor's belongs: after the one that precedes it.

    Where none does, it belongs before the one that follows, so that imports above stay above;
    where there is none either, at the end, when all that it may need has run.
    """
    before = set(order[: order.index(name)])
    known = [(place, nbgrader_of(cell).get("grade_id")) for place, cell in enumerate(cells)]
    earlier = [place for place, other in known if other in before]
    if earlier:
        return max(earlier) + 1
    return min((place for place, other in known if other), default=len(cells))


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
        cells.insert(_place_of(name, order, cells), dict(original))
    return cells


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """Give every cell an id that no other has, as the notebook format asks."""
    used = {cell["id"] for cell in cells if nbgrader_of(cell)}
    repeats: dict[str, int] = {}
    complete = []
    for place, cell in enumerate(cells):
        if not nbgrader_of(cell):
            unique = cell_id = cell["id"] or f"cell-{place + 1}"
            while unique in used:
                repeats[cell_id] = repeats.get(cell_id, 1) + 1
                unique = f"{cell_id[:56]}-{repeats[cell_id]}"
            used.add(unique)
            cell = cell | {"id": unique}
        complete.append(cell)
    return complete
