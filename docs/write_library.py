"""Write docs/library.md from the docstrings of `course.nn`: every public name, by module.

python docs/write_library.py            # write the page
python docs/write_library.py --check    # exit 1 when the page is not current
"""

from __future__ import annotations

import inspect
import re
import sys
from itertools import groupby
from pathlib import Path
from textwrap import dedent, fill
from types import ModuleType
from typing import Any

from course import nn

PAGE = Path(__file__).with_name("library.md")
INTRODUCTION = """\
# The reference library, name by name

Everything that `from course import nn` gives, with formula, shapes and source. Made from the
docstrings by `make docs`; edit those, not this page.

In formulas `<-` means "becomes", `~` "is drawn from" or "is about", `sum_i` the sum over i and
`x_i` entry i of x. Losses and their gradients are written for one sample or element;
`reduction="mean"` divides by how many there are. Titles in quotation marks after CPSC 532S, going
deep, CS109B, deep neural networks or CS344 are those of slides in these decks.

NaN in gives NaN out, where it went in and where sums and means carried it, and no error. A
derivative in whose formula the input stands is NaN too. Functions made of pieces ask which piece
the input lies on, and no comparison with NaN holds: the derivative of `relu` and of `np.clip` at
NaN is 0, that of `leaky_relu`, `prelu` and `generalised_relu` the slope, that of `s_shaped_relu` 1,
and `np.maximum` and `np.minimum` pass nothing to either input. In PyTorch ReLU, ELU, `maximum` and
`minimum` pass the gradient instead, and |x|, the absolute error, the quantile loss and the hinge
give a number where ours is NaN; everything else agrees.
"""
WIDTH = 100  # the line length of pyproject.toml: `ruff format` also reads the code in pages
SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields):$")
ENTRY = re.compile(r"^ {4}(\w+(?:, \w+)*): (.*)$")
RELATION = re.compile(r" (?:=|<-|~|≈|<=) ")
CODE = re.compile(r"(`[^`]+`)")


def public_names() -> list[tuple[str, Any]]:
    """Return every public name with its object, modules opened, in the order of their files."""
    found: dict[int, tuple[str, Any]] = {}
    for module, prefix in ((nn, ""), *_public_modules()):
        for name in module.__all__:
            thing = getattr(module, name)
            if not isinstance(thing, ModuleType):
                found.setdefault(id(thing), (prefix + name, thing))
    return sorted(found.values(), key=lambda item: (_module(item[1]), _line(item[1])))


def _public_modules() -> list[tuple[ModuleType, str]]:
    things = ((name, getattr(nn, name)) for name in nn.__all__)
    return [(thing, f"{name}.") for name, thing in things if isinstance(thing, ModuleType)]


def _module(thing: Any) -> str:
    return getattr(thing, "__module__", "course.nn")


def _line(thing: Any) -> int:
    try:
        return inspect.getsourcelines(thing)[1]
    except (TypeError, OSError):
        return 0


def signature(name: str, thing: Any) -> str:
    """Return the call as a reader writes it: parameters and defaults, without types."""
    found = inspect.signature(thing)
    bare = [
        p.replace(annotation=p.empty, default=_readable(p.default))
        for p in found.parameters.values()
        if p.name != "self"
    ]
    return name + str(found.replace(parameters=bare, return_annotation=found.empty))


class _Shown:
    """A default that prints as readers write it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _readable(default: Any) -> Any:
    is_type = isinstance(default, type) and default is not inspect.Parameter.empty
    return _Shown(default.__name__) if is_type else default


def as_markdown(docstring: str) -> str:
    """Turn a docstring into Markdown: formulas as blocks of code, arguments as lists."""
    return "\n\n".join(_paragraph(part) for part in inspect.cleandoc(docstring).split("\n\n"))


def _paragraph(paragraph: str) -> str:
    lines = paragraph.splitlines()
    if section := SECTION.match(lines[0]):
        return f"**{section.group(1)}**\n\n{_entries(lines[1:])}"
    if is_formula(paragraph):
        return f"```\n{dedent(paragraph)}\n```"
    return _prose(lines)


def is_formula(paragraph: str) -> bool:
    """Return whether a paragraph is a formula: indented, or a relation that ends without a stop.

    Each further line of one that is not indented has a relation of its own or is indented.
    """
    first, *others = paragraph.splitlines()
    if first.startswith("    "):
        return True
    ends_a_sentence = paragraph.rstrip().endswith((".", ":", "?"))
    return (
        not ends_a_sentence
        and bool(RELATION.search(first))
        and all(RELATION.search(line) or line.startswith("    ") for line in others)
    )


def _entries(lines: list[str]) -> str:
    """Return the lines of a section: a list of named entries, or a paragraph."""
    if not ENTRY.match(lines[0]):
        return _prose(lines)
    items: list[list[str]] = []
    for line in lines:
        if entry := ENTRY.match(line):
            names = ", ".join(f"`{name}`" for name in entry.group(1).split(", "))
            items.append([f"{names}: {entry.group(2)}"])
        else:
            items[-1].append(line)
    return "\n".join(f"- {_prose(item)}" for item in items)


def _prose(lines: list[str]) -> str:
    """Return a paragraph on one line; outside `code`, Markdown's own signs are escaped."""
    text = " ".join(line.strip() for line in lines)
    return "".join(
        part if CODE.fullmatch(part) else re.sub(r"([*<])", r"\\\1", part)
        for part in CODE.split(text)
    )


def _methods(thing: Any) -> str:
    """Return the public methods and properties that a class itself defines."""
    if not inspect.isclass(thing):
        return ""
    parts = []
    for name, member in vars(thing).items():
        is_method = inspect.isfunction(member) or isinstance(member, property)
        if name.startswith("_") or not is_method or not member.__doc__:
            continue
        call = signature(name, member) if inspect.isfunction(member) else name
        parts.append(f"#### `.{call}`\n\n{as_markdown(member.__doc__)}\n")
    return "\n".join(["", *parts])


def _linked(text: str, name: str, thing: Any, names: dict[str, str]) -> str:
    """Link each `name` of the library to its part of the page, once, and not to itself."""
    own = {name, *inspect.signature(thing).parameters}
    for short, full in names.items():
        if short not in own and full != name:
            text = text.replace(f"`{short}`", f"[`{short}`](#{_anchor(full)})", 1)
    return text


def _anchor(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")


def page() -> str:
    """Return the whole page."""
    found = public_names()
    short_names = {name.rsplit(".", 1)[-1]: name for name, _ in found}
    contents, parts = ["## Contents\n"], []
    for module, members in groupby(found, key=lambda item: _module(item[1])):
        title, group = module.removeprefix("course."), list(members)
        links = ", ".join(f"[`{name}`](#{_anchor(name)})" for name, _ in group)
        contents.append(f"- [{title}](#{_anchor(title)}): {links}")
        about = inspect.getdoc(sys.modules[module]) or ""
        parts.append(f"## {title}\n\n{as_markdown(about)}\n")
        for name, thing in group:
            call = fill(signature(f"nn.{name}", thing), WIDTH, subsequent_indent="    ")
            text = _linked(as_markdown(thing.__doc__ or ""), name, thing, short_names)
            parts.append(f"### `{name}`\n\n```python\n{call}\n```\n\n{text}\n{_methods(thing)}")
    return "\n".join([INTRODUCTION, *contents, "", *parts]).rstrip() + "\n"


def main() -> int:
    """Write the page, or check that it is current."""
    text = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        if not current:
            print(f"{PAGE} is not current; run make docs", file=sys.stderr)
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
