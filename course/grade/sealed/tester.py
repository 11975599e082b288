"""Inside the tester's child: run the instructor's test cells against the student's side."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from course.grade.engine.frames import Channel
from course.grade.sealed.tester_side import TesterSide

if TYPE_CHECKING:
    from course.grade.engine.shell import NotebookShell


def run_tests(
    channel: Channel,
    shell: NotebookShell,
    connection: socket.socket,
    interruptible: Callable[[], AbstractContextManager],
) -> None:
    """Run each cell that arrives; names that the student defines resolve to the student's side.

    A message holds `setup`, the instructor's earlier cells that this one needs, and `names`, those
    that the student is to define.
    """
    line = TesterSide(connection)
    channel.send({"ready": True})
    while (message := channel.receive()) is not None:
        count = message["count"]
        with interruptible():
            outputs = _run(shell, line, message)
        reply = {"cell": message["cell"], "count": count, "outputs": outputs}
        channel.send(reply | {"broken": line.broken})


def _run(shell: NotebookShell, line: TesterSide, message: dict[str, Any]) -> list[dict]:
    """Bring the names up to date, run what the cell needs, then the cell."""
    try:
        for setup in message["setup"]:
            _bind(shell, line, setup["names"])
            shell.run(setup["source"])
        _bind(shell, line, message["names"])
    except BaseException as error:  # the submission's fault, whatever it is
        name, text = type(error).__name__, str(error)
        told = {"ename": name, "evalue": text, "traceback": [f"{name}: {text}"]}
        return [{"output_type": "error", **told}]
    shell.execution_count = message["count"]
    return shell.run(message["source"])


def _bind(shell: NotebookShell, line: TesterSide, names: list[str]) -> None:
    """Make the student's present definitions known here; what they dropped is unknown again."""
    found = line.names(names) if names else {}
    for name in names:
        shell.user_ns.pop(name, None)
    shell.user_ns |= found
