"""What one check found, and where that goes: to the open `points` block or to the reader."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass, field, replace

from course.check.likely import Likely
from course.check.waiting import waiting
from course.check.words import cut, sentences

NAME_CHARACTERS = 120


class CheckFailed(AssertionError):
    """A check outside a `points` block found a wrong answer; the message says what is wrong."""


@dataclass(frozen=True)
class Suspicion:
    """What could have made an answer wrong, as one check sees it.

    Attributes:
        subject, part: the function, and which of its results. Its checks judge together.
        text: what is wrong, without a hint.
        candidates: the mistakes that give this answer; empty for a check that takes its mistake
            from the function's other checks.
    """

    subject: str
    part: int | None
    text: str
    candidates: tuple[Likely, ...]


@dataclass(frozen=True)
class Record:
    """The outcome of one check.

    Attributes:
        name: what was checked, as the table shows it.
        passed: whether the answer was right.
        message: what was found, and a hint where there is one.
        mistake: name of the likely mistake, or None.
        line: of the test cell, from which the check was made; filled in where it is kept.
        credit: share of the check that was earned, from 0 to 1, where it may be a part; else None.
        suspicion: what could have made it wrong, until the block ends.
    """

    name: str
    passed: bool
    message: str
    mistake: str | None = None
    line: int | None = field(default=None, compare=False)
    credit: float | None = None
    suspicion: Suspicion | None = field(default=None, compare=False, repr=False)

    @property
    def share(self) -> float:
        """How much of the check was earned: all or nothing, or the credit."""
        return float(self.passed) if self.credit is None else self.credit


class Recorder:
    """Where records go: the list of the open block, or nowhere outside one.

    `wrong_values` remembers, for the open block, which functions gave a wrong value: a gradient
    cannot agree with a value that is wrong, and is told so.
    `changed_arguments` remembers which functions have been told that they change their arguments:
    that is one mistake, and costs one check of a block.
    """

    def __init__(self) -> None:
        self.block: list[Record] | None = None
        self.wrong_values: set[str] = set()
        self.changed_arguments: set[str] = set()

    def open(self) -> None:
        """Begin a block."""
        waiting.drop()
        self.block, self.wrong_values, self.changed_arguments = [], set(), set()

    def close(self, *, broken_off: bool = False) -> list[Record]:
        """End the block and return its records; broken off, calls that still wait are dropped."""
        if broken_off:
            waiting.drop()
        try:
            waiting.settle()
        finally:  # an exit of the student's passes through; the next block is a new one
            records, self.block, self.wrong_values = self.block or [], None, set()
        return _agreed(records)

    def add(self, record: Record, line: int | None = None) -> None:
        """Keep `record` in the open block; outside one, show it or raise `CheckFailed`.

        `line` is that of the test cell, where the check was not made just now.
        """
        waiting.settle()
        name = cut(record.name, NAME_CHARACTERS)
        message = cut(record.message)
        line = line or line_of_cell()
        record = replace(record, name=name, message=message, line=line)
        if self.block is not None:
            self.block.append(record)
        elif record.passed:
            print(f"✓ {record.name}: {record.message}")
        else:
            likely = f" [{record.mistake}]" if record.mistake else ""
            raise CheckFailed(f"{record.name}: {record.message}{likely}")


recorder = Recorder()


def _agreed(records: list[Record]) -> list[Record]:
    """Return the records with the mistake that explains most checks of a function, in each.

    One answer may be what several mistakes give; the mistake that was made gives all of them.
    """
    explained = Counter(
        (record.suspicion.subject, record.suspicion.part, name)
        for record in records
        if record.suspicion
        for name in {likely.name for likely in record.suspicion.candidates}
    )
    named: dict[tuple[str, int | None], str] = {}
    agreed: list[Record] = []
    for record in records:
        suspicion = record.suspicion
        if suspicion is None:
            agreed.append(record)
            continue
        group = suspicion.subject, suspicion.part
        if suspicion.candidates:
            likely = max(suspicion.candidates, key=lambda one: explained[*group, one.name])
            named.setdefault(group, likely.name)
            message = cut(sentences(suspicion.text, likely.hint))
            record = replace(record, message=message, mistake=likely.name)
        else:
            record = replace(record, mistake=named.get(group))
        agreed.append(replace(record, suspicion=None))
    return agreed


def line_of_cell() -> int | None:
    """Return the line from which this package was called."""
    here = os.path.dirname(__file__)
    frame = sys._getframe(1)
    while frame and frame.f_code.co_filename.startswith(here):
        frame = frame.f_back  # type: ignore[assignment]  # None at the end
    return frame.f_lineno if frame else None
