"""The warm parents: import once, fork one parent a worker, and that forks a child a notebook.

Started by `start_warm_parents` as `python -m course.grade.engine.warm`. A warm parent never runs
a line of a submission, nor reads one: cells go straight to the child, so that nothing of one
submission is left in the memory that the next child inherits. It has a single thread, for a fork
copies only the thread that calls it.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.grade.engine.child import live
from course.grade.engine.preload import import_useful
from course.grade.engine.rehearse import rehearse
from course.grade.walls.builder import Walls
from course.grade.walls.namespaces import adopt_orphans, die_with_parent, enter
from course.grade.walls.usage import descendants

if TYPE_CHECKING:
    from course.grade.engine.shell import NotebookShell

MESSAGE_BYTES = 65536
PROFILE_PREFIX = "chalkgrad-ipython-"
POLL_SECONDS = 0.01
SWEEP_SECONDS = 0.001
TRACEBACK = "def f():\n    raise ValueError('warm')\nf()"
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([0, 1])\nplt.show()"


def main() -> None:
    """Prepare, start a warm parent for each control socket, and wait for their end."""
    options = _options()
    for module in options.modules:
        importlib.import_module(module)
    if not import_useful(options.useful):
        # Something has started a thread, which no fork would copy: begin again without.
        kept = [word for word in sys.argv[1:] if not word.startswith("--useful=")]
        os.execv(sys.executable, [sys.executable, "-m", "course.grade.engine.warm", *kept])
    if "numpy" in sys.modules:
        importlib.import_module("numpy.random")  # NumPy itself puts it off until it is used
    from course.grade.engine.shell import make_shell

    # A stop that comes between the folder's making and its name reaching the handler waits.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    with tempfile.TemporaryDirectory(prefix=PROFILE_PREFIX) as profile:
        signal.signal(signal.SIGTERM, lambda *_: _leave(profile))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        shell = make_shell(profile)
        _warm_up(shell)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the command's to handle
    gc.freeze()
    for control in options.control:
        if os.fork() == 0:
            status = 70
            try:
                os.closerange(3, control)
                os.closerange(control + 1, max(options.control) + 1)
                _serve(socket.socket(fileno=control), shell, options)
                status = 0
            finally:
                os._exit(status)
    for control in options.control:
        os.close(control)
    for _ in options.control:
        os.wait()


def _leave(profile: str) -> None:
    """End at once, and leave no folder behind.

    Not with an exception: IPython takes one for the end of a cell, and one that meets a weak
    reference's callback is printed and forgotten.
    """
    shutil.rmtree(profile, ignore_errors=True)
    os._exit(1)


def _serve(control: socket.socket, shell: NotebookShell, options: argparse.Namespace) -> None:
    """Be a warm parent: move behind the walls, say which stand, and serve."""
    die_with_parent()
    adopt_orphans()
    outside = os.getpid()
    walls = None
    if options.walls:
        walls = Walls(enter(), [Path(path) for path in options.secret])
    layers = [asdict(layer) for layer in walls.layers()] if walls else []
    _say(control, {"pid": outside, "layers": layers})
    _Nursery(control, shell, walls).serve()


class _Nursery:
    """Forks a child when asked, signals it when asked, and clears up after it."""

    def __init__(self, control: socket.socket, shell: NotebookShell, walls: Walls | None) -> None:
        self.control, self.shell, self.walls = control, shell, walls
        self.child, self.watch = 0, -1

    def serve(self) -> None:
        """Answer until the command that started us has gone."""
        while True:
            ready, _, _ = select.select(*self._waits_for())
            if self.control in ready:
                body, descriptors, _, _ = socket.recv_fds(self.control, MESSAGE_BYTES, 4)
                if not body:
                    self._sweep()
                    return
                for line in body.splitlines():
                    self._obey(json.loads(line), descriptors)
            if self.child:
                self._reap()

    def _waits_for(self) -> tuple[list, list, list, float | None]:
        """Return what `select` waits for; only Linux announces the end of a child."""
        if self.child and self.watch < 0:
            return [self.control], [], [], POLL_SECONDS
        return [self.control, *([self.watch] if self.child else [])], [], [], None

    def _obey(self, order: dict[str, Any], descriptors: list[int]) -> None:
        match order["do"]:
            case "fork":
                self._fork(order, descriptors)
            case "rehearse":
                with open(descriptors[0], encoding="utf-8") as sources:
                    rehearse(self.shell, json.load(sources))
            case "interrupt" if self.child:
                os.kill(self.child, signal.SIGINT)
            case "kill" if self.child:
                os.kill(self.child, signal.SIGKILL)

    def _fork(self, order: dict[str, Any], descriptors: list[int]) -> None:
        """Start the child of one notebook; it never returns from `live`."""
        child = os.fork()
        if child == 0:
            status = 70
            try:
                live(order, descriptors, self.shell, self.walls)
                status = 0
            finally:
                os._exit(status)
        for descriptor in descriptors:
            os.close(descriptor)
        self.child = child
        self.watch = os.pidfd_open(child) if hasattr(os, "pidfd_open") else -1

    def _reap(self) -> None:
        """Say how the child ended, if it has, once nothing of it is left."""
        pid, status = os.waitpid(self.child, os.WNOHANG)
        if pid == 0:
            return
        if self.watch >= 0:
            os.close(self.watch)
        self.child = 0
        self._sweep()
        _say(self.control, {"ended": os.waitstatus_to_exitcode(status)})

    def _sweep(self) -> None:
        """Kill and reap every process that a notebook has left behind."""
        rooms = self.walls.rooms if self.walls else None
        while True:
            if rooms and rooms.processes:
                _kill(-1)  # all of the namespace but its process 1, which is this one
            else:
                for process in descendants(os.getpid()):
                    _kill(process)
            try:
                while os.waitpid(-1, os.WNOHANG) != (0, 0):
                    continue
            except ChildProcessError:
                return
            time.sleep(SWEEP_SECONDS)  # some are still dying, or were born meanwhile


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return  # it has ended by itself


def _say(control: socket.socket, message: dict[str, Any]) -> None:
    try:
        control.sendall(json.dumps(message).encode() + b"\n")
    except ConnectionError:
        sys.exit(1)  # the command has gone


def _warm_up(shell: NotebookShell) -> None:
    """Do once what is slow the first time: a result, a traceback, a figure."""
    shell.run("1 + 1")
    shell.run(TRACEBACK)
    if "matplotlib.pyplot" in sys.modules:
        shell.run(FIGURE)
    shell.forget()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="course.grade.engine.warm")
    parser.add_argument("--control", type=int, action="append", required=True)
    parser.add_argument("--walls", action="store_true")
    parser.add_argument("--secret", action="append", default=[])
    parser.add_argument("--useful", action="append", default=[])
    parser.add_argument("modules", nargs="*")
    return parser.parse_args()


if __name__ == "__main__":
    main()
