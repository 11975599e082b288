"""A progress bar for loops in a notebook cell: watch the number go down while it trains."""

from __future__ import annotations

import html
import time
from collections.abc import Iterator

from IPython.display import DisplayHandle

from course.nn.arguments import integer

SECONDS_BETWEEN_UPDATES = 0.1


class Progress:
    """Count from 0 to `steps - 1` and show how far the loop is; `note` adds words to the bar.

        steps = show.progress(500, "training")
        for step in steps:
            ...
            steps.note(f"loss {loss:.3f}")

    The bar is redrawn at most ten times a second, so it costs a fast loop next to nothing.
    """

    def __init__(self, steps: int, label: str) -> None:
        self.steps = steps
        self.label = label
        self._note = ""
        self._done = 0

    def note(self, text: str) -> None:
        """Show `text` beside the bar from its next update on."""
        self._note = str(text)

    def __iter__(self) -> Iterator[int]:
        handle = DisplayHandle()
        handle.display(self)
        drawn = time.monotonic()
        for step in range(self.steps):
            yield step
            self._done = step + 1
            if time.monotonic() - drawn > SECONDS_BETWEEN_UPDATES:
                handle.update(self)
                drawn = time.monotonic()
        handle.update(self)

    def __repr__(self) -> str:
        return f"{self.label}: {self._done} of {self.steps}" + (self._note and f", {self._note}")

    def _repr_html_(self) -> str:
        words = html.escape(repr(self), quote=True)
        bar = f'<progress value="{self._done}" max="{self.steps}" aria-label="{words}"></progress>'
        return f"<div>{bar} {words}</div>"


def progress(steps: int, label: str = "training") -> Progress:
    """Return an iterable over `range(steps)` that shows a progress bar as it goes.

    Raises `TypeError` or `ValueError` when `steps` is not an integer at or above 1.
    """
    return Progress(integer("steps", steps, at_least=1), str(label))
