"""A gradebook in PostgreSQL: the same scores as in SQLite, and marks by hand stay."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from course.errors import CourseError
from course.grade.class_report import class_report
from course.grade.course_folder import CourseFolder
from course.grade.demo import ASSIGNMENT, make_demo
from tests.grade.compatible import grade
from tests.grade.stock import read_notebooks, read_rows
from tests.mini_course import RIGHT, HandIn
from tests.needs import need

PROGRAMS = "initdb", "pg_ctl"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """SQLAlchemy address of a database server of this test's own, on a socket in a new folder."""
    need(all(map(shutil.which, PROGRAMS)), "PostgreSQL's server", "apt-get install postgresql")
    need(importlib.util.find_spec("psycopg"), "psycopg", "pip install 'chalkgrad[postgresql]'")
    with tempfile.TemporaryDirectory(prefix="chalkgrad-postgresql-") as folder:
        user: dict[str, Any] = {}
        if os.getuid() == 0:  # PostgreSQL refuses to be run by root
            nobody = pwd.getpwnam("nobody")
            user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)

        def run(*command: str) -> None:
            with open(f"{folder}/output", "a+") as output:
                done = subprocess.run(
                    command,
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                    **user,
                )
                output.seek(0)
                assert done.returncode == 0, output.read()

        run("initdb", "--pgdata", "data", "--username", "ta", "--auth", "trust", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
        run("pg_ctl", "start", "--wait", "--pgdata", "data", "--log", "log", "--options", options)
        try:
            yield f"postgresql+psycopg://ta@/postgres?host={folder}"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", "data")


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """Address of an empty database."""
    import psycopg

    name = request.node.name.split("[")[0][-40:]
    folder = server.partition("host=")[2]
    with psycopg.connect(f"user=ta dbname=postgres host={folder}", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.replace("/postgres?", f"/{name}?")


def keep_marks_in(course: CourseFolder, address: str) -> CourseFolder:
    """Write the address into the course's configuration, as a TA does."""
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\nc.CourseDirectory.db_url = {address!r}\n")
    return CourseFolder(course.root)


def test_the_demo_class_gets_the_same_rows_as_in_sqlite(address: str, tmp_path: Path) -> None:
    files = make_demo(tmp_path / "files")
    grade(files, ASSIGNMENT)
    server = keep_marks_in(make_demo(tmp_path / "server"), address)
    (server.root / "gradebook.db").unlink()
    grade(server, ASSIGNMENT)
    assert not (server.root / "gradebook.db").exists()
    rows = read_rows(server)
    assert rows == read_rows(files)
    assert len({student for _, student, *_ in rows}) == 23
    assert read_notebooks(server) == read_notebooks(files)
    assert class_report(server, ASSIGNMENT) == class_report(files, ASSIGNMENT)


def test_marks_by_hand_survive_regrading(
    address: str, mini_course: CourseFolder, hand_in: HandIn
) -> None:
    from nbgrader.api import Gradebook

    course = keep_marks_in(mini_course, address)
    hand_in("ada", **RIGHT)
    grade(course, "mini", workers=1)
    with Gradebook(course.database_url, course.course_id) as book:
        mark = book.find_grade("why", "mini", "mini", "ada")
        mark.manual_score, mark.extra_credit, mark.needs_manual_grade = 2.5, 0.5, False
        book.find_comment("why", "mini", "mini", "ada").manual_comment = "Größer gedacht: ∂L/∂x ✓"
        book.db.commit()
    assert grade(course, "mini", workers=1, force=True)[0].score == 9
    rows = read_rows(course)
    kept = rows["mini", "ada", "mini", "grade", "why"]
    assert (kept["manual_score"], kept["extra_credit"]) == (2.5, 0.5)
    assert rows["mini", "ada", "mini", "comment", "why"] == (None, "Größer gedacht: ∂L/∂x ✓")


def test_a_server_that_is_away_is_said_in_a_line_without_the_password(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    need(importlib.util.find_spec("psycopg"), "psycopg", "pip install 'chalkgrad[postgresql]'")
    hand_in("ada", **RIGHT)
    away = "postgresql+psycopg://ta:hush@127.0.0.1:1/marks"
    with pytest.raises(CourseError, match=r"gradebook postgresql.*ta:\*\*\*@.*refused") as caught:
        grade(keep_marks_in(mini_course, away), "mini", workers=1)
    assert "hush" not in str(caught.value)


def test_a_missing_driver_is_named(
    mini_course: CourseFolder, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in("ada", **RIGHT)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    course = keep_marks_in(mini_course, "postgresql+psycopg://ta@/marks")
    with pytest.raises(CourseError, match=r"needs the package psycopg \(pip install 'chalkgrad"):
        grade(course, "mini", workers=1)
