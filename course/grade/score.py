"""From a cell's outputs to its points, by nbgrader's rule, with a message that says why."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field
from typing import Any

from course.grade.repair import (
    Cell,
    Notebook,
    has_points,
    is_graded,
    is_locked,
    is_solution,
    nbgrader_of,
)
from course.grade.submission import plain_number

CHECKS_TYPE = "application/vnd.chalkgrad.checks+json"
BY_HAND = "to be graded by hand"
NOT_ANSWERED = "not answered"
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass
class CellScore:
    """Points of one graded cell; `score` is None until a person has graded it."""

    grade_id: str
    score: float | None
    max_score: float
    message: str | None
    checks: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Result:
    """How one submission ended: with a score, or with the reason why not."""

    student: str
    assignment: str
    notebook: str
    status: str
    score: float | None
    max_score: float
    reason: str | None
    cells: list[CellScore]
    seconds: float
    notes: list[str] = field(default_factory=list)
    again: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--json` writes."""
        shown = ("student", "assignment", "notebook", "status", "score", "max_score", "reason")
        cell_keys = ("grade_id", "score", "max_score", "message", "checks")
        cells = [{key: asdict(cell)[key] for key in cell_keys} for cell in self.cells]
        seconds = round(self.seconds, 3)
        return {key: getattr(self, key) for key in shown} | {"cells": cells, "seconds": seconds}

    def add_up(self) -> None:
        """Set the totals from the cells."""
        self.score = sum(cell.score for cell in self.cells if cell.score is not None)
        self.max_score = sum(cell.max_score for cell in self.cells)

    @property
    def by_hand(self) -> float:
        """Points that wait for a person."""
        return sum(cell.max_score for cell in self.cells if cell.score is None)


def score_notebook(notebook: Notebook) -> list[CellScore]:
    """Return the score of every cell with points of an executed notebook, in order."""
    return [score_cell(cell) for cell in notebook["cells"] if has_points(cell)]


def score_cell(cell: Cell) -> CellScore:
    """Score one cell that has points.

    - an answer that people grade: 0 when it is as released, else no score yet
    - a task, which is done elsewhere in the notebook: no score yet
    - a test cell with an error, or with anything on stderr: 0
    - a test cell whose result is a number: that many points, up to its maximum
    - any other test cell: all its points
    """
    name = nbgrader_of(cell)["grade_id"]
    most = float(nbgrader_of(cell)["points"])
    if is_unanswered(cell):
        return CellScore(name, 0.0, most, NOT_ANSWERED)
    if is_solution(cell) or cell["cell_type"] != "code":
        return CellScore(name, None, most, BY_HAND)
    for output in cell["outputs"]:
        if output["output_type"] == "error":
            return CellScore(name, 0.0, most, _error_message(output))
        if output["output_type"] == "stream" and output.get("name") == "stderr":
            return CellScore(
                name, 0.0, most, f"wrote to stderr: {plain(output['text']).strip()[:500]}"
            )
        if output["output_type"] == "execute_result":
            return _partial(name, most, output.get("data") or {})
    return CellScore(name, most, most, None)


def _partial(name: str, most: float, data: dict[str, Any]) -> CellScore:
    """Score a test cell by the result it shows."""
    records = check_records(data)
    points = plain_number(data.get("text/plain"))
    if points is None or points < 0:
        return CellScore(name, most, most, None, records)
    message = " ".join(failures(records)) or None
    return CellScore(name, min(points, most), most, message, records)


def check_records(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what `course.check` recorded in a result; a student's own may be odd."""
    checks = data.get(CHECKS_TYPE)
    records = checks.get("checks") if isinstance(checks, dict) else None
    return [one for one in records if isinstance(one, dict)] if isinstance(records, list) else []


def failures(records: list[dict[str, Any]]) -> list[str]:
    """Return what the failed checks say; what several say alike is said once, with the count."""
    counts: dict[str, int] = {}
    for record in records:
        if not record.get("passed"):
            text = plain(str(record.get("message", "")))
            if record.get("mistake"):
                text += f" Likely mistake: {plain(str(record['mistake']))}."
            counts[text] = counts.get(text, 0) + 1
    return [f"{text} ({n} checks)" if n > 1 else text for text, n in counts.items()]


def hidden_lines(source: str) -> set[int]:
    """Return the numbers of a test cell's lines that students do not get to see."""
    hidden, inside = set(), False
    for number, line in enumerate(source.splitlines(), start=1):
        inside = (inside or "BEGIN HIDDEN TESTS" in line) and "END HIDDEN TESTS" not in line
        if inside:
            hidden.add(number)
    return hidden


def _error_message(output: dict[str, Any]) -> str:
    text = f"{output.get('ename', 'Error')}: {output.get('evalue', '')}".strip().rstrip(":")
    return plain(text)[:500]


def plain(text: str) -> str:
    """Return `text` without colours and without what would command a terminal."""
    return CONTROLS.sub("", ANSI.sub("", text))


def points_text(value: float | None) -> str:
    """Return points as a person writes them: 7, 7.5, or a dash where there are none yet."""
    if value is None:
        return "–"
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")


def checksum(cell: Cell) -> str:
    """Return nbgrader's fingerprint of a cell: equal to the released one when unanswered."""
    parts = [cell["source"], cell["cell_type"]]
    parts += [str(is_graded(cell)), str(is_solution(cell)), str(is_locked(cell))]
    parts.append(nbgrader_of(cell)["grade_id"])
    if is_graded(cell):
        parts.append(str(float(nbgrader_of(cell)["points"])))
    return hashlib.md5("".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()


def is_unanswered(cell: Cell) -> bool:
    """Return whether a solution cell is still as it was released."""
    return is_solution(cell) and nbgrader_of(cell).get("checksum") == checksum(cell)
