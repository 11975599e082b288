"""A student's cell may say anything on the line: it earns nothing, and harms nobody."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.grade.engine.drive import CodeCell, Run
from course.grade.engine.pool import Pool
from course.grade.execute import code_cells, with_outputs
from course.grade.score import score_notebook
from course.grade.sealed.plan import plan_tests
from course.grade.walls.limits import MEBIBYTE, Limits
from course.notebook_format import Notebook
from tests.grade.sealed.forgeries import ATTACKS, PRELUDE
from tests.mini_course import cell

LIMITS = Limits(cell_seconds=2.0, total_seconds=30.0, resident_bytes=800 * MEBIBYTE)
SECONDS = 100.0
TEST = {"grade": True, "locked": True}
RIGHT = "def square(x):\n    return x * x\ndef slope(f):\n    return (f(3.0) - f(1.0)) / 2"
WRONG = (
    "def half(x):\n    return x\ndef step(w):\n    w += 1\ndef split(rng, x):\n    return x\n"
    "def hidden(x):\n    return x"
)
SOUND = (
    "from course import check\nwith check.points(2):\n"
    "    check.value(square, 3.0, expected=9.0)\n    check.value(slope, lambda x: x, expected=1.0)"
)
# What the attacker has not earned, asked in the ways in which instructors write tests.
UNEARNED = {
    "half-test": (
        "from course import check\nwith check.points(4):\n"
        "    check.value(half, 5.0, expected=2.5)\n    check.value(half, -3.0, expected=-1.5)"
    ),
    "assert-test": "assert half(5.0) == 2.5\nassert half(4.0) == 2.0",
    "close-test": "assert abs(half(5.0) - 2.5) < 1e-6\nassert half(3) - 1.5 == 0",
    "step-test": (
        "import numpy as np\nw = np.ones(3)\nstep(w)\nnp.testing.assert_allclose(w, 0.9)"
    ),
    "hidden-test": (
        "import numpy as np\nsquare(1)\nx = np.random.rand(3)\n"
        "np.testing.assert_allclose(hidden(x), x / 2)"
    ),
    "split-test": (
        "import numpy as np\nrng = np.random.default_rng(1)\nsplit(rng, 1.0)\n"
        "x = rng.normal(size=3)\nnp.testing.assert_allclose(hidden(x), x / 2)"
    ),
    "slope-test": "assert slope(lambda x: x * x) == 17",
    "shown-test": "half",
}


def notebook(attack: str) -> Notebook:
    """Return a submission: a right answer, its test, wrong answers, the attack, their tests."""
    cells = [
        cell("right", RIGHT, solution=True),
        cell("sound-test", SOUND, points=2, **TEST),
        cell("wrong", WRONG, solution=True),
        cell("prelude", PRELUDE),
        cell("attack", attack),
        *(cell(name, source, points=4, **TEST) for name, source in UNEARNED.items()),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, ("numpy", "course.check"), walls=True, sealed=True) as made:
        yield made


def grade(pool: Pool, attack: str) -> tuple[Run, dict[str, float | None]]:
    """Run the submission; return how it went, and the points by test."""
    reference = notebook("")
    reference["cells"] = [one for one in reference["cells"] if one["id"] != "attack"]
    made = notebook(attack)
    cells: list[CodeCell] = code_cells(made, plan_tests(reference))
    with tempfile.TemporaryDirectory() as student, tempfile.TemporaryDirectory() as tester:
        for folder in (student, tester):
            Path(folder).chmod(0o700)
        run = pool.submit(cells, [Path(student), Path(tester)], LIMITS).result(SECONDS)
    scores = score_notebook(with_outputs(made, run, LIMITS.cell_seconds))
    return run, {one.grade_id: one.score for one in scores}


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda name: name.replace(" ", "-"))
def test_a_forgery_earns_nothing(pool: Pool, attack: str) -> None:
    run, scores = grade(pool, ATTACKS[attack])
    said = f"{scores}, {run.reason}"
    for index in (3, 4):  # the prelude and the attack have run, or ended the run
        outputs = run.cells[index].outputs if index in run.cells else []
        assert outputs == [] or index == 4, outputs
        assert run.reason or not any("ename" in output for output in outputs), outputs
    assert scores.pop("sound-test") == 2.0, said
    # A cell that ends with any value but a number gets its points: see that it was no number.
    scores.pop("shown-test")
    assert not {name for name, score in scores.items() if score}, said
    assert "10" not in _shown(run)
    if run.reason:
        assert "grading process failed" not in run.reason, said
    _, honest = grade(pool, "def half(x): return x / 2")
    assert honest["sound-test"] == 2.0, "the next submission must not notice"
    assert honest["half-test"] == 4.0
    assert honest["assert-test"] == 4.0


def _shown(run: Run) -> list[str]:
    """Return the results that cells have shown, as text."""
    outputs = [output for done in run.cells.values() for output in done.outputs]
    return [output["data"].get("text/plain", "") for output in outputs if "data" in output]
