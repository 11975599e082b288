"""The line between the two sides: requests, answers, and requests in between."""

from __future__ import annotations

import builtins
import socket
from typing import Any, NoReturn

from course.grade.engine.frames import FRAME_BYTES, BadFrame, Channel
from course.grade.sealed.ambient import Ambient
from course.grade.sealed.message import REQUESTS, Message, pack, unpack
from course.grade.sealed.sharing import Sharing
from course.grade.sealed.wire import BadMessage, CannotCross, decode, encode

NESTED = 40


def builtin_kind(problem: BaseException) -> str:
    """Return the name of the built-in exception that `problem` is a kind of."""
    return next(
        kind.__name__
        for kind in type(problem).__mro__
        if getattr(builtins, kind.__name__, 0) is kind
    )


class LineBroken(BaseException):
    """The other side has gone, or sent what is no message.

    Not an `Exception`, so that no test cell takes it for an error of the student's function.
    """


class Line:
    """One end; subclasses say what a request means and what may cross as a reference.

    Args:
        connection: a connected stream socket.
        lends: True on the tester's side.
        most_bytes: all that the other side may send.
    """

    def __init__(
        self, connection: socket.socket, *, lends: bool, most_bytes: int | None = None
    ) -> None:
        self.channel = Channel(connection, most_bytes)
        self.sharing = Sharing(lends=lends)
        self.ambient = Ambient(wary=lends)
        self.broken: str | None = None
        # True while calls are made that were asked for earlier: this side's surroundings have
        # gone on, and the other's are those that the calls belong to.
        self.apart = False
        self._number = 0
        self._abandoned: set[int] = set()
        self._depth = 0

    def fileno(self) -> int:
        return self.channel.fileno()

    def refer(self, value: object) -> tuple[bytes, int] | None:
        """Return the reference by which `value` crosses, None for plain data."""
        number = self.sharing.number_of(value)
        return None if number is None else (b"S", number)

    def resolve(self, tag: bytes, number: int) -> object:
        """Return what a reference of the other side means here."""
        if tag == b"S" and number in self.sharing.objects:
            return self.sharing.objects[number]
        raise BadMessage("a reference to nothing")

    def ask(self, kind: str, what: str, operands: tuple[Any, ...]) -> Any:
        """Send a request and return its answer, serving what the other side asks meanwhile."""
        if self.broken:
            raise LineBroken(self.broken)
        if self._depth >= NESTED:
            raise RecursionError(f"more than {NESTED} calls back and forth, each inside the last")
        self._number += 1
        number = self._number
        self._send(kind, number, what, operands)
        self._depth += 1
        try:
            kind, what, operands = self._answer_to(number)
        except BaseException:
            self._abandoned.add(number)  # its answer may still come
            raise
        finally:
            self._depth -= 1
        return self.answered(kind, what, operands)

    def _answer_to(self, number: int) -> tuple[str, str, Any]:
        while True:
            kind, found, what, *operands = self.receive()
            if kind in REQUESTS:
                self.serve(found, what, operands)
            elif found == number:
                return kind, what, operands.pop()
            elif found not in self._abandoned:
                self.fail("an answer to no question")

    def serve(self, number: int, what: str, operands: list[Any]) -> None:
        """Answer a request of the other side.

        `operands` is a list of one, taken out of it, so that what only the request held is let go
        with the answer.
        """
        raise NotImplementedError

    def answered(self, kind: str, what: str, operands: Any) -> Any:
        """Return the value of an answer, or raise the error it tells of."""
        raise NotImplementedError

    def _send(
        self,
        kind: str,
        number: int,
        what: str,
        operands: Any,
        printed: tuple[Any, ...] = (),
        release: bool = False,
    ) -> None:
        body = encode(operands, self.refer)
        del operands
        changes = self.sharing.changes(self.refer)
        released = self.released(loose=release)
        surroundings = None if self.apart else self.ambient.changed()
        aside = encode((surroundings, printed)) if surroundings or printed else b""
        whole = pack(Message(kind, number, what, body, changes, released, aside))
        if len(whole) > FRAME_BYTES:
            self.sharing.take_back()
            raise CannotCross(f"{len(whole):,} bytes at once; the most is {FRAME_BYTES:,}")
        self.sharing.keep(changes)
        try:
            self.channel.send_body(whole)
        except OSError:
            self.fail("the submission's process has ended")

    def released(self, *, loose: bool) -> list[int]:
        """Return the numbers of the other side's objects that nobody here holds any more.

        With `loose`, also of those that only the caller's operands held.
        """
        return self.sharing.released() if loose else []

    def let_go(self, numbers: list[int]) -> None:
        """Forget objects of this side's that the other has released."""
        self.sharing.forget(numbers)

    def receive(self) -> tuple[str, int, str, Any]:
        """Return the next message, its changes applied; `LineBroken` if there is none."""
        try:
            body = self.channel.receive_body()
            if body is None:
                self.fail("the submission's process has ended")
            return self.receive_parts(body)
        except (BadFrame, BadMessage) as error:
            self.fail(f"not a message: {error}")

    def receive_parts(self, body: bytes) -> tuple[str, int, str, Any]:
        """Take in one message; return what it asks or answers.

        Raises `BadMessage` where it is none; some of its changes may have been applied then.
        """
        message = unpack(body)
        self.sharing.apply(message.changes, self._decode_content)
        printed = self._take_aside(message.aside) if message.aside else ()
        operands = decode(message.operands, self.resolve)
        self.let_go(message.released)
        self.show(printed)
        return message.kind, message.number, message.what, operands

    def _take_aside(self, aside: bytes) -> Any:
        """Take on the other side's surroundings; return what its code printed."""
        both = decode(aside)
        if type(both) is not tuple or len(both) != 2:
            raise BadMessage("surroundings and printed text of no known form")
        if not (self.apart and self.ambient.has_changed()):
            self.ambient.apply(both[0])
        return both[1]

    def _decode_content(self, content: bytes) -> Any:
        return decode(content, self.resolve_content)

    def resolve_content(self, tag: bytes, number: int) -> object:
        """Return what a reference inside a shared object means."""
        return self.resolve(tag, number)

    def show(self, printed: Any) -> None:
        """Show what the other side's code wrote while it ran."""

    def fail(self, reason: str) -> NoReturn:
        """Give the line up."""
        self.broken = self.broken or reason
        raise LineBroken(self.broken)
