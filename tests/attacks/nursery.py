"""Run a command as its foster parent: `python -m tests.attacks.nursery REPORT COMMAND...`.

Processes that lose their parent below it become its children, however they detached, so that it
can tell which are left when the command has ended. It writes them to REPORT, one a line, and ends
them.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
PATIENCE_SECONDS = 5.0


def main(report: str, command: list[str]) -> int:
    """Return the command's exit status."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    status = subprocess.run(command, check=False).returncode
    until = time.monotonic() + PATIENCE_SECONDS
    while (left := descendants()) and time.monotonic() < until:
        time.sleep(0.05)
    Path(report).write_text("".join(f"{pid} {name}\n" for pid, name in left.items()))
    for pid in left:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return status if status >= 0 else 128 - status


def descendants() -> dict[int, str]:
    """Return this process's living descendants with their names; dead ones are reaped."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    parents: dict[int, tuple[int, str]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError):
                name, rest = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)
                state, parent = rest.split()[:2]
                if state != "Z":
                    parents[int(entry)] = int(parent), name.split("(", 1)[1]
    found: dict[int, str] = {}
    seen = {os.getpid()}
    while added := {pid for pid, (parent, _) in parents.items() if parent in seen} - seen:
        seen |= added
        found |= {pid: parents[pid][1] for pid in added}
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
