"""What students handed in: find the notebooks of an assignment and read them with suspicion."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder

NOTEBOOK_BYTES = 50 * 1024 * 1024
VALUES = 2_000_000  # read into Python, a value takes a hundred times the bytes of `[],` in the file
CELLS = 5_000
CODE_CHARACTERS = 1_000_000
CELL_TYPES = ("code", "markdown", "raw")
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
FLAGS = ("grade", "solution", "locked", "task")

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
    siblings: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """The notebook's file: of the expected name, or the only notebook in the folder.

        A renamed notebook is looked for only where the assignment has no `siblings`, other
        notebooks: of several it could be any.
        """
        expected = self.folder / f"{self.notebook}.ipynb"
        if self.siblings or expected.is_symlink() or expected.exists():
            return expected
        others = [path for path in self.folder.glob("*.ipynb") if not path.is_symlink()]
        return others[0] if len(others) == 1 else expected

    @property
    def linked(self) -> bool:
        """Whether the folder is a symbolic link, which may lead to another student's work."""
        return self.folder.is_symlink() or self.folder.parent.is_symlink()

    @property
    def absent(self) -> bool:
        """Whether this notebook was not handed in, though another of the assignment was."""
        others = (self.folder / f"{name}.ipynb" for name in self.siblings)
        handed_in = self.linked or os.path.lexists(self.path)
        return not handed_in and any(other.is_file() for other in others)

    def other_files(self) -> Iterator[Path]:
        """Yield the regular files handed in beside notebooks; links are not followed.

        Names that the grader itself gives to the graded notebook are left out.
        """
        for path in sorted(self.folder.rglob("*")):
            below = path.relative_to(self.folder).parts
            linked = any(
                self.folder.joinpath(*below[: n + 1]).is_symlink() for n in range(len(below))
            )
            ours = below[0].endswith((".ipynb", ".partial"))
            if path.is_file() and not linked and not ours and path.suffix != ".ipynb":
                yield path


def find_submissions(course: CourseFolder, assignment: str) -> list[Submission]:
    """Return every submission of `assignment`, by student; `CourseError` if there is none."""
    notebooks = sorted(path.stem for path in course.require_assignment(assignment).glob("*.ipynb"))
    folders = sorted(course.submitted.glob(f"*/{assignment}")) if course.submitted.is_dir() else []
    found = [
        Submission(
            _text(folder.parent.name),
            assignment,
            notebook,
            folder,
            tuple(name for name in notebooks if name != notebook),
        )
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


def _text(name: str) -> str:
    """Return a folder's name as text that the gradebook can hold, whatever its bytes are."""
    return os.fsencode(name).decode("utf-8", errors="replace")


def copy_files(sources: Iterator[Path], root: Path, destination: Path) -> None:
    """Copy `sources`, files below `root`, to the same places below `destination`.

    What is in the way is replaced, also a folder where a file belongs or a file for a folder.
    """
    for path in sources:
        target = destination / path.relative_to(root)
        for folder in reversed(target.relative_to(destination).parents[:-1]):
            _make_folder(destination / folder)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        target.unlink(missing_ok=True)
        shutil.copyfile(path, target)


def _make_folder(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir(parents=True)


def read_submission(path: Path) -> tuple[Notebook, str]:
    """Return the notebook at `path` in plain version 4 form, and the SHA-256 of its bytes.

    Raises `Unreadable` with a reason that a TA understands.
    """
    if path.is_symlink():
        raise Unreadable(f"{path.name} is a symbolic link, not a notebook")
    if not path.exists():
        raise Unreadable(f"{path.name} is missing")
    if not path.is_file():
        raise Unreadable(f"{path.name} is not a file")
    size = path.stat().st_size
    if size > NOTEBOOK_BYTES:
        limit = NOTEBOOK_BYTES // 1024**2
        raise Unreadable(f"{path.name} has {size / 1024**2:.0f} MB; the most is {limit} MB")
    content = path.read_bytes()
    if not content.strip():
        raise Unreadable(f"{path.name} is empty")
    return _check(_parse(content, path.name), path.name), hashlib.sha256(content).hexdigest()


def _parse(content: bytes, name: str) -> Any:
    """Return the JSON in `content`: UTF-8, or UTF-16 and UTF-32 as some editors save it."""
    if sum(map(content.count, (b",", b"[", b"{"))) > VALUES:
        raise Unreadable(
            f"{name} holds over {VALUES:,} values; clear its outputs and hand it in again"
        )
    try:
        return json.loads(content.decode(json.detect_encoding(content)))
    except UnicodeDecodeError:
        raise Unreadable(f"{name} is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"{name} is not valid JSON: {error.msg} at {place}") from None
    except ValueError as error:  # a number of thousands of digits
        raise Unreadable(f"{name} cannot be read: {error}") from None
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
        raise Unreadable(f"{name} has notebook format {repr(version)[:40]}; version 4 is needed")
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(f"{name} has no list of cells")
    _limit_cells(len(cells), name)
    checked = [_cell(cell, f"{name}, cell {number}") for number, cell in enumerate(cells, start=1)]
    return {"cells": checked, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def _limit_cells(count: int, name: str) -> None:
    if count > CELLS:
        raise Unreadable(f"{name} has {count:,} cells; the most is {CELLS:,}")


def _upgrade(notebook: Notebook, name: str) -> Notebook:
    from nbformat import from_dict
    from nbformat.converter import convert

    sheets = notebook.get("worksheets")
    for sheet in sheets if isinstance(sheets, list) else [notebook]:
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list):
            _limit_cells(len(sheet["cells"]), name)
    try:
        return json.loads(json.dumps(convert(from_dict(notebook), 4)))
    except Exception as error:  # nbformat meets arbitrary JSON here
        why = str(error)[:200]
        raise Unreadable(f"{name}: an old notebook that cannot be converted ({why})") from None


def _cell(cell: Any, where: str) -> dict[str, Any]:
    if not isinstance(cell, dict) or cell.get("cell_type") not in CELL_TYPES:
        raise Unreadable(f"{where}: not a code, markdown or raw cell")
    cell_id = cell.get("id")
    checked = {
        "cell_type": cell["cell_type"],
        "id": cell_id if isinstance(cell_id, str) and CELL_ID.fullmatch(cell_id) else None,
        "metadata": _metadata(cell.get("metadata")),
        "source": _source(cell, where),
    }
    if cell["cell_type"] != "code" and (pictures := _attachments(cell.get("attachments"))):
        checked["attachments"] = pictures
    return checked


def _source(cell: dict[str, Any], where: str) -> str:
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise Unreadable(f"{where}: its source is not text")
    if cell["cell_type"] == "code" and len(source) > CODE_CHARACTERS:
        limit = f"{len(source):,} characters of code; the most is {CODE_CHARACTERS:,}"
        raise Unreadable(f"{where}: {limit}")
    if not _is_text(source):
        raise Unreadable(f"{where}: its source holds half a character (a lone surrogate)")
    return source


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, str) and value.encode("utf-8") is not None
    except UnicodeEncodeError:
        return False


def _metadata(metadata: Any) -> dict[str, Any]:
    """Return nbgrader's part of a cell's metadata, as far as its values have the right types."""
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(marks, dict) or not _is_text(marks.get("grade_id")):
        return {}
    kept: dict[str, Any] = {"grade_id": marks["grade_id"]}
    kept |= {flag: marks.get(flag) is True for flag in FLAGS}
    if _is_text(marks.get("checksum")):
        kept["checksum"] = marks["checksum"]
    points = plain_number(marks.get("points"))
    if points is None:
        kept["grade"] = False  # nobody could say what it is worth
    else:
        kept["points"] = points
    return {"nbgrader": kept}


def _attachments(attachments: Any) -> dict[str, dict[str, str]]:
    """Return the pictures pasted into a text cell: those that are text in the form they need."""
    if not isinstance(attachments, dict):
        return {}
    return {
        name: bundle
        for name, bundle in attachments.items()
        if _is_text(name)
        and isinstance(bundle, dict)
        and all(_is_text(kind) and _is_text(data) for kind, data in bundle.items())
    }


def plain_number(value: object) -> float | None:
    """Return `value` as a finite float, or None."""
    try:
        number = float(value)  # type: ignore[arg-type]  # anything may come from a file
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
