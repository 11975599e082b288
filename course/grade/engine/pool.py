"""The callers' side of the engine: send a notebook's cells, get their outputs and how it went."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from course.grade.engine.drive import CodeCell, Driver, Run
from course.grade.engine.warm_parent import WarmParent, WarmParentDied
from course.grade.walls.builder import Layer
from course.grade.walls.limits import Limits

WARM_MODULES = ("numpy", "matplotlib.pyplot", "course.nn", "course.check")


class Pool:
    """`workers` warm parents; use as a context manager.

    `submit` returns at once with a `Future` of a `Run`. A warm parent that dies is replaced, and
    the notebook it was running is reported as unfinished, never lost.

    Args:
        workers: notebooks run at once.
        modules: imported once by every warm parent.
        walls: whether notebooks are locked in.
        secret: what notebooks may not read though it lies among Python's files.
        kernel: whether cells run in a full Jupyter kernel, which is slower.
    """

    def __init__(
        self,
        workers: int,
        modules: tuple[str, ...] = WARM_MODULES,
        *,
        walls: bool,
        secret: list[Path] | None = None,
        kernel: bool = False,
    ) -> None:
        self._new: Callable[[], WarmParent] = lambda: WarmParent(
            modules, walls=walls, secret=secret or []
        )
        self._kernel = kernel
        self._local = threading.local()
        self._lock = threading.Lock()
        self._parents = [self._new() for _ in range(workers)]
        self._idle = list(self._parents)
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
            self._threads.shutdown(wait=False, cancel_futures=True)
        for parent in self._parents if kind is not None else []:
            parent.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for parent in self._parents:
            parent.stop(at_once=kind is not None)

    def layers(self) -> list[Layer]:
        """Return the walls around every notebook; waits until a warm parent knows."""
        return self._parents[0].layers()

    def submit(self, cells: list[CodeCell], folder: Path, limits: Limits) -> Future[Run]:
        """Run `cells` in `folder`, within `limits`."""
        return self._threads.submit(self._run, cells, folder, limits)

    def _run(self, cells: list[CodeCell], folder: Path, limits: Limits) -> Run:
        parent, run = self._parent(), Run()
        try:
            Driver(parent, folder, limits, kernel=self._kernel).run(cells, run)
        except (WarmParentDied, TimeoutError) as error:
            parent.process.kill()
            self._local.parent = None
            run.reason = f"the grading process failed while the notebook ran ({error})"
        return run

    def _parent(self) -> WarmParent:
        """Return this thread's warm parent, a new one if the last died."""
        parent = getattr(self._local, "parent", None)
        if parent is None or parent.process.poll() is not None:
            with self._lock:
                if self._idle:
                    parent = self._idle.pop()
                else:
                    parent = self._new()
                    self._parents.append(parent)
            self._local.parent = parent
        return parent
