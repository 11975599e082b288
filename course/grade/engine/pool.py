"""The callers' side of the engine: send a notebook's cells, get their outputs and how it went."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from course.grade.engine.frames import BadFrame, read_frame, write_frame
from course.grade.engine.outputs import Output, is_output

WARM_MODULES = ("numpy", "matplotlib.pyplot", "course.nn", "course.check")
MEMORY_BYTES = 4 * 1024**3


@dataclass(frozen=True)
class CodeCell:
    """A cell to run: its place in the notebook and its source."""

    index: int
    source: str


@dataclass
class CellRun:
    """What one cell did."""

    count: int
    outputs: list[Output]
    timed_out: bool


@dataclass
class Run:
    """What a notebook did: its cells' outputs, and why it did not finish (None: it did)."""

    cells: dict[int, CellRun] = field(default_factory=dict)
    reason: str | None = None
    seconds: float = 0.0
    started: int | None = None


class Pool:
    """`workers` warm parents; use as a context manager.

    `submit` returns at once with a `Future` of a `Run`. A warm parent that dies is replaced, and
    the notebook it was running is reported as unfinished, never lost.
    """

    def __init__(self, workers: int, modules: tuple[str, ...] = WARM_MODULES) -> None:
        self._modules = modules
        self._local = threading.local()
        self._processes: list[subprocess.Popen] = []
        self._lock = threading.Lock()
        self._idle = [self._start() for _ in range(workers)]
        self.workers = workers
        self._threads = ThreadPoolExecutor(workers)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            for process in self._processes:
                process.kill()
        self._threads.shutdown(cancel_futures=True)
        for process in self._processes:
            if process.stdin:
                process.stdin.close()
            process.wait()
            if process.stdout:
                process.stdout.close()

    def submit(self, cells: list[CodeCell], folder: Path, cell_seconds: float) -> Future[Run]:
        """Run `cells` in `folder`, each for at most `cell_seconds`."""
        request = {
            "cells": [{"index": cell.index, "source": cell.source} for cell in cells],
            "folder": str(folder),
            "cell_seconds": cell_seconds,
            "memory_bytes": MEMORY_BYTES,
        }
        return self._threads.submit(self._run, request)

    def _run(self, request: dict[str, Any]) -> Run:
        process = self._worker()
        run = Run()
        try:
            assert process.stdin
            assert process.stdout
            write_frame(process.stdin, request)
            while (event := read_frame(process.stdout)) is not None:
                if "end" in event:
                    run.reason, run.seconds = event["end"], event["seconds"]
                    return run
                _note(run, event)
            run.reason = "the grading process ended while the notebook ran"
        except (BadFrame, OSError) as error:
            run.reason = f"the grading process failed while the notebook ran ({error})"
        process.kill()
        self._local.process = None
        return run

    def _worker(self) -> subprocess.Popen:
        """Return this thread's warm parent, a new one if the last died."""
        process = getattr(self._local, "process", None)
        if process is None or process.poll() is not None:
            with self._lock:
                process = self._idle.pop() if self._idle else self._start()
            self._local.process = process
        return process

    def _start(self) -> subprocess.Popen:
        environment = os.environ | {
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
            "NBGRADER_EXECUTION": "autograde",
            "OMP_NUM_THREADS": "1",  # a forking parent must have one thread, BLAS's included
            "OPENBLAS_NUM_THREADS": "1",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "course.grade.engine.warm", *self._modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        self._processes.append(process)
        return process


def _note(run: Run, event: dict[str, Any]) -> None:
    """Enter one event of the child in the run; what a student forged may have any shape."""
    if isinstance(event.get("start"), int):
        run.started = event["start"]
    elif isinstance(event.get("cell"), int) and isinstance(event.get("outputs"), list):
        count = event.get("count")
        run.cells[event["cell"]] = CellRun(
            count if isinstance(count, int) else 0,
            [output for output in event["outputs"] if is_output(output)],
            bool(event.get("timed_out")),
        )
