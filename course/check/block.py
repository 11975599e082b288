"""`check.points`: a block of checks that together are worth the points of a test cell."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType

import course.nn
from course.check.library_use import LIBRARY, library_use
from course.check.record import Record, recorder
from course.check.result import Result
from course.nn.arguments import number


class points:  # noqa: N801  (read as a word of the test cell: with check.points(10))
    """Collect the checks inside the block and publish one result: the points earned.

    points earned = worth * checks passed / checks made; a `check.score` may pass in part

    A wrong answer never raises inside. An exception outside a check (a name that is not defined,
    say) is told in the result, and the whole block earns 0: the checks after it did not run.

    Args:
        worth: points of the cell, at or above 0; the same number as in its metadata.
        without: names of `course.nn` that the answer is to be built without, such as "softmax",
            or "course.nn" for all. An answer that uses one is told so, and so is the TA; it costs
            no points.

    Raises:
        TypeError, ValueError: `worth` is not such a number, `without` no list of names of
            `course.nn`, a block inside another, or a block without a check.
    """

    def __init__(self, worth: float, *, without: Sequence[str] = ()) -> None:
        self.worth = number("worth", worth, at_least=0)
        self.without = _names_of_the_library(without)

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
        if problem is not None and (
            not isinstance(problem, Exception) or isinstance(problem, MemoryError)
        ):
            recorder.close(broken_off=True)
            return False
        records = recorder.close()
        if problem is not None:
            records.append(_stopped(problem))
            earned = 0.0
        elif not records:
            raise ValueError("check.points without a check in it: nothing to give points for")
        else:
            earned = _earned(self.worth, records)
        sys.displayhook(Result(self.worth, earned, tuple(records), _library_used(self.without)))
        return True


def _names_of_the_library(without: object) -> tuple[str, ...]:
    if isinstance(without, str) or not isinstance(without, Sequence):
        raise TypeError(f"without must be a list of names, got {without!r}")
    for name in without:
        if name != LIBRARY and not (isinstance(name, str) and _is_in_the_library(name)):
            raise ValueError(f"without names {name!r}, which course.nn does not have")
    return tuple(without)


def _is_in_the_library(name: str) -> bool:
    """Return whether `course.nn` has this name; "data.digits" is digits of its part data."""
    place: object = course.nn
    for part in name.split("."):
        place = getattr(place, part, None)
    return place is not None


def _library_used(without: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of `without` the cells run so far in this notebook have used for the answer."""
    shell = sys.modules["IPython"].get_ipython() if without and "IPython" in sys.modules else None
    cells = shell.user_ns.get("In", []) if shell else []
    # Tests above may compare with the library, the hidden ones of graders above all.
    above = [cell for cell in cells[:-1] if "check.points(" not in cell]
    return tuple(library_use(above, cells[-1], without)) if cells else ()


def _earned(worth: float, records: list[Record]) -> float:
    """Return the share of the points; all of them exactly when every check passed."""
    earned = sum(record.share for record in records)
    return worth if earned == len(records) else min(worth, worth * earned / len(records))


def _stopped(problem: Exception) -> Record:
    """Return the record of an exception outside a check."""
    line = problem.__traceback__.tb_lineno if problem.__traceback__ else 0
    text = f"this cell stopped at line {line}: {type(problem).__name__}: {problem}"
    if isinstance(problem, NameError):
        text += ". Run the cells above first, from the top, and keep the names they define"
    return Record("the whole cell", False, text)
