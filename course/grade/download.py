"""Every file of a download from a learning platform: folders, zip files, zip files in them.

Students make what is in it, so nothing is trusted: an archive's names never become paths on this
machine (its notebooks are unpacked under numbers), sizes are counted while unpacking, and what is
refused is refused alone, with a reason.
"""

from __future__ import annotations

import itertools
import stat
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO

from course.grade.submission import NOTEBOOK_BYTES

MEGABYTE = 1024**2
ENTRIES = 20_000
RATIO = 100
RATIO_FROM_BYTES = 10 * MEGABYTE
DOWNLOAD_BYTES = 1024 * MEGABYTE
STUDENT_ARCHIVE_BYTES = 100 * MEGABYTE
TIMESTAMP_BYTES = 100
OTHER_ARCHIVES = (".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zst")
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


class Refused(Exception):
    """A file cannot be taken; the message tells a TA why."""


@dataclass(frozen=True)
class Found:
    """One file of a download: unpacked when it is of use, else `refusal` or `skipped` says why.

    `name` is its path inside the download, with slashes; a student's archive is a folder in it.
    """

    shown: str
    name: str
    modified: datetime
    unpacked: Path | None = None
    refusal: str = ""
    skipped: str = ""


class Download:
    """Reads what is named on the command line, unpacking into the folder `staging`."""

    def __init__(self, staging: Path) -> None:
        self.staging = staging
        self._numbers = itertools.count()

    def files(self, path: Path) -> list[Found]:
        """Return every file of `path`: a folder, a zip file or a notebook."""
        if path.is_dir():
            return list(self._folder(path))
        when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        if path.suffix.lower() != ".zip":
            return list(self._file(path, path.name, path.name, when))
        budget = _Budget(path.name, max(DOWNLOAD_BYTES, RATIO * path.stat().st_size))
        try:
            return list(self._archive(path, path.name, "", None, budget))
        except Refused as refused:
            return [Found(path.name, path.name, when, refusal=str(refused))]

    def _folder(self, root: Path) -> Iterator[Found]:
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            shown = _printable(name)
            when = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
            if path.is_symlink():
                yield Found(shown, name, when, refusal="is a symbolic link")
            elif path.is_file():
                yield from self._file(path, shown, name, when)
            elif not path.is_dir():
                yield Found(shown, name, when, refusal="is a device or a pipe, not a file")

    def _file(self, path: Path, shown: str, name: str, when: datetime) -> Iterator[Found]:
        try:
            if kind_of(name) == "archive":
                yield from self._archive(path, shown, f"{name}/", when, _student_budget(shown))
                return
            size = path.stat().st_size
            if size > NOTEBOOK_BYTES:
                raise Refused(_too_large(size))
            with path.open("rb") as stream:
                yield Found(shown, name, when, self._unpack(stream, NOTEBOOK_BYTES))
        except _Skipped as skipped:
            yield Found(shown, name, when, skipped=str(skipped))
        except Refused as refused:
            yield Found(shown, name, when, refusal=str(refused))
        except OSError as error:
            yield Found(shown, name, when, refusal=f"cannot be read: {error.strerror}")

    def _archive(
        self, path: Path, shown: str, folder: str, when: datetime | None, budget: _Budget
    ) -> Iterator[Found]:
        """Yield the files of a zip file.

        Of a student's zip file `folder` is the name inside the download, and `when` the time it
        has there: the times in it are the student's to choose. Of the download itself they are
        empty and None.
        """
        try:
            archive = zipfile.ZipFile(path)
        except DAMAGED as error:
            raise Refused(_why_unreadable(path, error)) from None
        with archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > ENTRIES:
                raise Refused(f"holds {len(entries):,} files; the most is {ENTRIES:,}")
            if not entries:
                raise Refused("holds no files")
            repeated = Counter(entry.filename for entry in entries)
            for entry in entries:
                moment = when or _entry_time(entry)
                try:
                    if (times := repeated[entry.filename]) > 1:
                        raise Refused(f"occurs {times} times in the archive")
                    yield from self._entry(archive, entry, shown, folder, moment, budget)
                except _Skipped as skipped:
                    label = _label(shown, entry)
                    yield Found(label, folder, moment, skipped=str(skipped))
                except Refused as refused:
                    yield Found(_label(shown, entry), folder, moment, refusal=str(refused))
                except DAMAGED as error:
                    reason = f"is damaged: {error}"
                    yield Found(_label(shown, entry), folder, moment, refusal=reason)

    def _entry(
        self,
        archive: zipfile.ZipFile,
        entry: zipfile.ZipInfo,
        shown: str,
        folder: str,
        when: datetime,
        budget: _Budget,
    ) -> Iterator[Found]:
        name = folder + _entry_name(entry)
        kind = kind_of(name)
        _check_entry(entry)
        if kind == "archive" and folder:
            raise Refused("is an archive in a student's archive; only one is opened")
        if kind == "timestamp" and folder:
            raise _Skipped("a time that the student wrote")
        with archive.open(entry) as stream:
            unpacked = self._unpack(stream, NOTEBOOK_BYTES, budget)
        label = _label(shown, entry)
        if kind != "archive":
            yield Found(label, name, when, unpacked)
            return
        try:
            yield from self._archive(
                unpacked, label, f"{name}/", when, _student_budget(label, budget)
            )
        finally:
            unpacked.unlink()

    def _unpack(self, stream: IO[bytes], most: int, budget: _Budget | None = None) -> Path:
        """Copy `stream` into the staging folder, counting what really comes."""
        target = self.staging / str(next(self._numbers))
        size = 0
        try:
            with target.open("wb") as copy:
                while chunk := stream.read(MEGABYTE):
                    size += len(chunk)
                    if size > most:
                        raise Refused(_too_large(size))
                    if budget:
                        budget.spend(len(chunk))
                    copy.write(chunk)
        except BaseException:
            target.unlink()
            raise
        return target


class _Skipped(Exception):
    """A file that is no part of a submission and does no harm."""


class _Budget:
    """How many bytes an archive may still unpack to, itself and inside the one around it."""

    def __init__(self, shown: str, most: int, around: _Budget | None = None) -> None:
        self.shown, self.most, self.left, self.around = shown, most, most, around

    def spend(self, size: int) -> None:
        if self.around:
            self.around.spend(size)
        self.left -= size
        if self.left < 0:
            raise Refused(f"{self.shown} unpacks to more than {self.most // MEGABYTE:,} MB")


def _student_budget(shown: str, around: _Budget | None = None) -> _Budget:
    return _Budget(shown, STUDENT_ARCHIVE_BYTES, around)


def _label(shown: str, entry: zipfile.ZipInfo) -> str:
    return f"{shown}: {_printable(entry.filename)}"


def _printable(name: str) -> str:
    """Return a name as it may be shown on a terminal, which control characters could command."""
    hidden = "\N{REPLACEMENT CHARACTER}"
    return "".join(sign if sign.isprintable() else hidden for sign in name)


def kind_of(name: str) -> str:
    """Return `notebook`, `timestamp` or `archive`; other names are refused or skipped."""
    path = PurePosixPath(name)
    if "__MACOSX" in path.parts or any(part.startswith(".") for part in path.parts):
        raise _Skipped("a file of the operating system's or an editor's own")
    suffix = path.suffix.lower()
    if suffix == ".ipynb":
        return "notebook"
    if suffix == ".zip":
        return "archive"
    if path.name == "timestamp.txt":
        return "timestamp"
    if suffix in OTHER_ARCHIVES:
        raise Refused("only zip files are unpacked here: unpack it and name the folder")
    if ".ipynb" in path.name.lower():
        raise Refused("its name does not end in .ipynb; rename it if it is a notebook")
    raise _Skipped("not a notebook")


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """Return the path that an archive gives a file, or refuse it when it is not a plain one."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800 and not name.isascii():
        try:  # zipfile reads names that do not say their encoding as code page 437
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            raise Refused("its name is not UTF-8 text") from None
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    if name.startswith("/") or name[1:3] == ":/":
        raise Refused("its name is an absolute path")
    if ".." in name.split("/"):
        raise Refused("its name leads out of the archive")
    if not name.isprintable():
        raise Refused("its name holds characters that cannot be shown")
    return PurePosixPath(name).as_posix()


def _check_entry(entry: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise Refused("is a symbolic link")
    if kind not in (0, stat.S_IFREG):
        raise Refused("is a device or a pipe, not a file")
    if entry.flag_bits & 0x1:
        raise Refused("is encrypted: unpack it with its password and name the folder")
    if entry.file_size > NOTEBOOK_BYTES:
        raise Refused(_too_large(entry.file_size))
    if entry.file_size > max(RATIO_FROM_BYTES, RATIO * entry.compress_size):
        ratio = entry.file_size // max(entry.compress_size, 1)
        raise Refused(f"is a zip bomb: it unpacks to {ratio:,} times its size")


def _entry_time(entry: zipfile.ZipInfo) -> datetime:
    try:
        return datetime(*entry.date_time).astimezone(UTC)  # zip files keep local time
    except ValueError:  # month 0, which some archivers write for "unknown"
        return datetime(1980, 1, 1, tzinfo=UTC)


def _too_large(size: int) -> str:
    limit = NOTEBOOK_BYTES // MEGABYTE
    return f"has {max(size // MEGABYTE, limit + 1):,} MB; the most is {limit} MB"


def _why_unreadable(path: Path, error: Exception) -> str:
    with path.open("rb") as stream:
        begins_as_zip = stream.read(2) == b"PK"
    if isinstance(error, UnicodeDecodeError):
        return "holds a name that is not UTF-8 text"
    if begins_as_zip:
        return "is a damaged or cut-off zip file"
    return "is not a zip file, in spite of its name"
