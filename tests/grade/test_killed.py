"""Kill -9 at any moment, or Ctrl-C: the next run ends with the gradebook of an undisturbed one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader import api

from course.grade.course_folder import CourseFolder
from course.grade.gradebook import GradebookWriter
from course.notebook_format import to_text
from tests.grade.compatible import COMMAND, grade
from tests.grade.stock import ROOT, Rows, read_notebooks, read_rows
from tests.mini_course import RIGHT, HandIn, mini_notebook

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

STUDENTS = 110  # more than two transactions
PATIENCE = 20.0
PR_SET_CHILD_SUBREAPER = 36
SLOW = "import time\ntime.sleep(0.03)\nanswer = 42"


@pytest.fixture
def orphans_come_here() -> Iterator[None]:
    """Become the parent of every process whose own parent dies, so that none can hide."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course folder with a class that takes some seconds to grade; never graded itself."""
    course = CourseFolder(tmp_path_factory.mktemp("killed") / "course")
    (course.root / "solutions" / "mini").mkdir(parents=True)
    shutil.copyfile(ROOT / "nbgrader_config.py", course.root / "nbgrader_config.py")
    (course.solutions / "mini" / "mini.ipynb").write_text(to_text(mini_notebook()))
    for number in range(STUDENTS):
        answers = RIGHT | {"answer": SLOW, "why": f"Reason {number}."}
        if number % 3 == 0:
            answers["square"] = "def square(x):\n    return abs(x) ** 2.01"
        notebook = mini_notebook()
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        path = course.submitted / f"student-{number:03}" / "mini" / "mini.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(to_text(notebook))
    return course


@pytest.fixture
def big_class(handed_in: CourseFolder, tmp_path: Path) -> CourseFolder:
    """A copy of the class for one test to grade."""
    shutil.copytree(handed_in.root, tmp_path / "course")
    return CourseFolder(tmp_path / "course")


@dataclass(frozen=True)
class Undisturbed:
    """What a run that nobody kills leaves behind, and how long it takes."""

    rows: Rows
    notebooks: Rows
    seconds: float


@pytest.fixture(scope="module")
def undisturbed(handed_in: CourseFolder, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    calm = CourseFolder(tmp_path_factory.mktemp("undisturbed") / "course")
    shutil.copytree(handed_in.root, calm.root)
    began = time.monotonic()
    command = start(calm)
    command.communicate()
    assert command.returncode == 0
    return Undisturbed(read_rows(calm), read_notebooks(calm), time.monotonic() - began)


def start(course: CourseFolder, *options: str) -> subprocess.Popen[str]:
    """Start `course grade` with two workers, as a shell would."""
    command = [sys.executable, "-m", "course.cli", *COMMAND, "mini", "--workers", "2", *options]
    return subprocess.Popen(
        [*command, "--course", str(course.root)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def parents() -> dict[int, int]:
    """Return the parent of every living process."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has just ended
            if state != "Z":
                found[int(folder.name)] = int(parent)
    return found


def below(ancestor: int) -> dict[int, int]:
    """Return how many generations below `ancestor` each of its descendants is."""
    parent_of, generation, depth = parents(), {ancestor}, 0
    found: dict[int, int] = {}
    while generation:
        generation = {child for child, parent in parent_of.items() if parent in generation}
        depth += 1
        found |= dict.fromkeys(generation, depth)
    return found


def kill_one(command: subprocess.Popen[str], worker: bool) -> bool:
    """Kill one warm parent, or one of their children, as soon as there is one."""
    while command.poll() is None:
        family = below(command.pid)
        victims = [pid for pid, depth in family.items() if (depth > 1) == worker]
        if victims and len(family) > 2:
            try:
                os.kill(random.choice(victims), signal.SIGKILL)
            except ProcessLookupError:
                continue  # it was quicker
            return True
    return False


def left_over() -> list[str]:
    """Return what still runs below this process, after waiting for it to end."""
    until = time.monotonic() + PATIENCE
    while family := below(os.getpid()):
        if time.monotonic() > until:
            return [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in family]
        time.sleep(0.05)
    return []


def finish(course: CourseFolder, undisturbed: Undisturbed) -> None:
    """Run once more; the outcome is that of an undisturbed run, and nothing is left running."""
    command = start(course)
    _, errors = command.communicate()
    assert command.returncode == 0, errors
    assert read_rows(course) == undisturbed.rows
    assert read_notebooks(course) == undisturbed.notebooks
    assert left_over() == []


def test_killed_workers_and_their_parents(
    big_class: CourseFolder, undisturbed: Undisturbed, orphans_come_here: None
) -> None:
    numbers = random.Random(1)
    killed = 0
    command = start(big_class)
    for worker in [True, False] * 6:
        time.sleep(numbers.uniform(0.0, 0.3))
        killed += kill_one(command, worker)
    _, errors = command.communicate()
    assert killed == 12
    assert command.returncode == 1, errors
    assert len(read_rows(big_class)) == len(undisturbed.rows), "what was not killed is recorded"
    finish(big_class, undisturbed)


def test_the_killed_command_itself(
    big_class: CourseFolder, undisturbed: Undisturbed, orphans_come_here: None
) -> None:
    numbers = random.Random(2)
    for _ in range(8):
        command = start(big_class, *numbers.choice([(), ("--force",)]))
        time.sleep(numbers.uniform(0.2, 1.0) * undisturbed.seconds)
        command.kill()
        command.communicate()
        assert left_over() == []
    finish(big_class, undisturbed)


@pytest.mark.parametrize("left", ["drop table alembic_version", "delete from alembic_version"])
def test_a_gradebook_killed_while_it_was_made_is_completed(
    mini_course: CourseFolder, hand_in: HandIn, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in("ada", **RIGHT)
    path = mini_course.root / "gradebook.db"
    path.unlink()
    with GradebookWriter(mini_course):
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        version = api.get_alembic_version()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(left)
        database.commit()
    grade(mini_course, "mini", workers=1)
    with contextlib.closing(sqlite3.connect(path)) as database:
        found = database.execute("select version_num from alembic_version").fetchall()
    assert found == [(version,)]


def test_ctrl_c_keeps_what_was_finished_and_the_next_run_goes_on(
    big_class: CourseFolder, undisturbed: Undisturbed, orphans_come_here: None
) -> None:
    command = start(big_class)
    while command.poll() is None and not list(big_class.autograded.glob("*/mini/mini.ipynb")):
        time.sleep(0.02)
    os.killpg(command.pid, signal.SIGINT)
    _, errors = command.communicate()
    assert command.returncode == 130
    assert errors == "course: stopped; what was finished is kept\n"
    assert left_over() == []
    kept = {
        path: path.stat().st_mtime_ns for path in big_class.autograded.glob("*/mini/mini.ipynb")
    }
    assert 0 < len(kept) < STUDENTS
    rows = read_rows(big_class)
    assert {key[1] for key in rows} == {path.parts[-3] for path in kept}
    assert rows.items() <= undisturbed.rows.items()
    finish(big_class, undisturbed)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
