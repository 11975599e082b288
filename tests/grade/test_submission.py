"""Whatever a file holds, reading it ends with a notebook or a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.grade.course_folder import CourseFolder
from course.grade.submission import (
    Submission,
    Unreadable,
    copy_files,
    find_submissions,
    read_submission,
)
from tests.mini_course import HandIn


def notebook(**changes: object) -> dict:
    cells = [{"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": []}]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | changes


def read(tmp_path: Path, content: bytes | str) -> dict:
    path = tmp_path / "x.ipynb"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_submission(path)[0]


def test_a_notebook_is_read_with_sources_joined(tmp_path: Path) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["a\n", "b"]}]
    assert read(tmp_path, json.dumps(notebook(cells=cells)))["cells"][0]["source"] == "a\nb"


def test_a_byte_order_mark_is_allowed(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + json.dumps(notebook()).encode())["cells"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_what_an_editor_saved_in_a_wider_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, json.dumps(notebook()).encode(encoding))["cells"][0]["source"] == "1"


def test_a_newer_minor_version_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, json.dumps(notebook(nbformat_minor=99)))["cells"][0]["source"] == "1"


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.ipynb"
    with path.open("wb") as file:
        file.truncate(300 * 1024**2)
    with pytest.raises(Unreadable, match=r"x\.ipynb has 300 MB; the most is 50 MB"):
        read_submission(path)


def test_of_metadata_only_what_has_the_right_type_is_kept(tmp_path: Path) -> None:
    marks = {"grade_id": "a", "grade": True, "points": 2, "solution": "yes", "checksum": 3}
    nan = {"grade_id": "b", "grade": True, "points": float("nan"), "locked": True}
    nameless = {"grade": True, "points": 1, "grade_id": ["a"]}
    cells = [
        {"cell_type": "markdown", "id": "no id", "metadata": {"nbgrader": m}, "source": "s"}
        for m in (marks, nan, nameless)
    ]
    read_cells = read(tmp_path, json.dumps(notebook(cells=cells)))["cells"]
    flags = {"solution": False, "task": False}
    assert [cell["metadata"] for cell in read_cells] == [
        {"nbgrader": {"grade_id": "a", "grade": True, "points": 2.0, "locked": False} | flags},
        {"nbgrader": {"grade_id": "b", "grade": False, "locked": True} | flags},
        {},
    ]
    assert {cell["id"] for cell in read_cells} == {None}


def test_pictures_pasted_into_an_answer_are_kept(tmp_path: Path) -> None:
    picture = {"image.png": {"image/png": "aGVsbG8="}}
    mixed = picture | {"bad.png": {"image/png": 3}, "worse.png": []}
    cells = [{"cell_type": "markdown", "source": "![](attachment:x)", "attachments": mixed}]
    assert read(tmp_path, json.dumps(notebook(cells=cells)))["cells"][0]["attachments"] == picture


def test_an_old_notebook_is_converted(tmp_path: Path) -> None:
    cells = [{"cell_type": "code", "input": "1 + 1", "outputs": [], "language": "python"}]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    assert read(tmp_path, json.dumps(old))["cells"][0]["source"] == "1 + 1"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "is empty"),
        ("  \n", "is empty"),
        ('{"cells": [', "is not valid JSON: Expecting value at line 1, column 12"),
        ("[" * 100_000, "is nested too deeply"),
        ("[]", "is JSON but not a notebook"),
        (json.dumps(notebook(x="\xe9"), ensure_ascii=False).encode("latin-1"), "is not UTF-8 text"),
        (json.dumps(notebook())[:-20], "is not valid JSON"),
        ("[" * 10_000 + "]" * 10_000, "is nested too deeply"),
        ('{"nbformat": ' + "1" * 5_000 + "}", "cannot be read: Exceeds the limit"),
        (json.dumps(notebook(nbformat=float("nan"))), "has notebook format nan"),
        ('{"nbformat": 4, "cells": [], "cells": {}}', "has no list of cells"),
        ("[" + "[]," * 1_000_001 + "[]]", "holds over 2,000,000 values"),
        (json.dumps(notebook(cells=[{"cell_type": "code"}] * 50_000)), "has 50,000 cells"),
        (json.dumps(notebook(nbformat="x" * 1000)), "xxx; version 4 is needed"),
        (
            json.dumps(notebook(cells=[{"cell_type": "code", "source": "x" * 20_000_000}])),
            "cell 1: 20,000,000 characters of code; the most is 1,000,000",
        ),
        (
            json.dumps({"nbformat": 3, "worksheets": [{"cells": [{}] * 6000}]}),
            "has 6,000 cells",
        ),
        (json.dumps(notebook(nbformat=5)), "has notebook format 5"),
        (json.dumps(notebook(nbformat="4")), "has notebook format '4'"),
        (json.dumps(notebook(cells={})), "has no list of cells"),
        (json.dumps(notebook(cells=[1])), "cell 1: not a code, markdown or raw cell"),
        (json.dumps(notebook(cells=[{"cell_type": "code", "source": 3}])), "source is not text"),
        (json.dumps(notebook(cells=[{"cell_type": "raw"}] * 5001)), "has 5,001 cells"),
        (json.dumps(notebook(nbformat=3)), "an old notebook that cannot be converted"),
        (
            json.dumps(notebook(cells=[{"cell_type": "code", "source": "\ud800"}])),
            "half a character",
        ),
    ],
)
def test_a_bad_file_has_a_reason(tmp_path: Path, content: bytes | str, reason: str) -> None:
    with pytest.raises(Unreadable, match=r"x\.ipynb") as caught:
        read(tmp_path, content)
    assert reason in str(caught.value)


def test_missing_and_linked_files_have_reasons(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is missing"):
        read_submission(tmp_path / "none.ipynb")
    (tmp_path / "link.ipynb").symlink_to("/etc/passwd")
    with pytest.raises(Unreadable, match="symbolic link"):
        read_submission(tmp_path / "link.ipynb")


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        json_values.map(lambda value: json.dumps(value).encode()),
        st.lists(json_values, max_size=3).map(
            lambda cells: json.dumps(notebook(cells=cells)).encode()
        ),
        st.fixed_dictionaries(
            {}, optional=dict.fromkeys(("cell_type", "source", "metadata", "id"), json_values)
        ).map(lambda cell: json.dumps(notebook(cells=[{"cell_type": "code"} | cell])).encode()),
    )
)
def test_any_bytes_end_with_a_notebook_or_a_reason(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "x.ipynb"
    path.write_bytes(content)
    try:
        cells = read_submission(path)[0]["cells"]
    except Unreadable:
        return
    assert all(isinstance(cell["source"], str) for cell in cells)


def test_a_renamed_notebook_is_found_when_it_is_the_only_one(tmp_path: Path) -> None:
    submission = Submission("ada", "mini", "mini", tmp_path)
    (tmp_path / "Mini (1).ipynb").touch()
    assert submission.path.name == "Mini (1).ipynb"
    (tmp_path / "other.ipynb").touch()
    assert submission.path.name == "mini.ipynb"


def test_of_several_notebooks_none_stands_in_for_another(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    solutions = mini_course.solutions / "mini"
    (solutions / "second.ipynb").write_bytes((solutions / "mini.ipynb").read_bytes())
    hand_in("ada")
    paths = {one.notebook: one.path.name for one in find_submissions(mini_course, "mini")}
    assert paths == {"mini": "mini.ipynb", "second": "second.ipynb"}


def test_what_is_in_the_way_of_a_file_is_replaced(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    for name in ("data.csv", "folder/inner.csv"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("1")
    (target / "data.csv" / "deep").mkdir(parents=True)
    (target / "folder").write_text("a file")
    copy_files(iter([source / "data.csv", source / "folder" / "inner.csv"]), source, target)
    assert (target / "data.csv").read_text() == "1"
    assert (target / "folder" / "inner.csv").read_text() == "1"


def test_files_under_the_graders_own_names_are_not_copied(tmp_path: Path) -> None:
    for name in ("mini.ipynb/x.txt", "mini.partial/y.txt", "sub/z.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).touch()
    files = list(Submission("ada", "mini", "mini", tmp_path).other_files())
    assert [path.name for path in files] == ["z.txt"]


def test_files_are_found_where_the_folder_itself_is_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "data.csv").touch()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    files = list(Submission("ada", "mini", "mini", tmp_path / "link").other_files())
    assert [path.name for path in files] == ["data.csv"]


def test_links_beside_a_notebook_are_not_copied(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1")
    (tmp_path / "stolen.txt").symlink_to("/etc/passwd")
    (tmp_path / "root").symlink_to("/etc")
    files = list(Submission("ada", "mini", "mini", tmp_path).other_files())
    assert [path.name for path in files] == ["data.csv"]
