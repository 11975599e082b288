"""A class with attackers in it is graded; then everything that must have stayed as it was is seen.

Honest students sit between the attackers, so that a neighbour's harm shows in their scores.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.grade.course_folder import CourseFolder
from course.grade.gradebook import read_scores
from course.grade.grading import grade
from course.notebook_format import to_text
from tests.attacks.traps import CANARY, Traps, traps
from tests.attacks.victim import ASSIGNMENT, HONEST, answered, make_course, place, released

ROOT = Path(__file__).resolve().parents[2]
HONEST_EVERY = 4
COMMAND_SECONDS = 280
# The two ways to grade; the second is this course's own.
MODES = (
    ("compatible", "sealed")
    if "compatible" in inspect.signature(grade).parameters
    else ("compatible",)
)

HandIn = Callable[[Path, CourseFolder, Traps], None]


@dataclass
class Trial:
    """What grading a class with attackers in it came to."""

    mode: str
    course: CourseFolder
    status: int
    said: str
    results: dict[str, dict[str, Any]]
    honest: dict[str, float]
    students: dict[str, str]
    traps: Traps
    processes_left: list[str]
    files_changed: list[str]
    again: dict[str, float | None]

    def of(self, attack: str) -> dict[str, Any]:
        """Return the result of an attack by its name."""
        assert self.students[attack] in self.results, f"status {self.status}\n{self.said[-3000:]}"
        return self.results[self.students[attack]]


def try_class(folder: Path, mode: str, attacks: Mapping[str, HandIn]) -> Trial:
    """Grade a class of `attacks` (by name, each a function that hands in) and honest students."""
    course = make_course(folder / "course")
    with traps(folder, course.root) as made:
        students, honest = _hand_in(course, made, attacks)
        _secrets_beside(course, honest)
        before = dict(_contents(course, made))
        completed, results, left = _grade(course, mode, made)
        changed = _differences(before, dict(_contents(course, made)))
        changed += _strays(made)
        for student in students.values():
            shutil.rmtree(course.submitted / student)
        _, again, left_again = _grade(course, mode, made, "--force")
    return Trial(
        mode,
        course,
        completed.returncode,
        completed.stdout + completed.stderr,
        results,
        honest,
        students,
        made,
        left + left_again,
        changed,
        {student: result["score"] for student, result in again.items()},
    )


def _hand_in(
    course: CourseFolder, made: Traps, attacks: Mapping[str, HandIn]
) -> tuple[dict[str, str], dict[str, float]]:
    """Hand in everything; return the attackers' ids by attack, and the honest ones' scores."""
    students: dict[str, str] = {}
    honest: dict[str, float] = {}
    kinds = itertools.cycle(HONEST)
    notebook = released(course)
    seats = itertools.count()

    def add_honest(kind: str) -> None:
        answers, score = HONEST[kind]
        student = f"{next(seats):03}-honest-{kind}"
        place(course, student).write_text(to_text(answered(notebook, answers)))
        honest[student] = score

    for number, (attack, hand_in) in enumerate(attacks.items()):
        if number % HONEST_EVERY == 0:
            add_honest(next(kinds))
        students[attack] = f"{next(seats):03}-{attack.replace('_', '-')}"
        hand_in(place(course, students[attack]), course, made)
    for kind in HONEST:
        add_honest(kind)
    return students, honest


def _secrets_beside(course: CourseFolder, honest: Mapping[str, float]) -> None:
    for student in honest:
        (course.submitted / student / ASSIGNMENT / "notes.txt").write_text(CANARY)


def _grade(
    course: CourseFolder, mode: str, made: Traps, *options: str
) -> tuple[subprocess.CompletedProcess[str], dict[str, dict[str, Any]], list[str]]:
    """Run `course grade`; return how it ended, the results by student, the processes left."""
    results, left = made.folder / "results.json", made.folder / "left.txt"
    results.unlink(missing_ok=True)
    words = ["grade", ASSIGNMENT, "--course", str(course.root), "--json", str(results)]
    words += ["--workers", "2", *options, *_mode_options(mode)]
    nursery = [sys.executable, "-m", "tests.attacks.nursery", str(left)]
    completed = subprocess.run(
        [*nursery, sys.executable, "-m", "course.cli", *words],
        env=made.environment | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=made.folder,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=COMMAND_SECONDS,
        check=False,
    )
    found = json.loads(results.read_text()) if results.exists() else []
    return completed, {one["student"]: one for one in found}, left.read_text().splitlines()


def _mode_options(mode: str) -> list[str]:
    return ["--compatible"] if mode == "compatible" and "sealed" in MODES else []


def _contents(course: CourseFolder, made: Traps) -> Iterator[tuple[str, str]]:
    """Yield every file that grading must not touch, with a fingerprint."""
    made_by_grading = (course.autograded, course.root / "gradebook.db")
    for root in (course.root, made.home, made.temporary):
        for path in sorted(root.rglob("*")):
            if not any(path.is_relative_to(own) for own in made_by_grading):
                yield str(path), _fingerprint(path)


def _fingerprint(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if not path.is_file():
        return "folder"
    with path.open("rb") as stream:
        return f"{path.stat().st_mode:o} {hashlib.file_digest(stream, 'sha256').hexdigest()}"


def _differences(before: dict[str, str], after: dict[str, str]) -> list[str]:
    changed = [f"changed: {path}" for path in before if after.get(path, "gone") != before[path]]
    return changed + [f"new: {path}" for path in after if path not in before]


def _strays(made: Traps) -> list[str]:
    """Return what attacks left, under their mark, in places that all programs share."""
    marker = made.places["__MARKER__"]
    folders = [Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"), Path("/run"), Path("/root")]
    folders += [Path.home(), ROOT, *_package_folders()]
    return [
        f"stray: {path}"
        for folder in dict.fromkeys(folders)
        if os.access(folder, os.R_OK)
        for path in folder.iterdir()
        if marker in path.name
    ]


@functools.cache
def _package_folders() -> list[Path]:
    import sysconfig

    packages = Path(sysconfig.get_path("purelib"))
    return [packages, packages / "numpy", packages / "IPython", ROOT / "course"]


def autograded_text(trial: Trial, attack: str) -> str:
    """Return all that grading wrote for an attack, as text."""
    folder = trial.course.autograded / trial.students[attack]
    files = (path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_text(errors="replace") for path in files)


def gradebook_faults(trial: Trial) -> list[str]:
    """Return where the gradebook is damaged or says other than the results."""
    with sqlite3.connect(trial.course.root / "gradebook.db") as database:
        (verdict,) = database.execute("pragma integrity_check").fetchone()
    database.close()
    faults = [] if verdict == "ok" else [verdict]
    stored = read_scores(trial.course, ASSIGNMENT)
    for student, result in trial.results.items():
        for one in result["cells"]:
            kept = stored.get((student, ASSIGNMENT), {}).get(one["grade_id"])
            if kept is not None and kept["score"] != one["score"]:
                faults.append(f"{student} {one['grade_id']}: {kept['score']}, not {one['score']}")
            if kept is None and result["status"] == "graded":
                faults.append(f"{student} {one['grade_id']}: not in the gradebook")
    return faults
