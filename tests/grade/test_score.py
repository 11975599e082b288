"""Scores equal nbgrader's own on every kind of output."""

from __future__ import annotations

import nbformat
import pytest
from nbgrader import utils

from course.grade.score import CHECKS_TYPE, checksum, points_text, score_cell


def graded(outputs: list[dict], points: float = 4, **flags: object) -> dict:
    nbgrader = {"grade": True, "solution": False, "locked": True, "points": points}
    nbgrader |= {"grade_id": "test", "schema_version": 3, "task": False} | flags
    return {
        "cell_type": "code",
        "id": "test",
        "metadata": {"nbgrader": nbgrader},
        "source": "f()",
        "outputs": outputs,
        "execution_count": 1,
    }


def result(text: str, **data: object) -> dict:
    bundle = {"text/plain": text} | data
    return {
        "output_type": "execute_result",
        "data": bundle,
        "metadata": {},
        "execution_count": 1,
    }


ERROR = {"output_type": "error", "ename": "AssertionError", "evalue": "no", "traceback": []}
STDERR = {"output_type": "stream", "name": "stderr", "text": "warning"}
STDOUT = {"output_type": "stream", "name": "stdout", "text": "3.5"}
DISPLAY = {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}


@pytest.mark.parametrize(
    "outputs",
    [
        [],
        [ERROR],
        [STDERR],
        [STDOUT],
        [DISPLAY],
        [STDOUT, ERROR],
        [result("3")],
        [result("0")],
        [result("0.0"), ERROR],
        [ERROR, result("4")],
        [result("2.5"), result("1")],
        [result("'text'")],
        [result("-1")],
        [result("4.0")],
    ],
)
def test_the_score_is_nbgraders(outputs: list[dict]) -> None:
    cell = graded(outputs)
    theirs, most = utils.determine_grade(nbformat.from_dict(cell))
    ours = score_cell(cell)
    assert (ours.score, ours.max_score) == (theirs, most)


def test_a_result_above_the_maximum_gives_the_maximum() -> None:
    assert score_cell(graded([result("1e9")])).score == 4
    assert score_cell(graded([result("inf")])).score == 4
    assert score_cell(graded([result("nan")])).score == 4


def test_checksums_are_nbgraders() -> None:
    for flags in ({}, {"solution": True}, {"grade": False}, {"grade": False, "solution": True}):
        cell = graded([], **flags)
        assert checksum(cell) == utils.compute_checksum(nbformat.from_dict(cell))


def test_an_untouched_written_answer_is_zero_and_a_given_one_waits() -> None:
    cell = graded([], solution=True, locked=False) | {"cell_type": "markdown", "source": "text"}
    assert score_cell(cell).score is None
    cell["metadata"]["nbgrader"]["checksum"] = checksum(cell)
    assert score_cell(cell).score == 0


def test_messages_come_from_the_checks_or_the_error() -> None:
    checks = [
        {"name": "a", "passed": True, "message": "", "mistake": None},
        {"name": "b", "passed": False, "message": "off by 2", "mistake": "sum for mean"},
    ]
    cell = score_cell(graded([result("2.0", **{CHECKS_TYPE: {"checks": checks}})]))
    assert (cell.score, cell.message) == (2.0, "off by 2 Likely mistake: sum for mean.")
    assert score_cell(graded([ERROR])).message == "AssertionError: no"
    assert score_cell(graded([])).message is None


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.0, "0"), (10.0, "10"), (7.5, "7.5"), (20 / 3, "6.67")]
)
def test_points_are_written_as_people_do(value: float | None, text: str) -> None:
    assert points_text(value) == text
