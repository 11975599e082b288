"""Run a student's notebook and its visible tests, as the grader would: fast, and without marks."""

from __future__ import annotations

import json
from pathlib import Path

from course.errors import CourseError
from course.grade.engine.pool import Pool
from course.grade.execute import code_cells, with_outputs
from course.grade.library_notes import library_notes
from course.grade.repair import Notebook, instructor_cells, repair
from course.grade.score import Result, score_notebook
from course.grade.submission import Unreadable, read_submission
from course.grade.walls.limits import Limits
from course.shipped import shipped

CHECK_MODULES = ("numpy", "course.check")


def check_notebooks(paths: list[Path], cell_seconds: float = 60.0) -> list[Result]:
    """Return one result a notebook, in order; a notebook that cannot be read has its reason."""
    for path in paths:
        if not path.is_file():
            raise CourseError(f"{path}: no such notebook")
    # The student's own code on the student's own machine: no walls.
    with Pool(1, CHECK_MODULES, walls=False) as pool:
        return [_check(path, pool, Limits(cell_seconds=cell_seconds)) for path in paths]


def _check(path: Path, pool: Pool, limits: Limits) -> Result:
    name = path.stem
    try:
        notebook, _ = read_submission(path)
    except Unreadable as error:
        return Result("", name, name, "failed", None, 0.0, str(error), [], 0.0)
    reference = _released(name) or notebook
    repaired, notes = repair(notebook, reference)
    if not instructor_cells(reference):
        reason = "no cell of this notebook is marked for grading"
        return Result("", name, name, "failed", None, 0.0, reason, [], 0.0)
    folder = path.resolve().parent
    run = pool.submit(code_cells(repaired), [folder], limits).result()
    cells = score_notebook(with_outputs(repaired, run, limits.cell_seconds))
    status = "graded" if run.reason is None else "failed"
    notes += library_notes(repaired, reference)
    result = Result("", name, name, status, 0.0, 0.0, run.reason, cells, run.seconds, notes)
    result.add_up()
    return result


def _released(name: str) -> Notebook | None:
    """Return the released notebook of this name, so that edited tests do not count."""
    try:
        path = shipped("assignments") / name / f"{name}.ipynb"
        notebook, _ = read_submission(path)
        full = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, Unreadable):
        return None
    for cell, original in zip(notebook["cells"], full["cells"], strict=True):
        cell["metadata"] = original["metadata"]
    return notebook
