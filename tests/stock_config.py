"""Give a course folder nbgrader's own engine back, to compare with what it does."""

from __future__ import annotations

from pathlib import Path

# A kernel's ports are picked, freed, and only later used: with several kernels starting at once,
# one may find its port taken and die. Sockets that are files have names of their own.
# nbgrader gives up on a notebook whose outputs come 4 seconds late, as on a busy machine they do.
ON_A_BUSY_MACHINE = """
import os, tempfile
c.KernelManager.transport = "ipc"
c.KernelManager.ip = os.path.join(tempfile.gettempdir(), f"kernel-of-{os.getpid()}")
c.Execute.iopub_timeout = 60
"""


def use_nbgraders_own_engine(root: Path) -> None:
    """Take our engine out of the folder's `nbgrader_config.py`, if it is there."""
    config = root / "nbgrader_config.py"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    own = "".join(line for line in lines if "AUTOGRADE" not in line)
    config.write_text(own + ON_A_BUSY_MACHINE, encoding="utf-8")
