"""What students handed in: find the notebooks of an assignment and read them with suspicion."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder

NOTEBOOK_BYTES = 50 * 1024 * 1024
CELLS = 5_000
CELL_TYPES = ("code", "markdown", "raw")

Notebook = dict[str, Any]


class Unreadable(Exception):
    """The file is not a notebook that can be graded; the message tells a TA why."""


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as handed in; the file may be missing or broken."""

    student: str
    assignment: str
    notebook: str
    folder: Path

    @property
    def path(self) -> Path:
        """The notebook's file: of the expected name, or the only notebook in the folder."""
        expected = self.folder / f"{self.notebook}.ipynb"
        if expected.is_symlink() or expected.exists():
            return expected
        others = [path for path in self.folder.glob("*.ipynb") if not path.is_symlink()]
        return others[0] if len(others) == 1 else expected

    def other_files(self) -> Iterator[Path]:
        """Yield the regular files handed in beside notebooks; links are not followed."""
        for path in sorted(self.folder.rglob("*")):
            linked = any(part.is_symlink() for part in (path, *path.parents))
            if path.is_file() and not linked and path.suffix != ".ipynb":
                yield path


def find_submissions(course: CourseFolder, assignment: str) -> list[Submission]:
    """Return every submission of `assignment`, by student; `CourseError` if there is none."""
    notebooks = sorted(path.stem for path in course.require_assignment(assignment).glob("*.ipynb"))
    folders = sorted(course.submitted.glob(f"*/{assignment}")) if course.submitted.is_dir() else []
    found = [
        Submission(folder.parent.name, assignment, notebook, folder)
        for folder in folders
        if folder.is_dir() and not folder.parent.name.startswith(".")
        for notebook in notebooks
    ]
    if not found:
        expected = course.submitted / "STUDENT" / assignment / f"{notebooks[0]}.ipynb"
        raise CourseError(f"no submissions of {assignment!r}: put them at {expected}")
    return found


def visible_files(folder: Path) -> Iterator[Path]:
    """Yield the files beside notebooks, such as data, without hidden ones and links."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb" and not hidden:
            yield path


def copy_files(sources: Iterator[Path], root: Path, destination: Path) -> None:
    """Copy `sources`, files below `root`, to the same places below `destination`."""
    for path in sources:
        target = destination / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copyfile(path, target)


def read_submission(path: Path) -> tuple[Notebook, str]:
    """Return the notebook at `path` in plain version 4 form, and the SHA-256 of its bytes.

    Raises `Unreadable` with a reason that a TA understands.
    """
    if path.is_symlink():
        raise Unreadable(f"{path.name} is a symbolic link, not a notebook")
    if not path.is_file():
        raise Unreadable(f"{path.name} is missing")
    size = path.stat().st_size
    if size > NOTEBOOK_BYTES:
        limit = NOTEBOOK_BYTES // 1024**2
        raise Unreadable(f"{path.name} has {size / 1024**2:.0f} MB; the most is {limit} MB")
    content = path.read_bytes()
    if not content.strip():
        raise Unreadable(f"{path.name} is empty")
    return _check(_parse(content, path.name), path.name), hashlib.sha256(content).hexdigest()


def _parse(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{name} is not valid JSON: {error.msg} at {place}") from None
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply") from None


def _check(notebook: Any, name: str) -> Notebook:
    """Return a copy that holds only what grading uses, each part of the type it should have."""
    if not isinstance(notebook, dict):
        raise Unreadable(f"{name} is JSON but not a notebook")
    version = notebook.get("nbformat")
    if version in (1, 2, 3):
        notebook = _upgrade(notebook, name)
    elif version != 4:
        raise Unreadable(f"{name} has notebook format {version!r}; version 4 is needed")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(f"{name} has no list of cells")
    if len(cells) > CELLS:
        raise Unreadable(f"{name} has {len(cells):,} cells; the most is {CELLS:,}")
    checked = [_cell(cell, f"{name}, cell {number}") for number, cell in enumerate(cells, start=1)]
    return {"cells": checked, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _upgrade(notebook: Notebook, name: str) -> Notebook:
    from nbformat import from_dict
    from nbformat.converter import convert

    try:
        return json.loads(json.dumps(convert(from_dict(notebook), 4)))
    except Exception as error:  # nbformat meets arbitrary JSON here
        raise Unreadable(f"{name}: an old notebook that cannot be converted ({error})") from None


def _cell(cell: Any, where: str) -> dict[str, Any]:
    if not isinstance(cell, dict) or cell.get("cell_type") not in CELL_TYPES:
        raise Unreadable(f"{where}: not a code, markdown or raw cell")
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Unreadable(f"{where}: its source is not text")
    try:
        source.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable(f"{where}: its source holds half a character (a lone surrogate)") from None
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return {
        "cell_type": cell["cell_type"],
        "id": cell["id"] if isinstance(cell.get("id"), str) else None,
        "metadata": {"nbgrader": nbgrader} if isinstance(nbgrader, dict) else {},
        "source": source,
    }


def plain_number(value: object) -> float | None:
    """Return `value` as a finite float, or None."""
    try:
        number = float(value)  # type: ignore[arg-type]  # anything may come from a file
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
