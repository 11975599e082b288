"""Where the lectures, assignments and solutions lie: beside the package, or inside the wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the shipped file or folder `name`, such as `lectures` or `nbgrader_config.py`."""
    for place in (PACKAGE / name, PACKAGE.parent / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"{name} is not part of this installation of chalkgrad")
