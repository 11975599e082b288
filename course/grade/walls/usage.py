"""What a running submission uses, seen from outside: memory of all its processes, and disk.

The kernel's limits hold for each process; these sums are looked at while a run lasts.
"""

from __future__ import annotations

import os
from pathlib import Path

BLOCK = 512
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def descendants(root: int) -> list[int]:
    """Return the processes below `root`, without it; empty where there is no /proc."""
    children: dict[int, list[int]] = {}
    try:
        names = os.listdir("/proc")
    except OSError:
        return []
    for name in names:
        if name.isdigit() and (parent := _parent(name)) is not None:
            children.setdefault(parent, []).append(int(name))
    found, waiting = [], [root]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def resident_bytes(processes: list[int], enough: int) -> int:
    """Return the memory that these processes hold, what several share counted once.

    That takes the kernel a while to add up, so where it is surely below `enough`, the quicker sum
    is returned, which counts what is shared in each process.
    """
    quick = sum(_resident_pages(process) for process in processes) * PAGE
    if quick <= enough:
        return quick
    return sum(map(_proportional_bytes, processes))


def _resident_pages(process: int) -> int:
    fields = _read(process, "statm").split()
    return int(fields[1]) if len(fields) > 1 else 0


def _proportional_bytes(process: int) -> int:
    """Return a process's memory, of what several share its part (`Pss`, in kilobytes).

    All of its memory, where it keeps us from looking.
    """
    for line in _read(process, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return _resident_pages(process) * PAGE


def scratch_use(folder: Path, processes: list[int], most_files: int) -> tuple[int, int]:
    """Return bytes and files in `folder`, deleted but open files included.

    Counting stops above `most_files`.
    """
    used, files, waiting = 0, 0, [str(folder)]
    while waiting and files <= most_files:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    files += 1
                    used += entry.stat(follow_symlinks=False).st_blocks * BLOCK
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    if files > most_files:
                        break
        except OSError:
            continue  # removed, or locked by the submission, between two looks
    return used + sum(map(_deleted_bytes, processes)), files


def _deleted_bytes(process: int) -> int:
    """Return the size of files that a process has deleted and holds open."""
    used, folder = 0, f"/proc/{process}/fd"
    try:
        for name in os.listdir(folder):
            path = f"{folder}/{name}"
            if os.readlink(path).endswith(" (deleted)"):
                used += os.stat(path).st_blocks * BLOCK
    except OSError:
        return used  # the process ended, or is not ours to look into
    return used


def _parent(process: str) -> int | None:
    """Return the parent's number from /proc/N/stat: "N (name) state parent ..."."""
    fields = _read(process, "stat").rpartition(")")[2].split()
    return int(fields[1]) if len(fields) > 1 else None


def _read(process: int | str, name: str) -> str:
    try:
        with open(f"/proc/{process}/{name}", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""  # it has ended
