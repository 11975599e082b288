"""Three right answers to every exercise, each in another spirit, earn everything.

Loops, vectors, or the library's own pieces: tolerances come from the analysis of errors, not from
the rounding of one implementation. None is told that it made a mistake.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mistakes.patches import DEFINED, assignments, graded_names, read_patch, run

HERE = Path(__file__).parent
ANSWERS = sorted(HERE.glob("*/*.py"))


@pytest.mark.parametrize("path", ANSWERS, ids=[f"{p.parent.name}/{p.stem}" for p in ANSWERS])
def test_an_honest_answer_earns_everything(path: Path) -> None:
    results = run(path.parent.name, read_patch(path).cells)
    wrong = [record for result in results for record in result.records if not record.passed]
    assert not wrong
    assert not [record for result in results for record in result.records if record.mistake]


@pytest.mark.parametrize("assignment", assignments())
def test_every_graded_answer_has_two_others(assignment: str) -> None:
    """With the solution itself that makes three."""
    count = dict.fromkeys(graded_names(assignment), 0)
    for path in sorted((HERE / assignment).glob("*.py")):
        for source in read_patch(path).cells.values():
            for name in DEFINED.findall(source):
                if name in count:
                    count[name] += 1
    few = {name: number for name, number in count.items() if number < 2}
    assert not few, few
