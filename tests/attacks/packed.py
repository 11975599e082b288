"""Attacks on `course collect`: what a student uploads instead of a notebook.

Each is a short function in `archives/`, marked `@upload(reason)`; its docstring says what it
tries. It gets an open zip file to write into, or returns the upload's bytes; `reason` is what must
be said about it. The rest of the archive is one honest notebook, which must be collected all the
same where `archive_opens`.
"""

from __future__ import annotations

import importlib
import inspect
import io
import pkgutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

REGISTERED: dict[str, Upload] = {}
NOTEBOOK = "vault.ipynb"
TEXT = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'


@dataclass(frozen=True)
class Upload:
    """One hostile upload, and what must be said about it."""

    name: str
    attack: str
    reason: str
    archive_opens: bool
    students_only: bool
    file: str
    change: Callable[..., bytes | None]

    @property
    def student(self) -> str:
        return self.name.replace("_", "-")

    def content(self, honest: str, folder: str = "") -> bytes:
        """Return the upload; `honest` is the notebook in it, all is in `folder` of the archive."""
        if not inspect.signature(self.change).parameters:
            return self.change() or b""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{folder}{NOTEBOOK}", honest)
            self.change(Writer(archive, folder))
        return made.getvalue()


class Writer:
    """Writes entries of any kind into an archive, below a folder."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        self.archive, self.folder = archive, folder

    def add(self, name: str, content: str | bytes = TEXT, **attributes: Any) -> zipfile.ZipInfo:
        """Add a file; `attributes` are those of its `ZipInfo`."""
        entry = zipfile.ZipInfo(self.folder + name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        for key, value in attributes.items():
            setattr(entry, key, value)
        self.archive.writestr(entry, content, entry.compress_type)
        return entry

    def add_named(self, name: str) -> None:
        """Add a file whose name is `name` as it stands, wherever that leads."""
        self.folder, folder = "", self.folder
        self.add(name)
        self.folder = folder


def upload(
    reason: str, *, archive_opens: bool = True, students_only: bool = False, file: str = "work.zip"
) -> Callable[[Any], Any]:
    """Register a function as an attack; `file` is what the student calls the upload.

    `students_only`: in a whole class's download it would be nothing special.
    """

    def register(change: Callable[..., Any]) -> Callable[..., Any]:
        name = change.__name__
        attack = " ".join((change.__doc__ or "").split())
        assert attack, f"{name} does not say what it tries"
        assert name not in REGISTERED, f"there are two attacks {name}"
        REGISTERED[name] = Upload(name, attack, reason, archive_opens, students_only, file, change)
        return change

    return register


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return an honest zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def replaced(archive: bytes, old: bytes, new: bytes) -> bytes:
    """Return an archive with a name changed in place, in both its tables."""
    assert len(old) == len(new)
    assert archive.count(old) == 2
    return archive.replace(old, new)


def uploads() -> list[Upload]:
    """Return all of them."""
    folder = importlib.import_module("tests.attacks.archives")
    for module in pkgutil.iter_modules(folder.__path__):
        importlib.import_module(f"tests.attacks.archives.{module.name}")
    return list(REGISTERED.values())
