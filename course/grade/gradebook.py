"""The one writer of nbgrader's gradebook: SQLite by default, any SQLAlchemy address.

Everything is written in transactions of many submissions. Marks and comments that people gave are
never touched.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CONFIG, CourseFolder
from course.grade.quick_imports import import_jsonschema
from course.grade.reference import Reference, process
from course.grade.repair import Notebook, is_solution, nbgrader_of
from course.grade.score import Result, is_unanswered

NO_RESPONSE = "No response."

Place = tuple[str, str]  # a student and the notebook of an assignment


@contextmanager
def explained(url: str) -> Iterator[None]:
    """Turn the database's exceptions into one line that says what to do."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        text = str(error.orig)
        shown = _without_password(url).removeprefix("sqlite:///")
        if "locked" in text:
            text = "another program is writing to it; close it and run again, nothing was lost"
        elif "not a database" in text or "malformed" in text:
            text = "the file is damaged; put a backup in its place, or move it away to start anew"
        elif "readonly" in text or "unable to open" in text:
            text = "it cannot be written; check the permissions of the file and its folder"
        raise CourseError(f"gradebook {shown}: {text}") from None
    except SQLAlchemyError as error:
        raise CourseError(f"gradebook {_without_password(url)}: {error}") from None
    except ModuleNotFoundError as error:
        shown, program = _without_password(url), error.name
        how = " (pip install 'chalkgrad[postgresql]')" if program == "psycopg" else ""
        raise CourseError(f"gradebook {shown}: needs the package {program}{how}") from None


def _without_password(url: str) -> str:
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return "(c.CourseDirectory.db_url is not an address)"


def _open(course: CourseFolder) -> Any:
    """Open nbgrader's gradebook, made where there is none."""
    import_jsonschema()
    from nbgrader.api import Gradebook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's, about SQLAlchemy's future
        _make(course.database_url)
        return Gradebook(course.database_url, course.course_id)


def _make(url: str) -> None:
    """Make the tables of a new gradebook, as nbgrader does, and say which version they have.

    nbgrader starts a program of its own to learn the version, which takes seconds; and when it is
    killed between tables and version, it never adds the version. An old gradebook that never had
    one is left as it is.
    """
    from nbgrader import api
    from sqlalchemy import create_engine, inspect, select, text

    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            if "alembic_version" not in inspect(connection).get_table_names():
                api.Base.metadata.create_all(connection)
                used = (
                    connection.execute(select(t.id)).first() for t in (api.Assignment, api.Student)
                )
                if any(used):
                    return
                create = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"
                connection.execute(text(create))
            if connection.execute(text("SELECT version_num FROM alembic_version")).first() is None:
                insert = text("INSERT INTO alembic_version (version_num) VALUES (:version)")
                connection.execute(insert, {"version": _newest_version()})
    finally:
        engine.dispose()


def _newest_version() -> str:
    """Return the version of the tables that this nbgrader makes."""
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    scripts = Config()
    scripts.set_main_option("script_location", ALEMBIC_DIR.replace("%", "%%"))
    return str(ScriptDirectory.from_config(scripts).get_current_head())


@dataclass(frozen=True)
class Rows:
    """What the gradebook holds of one student's notebook; each cell with its grade or comment."""

    submission: Any
    notebook: Any
    grades: list[tuple[Any, Any]] = field(default_factory=list)
    comments: list[tuple[Any, Any]] = field(default_factory=list)


class GradebookWriter:
    """An open gradebook; use as a context manager."""

    def __init__(self, course: CourseFolder) -> None:
        from sqlalchemy import text

        self._course = course
        self._url = course.database_url
        self._rule: Any = None
        self._unwritten: set[str] = set()
        with explained(self._url):
            self._book = _open(course)
            self._db = self._book.db
            if self._url.startswith("sqlite"):
                # Find out now whether we may write, not after an hour of grading.
                self._db.execute(text("UPDATE course SET id = id"))
                self._db.commit()

    def __enter__(self) -> GradebookWriter:
        return self

    def __exit__(self, *exception: object) -> None:
        self._book.close()

    def register(self, references: list[Reference]) -> None:
        """Make the gradebook know the assignment's cells as they are now."""
        assignment = references[0].assignment
        with explained(self._url):
            self._book.update_or_create_assignment(assignment)
            for reference in references:
                if not self._is_current(reference):
                    course, path = self._course, reference.path
                    process(course, reference.node, assignment, path, ("SaveCells",))
            self._db.expire_all()

    def _is_current(self, reference: Reference) -> bool:
        """Return whether the gradebook holds just these cells: then nothing need be written."""
        from nbgrader.api import MissingEntry

        try:
            notebook = self._book.find_notebook(reference.name, reference.assignment)
        except MissingEntry:
            return False
        stored = {cell.name: cell.checksum for cell in notebook.source_cells}
        cells = reference.notebook["cells"]
        wanted = {
            nbgrader_of(cell)["grade_id"]: nbgrader_of(cell).get("checksum")
            for cell in cells
            if nbgrader_of(cell).get("grade_id")
        }
        return stored == wanted

    def record(self, result: Result, notebook: Notebook, timestamp: str | None) -> None:
        """Enter one graded notebook; marks given by hand stay, and enter `result`'s scores."""
        with explained(self._url), self._db.no_autoflush:
            rows = self._rows_of(result, timestamp)
            scores = {cell.grade_id: cell for cell in result.cells}
            for cell, grade in rows.grades:
                score = scores.get(cell.name)
                if score is None:
                    continue
                if cell.type != "TaskCell":  # a task's grade is a person's from the start
                    by_hand = score.score is None or grade.manual_score is not None
                    grade.auto_score, grade.needs_manual_grade = score.score, by_hand
                if grade.manual_score is not None:
                    score.score = grade.manual_score + (grade.extra_credit or 0.0)
                    score.message = "graded by hand"
            unanswered = {
                nbgrader_of(cell)["grade_id"]: is_unanswered(cell)
                for cell in notebook["cells"]
                if is_solution(cell)
            }
            for cell, comment in rows.comments:
                if cell.name in unanswered:
                    comment.auto_comment = NO_RESPONSE if unanswered[cell.name] else None
            rows.notebook.late_submission_penalty = self._late_penalty(rows)
            result.add_up()

    def record_absent(self, result: Result, timestamp: str | None) -> None:
        """Enter 0 for a notebook that was not handed in, though another of the assignment was."""
        with explained(self._url), self._db.no_autoflush:
            for _, grade in self._rows_of(result, timestamp).grades:
                grade.auto_score, grade.needs_manual_grade = 0.0, False

    def _late_penalty(self, rows: Rows) -> float | None:
        """Return what the course's own rule (`c.AssignLatePenalties`) takes off a late notebook."""
        if rows.submission.timestamp is None:
            return None
        self._db.flush()
        submitted, late = rows.notebook, rows.submission.total_seconds_late
        if late <= 0:
            return None
        self._db.refresh(submitted, ["score"])
        try:
            rule = self._late_rule()
            student = rows.submission.student_id
            penalty = rule.plugin_inst.late_submission_penalty(student, submitted.score, late)
        except Exception as error:  # the rule is the course's own code, or names none that exists
            config = self._course.root / CONFIG
            raise CourseError(f"{config}: c.AssignLatePenalties failed: {error!r}") from None
        return None if penalty is None else min(max(penalty, 0.0), submitted.score)

    def _late_rule(self) -> Any:
        if self._rule is None:
            from nbgrader.preprocessors import AssignLatePenalties

            self._rule = AssignLatePenalties(config=self._course.config)
            self._rule.init_plugin()
        return self._rule

    def commit(self) -> None:
        """Make what was recorded last."""
        with explained(self._url):
            self._db.commit()
            self._unwritten.clear()

    def _rows_of(self, result: Result, timestamp: str | None) -> Rows:
        """Return the rows of this student's notebook, made where they are new.

        New rows are written by the next commit, those of a whole batch at once.
        """
        from nbgrader import api

        db = self._db
        if result.student in self._unwritten:
            db.flush()
        if db.get(api.Student, result.student) is None:
            db.add(api.Student(id=result.student))
        assignment = db.query(api.Assignment).filter_by(name=result.assignment).one()
        key = {"assignment_id": assignment.id, "student_id": result.student}
        submission = db.query(api.SubmittedAssignment).filter_by(**key).one_or_none()
        new = submission is None
        if new:
            submission = api.SubmittedAssignment(id=api.new_uuid(), **key)
            db.add(submission)
            self._unwritten.add(result.student)
        if timestamp and (when := _parsed(timestamp)):
            submission.timestamp = when
        for notebook in assignment.notebooks:
            key = {"notebook_id": notebook.id, "assignment_id": submission.id}
            row = None if new else db.query(api.SubmittedNotebook).filter_by(**key).one_or_none()
            rows = self._complete(submission, row, notebook)
            if notebook.name == result.notebook:
                found = rows
        return found

    def _complete(self, submission: Any, row: Any, notebook: Any) -> Rows:
        """Return the notebook's rows; what is lacking is added, also cells of a new release."""
        from nbgrader import api

        grades = {grade.cell_id: grade for grade in row.grades} if row else {}
        comments = {comment.cell_id: comment for comment in row.comments} if row else {}
        if row is None:
            place = {"notebook_id": notebook.id, "assignment_id": submission.id}
            row = api.SubmittedNotebook(id=api.new_uuid(), **place)
            self._db.add(row)
        rows = Rows(submission, row)
        for found, kind, kept, cells in (
            (grades, api.Grade, rows.grades, (*notebook.grade_cells, *notebook.task_cells)),
            (
                comments,
                api.Comment,
                rows.comments,
                (*notebook.solution_cells, *notebook.task_cells),
            ),
        ):
            for cell in cells:
                one = found.get(cell.id)
                if one is None:
                    one = kind(id=api.new_uuid(), cell_id=cell.id, notebook_id=row.id)
                    self._db.add(one)
                kept.append((cell, one))
        return rows


def _parsed(timestamp: str) -> datetime | None:
    """Return the time that a timestamp.txt says, or None: anything may stand in such a file."""
    from nbgrader.api import utils

    try:
        return utils.parse_utc(timestamp)
    except (ValueError, OverflowError, TypeError, OSError):
        return None


@contextmanager
def _rows(course: CourseFolder, assignment: str, table: str) -> Iterator[Any]:
    """Yield the rows of `Grade` or `Comment` that belong to the assignment."""
    from nbgrader import api

    with explained(course.database_url), _open(course) as book:
        yield (
            book.db.query(getattr(api, table))
            .join(api.SubmittedNotebook)
            .join(api.SubmittedAssignment)
            .join(api.Assignment)
            .filter(api.Assignment.name == assignment)
        )


def read_scores(course: CourseFolder, assignment: str) -> dict[Place, dict[str, dict[str, Any]]]:
    """Return every grade: (student, notebook) -> cell -> score, max_score, needs a person.

    They are sorted, for a database gives rows in the order it likes.
    """
    found: dict[Place, dict[str, dict[str, Any]]] = {}
    with _rows(course, assignment, "Grade") as rows:
        for grade in rows:
            place = grade.student.id, grade.notebook.name
            found.setdefault(place, {})[grade.name] = {
                "score": _known(grade),
                "max_score": grade.cell.max_score,
                "by_hand": bool(grade.needs_manual_grade),
            }
    return {place: dict(sorted(cells.items())) for place, cells in sorted(found.items())}


def _known(grade: Any) -> float | None:
    """Return the score that counts: by hand, else automatic, else none yet."""
    if grade.manual_score is not None:
        return grade.manual_score + (grade.extra_credit or 0.0)
    return grade.auto_score


def read_comments(course: CourseFolder, assignment: str) -> dict[Place, dict[str, str]]:
    """Return the comments that people wrote: (student, notebook) -> cell -> text."""
    found: dict[Place, dict[str, str]] = {}
    with _rows(course, assignment, "Comment") as rows:
        for row in rows:
            if row.manual_comment:
                place = row.student.id, row.notebook.name
                found.setdefault(place, {})[row.name] = row.manual_comment
    return found
