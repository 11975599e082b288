"""Archives that are small until they are opened."""

from __future__ import annotations

import copy
import struct
import zipfile

from tests.attacks.packed import Writer, upload, zipped

MEGABYTE = 1024 * 1024


@upload("zip bomb")
def zip_bomb(archive: Writer) -> None:
    """A notebook of 45 MB of zeros, a thousandth of that in the archive."""
    archive.add("bomb.ipynb", bytes(45 * MEGABYTE))


@upload("the most is 50 MB")
def large_zip_bomb(archive: Writer) -> None:
    """A notebook of 300 MB of zeros."""
    archive.add("bomb.ipynb", bytes(300 * MEGABYTE))


@upload("zip bomb")
def bomb_of_another_method(archive: Writer) -> None:
    """The same, packed by bzip2, which packs zeros far better."""
    archive.add("bomb.ipynb", bytes(45 * MEGABYTE), compress_type=zipfile.ZIP_BZIP2)


@upload("is damaged", archive_opens=False)
def bomb_that_lies() -> bytes:
    """The archive says that the 300 MB of zeros in it are 100 bytes."""
    size = 300 * MEGABYTE
    made = zipped({"bomb.ipynb": bytes(size)})
    assert made.count(struct.pack("<L", size)) == 2
    return made.replace(struct.pack("<L", size), struct.pack("<L", 100))


@upload("unpacks to more than 100 MB", students_only=True)
def many_small_bombs(archive: Writer) -> None:
    """Fifteen files of 9 MB each, each small enough by itself."""
    for number in range(15):
        archive.add(f"bomb-{number}.ipynb", bytes(9 * MEGABYTE))


@upload("an archive in a student's archive", students_only=True)
def nested_bombs(archive: Writer) -> None:
    """Ten zip files in ten zip files in ten zip files, and a bomb at the bottom of each."""
    layer = zipped({"bomb.ipynb": bytes(40 * MEGABYTE)})
    for _ in range(3):
        layer = zipped({f"{number}.zip": layer for number in range(10)})
    archive.add("layer.zip", layer)


@upload("is damaged|Overlapped")
def overlapping_entries(archive: Writer) -> None:
    """Two hundred entries of the table of contents are one and the same 9 MB of data."""
    entry = archive.add("kernel.ipynb", bytes(9 * MEGABYTE))
    for number in range(200):
        twin = copy.copy(entry)
        twin.filename = f"{archive.folder}twin-{number}.ipynb"
        archive.archive.filelist.append(twin)


@upload("holds 20,00[0-9] files", archive_opens=False)
def very_many_entries(archive: Writer) -> None:
    """Twenty thousand files."""
    for number in range(20_000):
        archive.add(f"{number}.ipynb", b"", compress_type=zipfile.ZIP_STORED)
