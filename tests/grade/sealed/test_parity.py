"""Honest work gets the same points and the same words, sealed or in the student's own process."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from tests.mistakes.test_losses import NOTEBOOK, PATCHES, read_patch

from course.grade.demo import ASSIGNMENT, demo_students, make_demo
from course.grade.engine.pool import Pool
from course.grade.execute import Plans, code_cells, with_outputs
from course.grade.grading import grade
from course.grade.score import CellScore, Result, score_notebook
from course.grade.sealed.plan import plan_tests
from course.grade.walls.limits import Limits
from course.notebook_format import Notebook, read_notebook, source_text


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
    """Runs the losses notebook with answers replaced, in one of the two modes."""

    def __init__(self, pool: Pool, plans: Plans | None) -> None:
        self.pool, self.plans = pool, plans

    def scores(self, notebook: Notebook) -> list[CellScore]:
        with ExitStack() as stack:
            folders = [
                Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chalkgrad-")))
                for _ in range(2 if self.plans else 1)
            ]
            cells = code_cells(notebook, self.plans)
            run = self.pool.submit(cells, folders, Limits()).result(300)
        assert run.reason is None
        return score_notebook(with_outputs(notebook, run, 60.0))


@pytest.fixture(scope="module")
def runners() -> Iterator[tuple[Runner, Runner]]:
    plans = plan_tests(patched({}))
    with Pool(1, walls=True, sealed=True) as sealed, Pool(1, walls=True) as compatible:
        yield Runner(sealed, plans), Runner(compatible, None)


def patched(cells: dict[str, str]) -> Notebook:
    """Return the solution of the losses assignment with some cells replaced."""
    notebook = read_notebook(NOTEBOOK)
    for one in notebook["cells"]:
        one["source"] = cells.get(one["id"], source_text(one))
    return notebook


def test_the_solution_gets_everything(runners: tuple[Runner, Runner]) -> None:
    for runner in runners:
        scores = [one for one in runner.scores(patched({})) if one.score is not None]
        assert [one.score for one in scores] == [one.max_score for one in scores]
        assert len(scores) > 5


@pytest.mark.parametrize("path", PATCHES, ids=[path.stem for path in PATCHES])
def test_a_mistake_gets_the_same_points_and_words(
    runners: tuple[Runner, Runner], path: Path
) -> None:
    patch = read_patch(path)
    sealed, compatible = (runner.scores(patched(patch.cells)) for runner in runners)
    assert sealed == compatible
    assert sum(one.score or 0.0 for one in sealed) == pytest.approx(patch.expected, abs=0.005)
