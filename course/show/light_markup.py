"""The little HTML that questions are written in, checked before a browser sees it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

TAGS = frozenset(
    {"b", "br", "code", "em", "i", "li", "ol", "p", "pre", "strong", "sub", "sup", "ul"}
)
LATEX = re.compile(r"\$[^$\n]*[\\^_{][^$\n]*\$|\\\(|\\\[|\\[a-z]{2,}\b")


def light_markup(name: str, value: object, *, may_be_empty: bool = False) -> str:
    """Return `value` if it is text with at most the tags in `TAGS`, all of them closed.

    No typesetter is at hand in a plain page, so formulas are written with `<sub>`, `<sup>`, `<i>`
    and Unicode signs. A bare `<` in a formula is text when a space follows it.

    Raises:
        TypeError: `value` is not a string.
        ValueError: it is empty, has LaTeX, another tag, an attribute, or a tag left open.
    """
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a string, got {type(value).__name__}")
    if not value.strip() and not may_be_empty:
        raise ValueError(f"{name} must not be empty")
    if found := LATEX.search(value):
        raise ValueError(
            f"{name} has LaTeX, {found.group()!r}, which a plain page does not typeset; "
            "write it with <sub>, <sup> and Unicode signs"
        )
    checker = _Checker(name)
    checker.feed(value)
    checker.close()
    if checker.open:
        raise ValueError(f"{name} leaves <{checker.open[-1]}> open; close it")
    return value


class _Checker(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS or attrs:
            listed = ", ".join(sorted(TAGS))
            raise ValueError(
                f"{self.name} has {self.get_starttag_text()}; allowed are {listed} without "
                "attributes; write &lt; for a bare <"
            )
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"{self.name} has </{tag}> where nothing of that kind is open")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br" or attrs:
            raise ValueError(f"{self.name} has <{tag}/>; only <br> may stand alone")

    def handle_comment(self, data: str) -> None:
        raise ValueError(f"{self.name} has an HTML comment; leave it out")

    def handle_decl(self, decl: str) -> None:
        raise ValueError(f"{self.name} has an HTML declaration; leave it out")

    def unknown_decl(self, data: str) -> None:
        raise ValueError(f"{self.name} has an HTML declaration; leave it out")

    def handle_pi(self, data: str) -> None:
        raise ValueError(f"{self.name} has an HTML processing instruction; leave it out")
