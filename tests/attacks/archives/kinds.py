"""Entries that are no files, archives that are none, and those that nobody can read."""

from __future__ import annotations

import io
import stat
import tarfile

from tests.attacks.packed import NOTEBOOK, TEXT, Writer, upload, zipped

CENTRAL, LOCAL = b"PK\x01\x02", b"PK\x03\x04"


@upload("is a symbolic link")
def symbolic_link(archive: Writer) -> None:
    """An entry that is a link to a file of the machine."""
    archive.add("link.ipynb", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16)


@upload("is a symbolic link")
def link_then_a_file_behind_it(archive: Writer) -> None:
    """A link to a folder, and a file that is to be written through it."""
    archive.add("out.ipynb", b"/tmp", external_attr=(stat.S_IFLNK | 0o777) << 16)
    archive.add("out.ipynb/escaped-from-archive.ipynb")


@upload("is a device or a pipe")
def device(archive: Writer) -> None:
    """An entry that is a device."""
    archive.add("disk.ipynb", b"", external_attr=(stat.S_IFBLK | 0o666) << 16)


@upload("is a device or a pipe")
def pipe(archive: Writer) -> None:
    """An entry that is a pipe, from which reading never ends."""
    archive.add("pipe.ipynb", b"", external_attr=(stat.S_IFIFO | 0o666) << 16)


@upload("is encrypted", archive_opens=False)
def encrypted() -> bytes:
    """An archive that asks for a password."""
    made = bytearray(zipped({NOTEBOOK: TEXT}))
    for mark, place in ((LOCAL, 6), (CENTRAL, 8)):
        made[made.index(mark) + place] |= 1
    return bytes(made)


@upload("damaged or cut-off", archive_opens=False)
def truncated() -> bytes:
    """The upload stopped half-way."""
    made = zipped({NOTEBOOK: TEXT, "other.ipynb": TEXT})
    return made[: len(made) // 2]


@upload("is damaged", archive_opens=False)
def bits_flipped() -> bytes:
    """A bit of the notebook has changed on its way."""
    made = bytearray(zipped({NOTEBOOK: TEXT}))
    made[made.index(NOTEBOOK.encode()) + len(NOTEBOOK) + 5] ^= 0xFF
    return bytes(made)


@upload("is damaged", archive_opens=False)
def unknown_method() -> bytes:
    """Packed by a method that nobody knows."""
    made = bytearray(zipped({NOTEBOOK: TEXT}))
    for mark, place in ((LOCAL, 8), (CENTRAL, 10)):
        made[made.index(mark) + place] = 99
    return bytes(made)


@upload("holds no files", archive_opens=False)
def empty_archive() -> bytes:
    """An archive with nothing in it."""
    return zipped({})


@upload("not a zip file|damaged or cut-off", archive_opens=False)
def empty_file() -> bytes:
    """A file of no bytes."""
    return b""


@upload("is not a zip file, in spite of its name", archive_opens=False)
def another_archive_called_zip() -> bytes:
    """A tar file that is called zip."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo(NOTEBOOK))
    return made.getvalue()


@upload("only zip files are unpacked", archive_opens=False, file="work.tar.gz")
def another_archive() -> bytes:
    """A tar file that says so."""
    return another_archive_called_zip()


@upload("is a zip file, in spite of its name", archive_opens=False, file=NOTEBOOK)
def zip_called_notebook() -> bytes:
    """A zip file that is called a notebook."""
    return zipped({NOTEBOOK: TEXT})


@upload("does not end in .ipynb", archive_opens=False, file=f"{NOTEBOOK}.txt")
def notebook_called_text() -> bytes:
    """A notebook as a browser saves it."""
    return TEXT.encode()


@upload("the most is 50 MB", archive_opens=False)
def claims_of_gigabytes() -> bytes:
    """An entry that says it has four gigabytes, in an archive of a hundred bytes."""
    made = bytearray(zipped({NOTEBOOK: TEXT}))
    for mark, place in ((LOCAL, 22), (CENTRAL, 24)):
        at = made.index(mark) + place
        made[at : at + 4] = b"\xfe\xff\xff\xff"
    return bytes(made)


@upload("a time that the student wrote", students_only=True)
def time_of_the_students_own(archive: Writer) -> None:
    """A time of handing in that lies before the deadline."""
    archive.add("timestamp.txt", "2001-01-01 00:00:00 UTC")


@upload("is a device or a pipe")
def program_with_another_users_rights(archive: Writer) -> None:
    """An entry that is a socket, beside one that would run with root's rights."""
    archive.add("socket.ipynb", b"", external_attr=(stat.S_IFSOCK | 0o666) << 16)
    archive.add("run-me.sh", b"#!/bin/sh\n", external_attr=(stat.S_IFREG | 0o4755) << 16)
