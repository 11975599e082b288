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
from types import ModuleType
from typing import Any

from course import nn

PAGE = Path(__file__).with_name("library.md")
INTRODUCTION = """\
# The reference library, name by name

Everything that `from course import nn` gives, with formula, shapes and source. Made from the
docstrings by `make docs`; edit those, not this page.
"""
SECTION = re.compile(r"^(Args|Attributes|Returns|Raises|Yields|Example):$")
ENTRY = re.compile(r"^ {4}(\S[^:]*): (.*)$")


def public_names() -> list[tuple[str, Any]]:
    """Return the public names that are documented by themselves, in the order of their files."""
    objects = [(name, getattr(nn, name)) for name in nn.__all__]
    own = [(name, thing) for name, thing in objects if not isinstance(thing, ModuleType)]
    return sorted(own, key=lambda item: (_module(item[1]), _line(item[1])))


def _module(thing: Any) -> str:
    return getattr(thing, "__module__", "course.nn")


def _line(thing: Any) -> int:
    try:
        return inspect.getsourcelines(thing)[1]
    except (TypeError, OSError):
        return 0


def signature(name: str, thing: Any) -> str:
    """Return the call as a reader writes it: parameters and defaults, without types."""
    try:
        found = inspect.signature(thing)
    except (TypeError, ValueError):
        return name
    bare = [p.replace(annotation=p.empty) for p in found.parameters.values()]
    return name + str(found.replace(parameters=bare, return_annotation=found.empty))


def as_markdown(docstring: str) -> str:
    """Turn a docstring into Markdown: formulas as blocks of code, arguments as lists."""
    out: list[str] = []
    paragraphs = inspect.cleandoc(docstring).split("\n\n")
    for paragraph in paragraphs:
        lines = paragraph.splitlines()
        if SECTION.match(lines[0]):
            out.append(f"**{lines[0].rstrip(':')}**")
            out.append(_entries(lines[1:]))
        elif all(line.startswith("    ") for line in lines) or _is_formula(lines):
            out.append("```\n" + "\n".join(line.strip() for line in lines) + "\n```")
        else:
            out.append(" ".join(line.strip() for line in lines).replace("*", "\\*"))
    return "\n\n".join(part for part in out if part)


def _entries(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if entry := ENTRY.match(line):
            names = ", ".join(f"`{part.strip()}`" for part in entry.group(1).split(","))
            items.append(f"- {names}: {entry.group(2)}")
        elif items:
            items[-1] += f" {line.strip()}"
        else:
            items.append(line.strip())
    return "\n".join(items).replace("*", "\\*")


def _is_formula(lines: list[str]) -> bool:
    """Return whether a short paragraph is a formula: it has a relation and ends without a stop."""
    text = lines[-1].rstrip()
    return (
        len(lines) <= 4 and not text.endswith((".", ":", "?")) and bool(re.search(r"[=~≈]", text))
    )


def page() -> str:
    """Return the whole page."""
    parts = [INTRODUCTION]
    for module, group in groupby(public_names(), key=lambda item: _module(item[1])):
        lines = inspect.getdoc(sys.modules[module]) or module
        parts.append(f"## {module.removeprefix('course.')}\n\n{lines.splitlines()[0]}\n")
        for name, thing in group:
            doc = as_markdown(thing.__doc__ or "")
            parts.append(f"### `{signature(name, thing)}`\n\n{doc}\n")
    return "\n".join(parts)


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
