"""A JupyterLab server for browser tests, started by the command that students type."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page

TOKEN = "chalkgrad-test"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu", "--disable-sync"]
KERNEL_IS_IDLE = "jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
# JupyterLab's own: a missing optional file, and its debugger when a kernel restarts.
NOT_OURS = ("Failed to load resource", "Could not restore the debugger state")


def listen(page: Page) -> list[str]:
    """Return a list that will hold the errors of the page, JupyterLab's own left out."""
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(NOT_OURS):
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


def wait_for_notebook(page: Page) -> None:
    """Wait for the open notebook and its kernel.

    The list of files is closed: on a narrow page it may leave the notebook no room at all.
    """
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
    page.wait_for_function("jupyterapp.shell.currentWidget?.context?.isReady")
    page.wait_for_function(KERNEL_IS_IDLE)
    page.evaluate(
        """() => jupyterapp.shell.leftCollapsed
            || jupyterapp.commands.execute('application:toggle-left-area')"""
    )
    page.wait_for_function("jupyterapp.shell.leftCollapsed")


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Run `course lab` on `folder`; yields the address."""
    options = [
        "--no-browser",
        "--LabApp.expose_app_in_browser=True",
        "--ServerApp.port=0",  # one that is free; the log says which
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
            yield _address_once_up(process, log)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address_once_up(process: subprocess.Popen, log: Path) -> str:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        if said := ADDRESS.search(log.read_text()):
            try:
                with urllib.request.urlopen(f"{said[0]}/api?token={TOKEN}"):
                    return said[0]
            except urllib.error.URLError:
                pass  # it has its port, and does not answer yet
        time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")
