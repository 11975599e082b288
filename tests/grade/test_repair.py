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
