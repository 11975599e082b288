"""The callers' side of the engine: send a notebook's cells, get their outputs and how it went."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from pathlib import Path
from types import TracebackType

from course.grade.engine.drive import CodeCell, Driver, Run
from course.grade.engine.warm_parent import WarmParent, WarmParentDied, start_warm_parents
from course.grade.walls.builder import Layer
from course.grade.walls.limits import Limits

WARM_MODULES = ("numpy", "matplotlib.pyplot", "course.nn", "course.check")
STARTS = 12
SEALED_MODULES = ("course.grade.sealed.student_side", "course.grade.sealed.tester")


class Pool:
    """`workers` warm parents, or pairs of them; use as a context manager.

    `submit` returns at once with a `Future` of a `Run`. A warm parent that dies is replaced, and
    the notebook it was running is reported as unfinished, never lost.

    Args:
        workers: notebooks run at once.
        modules: imported once for all.
        useful: imported too, as far as they exist and start no threads.
        walls: whether notebooks are locked in.
        secret: what notebooks may not read though it lies among Python's files.
        kernel: whether cells run in a full Jupyter kernel, which is slower.
        sealed: whether test cells run in a process apart, with a warm parent of its own.
    """

    def __init__(
        self,
        workers: int,
        modules: tuple[str, ...] = WARM_MODULES,
        *,
        useful: tuple[str, ...] = (),
        walls: bool,
        secret: list[Path] | None = None,
        kernel: bool = False,
        sealed: bool = False,
    ) -> None:
        modules = (*modules, *SEALED_MODULES) if sealed else modules
        self._rehearsed: tuple[str, ...] = ()
        self._start: Callable[[int], list[WarmParent]] = lambda count: start_warm_parents(
            count, modules, useful=useful, walls=walls, secret=secret or []
        )
        self._team_size = 2 if sealed else 1
        self._processors = cycle(_processors() if sealed else [None])
        self._kernel = kernel
        self._local = threading.local()
        self._lock = threading.Lock()
        self._parents = self._start(workers * self._team_size)
        self._idle = [
            self._parents[first : first + self._team_size]
            for first in range(0, len(self._parents), self._team_size)
        ]
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
            for parent in self._parents:
                parent.stop_all()
        self._threads.shutdown(cancel_futures=True)
        for parent in self._parents:
            parent.close()
        for parent in self._parents:
            parent.wait()

    def layers(self) -> list[Layer]:
        """Return the walls around every notebook; waits until a warm parent knows.

        Raises `WarmParentDied` when several in a row did not live to tell.
        """
        for _ in range(STARTS):
            with self._lock:
                parent = self._idle[-1][0] if self._idle else self._parents[-1]
            try:
                return parent.layers()
            except WarmParentDied as error:
                died = error
                with self._lock:
                    self._idle[-1:] = [self._start_team()]
        raise died

    def rehearse(self, sources: Iterable[str]) -> None:
        """Have the instructor's test cells compiled once for all submissions, in the testers."""
        with self._lock:
            self._rehearsed = tuple(dict.fromkeys(sources))
            self._prepare(self._parents)

    def _prepare(self, parents: list[WarmParent]) -> None:
        testers = parents[1::2] if self._team_size > 1 else []
        for tester in testers:
            with contextlib.suppress(WarmParentDied):  # it is replaced when it is next used
                tester.rehearse(self._rehearsed)

    def _start_team(self) -> list[WarmParent]:
        """Start another team; hold the lock."""
        team = self._start(self._team_size)
        self._parents += team
        if self._rehearsed:
            self._prepare(team)
        return team

    def submit(self, cells: list[CodeCell], folders: list[Path], limits: Limits) -> Future[Run]:
        """Run `cells` within `limits`, in a folder for the student and, if sealed, the tester."""
        return self._threads.submit(self._run, cells, folders, limits)

    def _run(self, cells: list[CodeCell], folders: list[Path], limits: Limits) -> Run:
        team, run = self._team(), Run()
        try:
            processor = self._local.processor
            Driver(team, folders, limits, kernel=self._kernel, processor=processor).run(cells, run)
        except (WarmParentDied, TimeoutError) as error:
            for parent in team:
                parent.destroy()
            self._local.team = None
            run.reason = f"the grading process failed while the notebook ran ({error})"
        return run

    def _team(self) -> list[WarmParent]:
        """Return this thread's warm parents, new ones if one has died."""
        team = getattr(self._local, "team", None)
        if team is None or not all(parent.alive() for parent in team):
            with self._lock:
                if not hasattr(self._local, "processor"):
                    self._local.processor = next(self._processors)
                team = self._idle.pop() if self._idle else self._start_team()
            self._local.team = team
        return team


def _processors() -> list[int] | list[None]:
    """Return the processors for student and tester to share: they take turns, hundreds of times.

    On two, each turn would wake a sleeping processor, which takes longer than the answer.
    """
    if not hasattr(os, "sched_getaffinity"):
        return [None]
    return sorted(os.sched_getaffinity(0))
