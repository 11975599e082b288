"""Show a function's own source in a notebook, so that the page and the library cannot drift."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course.nn.arguments import describe

PACKAGE_PARENT = Path(__file__).resolve().parents[2]


class Source:
    """Source code that a notebook shows highlighted and a terminal as plain text."""

    def __init__(self, text: str, places: list[str]) -> None:
        self.text = text
        self.places = places

    def __repr__(self) -> str:
        return "\n".join(f"# {place}" for place in self.places) + "\n" + self.text

    def _repr_markdown_(self) -> str:
        places = ", ".join(f"`{place}`" for place in self.places)
        return f"```python\n{self.text}\n```\n<small>{places}</small>"


def source(*functions: Callable[..., Any]) -> Source:
    """Return the code of functions of the library, as it runs, without their docstrings.

    The docstrings hold the contract (shapes, dtypes, errors): `help(function)` prints them.

    Args:
        functions: one or more Python functions or classes.

    Returns:
        `Source`, which Jupyter shows with colours that follow its theme.

    Raises:
        ValueError: nothing given, or something whose Python source is not on disk.
    """
    if not functions:
        raise ValueError("functions must name at least one function to show")
    codes, places = [], []
    for function in functions:
        try:
            code = textwrap.dedent(inspect.getsource(function))
            file = Path(inspect.getfile(inspect.unwrap(function))).resolve()
        except (TypeError, OSError):
            raise ValueError(
                f"functions must be Python functions with source on disk, got {describe(function)}"
            ) from None
        codes.append(_without_docstring(code))
        inside = file.is_relative_to(PACKAGE_PARENT)
        place = file.relative_to(PACKAGE_PARENT).as_posix() if inside else file.name
        if place not in places:
            places.append(place)
    return Source("\n\n".join(codes), places)


def _without_docstring(code: str) -> str:
    """Drop the lines of the first statement's docstring, if there is one."""
    definition = ast.parse(code).body[0]
    if not isinstance(definition, ast.FunctionDef | ast.ClassDef):
        return code.rstrip()
    first = definition.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    if not is_docstring or len(definition.body) == 1:
        return code.rstrip()
    lines = code.splitlines()
    return "\n".join(lines[: first.lineno - 1] + lines[first.end_lineno :]).strip()
