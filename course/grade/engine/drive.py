"""Take one notebook through its cells: send each, wait for it, watch the clock and the memory."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.grade.engine.child_end import GRACE_SECONDS, ChildEnd, Stopped
from course.grade.engine.outputs import Output, is_output
from course.grade.engine.warm_parent import WarmParent
from course.grade.walls.limits import MEBIBYTE, Limits
from course.grade.walls.usage import descendants, resident_bytes, scratch_use

if TYPE_CHECKING:
    from course.grade.sealed.plan import TestPlan

LOOK_SECONDS = 0.25


@dataclass(frozen=True)
class CodeCell:
    """A cell to run: its place in the notebook, its source, and, for a sealed test, its plan."""

    index: int
    source: str
    plan: TestPlan | None = None


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


class Driver:
    """Runs one notebook; used once.

    Raises `WarmParentDied` where a warm parent fails, which is never the notebook's fault.

    Args:
        parents: the warm parent of the student's process, and for sealed tests the tester's.
        folders: the scratch folder of each.
        limits: what the notebook may use.
        kernel: whether cells run in a full Jupyter kernel.
        processor: where all of it runs; None for anywhere.
    """

    def __init__(
        self,
        parents: list[WarmParent],
        folders: list[Path],
        limits: Limits,
        *,
        kernel: bool,
        processor: int | None,
    ) -> None:
        self.limits = limits
        self._began = time.monotonic()
        self._interrupted = False
        self.tester: ChildEnd | None = None
        if len(parents) == 1:
            self.student = ChildEnd(
                parents[0], folders[0], limits, kernel=kernel, processor=processor
            )
            return
        theirs, ours = socket.socketpair()
        self.student = ChildEnd(parents[0], folders[0], limits, line=theirs, processor=processor)
        self.tester = ChildEnd(
            parents[1], folders[1], limits, line=ours, tester=True, processor=processor
        )

    def run(self, cells: list[CodeCell], run: Run) -> None:
        """Enter in `run` what the cells do; every process it started is gone on return."""
        try:
            for child in self._children():
                self._expect(child, "ready")
            for cell in cells:
                self._run_cell(cell, run)
        except Stopped as stop:
            run.reason = str(stop)
        finally:
            for child in self._children():
                child.end()
            run.seconds = time.monotonic() - self._began

    def _children(self) -> list[ChildEnd]:
        return [self.student, *([self.tester] if self.tester else [])]

    def _run_cell(self, cell: CodeCell, run: Run) -> None:
        self._interrupted = False
        message: dict[str, Any] = {"cell": cell.index, "source": cell.source}
        child = self.student
        if self.tester and cell.plan:
            child = self.tester
            message["source"] = cell.plan.test.source
            message["count"] = len(run.cells) + 1
            message["setup"] = [piece.as_message() for piece in cell.plan.setup]
            message["names"] = list(cell.plan.test.names)
        child.send(message)
        reply = self._expect(child, "cell")
        outputs = reply.get("outputs")
        if reply["cell"] != cell.index or not isinstance(outputs, list):
            raise Stopped("the notebook wrote to the grader's channel (an answer out of order)")
        count = reply.get("count")
        run.cells[cell.index] = CellRun(
            count if isinstance(count, int) else 0,
            [output for output in outputs if is_output(output)],
            self._interrupted,
        )
        if reply.get("broken"):
            self._break(str(reply["broken"]))

    def _break(self, reason: str) -> None:
        """Stop because the line between tests and student is down, and say whose doing it was."""
        try:
            self.student.receive("cell", GRACE_SECONDS)
        except TimeoutError:
            raise Stopped(f"the notebook broke the line to its tests ({reason})") from None
        raise Stopped("the notebook wrote to the grader's channel (an answer to no question)")

    def _expect(self, child: ChildEnd, key: str) -> dict[str, Any]:
        """Wait for a message with `key`; interrupt the cell when its time is over, then kill."""
        deadline = time.monotonic() + self.limits.cell_seconds
        while True:
            left = deadline - time.monotonic()
            try:
                return child.receive(key, min(LOOK_SECONDS, max(left, 0.001)))
            except TimeoutError:
                self._look()
            if left > 0:
                continue
            if self._interrupted:
                seconds = self.limits.cell_seconds
                raise Stopped(
                    f"a cell ran for more than {seconds:g} s and could not be interrupted"
                )
            self._interrupted = True
            for one in {id(one): one for one in (self.student, child)}.values():
                one.parent.interrupt()
            deadline = time.monotonic() + GRACE_SECONDS

    def _look(self) -> None:
        """Stop a run that uses more of the machine than it may."""
        limits, student = self.limits, self.student
        if time.monotonic() - self._began > limits.wall_seconds:
            raise Stopped(f"the notebook ran for more than {limits.wall_seconds:g} s in all")
        processes = descendants(student.parent.pid)
        tester = descendants(self.tester.parent.pid) if self.tester else []
        if resident_bytes([*processes, *tester], limits.resident_bytes) > limits.resident_bytes:
            most = limits.resident_bytes // MEBIBYTE
            raise Stopped(f"the notebook used more than {most:,} MB of memory")
        used, files = scratch_use(student.folder, processes, limits.disk_files)
        if files > limits.disk_files:
            raise Stopped(f"the notebook wrote more than {limits.disk_files:,} files")
        if used > limits.disk_bytes:
            most = limits.disk_bytes // MEBIBYTE
            raise Stopped(f"the notebook wrote more than {most:,} MB of files")
