"""The tester's end of the line: test cells use the student's names as if they were their own."""

from __future__ import annotations

import builtins
import re
import socket
import sys
import warnings
import weakref
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

import numpy as np

from course.check.calling import Call
from course.check.waiting import waiting
from course.grade.sealed.line import Line, LineBroken, builtin_kind
from course.grade.sealed.remote import NAME, Remote
from course.grade.sealed.sharing import as_changes
from course.grade.sealed.wire import BadMessage, CannotCross, decode, is_plain

PARTS_OF_ANSWER = [str, bytes, tuple, list]
REPLY_BYTES = 512 * 1024 * 1024
CALLBACKS = 10_000
MOST_REMOTES = 100_000
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
        self._names: dict[int, str] = {}
        self._remotes: weakref.WeakValueDictionary[int, Remote] = weakref.WeakValueDictionary()
        self._dropped: list[int] = []

    def names(self, wanted: list[str]) -> dict[str, Any]:
        """Return what the student's cells have defined of these names."""
        answer = self.ask("do", "names", tuple(wanted))
        if type(answer) is not tuple or [type(part) for part in answer] != [dict, dict]:
            self.fail("not a message: names of no known form")
        found, own_names = answer
        if not set(found) <= set(wanted):
            self.fail("not a message: names that were not asked for")
        for name, own_name in own_names.items():
            if isinstance(found.get(name), Remote) and type(own_name) is str:
                self._names[found[name]._number] = own_name
        return found

    def ask(self, kind: str, what: str, operands: tuple[Any, ...]) -> Any:
        """Ask, once the calls that still wait have been made."""
        waiting.settle()
        return super().ask(kind, what, operands)

    def do(self, what: str, *operands: object) -> Any:
        """Have one operation carried out on the student's side."""
        return self.ask("do", what, operands)

    def do_each(self, function: object, many: tuple, keywords: tuple) -> list[Any]:
        """Have a function called with each list of arguments, in one exchange."""
        answers = self.do("call_each", function, many, keywords)
        if type(answers) is not list or len(answers) != len(many):
            self.fail("not a message: another number of answers than of questions")
        return [self._one_of_many(answer) for answer in answers]

    def _one_of_many(self, answer: Any) -> Any:
        if type(answer) is not tuple or len(answer) != 2 or type(answer[0]) is not bool:
            self.fail("not a message: an answer of no known form")
        return answer[1] if answer[0] else self._error(answer[1])

    def at_rest(self) -> bool:
        """Return whether the student's side holds nothing of the test's and has its surroundings.

        Then a call with plain data can be made later: what the test does meanwhile cannot reach it,
        and what it changes cannot be seen.
        """
        lent = self.sharing.objects or self._callbacks
        return not lent and not self.ambient.has_changed()

    def do_many(self, calls: Sequence[Call]) -> Iterator[Callable[[], Any]]:
        """Make calls together; yield for each what shows its prints and returns or raises."""
        left = [(one.function, tuple(one.given), tuple(one.named.items())) for one in calls]
        while left:
            self.apart = True
            try:
                found = self.do("call_many", *left)
            finally:
                self.apart = False
            if type(found) is not tuple or [type(part) for part in found] != [tuple, list]:
                self.fail("not a message: answers of no known form")
            answers, released = found
            if not 0 < len(answers) <= len(left):
                self.fail("not a message: another number of answers than of calls")
            for answer in answers:
                yield partial(self._replay, answer)
            self.let_go([number for number in released if type(number) is int])
            left = left[len(answers) :]

    def _replay(self, answer: Any) -> Any:
        """Have one of several calls done here: its changes, its prints, its value or its error."""
        good, value = self.take_answer(answer)
        if good:
            return value
        raise value

    def take_answer(self, answer: Any) -> tuple[bool, Any]:
        """Return whether a call gave something and what, or the exception that it raised."""
        if type(answer) is not tuple or [type(part) for part in answer] != PARTS_OF_ANSWER:
            self.fail("not a message: an answer of no known form")
        kind, body, printed, changes = answer
        try:
            self.sharing.apply(as_changes(changes), self._decode_content)
            self.show(printed)
            value = decode(body, self.resolve)
        except BadMessage as error:
            self.fail(f"not a message: {error}")
        return (True, value) if kind == "gave" else (False, self._error(value))

    def name_of(self, function: object, number: int) -> str:
        """Return a function's own name, asked for once."""
        if number not in self._names:
            name = self.do("getattr", function, "__name__")
            if type(name) is not str:
                raise AttributeError("the student's object has no name")
            self._names[number] = name
        return self._names[number]

    def _remote(self, number: int) -> Remote:
        """Return the one remote of an object; when it is gone, the student's side hears of it."""
        found = self._remotes.get(number)
        if found is None:
            if len(self._remotes) >= MOST_REMOTES:
                raise BadMessage("more objects than a test can hold")
            found = self._remotes[number] = Remote(self, number)
        return found

    def dropped(self, number: int) -> None:
        """Take note that the test holds a remote no longer."""
        self._dropped.append(number)

    def released(self, *, loose: bool) -> list[int]:
        dropped, self._dropped[:] = self._dropped[:], []
        for number in dropped:
            self._names.pop(number, None)
        return [number for number in dropped if number not in self._remotes]

    def answered(self, kind: str, what: str, operands: Any) -> Any:
        if kind == "gave":
            return operands
        raise self._error(operands)

    def serve(self, number: int, what: str, operands: list[Any]) -> None:
        """Call a function of the test cell's for the student's code."""
        call = operands.pop()
        if type(call) is not tuple or [type(part) for part in call] != [int, list, dict]:
            self.fail("not a message: a call of no known form")
        which, args, keywords = call
        function = self._callbacks.get(which)
        if function is None:
            self.fail("not a message: a call of no function")
        try:
            self._send("gave", number, "", function(*args, **keywords))
        except Exception as problem:  # the student's code may catch what the function raises
            told = type(problem).__name__, str(problem)[:500], builtin_kind(problem)
            self._send("raised", number, "", told)

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
            return self._remote(number)
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
