"""Inside the forked child: lock the doors, then run the cells that are sent, one by one."""

from __future__ import annotations

import os
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.grade.engine.frames import Channel
from course.grade.walls.limits import Limits, limit_memory
from course.grade.walls.namespaces import die_with_parent

if TYPE_CHECKING:
    from course.grade.engine.shell import NotebookShell
    from course.grade.sealed.student_side import StudentSide
    from course.grade.walls import Walls


_running: list[bool] = []
NOBODY = {"USER": "student", "LOGNAME": "student"}


def live(
    order: dict[str, Any], descriptors: list[int], shell: NotebookShell, walls: Walls | None
) -> None:
    """Serve one notebook until the other end closes.

    The process belongs to the student from the first cell on, so nothing after it is trusted:
    the other end watches the clock, counts bytes and judges how the process ended.
    """
    os.setsid()
    signal.signal(signal.SIGINT, _interrupt)
    ends = [socket.socket(fileno=descriptor) for descriptor in _only(descriptors)]
    channel = Channel(ends[0])
    folder, limits = Path(order["folder"]), Limits(**order["limits"])
    if order["processor"] is not None:
        os.sched_setaffinity(0, {order["processor"]})
    try:
        _settle(folder, limits, walls, loopback=order["kernel"])
    except OSError as error:
        channel.send({"failed": f"the notebook could not be locked in ({error})"})
        return
    sys.path.insert(0, "")
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()  # else every submission would draw the same numbers
    if order["kernel"]:
        from course.grade.engine.kernel import run_with_kernel

        run_with_kernel(channel, folder)
    elif len(ends) == 1:
        run_with_shell(channel, shell)
    elif order["tester"]:
        from course.grade.sealed.tester import run_tests

        run_tests(channel, shell, ends[1], interruptible)
    else:
        from course.grade.sealed.student_side import StudentSide

        run_with_shell(channel, shell, StudentSide(ends[1], shell.user_ns))


def _settle(folder: Path, limits: Limits, walls: Walls | None, *, loopback: bool) -> None:
    """Move into the scratch folder as a fresh kernel would find itself there; close the walls."""
    os.chdir(folder)
    if walls is None:
        die_with_parent()
    else:
        os.umask(0o077)
        home = str(folder)
        os.environ |= {"HOME": home, "TMPDIR": home, "IPYTHONDIR": f"{home}/.ipython", **NOBODY}
        tempfile.tempdir = None  # found anew, from TMPDIR, when it is next asked for
    limit_memory(limits)
    if walls is not None:
        walls.close(folder, limits, loopback=loopback)


class interruptible:  # noqa: N801  (read as a word: with interruptible())
    """Let the clock's interrupt reach what runs inside; outside it has come too late."""

    def __enter__(self) -> None:
        _running.append(True)

    def __exit__(self, *problem: object) -> None:
        _running.pop()


def _interrupt(signal_number: int, frame: object) -> None:
    if _running:
        raise KeyboardInterrupt


def run_with_shell(
    channel: Channel, shell: NotebookShell, tests: StudentSide | None = None
) -> None:
    """Run each cell that arrives in this process, and what sealed tests ask for in between."""
    channel.send({"ready": True})
    line = tests.fileno() if tests else -1
    waits = select.poll()
    for end in (channel.fileno(), line) if tests else (channel.fileno(),):
        waits.register(end, select.POLLIN)
    while True:
        if tests and line in dict(waits.poll()):
            if not tests.serve_next(interruptible):
                waits.unregister(line)
                tests = None
            continue
        if (message := channel.receive()) is None:
            return
        count = shell.execution_count
        with interruptible():
            outputs = shell.run(message["source"])
        channel.send({"cell": message["cell"], "count": count, "outputs": outputs})


def _only(descriptors: list[int]) -> list[int]:
    """Close every file but `descriptors`, and return them, now numbered from 3."""
    nothing = os.open(os.devnull, os.O_RDWR)
    kept = [os.dup(descriptor) for descriptor in descriptors]  # none may be overwritten below
    for number in range(3):
        os.dup2(nothing, number)
    high = [os.dup2(descriptor, 100 + number) for number, descriptor in enumerate(kept)]
    low = [os.dup2(descriptor, 3 + number) for number, descriptor in enumerate(high)]
    os.closerange(3 + len(low), os.sysconf("SC_OPEN_MAX"))
    return low
