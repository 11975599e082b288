"""Requests, answers and what must not pass for one."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from course.check.calling import Call
from course.grade.sealed import tester_side
from course.grade.sealed.line import NESTED, LineBroken
from course.grade.sealed.message import Message, pack, unpack
from course.grade.sealed.wire import encode
from tests.grade.sealed.two_sides import two_sides

Send = Callable[..., None]


@pytest.fixture
def ends() -> Iterator[tuple[tester_side.TesterSide, socket.socket]]:
    """A tester's side, and the other end of its line, which says what a test makes it say."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(10)
        yield tester_side.TesterSide(ours), theirs


def message(kind: Any, number: Any, *, body: Any = b"N", **other: Any) -> bytes:
    """Return a message as a frame; `other` are parts by name."""
    parts = {"changes": [], "released": [], "aside": b""} | other
    return frame(pack(Message(kind, number, "", body, **parts)))


def frame(body: bytes) -> bytes:
    """Return any bytes as a frame."""
    return len(body).to_bytes(4) + body


def test_an_answer_is_returned(ends: tuple[tester_side.TesterSide, socket.socket]) -> None:
    tester, theirs = ends
    theirs.sendall(message("gave", 1, body=encode([1, 2.5])))
    assert tester.do("names") == [1, 2.5]
    asked = unpack(theirs.recv(65536)[4:])
    assert asked[:3] == ("do", 1, "names")


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (message("gave", 2), "an answer to no question"),
        (message("gave", 2**32 - 1), "an answer to no question"),
        (frame(b"\4" + bytes(24)), "of no known kind"),
        (message("gave", 1, changes=[(5, b"N")]), "never lent"),
        (message("gave", 1, body=b"S\0\0\0\5"), "a reference to nothing"),
        (message("gave", 1, body=b"C\0\0\0\5"), "a reference to nothing"),
        (message("gave", 1, aside=b"N"), "printed text of no known form"),
        (message("gave", 1, aside=encode((None, 3))), "printed text"),
        (message("gave", 1, aside=encode((None, ("", b"", [])))), "printed text"),
        (message("gave", 1, aside=encode(({}, ()))), "surroundings"),
        (message("raised", 1, body=b"N"), "an error of no known form"),
        (message("raised", 1, body=encode(("A", "b", "c"))), "an error of no known form"),
        (message("do", 1, body=encode((1, [], {}))), "a call of no function"),
        (message("callback", 1, body=encode((1, [], {}))), "a call of no function"),
        (message("callback", 1, body=encode((True, [], {}))), "a call of no known form"),
        (message("callback", 1, body=encode(([], {}))), "a call of no known form"),
        (frame(b"N"), "shorter than a head"),
        (b"\xff\xff\xff\xff", "the most is"),
        (b"\0\0\0\5N", "ended inside a message"),
        (b"", "has ended"),
    ],
)
def test_what_is_no_answer_breaks_the_line(
    ends: tuple[tester_side.TesterSide, socket.socket], frame: bytes, reason: str
) -> None:
    tester, theirs = ends
    theirs.sendall(frame)
    theirs.shutdown(socket.SHUT_WR)
    with pytest.raises(LineBroken, match=reason):
        tester.do("call", np.ones(2))
    with pytest.raises(LineBroken, match=reason):
        tester.do("call")  # it stays broken
    assert tester.broken


def test_names_that_were_not_asked_for(ends: tuple[tester_side.TesterSide, socket.socket]) -> None:
    tester, theirs = ends
    theirs.sendall(message("gave", 1, body=encode(({"check": 1}, {}))))
    with pytest.raises(LineBroken, match="not asked for"):
        tester.names(["square"])


def test_names_of_no_known_form(ends: tuple[tester_side.TesterSide, socket.socket]) -> None:
    tester, theirs = ends
    theirs.sendall(message("gave", 1, body=encode({"square": 1})))
    with pytest.raises(LineBroken, match="no known form"):
        tester.names(["square"])


def test_another_number_of_answers(ends: tuple[tester_side.TesterSide, socket.socket]) -> None:
    tester, theirs = ends
    theirs.sendall(message("gave", 1, body=encode([(True, 1)])))
    with pytest.raises(LineBroken, match="another number of answers"):
        tester.do_each(1, [[1], [2]], {})


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (3, "answers of no known form"),
        (((), []), "another number of answers"),
        (((1,) * 2, []), "another number of answers"),
        (((1,), []), "an answer of no known form"),
        (((("gave", b"?", (), []),), []), "no value begins with"),
        (((("gave", b"N", (), [1]),), []), "a change of no known form"),
        (((("gave", b"N", (), [(9, b"N")]),), []), "never lent"),
        (((("gave", b"N", (1,), []),), []), "printed text of no known form"),
        (((("raised", b"N", (), []),), []), "an error of no known form"),
    ],
)
def test_what_is_no_answer_to_many_calls(
    ends: tuple[tester_side.TesterSide, socket.socket], answer: Any, reason: str
) -> None:
    tester, theirs = ends
    theirs.sendall(message("gave", 1, body=encode(answer)))
    with pytest.raises(LineBroken, match=reason):
        [made() for made in tester.do_many([Call(print, (), {})])]


def test_a_broken_line_is_no_error_of_the_students() -> None:
    assert not issubclass(LineBroken, Exception)


def test_the_end_of_the_other_process_is_noticed() -> None:
    with two_sides("import os\ndef leave(): os._exit(3)") as student:
        with pytest.raises(LineBroken, match="process has ended"):
            student["leave"]()
        with pytest.raises(LineBroken, match="process has ended"):
            student["leave"]


def test_an_interrupt_leaves_the_line_in_order() -> None:
    """What a cell cut off by the clock was waiting for is not taken for the next answer."""
    source = "import time\ndef slow(): time.sleep(1.0); return 'late'\ndef fast(x): return x"
    with two_sides(source) as student:
        slow, fast = student["slow"], student["fast"]
        assert fast(1) == 1
        clock = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        clock.start()
        with pytest.raises(KeyboardInterrupt):
            slow()
        clock.join()
        for number in range(5):
            assert fast(number) == number


def test_an_interrupt_in_a_callback_leaves_the_line_in_order() -> None:
    source = "def call(f):\n    return f()\ndef fast(x): return x"

    def wait() -> None:
        clock.start()
        time.sleep(10)

    with two_sides(source) as student:
        clock = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            student["call"](wait)
        clock.join()
        assert student["fast"](3) == 3


def test_calls_back_and_forth_are_bounded() -> None:
    with two_sides("def down(f, n):\n    return f(n)") as student:
        deepest = 0

        def again(n: int) -> int:
            nonlocal deepest
            deepest = max(deepest, n)
            return student.tester.do("call", down, [again, n + 1], {})

        down = student["down"]
        with pytest.raises(RecursionError):
            again(0)
        assert deepest == NESTED
        assert student["down"](lambda n: n, 4) == 4


def test_surroundings_are_sent_only_when_they_change() -> None:
    with two_sides("def echo(x): return x") as student:
        echo = student["echo"]
        sent: list[int] = []
        send = student.tester.channel.send_body

        def listen(body: bytes) -> None:
            sent.append(len(body))
            send(body)

        student.tester.channel.send_body = listen
        echo(1)
        echo(1)
        np.random.seed(5)  # noqa: NPY002
        echo(1)
        echo(1)
        assert max(sent[0], sent[1], sent[3]) < 500
        assert sent[2] > 5000
