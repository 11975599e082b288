"""Who handed in a file, and which notebook it is: what learning platforms write into names.

A platform writes the beginning of a path and the student the rest, so only the beginning is
believed: a student cannot hand in under another's name by what they call their file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from course.errors import CourseError
from course.grade.download import Refused

Pattern = re.Pattern[str]

MOODLE = re.compile(
    r"(?P<student_id>[^/_]+)_(?P<number>\d+)_assignsubmission_file_?/?(?P<file_id>.+)"
)
CANVAS = re.compile(r"[^/_]+(?P<late>_LATE)?_(?P<student_id>\d+)_\d+_(?P<file_id>.+)")
BLACKBOARD = re.compile(
    r"(?:[^/]+?_)?(?P<student_id>[^/_]+)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})_(?P<file_id>.+)"
)
PLATFORMS = (MOODLE, CANVAS, BLACKBOARD)
MOMENT = re.compile(r"(\d{4})\D?(\d\d)\D?(\d\d)(?:\D*(\d\d)\D?(\d\d)(?:\D?(\d\d))?)?")
AGAIN = re.compile(r"(?:copy of )?(.+?)(?:-copy(\d*)|[-_ ]?\((\d+)\)|-(\d+))?", re.IGNORECASE)
NOT_IN_A_FOLDER_NAME = frozenset('/\\:*?"<>|')


@dataclass(frozen=True)
class HandedIn:
    """What a name says: whose file it is, what the student called it, and when it came."""

    student: str
    file: str
    timestamp: datetime | None = None
    late: bool = False
    number: str = ""


def own_pattern(text: str) -> Pattern:
    """Compile the TA's own pattern; `CourseError` if it cannot name a student."""
    try:
        compiled = re.compile(text)
    except re.error as error:
        raise CourseError(f"--names {text!r} is not a regular expression: {error}") from None
    if "student_id" not in compiled.groupindex:
        raise CourseError(f"--names {text!r} has no group (?P<student_id>...)")
    return compiled


def platform_of(names: Collection[str]) -> Pattern | None:
    """Return the pattern of the platform that named most of a download's files, if any did."""
    counts = [sum(bool(pattern.match(name)) for name in names) for pattern in PLATFORMS]
    return PLATFORMS[counts.index(max(counts))] if any(counts) else None


def from_pattern(name: str, pattern: Pattern) -> HandedIn | None:
    """Return what `pattern` reads from the beginning of the path `name`; None if it does not fit.

    Raises `Refused` when what it reads is no student id or no time.
    """
    found = pattern.match(name)
    if not found:
        return None
    groups = found.groupdict()
    file = PurePosixPath(groups.get("file_id") or name).name
    return HandedIn(
        _student(groups["student_id"] or ""),
        file if file.endswith(".ipynb") else f"{file}.ipynb",
        moment(groups["timestamp"]) if groups.get("timestamp") else None,
        bool(groups.get("late")),
        groups.get("number") or "",
    )


def from_plain_name(name: str, notebooks: Collection[str]) -> HandedIn:
    """Read `STUDENT.ipynb`, or a notebook anywhere below the folder or archive `STUDENT`."""
    path = PurePosixPath(name)
    if len(path.parts) > 1:
        return HandedIn(_student(path.parts[0].removesuffix(".zip")), path.name)
    if which_notebook(path.stem, notebooks):
        raise Refused("nothing says whose it is: put it into a folder named for the student")
    return HandedIn(_student(path.stem), path.name)


def _student(text: str) -> str:
    """Return a student id that is safe as a folder's name."""
    student = text.strip()
    forbidden = NOT_IN_A_FOLDER_NAME & set(student)
    if not student or student.startswith(".") or not student.isprintable() or forbidden:
        raise Refused(f"{student!r} cannot be a student id")
    if len(student.encode()) > 100:
        raise Refused(f"the student id {student[:30]!r}... is longer than 100 bytes")
    return student


def moment(text: str) -> datetime:
    """Read year, month, day, hour, minute, second in this order; it is taken to be UTC."""
    found = MOMENT.search(text)
    try:
        if found:
            year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise Refused(f"{text[:40]!r} is not a time: {error}") from None
    raise Refused(f"{text[:40]!r} is not a time such as 2026-03-01 12:00:00")


def which_notebook(stem: str, notebooks: Iterable[str]) -> str | None:
    """Return which of the assignment's notebooks a name means, also as `name (1)` or `name-2`."""
    meant = {name.casefold(): name for name in notebooks}
    return meant.get(stem.casefold()) or meant.get(_without_repeat(stem)[0])


def repeat_number(stem: str, notebooks: Iterable[str]) -> int:
    """Return the number that a platform or a browser put behind a name that it had already."""
    exact = stem.casefold() in {name.casefold() for name in notebooks}
    return 0 if exact else _without_repeat(stem)[1]


def _without_repeat(stem: str) -> tuple[str, int]:
    found = AGAIN.fullmatch(stem)
    if not found:
        return stem.casefold(), 0
    name, *numbers = found.groups()
    return name.casefold(), int(next((number for number in numbers if number), 0))


def wrapper(names: Collection[str], own: str, notebooks: Collection[str]) -> str:
    """Return the folder, with its slash, that only wraps the download, or nothing.

    All files lie in it, and it has the download's own name or `submitted`, or a platform named
    everything in it.
    """
    paths = [PurePosixPath(name) for name in names]
    if not paths or any(len(path.parts) < 2 for path in paths):
        return ""
    top = paths[0].parts[0]
    if any(path.parts[0] != top for path in paths) or top.endswith(".zip"):
        return ""
    inside = [name.removeprefix(f"{top}/") for name in names]
    if all(any(pattern.match(name) for pattern in PLATFORMS) for name in inside):
        by_platform = not any(pattern.match(f"{top}/x") for pattern in PLATFORMS)
        return f"{top}/" if by_platform else ""
    direct = (PurePosixPath(name).stem for name in inside if "/" not in name)
    students = not any(which_notebook(stem, notebooks) for stem in direct)
    return f"{top}/" if top in (own, "submitted") and students else ""
