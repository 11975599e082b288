"""The command's side of one warm parent: start it, ask for children, learn how they ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
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
    """A running warm parent, used by one thread at a time.

    Args:
        modules: imported once, before the first notebook.
        walls: whether children lock themselves in.
        secret: what children may not read though it lies among Python's files.
    """

    def __init__(self, modules: tuple[str, ...], *, walls: bool, secret: list[Path]) -> None:
        self._control, theirs = socket.socketpair()
        environment = dict(os.environ)
        if walls:
            environment = {
                name: value
                for name, value in os.environ.items()
                if name in (*KEPT, *KEPT_TOO) or name.startswith("LC_")
            }
        command = [sys.executable, "-m", "course.grade.engine.warm"]
        command += ["--control", str(theirs.fileno()), *(["--walls"] if walls else [])]
        for path in secret:
            command += ["--secret", str(path)]
        with theirs:
            self.process = subprocess.Popen(
                [*command, *modules],
                stdin=subprocess.DEVNULL,
                env=environment | FOR_CELLS,
                pass_fds=(theirs.fileno(),),
            )
        self._layers: list[Layer] | None = None
        self._heard = b""

    def layers(self) -> list[Layer]:
        """Return the walls that stand; waits until the parent has warmed up."""
        if self._layers is None:
            said = self._hear(START_SECONDS)
            self._layers = [Layer(**layer) for layer in said["layers"]]
        return self._layers

    def fork(
        self,
        folder: Path,
        limits: Limits,
        *,
        kernel: bool,
        tester: bool,
        ends: list[socket.socket],
    ) -> None:
        """Ask for a child that works in `folder` and talks through `ends`, which are closed."""
        self.layers()
        order: dict[str, Any] = {"do": "fork", "folder": str(folder), "limits": asdict(limits)}
        order |= {"kernel": kernel, "tester": tester}
        try:
            line = json.dumps(order).encode() + b"\n"
            socket.send_fds(self._control, [line], [end.fileno() for end in ends])
        except OSError as error:
            raise WarmParentDied(str(error)) from None
        finally:
            for end in ends:
                end.close()

    def interrupt(self) -> None:
        """Do to the child what the stop button of a notebook does."""
        self._ask("interrupt")

    def kill(self) -> None:
        """End the child and all that it has started."""
        self._ask("kill")

    def ended(self, seconds: float = END_SECONDS) -> int:
        """Wait until nothing of the child is left; return its exit status, negative: a signal.

        Raises `TimeoutError` where that takes longer than `seconds`.
        """
        return int(self._hear(seconds)["ended"])

    def stop(self, *, at_once: bool = False) -> None:
        """End the warm parent, and with it everything below it."""
        self._control.close()
        if at_once:
            self.process.kill()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def _ask(self, what: str) -> None:
        try:
            self._control.sendall(json.dumps({"do": what}).encode() + b"\n")
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
                raise WarmParentDied(f"exit status {self.process.poll()}")
            self._heard += piece
        self._control.settimeout(None)
        line, _, self._heard = self._heard.partition(b"\n")
        return json.loads(line)
