"""Stock nbgrader: run it on copies of a course folder, and read what it and we have graded.

`python -m tests.grade.stock FOLDER` releases and autogrades every assignment of a course folder
through nbgrader's own interface, the one behind formgrader's button, in one process.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.grade.course_folder import CourseFolder
from course.notebook_format import source_text
from tests.stock_config import use_nbgraders_own_engine

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"0x[0-9a-f]+|/tmp/ipykernel_\d+/\d+\.py|<ipython-input-[^>]+>|\b\d+\.py\b")

OWN_WORDS = ("CellTimeoutError", "StdinNotImplementedError")  # where our message says more

LOG_CHARACTERS = 4000  # of what stock says when it fails

Rows = dict[tuple[str, ...], Any]


@dataclass
class Graded:
    """Gradebook rows, autograded notebooks, and why who got none (by assignment, student)."""

    rows: Rows = field(default_factory=dict)
    notebooks: Rows = field(default_factory=dict)
    failed: dict[tuple[str, str], str] = field(default_factory=dict)


def autograde(course: CourseFolder, scratch: Path, parts: int = 2) -> Graded:
    """Return what stock makes of a course folder; `parts` processes share the class."""
    students = sorted(path.name for path in course.submitted.iterdir())
    copies = [
        _copy(course, scratch / f"part-{part}", students[part::parts]) for part in range(parts)
    ]
    with ThreadPoolExecutor(parts) as threads:
        parts_graded = list(threads.map(lambda copy: run("stock", copy), copies))
    graded = Graded()
    for part in parts_graded:
        graded.rows |= part.rows
        graded.notebooks |= part.notebooks
        graded.failed |= part.failed
    return graded


def _copy(course: CourseFolder, target: Path, students: list[str]) -> CourseFolder:
    """Copy what an instructor has before grading, with some of the students."""
    shutil.copytree(course.root, target, ignore=shutil.ignore_patterns("autograded", "submitted"))
    for student in students:
        shutil.copytree(course.submitted / student, target / "submitted" / student)
    use_nbgraders_own_engine(target)
    return CourseFolder(target)


def run(module: str, course: CourseFolder) -> Graded:
    """Grade every assignment of a course in a process of its own, by `stock` or `compatible`."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", f"tests.grade.{module}", str(course.root)],
        cwd=ROOT,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    failed = json.loads((course.root / "failed.json").read_text())
    why = {(assignment, student): reason for assignment, student, reason in failed}
    return Graded(read_rows(course), read_notebooks(course), why)


def read_rows(course: CourseFolder) -> Rows:
    """Return every grade, comment and submission that the gradebook of a course holds."""
    from nbgrader.api import Gradebook

    rows: Rows = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's, about SQLAlchemy's future
        with Gradebook(course.database_url, course.course_id) as book:
            for assignment in book.assignments:
                for submission in book.assignment_submissions(assignment.name):
                    key = (assignment.name, submission.student.id)
                    rows[*key, "submission"] = (submission.timestamp, submission.total_seconds_late)
                    for notebook in submission.notebooks:
                        _add_notebook(rows, (*key, notebook.name), notebook)
    return rows


def _add_notebook(rows: Rows, key: tuple[str, ...], notebook: Any) -> None:
    rows[*key, "penalty"] = notebook.late_submission_penalty
    for grade in notebook.grades:
        rows[*key, "grade", grade.name] = {
            "auto_score": grade.auto_score,
            "max_score": grade.max_score,
            "manual_score": grade.manual_score,
            "extra_credit": grade.extra_credit,
            "needs_manual_grade": grade.needs_manual_grade,
        }
    for comment in notebook.comments:
        rows[*key, "comment", comment.name] = (comment.auto_comment, comment.manual_comment)


def read_notebooks(course: CourseFolder) -> Rows:
    """Return what each autograded notebook shows, without what differs from run to run."""
    shown: Rows = {}
    for path in sorted(course.autograded.glob("*/*/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        key = (path.parent.name, path.parent.parent.name, path.stem)
        shown[*key, "kernel"] = notebook["metadata"].get("kernelspec", {}).get("name")
        for place, cell in enumerate(notebook["cells"]):
            shown[*key, place] = {
                "kind": cell["cell_type"],
                "source": source_text(cell),
                "nbgrader": _marks(cell["metadata"].get("nbgrader") or {}),
                "attachments": cell.get("attachments"),
                "count": cell.get("execution_count"),
                "outputs": _outputs(cell.get("outputs", [])),
            }
    return shown


def _marks(marks: dict[str, Any]) -> dict[str, Any]:
    """Return nbgrader's metadata without the type that a release adds: it is the cell's own."""
    return {key: value for key, value in marks.items() if key != "cell_type"}


def _outputs(outputs: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Return what is shown, each stream in one piece: a kernel's clock decides where it cuts it."""
    shown: list[tuple[Any, ...]] = []
    for output in outputs:
        said = _output(output)
        if said[0] == "stream" and shown and shown[-1][:2] == said[:2]:
            said = (*said[:2], shown.pop()[2] + said[2])
        shown.append(said)
    return shown


def _output(output: dict[str, Any]) -> tuple[Any, ...]:
    """Return an output's kind and what it says; of a traceback and a picture only that it is."""
    kind = output["output_type"]
    if kind == "stream":
        return kind, output["name"], _steady(output["text"])
    if kind == "error" and output["ename"] in OWN_WORDS:
        return kind, output["ename"]
    if kind == "error":
        return kind, output["ename"], _steady(output["evalue"])
    return kind, sorted(output["data"]), _steady(output["data"].get("text/plain", ""))


def _steady(text: str | list[str]) -> str:
    """Return text without addresses, the names that cells get as files, and a terminal's returns.

    Stock runs `!commands` in a terminal; we do not.
    """
    joined = text if isinstance(text, str) else "".join(text)
    return ADDRESS.sub("...", joined).replace("\r\n", "\n")


def main(root: Path) -> None:
    """Release and autograde every assignment of the course folder at `root`."""
    from nbgrader.apps import NbGraderAPI

    course = CourseFolder(root)
    config = course.config
    config.CourseDirectory.root = str(root)
    os.chdir(root)
    stock = NbGraderAPI(config=config)
    failed = []
    for assignment in course.assignment_names():
        made = stock.generate_assignment(assignment, force=True, create=True)
        assert made["success"], made.get("error") or made.get("log")
        for folder in sorted(course.submitted.glob(f"*/{assignment}")):
            student = folder.parent.name
            graded = stock.autograde(assignment, student)
            if not graded["success"]:
                why = graded.get("log", "") + graded.get("error", "")
                failed.append((assignment, student, why[-LOG_CHARACTERS:]))
    Path("failed.json").write_text(json.dumps(failed))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
