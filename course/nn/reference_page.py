"""Write docs/library.md, every public name with its docstring.

    python -m course.nn.reference_page > docs/library.md
"""

from __future__ import annotations

import inspect
from types import ModuleType
from typing import Any

from course import nn

INTRODUCTION = """# The reference library

Every public name of `course.nn`, in the words of its own docstring: formula, shapes, errors, source.
Functions take arrays; where a `Tensor` is given, they return a `Tensor` that remembers. A function
`NAME_gradient` or `NAME_derivative` is the twin of `NAME`; `NAME_forward` and `NAME_backward` are the
two halves of a layer on plain arrays. `tests/nn/test_reference_page.py` keeps this page current.
"""


def public_things() -> list[tuple[str, Any]]:
    """Return every public name with what it stands for; names inside modules have a dot."""
    things: list[tuple[str, Any]] = []
    for name in sorted(nn.__all__, key=str.lower):
        thing = getattr(nn, name)
        things.append((name, thing))
        if isinstance(thing, ModuleType):
            inside = getattr(thing, "__all__", None) or [
                key
                for key, value in vars(thing).items()
                if not key.startswith("_")
                and callable(value)
                and getattr(value, "__module__", "") == thing.__name__
            ]
            things.extend((f"{name}.{key}", getattr(thing, key)) for key in sorted(inside))
    return things


def page() -> str:
    """Return the page as Markdown."""
    parts = [INTRODUCTION]
    for name, thing in public_things():
        parts.append(f"## {name}\n\n```text\n{_head(name, thing)}{inspect.getdoc(thing)}\n```\n")
    return "\n".join(parts)


def _head(name: str, thing: Any) -> str:
    if isinstance(thing, ModuleType) or not callable(thing):
        return ""
    parameters = ", ".join(_parameter(p) for p in inspect.signature(thing).parameters.values())
    return f"{name}({parameters})\n\n"


def _parameter(parameter: inspect.Parameter) -> str:
    default = parameter.default
    if default is parameter.empty or type(default).__name__ == "_HAS_DEFAULT_FACTORY_CLASS":
        stars = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}
        return stars.get(parameter.kind, "") + parameter.name
    shown = default.__name__ if isinstance(default, type) else repr(default)
    return f"{parameter.name}={shown}"


if __name__ == "__main__":
    print(page(), end="")
