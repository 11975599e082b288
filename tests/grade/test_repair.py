"""Tampered and damaged notebooks get the instructor's cells back."""

from __future__ import annotations

import copy

import pytest

from course.grade.repair import Notebook, nbgrader_of, repair

MARKS = {"schema_version": 3, "task": False}


def marked(name: str, source: str, kind: str = "code", **flags: object) -> dict:
    base = {"grade": False, "solution": False, "locked": False}
    nbgrader = base | MARKS | {"grade_id": name, "checksum": f"sum-{name}"} | flags
    return {"cell_type": kind, "id": name, "metadata": {"nbgrader": nbgrader}, "source": source}


def plain(source: str, cell_id: str | None = None, kind: str = "code") -> dict:
    return {"cell_type": kind, "id": cell_id, "metadata": {}, "source": source}


@pytest.fixture
def reference() -> Notebook:
    return {
        "cells": [
            marked("task", "raise NotImplementedError", solution=True),
            marked("test", "assert f() == 1", grade=True, locked=True, points=2.0),
            marked("essay", "*Write*", "markdown", grade=True, solution=True, points=3.0),
        ],
        "metadata": {"kernelspec": {"name": "python3"}},
    }


@pytest.fixture
def submission(reference: Notebook) -> Notebook:
    notebook = copy.deepcopy(reference)
    notebook["cells"][0]["source"] = "f = lambda: 1"
    notebook["cells"][2]["source"] = "My answer."
    return notebook


def by_name(notebook: Notebook) -> dict[str, dict]:
    return {nbgrader_of(cell)["grade_id"]: cell for cell in notebook["cells"] if nbgrader_of(cell)}


def test_an_honest_notebook_keeps_its_answers(submission: Notebook, reference: Notebook) -> None:
    repaired, notes = repair(submission, reference)
    assert notes == []
    assert [cell["source"] for cell in repaired["cells"]] == [
        "f = lambda: 1",
        "assert f() == 1",
        "My answer.",
    ]
    assert repaired["metadata"] == reference["metadata"]


def test_edited_tests_points_and_flags_are_put_back(
    submission: Notebook, reference: Notebook
) -> None:
    test = submission["cells"][1]
    test["source"] = "pass"
    test["metadata"]["nbgrader"] |= {"points": 1000, "grade": False, "solution": True}
    repaired, _ = repair(submission, reference)
    assert by_name(repaired)["test"] == reference["cells"][1]


def test_a_cell_that_changed_its_type_gets_it_back(
    submission: Notebook, reference: Notebook
) -> None:
    submission["cells"][1]["cell_type"] = "markdown"
    repaired, notes = repair(submission, reference)
    assert by_name(repaired)["test"]["cell_type"] == "code"
    assert notes == ["test had become a markdown cell"]


def test_deleted_cells_are_put_back_in_their_place(
    submission: Notebook, reference: Notebook
) -> None:
    submission["cells"] = [submission["cells"][0], plain("extra = 1")]
    repaired, notes = repair(submission, reference)
    names = [nbgrader_of(cell).get("grade_id") for cell in repaired["cells"]]
    assert names == ["task", "test", "essay", None]
    assert notes == [
        "test was deleted and has been put back",
        "essay was deleted and has been put back",
    ]
    assert by_name(repaired)["essay"]["source"] == "*Write*"


def names(notebook: Notebook) -> list[str]:
    """Return the cells' names in order, and the sources of those that have none."""
    return [nbgrader_of(cell).get("grade_id") or cell["source"] for cell in notebook["cells"]]


def test_a_test_moved_above_its_definitions_goes_back(
    submission: Notebook, reference: Notebook
) -> None:
    task, test, essay = submission["cells"]
    submission["cells"] = [test, plain("import math"), task, plain("helper"), essay]
    repaired, notes = repair(submission, reference)
    assert names(repaired) == ["import math", "task", "test", "helper", "essay"]
    assert notes == ["test had been moved and is back in its place"]


def test_of_questions_in_another_order_each_test_follows_its_answer(reference: Notebook) -> None:
    cells = reference["cells"][:2]
    for number in (2, 3):
        cells.append(marked(f"task{number}", "raise NotImplementedError", solution=True))
        cells.append(marked(f"test{number}", f"g{number}()", grade=True, locked=True, points=1))
    several = reference | {"cells": cells}
    mixed = [plain("import math"), *(copy.deepcopy(cells[place]) for place in (2, 4, 5, 3, 0, 1))]
    repaired, notes = repair({"cells": mixed}, several)
    assert names(repaired) == ["import math", "task", "test", "task2", "test2", "task3", "test3"]
    assert len(notes) == 3


def test_cells_in_order_stay_among_the_students_own(
    submission: Notebook, reference: Notebook
) -> None:
    task, test, essay = submission["cells"]
    submission["cells"] = [plain("a"), task, plain("b"), plain("c"), test, essay, plain("d")]
    repaired, notes = repair(submission, reference)
    assert names(repaired) == ["a", "task", "b", "c", "test", "essay", "d"]
    assert notes == []


def test_of_everything_deleted_the_tests_come_last(reference: Notebook) -> None:
    repaired, notes = repair({"cells": [plain("f = lambda: 1")]}, reference)
    assert names(repaired) == ["f = lambda: 1", "test", "essay"]
    assert notes[0] == "task, an answer, was deleted"


def test_of_repeated_cells_the_last_counts(submission: Notebook, reference: Notebook) -> None:
    second = copy.deepcopy(submission["cells"][0])
    second["source"] = "f = lambda: 2"
    submission["cells"].insert(1, second)
    repaired, notes = repair(submission, reference)
    assert by_name(repaired)["task"]["source"] == "f = lambda: 2"
    assert nbgrader_of(repaired["cells"][0]) == {}
    assert notes == ["task occurs more than once; the last one counts"]


def test_stripped_metadata_is_recognised_by_the_cell_ids(
    submission: Notebook, reference: Notebook
) -> None:
    for cell in submission["cells"]:
        cell["metadata"] = {}
    repaired, notes = repair(submission, reference)
    assert by_name(repaired)["task"]["source"] == "f = lambda: 1"
    assert by_name(repaired)["test"] == reference["cells"][1]
    assert len(notes) == 3


def test_without_metadata_and_ids_the_order_of_cells_tells(
    submission: Notebook, reference: Notebook
) -> None:
    title = plain("# Title", "title", "markdown")
    reference["cells"].insert(0, title)
    submission["cells"].insert(0, title)
    stripped = [cell | {"id": None, "metadata": {}} for cell in submission["cells"]]
    stripped[2]["source"] = "assert f() == 1  # visible part"
    reference["cells"][2]["source"] = "assert f() == 1  # visible part\nassert hidden()"
    repaired, notes = repair({"cells": stripped}, reference)
    assert names(repaired) == ["# Title", "task", "test", "essay"]
    assert by_name(repaired)["task"]["source"] == "f = lambda: 1"
    assert by_name(repaired)["essay"]["source"] == "My answer."
    assert by_name(repaired)["test"] == reference["cells"][2]
    assert len(notes) == 3


def test_a_cell_that_only_stands_where_a_test_stood_is_kept(reference: Notebook) -> None:
    essay = plain("My answer.", kind="markdown")
    stripped = [plain("f = lambda: g()"), plain("g = lambda: 1"), essay]
    repaired, _ = repair({"cells": stripped}, reference)
    assert names(repaired) == ["task", "test", "g = lambda: 1", "essay"]
    assert by_name(repaired)["essay"]["source"] == "My answer."


def test_a_written_answer_made_automatic_waits_for_a_person_again(
    submission: Notebook, reference: Notebook
) -> None:
    essay = submission["cells"][2]
    essay["cell_type"] = "code"
    essay["metadata"]["nbgrader"] |= {"solution": False, "locked": True, "points": 100}
    repaired, _ = repair(submission, reference)
    restored = by_name(repaired)["essay"]
    assert restored["metadata"] == reference["cells"][2]["metadata"]
    assert (restored["cell_type"], restored["source"]) == ("markdown", "My answer.")


def test_pictures_in_answers_stay_and_in_locked_cells_are_the_instructors(
    submission: Notebook, reference: Notebook
) -> None:
    picture = {"image.png": {"image/png": "aGVsbG8="}}
    for cell in submission["cells"]:
        cell["attachments"] = picture
    repaired, _ = repair(submission, reference)
    found = {name: cell.get("attachments") for name, cell in by_name(repaired).items()}
    assert found == {"task": None, "test": None, "essay": picture}


def test_foreign_grading_metadata_is_dropped(submission: Notebook, reference: Notebook) -> None:
    bonus = marked("bonus", "1", grade=True, locked=True, points=50)
    submission["cells"].append(bonus)
    submission["cells"].append(plain("2") | {"metadata": {"nbgrader": {"grade_id": ["task"]}}})
    repaired, _ = repair(submission, reference)
    assert "bonus" not in by_name(repaired)
    assert len(by_name(repaired)) == 3


def test_ids_are_unique_afterwards(submission: Notebook, reference: Notebook) -> None:
    submission["cells"] += [plain("1", "task"), plain("2", "x"), plain("3", "x"), plain("4")]
    repaired, _ = repair(submission, reference)
    ids = [cell["id"] for cell in repaired["cells"]]
    assert len(set(ids)) == len(ids)


def test_ids_are_unique_where_they_differ_from_the_names(
    submission: Notebook, reference: Notebook
) -> None:
    for place, cell in enumerate(reference["cells"]):
        cell["id"] = f"cell-{place + 1}"
    submission["cells"] += [plain("1"), plain("2", "cell-1"), *[plain("3", "x")] * 5000]
    repaired, _ = repair(submission, reference)
    ids = [cell["id"] for cell in repaired["cells"]]
    assert len(set(ids)) == len(ids)
    assert ids[:3] == ["cell-1", "cell-2", "cell-3"]
