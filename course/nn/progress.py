"""The progress bar of `fit`, drawn with rich."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress_bar(epochs: int) -> Iterator[Callable[[Any], None]]:
    """Show a bar over `epochs`; the function it gives moves it on and shows the last losses."""
    columns = (
        TextColumn("epoch"),
        MofNCompleteColumn(),
        BarColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns) as bar:
        task = bar.add_task("", total=epochs)

        def advance(history: Any) -> None:
            text = f"loss {history.training_loss[-1]:.4f}"
            if history.validation_loss:
                text += f", validation {history.validation_loss[-1]:.4f}"
            bar.update(task, advance=1, description=text)

        yield advance
