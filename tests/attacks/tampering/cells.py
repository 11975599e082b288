"""Cells deleted, doubled, moved and dressed up as others."""

from __future__ import annotations

import copy

from course.notebook_format import Notebook
from tests.attacks.tampered import Verdict, marks, named, score_or_failed, tampering
from tests.mini_course import cell

TESTS = ("square-test", "answer-test", "unit-test", "counter-test")


@tampering()
def tests_deleted(notebook: Notebook) -> Notebook:
    """Every test cell is deleted."""
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in TESTS]
    return notebook


@tampering()
def tests_emptied(notebook: Notebook) -> Notebook:
    """Every test cell is empty."""
    for name in TESTS:
        named(notebook, name)["source"] = ""
    return notebook


@tampering()
def tests_softened(notebook: Notebook) -> Notebook:
    """The tests ask for what the student has, or show full points themselves."""
    named(notebook, "answer-test")["source"] = "assert answer == 41"
    named(notebook, "unit-test")["source"] = "3"
    return notebook


@tampering()
def tests_doubled(notebook: Notebook) -> Notebook:
    """Each test has a soft twin before it and one behind it, with the same id."""
    cells = []
    for one in notebook["cells"]:
        twin = copy.deepcopy(one) | {"source": "100"}
        cells += [twin, one, copy.deepcopy(twin)] if one["id"] in TESTS else [one]
    return notebook | {"cells": cells}


@tampering()
def tests_as_markdown(notebook: Notebook) -> Notebook:
    """Test cells become text."""
    for name in TESTS:
        one = named(notebook, name)
        one["cell_type"] = "markdown"
        one.pop("outputs"), one.pop("execution_count")
    return notebook


@tampering()
def tests_as_raw_cells(notebook: Notebook) -> Notebook:
    """Test cells become raw cells."""
    for name in TESTS:
        named(notebook, name)["cell_type"] = "raw"
    return notebook


@tampering(score_or_failed())
def tests_moved_to_the_front(notebook: Notebook) -> Notebook:
    """The tests come before the answers."""
    tests = [named(notebook, name) for name in TESTS]
    rest = [one for one in notebook["cells"] if one["id"] not in TESTS]
    return notebook | {"cells": tests + rest}


@tampering()
def tests_moved_to_the_end(notebook: Notebook) -> Notebook:
    """The tests come behind everything, where a last cell has set the answer for all of them."""
    tests = [named(notebook, name) for name in TESTS]
    rest = [one for one in notebook["cells"] if one["id"] not in TESTS]
    return notebook | {"cells": rest + tests}


@tampering()
def test_names_exchanged(notebook: Notebook) -> Notebook:
    """Two tests exchange their names, so that the one worth 4 points is the one that passes."""
    first, second = named(notebook, "answer-test"), named(notebook, "square-test")
    for one, name in ((first, "square-test"), (second, "answer-test")):
        one["metadata"]["nbgrader"]["grade_id"] = name
    return notebook


@tampering(Verdict(2.0))
def answer_deleted(notebook: Notebook) -> Notebook:
    """An answer is deleted with the cell that holds it; the rest counts."""
    return notebook | {"cells": [one for one in notebook["cells"] if one["id"] != "square"]}


@tampering()
def answer_doubled(notebook: Notebook) -> Notebook:
    """An answer cell occurs twice; the last one is wrong."""
    first = copy.deepcopy(named(notebook, "answer")) | {"source": "answer = 42"}
    notebook["cells"].insert(0, first)
    return notebook


@tampering(score_or_failed(score=0.0))
def no_cells(notebook: Notebook) -> Notebook:
    """A notebook without a cell."""
    return notebook | {"cells": []}


@tampering()
def written_answer_made_automatic(notebook: Notebook) -> Notebook:
    """The answer that a person marks becomes a test cell that earns its points at once."""
    one = named(notebook, "why")
    one |= {"cell_type": "code", "source": "3", "outputs": [], "execution_count": None}
    one["metadata"]["nbgrader"] |= {"solution": False, "locked": True}
    return notebook


@tampering()
def answer_made_a_test(notebook: Notebook) -> Notebook:
    """Cells of the student's own are marked as tests worth a hundred points."""
    for number in range(3):
        name = f"bonus-{number}"
        made = cell(name, "100", grade=True, locked=True, points=100)
        notebook["cells"].append(made)
    named(notebook, "answer")["metadata"]["nbgrader"] |= {"grade": True, "points": 100}
    return notebook


@tampering()
def answer_in_the_test(notebook: Notebook) -> Notebook:
    """The right answer is written into the test cell itself."""
    test = named(notebook, "answer-test")
    test["source"] = "answer = 42\n" + test["source"]
    return notebook


@tampering()
def cells_renamed(notebook: Notebook) -> Notebook:
    """All cell ids are changed; nbgrader's own names are not."""
    for number, one in enumerate(notebook["cells"]):
        one["id"] = f"cell-{number}"
    return notebook


@tampering()
def ids_clash(notebook: Notebook) -> Notebook:
    """All cells have one id."""
    for one in notebook["cells"]:
        one["id"] = "answer-test"
    return notebook


@tampering()
def ids_of_odd_types(notebook: Notebook) -> Notebook:
    """Ids are numbers, lists and a megabyte long."""
    for one, odd in zip(notebook["cells"], (1, [], {}, None, "x" * 10**6, True), strict=False):
        one["id"] = odd
    return notebook


@tampering(score_or_failed())
def test_names_of_odd_types(notebook: Notebook) -> Notebook:
    """nbgrader's names are lists and numbers."""
    for mark, odd in zip(marks(notebook), ([], 1, None, {}, "x" * 10**6), strict=False):
        mark["grade_id"] = odd
    return notebook


@tampering(score_or_failed())
def thousands_of_tests(notebook: Notebook) -> Notebook:
    """One test occurs four thousand times, each time soft."""
    test = named(notebook, "answer-test") | {"source": "pass"}
    notebook["cells"] += [copy.deepcopy(test) for _ in range(4_000)]
    return notebook
