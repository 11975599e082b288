"""The command's end of one child: send it cells, wait for answers, learn how it ended."""

from __future__ import annotations

import contextlib
import signal
import socket
from pathlib import Path
from typing import Any

from course.grade.engine.frames import BadFrame, Channel
from course.grade.engine.warm_parent import WarmParent
from course.grade.walls.limits import Limits

GRACE_SECONDS = 3.0


class Stopped(Exception):
    """The run cannot go on; the message is the reason a TA reads."""


class ChildEnd:
    """A child of `parent` that works in `folder`; use `end` when done with it.

    Args:
        line: a socket that the child gets besides its channel, for sealed tests.
        tester: whether it runs the instructor's tests, not the student's cells.
        kernel: whether cells run in a full Jupyter kernel.
        processor: where it runs; None for anywhere.
    """

    def __init__(
        self,
        parent: WarmParent,
        folder: Path,
        limits: Limits,
        *,
        line: socket.socket | None = None,
        tester: bool = False,
        kernel: bool = False,
        processor: int | None = None,
    ) -> None:
        self.parent, self.folder = parent, folder
        ours, theirs = socket.socketpair()
        self.channel = Channel(ours, limits.reply_bytes)
        self._over = False
        ends = [theirs, *([line] if line else [])]
        parent.fork(folder, limits, kernel=kernel, tester=tester, processor=processor, ends=ends)

    def send(self, message: dict[str, Any]) -> None:
        """Send one message; that the child has ended shows where its answer is awaited."""
        with contextlib.suppress(ConnectionError):
            self.channel.send(message)

    def receive(self, key: str, seconds: float) -> dict[str, Any]:
        """Return the next message, which must have `key`.

        Raises `TimeoutError` after `seconds`, `Stopped` where no answer can come any more.
        """
        try:
            reply = self.channel.receive(seconds)
        except BadFrame as error:
            raise Stopped(f"the notebook wrote to the grader's channel ({error})") from None
        if reply is None:
            raise Stopped(self.how_it_ended())
        if "failed" in reply:
            raise Stopped(str(reply["failed"])[:500])
        if key not in reply:
            raise Stopped("the notebook wrote to the grader's channel (not an answer)")
        return reply

    def how_it_ended(self) -> str:
        """Wait for the child's end and say in words how it came."""
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

    def end(self) -> None:
        """Kill the child and all that it has started; nothing is left on return."""
        self.channel.close()
        if not self._over:
            self._over = True
            self.parent.kill()
            self.parent.ended()
