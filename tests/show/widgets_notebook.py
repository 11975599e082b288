"""A notebook of every widget in JavaScript, open in a real JupyterLab, for the tests of both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import Locator, Page, sync_playwright

from tests.jupyterlab import FLAGS, TOKEN, listen, serve, wait_for_notebook

# Two copies of the first: what one does must not disturb the other.
CELLS = {
    "question": "show.question('How many weights from 3 to 4 units?', 12, name='weights-3-4', "
    "explanation='3 · 4.', mistakes={7: 'They are not added.'})",
    "activation": "show.activation_and_derivative('elu', alpha=2)",
    "activation-again": "show.activation_and_derivative('tanh', x=2)",
    "hinge": "show.hinge_and_softmax((5, 10, 10))",
    "convolution": "show.convolution_puzzle([[2, 3, 1], [5, 6, 3], [8, 9, 8]], [[0, 1], [1, 2]])",
    "backprop": "show.backprop_stepper()",
    "gates": "show.gate_board()",
    "receptive": "show.receptive_field_tracer()",
    "momentum": "show.momentum_phases(1.0, 0.5)",
    "classifier": "show.classifier(model='network', steps=400, hidden=8)",
}
NAMES = {
    "question": "Question",
    "activation": "A unit and its derivative",
    "activation-again": "A unit and its derivative",
    "hinge": "Hinge against softmax",
    "convolution": "Convolution puzzle",
    "backprop": "Backprop, step by step",
    "gates": "Gate board",
    "receptive": "Receptive-field tracer",
    "momentum": "Momentum phase diagram",
    "classifier": "Points and a classifier",
}
RUN = """async (place) => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = place;
    if (!await jupyterapp.commands.execute("notebook:run-cell")) throw new Error("a cell failed");
}"""
SCROLL_TO = """async (place) => {
    const notebook = jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = place;
    await notebook.scrollToItem(place, "start");
}"""
# A server told to stop while a kernel starts waits for it without end.
SHUT_DOWN = "jupyterapp.shell.currentWidget.sessionContext.shutdown()"
RESTART = "jupyterapp.shell.currentWidget.sessionContext.restartKernel()"


class Lab:
    """A notebook of widgets, open in JupyterLab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors = listen(page)
        self.anew: set[int] = set()  # the places of the cells that the current test has run

    def open(self) -> None:
        self.page.goto(self.address)
        wait_for_notebook(self.page)

    def run(self, command: str) -> object:
        return self.page.evaluate(f"jupyterapp.commands.execute('{command}')")

    def widget(self, cell: str) -> Locator:
        """Return the live widget of a cell, scrolled into view; as new at a test's first look."""
        found = self.at([*CELLS].index(cell) + 1)
        assert found.get_attribute("aria-label") == NAMES[cell]
        return found

    def at(self, place: int) -> Locator:
        """Return what the cell at a place shows: one widget, or the first of several."""
        for run in (0, place):  # the first imports
            if run not in self.anew:
                self.page.evaluate(RUN, run)
                self.anew.add(run)
        self.page.evaluate(SCROLL_TO, place)
        found = self.page.locator(f".jp-Cell[data-windowed-list-index='{place}'] .chalkgrad")
        found.first.wait_for()
        return found


@contextmanager
def open_lab(folder: Path, chromium: str) -> Iterator[Lab]:
    """Serve the notebook from a new folder and open it; no cell has run."""
    (folder / "lectures").mkdir()
    code = nbformat.v4.new_code_cell
    cells = [code("from course import show", id="imports")]
    cells += [code(source, id=name) for name, source in CELLS.items()]
    cells.append(code("same = show.momentum_phases()\ndisplay(same, same)", id="twice"))
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "lectures" / "widgets.ipynb")
    with serve(folder) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.set_default_timeout(60_000)
        opened = Lab(page, f"{server}/lab/tree/lectures/widgets.ipynb?token={TOKEN}")
        opened.open()
        yield opened
        page.evaluate(SHUT_DOWN)
        browser.close()


def press(widget: Locator, control: str, key: str, times: int = 1) -> None:
    """Focus a control by its label and press a key."""
    found = widget.get_by_role("slider", name=control, exact=True)
    found.focus()
    for _ in range(times):
        found.press(key)


def shown(widget: Locator, key: str) -> float:
    return float(widget.locator(f"[data-key='{key}']").get_attribute("data-value") or "nan")


def fill(widget: Locator, label: str, words: str) -> None:
    field = widget.get_by_role("textbox", name=label)
    field.fill(words)
    field.press("Enter")
