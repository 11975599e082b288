"""The walls, tried from inside, in every situation in which grading may find itself."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.grade.walls import MINIMUM, Layer, missing, survey
from course.grade.walls.calls import CLONE, CLONE3, DENIED, FORKS, IOCTL, NETWORK, SIGNALS, TGKILL
from tests.needs import need

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="walls are for Linux")

# Each cell ends with what it got; "escaped" in any of them is a hole.
ATTEMPTS = {
    "read the accounts": "open('/etc/passwd').read() and 'escaped'",
    "list the processes": "import os\nos.listdir('/proc') and 'escaped'",
    "read a process's memory": "open('/proc/1/mem', 'rb') and 'escaped'",
    "read the secret": "open(SECRET).read() and 'escaped'",
    "list the folder of the secret": "os.listdir(os.path.dirname(SECRET)) and 'escaped'",
    "write outside": "open('/tmp/chalkgrad-outside', 'w') and 'escaped'",
    "open a file of Python to write": "os.open(os.__file__, os.O_WRONLY) and 'escaped'",
    "cut a file short": "os.truncate(SECRET, 1) or 'escaped'",
    "follow a link out": "os.symlink('/etc/passwd', 'x')\nopen('x').read() and 'escaped'",
    "open a socket": "import socket\nsocket.socket() and 'escaped'",
    "open a unix socket": "socket.socket(socket.AF_UNIX) and 'escaped'",
    "kill the parent": "os.kill(os.getppid(), 0) or 'escaped' if os.getppid() > 1 else 'none'",
    "see the grader's processes": (
        "alive = []\nfor number in range(2, 70000):\n    try:\n"
        "        os.kill(number, 0)\n        alive.append(number)\n"
        "    except OSError:\n        continue\n"
        "'escaped' if set(alive) - {os.getpid()} else 'alone'"
    ),
    "trace": (
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "'escaped' if libc.ptrace(0, 0, 0, 0) == 0 else 'refused'"
    ),
    "new namespaces": "'escaped' if libc.unshare(0x10000000) == 0 else 'refused'",
    "new namespaces by clone": "'escaped' if libc.syscall(56, 0x10000011, 0) > 0 else 'refused'",
    "mount": "'escaped' if libc.mount(b'none', b'.', b'tmpfs', 0, None) == 0 else 'refused'",
    "a key ring": "'escaped' if libc.syscall(250, 0, 0, 0, 0, 0) >= 0 else 'refused'",
    "bpf": "'escaped' if libc.syscall(321, 0, 0, 0) >= 0 else 'refused'",
    "io_uring": "'escaped' if libc.syscall(425, 1, bytes(200)) >= 0 else 'refused'",
    "a call newer than the list": "'escaped' if libc.syscall(470, 0) >= 0 else 'refused'",
    "memory that no limit counts": "os.memfd_create('x') and 'escaped'",
    "become root": "os.setuid(0) or 'escaped' if os.getuid() else 'is root, without rights'",
    "use root's rights": "os.chown('.', 12, 12) or 'escaped'",
    "the environment": "'escaped' if 'CHALKGRAD_SECRET' in os.environ else 'clean'",
    "another processor": "os.sched_setaffinity(0, [0]) or 'escaped'",
    "a large file": "open('large', 'wb').truncate(2**40) or 'escaped'",
}
HONEST = {
    "arithmetic": "import numpy\nfloat(numpy.ones(3).sum())",
    "a file": "open('notes.txt', 'w').write('x')\nopen('notes.txt').read()",
    "a temporary file": "import tempfile\ntempfile.NamedTemporaryFile('w').write('x')",
    "a module": "import xml.dom.minidom\n'imported'",
    "threads": "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "who am I": "import getpass\ngetpass.getuser()",
}

PROGRAM = """
import faulthandler, json, os, sys
from pathlib import Path
faulthandler.dump_traceback_later(100, exit=True)
import course.grade.walls.namespaces as namespaces
cells, secret, folder, user, namespaced = json.loads(sys.argv[1])
if user is not None:
    assert namespaces._open_to_all(may_mount=True)
    os.setgroups([]); os.setresgid(user, user, user); os.setresuid(user, user, user)
if not namespaced:
    from course.grade.walls.calls import deny_calls
    deny_calls(processes=True, signals=True, loopback=True)
from course.grade.engine.drive import CodeCell
from course.grade.engine.pool import Pool
from course.grade.walls.limits import Limits
sources = [f"SECRET = {secret!r}", *cells]
with Pool(1, ("numpy",), walls=True, secret=[Path(secret)]) as pool:
    numbered = [CodeCell(*pair) for pair in enumerate(sources)]
    run = pool.submit(numbered, [Path(folder)], Limits(cell_seconds=20)).result()
    layers = [[layer.name, layer.active, layer.means] for layer in pool.layers()]
done = run.cells
outputs = [done[index].outputs if index in done else None for index, _ in enumerate(sources)]
print(json.dumps({"reason": run.reason, "outputs": outputs[1:], "layers": layers}))
"""

SITUATIONS = {
    "as we are": (None, True),
    "no namespaces": (None, False),
    "an ordinary user": (61000, True),
    "an ordinary user, no namespaces": (61000, False),
}


@pytest.fixture(scope="module", params=SITUATIONS)
def tried(request: pytest.FixtureRequest) -> Iterator[dict]:
    """What every attempt gave, in one situation."""
    user, namespaced = SITUATIONS[request.param]
    if user is not None and os.geteuid() != 0:
        user = None  # we are an ordinary user already
    # In a folder that every account may enter; pytest's own are closed.
    with tempfile.TemporaryDirectory(prefix="chalkgrad-test-") as place:
        os.chmod(place, 0o755)
        secret, folder = Path(place) / "secret.txt", Path(place) / "scratch"
        secret.write_text("the answer")
        folder.mkdir(mode=0o700)
        if user is not None:
            os.chown(folder, user, user)
        cells = [*ATTEMPTS.values(), *HONEST.values()]
        arguments = json.dumps([cells, str(secret), str(folder), user, namespaced])
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, arguments],
            capture_output=True,
            text=True,
            env=os.environ | {"CHALKGRAD_SECRET": "the answer"},
            cwd=Path(__file__).parents[2],
        )
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert told["reason"] is None
        named = dict(zip([*ATTEMPTS, *HONEST], told["outputs"], strict=True))
        yield {"outputs": named, "layers": told["layers"]}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_an_attempt_fails(tried: dict, attempt: str) -> None:
    outputs = tried["outputs"][attempt]
    assert outputs, "the cell must say something, else it was not tried"
    assert "escaped" not in json.dumps([output.get("data") for output in outputs])


@pytest.mark.parametrize("work", HONEST)
def test_honest_work_is_left_alone(tried: dict, work: str) -> None:
    assert not [out for out in tried["outputs"][work] if out["output_type"] == "error"]


def test_every_needed_layer_stands(tried: dict) -> None:
    assert missing([Layer(*layer) for layer in tried["layers"]]) == []


def test_the_survey_names_every_layer() -> None:
    names = [layer.name for layer in survey()]
    assert set(MINIMUM) <= set(names)
    assert len(names) == len(set(names)) == 6


def test_the_numbers_of_the_calls_are_the_kernels() -> None:
    """Compare our table with the C headers of this machine."""
    if platform.machine() != "x86_64":
        pytest.skip("the header compared is x86_64's")
    header = Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")
    need(header.exists(), "the kernel's C headers", "apt-get install linux-libc-dev")
    theirs = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", header.read_text()))
    ours = {**DENIED, **FORKS, **SIGNALS, **NETWORK, "clone": CLONE, "clone3": CLONE3}
    ours |= {"tgkill": TGKILL, "ioctl": IOCTL}
    for name, (number, _) in ours.items():
        assert int(theirs[name]) == number, name
    generic = Path("/usr/include/asm-generic/unistd.h").read_text()
    theirs = dict(re.findall(r"#define __NR_(\w+)\s+(\d+)", generic))
    for name, (_, number) in ours.items():
        assert number is None or int(theirs[name]) == number, name
