"""The student's end of the line: runs what the tester asks for, in the student's process.

This process is not trusted. What it sends is read with suspicion; nothing here protects anything.
"""

from __future__ import annotations

import builtins
import copy
import io
import linecache
import operator
import socket
import sys
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from types import FunctionType
from typing import Any

import numpy as np

from course.grade.engine.frames import FRAME_BYTES
from course.grade.sealed.line import Line, LineBroken, builtin_kind
from course.grade.sealed.sharing import Change
from course.grade.sealed.wire import CannotCross, encode, is_plain

PRINTED = 100_000
MANY_BYTES, MOST_BYTES = FRAME_BYTES // 64, FRAME_BYTES * 7 // 8
ENDING = frozenset({"KeyboardInterrupt", "SystemExit", "GeneratorExit", "BaseException"})
WARNINGS = 20


# Arguments come in tuples: a list or dict would be shared, and looked at after every call.
def _call_each(function: Callable[..., Any], many: tuple, keywords: tuple) -> list[tuple]:
    """Return what each call gave or what it raised, told as a single call's error is."""
    answers: list[tuple] = []
    for arguments in many:
        try:
            answers.append((True, function(*arguments, **dict(keywords))))
        except Exception as problem:  # an answer like any other
            answers.append((False, _told(problem)))
    return answers


OPERATIONS: dict[str, Callable[..., Any]] = {
    "call": lambda function, args, keywords: function(*args, **dict(keywords)),
    "call_each": _call_each,
    "getattr": getattr,
    "setattr": setattr,
    "delattr": delattr,
    "isinstance": isinstance,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "kind": lambda value: type(value).__name__,
    "enter": lambda manager: type(manager).__enter__(manager),
    "exit": lambda manager, failed: type(manager).__exit__(
        manager, *((Exception, Exception("raised by the test"), None) if failed else [None] * 3)
    ),
    "issubclass": issubclass,
    "len": len,
    "iter": iter,
    "next": next,
    "truth": bool,
    "float": float,
    "int": int,
    "array": np.asarray,
}
OPERATIONS |= {
    name: getattr(operator, name)
    for name in (
        *("getitem", "setitem", "delitem", "contains", "neg", "pos", "abs", "invert", "index"),
        *("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"),
        *("and_", "or_", "xor", "lshift", "rshift"),
        *("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "imatmul"),
    )
}


class Callback:
    """A function of the test cell's, as the student's code sees it: it can be called."""

    def __init__(self, line: StudentSide, number: int) -> None:
        self._line, self._number = line, number

    def __call__(self, *args: object, **keywords: object) -> object:
        return self._line.ask("callback", "", (self._number, list(args), keywords))


class StudentSide(Line):
    """Serves requests; `namespace` is where the student's cells have defined their names."""

    def __init__(self, connection: socket.socket, namespace: dict[str, Any]) -> None:
        super().__init__(connection, lends=False)
        self.namespace = namespace
        self._lent: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._callbacks: dict[int, Callback] = {}
        self._last = 0
        self._interruptible: Callable[[], AbstractContextManager] = nullcontext

    def serve_next(self, interruptible: Callable[[], AbstractContextManager]) -> bool:
        """Answer one request; return False when the tester has gone."""
        try:
            _, number, what, *operands = self.receive()
            self._interruptible = interruptible
            self.serve(number, what, operands)
        except LineBroken:
            return False
        return True

    def serve(self, number: int, what: str, operands: list[Any]) -> None:
        kind, answer, printed = self._observed(partial(self._perform, what, operands))
        try:
            self._send(kind, number, "", answer, printed, release=True)
        except (CannotCross, MemoryError) as problem:
            self._send("raised", number, "", _told(problem), printed, release=True)

    def _observed(self, perform: Callable[[], Any]) -> tuple[str, Any, tuple[Any, ...]]:
        """Return whether it gave or raised, what, and what was printed and warned of."""
        out, err = io.StringIO(), io.StringIO()
        shown = sys.stdout, sys.stderr
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            sys.stdout, sys.stderr = out, err
            try:
                with self._interruptible():
                    kind, answer = "gave", perform()
            except BaseException as problem:  # whatever the student's code raises is an answer
                kind, answer = "raised", _told(problem)
            finally:
                sys.stdout, sys.stderr = shown
        said = [(w.category.__name__, str(w.message)[:500]) for w in caught[:WARNINGS]]
        texts = out.getvalue()[:PRINTED], err.getvalue()[:PRINTED]
        return kind, answer, (*texts, said) if said or any(texts) else ()

    def _perform(self, what: str, operands: list[Any]) -> Any:
        if what == "names":
            return self._names(operands.pop())
        if what == "call_many":
            return self._call_many(list(operands.pop()))
        return OPERATIONS[what](*operands.pop())

    def _names(self, wanted: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return what is defined of these names, and what the functions among them call themselves.

        Every check asks a function for its `__name__`; this spares it the question.
        """
        found = {name: self.namespace[name] for name in wanted if name in self.namespace}
        functions = {name: value for name, value in found.items() if type(value) is FunctionType}
        return found, {name: value.__name__ for name, value in functions.items()}

    def _call_many(self, calls: list[tuple]) -> tuple[tuple, list[int]]:
        """Return what each call did, as it would be told alone, and which objects to let go.

        Fewer answers than calls where they grow large or where the cell's time is over: the tester
        asks for the others again, or for none of them.
        """
        answers: list[tuple] = []
        size = 0
        while calls and size <= MANY_BYTES:
            answer = self._call_alone(*calls.pop(0))
            answers.append(answer)
            size += len(answer[1])
            if answer[0] == "ended":
                break
        calls.clear()
        return tuple(answers), self.sharing.released()

    def _call_alone(
        self, function: Callable[..., Any], args: tuple, keywords: tuple
    ) -> tuple[str, bytes, tuple, list[Change]]:
        """Return what one call did, its value and what it changed as they are right after it."""
        perform = partial(function, *args, **dict(keywords))
        kind, answer, printed = self._observed(perform)
        if kind == "raised" and answer[2] in ENDING:
            kind = "ended"
        changes: list[Change] = []
        try:
            changes = self.sharing.changes_of((*args, *dict(keywords).values()), self.refer)
            body = encode(answer, self.refer)
            if len(body) > MOST_BYTES:
                raise CannotCross(f"{len(body):,} bytes at once; the most is {MOST_BYTES:,}")
        except (CannotCross, MemoryError) as problem:
            kind, body = "raised", encode(_told(problem))
        return kind, body, printed, changes

    def answered(self, kind: str, what: str, operands: Any) -> Any:
        """Return what a callback gave, or raise its error in the student's code."""
        if kind == "gave":
            return operands
        name, text, known = operands
        base = getattr(builtins, known)
        raise (base if base.__name__ == name else type(name, (base,), {}))(text)

    def let_go(self, numbers: list[int]) -> None:
        for number in numbers:
            if number in self._lent:
                del self._numbers[id(self._lent.pop(number))]

    def refer(self, value: object) -> tuple[bytes, int] | None:
        if isinstance(value, Callback):
            return b"C", value._number
        reference = super().refer(value)
        if reference is not None or is_plain(value):
            return reference
        number = self._numbers.get(id(value))
        if number is None:
            self._last += 1
            number = self._numbers[id(value)] = self._last
            self._lent[number] = value
        return b"H", number

    def resolve(self, tag: bytes, number: int) -> object:
        if tag == b"H" and number in self._lent:
            return self._lent[number]
        if tag == b"C":
            return self._callbacks.setdefault(number, Callback(self, number))
        return super().resolve(tag, number)


def _told(problem: BaseException) -> tuple[Any, ...]:
    """Return what crosses of an exception: name, text, the built-in it is a kind of, its place."""
    try:
        text = str(problem)
    except Exception:  # an exception class of the student's whose own text fails
        text = ""
    return type(problem).__name__, text[:2000], builtin_kind(problem), _place(problem)


def _place(problem: BaseException) -> str:
    """Return the line of the student's cell that raised."""
    trace, place = problem.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if "ipython-input" in code.co_filename or "ipykernel" in code.co_filename:
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            place = f" (line {trace.tb_lineno} of its cell: {line[:120]})"
        trace = trace.tb_next
    return place
