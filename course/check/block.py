"""`check.points`: a block of checks that together are worth the points of a test cell."""

from __future__ import annotations

import sys
from types import TracebackType

from course.check.record import Record, recorder
from course.check.result import Result
from course.nn.arguments import number


class points:  # noqa: N801  (read as a word of the test cell: with check.points(10))
    """Collect the checks inside the block and publish one result: the points earned.

    points earned = worth * checks passed / checks made

    A wrong answer never raises inside. An exception outside a check (a name that is not defined,
    say) is told in the result, and the whole block earns 0: the checks after it did not run.

    Args:
        worth: points of the cell, at or above 0; the same number as in its metadata.

    Raises:
        TypeError, ValueError: `worth` is not such a number, a block inside another, or a block
            without a check.
    """

    def __init__(self, worth: float) -> None:
        self.worth = number("worth", worth, at_least=0)

    def __enter__(self) -> None:
        if recorder.block is not None:
            raise ValueError("check.points inside another check.points: use one block a cell")
        recorder.open()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        records = recorder.close()
        if problem is not None and (
            not isinstance(problem, Exception) or isinstance(problem, MemoryError)
        ):
            return False
        if problem is not None:
            records.append(_stopped(problem))
            earned = 0.0
        elif not records:
            raise ValueError("check.points without a check in it: nothing to give points for")
        else:
            earned = _earned(self.worth, records)
        sys.displayhook(Result(self.worth, earned, tuple(records)))
        return True


def _earned(worth: float, records: list[Record]) -> float:
    """Return the share of the points; all of them exactly when every check passed."""
    passed = sum(record.passed for record in records)
    return worth if passed == len(records) else min(worth, worth * passed / len(records))


def _stopped(problem: Exception) -> Record:
    """Return the record of an exception outside a check."""
    line = problem.__traceback__.tb_lineno if problem.__traceback__ else 0
    text = f"this cell stopped at line {line}: {type(problem).__name__}: {problem}"
    if isinstance(problem, NameError):
        text += ". Run the cells above first, from the top, and keep the names they define"
    return Record("the whole cell", False, text)
