"""What an assignment imports is imported once, unless that would break the fork."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from course.grade.engine.drive import CodeCell
from course.grade.engine.pool import Pool
from course.grade.engine.preload import modules_named
from course.grade.walls.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
THREADED = (
    "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
)


def notebook(*sources: str) -> str:
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_the_imports_of_the_notebooks_are_named(tmp_path: Path) -> None:
    (tmp_path / "one.ipynb").write_text(
        notebook("import numpy as np, json", "from course.check.mistakes import losses")
    )
    (tmp_path / "two.ipynb").write_text(
        notebook(
            "%matplotlib inline\nimport never", "def f():\n    import inner", "from . import x"
        )
    )
    (tmp_path / "broken.ipynb").write_text("{")
    expected = {"course.check.mistakes", "course.check.mistakes.losses", "json", "numpy"}
    assert set(modules_named(tmp_path)) == expected


def test_the_losses_assignment_names_its_mistakes() -> None:
    assert "course.check.mistakes.losses" in modules_named(ROOT / "solutions" / "losses")


@pytest.mark.parametrize(("module", "loaded"), [("wave", True), ("no_such_module_here", False)])
def test_a_module_is_there_before_the_first_cell(tmp_path: Path, module: str, loaded: bool) -> None:
    with Pool(1, (), useful=(module,), walls=False) as pool:
        cells = [CodeCell(0, f"import sys\n{module!r} in sys.modules")]
        run = pool.submit(cells, [tmp_path], Limits()).result()
    assert run.cells[0].outputs[0]["data"]["text/plain"] == str(loaded)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the number of threads")
def test_a_module_that_starts_a_thread_is_left_to_the_cells(tmp_path: Path) -> None:
    (tmp_path / "threaded_module.py").write_text(THREADED)
    program = (
        "from pathlib import Path\n"
        "from course.grade.engine.drive import CodeCell\n"
        "from course.grade.engine.pool import Pool\n"
        "from course.grade.walls.limits import Limits\n"
        "useful = ('wave', 'threaded_module')\n"
        "source = 'import sys; print(*[name in sys.modules for name in useful])'\n"
        "cells = [CodeCell(0, f'useful = {useful}; {source}')]\n"
        "with Pool(1, (), useful=useful, walls=False) as pool:\n"
        f"    run = pool.submit(cells, [Path({str(tmp_path)!r})], Limits()).result()\n"
        "print(run.reason, run.cells[0].outputs[0]['text'])\n"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None False False"
