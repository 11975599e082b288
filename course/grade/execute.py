"""The boundary of the engine: a notebook in, the same notebook with outputs out."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from course.grade.engine.drive import CodeCell, Run
from course.grade.engine.pool import Pool
from course.grade.repair import Notebook
from course.grade.walls.limits import Limits


def code_cells(notebook: Notebook) -> list[CodeCell]:
    """Return the cells that have something to run."""
    return [
        CodeCell(index, cell["source"])
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and cell["source"].strip()
    ]


def start_in_scratch(
    pool: Pool, notebook: Notebook, prepare: Callable[[Path], None], limits: Limits
) -> Future[Run]:
    """Run the notebook's cells in a scratch folder that `prepare` fills; it is removed after."""
    scratch = Path(tempfile.mkdtemp(prefix="chalkgrad-"))
    try:
        prepare(scratch)
        future = pool.submit(code_cells(notebook), scratch, limits)
    except BaseException:
        _remove(scratch)
        raise
    future.add_done_callback(lambda _: _remove(scratch))
    return future


def _remove(folder: Path) -> None:
    """Remove a scratch folder, whatever a submission has made of it."""
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
