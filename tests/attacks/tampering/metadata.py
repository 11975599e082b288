"""nbgrader's marks on the cells, changed and stripped; kernels of other languages."""

from __future__ import annotations

from course.notebook_format import Notebook
from tests.attacks.tampered import marks, named, score_or_failed, tampering


@tampering()
def points_raised(notebook: Notebook) -> Notebook:
    """Each test is worth a thousand points."""
    for mark in marks(notebook):
        mark["points"] = 1000
    return notebook


@tampering()
def points_of_odd_kinds(notebook: Notebook) -> Notebook:
    """Points are negative, text, nothing, and too large for a number."""
    odd = (-5, "many", None, [], 10**400, {"a": 1})
    for mark, points in zip(marks(notebook), odd, strict=False):
        mark["points"] = points
    return notebook


@tampering()
def failing_tests_not_graded(notebook: Notebook) -> Notebook:
    """The tests that fail are marked as not graded."""
    for name in ("answer-test", "unit-test"):
        named(notebook, name)["metadata"]["nbgrader"]["grade"] = False
    return notebook


@tampering()
def tests_marked_as_answers(notebook: Notebook) -> Notebook:
    """Tests are marked as answers, which nobody overwrites."""
    for mark in marks(notebook):
        mark |= {"solution": True, "locked": False}
    named(notebook, "answer-test")["source"] = "pass"
    return notebook


@tampering()
def tests_unlocked(notebook: Notebook) -> Notebook:
    """Tests are marked as not locked, and changed."""
    for mark in marks(notebook):
        mark["locked"] = False
    named(notebook, "unit-test")["source"] = "3"
    return notebook


@tampering()
def cells_marked_as_tasks(notebook: Notebook) -> Notebook:
    """All cells are marked as tasks."""
    for mark in marks(notebook):
        mark["task"] = True
    return notebook


@tampering()
def schema_versions(notebook: Notebook) -> Notebook:
    """The marks say that they are of another version, or of none."""
    for mark, version in zip(marks(notebook), (99, 0, "x", None, -1, 1, 2), strict=False):
        mark["schema_version"] = version
    return notebook


@tampering()
def checksums_changed(notebook: Notebook) -> Notebook:
    """Checksums are wrong, or those of the changed cells."""
    for mark in marks(notebook):
        mark["checksum"] = "0" * 32
    return notebook


@tampering()
def marks_stripped(notebook: Notebook) -> Notebook:
    """A tool has stripped all metadata; cell ids are left."""
    for one in notebook["cells"]:
        one["metadata"] = {}
    return notebook | {"metadata": {}}


@tampering(score_or_failed())
def marks_and_ids_stripped(notebook: Notebook) -> Notebook:
    """A tool has stripped all metadata, and ids too, as versions before 4.5 had none."""
    for one in notebook["cells"]:
        one["metadata"] = {}
        del one["id"]
    return notebook | {"metadata": {}, "nbformat_minor": 4}


@tampering()
def marks_of_odd_kinds(notebook: Notebook) -> Notebook:
    """The marks are a list, a text, a number, and nothing."""
    for one, odd in zip(notebook["cells"][2:], ([], "x", 3, None, True), strict=False):
        one["metadata"] = {"nbgrader": odd}
    return notebook


@tampering()
def metadata_of_odd_kinds(notebook: Notebook) -> Notebook:
    """Cells have metadata that is a list, a text, and none at all."""
    for one, odd in zip(notebook["cells"], ([], "x"), strict=False):
        one["metadata"] = odd
    del named(notebook, "square")["metadata"]
    return notebook | {"metadata": []}


@tampering()
def kernel_of_another_language(notebook: Notebook) -> Notebook:
    """The notebook asks for a kernel of another language."""
    julia = {"display_name": "Julia", "language": "julia", "name": "julia-1.10"}
    notebook["metadata"] = {"kernelspec": julia, "language_info": {"name": "julia"}}
    return notebook


@tampering()
def kernel_absent(notebook: Notebook) -> Notebook:
    """The notebook names no kernel."""
    return notebook | {"metadata": {}}


@tampering()
def kernel_that_is_a_path(notebook: Notebook) -> Notebook:
    """The kernel's name is a path, and its arguments a command."""
    kernel = {"name": "../../../../tmp/kernel", "argv": ["/bin/sh", "-c", "touch /tmp/x"]}
    return notebook | {"metadata": {"kernelspec": kernel | {"display_name": "x"}}}
