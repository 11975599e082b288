"""Give a course folder nbgrader's own engine back, to compare with what it does."""

from __future__ import annotations

from pathlib import Path


def use_nbgraders_own_engine(root: Path) -> None:
    """Take our engine out of the folder's `nbgrader_config.py`, if it is there."""
    config = root / "nbgrader_config.py"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    config.write_text("".join(line for line in lines if "AUTOGRADE" not in line), encoding="utf-8")
