"""Test cells compiled once for a class: they do what they would have done, and nothing before."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.grade.engine.drive import CodeCell, Run
from course.grade.engine.pool import Pool
from course.grade.engine.rehearse import RehearsedCompiler
from course.grade.execute import code_cells
from course.grade.sealed.plan import plan_tests
from course.grade.walls.limits import Limits
from tests.mini_course import cell

TEST = {"grade": True, "locked": True, "points": 1}
FUTURE = "from __future__ import annotations"
MARKER = "a text that only the test knows"
# Written backwards, so that the cell does not find itself.
BACKWARDS = "".join(reversed(MARKER))
LOOK = (
    "import gc\n"
    f"words = ''.join(reversed({BACKWARDS!r}))\n"
    "len([one for one in gc.get_objects() if one is not globals() and words in repr(one)])"
)
EFFECT = "import builtins\nbuiltins.times = getattr(builtins, 'times', 0) + 1\nsquare(times)"
CELLS = [
    cell("answer", "def square(x):\n    return x * x", solution=True),
    cell("shared", "print('set up')\nlimit = 3"),
    cell("value-test", "square(limit)", **TEST),
    cell("failing-test", f"assert square(2) == 5, {MARKER!r}", **TEST),
    cell("broken-test", "square(2", **TEST),
    cell(
        "future-test",
        "from __future__ import annotations\ndef f(x: nowhere): ...\nsquare(1)",
        **TEST,
    ),
    cell("magic-test", "%precision 3\nsquare(1 / 3)", **TEST),
    cell("effect-test", EFFECT, **TEST),
    cell("look", LOOK),
]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1, ("numpy", "course.check"), walls=True, sealed=True) as made:
        yield made


def run(pool: Pool) -> Run:
    notebook = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    cells: list[CodeCell] = code_cells(notebook, plan_tests(notebook))
    with tempfile.TemporaryDirectory() as student, tempfile.TemporaryDirectory() as tester:
        for folder in (student, tester):
            Path(folder).chmod(0o700)
        return pool.submit(cells, [Path(student), Path(tester)], Limits()).result(100)


def sources() -> list[str]:
    return [one["source"] for one in CELLS if one["id"].endswith(("-test", "shared"))]


def test_rehearsed_cells_show_what_others_show(pool: Pool) -> None:
    before = run(pool)
    pool.rehearse(sources())
    after = run(pool)
    assert before.reason is None
    assert {index: done.outputs for index, done in after.cells.items()} == {
        index: done.outputs for index, done in before.cells.items()
    }
    shown = [after.cells[index].outputs for index in range(2, 8)]
    assert [one[-1]["data"]["text/plain"] for one in (shown[0], *shown[3:])] == [
        *("9", "1", "0.111", "1")
    ]
    assert [one[-1]["ename"] for one in shown[1:3]] == ["AssertionError", "SyntaxError"]
    assert "In[4]" in "".join(shown[1][-1]["traceback"]), "its place in the notebook"
    assert after.cells[8].outputs[-1]["data"]["text/plain"] == "0", "the student has it"


def test_a_statement_is_compiled_once() -> None:
    compiler = RehearsedCompiler()
    source = "a = 1; b = 2\nif a:\n    c = 3"
    name = compiler.cache(source, 1)
    compiler.rehearsing = True
    tree = compiler.ast_parse(source, name)
    codes = [compiler(ast.Module([one], []), name, "exec") for one in tree.body]
    compiler.rehearsing = False
    assert compiler.cache(source, 7) == name
    assert compiler.ast_parse(source, name) is tree
    again = [compiler(ast.Module([one], []), name, "exec") for one in tree.body]
    assert all(one is two for one, two in zip(codes, again, strict=True))
    assert len(set(map(id, codes))) == 3


def test_a_statement_from_the_future_stays_in_force() -> None:
    compiler = RehearsedCompiler()
    source = FUTURE
    flags = compiler.flags
    for compiler.rehearsing in (True, False):
        compiler.flags = flags
        tree = compiler.ast_parse(source, compiler.cache(source))
        compiler(tree, compiler.cache(source), "exec")
        name = f"later_{compiler.rehearsing}"
        later = compiler.ast_parse(f"def {name}(x: nowhere): pass")
        exec(compiler(later, name, "exec"))


def test_what_was_not_rehearsed_is_compiled_anew() -> None:
    compiler = RehearsedCompiler()
    source = "a = 1"
    trees = [compiler.ast_parse(source, compiler.cache(source)) for _ in range(2)]
    assert trees[0] is not trees[1]
    codes = [compiler(tree, compiler.cache(source), "exec") for tree in trees]
    assert codes[0] is not codes[1]
