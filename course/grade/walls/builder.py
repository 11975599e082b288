"""All walls of one warm parent: what this machine has, and putting them up in a child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from course.grade.walls.calls import available, deny_calls
from course.grade.walls.limits import Limits, limit_use
from course.grade.walls.namespaces import Rooms, drop_privileges, running_of_user

MINIMUM = ("files", "network", "limits")


@dataclass(frozen=True)
class Layer:
    """One kind of wall: whether this machine has it, and by what means or why not."""

    name: str
    active: bool
    means: str


class Walls:
    """The walls of one warm parent. Make it after the imports; `close` it in each child.

    Args:
        rooms: the namespaces that the warm parent has entered.
        secret: files and folders that a submission may not read though Python lies around them.
    """

    def __init__(self, rooms: Rooms, secret: list[Path]) -> None:
        # Not at the top: there is no Landlock, and no such package, but on Linux.
        from course.grade.walls import files

        self._files = files
        self.rooms = rooms
        self.version = files.landlock_version()
        self.allowed = files.readable(secret)
        self.contained = rooms.processes or self.version >= files.SCOPE_VERSION

    def layers(self) -> list[Layer]:
        """Return what stands on this machine."""
        landlock = self.version >= self._files.NEEDED_VERSION
        why = f"needs version {self._files.NEEDED_VERSION} of Landlock (Linux 6.2)"
        rooms, filtered = self.rooms, available()
        if rooms.processes:
            alone = "a process namespace"
        elif self.contained:
            alone = f"Landlock's scope; no namespaces: {rooms.why}"
        else:
            alone = f"signals are refused; no namespaces: {rooms.why}"
        network = "sockets are refused" + (", a network namespace" if rooms.network else "")
        limited = "memory, time, disk, output" + (", processes" if rooms.counted else "")
        if not rooms.counted:
            limited += "; no programs can be started, as root's processes are not counted"
        account = "the grader's own account"
        if rooms.user is not None:
            account = "an account without rights"
        return [
            Layer("files", landlock, f"Landlock version {self.version}" if landlock else why),
            Layer("network", filtered, network if filtered else "needs seccomp"),
            Layer("limits", filtered or rooms.counted, limited),
            Layer("calls", filtered, "a seccomp filter" if filtered else "needs seccomp"),
            Layer("processes", rooms.processes or self.contained, alone),
            Layer("account", rooms.user is not None or os.geteuid() != 0, account),
        ]

    def close(self, scratch: Path, limits: Limits, *, loopback: bool = False) -> None:
        """Lock this process in for good. Nothing of the student's may have run before."""
        rooms = self.rooms
        if rooms.user is not None:
            _give(scratch, rooms.user)
        drop_privileges(rooms.user)
        alone = rooms.processes or rooms.user is not None
        running = None if not rooms.counted else 0 if alone else running_of_user()
        limit_use(limits, running)
        loopback = loopback and rooms.network
        self._files.close_files(self.allowed, scratch, loopback=loopback)
        deny_calls(processes=rooms.counted, signals=self.contained, loopback=loopback)


def missing(layers: list[Layer]) -> list[Layer]:
    """Return the layers that a submission must not run without, and that are not there."""
    return [layer for layer in layers if layer.name in MINIMUM and not layer.active]


def survey() -> list[Layer]:
    """Return what stands on this machine, found out in a process of its own."""
    if sys.platform != "linux":
        return [Layer(name, False, "walls need Linux") for name in MINIMUM]
    done = subprocess.run(
        [sys.executable, "-m", "course.grade.walls"], capture_output=True, text=True
    )
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        return [Layer(name, False, reason[0]) for name in MINIMUM]
    return [Layer(**layer) for layer in json.loads(done.stdout)]


def _give(folder: Path, user: int) -> None:
    """Make `user` the owner of the scratch folder and what was put into it."""
    for place, _, names in os.walk(folder):
        os.chown(place, user, user)
        for name in names:
            os.chown(Path(place) / name, user, user, follow_symlinks=False)
