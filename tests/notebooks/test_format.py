"""Every committed notebook is in the committed form, and the formatter makes that form."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.errors import CourseError
from course.notebook_format import clean, main, problems, read_notebook, to_text
from tests.mini_course import mini_notebook

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = sorted(
    path
    for name in ("lectures", "solutions", "assignments")
    for path in ROOT.glob(f"{name}/**/*.ipynb")
)


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: str(path.relative_to(ROOT)))
def test_committed_notebooks_are_in_the_committed_form(path: Path) -> None:
    notebook = read_notebook(path)
    assert path.read_text(encoding="utf-8") == to_text(clean(notebook))
    assert list(problems(notebook)) == []


def test_cleaning_keeps_a_cell_folded_and_forgets_the_rest_of_its_view() -> None:
    def kept(view: object) -> object:
        notebook = mini_notebook()
        notebook["cells"][1]["metadata"]["jupyter"] = view
        return clean(notebook)["cells"][1]["metadata"].get("jupyter")

    assert kept({"source_hidden": True, "outputs_hidden": True}) == {"source_hidden": True}
    assert kept({"source_hidden": False}) is None
    assert kept("folded") is None


def test_cleaning_drops_what_running_makes() -> None:
    notebook = mini_notebook()
    notebook["cells"][1] |= {
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
        "execution_count": 7,
        "source": "a = 1\nb = 2\n\n",
    }
    notebook["cells"][1]["metadata"] |= {"collapsed": True, "tags": ["kept"]}
    notebook["metadata"]["widgets"] = {"state": {}}
    made = clean(notebook)
    assert made["cells"][1]["outputs"] == []
    assert made["cells"][1]["execution_count"] is None
    assert made["cells"][1]["source"] == ["a = 1\n", "b = 2"]
    assert "collapsed" not in made["cells"][1]["metadata"]
    assert made["cells"][1]["metadata"]["tags"] == ["kept"]
    assert set(made["metadata"]) == {"kernelspec", "language_info"}
    assert clean(made) == made


@pytest.mark.parametrize("bad", ["", "a1b2c3d4", "1f0e9d8c-aaaa", "Softmax", "two words", "x_y"])
def test_makeshift_ids_are_problems(bad: str) -> None:
    notebook = mini_notebook()
    notebook["cells"][0]["id"] = bad
    assert [line for line in problems(notebook) if repr(bad) in line]


def test_repeated_ids_are_problems() -> None:
    notebook = mini_notebook()
    notebook["cells"][1]["id"] = "title"
    assert list(problems(notebook)) == ["cell 2 repeats the id 'title'"]


def test_the_command_checks_then_formats(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps(mini_notebook()))
    assert main(["--check", str(tmp_path)]) == 1
    assert "not in the committed form" in capsys.readouterr().out
    assert main([str(tmp_path)]) == 0
    assert main(["--check", str(path)]) == 0


def test_the_command_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "x.ipynb").write_text("{")
    words = [sys.executable, "-m", "course.notebook_format", str(tmp_path)]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    (tmp_path / "x.ipynb").write_text('{"cells": [], "nbformat": 3}')
    with pytest.raises(CourseError, match="version 4"):
        read_notebook(tmp_path / "x.ipynb")
