"""Widgets as a web page of one file, which needs neither Python nor a network."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from pathlib import Path

from course.nn.arguments import items
from course.show.light_markup import light_markup
from course.show.web_widget import WEB, WebWidget, module_text, style_text

EXPORT_DEFAULT = re.compile(r"^export default ", re.MULTILINE)


def page(widgets: WebWidget | Sequence[WebWidget], path: str | Path, *, title: str = "") -> Path:
    """Write a page on which the widgets live without Python, and return its path.

    The page holds each widget's module once, the start of each widget, and its still copy for
    browsers without JavaScript. A question card keeps its record in the reader's browser.

    Args:
        widgets: one or more of the course's widgets in JavaScript, such as `question(...)`.
        path: the file to write, such as "questions.html".
        title: of the page; without it that of the first widget.

    Raises:
        TypeError: something among `widgets` is no such widget.
        ValueError: no widgets, or a title with more than the tags of `light_markup`.
    """
    shown = [widgets] if isinstance(widgets, WebWidget) else items("widgets", widgets, of="widgets")
    if not shown:
        raise ValueError("widgets must hold at least one widget")
    for widget in shown:
        if not isinstance(widget, WebWidget):
            raise TypeError(f"widgets must be widgets in JavaScript, got {type(widget).__name__}")
    heading = html.escape(light_markup("title", title or shown[0].given["title"]))
    target = Path(path)
    target.write_text(_document(heading, shown), encoding="utf-8")
    return target


def _document(heading: str, widgets: Sequence[WebWidget]) -> str:
    places = "\n".join(
        f'<div data-chalkgrad="{widget.module}" data-given="{_attribute(widget.given)}" '
        f'data-state="{_attribute(widget.state)}">'
        f"<noscript>{widget.as_html()}</noscript></div>"
        for widget in widgets
    )
    mount = (WEB / "page.js").read_text(encoding="utf-8")
    modules = "\n".join(
        f'<script type="module">\n{_mounted(name, mount)}\n</script>'
        for name in sorted({widget.module for widget in widgets})
    )
    sheet = (WEB / "page.css").read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading}</title>\n<style>\n{style_text()}\n{sheet}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{heading}</h1>\n{places}\n</main>\n{modules}\n</body>\n</html>\n"
    )


def _attribute(value: object) -> str:
    return html.escape(json.dumps(value))


def _mounted(name: str, mount: str) -> str:
    """Return a module that puts itself into every place of its kind."""
    source = EXPORT_DEFAULT.sub("const mounted = ", module_text(name))
    return f'{source}\n{mount}\nmount(mounted, "{name}");'.replace("</script", "<\\/script")
