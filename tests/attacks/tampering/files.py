"""Files that are hardly a notebook, or that are more than one can bear."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import nbformat

from course.grade.course_folder import CourseFolder
from course.notebook_format import Notebook, to_text
from tests.attacks.tampered import failed, named, score_or_failed, tampering
from tests.attacks.traps import Traps
from tests.mini_course import cell

MEGABYTE = 1024 * 1024


@tampering(failed("is not valid JSON"))
def invalid_json(notebook: Notebook) -> bytes:
    """A comma too many."""
    return to_text(notebook).replace("]", ",]").encode()


@tampering(failed("is not valid JSON"))
def truncated(notebook: Notebook) -> bytes:
    """The upload stopped half-way."""
    text = to_text(notebook).encode()
    return text[: len(text) // 2]


@tampering(failed("is empty"))
def empty(notebook: Notebook) -> bytes:
    """A file of no bytes."""
    return b""


@tampering(failed("is not UTF-8"))
def latin_1(notebook: Notebook) -> bytes:
    """Umlauts in an encoding of the last century."""
    named(notebook, "why")["source"] = "Müller"
    return to_text(notebook).encode("latin-1")


@tampering()
def utf_16(notebook: Notebook) -> bytes:
    """Two bytes a character."""
    return to_text(notebook).encode("utf-16")


@tampering()
def byte_order_mark(notebook: Notebook) -> bytes:
    """A mark at the beginning, as Windows editors leave it."""
    return to_text(notebook).encode("utf-8-sig")


@tampering(failed("half a character"))
def half_a_character(notebook: Notebook) -> bytes:
    """A lone surrogate, which no text file can hold."""
    named(notebook, "answer")["source"] = "answer = '\ud800'"
    return json.dumps(notebook).encode()


@tampering()
def version_3(notebook: Notebook) -> bytes:
    """A notebook in the format of 2013."""
    node = nbformat.from_dict(notebook)
    return json.dumps(nbformat.convert(node, 3)).encode()


@tampering()
def version_4_99(notebook: Notebook) -> Notebook:
    """A minor version that does not exist yet."""
    return notebook | {"nbformat_minor": 99}


@tampering(failed("notebook format 5"))
def version_5(notebook: Notebook) -> Notebook:
    """A version that does not exist yet."""
    return notebook | {"nbformat": 5}


@tampering(failed("version 4 is needed|notebook format"))
def version_of_an_odd_kind(notebook: Notebook) -> Notebook:
    """The version is a list."""
    return notebook | {"nbformat": [4]}


@tampering(failed("nested too deeply"))
def nested_deeply(notebook: Notebook) -> bytes:
    """Lists in lists, a hundred thousand deep."""
    return b"[" * 100_000 + b"]" * 100_000


@tampering(score_or_failed())
def nested_deeply_in_metadata(notebook: Notebook) -> bytes:
    """The same, ten thousand deep, where it is almost allowed."""
    text = to_text(notebook)
    return text.replace(
        '"metadata": {}', '"metadata": ' + '{"a":' * 10_000 + "1" + "}" * 10_000
    ).encode()


@tampering(score_or_failed())
def not_numbers(notebook: Notebook) -> Notebook:
    """NaN and Infinity, which Python writes and JSON does not know."""
    notebook["metadata"]["a"] = float("nan")
    named(notebook, "answer-test")["metadata"]["nbgrader"]["points"] = float("inf")
    return notebook


@tampering(score_or_failed())
def endless_digits(notebook: Notebook) -> bytes:
    """A number of five thousand digits, which Python refuses to read."""
    return (
        to_text(notebook).replace('"nbformat_minor": 5', f'"nbformat_minor": {"9" * 5000}').encode()
    )


@tampering(score_or_failed())
def keys_repeated(notebook: Notebook) -> bytes:
    """Sources and lists of cells that occur twice: readers differ in which one counts."""
    text = to_text(notebook)
    text = text.replace('"source": "assert answer == 42"', '"source": "x", "source": "assert 1"')
    return text.replace('{\n "cells"', '{\n "cells": [], "cells"', 1).encode()


@tampering(failed("300 MB|301 MB"))
def three_hundred_megabytes(notebook: Notebook) -> bytes:
    """A notebook of 300 MB."""
    return to_text(notebook).encode() + b" " * (300 * MEGABYTE)


@tampering(failed("cells; the most is"))
def fifty_thousand_cells(notebook: Notebook) -> Notebook:
    """A notebook of 50,000 cells."""
    notebook["cells"] += [cell(f"c-{number}", "1") for number in range(50_000)]
    return notebook


@tampering(score_or_failed())
def long_line(notebook: Notebook) -> Notebook:
    """One line of 20 MB."""
    notebook["cells"].append(cell("long", "x = '" + "y" * 20 * MEGABYTE + "'"))
    return notebook


@tampering()
def long_output(notebook: Notebook) -> Notebook:
    """An output of 20 MB that was handed in with the notebook."""
    text = "y" * 20 * MEGABYTE
    output = {"output_type": "stream", "name": "stdout", "text": text}
    named(notebook, "answer")["outputs"] = [output]
    return notebook


@tampering()
def outputs_handed_in(notebook: Notebook) -> Notebook:
    """The tests' outputs are handed in: full points, and no errors."""
    for name in ("answer-test", "unit-test"):
        result = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}
        named(notebook, name)["outputs"] = [result | {"data": {"text/plain": "4"}}]
    return notebook


@tampering(failed("symbolic link"), files=True)
def link_to_the_solution(path: Path, course: CourseFolder, traps: Traps) -> None:
    """The notebook is a link to the instructor's."""
    path.unlink()
    path.symlink_to(course.solutions / "vault" / "vault.ipynb")


@tampering(failed("symbolic link"), files=True)
def link_to_a_neighbour(path: Path, course: CourseFolder, traps: Traps) -> None:
    """The notebook is a link to what an honest student handed in."""
    path.unlink()
    path.symlink_to(f"../../000-honest-full/vault/{path.name}")


@tampering(failed("link"), files=True)
def folder_that_is_a_link(path: Path, course: CourseFolder, traps: Traps) -> None:
    """The whole folder is a link to an honest student's."""
    shutil.rmtree(path.parent)
    path.parent.symlink_to("../000-honest-full/vault")


@tampering(failed("missing|not a"), files=True)
def folder_instead(path: Path, course: CourseFolder, traps: Traps) -> None:
    """Where the notebook should be is a folder."""
    path.unlink()
    path.mkdir()


@tampering(failed("missing|not a"), files=True)
def pipe_instead(path: Path, course: CourseFolder, traps: Traps) -> None:
    """Where the notebook should be is a pipe, from which reading never ends."""
    path.unlink()
    os.mkfifo(path)


@tampering(score_or_failed(), files=True)
def secrets_by_links(path: Path, course: CourseFolder, traps: Traps) -> None:
    """Files beside the notebook are links to secrets, which a cell reads."""
    (path.parent / "data.txt").symlink_to(traps.home / "secret.txt")
    (path.parent / "ssh").symlink_to(traps.home / ".ssh")
    os.mkfifo(path.parent / "pipe")
    notebook = json.loads(path.read_text())
    source = (
        "answer = 41\nimport glob\nfor name in glob.glob('data.txt') + glob.glob('ssh/*'):\n"
        "    print(open(name).read())\n    answer = 42"
    )
    named(notebook, "answer")["source"] = source
    path.write_text(to_text(notebook))


@tampering(files=True)
def modules_beside(path: Path, course: CourseFolder, traps: Traps) -> None:
    """Modules beside the notebook have the names of those that tests and grader import."""
    names = "numpy course IPython matplotlib json sitecustomize usercustomize conftest statistics"
    for name in names.split():
        (path.parent / f"{name}.py").write_text("raise SystemExit('imported')\n")
    (path.parent / "own.pth").write_text("import os; os._exit(3)\n")
    (path.parent / "matplotlibrc").write_text("backend: nonsense\n")
    (path.parent / "nbgrader_config.py").write_text("raise SystemExit\n")
    package = path.parent / "course" / "check"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise SystemExit\n")


@tampering(score_or_failed(), files=True)
def time_that_is_none(path: Path, course: CourseFolder, traps: Traps) -> None:
    """The time of handing in is nonsense."""
    (path.parent / "timestamp.txt").write_text("yesterday, I promise \x00 99-99-99")


@tampering(score_or_failed(), files=True)
def many_files_beside(path: Path, course: CourseFolder, traps: Traps) -> None:
    """Two thousand files lie beside the notebook, some with odd names."""
    for number in range(2_000):
        (path.parent / f"file-{number}").touch()
    for name in ("a\nb", "-rf", "é" * 60, "<b>", "$(id)", "x.IPYNB"):
        (path.parent / name).touch()
