"""What works on this machine, and what to do about what does not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import course

PACKAGES = ("numpy", "matplotlib", "jupyterlab", "ipywidgets", "nbgrader", "rich")


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `needed` says whether the course fails without it."""

    name: str
    works: bool
    detail: str
    advice: str = ""
    needed: bool = True


def examine() -> Iterator[Finding]:
    """Yield what was found, one thing after the other."""
    version = platform.python_version()
    yield Finding("Python", sys.version_info >= (3, 11), version, "install Python 3.11 or newer")
    yield Finding("chalkgrad", True, f"{course.__version__} in {Path(course.__file__).parent}")
    yield from (_package(name) for name in PACKAGES)
    yield _kernel()
    yield _shipped()
    yield _grading()
    yield from _walls()
    yield Finding("processors", True, str(os.cpu_count()))
    yield _program(
        "PostgreSQL", ("psql",), "only for a gradebook in PostgreSQL: install postgresql"
    )
    browsers = ("chromium", "chromium-browser", "google-chrome", "firefox")
    yield _program("browser", browsers, "JupyterLab needs a browser, here or on another machine")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", f"pip install {name}")


def _kernel() -> Finding:
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Finding("python3 kernel", False, "not found", "pip install ipykernel")
    return Finding("python3 kernel", True, spec.resource_dir)


def _shipped() -> Finding:
    from course.shipped import shipped

    try:
        folders = [shipped(name) for name in ("lectures", "assignments", "solutions")]
    except FileNotFoundError as error:
        return Finding("notebooks", False, str(error), "reinstall chalkgrad")
    counts = ", ".join(f"{len(list(f.rglob('*.ipynb')))} {f.name}" for f in folders)
    return Finding("notebooks", True, counts)


def _grading() -> Finding:
    """Run one cell as grading runs it."""
    if os.name != "posix":
        return Finding("grading", False, platform.system(), "grade on Linux; lectures work here")
    from course.grade.engine.drive import CodeCell
    from course.grade.engine.pool import Pool
    from course.grade.walls.limits import Limits

    with Pool(1, ("numpy",), walls=False) as pool:
        run = pool.submit([CodeCell(0, "6 * 7")], [Path.cwd()], Limits()).result()
    works = run.reason is None and "42" in str(run.cells[0].outputs)
    detail = "cells run in forked processes" if works else str(run.reason)
    return Finding("grading", works, detail, "report this with the line above")


def _walls() -> Iterator[Finding]:
    """Say which walls stand around a submission here."""
    from course.grade.walls import MINIMUM, survey

    for layer in survey():
        advice = "course grade refuses without it" if layer.name in MINIMUM else "grading works"
        needed = layer.name in MINIMUM and sys.platform == "linux"
        yield Finding(f"wall: {layer.name}", layer.active, layer.means, advice, needed)


def _program(name: str, commands: tuple[str, ...], advice: str) -> Finding:
    for command in commands:
        if path := shutil.which(command):
            return Finding(name, True, path, needed=False)
    return Finding(name, False, "not found", advice, needed=False)
