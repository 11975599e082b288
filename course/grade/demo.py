"""A sample class of 24, made from short sources: the shortest look at everything.

Each student is one file of `demo_class/`: a header (`# student:`, `# about:`, `# expected:` score,
`# base:` release or solution, or `# broken: truncate`), then cells in percent format
(`# %% cell-id`), each of which replaces the cell of that id.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.release import release
from course.notebook_format import Notebook, read_notebook, source_text, to_text
from course.shipped import shipped

ASSIGNMENT = "losses"
SOURCES = Path(__file__).parent / "demo_class"
MARK = ".chalkgrad-demo"
HEADER = re.compile(r"^# (student|about|expected|base|broken): (.+)$")
CELL = re.compile(r"^# %% ([a-z0-9-]+)( \[markdown\])?$")


@dataclass
class Student:
    """One member of the demo class."""

    id: str
    about: str
    expected: float | None
    base: str
    broken: bool
    cells: dict[str, str] = field(default_factory=dict)


def demo_students() -> list[Student]:
    """Return the class, by id."""
    return [_read(path) for path in sorted(SOURCES.glob("*.py"))]


def _read(path: Path) -> Student:
    headers: dict[str, str] = {}
    cells: dict[str, list[str]] = {}
    current: list[str] | None = None
    markdown = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if start := CELL.match(line):
            current, markdown = cells.setdefault(start.group(1), []), bool(start.group(2))
        elif current is not None:
            current.append(re.sub("^# ?", "", line) if markdown else line)
        elif header := HEADER.match(line):
            headers[header.group(1)] = header.group(2)
    expected = headers.get("expected")
    return Student(
        id=path.stem,
        about=headers["about"],
        expected=float(expected) if expected else None,
        base=headers.get("base", "release"),
        broken="broken" in headers,
        cells={name: "\n".join(lines).strip("\n") for name, lines in cells.items()},
    )


def make_demo(folder: Path) -> CourseFolder:
    """Make a course folder with the sample class in `folder`.

    A folder made by an earlier demo is made anew; any other folder with something in it is
    refused, so that nothing of the user's is lost.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        if not (folder / MARK).is_file():
            raise CourseError(f"{folder} was not made by course demo: name an empty or new folder")
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).write_text("Made by course demo, which may replace this folder.\n")
        shutil.copyfile(shipped("nbgrader_config.py"), folder / "nbgrader_config.py")
        shutil.copytree(shipped("solutions") / ASSIGNMENT, folder / "solutions" / ASSIGNMENT)
    except OSError as error:
        raise CourseError(f"cannot make {folder}: {error.strerror}") from None
    course = CourseFolder(folder.resolve())
    release(course, ASSIGNMENT)
    for student, text in submissions(course):
        path = course.submitted / student.id / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return course


def submissions(course: CourseFolder) -> Iterator[tuple[Student, str]]:
    """Yield each student with the text of the notebook handed in."""
    bases = {
        "release": read_notebook(course.assignments / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"),
        "solution": read_notebook(course.solutions / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"),
    }
    for student in demo_students():
        text = to_text(answered(bases["release"], bases[student.base], student))
        yield student, text[: len(text) // 2] if student.broken else text


def answered(released: Notebook, base: Notebook, student: Student) -> Notebook:
    """Return the released notebook with the answers of `base`, then the student's own, put in."""
    notebook = copy.deepcopy(released)
    answers = {
        cell["id"]: _without_markers(source_text(cell))
        for cell in base["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    known = {cell["id"] for cell in notebook["cells"]}
    if unknown := set(student.cells) - known:
        raise ValueError(f"{student.id} answers cells that do not exist: {sorted(unknown)}")
    for cell in notebook["cells"]:
        cell["source"] = student.cells.get(cell["id"], answers.get(cell["id"], cell["source"]))
    return notebook


def _without_markers(source: str) -> str:
    """Return an answer as a student would hand it in: without the rubric and the markers."""
    source = re.sub(r"### BEGIN MARK SCHEME.*?### END MARK SCHEME\n?", "", source, flags=re.DOTALL)
    lines = source.splitlines()
    return "\n".join(line for line in lines if not re.search("### (BEGIN|END) SOLUTION", line))
