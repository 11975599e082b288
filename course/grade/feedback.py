"""One page of feedback a student: the score, what each check said, the answers, the comments.

Nothing in a submission is trusted: all text is escaped, rich HTML outputs are left out, pictures
are embedded only as bitmaps, and the page forbids scripts. Hidden tests are not shown; of a hidden
check the page tells the name and the likely mistake, not the values, unless the instructor says so.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.gradebook import read_comments, read_scores
from course.grade.page import page
from course.grade.questions import question_titles
from course.grade.repair import Cell, has_points, is_solution, nbgrader_of
from course.grade.score import (
    ANSI,
    CHECKS_TYPE,
    CellScore,
    failures,
    hidden_lines,
    points_text,
    score_cell,
)
from course.notebook_format import source_text

TEXT_AT_MOST = 20_000


def write_feedback(course: CourseFolder, assignment: str) -> list[Path]:
    """Write `feedback/STUDENT/ASSIGNMENT/NOTEBOOK.html` for every graded notebook."""
    titles = question_titles(course, assignment)
    notebooks = sorted(course.autograded.glob(f"*/{assignment}/*.ipynb"))
    if not notebooks:
        raise CourseError(f"{assignment} has not been graded: run course grade {assignment}")
    scores, comments = read_scores(course, assignment), read_comments(course, assignment)
    written = []
    for source in notebooks:
        student = source.parent.parent.name
        path = course.feedback / student / assignment / f"{source.stem}.html"
        cells = json.loads(source.read_text(encoding="utf-8"))["cells"]
        place = student, source.stem
        known = scores.get(place, {}), comments.get(place, {})
        text = feedback_page(
            course, student, assignment, cells, titles.get(source.stem, {}), *known
        )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise CourseError(f"cannot write {path}: {error.strerror}") from None
        written.append(path)
    return written


def _without_hidden_values(records: list[dict[str, Any]], source: str) -> list[dict[str, Any]]:
    """Return the records of checks with what a hidden one compared left out."""
    hidden = hidden_lines(source)
    return [
        record | {"message": f"{record.get('name', 'a check')}: a hidden check was not passed."}
        if record.get("line") in hidden and not record.get("passed")
        else record
        for record in records
    ]


def feedback_page(
    course: CourseFolder,
    student: str,
    assignment: str,
    cells: list[Cell],
    titles: dict[str, str],
    scores: dict[str, dict[str, Any]],
    comments: dict[str, str],
) -> str:
    """Return the page of one student as HTML."""
    results = {}
    for cell in cells:
        cell["source"] = source_text(cell)
        if has_points(cell):
            result = score_cell(cell)
            recorded = scores.get(result.grade_id)
            if recorded:
                result.score = recorded["score"]
            if not course.shows_hidden_checks:
                result.checks = _without_hidden_values(result.checks, cell["source"])
            results[result.grade_id] = result
    earned = sum(result.score or 0.0 for result in results.values())
    most = sum(result.max_score for result in results.values())
    waiting = sum(result.max_score for result in results.values() if result.score is None)
    total = f"<p><strong>{points_text(earned)} of {points_text(most)} points</strong>"
    if waiting:
        total += f"; {points_text(waiting)} of them have not been graded by hand yet"
    body = total + "</p>" + _overview(results, titles)
    body += "".join(_questions(cells, results, titles, comments))
    return page(f"{assignment}: feedback for {student}", body)


def _overview(results: dict[str, CellScore], titles: dict[str, str]) -> str:
    rows = "".join(
        f'<tr><td><a href="#{escape(name)}">{escape(titles.get(name, name))}</a></td>'
        f'<td class="{_mark(result)}">{_earned(result)}</td></tr>'
        for name, result in results.items()
    )
    head = '<tr><th scope="col">question</th><th scope="col">points</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _questions(
    cells: list[Cell],
    results: dict[str, CellScore],
    titles: dict[str, str],
    comments: dict[str, str],
) -> Iterator[str]:
    """Yield each question: what the checks found, the student's answer, a person's comment."""
    answers, remarks = "", ""
    for cell in cells:
        name = nbgrader_of(cell).get("grade_id", "")
        if is_solution(cell):
            source = escape(cell["source"][:TEXT_AT_MOST])
            answers += f"<pre>{source}</pre>" + "".join(_outputs(cell))
        if comments.get(name):
            remarks += f'<p class="comment">{escape(comments[name])}</p>'
        if name in results:
            title = escape(titles.get(name, name))
            yield f'<h2 id="{escape(name)}">{title}</h2>' + _result(results[name]) + remarks
            if answers:
                yield f"<details><summary>Your answer</summary>{answers}</details>"
            answers, remarks = "", ""


def _result(result: CellScore) -> str:
    """Return the points, and what each failed check says."""
    text = f'<p class="{_mark(result)}"><strong>{_earned(result)} points</strong>'
    passed = sum(bool(record.get("passed")) for record in result.checks)
    if result.checks:
        text += f"; {passed} of {len(result.checks)} checks passed"
    text += "</p>"
    if not result.checks and result.message:
        return text + f'<p class="hint">{escape(result.message)}</p>'
    said = "".join(f"<li>{escape(line)}</li>" for line in failures(result.checks))
    return text + (f'<ul class="hint">{said}</ul>' if said else "")


def _earned(result: CellScore) -> str:
    return f"{points_text(result.score)} / {points_text(result.max_score)}"


def _mark(result: CellScore) -> str:
    if result.score is None:
        return "muted"
    return "good" if result.score >= result.max_score else "bad"


def _outputs(cell: Cell) -> Iterator[str]:
    """Yield an answer's outputs: text escaped, PNG and JPEG pictures embedded, nothing else."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if output["output_type"] == "stream":
            yield f"<pre>{escape(output['text'][:TEXT_AT_MOST])}</pre>"
        elif output["output_type"] == "error":
            trace = ANSI.sub("", "\n".join(output.get("traceback", [])))
            yield f'<pre class="bad">{escape(trace[:TEXT_AT_MOST])}</pre>'
        elif (picture := _picture(data)) is not None:
            yield picture
        elif CHECKS_TYPE not in data:
            yield f"<pre>{escape(str(data.get('text/plain', ''))[:TEXT_AT_MOST])}</pre>"


def _picture(data: dict[str, Any]) -> str | None:
    for kind in ("image/png", "image/jpeg"):
        if isinstance(data.get(kind), str):
            try:
                content = base64.b64decode(data[kind], validate=False)
            except binascii.Error:
                continue  # not a picture after all: its text is shown instead
            encoded = base64.b64encode(content).decode("ascii")
            return f'<p><img alt="a picture this cell drew" src="data:{kind};base64,{encoded}"></p>'
    return None
