"""The warm parent: imports once, then forks a child for each notebook it is sent.

Started as `python -m course.grade.engine.warm [MODULE...]`. Reads requests from stdin and writes
events to stdout, as frames. It never runs a line of a submission, and it has a single thread, for
a fork copies only the thread that calls it.
"""

from __future__ import annotations

import importlib
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from typing import IO, Any

from course.grade.engine.child import run_cells
from course.grade.engine.frames import (
    HEADER,
    BadFrame,
    check_length,
    parse,
    read_frame,
    write_frame,
)
from course.grade.engine.shell import NotebookShell, make_shell

GRACE_SECONDS = 3.0


def main(modules: list[str]) -> None:
    """Serve requests until stdin closes."""
    requests, events = sys.stdin.buffer, sys.stdout.buffer
    for module in modules:
        importlib.import_module(module)
    shell = make_shell()
    _warm_up(shell)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle
    while (request := read_frame(requests)) is not None:
        began = time.monotonic()
        reason = _serve(request, shell, events)
        write_frame(events, {"end": reason, "seconds": time.monotonic() - began})


def _warm_up(shell: NotebookShell) -> None:
    """Do once what is slow the first time: the first result, display and traceback."""
    shell.run("1 + 1")
    shell.run("def f():\n    raise ValueError('warm')\nf()")
    shell.reset(new_session=False)
    shell.execution_count = 1


def _serve(request: dict[str, Any], shell: NotebookShell, events: IO[bytes]) -> str | None:
    """Run one notebook in a child; relay its events; return why it did not finish, or None."""
    reader, writer = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reader)
            run_cells(request, shell, writer)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    try:
        return _watch(child, reader, float(request["cell_seconds"]), events)
    finally:
        os.close(reader)
        _end(child)


def _watch(child: int, reader: int, cell_seconds: float, events: IO[bytes]) -> str | None:
    """Relay frames until the child says it is done, ends, or overruns its time twice."""
    buffer = bytearray()
    deadline, interrupted = time.monotonic() + cell_seconds, False
    while True:
        left = max(0.0, deadline - time.monotonic())
        ready, _, _ = select.select([reader, sys.stdin], [], [], left)
        if sys.stdin in ready:
            # Nobody sends a request before the answer to the last: the command has died.
            raise SystemExit(1)
        if not ready:
            if interrupted:
                return f"a cell ran for more than {cell_seconds:g} s and could not be interrupted"
            os.kill(child, signal.SIGINT)
            deadline, interrupted = time.monotonic() + GRACE_SECONDS, True
            continue
        piece = os.read(reader, 1 << 20)
        if not piece:
            return _how_it_ended(child)
        buffer += piece
        try:
            for message in _complete(buffer):
                if message.get("done"):
                    return None
                message["timed_out"] = interrupted
                write_frame(events, message)
                deadline, interrupted = time.monotonic() + cell_seconds, False
        except BadFrame as error:
            return f"the notebook wrote to the grader's channel ({error})"


def _complete(buffer: bytearray) -> Iterator[dict[str, Any]]:
    """Take every whole frame out of `buffer`; those before a bad one still count."""
    while len(buffer) >= HEADER.size:
        length = check_length(bytes(buffer[: HEADER.size]))
        if len(buffer) < HEADER.size + length:
            break
        body = bytes(buffer[HEADER.size : HEADER.size + length])
        del buffer[: HEADER.size + length]
        yield parse(body)


def _how_it_ended(child: int) -> str:
    """Say why the child's channel closed before it was done."""
    pid, status = 0, 0
    until = time.monotonic() + 1.0
    while pid == 0 and time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        time.sleep(0.005)
    if pid == 0:
        return "the notebook closed the grader's channel"
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return f"the notebook's process crashed ({name})"
    return f"the notebook's process ended itself (exit status {os.WEXITSTATUS(status)})"


def _end(child: int) -> None:
    """Kill what is left of the child's session, then reap the child."""
    for kill in (os.killpg, os.kill):
        try:
            kill(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue  # already gone, or its group holds nothing of ours any more
    try:
        os.waitpid(child, 0)
    except ChildProcessError:
        return  # reaped when its end was judged


if __name__ == "__main__":
    main(sys.argv[1:])
