"""The boundary of the engine: a notebook in, the same notebook with outputs out."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from course.grade.engine.drive import CodeCell, Run
from course.grade.engine.pool import Pool
from course.grade.repair import Notebook, nbgrader_of
from course.grade.sealed.plan import TestPlan, is_test
from course.grade.walls.limits import Limits

Plans = dict[str, TestPlan]


def code_cells(notebook: Notebook, plans: Plans | None = None) -> list[CodeCell]:
    """Return the cells that have something to run; with `plans`, test cells are sealed."""
    return [
        CodeCell(index, cell["source"], plans.get(nbgrader_of(cell)["grade_id"]))
        if plans and is_test(cell)
        else CodeCell(index, cell["source"])
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and cell["source"].strip()
    ]


def start_in_scratch(
    pool: Pool, cells: list[CodeCell], prepare: Sequence[Callable[[Path], None]], limits: Limits
) -> Future[Run]:
    """Run cells in scratch folders that `prepare` fills, one for each process; removed after."""
    scratch = [Path(tempfile.mkdtemp(prefix="chalkgrad-")) for _ in prepare]
    try:
        for fill, folder in zip(prepare, scratch, strict=True):
            fill(folder)
        future = pool.submit(cells, scratch, limits)
    except BaseException:
        _remove(scratch)
        raise
    future.add_done_callback(lambda _: _remove(scratch))
    return future


def _remove(folders: list[Path]) -> None:
    """Remove scratch folders, whatever a submission has made of them."""
    for folder in folders:
        try:
            shutil.rmtree(folder)
        except (OSError, RecursionError):
            # Folders that may not be entered, or nested deeper than Python's own call stack.
            subprocess.run(["chmod", "-R", "u+rwx", str(folder)], capture_output=True)
            subprocess.run(["rm", "-rf", str(folder)], capture_output=True)


def with_outputs(notebook: Notebook, run: Run, cell_seconds: float) -> Notebook:
    """Return the notebook with what `run` produced.

    A cell that was cut off by the clock gets nbgrader's error for it, and a cell that never ran
    because the run ended early gets an error that says so: neither may pass as "no error".
    """
    cells = []
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            cell = cell | {"outputs": [], "execution_count": None}
            done = run.cells.get(index)
            if done:
                cell |= {"outputs": list(done.outputs), "execution_count": done.count}
            if done and done.timed_out:
                cell["outputs"].append(
                    _error("CellTimeoutError", f"ran for over {cell_seconds:g} s")
                )
            elif not done and cell["source"].strip():
                cell["outputs"] = [_error("NotRun", run.reason or "the run ended before this cell")]
        cells.append(cell)
    return notebook | {"cells": cells}


def _error(name: str, message: str) -> dict:
    text = f"{name}: {message}"
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [text]}
