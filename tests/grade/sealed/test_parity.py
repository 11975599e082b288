"""Honest work gets the same points and the same words, sealed or in the student's own process."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from course.grade.demo import ASSIGNMENT, demo_students, make_demo
from course.grade.engine.pool import Pool
from course.grade.execute import Plans, code_cells, with_outputs
from course.grade.grading import grade
from course.grade.score import CellScore, Result, score_notebook
from course.grade.sealed.plan import plan_tests
from course.grade.walls.limits import Limits
from course.notebook_format import Notebook, read_notebook, source_text
from tests.mistakes.patches import SOLUTIONS, assignments, read_patch

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Result]]:
    """The demo class, graded in both modes."""
    course = make_demo(tmp_path_factory.mktemp("parity") / "class")
    return {
        mode: {
            result.student: result
            for result in grade(course, ASSIGNMENT, compatible=mode == "compatible", force=True)
        }
        for mode in ("compatible", "sealed")
    }


@pytest.mark.parametrize("student", demo_students(), ids=lambda student: student.id)
def test_a_student_gets_the_same_either_way(
    classes: dict[str, dict[str, Result]], student: Any
) -> None:
    ours, theirs = (classes[mode][student.id] for mode in ("sealed", "compatible"))
    assert (ours.status, ours.score, ours.reason) == (theirs.status, theirs.score, theirs.reason)
    assert ours.cells == theirs.cells  # points, messages, and every check with its finding


class Runner:
    """Runs solutions with answers replaced, in one of the two modes."""

    def __init__(self, pool: Pool, *, sealed: bool) -> None:
        self.pool, self.sealed = pool, sealed

    def scores(self, assignment: str, cells: dict[str, str]) -> list[CellScore]:
        notebook = patched(assignment, cells)
        plans = plans_of(assignment) if self.sealed else None
        with ExitStack() as stack:
            folders = [
                Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chalkgrad-")))
                for _ in range(2 if plans else 1)
            ]
            run = self.pool.submit(code_cells(notebook, plans), folders, Limits()).result(300)
        assert run.reason is None
        return score_notebook(with_outputs(notebook, run, 60.0))


@pytest.fixture(scope="module")
def runners() -> Iterator[tuple[Runner, Runner]]:
    with Pool(1, walls=True, sealed=True) as sealed, Pool(1, walls=True) as compatible:
        yield Runner(sealed, sealed=True), Runner(compatible, sealed=False)


@cache
def plans_of(assignment: str) -> Plans:
    return plan_tests(patched(assignment, {}))


def patched(assignment: str, cells: dict[str, str]) -> Notebook:
    """Return the solution of an assignment with some cells replaced."""
    notebook = read_notebook(SOLUTIONS / assignment / f"{assignment}.ipynb")
    for one in notebook["cells"]:
        one["source"] = cells.get(one["id"], source_text(one))
    return notebook


@pytest.mark.parametrize("assignment", assignments())
def test_the_solution_gets_everything(runners: tuple[Runner, Runner], assignment: str) -> None:
    for runner in runners:
        scores = [one for one in runner.scores(assignment, {}) if one.score is not None]
        assert [one.score for one in scores] == [one.max_score for one in scores]
        assert len(scores) > 5


def told(score: CellScore) -> tuple[float | None, list[str | None]]:
    """Return the points of a cell and the mistakes that its checks name."""
    return score.score, [check["mistake"] for check in score.checks]


PATCHES = [
    path
    for folder in sorted((HERE / "mistakes").glob("*/"))
    # Of losses all, of the others every fourth: each runs twice, in processes of its own.
    for path in sorted(folder.glob("*.py"))[:: 1 if folder.name == "losses" else 4]
]
PATCHES += sorted((HERE / "honest").glob("*/*.py"))


@pytest.mark.parametrize("path", PATCHES, ids=[f"{p.parent.name}/{p.stem}" for p in PATCHES])
def test_an_answer_gets_the_same_points_and_words(
    runners: tuple[Runner, Runner], path: Path
) -> None:
    patch, assignment = read_patch(path), path.parent.name
    sealed, compatible = (runner.scores(assignment, patch.cells) for runner in runners)
    if re.search(r"np\.random\.(?!default_rng)", "".join(patch.cells.values())):
        # A mistake that draws what nobody seeded: its words hold numbers of the day.
        assert [told(one) for one in sealed] == [told(one) for one in compatible]
    else:
        assert sealed == compatible
    earned = sum(one.score or 0.0 for one in sealed)
    if path.parents[1].name == "mistakes":
        assert earned == pytest.approx(patch.expected, abs=0.005)
    else:
        assert earned == sum(one.max_score for one in sealed if one.score is not None)
