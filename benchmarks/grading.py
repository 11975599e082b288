"""How long grading a class takes: stock nbgrader against `course grade`, whole commands.

    python benchmarks/grading.py [--submissions 60] [--sealed] [--json]

The submissions are the honest ones of the demo class, handed in again and again under new names.
Stock (`nbgrader autograde`) grades at most 60 of them; beyond that its time is extrapolated: the
time that one notebook adds, found from a run with two notebooks, times their number.

`overhead_ms` is what a notebook costs beyond the student's own code: the time of `course grade`
on the whole class less that on two notebooks (which pays for the start), a notebook and worker,
less the time that a notebook's own cells take in a plain IPython shell in one warm process.
`sealed_cost` (with `--sealed`) is the time of sealed grading over that of `--compatible`, both on
the whole class, in turn; the median of three pairs.
`peak_mb` is the largest sum of the proportional set sizes (PSS; shared pages are counted once) of
all processes of `course grade`, looked at ten times a second.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.grade.course_folder import CourseFolder
from course.grade.demo import ASSIGNMENT, demo_students, make_demo

STOCK_AT_MOST = 60
FEW = 2
LOOK_SECONDS = 0.1
PAIRS = 3
TARGETS = {"overhead_ms": 25.0, "peak_mb": 1536.0, "sealed_cost": 1.5}

Scores = dict[tuple[str, str], float | None]


@dataclass
class Measured:
    """What `--json` prints."""

    submissions: int
    stock_s: float
    ours_s: float
    ratio: float
    same_scores: bool
    overhead_ms: float
    peak_mb: float
    sealed_cost: float | None = None


def make_class(folder: Path, submissions: int) -> CourseFolder:
    """Make a course folder with that many honest submissions, and nothing graded."""
    course = make_demo(folder)
    honest = [student.id for student in demo_students() if not student.broken]
    notebooks = [course.submitted / name / ASSIGNMENT / f"{ASSIGNMENT}.ipynb" for name in honest]
    texts = [path.read_bytes() for path in notebooks]
    shutil.rmtree(course.submitted)
    for number in range(submissions):
        path = course.submitted / f"student-{number:05}" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(texts[number % len(texts)])
    (course.root / "gradebook.db").unlink()
    return course


def run(course: CourseFolder, *command: str) -> tuple[float, float]:
    """Run a command in the course folder; return its seconds and its peak memory in MB."""
    programs = Path(sys.executable).parent
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    began = time.perf_counter()
    with (course.root / "log.txt").open("a+") as log:
        process = subprocess.Popen(
            [str(programs / command[0]), *command[1:]],
            cwd=course.root,
            env=os.environ | {"PATH": path},
            stdout=log,
            stderr=log,
        )
        watch = MemoryWatch(process.pid)
        watch.start()
        status = process.wait()
        seconds = time.perf_counter() - began
        watch.stop()
        log.seek(0)
        if status != 0:
            sys.exit(f"{' '.join(command)} ended with status {status}:\n{log.read()[-2000:]}")
    return seconds, watch.peak / 1024


class MemoryWatch(threading.Thread):
    """Looks at the memory of a process and all below it; `peak` is in KB."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid, self._ended = pid, threading.Event()
        self.peak = 0

    def run(self) -> None:
        """Look until told to stop."""
        while not self._ended.wait(LOOK_SECONDS):
            self.peak = max(self.peak, sum(map(_pss, _family(self._pid))))

    def stop(self) -> None:
        """Stop looking."""
        self._ended.set()
        self.join()


def _family(pid: int) -> set[int]:
    """Return a process and all below it."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it has just ended
            parents[int(folder.name)] = int(
                (folder / "stat").read_text().rsplit(")")[-1].split()[1]
            )
    family: set[int] = set()
    grown = {pid}
    while grown:
        family |= grown
        grown = {child for child, parent in parents.items() if parent in grown} - family
    return family


def _pss(pid: int) -> int:
    with contextlib.suppress(OSError):  # it has just ended
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def own_code_seconds(course: CourseFolder) -> float:
    """Return the median seconds that the cells of one notebook take by themselves, warm."""
    from IPython.core.interactiveshell import InteractiveShell

    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    taken = []
    for path in sorted(course.autograded.glob(f"*/{ASSIGNMENT}/*.ipynb"))[
        : 2 * len(demo_students())
    ]:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        shell.reset(new_session=False)
        quiet = io.StringIO()
        began = time.perf_counter()
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            for source in sources:
                shell.run_cell(source)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def scores(course: CourseFolder) -> Scores:
    """Return every automatic score in the gradebook."""
    from nbgrader.api import Gradebook

    with Gradebook(course.database_url, course.course_id) as book:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in book.assignment_submissions(ASSIGNMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _without_our_engine(course: CourseFolder) -> None:
    """Give the folder nbgrader's own engine: its config puts ours into `nbgrader autograde`."""
    config = course.root / "nbgrader_config.py"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    config.write_text("".join(line for line in lines if "AUTOGRADE" not in line), encoding="utf-8")


def stock(folder: Path, submissions: int) -> tuple[float, Scores]:
    """Return stock's seconds for that many submissions, and the scores of those it graded."""
    course = make_class(folder / "stock", min(submissions, STOCK_AT_MOST))
    run(course, "nbgrader", "generate_assignment", ASSIGNMENT, "--force")
    _without_our_engine(course)
    seconds, _ = run(course, "nbgrader", "autograde", ASSIGNMENT)
    if submissions > STOCK_AT_MOST:
        few = make_class(folder / "stock-few", FEW)
        run(few, "nbgrader", "generate_assignment", ASSIGNMENT, "--force")
        _without_our_engine(few)
        start, _ = run(few, "nbgrader", "autograde", ASSIGNMENT)
        each = (seconds - start) / (STOCK_AT_MOST - FEW)
        seconds += (submissions - STOCK_AT_MOST) * each
    return seconds, scores(course)


def measure(submissions: int, options: list[str]) -> Measured:
    """Grade the same class with both, one after the other."""
    workers = os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="chalkgrad-benchmark-") as name:
        few = make_class(Path(name) / "few", FEW)
        start, _ = run(few, "course", "grade", ASSIGNMENT, *options)
        course = make_class(Path(name) / "ours", submissions)
        seconds, peak = run(course, "course", "grade", ASSIGNMENT, *options)
        stock_seconds, theirs = stock(Path(name), submissions)
        ours = scores(course)
        each = workers * (seconds - start) / (submissions - FEW)
        return Measured(
            submissions=submissions,
            stock_s=round(stock_seconds, 2),
            ours_s=round(seconds, 2),
            ratio=round(stock_seconds / seconds, 1),
            same_scores=all(ours.get(cell) == score for cell, score in theirs.items()),
            overhead_ms=round(1000 * (each - own_code_seconds(course)), 1),
            peak_mb=round(peak, 1),
            sealed_cost=None if options else round(sealed_cost(course), 2),
        )


def sealed_cost(course: CourseFolder) -> float:
    """Return how many times as long as compatible grading the sealed one takes."""
    again = ("course", "grade", ASSIGNMENT, "--force")
    pairs = [(run(course, *again)[0], run(course, *again, "--compatible")[0]) for _ in range(PAIRS)]
    return statistics.median(sealed / compatible for sealed, compatible in pairs)


def show(found: Measured) -> None:
    """Print a table for people."""
    guessed = found.submissions > STOCK_AT_MOST
    how = f" (extrapolated from {STOCK_AT_MOST})" if guessed else ""
    table = Table("what", "measured", title=f"{found.submissions} submissions of {ASSIGNMENT}")
    table.add_row(f"nbgrader autograde{how}", f"{found.stock_s:.1f} s")
    table.add_row("course grade", f"{found.ours_s:.1f} s")
    table.add_row("ratio", f"{found.ratio:.1f}")
    table.add_row("the same scores", "yes" if found.same_scores else "NO")
    for key, unit in (("overhead_ms", "ms a notebook"), ("peak_mb", "MB, all processes (PSS)")):
        value = f"{getattr(found, key):.0f} {unit}; target {TARGETS[key]:.0f}"
        table.add_row(key.partition("_")[0], value)
    if found.sealed_cost is not None:
        value = f"{found.sealed_cost:.2f}; target {TARGETS['sealed_cost']}"
        table.add_row("sealed / compatible", value)
    Console().print(table)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=60, metavar="N")
    parser.add_argument(
        "--sealed", action="store_true", help="not nbgrader's way but the sealed one"
    )
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    options = parser.parse_args()
    if options.submissions <= FEW:
        parser.error(f"--submissions {options.submissions}: name at least {FEW + 1}")
    found = measure(options.submissions, [] if options.sealed else ["--compatible"])
    if options.json:
        print(json.dumps(asdict(found), indent=1))
        return
    show(found)


if __name__ == "__main__":
    main()
