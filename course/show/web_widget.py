"""What the widgets in JavaScript share: their module, their state, and a still copy of each.

The modules are in `course/show/web`, plain and unminified. A notebook gets a module as one text,
in which no relative import resolves, so `module_text` puts the imported files before the importer.
"""

from __future__ import annotations

import base64
import html
import io
import re
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import anywidget
import matplotlib as mpl
import traitlets
from IPython.display import display
from matplotlib.figure import Figure

from course.show.style import style

WEB = files("course.show") / "web"
IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z_]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=function|class|const)", re.MULTILINE)
STILL_DPI = 80
# A notebook that is opened again without its kernel shows the still picture, not an error.
HIDE_ERROR = (
    "<style>.jp-OutputArea-child:has(.chalkgrad-still) + .jp-OutputArea-child "
    ".jupyter-widgets:not(:has(*)) { display: none; }</style>"
)


@cache
def module_text(name: str) -> str:
    """Return `course/show/web/NAME.js` as one module, with what it imports before it."""
    source = (WEB / f"{name}.js").read_text(encoding="utf-8")
    parts: list[str] = []
    _collect(source, parts, set())
    return "\n".join([*parts, IMPORT.sub("", source)])


def _collect(source: str, parts: list[str], done: set[str]) -> None:
    for imported in IMPORT.findall(source):
        if imported not in done:
            done.add(imported)
            text = (WEB / imported).read_text(encoding="utf-8")
            _collect(text, parts, done)
            parts.append(EXPORT.sub("", IMPORT.sub("", text)))


@cache
def style_text() -> str:
    """Return the style sheet of all widgets."""
    return (WEB / "shared.css").read_text(encoding="utf-8")


class WebWidget(anywidget.AnyWidget):
    """A widget that lives in the browser: JavaScript computes, Python says what to start from.

    Attributes:
        given: what the module starts from; `given["start"]` is the first state.
        state: what the reader has changed since, by name; empty before the first move.
    """

    module: ClassVar[str]
    given = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    _drawn: tuple[dict[str, Any], bytes | None] | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        if "module" in cls.__dict__:  # anywidget makes a class of its own for every widget
            cls._esm = module_text(cls.module)
            cls._css = style_text()
        super().__init_subclass__(**options)

    def as_text(self) -> str:
        """Return what the widget shows at its start, in words."""
        raise NotImplementedError

    def as_figure(self) -> Figure | None:
        """Return what the widget shows at its start as a picture, where a picture says more."""
        return None

    def as_html(self) -> str:
        """Return the still copy as HTML; a picture with its words, or the words alone."""
        words = html.escape(self.as_text())
        picture = self._png()
        if picture is None:
            return f"<pre>{words}</pre>"
        data = base64.b64encode(picture).decode("ascii")
        return f'<img alt="{words}" src="data:image/png;base64,{data}" style="max-width: 100%">'

    def still(self) -> dict[str, str]:
        """Return the still copy for where nothing can be moved, by kind of content."""
        content = f'<div class="chalkgrad-still">{HIDE_ERROR}{self.as_html()}</div>'
        bundle = {"text/html": content, "text/plain": self.as_text()}
        picture = self._png()
        if picture is not None:  # for exports that show no HTML
            bundle["image/png"] = base64.b64encode(picture).decode("ascii")
        return bundle

    def _png(self) -> bytes | None:
        """Draw the picture, once for each state."""
        if self._drawn is None or self._drawn[0] != self.state:
            self._drawn = (dict(self.state), self._draw())
        return self._drawn[1]

    def _draw(self) -> bytes | None:
        with mpl.rc_context(style("light")):
            figure = self.as_figure()
            if figure is None:
                return None
            target = io.BytesIO()
            figure.savefig(target, format="png", dpi=STILL_DPI)
            return target.getvalue()

    def __repr__(self) -> str:
        return self.as_text()

    def _ipython_display_(self) -> None:
        display(self.still(), raw=True)
        live, metadata = self._repr_mimebundle_()
        words = "In JupyterLab this can be moved; the still copy above shows the start."
        display(live | {"text/plain": words}, metadata=metadata, raw=True)
