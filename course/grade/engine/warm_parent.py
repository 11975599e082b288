"""The command's side of one warm parent: start it, ask for children, learn how they ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course.grade.walls.builder import Layer
from course.grade.walls.limits import Limits

START_SECONDS = 120.0
END_SECONDS = 20.0

# What a child may know of the environment; the rest may hold secrets.
KEPT = ("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LANGUAGE", "PYTHONPATH", "LD_LIBRARY_PATH")
KEPT_TOO = ("PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR", "XDG_CACHE_HOME")
FOR_CELLS = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
    "OMP_NUM_THREADS": "1",  # a forking parent must have one thread, BLAS's included
    "OPENBLAS_NUM_THREADS": "1",
}


class WarmParentDied(Exception):
    """The warm parent has ended or does not answer; a new one is needed."""


class WarmParent:
    """A running warm parent, used by one thread at a time; `start_warm_parents` makes them."""

    def __init__(self, control: socket.socket, root: subprocess.Popen) -> None:
        self._control, self._root = control, root
        self._hello: dict[str, Any] | None = None
        self._heard = b""

    @property
    def pid(self) -> int:
        """Its number, seen from here; waits until it has warmed up."""
        return int(self._greeting()["pid"])

    def alive(self) -> bool:
        """Return whether it can still be asked."""
        try:
            os.kill(self.pid, 0)
        except (ProcessLookupError, WarmParentDied):
            return False
        return True

    def layers(self) -> list[Layer]:
        """Return the walls that stand; waits until the parent has warmed up."""
        return [Layer(**layer) for layer in self._greeting()["layers"]]

    def _greeting(self) -> dict[str, Any]:
        if self._hello is None:
            self._hello = self._hear(START_SECONDS)
        return self._hello

    def fork(
        self,
        folder: Path,
        limits: Limits,
        *,
        kernel: bool,
        tester: bool,
        processor: int | None,
        ends: list[socket.socket],
    ) -> None:
        """Ask for a child that works in `folder` and talks through `ends`, which are closed."""
        self._greeting()
        order: dict[str, Any] = {"do": "fork", "folder": str(folder), "limits": asdict(limits)}
        order |= {"kernel": kernel, "tester": tester, "processor": processor}
        try:
            self._order(order, [end.fileno() for end in ends])
        finally:
            for end in ends:
                end.close()

    def rehearse(self, sources: Sequence[str]) -> None:
        """Have cells compiled there before its next child starts; see `rehearse`."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
            json.dump(sources, file)
            file.seek(0)
            self._order({"do": "rehearse"}, [file.fileno()])

    def interrupt(self) -> None:
        """Do to the child what the stop button of a notebook does."""
        self._order({"do": "interrupt"})

    def kill(self) -> None:
        """End the child and all that it has started."""
        self._order({"do": "kill"})

    def ended(self, seconds: float = END_SECONDS) -> int:
        """Wait until nothing of the child is left; return its exit status, negative: a signal.

        Raises `TimeoutError` where that takes longer than `seconds`.
        """
        return int(self._hear(seconds)["ended"])

    def stop_all(self) -> None:
        """End this and all warm parents that were started with it, at once."""
        self._root.terminate()

    def close(self) -> None:
        """Let it go: it ends, with everything below it."""
        self._control.close()

    def wait(self) -> None:
        """Wait for the end of all that were started with it, each of them closed."""
        try:
            self._root.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._root.kill()
            self._root.wait()

    def destroy(self) -> None:
        """Kill this warm parent alone, one that no longer answers."""
        self._control.close()
        if self._hello is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _order(self, order: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
        try:
            socket.send_fds(self._control, [json.dumps(order).encode() + b"\n"], descriptors)
        except OSError as error:
            raise WarmParentDied(str(error)) from None

    def _hear(self, seconds: float) -> dict[str, Any]:
        self._control.settimeout(seconds)
        while b"\n" not in self._heard:
            try:
                piece = self._control.recv(65536)
            except TimeoutError:
                raise
            except OSError as error:
                raise WarmParentDied(str(error)) from None
            if not piece:
                raise WarmParentDied(f"exit status {self._root.poll()}")
            self._heard += piece
        self._control.settimeout(None)
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)


def start_warm_parents(
    count: int,
    modules: tuple[str, ...],
    *,
    useful: tuple[str, ...] = (),
    walls: bool,
    secret: list[Path],
) -> list[WarmParent]:
    """Start `count` warm parents, which share what is imported.

    Args:
        modules: imported once, before the first notebook.
        useful: imported too, as far as they exist and start no threads.
        walls: whether children lock themselves in.
        secret: what children may not read though it lies among Python's files.
    """
    environment = dict(os.environ)
    if walls:
        environment = {
            name: value
            for name, value in os.environ.items()
            if name in (*KEPT, *KEPT_TOO) or name.startswith("LC_")
        }
    pairs = [socket.socketpair() for _ in range(count)]
    numbers = tuple(theirs.fileno() for _, theirs in pairs)
    command = [sys.executable, "-m", "course.grade.engine.warm", *(["--walls"] if walls else [])]
    command += [f"--control={number}" for number in numbers]
    command += [f"--secret={path}" for path in secret]
    command += [f"--useful={name}" for name in useful]
    root = subprocess.Popen(
        [*command, *modules],
        stdin=subprocess.DEVNULL,
        env=environment | FOR_CELLS,
        pass_fds=numbers,
    )
    for _, theirs in pairs:
        theirs.close()
    return [WarmParent(ours, root) for ours, _ in pairs]
