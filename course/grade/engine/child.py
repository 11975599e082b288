"""Inside the forked child: run the cells one by one and report each as soon as it ends."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from typing import Any

from course.grade.engine.frames import write_frame
from course.grade.engine.shell import NotebookShell

PR_SET_PDEATHSIG = 1


def run_cells(request: dict[str, Any], shell: NotebookShell, report: int) -> None:
    """Run `request["cells"]` in `request["folder"]`; write one frame a cell to fd `report`.

    The process belongs to the student from the first cell on, so nothing after it is trusted:
    the parent watches the clock and judges how the process ended.
    """
    os.setsid()
    _settle(request)
    with os.fdopen(report, "wb") as stream:
        for cell in request["cells"]:
            write_frame(stream, {"start": cell["index"]})
            count = shell.execution_count
            outputs = shell.run(cell["source"])
            write_frame(stream, {"cell": cell["index"], "count": count, "outputs": outputs})
        write_frame(stream, {"done": True})


def _settle(request: dict[str, Any]) -> None:
    """Move into the scratch folder as a fresh kernel would find itself there."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit = int(request["memory_bytes"])
    if limit:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    os.chdir(request["folder"])
    sys.path.insert(0, "")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else every submission would draw the same numbers


def _die_with_parent() -> None:
    """Ask Linux to kill this process when the warm parent dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
