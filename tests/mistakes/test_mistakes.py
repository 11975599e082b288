"""Real mistakes in every assignment: each gets the score it deserves and is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mistakes.patches import (
    DEFINED,
    assignments,
    graded_names,
    read_patch,
    run,
    solution_cells,
)

HERE = Path(__file__).parent
PATCHES = sorted(HERE.glob("*/*.py"))


def label(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", PATCHES, ids=map(label, PATCHES))
def test_mistake(path: Path) -> None:
    patch, assignment = read_patch(path), path.parent.name
    assert set(patch.cells) <= {name for name, _, _ in solution_cells(assignment)}
    results = run(assignment, patch.cells)
    failed = [record for result in results for record in result.records if not record.passed]
    assert failed, "the mistake passes every check"
    assert {record.mistake for record in failed if record.mistake} == patch.mistakes
    assert sum(result.earned for result in results) == pytest.approx(patch.expected, abs=0.005)


@pytest.mark.parametrize("assignment", assignments())
def test_the_solution_earns_everything_and_is_told_nothing(assignment: str) -> None:
    results = run(assignment, {})
    assert [result.earned for result in results] == [result.points for result in results]
    assert not [record for result in results for record in result.records if record.mistake]


@pytest.mark.parametrize("assignment", assignments())
def test_every_graded_answer_has_four_patches(assignment: str) -> None:
    count = dict.fromkeys(graded_names(assignment), 0)
    for path in sorted((HERE / assignment).glob("*.py")):
        for source in read_patch(path).cells.values():
            for name in DEFINED.findall(source)[:1]:
                if name in count:
                    count[name] += 1
    few = {name: number for name, number in count.items() if number < 4}
    assert not few, few


@pytest.mark.parametrize("assignment", assignments())
def test_most_patches_are_named(assignment: str) -> None:
    named = [bool(read_patch(path).mistakes) for path in (HERE / assignment).glob("*.py")]
    assert sum(named) / len(named) >= 0.8
