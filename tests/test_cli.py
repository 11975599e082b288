"""The command as its users type it: exit status, one line for what is wrong, no traceback."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course.grade.course_folder import CourseFolder
from course.notebook_format import to_text
from tests.mini_course import RIGHT, HandIn, mini_notebook

COMMAND = [sys.executable, "-m", "course.cli"]


def course(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in arguments]
    return subprocess.run([*COMMAND, *words], cwd=cwd, capture_output=True, text=True, check=False)


def refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """Assert status 2 and exactly one line on stderr with all the words in it."""
    assert result.returncode == 2, result
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert all(word in lines[0] for word in words), lines[0]


def test_help_lists_the_verbs() -> None:
    text = course("--help").stdout
    for verb in (
        "demo",
        "start",
        "lab",
        "check",
        "release",
        "grade",
        "feedback",
        "report",
        "doctor",
    ):
        assert f"\n    {verb} " in text


def test_wrong_words_are_one_line() -> None:
    refused(course("grde"), "invalid choice: 'grde'")
    refused(course("grade"), "ASSIGNMENT")
    refused(course("grade", "x", "--workers", "0"), "'0' is not a number of at least 1")
    refused(course(), "VERB")


def test_not_a_course_folder(tmp_path: Path) -> None:
    for verb in ("grade", "feedback", "report"):
        refused(course(verb, "losses", cwd=tmp_path), "not a course folder", "nbgrader_config.py")
    refused(course("grade", "losses", "--course", tmp_path / "none"), "no such folder")


def test_an_unknown_assignment_names_those_there_are(mini_course: CourseFolder) -> None:
    for verb in ("grade", "feedback", "report", "release"):
        result = course(verb, "minni", "--course", mini_course.root)
        refused(result, "no assignment 'minni'; did you mean mini?")
    result = course("grade", "../x", "--course", mini_course.root)
    refused(result, "no assignment '../x'. There are: mini")


def test_no_submissions(mini_course: CourseFolder) -> None:
    refused(course("grade", "mini", "--course", mini_course.root), "no submissions of 'mini'")
    mini_course.submitted.mkdir()
    refused(course("grade", "mini", "--course", mini_course.root), "put them at")


def test_a_broken_config_is_one_line(mini_course: CourseFolder) -> None:
    (mini_course.root / "nbgrader_config.py").write_text("c = get_config(\n")
    refused(course("grade", "mini", "--course", mini_course.root), "nbgrader_config.py")


def test_grade_writes_json_and_its_status(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", **RIGHT)
    out = mini_course.root / "out.json"
    words = ("grade", "mini", "--json", out, "--workers", 1)
    result = course(*words, cwd=mini_course.root)
    assert result.returncode == 0, result.stderr
    assert "1 graded, 0 failed" in result.stdout
    (row,) = json.loads(out.read_text())
    assert (row["student"], row["status"], row["score"]) == ("ada", "graded", 6)
    hand_in("bob", text="broken")
    result = course(*words, cwd=mini_course.root / "submitted")
    assert result.returncode == 1
    assert "1 unchanged" in result.stdout
    rows = json.loads(out.read_text())
    assert [row["status"] for row in rows] == ["graded", "failed"]
    assert "is not valid JSON" in rows[1]["reason"]


def test_a_json_file_that_cannot_be_written_is_said_first(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    hand_in("ada", **RIGHT)
    refused(course("grade", "mini", "--json", "none/x.json", cwd=mini_course.root), "no folder")
    refused(course("grade", "mini", "--json", ".", cwd=mini_course.root), "is a folder")
    assert not mini_course.autograded.exists()


@pytest.mark.parametrize("verb", ["grade", "report", "feedback", "release"])
def test_a_corrupt_gradebook_is_one_line(
    mini_course: CourseFolder, hand_in: HandIn, verb: str
) -> None:
    hand_in("ada", **RIGHT)
    (mini_course.autograded / "ada" / "mini").mkdir(parents=True)
    (mini_course.autograded / "ada" / "mini" / "mini.ipynb").write_text('{"cells": []}')
    database = mini_course.root / "gradebook.db"
    database.write_bytes(b"garbage" * 1000)
    refused(course(verb, "mini", cwd=mini_course.root), "gradebook.db", "damaged")
    assert database.read_bytes() == b"garbage" * 1000


def test_a_locked_gradebook_is_one_line(mini_course: CourseFolder, hand_in: HandIn) -> None:
    hand_in("ada", **RIGHT)
    lock = sqlite3.connect(mini_course.root / "gradebook.db")
    lock.execute("BEGIN EXCLUSIVE")
    refused(course("grade", "mini", cwd=mini_course.root), "another program", "nothing was lost")
    lock.close()
    assert course("grade", "mini", cwd=mini_course.root).returncode == 0


def test_ctrl_c_keeps_what_was_graded_and_the_next_run_continues(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    for number in range(6):
        hand_in(f"s{number}", **RIGHT)
    hand_in("s9", **(RIGHT | {"answer": "import time\ntime.sleep(600)"}))
    words = [*COMMAND, "grade", "mini", "--workers", "1"]

    def graded() -> list[str]:
        return sorted(path.parts[-3] for path in mini_course.autograded.glob("*/mini/mini.ipynb"))

    process = subprocess.Popen(
        words, cwd=mini_course.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while len(graded()) < 6 and time.monotonic() < until:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert complaint.splitlines()[-1] == "course: stopped; what was finished is kept"
    assert "Traceback" not in complaint
    assert graded() == [f"s{number}" for number in range(6)]
    hand_in("s9", **RIGHT)
    result = course("grade", "mini", cwd=mini_course.root)
    assert "6 unchanged" in result.stdout


def test_check_shows_each_visible_check(tmp_path: Path, mini_course: CourseFolder) -> None:
    from course.grade.release import release

    (path,) = release(mini_course, "mini")
    notebook = json.loads(path.read_text())
    notebook["cells"][1]["source"] = "def square(x):\n    return 2 * x"
    mine = tmp_path / "mini.ipynb"
    mine.write_text(to_text(notebook))
    before = mine.read_bytes()
    result = course("check", mine)
    assert result.returncode == 0, result.stderr
    assert "✗" in result.stdout
    assert "The graders run more checks" in result.stdout
    assert mine.read_bytes() == before
    refused(course("check", tmp_path / "none.ipynb"), "no such notebook")
    (tmp_path / "bad.ipynb").write_text("{")
    broken = course("check", tmp_path / "bad.ipynb")
    assert broken.returncode == 1
    assert "is not valid JSON" in broken.stdout


def test_check_never_imports_nbgrader(tmp_path: Path) -> None:
    mine = tmp_path / "mini.ipynb"
    mine.write_text(to_text(mini_notebook()))
    script = (
        "import sys\nfrom course.cli import main\n"
        f"status = main(['check', {str(mine)!r}])\n"
        "print('loaded', [name for name in sys.modules if name.startswith('nbgrader')], status)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "loaded [] 0" in result.stdout


def test_doctor_says_what_works() -> None:
    result = course("doctor")
    assert result.returncode == 0, result.stdout
    assert "cells run in forked processes" in result.stdout


def test_start_never_touches_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    result = course("start", folder)
    assert result.returncode == 0, result.stderr
    lecture = folder / "lectures" / "03-losses.ipynb"
    assignment = folder / "assignments" / "losses" / "losses.ipynb"
    assert lecture.is_file()
    assignment.write_text("my work")
    lecture.unlink()
    again = course("start", folder)
    assert "1 files copied" in again.stdout
    assert "have been left as they are" in again.stdout
    assert assignment.read_text() == "my work"
    assert not (folder / "solutions").exists()
    (tmp_path / "file").write_text("")
    refused(course("start", tmp_path / "file"), "cannot write to")


def test_lab_needs_a_folder_of_the_course(tmp_path: Path) -> None:
    refused(course("lab", tmp_path / "none"), "no such folder")
    refused(course("lab", tmp_path), "neither lectures nor assignments")


def test_an_output_pipe_that_closes_is_no_traceback(mini_course: CourseFolder) -> None:
    process = subprocess.Popen(
        [*COMMAND, "doctor"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    assert process.stdout
    process.stdout.close()
    assert process.stderr
    complaint = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert "Traceback" not in complaint
