"""The tester's end of the line: test cells use the student's names as if they were their own."""

from __future__ import annotations

import builtins
import re
import socket
import sys
import warnings
from typing import Any, cast

import numpy as np

from course.grade.sealed.line import Line, LineBroken
from course.grade.sealed.remote import NAME, Remote, remote
from course.grade.sealed.wire import BadMessage, CannotCross, is_plain

REPLY_BYTES = 512 * 1024 * 1024
CALLBACKS = 10_000
PRINTED = 1_000_000
PLACE = re.compile(r" \(line \d{1,9} of its cell: [^\n]{0,200}\)")
# The clock's interrupt ends a cell here as it would in the student's own process.
PASSED_ON = {kind.__name__: kind for kind in (KeyboardInterrupt, SystemExit, GeneratorExit)}


class TesterSide(Line):
    """Asks the student's side, and lends it what test cells pass."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection, lends=True, most_bytes=REPLY_BYTES)
        self._callbacks: dict[int, Any] = {}
        self._callback_numbers: dict[int, int] = {}

    def names(self, wanted: list[str]) -> dict[str, Any]:
        """Return what the student's cells have defined of these names."""
        found = self.ask("do", "names", tuple(wanted))
        if type(found) is not dict or not set(found) <= set(wanted):
            self.fail("not a message: names that were not asked for")
        return found

    def do(self, what: str, *operands: object) -> Any:
        """Have one operation carried out on the student's side."""
        return self.ask("do", what, operands)

    def answered(self, kind: str, what: str | int, operands: Any) -> Any:
        if kind == "gave":
            return operands
        raise self._error(operands)

    def serve(self, number: int, what: str | int, operands: Any) -> None:
        """Call a function of the test cell's for the student's code."""
        function = self._callbacks.get(what) if type(what) is int else None
        if function is None or type(operands) is not tuple or len(operands) != 2:
            self.fail("not a message: a call of no function")
        args, keywords = operands
        if type(args) is not list or type(keywords) is not dict:
            self.fail("not a message: a call without arguments")
        try:
            kind, answer = "gave", function(*args, **keywords)
        except Exception as problem:  # the student's code may catch what the function raises
            kind, answer = "raised", (type(problem).__name__, str(problem)[:500])
        self._send(kind, number, "", answer)

    def refer(self, value: object) -> tuple[bytes, int] | None:
        if isinstance(value, Remote):
            return b"H", value._number
        reference = super().refer(value)
        if reference is not None or is_plain(value):
            return reference
        if not callable(value):
            raise CannotCross(
                f"a test cell cannot hand a {type(value).__name__} to the student's code: "
                "numbers, texts, containers, arrays and functions can cross"
            )
        number = self._callback_numbers.get(id(value))
        if number is None:
            if len(self._callbacks) >= CALLBACKS:
                raise CannotCross(f"more than {CALLBACKS:,} functions handed to the student's code")
            number = len(self._callbacks) + 1
            self._callback_numbers[id(value)], self._callbacks[number] = number, value
        return b"C", number

    def resolve(self, tag: bytes, number: int) -> object:
        if tag == b"H":
            return remote(self, number, "object")
        if tag == b"C" and number in self._callbacks:
            return self._callbacks[number]
        return super().resolve(tag, number)

    def show(self, printed: Any) -> None:
        """Print what the student's code printed, and warn as it warned, in the test cell."""
        if printed == ():
            return
        try:
            out, err, said = printed
            texts = [(str(category), str(text)) for category, text in said]
        except (TypeError, ValueError):
            raise BadMessage("printed text of no known form") from None
        if type(out) is not str or type(err) is not str:
            raise BadMessage("printed text of no known form")
        sys.stdout.write(out[:PRINTED])
        sys.stderr.write(err[:PRINTED])
        for category, text in texts[:20]:
            kind = getattr(builtins, category, None)
            known = isinstance(kind, type) and issubclass(kind, Warning)
            warnings.warn(text, kind if known else UserWarning, stacklevel=2)

    def _error(self, told: Any) -> BaseException:
        """Return the exception that the student's code raised, as one of this side's."""
        if type(told) is not tuple or [type(part) for part in told] != [str] * 4:
            self.fail("not a message: an error of no known form")
        name, text, known, place = told
        if name in PASSED_ON:
            return PASSED_ON[name](text)
        base = {"LinAlgError": np.linalg.LinAlgError}.get(name) or getattr(builtins, known, None)
        if not (isinstance(base, type) and issubclass(base, Exception)):
            base = Exception
        kind = base
        if name != base.__name__ and NAME.fullmatch(name):
            kind = cast("type[Exception]", type(name, (base,), {}))
        error = _made(kind, base, text)
        if PLACE.fullmatch(place):
            error.add_note(place)
        return error


def _made(kind: type[Exception], base: type[Exception], text: str) -> Exception:
    """Return an exception of that kind; a few built-in ones want more than a text."""
    try:
        return kind(text)
    except TypeError:
        return Exception(f"{base.__name__}: {text}")


__all__ = ["LineBroken", "TesterSide"]
