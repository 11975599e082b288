"""How much a submission may use: limits that the kernel keeps for each process."""

from __future__ import annotations

import resource
from dataclasses import dataclass

MEBIBYTE = 1024**2


@dataclass(frozen=True)
class Limits:
    """What one submission may use; a process beyond it gets an error or is killed.

    Attributes:
        memory_bytes: address space of each process.
        resident_bytes: memory in use by all its processes together, watched from outside.
        processes: processes and threads of the user, where the kernel counts them per submission.
        file_bytes: size of one file.
        disk_bytes, disk_files: of the scratch folder, watched from outside.
        open_files: per process.
        reply_bytes: all that it may send to the grader.
        cell_seconds, total_seconds: by the clock on the wall; 0 total means ten cells' time.
    """

    memory_bytes: int = 4096 * MEBIBYTE
    resident_bytes: int = 2048 * MEBIBYTE
    processes: int = 64
    file_bytes: int = 128 * MEBIBYTE
    disk_bytes: int = 512 * MEBIBYTE
    disk_files: int = 20_000
    open_files: int = 256
    reply_bytes: int = 64 * MEBIBYTE
    cell_seconds: float = 60.0
    total_seconds: float = 0.0

    @property
    def wall_seconds(self) -> float:
        """The time for the whole notebook."""
        return self.total_seconds or 10 * self.cell_seconds


def limit_memory(limits: Limits) -> None:
    """Cap memory and drop no core file: what also a run without walls gets."""
    _cap(resource.RLIMIT_CORE, 0)
    _cap(resource.RLIMIT_AS, limits.memory_bytes)


def limit_use(limits: Limits, running: int | None) -> None:
    """Cap files, processor time and, unless `running` is None, processes.

    `running` is how many processes and threads the user has already, 0 in a user namespace.
    """
    _cap(resource.RLIMIT_FSIZE, limits.file_bytes)
    _cap(resource.RLIMIT_NOFILE, limits.open_files)
    _cap(resource.RLIMIT_CPU, int(limits.wall_seconds) + 10)
    _cap(resource.RLIMIT_MEMLOCK, 0)
    _cap(resource.RLIMIT_MSGQUEUE, 0)
    if running is not None:
        _cap(resource.RLIMIT_NPROC, running + limits.processes)


def _cap(kind: int, most: int) -> None:
    """Lower a limit, never above what this process was given."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))
