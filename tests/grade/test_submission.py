"""Whatever a file holds, reading it ends with a notebook or a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.grade.submission import Submission, Unreadable, read_submission


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
        (json.dumps(notebook()).encode("utf-16"), "is not UTF-8 text"),
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


def test_links_beside_a_notebook_are_not_copied(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("1")
    (tmp_path / "stolen.txt").symlink_to("/etc/passwd")
    (tmp_path / "root").symlink_to("/etc")
    files = list(Submission("ada", "mini", "mini", tmp_path).other_files())
    assert [path.name for path in files] == ["data.csv"]
