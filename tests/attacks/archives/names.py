"""Names that lead elsewhere, that clash, and that are no text."""

from __future__ import annotations

from tests.attacks.packed import NOTEBOOK, TEXT, Writer, replaced, upload, zipped

OTHER = TEXT.replace("[]", "[ ]")


@upload("leads out of the archive")
def zip_slip(archive: Writer) -> None:
    """A name that climbs out of the folder it is unpacked into."""
    archive.add("../../../../escaped/vault.ipynb")


@upload("leads out of the archive")
def zip_slip_by_the_other_slash(archive: Writer) -> None:
    """The same, as Windows writes paths."""
    archive.add("..\\..\\..\\..\\escaped\\vault.ipynb")


@upload("leads out of the archive")
def zip_slip_into_a_neighbour(archive: Writer) -> None:
    """A name that leads into the folder of an honest student."""
    archive.add("../honest-full/vault/vault.ipynb")


@upload("is an absolute path")
def absolute_path(archive: Writer) -> None:
    """A name that begins at the root of the file system."""
    archive.add_named("/tmp/escaped-from-archive/vault.ipynb")


@upload("is an absolute path")
def absolute_path_with_a_drive(archive: Writer) -> None:
    """A name that begins with a drive."""
    archive.add_named("C:\\escaped\\vault.ipynb")


@upload("occurs 2 times in the archive", archive_opens=False)
def name_twice() -> bytes:
    """One name occurs twice, with another content: readers differ in which one counts."""
    return replaced(zipped({NOTEBOOK: TEXT, "vault.ipynB": OTHER}), b"vault.ipynB", b"vault.ipynb")


@upload("nothing says which is the newest", archive_opens=False, students_only=True)
def names_that_are_one() -> bytes:
    """Two names that are one as soon as they are files."""
    return zipped({NOTEBOOK: TEXT, f"./{NOTEBOOK}": OTHER})


@upload("nothing says which is the newest", archive_opens=False, students_only=True)
def names_that_differ_in_case() -> bytes:
    """Two names that are one where capitals do not count."""
    return zipped({NOTEBOOK: TEXT, NOTEBOOK.upper().replace("IPYNB", "ipynb"): OTHER})


@upload("not UTF-8", archive_opens=False)
def name_in_latin_1() -> bytes:
    """A name in an encoding of the last century, which it does not name."""
    return replaced(zipped({"naive.ipynb": TEXT}), b"naive.ipynb", b"na\xefve.ipynb")


@upload("not UTF-8", archive_opens=False)
def name_that_lies_about_its_encoding() -> bytes:
    """A name that says that it is UTF-8, and is not."""
    name = "é.ipynb".encode()
    return replaced(zipped({"é.ipynb": TEXT}), name, b"\xff\xff" + name[2:])


@upload("characters that cannot be shown")
def commands_to_the_terminal(archive: Writer) -> None:
    """A name that clears the terminal on which it is shown."""
    archive.add("\x1b[2J\x1b]0;owned\x07.ipynb")


@upload("characters that cannot be shown")
def name_that_reads_backwards(archive: Writer) -> None:
    """A name with a character that turns the direction of what follows."""
    archive.add("\u202egnp.ipynb")


@upload("characters that cannot be shown", archive_opens=False)
def name_with_a_zero() -> bytes:
    """A name that ends early for whoever takes zeros for ends."""
    made = zipped({"vault.ipynb.ipynb": TEXT})
    return replaced(made, b"vault.ipynb.ipynb", b"vault.ipynb\0ipynb")


@upload("is not called vault.ipynb|skipped")
def name_without_end(archive: Writer) -> None:
    """A name of 60,000 characters, longer than a file's may be."""
    archive.add("x" * 60_000 + ".ipynb")


@upload("is not called vault.ipynb|skipped")
def folders_without_end(archive: Writer) -> None:
    """A name of 10,000 folders."""
    archive.add("a/" * 10_000 + "x.ipynb")
