"""From the instructor's notebook to the two that are made of it.

The *reference* keeps the hidden tests and loses the solutions: a submission is repaired and
graded with it. The *release* loses the hidden tests too: students get it. nbgrader's own
preprocessors make both, so that its checksums and ours agree.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.quick_imports import import_jsonschema
from course.grade.repair import Notebook, instructor_cells
from course.notebook_format import source_text

REFERENCE_STEPS = (
    "IncludeHeaderFooter",
    "InstantiateTests",
    "LockCells",
    "ClearSolutions",
    "ClearOutput",
    "CheckCellMetadata",
    "ComputeChecksums",
)
RELEASE_STEPS = ("ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata")


@dataclass(frozen=True)
class Reference:
    """The instructor's notebook of one assignment, as `nbformat` object and as plain data."""

    assignment: str
    name: str
    path: Path
    node: Any
    notebook: Notebook


def load_references(course: CourseFolder, assignment: str) -> list[Reference]:
    """Return the reference of each notebook of the assignment."""
    folder = course.require_assignment(assignment)
    return [_load(course, assignment, path) for path in sorted(folder.glob("*.ipynb"))]


def _load(course: CourseFolder, assignment: str, path: Path) -> Reference:
    import_jsonschema()
    import nbformat

    try:
        node = nbformat.read(path, as_version=4)
    except Exception as error:  # nbformat raises many kinds for a file that is no notebook
        raise CourseError(f"{path} is not a notebook: {error}") from None
    node = process(course, node, assignment, path, REFERENCE_STEPS)
    notebook = plain(node)
    if not instructor_cells(notebook):
        raise CourseError(f"{path} has no cell marked for grading")
    return Reference(assignment, path.stem, path, node, notebook)


def process(
    course: CourseFolder, node: Any, assignment: str, path: Path, steps: tuple[str, ...]
) -> Any:
    """Return `node` after nbgrader's preprocessors named in `steps`."""
    from nbgrader import preprocessors

    resources = {
        "nbgrader": {
            "assignment": assignment,
            "notebook": path.stem,
            "student": ".",
            "db_url": course.database_url,
        },
        "metadata": {"path": str(_templates(course, path))},
    }
    for step in steps:
        try:
            node, _ = getattr(preprocessors, step)(config=course.config).preprocess(node, resources)
        except Exception as error:  # an author's mistake, whatever nbgrader calls it
            raise CourseError(f"{path}: {error}") from None
    return node


def _templates(course: CourseFolder, path: Path) -> Path:
    """Return the folder of the autotests.yml that `### AUTOTEST` lines are made with."""
    return path.parent if (path.parent / "autotests.yml").is_file() else course.root


def plain(node: Any) -> Notebook:
    """Return an `nbformat` notebook as plain data, sources as single strings."""
    notebook = json.loads(json.dumps(node))
    for index, cell in enumerate(notebook["cells"]):
        cell["source"] = source_text(cell)
        cell.setdefault("id", f"cell-{index + 1}")
    return notebook | {"nbformat": 4, "nbformat_minor": 5}
