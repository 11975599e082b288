"""The whole path, on a small course with real processes and a real gradebook."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.grade import grading
from course.grade.course_folder import CourseFolder
from course.grade.gradebook import read_scores
from course.grade.grading import grade
from course.grade.score import Result
from tests.mini_course import RIGHT, HandIn


def by_student(results: list[Result]) -> dict[str, Result]:
    return {result.student: result for result in results}


def test_a_class_of_every_kind(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("right", **RIGHT)
    hand_in("partial", **(RIGHT | {"square": "def square(x):\n    return abs(x) ** 2.01"}))
    hand_in("empty")
    hand_in("broken", text='{"cells": [')
    results = by_student(grade(mini_course, "mini", workers=2))
    assert results["right"].score == 6
    assert results["right"].by_hand == 3
    assert results["empty"].score == 0
    assert results["empty"].status == "graded"
    assert 0 < results["partial"].score < 6
    assert results["broken"].status == "failed"
    assert "is not valid JSON" in (results["broken"].reason or "")
    stored = read_scores(mini_course, "mini")
    assert stored["right", "mini"]["square-test"]["score"] == 4
    assert stored["right", "mini"]["why"] == {"score": None, "max_score": 3, "by_hand": True}
    assert stored["empty", "mini"]["why"]["score"] == 0
    assert ("broken", "mini") not in stored


def test_a_second_run_takes_what_is_unchanged(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", **RIGHT)
    first = grade(mini_course, "mini", workers=1)[0]
    again = grade(mini_course, "mini", workers=1)[0]
    assert (first.again, again.again) == (True, False)
    assert again.as_json() == first.as_json() | {"seconds": again.as_json()["seconds"]}
    assert grade(mini_course, "mini", workers=1, force=True)[0].again
    hand_in("ada", square="def square(x):\n    return x")
    changed = grade(mini_course, "mini", workers=1)[0]
    assert changed.again
    assert changed.score < first.score


def test_a_changed_test_grades_anew(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", **(RIGHT | {"answer": "answer = 43"}))
    assert grade(mini_course, "mini", workers=1)[0].score == 4
    path = mini_course.solutions / "mini" / "mini.ipynb"
    path.write_text(path.read_text().replace("answer == 42", "answer == 43"))
    assert grade(mini_course, "mini", workers=1)[0].score == 6


def test_marks_by_hand_survive_regrading(mini_course: CourseFolder, hand_in: HandIn) -> None:
    from nbgrader.api import Gradebook

    hand_in("ada", **RIGHT)
    grade(mini_course, "mini", workers=1)
    with Gradebook(mini_course.database_url, mini_course.course_id) as book:
        mark = book.find_grade("why", "mini", "mini", "ada")
        mark.manual_score, mark.needs_manual_grade = 2.5, False
        remark = book.find_comment("why", "mini", "mini", "ada")
        remark.manual_comment = "Good."
        book.db.commit()
    result = grade(mini_course, "mini", workers=1, force=True)[0]
    assert result.score == 8.5
    with Gradebook(mini_course.database_url, mini_course.course_id) as book:
        assert book.find_grade("why", "mini", "mini", "ada").manual_score == 2.5
        assert book.find_comment("why", "mini", "mini", "ada").manual_comment == "Good."


def test_a_lost_gradebook_is_rebuilt_from_the_autograded_notebooks(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", **RIGHT)
    grade(mini_course, "mini", workers=1)
    (mini_course.root / "gradebook.db").unlink()
    assert not grade(mini_course, "mini", workers=1)[0].again
    assert read_scores(mini_course, "mini")["ada", "mini"]["square-test"]["score"] == 4


def test_a_crash_gives_the_finished_cells_their_score(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", **(RIGHT | {"answer": "import os\nos._exit(0)"}))
    hand_in("bob", **RIGHT)
    results = by_student(grade(mini_course, "mini", workers=1))
    assert results["ada"].status == "failed"
    assert results["ada"].reason == "the notebook's process ended itself (exit status 0)"
    assert results["ada"].score == 4
    assert results["bob"].score == 6
    assert read_scores(mini_course, "mini")["ada", "mini"]["answer-test"]["score"] == 0
    assert grade(mini_course, "mini", workers=1)[0].again, "what crashed is tried again"


def test_an_endless_loop_costs_its_cell_only(mini_course: CourseFolder, hand_in: HandIn) -> None:
    config = mini_course.root / "nbgrader_config.py"
    config.write_text(config.read_text().replace("Execute.timeout = 60", "Execute.timeout = 1"))
    hand_in("ada", **(RIGHT | {"answer": "while True: pass"}))
    result = grade(CourseFolder(mini_course.root), "mini", workers=1)[0]
    assert (result.status, result.score) == ("graded", 4)
    notebook = json.loads((mini_course.autograded / "ada/mini/mini.ipynb").read_text())
    errors = [
        out["ename"]
        for cell in notebook["cells"]
        for out in cell.get("outputs", [])
        if out["output_type"] == "error"
    ]
    assert "CellTimeoutError" in errors


def test_files_beside_the_notebook_are_there_and_the_instructors_win(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    (mini_course.solutions / "mini" / "data.txt").write_text("42")
    path = hand_in("ada", **(RIGHT | {"answer": "answer = int(open('data.txt').read())"}))
    (path.parent / "data.txt").write_text("0")
    assert grade(mini_course, "mini", workers=1)[0].score == 6


def test_a_late_timestamp_reaches_the_gradebook(mini_course: CourseFolder, hand_in: HandIn) -> None:
    path = hand_in("ada", **RIGHT)
    (path.parent / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    grade(mini_course, "mini", workers=1)
    with sqlite3.connect(mini_course.root / "gradebook.db") as database:
        stamp = database.execute("select timestamp from submitted_assignment").fetchone()[0]
    database.close()
    assert stamp.startswith("2026-03-01 12:00:00")


def test_hundreds_of_results_arrive_in_batches(mini_course: CourseFolder, hand_in: HandIn) -> None:
    for number in range(55):
        hand_in(f"student-{number:02}", **RIGHT)
    seen: list[str] = []
    results = grade(mini_course, "mini", report=lambda result: seen.append(result.student))
    assert [result.student for result in results] == sorted(seen)
    assert {result.score for result in results} == {6}


def test_equal_records_of_checks_are_kept_once(mini_course: CourseFolder, hand_in: HandIn) -> None:
    for name in ("ada", "ben"):
        hand_in(name, **RIGHT)
    ada, ben = grade(mini_course, "mini", workers=1)
    pairs = [
        (one, other)
        for left, right in zip(ada.cells, ben.cells, strict=True)
        for one, other in zip(left.checks, right.checks, strict=True)
    ]
    assert pairs
    assert all(one is other for one, other in pairs)


@pytest.mark.parametrize("what", ["locked", "corrupt", "folder"])
def test_a_gradebook_that_cannot_be_written_stops_before_the_work(
    mini_course: CourseFolder, hand_in: HandIn, what: str
) -> None:
    hand_in("ada", **RIGHT)
    path = mini_course.root / "gradebook.db"
    expected = {"locked": "another program is writing to it", "corrupt": "damaged"}
    lock = None
    if what == "locked":
        lock = sqlite3.connect(path)
        lock.execute("BEGIN IMMEDIATE")
    elif what == "corrupt":
        path.write_bytes(b"this is not a database" * 100)
    else:
        path.unlink()
        path.mkdir()
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CourseError, match=expected.get(what, "cannot be written")):
        grade(mini_course, "mini", workers=1)
    if lock:
        lock.close()
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not list(mini_course.autograded.glob("*/*/*.ipynb"))


def test_an_output_folder_that_cannot_be_written_is_said_at_once(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", **RIGHT)
    mini_course.autograded.write_text("a file where the folder should be")
    with pytest.raises(CourseError, match=r"cannot write to .*autograded"):
        grade(mini_course, "mini", workers=1)


def test_no_submissions_is_said_with_the_place(mini_course: CourseFolder) -> None:
    with pytest.raises(CourseError, match=r"no submissions of 'mini': put them at .*submitted"):
        grade(mini_course, "mini", workers=1)


def test_stock_nbgrader_gives_the_same_scores(
    mini_course: CourseFolder, hand_in: HandIn, stock_autograde: Callable[..., Any]
) -> None:
    hand_in("right", **RIGHT)
    hand_in("partial", **(RIGHT | {"square": "def square(x):\n    return abs(x) ** 2.01"}))
    hand_in("prints", **(RIGHT | {"answer": "print('hello')\nanswer = 42"}))
    hand_in("empty")
    ours = {
        r.student: [(c.grade_id, c.score) for c in r.cells]
        for r in grade(mini_course, "mini", workers=1)
    }
    (mini_course.root / "gradebook.db").rename(mini_course.root / "ours.db")
    theirs = stock_autograde(mini_course, "mini")
    assert theirs == ours


def test_nbgraders_command_with_our_engine_seals_the_tests(
    mini_course: CourseFolder, hand_in: HandIn, stock_autograde: Callable[..., Any]
) -> None:
    config = mini_course.root / "nbgrader_config.py"
    engine = "from course.grade.stock_steps import AUTOGRADE\n"
    ours = "\nc.Autograde.autograde_preprocessors = AUTOGRADE\n"
    config.write_text(engine + config.read_text() + ours)
    hand_in("right", **RIGHT)
    forged = "import course.check\ncourse.check.value = print\ndef square(x):\n    return 0"
    hand_in("forger", **(RIGHT | {"square": forged}))
    course = CourseFolder(mini_course.root)
    results = by_student(grade(course, "mini", workers=1))
    assert results["right"].score == 6
    assert results["forger"].score < 6
    theirs = stock_autograde(course, "mini", with_ours=True)
    assert theirs == {
        name: [(cell.grade_id, cell.score) for cell in result.cells]
        for name, result in results.items()
    }


def test_failures_keep_the_batch_going(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("b-right", **RIGHT)
    folder = hand_in("a-linked", **RIGHT)
    folder.unlink()
    folder.symlink_to("/etc/passwd")
    (mini_course.submitted / "c-nothing" / "mini").mkdir(parents=True)
    results = by_student(grade(mini_course, "mini", workers=1))
    assert results["a-linked"].reason == "mini.ipynb is a symbolic link, not a notebook"
    assert results["c-nothing"].reason == "mini.ipynb is missing"
    assert results["b-right"].score == 6


def test_json_has_the_promised_keys(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", **RIGHT)
    row = grade(mini_course, "mini", workers=1)[0].as_json()
    assert list(row) == [
        "student", "assignment", "notebook", "status", "score", "max_score", "reason", "cells",
        "seconds",
    ]  # fmt: skip
    keys = ["grade_id", "score", "max_score", "message", "checks"]
    assert list(row["cells"][0]) == keys
    assert Path(json.dumps(row))


@pytest.mark.parametrize("step", ["repair", "score_notebook"])
def test_what_nobody_foresaw_in_one_submission_is_its_own_failure(
    mini_course: CourseFolder, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The reason carries the exception, before the notebook runs and after it."""
    hand_in("ada", **RIGHT)
    hand_in("eve", **(RIGHT | {"answer": "answer = 'the odd one'"}))
    hand_in("zoe", **RIGHT)
    real = getattr(grading, step)

    def fails_on_eve(notebook: dict, *others: object) -> object:
        if "the odd one" in json.dumps(notebook):
            raise ZeroDivisionError("nobody foresaw this")
        return real(notebook, *others)

    monkeypatch.setattr(grading, step, fails_on_eve)
    results = by_student(grade(mini_course, "mini", workers=1))
    assert (results["eve"].status, results["eve"].score) == ("failed", None)
    assert "ZeroDivisionError: nobody foresaw this" in (results["eve"].reason or "")
    assert (results["ada"].score, results["zoe"].score) == (6, 6)
