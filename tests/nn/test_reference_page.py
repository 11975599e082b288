"""Every public name explains itself, and the page that lists them is current."""

import inspect
from pathlib import Path
from types import ModuleType

import pytest

from course import nn
from course.nn.reference_page import page, public_things

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"
THINGS = dict(public_things())


@pytest.mark.parametrize("name", THINGS)
def test_every_public_name_has_a_docstring(name):
    thing = THINGS[name]
    text = inspect.getdoc(thing) or ""
    assert len(text) > 20
    assert text.split("\n")[0].endswith((".", ":", "?"))
    if inspect.isclass(thing):  # an inherited text does not explain the class
        assert thing.__doc__
        for key, method in vars(thing).items():
            if inspect.isfunction(method) and not key.startswith("_"):
                assert inspect.getdoc(getattr(thing, key)), f"{name}.{key} has no docstring"


def test_names_are_public_once():
    assert len(nn.__all__) == len(set(nn.__all__))
    assert not any(isinstance(t, ModuleType) and not t.__doc__ for t in THINGS.values())


def test_the_page_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "write it again: python -m course.nn.reference_page > docs/library.md"
    )
