"""`show.source` shows the code that runs: no docstring, all of the rest, and where it lies."""

from __future__ import annotations

import ast
import inspect

import pytest

from course import nn, show


def test_it_is_the_code_without_the_docstring() -> None:
    shown = ast.parse(show.source(nn.softmax_cross_entropy_gradient).text).body[0]
    real = ast.parse(inspect.getsource(nn.softmax_cross_entropy_gradient)).body[0]
    assert isinstance(shown, ast.FunctionDef)
    assert isinstance(real, ast.FunctionDef)
    assert ast.get_docstring(shown) is None
    real.body = real.body[1:]
    assert ast.dump(shown) == ast.dump(real)


def test_it_names_each_file_once() -> None:
    assert show.source(nn.hinge, nn.hinge_gradient).places == ["course/nn/losses/hinge.py"]


def test_a_decorated_function_lies_where_it_is_written() -> None:
    assert show.source(nn.relu).places == ["course/nn/activations/rectifiers.py"]


def test_a_notebook_gets_highlighted_python_and_a_terminal_plain_text() -> None:
    shown = show.source(nn.hinge)
    markdown = shown._repr_markdown_()
    assert markdown.startswith("```python\ndef hinge(")
    assert "`course/nn/losses/hinge.py`" in markdown
    assert repr(shown).startswith("# course/nn/losses/hinge.py\ndef hinge(")


def test_a_method_is_shown_without_its_indentation() -> None:
    assert show.source(show.Progress.note).text.startswith("def note(self, text")


def test_a_function_without_docstring_is_shown_whole() -> None:
    def plain(x: int) -> int:
        return x + 1

    assert show.source(plain).text == "def plain(x: int) -> int:\n    return x + 1"


def test_a_body_that_is_only_a_docstring_stays() -> None:
    def empty() -> None:
        """Nothing else."""

    assert '"""Nothing else."""' in show.source(empty).text


@pytest.mark.parametrize("wrong", [len, 3, "hinge", None])
def test_what_has_no_python_source_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="functions must be Python functions with source on disk"):
        show.source(wrong)


def test_nothing_to_show_is_refused() -> None:
    with pytest.raises(ValueError, match="functions must name at least one"):
        show.source()
