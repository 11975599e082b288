"""Every topic of the slides has its section, and what docs/topics.md says of it is there."""

from __future__ import annotations

import importlib
import json
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
LECTURES = sorted(path.stem for path in (ROOT / "lectures").glob("*.ipynb"))
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


class Row(NamedTuple):
    """One topic of the table."""

    lecture: str
    topic: str
    section: str
    library: str
    assignment: str


def read_table() -> list[Row]:
    """Read the tables of docs/topics.md, one a lecture, under a heading with its name."""
    rows = []
    lecture = ""
    for line in (ROOT / "docs" / "topics.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            lecture = line.partition("lectures/")[2].partition(".ipynb")[0]
        elif line.startswith("| ") and not line.startswith("| topic"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == 4, line
            rows.append(Row(lecture, *cells))
    return rows


ROWS = read_table()
NAMED = [f"{row.lecture}: {row.topic}" for row in ROWS]


@cache
def headings(lecture: str) -> set[str]:
    cells = json.loads((ROOT / "lectures" / f"{lecture}.ipynb").read_text())["cells"]
    words = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return {heading for text in words for heading in HEADING.findall(text)}


@pytest.mark.parametrize("row", ROWS, ids=NAMED)
def test_a_topic_has_its_section(row: Row) -> None:
    assert row.section in headings(row.lecture)


@pytest.mark.parametrize("row", ROWS, ids=NAMED)
def test_what_it_computes_is_in_the_library(row: Row) -> None:
    for name in re.findall(r"`([^`]+)`", row.library):
        path, _, last = f"course.nn.{name}".rpartition(".")
        assert _found(path) is not None, name
        assert hasattr(_found(path), last), name


def _found(path: str) -> object:
    """Return the module, or the class in a module, that has this name."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(importlib.import_module(module), name, None)


@pytest.mark.parametrize("row", ROWS, ids=NAMED)
def test_its_assignment_is_there(row: Row) -> None:
    if row.assignment:
        assert (ROOT / "solutions" / row.assignment / f"{row.assignment}.ipynb").is_file()


def test_no_topic_is_named_twice_in_a_lecture() -> None:
    assert len(set(NAMED)) == len(NAMED)


@pytest.mark.parametrize("lecture", LECTURES)
def test_every_lecture_is_in_the_table(lecture: str) -> None:
    assert sum(row.lecture == lecture for row in ROWS) >= 8
