"""The class at a glance: scores, the success rate of each question, the mistakes most made."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.gradebook import read_scores
from course.grade.page import page
from course.grade.questions import question_titles
from course.grade.repair import Notebook, is_graded, is_solution, nbgrader_of
from course.grade.score import check_records

BINS = 10


@dataclass(frozen=True)
class Question:
    """How the class did on one graded cell; `scores` of those already graded."""

    name: str
    title: str
    max_score: float
    scores: tuple[float, ...]
    waiting: int

    @property
    def graded(self) -> int:
        return len(self.scores)

    @property
    def mean(self) -> float | None:
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def full(self) -> int:
        return sum(score >= self.max_score for score in self.scores)

    @property
    def zero(self) -> int:
        return sum(score == 0 for score in self.scores)


@dataclass(frozen=True)
class Mistake:
    """A mistake that the checks named, and how many students made it."""

    name: str
    question: str
    students: int


@dataclass(frozen=True)
class ClassReport:
    """What the gradebook and the autograded notebooks tell of one assignment."""

    assignment: str
    totals: dict[str, float]
    max_score: float
    questions: list[Question]
    mistakes: list[Mistake]
    notes: list[tuple[str, str]]

    @property
    def students(self) -> int:
        return len(self.totals)


def class_report(course: CourseFolder, assignment: str) -> ClassReport:
    """Collect the report; `CourseError` when nothing has been graded yet."""
    titles = question_titles(course, assignment)
    scores = read_scores(course, assignment)
    if not scores:
        raise CourseError(f"{assignment} has not been graded: run course grade {assignment}")
    totals: dict[str, float] = {}
    graded: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for (student, notebook), cells in scores.items():
        totals[student] = totals.get(student, 0.0)
        for name, row in cells.items():
            totals[student] += row["score"] or 0.0
            graded.setdefault((notebook, name), []).append(row)
    known = [(notebook, name) for notebook, named in titles.items() for name in named]
    order = {place: number for number, place in enumerate(known)}
    questions = [
        Question(
            name,
            titles.get(notebook, {}).get(name, name),
            rows[0]["max_score"],
            tuple(row["score"] for row in rows if row["score"] is not None),
            sum(row["by_hand"] for row in rows),
        )
        for (notebook, name), rows in sorted(
            graded.items(), key=lambda item: order.get(item[0], len(order))
        )
    ]
    most = sum(question.max_score for question in questions)
    notebooks = _autograded(course, assignment)
    notes = [(name, note) for name, notebook in notebooks for note in _notes(notebook)]
    return ClassReport(assignment, totals, most, questions, _mistakes(notebooks), notes)


def write_report(course: CourseFolder, report: ClassReport) -> Path:
    """Write the report as a page that needs nothing else, and return its path."""
    path = course.reports / f"{report.assignment}.html"
    body = (
        f"<p>{report.students} students, {report.max_score:g} points. "
        f"{_summary(list(report.totals.values()))}</p>"
        "<h2>Scores</h2>" + _histogram(list(report.totals.values()), report.max_score)
    )
    body += "<h2>Questions</h2>" + _questions(report.questions)
    if report.mistakes:
        body += "<h2>Mistakes most made</h2>" + _mistake_table(report.mistakes)
    if report.notes:
        rows = [
            f"<tr><td>{escape(name)}</td><td>{escape(note)}</td></tr>"
            for name, note in report.notes
        ]
        body += "<h2>To look at</h2>" + _table("student|what", rows)
    body += "<h2>Students</h2>" + _students(report)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(f"{report.assignment}: class report", body), encoding="utf-8")
    except OSError as error:
        raise CourseError(f"cannot write {path}: {error.strerror}") from None
    return path


def _autograded(course: CourseFolder, assignment: str) -> list[tuple[str, Notebook]]:
    """Return the autograded notebooks, each with its student."""
    paths = sorted(course.autograded.glob(f"*/{assignment}/*.ipynb"))
    return [
        (path.parent.parent.name, json.loads(path.read_text(encoding="utf-8"))) for path in paths
    ]


def _notes(notebook: Notebook) -> list[str]:
    """Return what the grader noted: what it repaired, and answers made of the library."""
    return notebook.get("metadata", {}).get("chalkgrad", {}).get("notes", [])


def _mistakes(notebooks: list[tuple[str, Notebook]]) -> list[Mistake]:
    """Count the mistakes named in the autograded notebooks, once a student and question."""
    made: set[tuple[str, str, str]] = set()
    for student, notebook in notebooks:
        for cell in notebook["cells"]:
            if not is_graded(cell) or is_solution(cell):
                continue  # what looks like a check there, the student has shown
            for output in cell.get("outputs", []):
                for record in check_records(output.get("data", {})):
                    if record.get("mistake"):
                        name = nbgrader_of(cell)["grade_id"]
                        made.add((student, name, str(record["mistake"])))
    counts = Counter((question, mistake) for _, question, mistake in made)
    return [Mistake(name, question, count) for (question, name), count in counts.most_common()]


def _summary(totals: list[float]) -> str:
    quartiles = (
        statistics.quantiles(totals, n=4, method="inclusive") if len(totals) > 1 else totals * 3
    )
    low, median, high = (f"{value:.1f}" for value in quartiles)
    return f"Median {median}, quartiles {low} and {high}, mean {statistics.fmean(totals):.1f}."


def _histogram(totals: list[float], most: float) -> str:
    """Draw the scores as an SVG with a count on each bar."""
    counts = [0] * BINS
    for total in totals:
        counts[min(BINS - 1, int(BINS * total / most) if most else 0)] += 1
    width, height, floor = 64, 160, 185
    tallest = max(counts)
    bars = []
    for place, count in enumerate(counts):
        tall = height * count / tallest
        x, y = place * width + 40, floor - tall
        low, high = most * place / BINS, most * (place + 1) / BINS
        label = f"{low:g} to {high:g} points: {count} students"
        bars.append(
            f'<g><title>{label}</title><rect class="bar" x="{x + 3}" y="{y:.1f}" '
            f'width="{width - 6}" height="{tall:.1f}"/>'
            f'<text x="{x + width / 2}" y="{y - 6:.1f}">{count or ""}</text>'
            f'<text x="{x}" y="{floor + 18}">{low:g}</text></g>'
        )
    bars.append(f'<text x="{BINS * width + 40}" y="{floor + 18}">{most:g}</text>')
    title = '<text x="360" y="225">points</text>'
    axis = f'<line x1="40" y1="{floor}" x2="{BINS * width + 40}" y2="{floor}"/>'
    return (
        '<svg class="histogram" viewBox="0 0 720 235" role="img" '
        f'aria-label="Histogram of scores">{axis}{"".join(bars)}{title}</svg>'
    )


def _questions(questions: Iterable[Question]) -> str:
    rows = []
    for question in questions:
        cells = [escape(question.title), f"{question.max_score:g}"]
        if question.max_score and question.mean is not None:
            share = f"{question.mean / question.max_score:.0%}"
            meter = f'<span class="meter"><span style="width:{share}"></span></span> {share}'
            full = f"{question.full / question.graded:.0%}"
            cells += [f"{question.mean:.1f}", meter, full, str(question.zero)]
        else:
            cells += ["–"] * 4  # nothing to earn, or nobody graded yet
        cells.append(str(question.waiting or ""))
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "question|points|mean|points earned|full marks|zero|waits for a person"
    return _table(head, rows)


def _mistake_table(mistakes: list[Mistake]) -> str:
    rows = [
        f"<tr><td>{escape(m.name)}</td><td>{escape(m.question)}</td><td>{m.students}</td></tr>"
        for m in mistakes
    ]
    return _table("mistake|question|students", rows)


def _students(report: ClassReport) -> str:
    ranked = sorted(report.totals.items())
    rows = [f"<tr><td>{escape(name)}</td><td>{total:.1f}</td></tr>" for name, total in ranked]
    return _table(f"student|score of {report.max_score:g}", rows)


def _table(head: str, rows: list[str]) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head.split("|"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
