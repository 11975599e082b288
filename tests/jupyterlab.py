"""A JupyterLab server for browser tests, started by the command that students type."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

TOKEN = "chalkgrad-test"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-sync"]


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Run `course lab` on `folder`; yields the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [
        "--no-browser",
        "--LabApp.expose_app_in_browser=True",
        f"--ServerApp.port={port}",
        f"--IdentityProvider.token={TOKEN}",
    ]
    log = folder / "server.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "course.cli", "lab", str(folder), "--", *options],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_up(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_until_up(address: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(f"{address}/api?token={TOKEN}"):
                return
        except urllib.error.URLError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
