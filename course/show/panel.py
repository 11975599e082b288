"""The shell of the widgets that compute in Python: controls, a picture, numbers, and a still copy.

The controls are the browser's own, in a small script, because the sliders of ipywidgets tell a
screen reader no name. Moving one sends its value here; the answer goes back as a picture. Where
there is no browser, the widget is a still picture and a table.
"""

from __future__ import annotations

import asyncio
import base64
import html
import math
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython.display import display

from course.show.canvas import PIXELS_PER_INCH, Canvas, Picture
from course.show.controls import Control, checked
from course.show.style import theme_in_force

WEB = Path(__file__).with_name("web")
OWN = "your own"
SECONDS_BETWEEN_PICTURES = 0.3  # of a training that is under way
PAUSE = 0.001  # seconds in which the kernel can hear of a moved control


@dataclass(frozen=True)
class Number:
    """A result in words and digits: `label` for readers, `key` for programs."""

    key: str
    label: str
    value: float
    text: str


@dataclass(frozen=True)
class Answer:
    """What a widget shows for some values of its controls.

    Attributes:
        data: what the picture function draws.
        words: one or two sentences that say what the picture shows.
        numbers: the results.
        done: share of the work, from 0 to 1; below 1 more answers follow.
        note: how far it is, such as "step 20 of 400".
    """

    data: Any
    words: str
    numbers: Sequence[Number] = ()
    done: float = 1.0
    note: str = ""


@dataclass(frozen=True)
class Design:
    """What makes one widget differ from another.

    Attributes:
        title: its name.
        controls: from top to bottom.
        compute: from the values of the controls, by key, to one or more answers.
        picture: draws `Answer.data` on the axes.
        size, widths, margins: as in `Canvas`.
        presets: by name, values for some or all controls.
        waits: whether a training starts at a button, not at every move.
        trains: whether it trains at every move, so that there is something to stop.
    """

    title: str
    controls: Sequence[Control]
    compute: Callable[[dict[str, Any]], Iterator[Answer]]
    picture: Picture
    size: tuple[float, float]
    widths: Sequence[float]
    margins: Mapping[str, float]
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    waits: bool = False
    trains: bool = False


class Panel(anywidget.AnyWidget):
    """A widget made from a `Design`. `values` may be set from Python as well, or by `move`."""

    _esm = (WEB / "panel.js").read_text(encoding="utf-8")
    _css = (WEB / "panel.css").read_text(encoding="utf-8")

    given = traitlets.Dict().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    picture = traitlets.Bytes().tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)
    dark = traitlets.Bool().tag(sync=True)

    def __init__(self, design: Design, start: Mapping[str, Any]) -> None:
        self._design = design
        defaults = {control.key: control.start for control in design.controls}
        self._start = checked(design.controls, defaults | dict(start))
        self._still = f"chalkgrad-still-{uuid.uuid4().hex}"
        self._canvases: dict[bool, Canvas] = {}
        self._answers: Iterator[Answer] = iter(())
        self._last = Answer(None, "")
        self._task: asyncio.Task | None = None
        super().__init__(
            given={
                "title": design.title,
                "controls": [control.specification() for control in design.controls],
                "presets": {name: dict(values) for name, values in design.presets.items()},
                "own": OWN,
                "buttons": _buttons(design),
                "still": self._still,
            },
            values=self._start,
            dark=theme_in_force() == "dark",
        )
        self._begin()
        if design.waits:
            self._show()
        else:
            self._finish()
        self.observe(self._moved, "values")
        self.observe(lambda _: self._show(), "dark")
        self.on_msg(self._command)

    def move(self, **values: Any) -> None:
        """Set controls, as a hand would, and wait for the answer.

        Raises `TypeError` or `ValueError` for an unknown control or a value out of range.
        """
        self.values = checked(self._design.controls, {**self.values, **values})
        if not self._design.waits:
            self._finish()

    def train(self) -> None:
        """Do now what is left of the training, however long it takes."""
        self._finish()

    def number(self, key: str) -> float:
        """Return one of the numbers shown, by its key."""
        return {number.key: number.value for number in self._last.numbers}[key]

    def _moved(self, _: object) -> None:
        self._stop()
        try:
            self._begin()
        except (TypeError, ValueError) as error:  # out of range, or a loss that is not finite
            self._show(error=str(error))
            return
        if not self._design.waits:
            self._go_on()
        self._show()

    def _command(self, _: object, content: Any, __: object) -> None:
        command = content.get("command")
        if command == "reset":
            if self.values == self._start:
                self._moved(None)
            self.values = self._start
            return
        if command == "stop":
            self._stop()
        elif command == "start":
            if self._last.done >= 1:
                self._begin()
            self._go_on()
        self._show()

    def _begin(self) -> None:
        """Compute the first answer."""
        self._answers = self._design.compute(checked(self._design.controls, self.values))
        self._last = next(self._answers)

    def _go_on(self) -> None:
        """Work on the other answers beside whatever else the kernel does."""
        if self._last.done >= 1 or self._task is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # plain Python: nobody is waiting, so nothing is beside
            self._finish()
        else:
            self._task = loop.create_task(self._work())

    async def _work(self) -> None:
        shown = time.monotonic()
        error = "an error in the training; the kernel's log has it"
        try:
            for answer in self._answers:
                self._last = answer
                await asyncio.sleep(PAUSE)
                if time.monotonic() - shown > SECONDS_BETWEEN_PICTURES:
                    self._show()
                    shown = time.monotonic()
            error = ""
        except ValueError as problem:  # a loss that is no longer finite
            error = str(problem)
        finally:
            if self._task is asyncio.current_task():  # neither stopped nor begun anew meanwhile
                self._task = None
                self._show(error=error)

    def _finish(self) -> None:
        """Compute all that is left and show the last answer."""
        self._stop()
        for answer in self._answers:
            self._last = answer
        self._show()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _show(self, *, error: str = "") -> None:
        answer = self._last
        png = self._canvas().draw(self._design.picture, answer.data)
        with self.hold_sync():
            self.picture = png
            self.answer = {
                "words": answer.words,
                "numbers": [_told(number) for number in answer.numbers],
                "done": answer.done,
                "note": answer.note,
                "busy": self._task is not None,
                "error": error,
                "width": round(self._design.size[0] * PIXELS_PER_INCH),
            }

    def _canvas(self) -> Canvas:
        if self.dark not in self._canvases:
            design, theme = self._design, "dark" if self.dark else "light"
            self._canvases[self.dark] = Canvas(design.size, design.widths, design.margins, theme)
        return self._canvases[self.dark]

    def __repr__(self) -> str:
        settings = ", ".join(f"{key}={value!r}" for key, value in self.values.items())
        rows = [f"  {n['label']}: {n['text']}" for n in self.answer["numbers"]]
        return "\n".join([f"{self._design.title} ({settings})", self.answer["words"], *rows])

    def _ipython_display_(self) -> None:
        data = base64.b64encode(self.picture).decode()
        words = html.escape(self.answer["words"], quote=True)
        results = "; ".join(f"{n['label']} {n['text']}" for n in self.answer["numbers"])
        settings = ", ".join(
            f"{control.group} {control.label} {_written(self.values[control.key])}".strip()
            for control in self._design.controls
        )
        still = (
            f'<div class="{self._still}"><p><b>{self._design.title}</b> '
            f'({html.escape(settings)})</p><img alt="{words}" width="{self.answer["width"]}" '
            f'src="data:image/png;base64,{data}"><p>{html.escape(results)}</p></div>'
            # Without its kernel JupyterLab would write an error below the still copy.
            f"<style>.jp-OutputArea-child:has(.{self._still}) + .jp-OutputArea-child"
            ":not(:has(.chalkgrad-panel)) { display: none; }</style>"
        )
        display({"text/html": still, "text/plain": repr(self)}, raw=True)
        view = {"version_major": 2, "version_minor": 1, "model_id": self.model_id}
        live = {"application/vnd.jupyter.widget-view+json": view}
        display(live | {"text/plain": "In JupyterLab the controls can be moved."}, raw=True)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _told(number: Number) -> dict[str, Any]:
    """Return a number for the browser; JSON has no word for infinity, so its text must do."""
    value = number.value if math.isfinite(number.value) else None
    return vars(number) | {"value": value}


def _buttons(design: Design) -> dict[str, str]:
    start = {"start": "Start"} if design.waits else {}
    stop = {"stop": "Stop"} if design.trains or design.waits else {}
    return start | stop | {"reset": "Reset"}
