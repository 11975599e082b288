"""Take one notebook through its cells: send each, wait for it, watch the clock and the memory."""

from __future__ import annotations

import contextlib
import signal
import socket
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.grade.engine.frames import BadFrame, Channel
from course.grade.engine.outputs import Output, is_output
from course.grade.engine.warm_parent import WarmParent
from course.grade.walls.limits import MEBIBYTE, Limits
from course.grade.walls.usage import descendants, resident_bytes, scratch_use

GRACE_SECONDS = 3.0
LOOK_SECONDS = 0.25


@dataclass(frozen=True)
class CodeCell:
    """A cell to run: its place in the notebook, its source, and whether it is a sealed test."""

    index: int
    source: str
    test: bool = False


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


class Stopped(Exception):
    """The run cannot go on; the message is the reason a TA reads."""


class Driver:
    """Runs one notebook in a child of `parent`; used once.

    Raises `WarmParentDied` where the warm parent fails, which is never the notebook's fault.
    """

    def __init__(self, parent: WarmParent, folder: Path, limits: Limits, *, kernel: bool) -> None:
        self.parent, self.folder, self.limits = parent, folder, limits
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, limits.reply_bytes)
        self._began = time.monotonic()
        self._interrupted = self._over = False
        parent.fork(folder, limits, kernel=kernel, ends=[theirs])

    def run(self, cells: list[CodeCell], run: Run) -> None:
        """Enter in `run` what the cells do; the child and all it started are gone on return."""
        try:
            self._expect("ready")
            for cell in cells:
                run.cells[cell.index] = self._run_cell(cell)
        except Stopped as stop:
            run.reason = str(stop)
        finally:
            self.channel.close()
            run.seconds = time.monotonic() - self._began
        if not self._over:
            self.parent.kill()
            self.parent.ended()

    def _run_cell(self, cell: CodeCell) -> CellRun:
        self._interrupted = False
        with contextlib.suppress(ConnectionError):  # its end is judged where the reply is awaited
            self.channel.send({"cell": cell.index, "source": cell.source})
        reply = self._expect("cell")
        outputs = reply.get("outputs")
        if reply["cell"] != cell.index or not isinstance(outputs, list):
            raise Stopped("the notebook wrote to the grader's channel (an answer out of order)")
        count = reply.get("count")
        return CellRun(
            count if isinstance(count, int) else 0,
            [output for output in outputs if is_output(output)],
            self._interrupted,
        )

    def _expect(self, key: str) -> dict[str, Any]:
        """Wait for a message with `key`; interrupt the cell when its time is over, then kill."""
        deadline = time.monotonic() + self.limits.cell_seconds
        while True:
            left = deadline - time.monotonic()
            try:
                reply = self.channel.receive(min(LOOK_SECONDS, max(left, 0.001)))
            except TimeoutError:
                self._look()
                if left > 0:
                    continue
                if self._interrupted:
                    seconds = self.limits.cell_seconds
                    raise Stopped(
                        f"a cell ran for more than {seconds:g} s and could not be interrupted"
                    ) from None
                self.parent.interrupt()
                self._interrupted = True
                deadline = time.monotonic() + GRACE_SECONDS
                continue
            except BadFrame as error:
                raise Stopped(f"the notebook wrote to the grader's channel ({error})") from None
            if reply is None:
                raise Stopped(self._how_it_ended())
            if "failed" in reply:
                raise Stopped(str(reply["failed"])[:500])
            if key not in reply:
                raise Stopped("the notebook wrote to the grader's channel (not an answer)")
            return reply

    def _look(self) -> None:
        """Stop a run that uses more of the machine than it may."""
        limits = self.limits
        if time.monotonic() - self._began > limits.wall_seconds:
            raise Stopped(f"the notebook ran for more than {limits.wall_seconds:g} s in all")
        processes = descendants(self.parent.process.pid)
        if resident_bytes(processes) > limits.resident_bytes:
            most = limits.resident_bytes // MEBIBYTE
            raise Stopped(f"the notebook used more than {most:,} MB of memory")
        used, files = scratch_use(self.folder, processes, limits.disk_files)
        if files > limits.disk_files:
            raise Stopped(f"the notebook wrote more than {limits.disk_files:,} files")
        if used > limits.disk_bytes:
            most = limits.disk_bytes // MEBIBYTE
            raise Stopped(f"the notebook wrote more than {most:,} MB of files")

    def _how_it_ended(self) -> str:
        """Say why the child's channel closed before it was done."""
        self._over = True
        try:
            status = self.parent.ended(GRACE_SECONDS)
        except TimeoutError:
            self.parent.kill()
            self.parent.ended()
            return "the notebook closed the grader's channel"
        if status < 0:
            return f"the notebook's process crashed ({signal.Signals(-status).name})"
        return f"the notebook's process ended itself (exit status {status})"
