"""Every public name of the library says what it computes, with which shapes, and who says so."""

from __future__ import annotations

import importlib.util
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _load_page_writer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_library", ROOT / "docs/write_library.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WRITER = _load_page_writer()
NAMES: list[tuple[str, Any]] = WRITER.public_names()

# A docstring may lean on another: "Arguments and errors as in `hinge`", "see `Optimizer`".
ELSEWHERE = re.compile(r"(?:as in|as for|see)\s+`(\w+)`")
SHAPE = re.compile(
    r"\([A-Z0-9a-z_, /*+-]*,[^)]*\)|shape|scalar|\b(a|one|two) numbers?\b|float|integer|strings\b"
)

# Where every name computes something; a container says what it holds and needs no formula.
MATHEMATICAL = re.compile(
    r"course\.nn\.(losses|metrics|initialization|regularizers|schedules|optimizers|gradient_check)\b"
)


def formulas_in(text: str) -> list[str]:
    return [part for part in text.split("\n\n") if WRITER.is_formula(part)]


def text_of(name: str, thing: Any) -> str:
    """Return the docstring with those it leans on, a gradient's on its value's among them."""
    known = {known.rsplit(".", 1)[-1]: other for known, other in NAMES}
    waiting, texts = [name.rsplit(".", 1)[-1]], {}
    docstrings = {key: inspect.getdoc(other) or "" for key, other in known.items()}
    docstrings.setdefault(waiting[0], inspect.getdoc(thing) or "")
    while waiting:
        key = waiting.pop()
        if key in texts or key not in docstrings:
            continue
        texts[key] = docstrings[key]
        waiting += [*ELSEWHERE.findall(docstrings[key]), key.removesuffix("_gradient")]
    return "\n\n".join(texts.values())


@pytest.mark.parametrize(("name", "thing"), NAMES, ids=[name for name, _ in NAMES])
def test_a_docstring_has_its_parts(name: str, thing: Any) -> None:
    text = text_of(name, thing)
    assert re.search(r"^Source: \S", text, re.MULTILINE), f"{name} names no source"
    assert SHAPE.search(text), f"{name} says nothing of shapes"
    for parameter in inspect.signature(thing).parameters:
        entry = rf"^ {{4}}(\w+, )*{parameter}(, \w+)*: \S"
        assert re.search(entry, text, re.MULTILINE), f"{name} does not explain {parameter}"


@pytest.mark.parametrize(
    ("name", "thing"),
    [(name, thing) for name, thing in NAMES if MATHEMATICAL.match(thing.__module__)],
    ids=[name for name, thing in NAMES if MATHEMATICAL.match(thing.__module__)],
)
def test_what_computes_has_a_formula(name: str, thing: Any) -> None:
    # A gradient's formula is its own: the formula of its value is another one.
    text = inspect.getdoc(thing) or "" if name.endswith("_gradient") else text_of(name, thing)
    assert formulas_in(text), f"{name} has no formula in a paragraph of its own"


def test_the_page_is_current() -> None:
    assert (ROOT / "docs" / "library.md").read_text(encoding="utf-8") == WRITER.page()


def test_a_name_without_a_docstring_would_fail() -> None:
    def bare(x: object) -> None:
        """Do something."""

    with pytest.raises(AssertionError, match="names no source"):
        test_a_docstring_has_its_parts("bare", bare)


def test_a_name_without_a_formula_would_fail() -> None:
    def hinge_gradient(scores: object) -> None:
        """Gradient of `hinge`.

        At the kink, where the margin = 0, it is 0.
        """

    with pytest.raises(AssertionError, match="no formula"):
        test_what_computes_has_a_formula("hinge_gradient", hinge_gradient)
