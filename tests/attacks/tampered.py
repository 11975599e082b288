"""Attacks that change the notebook's file instead of what is computed in it.

Each is a short function in `tampering/`, marked `@tampering(verdict)`; its docstring says what it
tries. It gets the honest half as a dictionary and returns what is written: a dictionary or bytes.
With `files` it gets the folder and the course too, and writes what it likes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.grade.course_folder import CourseFolder
from course.notebook_format import Notebook, to_text
from tests.attacks.cases import Verdict
from tests.attacks.traps import Traps
from tests.attacks.victim import HALF_RIGHT, answered, released

REGISTERED: dict[str, Tampering] = {}
TRUE = Verdict()


@dataclass(frozen=True)
class Tampering:
    """One way to change the file; see `cases.Case` for the attributes."""

    name: str
    attack: str
    verdict: Verdict
    change: Callable[..., Notebook | bytes]
    files: bool
    compatible: str | None = None

    def hand_in(self, path: Path, course: CourseFolder, traps: Traps) -> None:
        """Write the changed notebook to `path`."""
        notebook = answered(released(course), HALF_RIGHT)
        if self.files:
            path.write_text(to_text(notebook))
            self.change(path, course, traps)
            return
        made = self.change(notebook)
        path.write_bytes(made if isinstance(made, bytes) else to_text(made).encode())


def failed(reason: str, score: float = 0.0) -> Verdict:
    """Return the verdict that the attack fails for a reason that matches."""
    return Verdict(score, reason, True, score)


def score_or_failed(
    reason: str = ".", score: float = TRUE.score, if_failed: float = 0.0
) -> Verdict:
    """Return the verdict that leaves the choice: the true score, or a reason."""
    return Verdict(score, reason, False, if_failed)


def tampering(verdict: Verdict = TRUE, *, files: bool = False) -> Callable[[Any], Any]:
    """Register a function as an attack with its verdict."""

    def register(change: Callable[..., Any]) -> Callable[..., Any]:
        name = change.__name__
        attack = " ".join((change.__doc__ or "").split())
        assert attack, f"{name} does not say what it tries"
        assert name not in REGISTERED, f"there are two attacks {name}"
        REGISTERED[name] = Tampering(name, attack, verdict, change, files)
        return change

    return register


def named(notebook: Notebook, name: str) -> dict[str, Any]:
    """Return the cell of this id."""
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def marks(notebook: Notebook) -> list[dict[str, Any]]:
    """Return the nbgrader metadata of every cell that has some."""
    return [c["metadata"]["nbgrader"] for c in notebook["cells"] if "nbgrader" in c["metadata"]]


def tamperings() -> list[Tampering]:
    """Return all of them."""
    folder = importlib.import_module("tests.attacks.tampering")
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"tests.attacks.tampering.{module.name}")
    return list(REGISTERED.values())
