"""Bring what a learning platform hands out to where it is graded, and say what became of each file.

A download in, `submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb` out. Nothing that is there is replaced
by something older, and no file disappears without a line about it.
"""

from __future__ import annotations

import filecmp
import os
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.download import TIMESTAMP_BYTES, Download, Found, Refused
from course.grade.file_names import (
    HandedIn,
    Pattern,
    from_pattern,
    from_plain_name,
    moment,
    own_pattern,
    platform_of,
    repeat_number,
    which_notebook,
    wrapper,
)

TIMESTAMP = "timestamp.txt"
BY_MOODLE_ANONYMOUS = "Participant"


@dataclass(frozen=True)
class Collected:
    """What became of one file of a download.

    `outcome` is `collected`, `replaced` (it was newer than what was there), `unchanged`, `kept`
    (what was there stays), `skipped` (no part of a submission) or `refused`.
    """

    file: str
    outcome: str
    reason: str | None = None
    student: str | None = None
    notebook: str | None = None
    late: bool = False
    timestamp: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` writes."""
        keys = ("file", "outcome", "reason", "student", "notebook", "late", "timestamp")
        return {key: getattr(self, key) for key in keys}


@dataclass(frozen=True)
class _Candidate:
    """A notebook of a known student, unpacked."""

    found: Found
    handed_in: HandedIn
    content: Path

    def order(self, notebooks: Sequence[str]) -> tuple[datetime, int, datetime]:
        """Return what decides which of a student's files is the newest."""
        never = datetime.min.replace(tzinfo=UTC)
        repeat = repeat_number(PurePosixPath(self.handed_in.file).stem, notebooks)
        return self.handed_in.timestamp or never, repeat, self.found.modified

    def when(self) -> datetime:
        return self.handed_in.timestamp or self.found.modified


def collect(
    course: CourseFolder,
    assignment: str,
    files: Sequence[Path],
    *,
    names: str | None = None,
    force: bool = False,
) -> list[Collected]:
    """Collect `files` (folders, zip files, notebooks); return what became of every file in them.

    Args:
        course: the folder whose `submitted/` receives them.
        assignment: its name, the folder under `solutions/`.
        files: downloads; a zip file or a folder holds a class, a notebook is one student's.
        names: regular expression for the path inside the download, matched from its beginning,
            with the group `student_id` and if you like `file_id` and `timestamp`.
        force: replace what has been collected before, also by something older.

    Raises:
        CourseError: a file does not exist, `names` is unusable, `submitted/` cannot be written.
    """
    folder = course.require_assignment(assignment)
    notebooks = sorted(path.stem for path in folder.glob("*.ipynb"))
    pattern = own_pattern(names) if names is not None else None
    if missing := [str(path) for path in files if not path.exists()]:
        raise CourseError(f"{missing[0]}: no such file or folder")
    try:
        course.submitted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".collect-", dir=course.submitted) as staging:
            download = Download(Path(staging))
            candidates: list[_Candidate] = []
            outcomes: list[Collected] = []
            for path in files:
                sorter = _Sorter(notebooks, set(course.assignment_names()) - {assignment}, pattern)
                sorter.sort(path, download.files(path))
                candidates += _tell_namesakes_apart(sorter.candidates)
                outcomes += sorter.outcomes
            placing = _Placing(course, assignment, notebooks, force)
            outcomes += placing.place(candidates)
    except OSError as error:
        raise CourseError(f"cannot write {error.filename}: {error.strerror}") from None
    return sorted(outcomes, key=lambda outcome: (outcome.file, outcome.outcome))


class _Sorter:
    """Tells the notebooks of a download, with their students, from what is none."""

    def __init__(self, notebooks: list[str], others: set[str], pattern: Pattern | None) -> None:
        self.notebooks, self.others, self.pattern = notebooks, others, pattern
        self.candidates: list[_Candidate] = []
        self.outcomes: list[Collected] = []

    def sort(self, path: Path, files: list[Found]) -> None:
        useful = [found for found in files if found.unpacked]
        if path.is_file() and path.suffix.lower() == ".ipynb":
            useful = [self._with_folder(path, found) for found in useful]
        names = [found.name for found in useful]
        wrapped = wrapper(names, path.stem, self.notebooks)
        useful = [replace(found, name=found.name.removeprefix(wrapped)) for found in useful]
        stamps = {
            str(PurePosixPath(found.name).parent): found
            for found in useful
            if PurePosixPath(found.name).name == TIMESTAMP
        }
        platform = self.pattern or platform_of([found.name for found in useful])
        for found in useful:
            if PurePosixPath(found.name).name != TIMESTAMP:
                # In a platform's download this file is one that the student handed in.
                self._sort_one(found, platform, {} if platform else stamps)
        for found in files:
            if not found.unpacked:
                outcome = "refused" if found.refusal else "skipped"
                reason = found.refusal or found.skipped
                self.outcomes.append(Collected(found.shown, outcome, reason))

    def _with_folder(self, path: Path, found: Found) -> Found:
        """Let `ada/mini.ipynb`, named by itself, be Ada's: its own name says only the notebook."""
        if which_notebook(path.stem, self.notebooks):
            return replace(found, name=f"{path.resolve().parent.name}/{path.name}")
        return found

    def _sort_one(self, found: Found, platform: Pattern | None, stamps: dict[str, Found]) -> None:
        assert found.unpacked
        try:
            if self.others & set(PurePosixPath(found.name).parts[1:-1]):
                reason = "lies in the folder of another assignment"
                self.outcomes.append(Collected(found.shown, "skipped", reason))
                return
            handed_in = from_pattern(found.name, platform) if platform else None
            if handed_in is None and self.pattern:
                raise Refused("--names does not match it")
            handed_in = handed_in or from_plain_name(found.name, self.notebooks)
            stamp = stamps.get(str(PurePosixPath(found.name).parent))
            if stamp and stamp.unpacked and handed_in.timestamp is None:
                text = stamp.unpacked.read_bytes()[:TIMESTAMP_BYTES].decode("utf-8", "replace")
                handed_in = replace(handed_in, timestamp=moment(text))
            with found.unpacked.open("rb") as stream:
                if stream.read(4) == b"PK\x03\x04":
                    raise Refused("is a zip file, in spite of its name")
        except Refused as refused:
            self.outcomes.append(Collected(found.shown, "refused", str(refused)))
            return
        self.candidates.append(_Candidate(found, handed_in, found.unpacked))


def _tell_namesakes_apart(candidates: list[_Candidate]) -> list[_Candidate]:
    """Add Moodle's number to a name that several people of a download have.

    The number alone would be no id: Moodle numbers the participants of each assignment anew.
    """
    numbers: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        numbers[candidate.handed_in.student].add(candidate.handed_in.number)
    told = []
    for candidate in candidates:
        one = candidate.handed_in
        if one.number and (len(numbers[one.student]) > 1 or one.student == BY_MOODLE_ANONYMOUS):
            one = replace(one, student=f"{one.student} {one.number}")
        told.append(replace(candidate, handed_in=one))
    return told


class _Placing:
    """Chooses each student's newest file and puts it into `submitted/`."""

    def __init__(
        self, course: CourseFolder, assignment: str, notebooks: list[str], force: bool
    ) -> None:
        self.course, self.assignment = course, assignment
        self.notebooks, self.force = notebooks, force

    def place(self, candidates: list[_Candidate]) -> list[Collected]:
        outcomes: list[Collected] = []
        students: dict[str, list[_Candidate]] = defaultdict(list)
        for candidate in candidates:
            students[candidate.handed_in.student].append(candidate)
        for own in students.values():
            for notebook, same in self._by_notebook(own, outcomes).items():
                outcomes += self._newest(notebook, same)
        return outcomes

    def _by_notebook(
        self, own: list[_Candidate], outcomes: list[Collected]
    ) -> dict[str, list[_Candidate]]:
        """Return a student's files by the notebook they are; a single stranger may be the one."""
        grouped: dict[str, list[_Candidate]] = defaultdict(list)
        strangers = []
        for candidate in own:
            notebook = which_notebook(PurePosixPath(candidate.handed_in.file).stem, self.notebooks)
            if notebook:
                grouped[notebook].append(candidate)
            else:
                strangers.append(candidate)
        if len(self.notebooks) == 1 and not grouped and len({c.found.name for c in strangers}) == 1:
            return {self.notebooks[0]: strangers}
        expected = " or ".join(f"{name}.ipynb" for name in self.notebooks)
        for candidate in strangers:
            outcome = "skipped" if grouped else "refused"
            several = "" if grouped else f"; {len(own)} files of this student came, none so called"
            reason = f"is not called {expected}{several}"
            outcomes.append(self._outcome(candidate, None, outcome, reason))
        return grouped

    def _newest(self, notebook: str, same: list[_Candidate]) -> list[Collected]:
        ranked = sorted(same, key=lambda one: one.order(self.notebooks))
        newest, older = ranked[-1], ranked[:-1]
        equals = [c for c in older if c.order(self.notebooks) == newest.order(self.notebooks)]
        if any(not filecmp.cmp(c.content, newest.content, shallow=False) for c in equals):
            reason = "several files for one notebook, and nothing says which is the newest"
            return [self._outcome(candidate, notebook, "refused", reason) for candidate in ranked]
        outcomes = [
            self._outcome(one, notebook, "skipped", f"older than {newest.found.shown}")
            for one in older
        ]
        return [*outcomes, self._put(newest, notebook)]

    def _put(self, candidate: _Candidate, notebook: str) -> Collected:
        folder = self.course.submitted / candidate.handed_in.student / self.assignment
        target = folder / f"{notebook}.ipynb"
        if any(path.is_symlink() for path in (folder.parent, folder, target)):
            return self._outcome(candidate, notebook, "refused", f"{target} is a symbolic link")
        outcome = "collected"
        if target.exists():
            if filecmp.cmp(target, candidate.content, shallow=False):
                self._stamp(candidate, folder)
                return self._outcome(candidate, notebook, "unchanged", None)
            there = _handed_in_at(target)
            if candidate.when() <= there and not self.force:
                reason = f"what was collected is of {there:%Y-%m-%d %H:%M:%S}; --force replaces it"
                return self._outcome(candidate, notebook, "kept", reason)
            outcome = "replaced"
        folder.mkdir(parents=True, exist_ok=True)
        seconds = candidate.when().timestamp()
        os.utime(candidate.content, (seconds, seconds))
        candidate.content.replace(target)
        (folder / TIMESTAMP).unlink(missing_ok=True)  # of what was there before
        self._stamp(candidate, folder)
        return self._outcome(candidate, notebook, outcome, None)

    def _stamp(self, candidate: _Candidate, folder: Path) -> None:
        """Keep the time of handing in, where the download says it, in nbgrader's place for it."""
        if when := candidate.handed_in.timestamp:
            (folder / TIMESTAMP).write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n")

    def _outcome(
        self, candidate: _Candidate, notebook: str | None, outcome: str, reason: str | None
    ) -> Collected:
        one = candidate.handed_in
        stamp = f"{one.timestamp:%Y-%m-%d %H:%M:%S} UTC" if one.timestamp else None
        shown = candidate.found.shown
        return Collected(shown, outcome, reason, one.student, notebook, one.late, stamp)


def _handed_in_at(target: Path) -> datetime:
    """Return when the notebook that is there was handed in, as far as its file knows."""
    stamp = target.parent / TIMESTAMP
    if stamp.is_file() and not stamp.is_symlink():
        try:
            return moment(stamp.read_bytes()[:TIMESTAMP_BYTES].decode("utf-8", "replace"))
        except Refused:
            pass  # not a time: the file's own is next best
    return datetime.fromtimestamp(target.stat().st_mtime, UTC)
