"""Grade a class: every submission ends with a score or a stated reason, and none stops the rest.

find -> read -> repair -> run -> score -> record. What is found unchanged since it was graded is
taken from its autograded notebook, so that a stopped run continues where it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.engine.drive import Run
from course.grade.engine.pool import Pool
from course.grade.engine.preload import modules_named
from course.grade.engine.warm_parent import WarmParentDied
from course.grade.execute import Plans, code_cells, start_in_scratch, with_outputs
from course.grade.gradebook import GradebookWriter
from course.grade.library_notes import library_notes
from course.grade.output_rules import OutputRules
from course.grade.reference import Reference, load_references
from course.grade.repair import Notebook, has_points, instructor_cells, nbgrader_of, repair
from course.grade.score import CellScore, Result, score_notebook
from course.grade.sealed.plan import plan_tests
from course.grade.submission import (
    Submission,
    Unreadable,
    copy_files,
    find_submissions,
    read_submission,
    visible_files,
)
from course.grade.walls import missing
from course.notebook_format import source_text, to_line, to_text

BATCH = 50
QUIET_SECONDS = 1.0
STAMP = "chalkgrad"

Report = Callable[[Result], None]
Argument = TypeVar("Argument")
Outcome = TypeVar("Outcome")
Finish = Callable[[Future[Run]], "Graded"]


@dataclass(frozen=True)
class Graded:
    """A result with the executed notebook it comes from, ready to be recorded.

    `text` is the notebook as its file: made early, for what a submission has shown could be more
    than JSON can say, and that must fail while it is the submission's own failure.
    """

    result: Result
    notebook: Notebook | None
    submission: Submission
    text: bytes | None = None


def grade(
    course: CourseFolder,
    assignment: str,
    *,
    workers: int | None = None,
    force: bool = False,
    compatible: bool | None = None,
    sandbox: bool = True,
    report: Report = lambda result: None,
) -> list[Result]:
    """Grade every submission of `assignment`; return the results by student.

    Args:
        course: the folder; submissions, gradebook and autograded notebooks lie where it says.
        assignment: its name, the folder under `solutions/`.
        workers: notebooks run at once; the number of processors if None.
        force: run again what is unchanged too. Marks given by hand are kept either way.
        compatible: run test cells in the student's own process, as nbgrader does, instead of
            sealed in a process apart; None: as `nbgrader_config.py` says.
        sandbox: lock every submission in; False on a machine that cannot.
        report: called with each result as it is recorded.

    Raises:
        CourseError: there is nothing to grade, or the gradebook or a folder cannot be written.
    """
    submissions = find_submissions(course, assignment)
    compatible = course.compatible if compatible is None else compatible
    _require_writable(course.autograded)
    if sandbox and sys.platform != "linux":
        raise CourseError("locking submissions in needs Linux: grade there, or with --no-sandbox")
    with make_pool(
        course, assignment, workers or os.cpu_count() or 1, compatible=compatible, sandbox=sandbox
    ) as pool:
        # The pool warms up while nbgrader, slow to import, opens the gradebook.
        references = {
            reference.name: reference for reference in load_references(course, assignment)
        }
        with GradebookWriter(course) as gradebook:
            gradebook.register(list(references.values()))
            if sandbox:
                require_walls(pool)
            grader = _Grader(course, references, pool, force, compatible)
            results: list[Result] = []
            known: dict[str, dict[str, Any]] = {}
            batch: list[Graded] = []
            try:
                for graded in grader.run(submissions):
                    if graded is not None:
                        batch.append(graded)
                    if graded is None or len(batch) >= BATCH:
                        results += _shared(_record(course, gradebook, batch, report), known)
                        batch = []
            finally:
                # Also after Ctrl-C: what has been graded is kept.
                results += _shared(_record(course, gradebook, batch, report), known)
    return sorted(results, key=lambda result: (result.student, result.notebook))


def make_pool(
    course: CourseFolder, assignment: str, workers: int, *, compatible: bool, sandbox: bool
) -> Pool:
    """Return the warm parents for this course, best for the assignment."""
    kernel = course.jupyter_kernel
    if kernel and not compatible:
        raise CourseError(
            "this course runs its cells in a full Jupyter kernel (c.Chalkgrad.jupyter_kernel), "
            "where tests cannot be sealed: grade it with --compatible"
        )
    return Pool(
        workers,
        useful=modules_named(course.solutions / assignment),
        walls=sandbox,
        secret=course.secret,
        kernel=kernel,
        sealed=not compatible,
    )


def require_walls(pool: Pool) -> None:
    """Refuse to run anybody's code where it could not be held."""
    try:
        lacking = missing(pool.layers())
    except (WarmParentDied, TimeoutError) as error:
        raise CourseError(f"the grading processes did not start ({error})") from None
    if lacking:
        named = "; ".join(f"{layer.name}: {layer.means}" for layer in lacking)
        raise CourseError(
            f"this machine cannot lock submissions in ({named}). Grade on another one, or, if you "
            "trust every submission, with --no-sandbox; course doctor shows all layers"
        )


class _Grader:
    """Runs submissions through the pool, a bounded number at a time."""

    def __init__(
        self,
        course: CourseFolder,
        references: dict[str, Reference],
        pool: Pool,
        force: bool,
        compatible: bool,
    ) -> None:
        self.course, self.references, self.pool, self.force = course, references, pool, force
        self.rules = OutputRules(course)
        self.mode = "compatible" if compatible else "sealed"
        self.plans: dict[str, Plans] = {}
        if not compatible:
            self.plans = {name: plan_tests(ref.notebook) for name, ref in references.items()}
            pool.rehearse(
                piece.source
                for plans in self.plans.values()
                for plan in plans.values()
                for piece in (*plan.setup, plan.test)
            )
        self.digests = {name: _digest(ref.notebook) for name, ref in references.items()}

    def run(self, submissions: list[Submission]) -> Iterator[Graded | None]:
        """Yield each submission's result as it is ready, in any order; None in a quiet moment."""
        waiting: dict[Future[Run], tuple[Submission, Finish]] = {}
        for submission in submissions:
            started = self._guarded(submission, self._begin, submission)
            if isinstance(started, Graded):
                yield started
                continue
            waiting[started[0]] = submission, started[1]
            if len(waiting) >= 2 * self.pool.workers:
                yield from self._finished(waiting)
        while waiting:
            yield from self._finished(waiting)

    def _finished(
        self, waiting: dict[Future[Run], tuple[Submission, Finish]]
    ) -> list[Graded | None]:
        """Wait for at least one run; return those done, or None after a quiet second."""
        done, _ = wait(waiting, timeout=QUIET_SECONDS, return_when=FIRST_COMPLETED)
        if not done:
            return [None]
        graded: list[Graded | None] = []
        for future in done:
            submission, finish = waiting.pop(future)
            graded.append(self._guarded(submission, finish, future))
        return graded

    def _guarded(
        self, submission: Submission, step: Callable[[Argument], Outcome], argument: Argument
    ) -> Outcome | Graded:
        """Return what `step` returns; what nobody foresaw in one submission is its own failure.

        Its reason carries the exception, and the others of the class are graded.
        """
        try:
            return step(argument)
        except CourseError:
            raise
        except Exception as error:  # whatever goes wrong with one must not stop the class
            reference = self.references[submission.notebook]
            kind = "cannot be set up" if isinstance(error, OSError) else "the grader failed on it"
            reason = f"{kind} ({type(error).__name__}: {error})"
            return self._failed(submission, reference, reason, 0.0)

    def _begin(self, submission: Submission) -> Graded | tuple[Future[Run], Finish]:
        """Start one submission, or return its result when it needs no running."""
        reference = self.references[submission.notebook]
        began = time.monotonic()
        try:
            if submission.linked:
                raise Unreadable("the folder handed in is a symbolic link")
            notebook, digest = read_submission(submission.path)
        except (Unreadable, OSError) as error:
            return self._failed(submission, reference, str(error), time.monotonic() - began)
        stamp = {"submitted": digest, "reference": self.digests[reference.name]}
        stamp["mode"] = self.mode
        if not self.force and (earlier := self._earlier(submission, stamp)):
            kept = earlier["metadata"][STAMP]
            result = _result(submission, earlier, None, kept["seconds"], kept.get("notes", []))
            result.again = False
            return Graded(result, earlier, submission)
        repaired, notes = repair(notebook, reference.notebook)
        limits = self.course.limits

        def for_tests(scratch: Path) -> None:
            copy_files(visible_files(reference.path.parent), reference.path.parent, scratch)

        def for_student(scratch: Path) -> None:
            copy_files(submission.other_files(), submission.folder, scratch)
            for_tests(scratch)

        def finish(future: Future[Run]) -> Graded:
            run = future.result()
            executed = with_outputs(repaired, run, limits.cell_seconds)
            executed = self.rules.apply(executed)
            remarks = [*notes, *library_notes(repaired, reference.notebook)]
            result = _result(submission, executed, run.reason, run.seconds, remarks)
            if run.reason is None:
                stamped = executed["metadata"] | {
                    STAMP: stamp | {"seconds": run.seconds, "notes": remarks}
                }
                executed = executed | {"metadata": stamped}
            text = to_line(executed).encode("utf-8")
            return Graded(result, executed, submission, text)

        plans = self.plans.get(reference.name)
        prepare = [for_student, for_tests] if plans is not None else [for_student]
        cells = code_cells(repaired, plans)
        return start_in_scratch(self.pool, cells, prepare, limits), finish

    def _failed(
        self, submission: Submission, reference: Reference, reason: str, seconds: float
    ) -> Graded:
        """Return the result of a submission that could not be run at all."""
        cells = [
            CellScore(name, None, float(nbgrader_of(cell)["points"]), "not graded")
            for name, cell in instructor_cells(reference.notebook).items()
            if has_points(cell)
        ]
        most = sum(cell.max_score for cell in cells)
        key = (submission.student, submission.assignment, submission.notebook)
        return Graded(Result(*key, "failed", None, most, reason, cells, seconds), None, submission)

    def _earlier(self, submission: Submission, stamp: dict[str, str]) -> Notebook | None:
        """Return the autograded notebook if it was made of just this submission and reference."""
        path = _autograded_path(self.course, submission)
        try:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            kept = notebook["metadata"][STAMP]
        except (OSError, ValueError, KeyError, TypeError):
            return None  # not graded yet, or not by us: grade it
        if {key: kept.get(key) for key in stamp} != stamp:
            return None
        for cell in notebook["cells"]:
            cell["source"] = source_text(cell)
        return notebook


def _result(
    submission: Submission, notebook: Notebook, reason: str | None, seconds: float, notes: list[str]
) -> Result:
    cells = score_notebook(notebook)
    status = "graded" if reason is None else "failed"
    key = (submission.student, submission.assignment, submission.notebook)
    result = Result(*key, status, 0.0, 0.0, reason, cells, seconds, notes)
    result.add_up()
    return result


def _record(
    course: CourseFolder, gradebook: GradebookWriter, batch: list[Graded], report: Report
) -> list[Result]:
    """Write a batch: first the gradebook, then the notebooks that mark it as done."""
    for graded in batch:
        if graded.notebook is not None:
            gradebook.record(graded.result, graded.notebook, _timestamp(graded.submission))
        elif graded.submission.absent:
            gradebook.record_absent(graded.result, _timestamp(graded.submission))
    gradebook.commit()
    for graded in batch:
        if graded.text is not None:
            _write_autograded(course, graded, graded.text)
        report(graded.result)
    return [graded.result for graded in batch]


def _shared(results: list[Result], known: dict[str, dict[str, Any]]) -> list[Result]:
    """Make equal records of checks one object; a class of thousands would hold a million of them.

    Args:
        known: one of each record so far, by its text.
    """
    for result in results:
        for cell in result.cells:
            cell.checks = [known.setdefault(repr(one), one) for one in cell.checks]
    return results


def _write_autograded(course: CourseFolder, graded: Graded, text: bytes) -> None:
    path = _autograded_path(course, graded.submission)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        copy_files(graded.submission.other_files(), graded.submission.folder, path.parent)
        partial = path.with_suffix(".partial")
        partial.write_bytes(text)
        partial.replace(path)
    except OSError as error:
        raise CourseError(f"cannot write {path}: {error.strerror}") from None


def _autograded_path(course: CourseFolder, submission: Submission) -> Path:
    folder = course.autograded / submission.student / submission.assignment
    return folder / f"{submission.notebook}.ipynb"


def _timestamp(submission: Submission) -> str | None:
    """Return when it was handed in, from nbgrader's timestamp.txt where there is one."""
    path = submission.folder / "timestamp.txt"
    if path.is_symlink() or not path.is_file() or path.stat().st_size > 100:
        return None
    return path.read_text(encoding="utf-8", errors="replace").strip() or None


def _require_writable(folder: Path) -> None:
    """Find out before the work starts whether its results can be kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CourseError(f"cannot write to {folder}: {error.strerror}") from None


def _digest(notebook: dict[str, Any]) -> str:
    return hashlib.sha256(to_text(notebook).encode("utf-8")).hexdigest()
