"""What an attack would like to reach, each set up so that reaching it is noticed.

Secrets hold `CANARY`, which must turn up nowhere; listeners count who spoke to them.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CANARY = "canary-5f3a9c"


@dataclass
class Traps:
    """The secrets and listeners around one run of the grader."""

    folder: Path
    home: Path
    temporary: Path
    environment: dict[str, str]
    places: dict[str, str]
    heard: list[str] = field(default_factory=list)


@contextlib.contextmanager
def traps(folder: Path, course: Path) -> Iterator[Traps]:
    """Set them up below `folder`; the listeners close at the end."""
    home, temporary = folder / "home", folder / "tmp"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "id_ed25519").write_text(f"PRIVATE KEY {CANARY}")
    (home / "secret.txt").write_text(CANARY)
    temporary.mkdir()
    marker = f"chalkgrad-attack-{uuid.uuid4().hex[:12]}"
    secrets = {"CLASS_TOKEN": CANARY, "AWS_SECRET_ACCESS_KEY": CANARY}
    places = {"__HOME__": str(home), "__COURSE__": str(course), "__MARKER__": marker}
    own = {"HOME": str(home), "TMPDIR": str(temporary), "MPLCONFIGDIR": str(folder / "mpl")}
    environment = os.environ | secrets | own
    made = Traps(folder, home, temporary, environment, places)
    with contextlib.ExitStack() as stack:
        for name, listener in _listeners(folder, marker):
            stack.enter_context(listener)
            places[f"__{name}__"] = _address(listener)
            threading.Thread(target=_hear, args=(listener, name, made.heard), daemon=True).start()
            # Closing alone would leave the thread in its call.
            stack.callback(_shut, listener)
        yield made


def _listeners(folder: Path, marker: str) -> Iterator[tuple[str, socket.socket]]:
    """Yield a socket of each kind, bound."""
    kinds: list[tuple[str, int, int, tuple[str, int] | str]] = [
        ("TCP_PORT", socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        ("UDP_PORT", socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        ("UNIX_PATH", socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
        ("ABSTRACT", socket.AF_UNIX, socket.SOCK_STREAM, f"\0{marker}"),
        ("UNIX_DATAGRAM", socket.AF_UNIX, socket.SOCK_DGRAM, f"\0{marker}-datagram"),
    ]
    for name, family, kind, address in kinds:
        listener = socket.socket(family, kind)
        listener.bind(address)
        if kind == socket.SOCK_STREAM:
            listener.listen()
        yield name, listener


def _address(listener: socket.socket) -> str:
    name = listener.getsockname()
    if isinstance(name, tuple):
        return str(name[1])
    return name[1:].decode() if isinstance(name, bytes) else name


def _hear(listener: socket.socket, name: str, heard: list[str]) -> None:
    """Note everyone who connects or sends, until the socket is shut."""
    while True:
        try:
            if listener.type == socket.SOCK_DGRAM:
                if not listener.recv(100):
                    return
            else:
                listener.accept()[0].close()
        except OSError:
            return  # shut: the run is over
        heard.append(name)


def _shut(listener: socket.socket) -> None:
    with contextlib.suppress(OSError):  # a datagram socket says so, and wakes its thread as well
        listener.shutdown(socket.SHUT_RDWR)
