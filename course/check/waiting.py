"""Calls that wait for others, so that they are made together.

In a sealed test each call is an exchange with another process, and most of an exchange's cost is
the same for one call as for many. Where nobody can tell the difference, the checks of a block
wait until something asks for the student's process again, or the block ends. A function in this
process is called at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course.check.calling import Call, Outcome

MOST_WAITING = 32

Judge = Callable[[Outcome], None]


class Waiting:
    """The calls that have not been made yet, in order."""

    def __init__(self) -> None:
        self._calls: list[tuple[Call, Judge]] = []

    def takes(
        self, function: object, arguments: Sequence[object], keywords: Mapping[str, object]
    ) -> bool:
        """Return whether a call may wait: its function says so of its own process."""
        may_wait = getattr(type(function), "may_wait", None)
        return may_wait is not None and may_wait(function, [*arguments, *keywords.values()])

    def add(self, call: Call, judge: Judge) -> None:
        """Make the call later; `judge` gets its outcome."""
        if len(self._calls) >= MOST_WAITING:
            self.settle()
        self._calls.append((call, judge))

    def settle(self) -> None:
        """Make the calls now and have their outcomes judged, in order."""
        if not self._calls:
            return
        calls, self._calls = self._calls, []
        together: Any = type(calls[0][0].function)
        answers = together.call_many([call for call, _ in calls])
        for (call, judge), answer in zip(calls, answers, strict=True):
            judge(call.observe(answer))

    def drop(self) -> None:
        """Forget the calls: nobody wants their outcomes any more."""
        self._calls.clear()


waiting = Waiting()
