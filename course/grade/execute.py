"""The boundary of the engine: a notebook in, the same notebook with outputs out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from course.grade.engine.pool import CodeCell, Pool, Run
from course.grade.repair import Notebook


def code_cells(notebook: Notebook) -> list[CodeCell]:
    """Return the cells that have something to run."""
    return [
        CodeCell(index, cell["source"])
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and cell["source"].strip()
    ]


def start_in_scratch(
    pool: Pool, notebook: Notebook, prepare: Callable[[Path], None], cell_seconds: float
) -> Future[Run]:
    """Run the notebook's cells in a scratch folder that `prepare` fills; it is removed after."""
    scratch = tempfile.TemporaryDirectory(prefix="chalkgrad-", ignore_cleanup_errors=True)
    try:
        prepare(Path(scratch.name))
        future = pool.submit(code_cells(notebook), Path(scratch.name), cell_seconds)
    except BaseException:
        scratch.cleanup()
        raise
    future.add_done_callback(lambda _: scratch.cleanup())
    return future


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
