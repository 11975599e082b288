"""A notebook of the widgets that compute in Python, open in a real JupyterLab, for their tests."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, sync_playwright

from course.notebook_format import to_text
from course.show import dead_units, descent, overfitting, signals, through_time
from course.show.adding_race import learn
from course.show.composed_schedule import compose, train
from course.show.overfitting_lab import EPOCHS
from tests.jupyterlab import FLAGS, TOKEN, listen, serve, wait_for_notebook

NOTEBOOK = "lectures/widgets.ipynb"


@dataclass(frozen=True)
class Case:
    """A widget, a control to press ArrowRight on, and the number it must show then."""

    call: str
    title: str
    control: str
    shown: str
    expected: Callable[[], float]


CASES = [
    Case(
        "initialization_lab('he', 1.0, 'relu')", "Initialization lab", "scale", "last_std",
        lambda: float(signals.signals("he", 1.2, "relu").activations[-1].std()),
    ),
    Case(
        "optimizer_race('ravine', ['SGD'])", "Optimizer race", "SGD rate", "SGD",
        lambda: descent.race("ravine", (-9, 3), {"SGD": 0.4}, steps=60)["SGD"].losses[-1],
    ),
    Case(
        "memory_race()", "Memory race", "length", "GRU",
        lambda: next(learn(35, 24, 0.01)).errors["GRU"][0],
    ),
    Case(
        "rnn_unroller()", "RNN unroller", "radius", "norm",
        lambda: through_time.unroll(0.85).norm,
    ),
    Case(
        "overfitting_lab(16)", "Overfitting lab", "noise", "validation",
        lambda: list(overfitting.overfit(16, noise=0.35, epochs=EPOCHS))[-1].validation[-1],
    ),
    Case(
        "dead_relu_meter()", "Dead ReLU meter", "bias", "dead",
        lambda: list(dead_units.lives(0.05, 0.1))[-1].dead[-1].mean(),
    ),
    Case(
        "schedule_composer('triangles', 0.1)", "Schedule composer", "parts", "loss",
        lambda: list(train(compose("triangles", 0.1, lowest=0.01, parts=4, warm_up=0)))[-1]
        .validation[-1],
    ),
]  # fmt: skip

COPIES = len(CASES) + 2  # the cell that shows one widget twice


def notebook() -> dict[str, Any]:
    """A notebook with every widget, a graph, and one widget shown twice."""
    sources = [
        "import time\nfrom course import nn, show\nseconds = {}",
        *(
            f"start = time.perf_counter()\nwidget = show.{case.call}\n"
            f"seconds[{case.title!r}] = round(time.perf_counter() - start, 2)\nwidget"
            for case in CASES
        ),
        "x = nn.Tensor(2.0, requires_grad=True, name='x')\nshow.graph(x * x + 3 * x)",
        "widget = show.rnn_unroller()\ndisplay(widget, widget)",
        "import json; print(json.dumps(seconds))",
    ]
    cells = [
        {
            "cell_type": "code", "id": f"cell-{k}", "metadata": {}, "outputs": [],
            "execution_count": None, "source": source,
        }
        for k, source in enumerate(sources)
    ]  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


@contextmanager
def open_lab(folder: Path, chromium: str) -> Iterator[tuple[Page, list[str]]]:
    """Serve the notebook from a new folder and run it; yields the page and its console's errors."""
    (folder / "lectures").mkdir()
    (folder / NOTEBOOK).write_text(to_text(notebook()))
    with serve(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 1000})
        opened.set_default_timeout(60_000)
        errors = listen(opened)
        opened.goto(f"{server}/lab/tree/{NOTEBOOK}?token={TOKEN}")
        wait_for_notebook(opened)
        finished = opened.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        assert finished is True, "a cell failed"
        yield opened, errors
        browser.close()


def scroll_to(page: Page, cell: int) -> None:
    page.evaluate(
        """async (cell) => {
            const notebook = jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = cell;
            await notebook.scrollToItem(cell, 'start');
        }""",
        cell,
    )


def panel(page: Page, case: Case) -> Locator:
    """Scroll to the widget of a case and return it."""
    scroll_to(page, CASES.index(case) + 1)
    found = page.locator(f'section.chalkgrad-panel[aria-label="{case.title}"]').first
    found.wait_for()
    return found


def number(panel: Locator, key: str) -> float:
    output = panel.locator(f'output[data-key="{key}"]')
    return float(output.get_attribute("data-value") or "nan")


def wait_until(true: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + 90
    while not true():
        assert time.monotonic() < until, f"not within 90 seconds: {what}"
        time.sleep(0.05)


def idle(panel: Locator) -> bool:
    return panel.get_attribute("aria-busy") == "false"
