"""The widgets that compute in Python, in a real JupyterLab: driven by keyboard, read by name.

What they show must be what the library computes here. How long an answer takes is printed, not
judged: `pytest -s` shows it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from course.notebook_format import to_text
from course.show import dead_units, descent, overfitting, signals, through_time
from course.show.adding_race import learn
from course.show.composed_schedule import compose, train
from course.show.overfitting_lab import EPOCHS
from tests.jupyterlab import FLAGS, TOKEN, listen, serve, wait_for_notebook

pytestmark = pytest.mark.browser
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


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("widgets")
    (folder / "lectures").mkdir()
    (folder / NOTEBOOK).write_text(to_text(notebook()))
    with serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def lab(server: str, chromium: str) -> Iterator[tuple[Page, list[str]]]:
    """JupyterLab with the notebook, all cells run, and the errors of its console."""
    with sync_playwright() as playwright:
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


@pytest.fixture
def page(lab: tuple[Page, list[str]]) -> Page:
    return lab[0]


@pytest.fixture
def errors(lab: tuple[Page, list[str]]) -> list[str]:
    return lab[1]


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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_key_moves_a_control_and_the_number_is_the_library_s(page: Page, case: Case) -> None:
    shown = panel(page, case)
    expected = pytest.approx(case.expected(), rel=1e-4)
    assert number(shown, case.shown) != expected
    control = shown.locator(f'input[data-key="{case.control}"]')
    control.focus()
    control.press("ArrowRight")
    wait_until(
        lambda: idle(shown) and number(shown, case.shown) == expected,
        f"{case.shown} is {number(shown, case.shown)}, not {case.expected()}",
    )
    assert control.evaluate("input => input === document.activeElement")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_everything_has_a_name_and_fits_a_narrow_page(page: Page, case: Case) -> None:
    shown = panel(page, case)
    nameless = shown.evaluate(
        """panel => [...panel.querySelectorAll("input, select, button, progress")]
            .filter(e => !(e.labels?.[0]?.textContent || e.textContent.trim()
                || e.getAttribute("aria-label")) || e.tagName === "SELECT" && !e.labels.length)
            .map(e => e.outerHTML)"""
    )
    assert nameless == []
    assert len(shown.locator("img").get_attribute("alt") or "") > 40
    if case.control != "preset":
        slider = shown.locator(f'input[data-key="{case.control}"]')
        assert slider.get_attribute("aria-valuetext")
    page.set_viewport_size({"width": 620, "height": 1000})
    try:
        wait_until(
            lambda: shown.evaluate("panel => panel.scrollWidth <= panel.clientWidth + 1"),
            "the panel fits",
        )
        assert shown.locator("img").evaluate("img => img.clientWidth") > 150
    finally:
        page.set_viewport_size({"width": 1280, "height": 1000})


def test_how_long_an_answer_takes_is_told(page: Page) -> None:
    print()
    scroll_to(page, COPIES + 1)
    opening = json.loads(page.locator(".jp-OutputArea-output pre").last.inner_text())
    for case in CASES:
        shown = panel(page, case)
        wait_until(lambda shown=shown: idle(shown), "the widget is idle")  # type: ignore[misc]
        times = []
        for direction in (1, -1, 1, -1, 1):
            times.append(
                shown.evaluate(
                    """(panel, [key, direction]) => new Promise(done => {
                        const input = panel.querySelector(`input[data-key="${key}"]`);
                        const start = performance.now();
                        panel.querySelector("img").addEventListener(
                            "load", () => done(performance.now() - start), { once: true });
                        direction > 0 ? input.stepUp() : input.stepDown();
                        input.dispatchEvent(new Event("input", { bubbles: true }));
                    })""",
                    [case.control, direction],
                )
            )
            wait_until(lambda shown=shown: idle(shown), "the widget is idle")  # type: ignore[misc]
        assert all(t > 0 for t in times)
        middle = sorted(times)[len(times) // 2]
        print(f"{case.title}: opened in {opening[case.title]:.2f} s, answered in {middle:.0f} ms")


def test_an_example_sets_all_its_controls(page: Page) -> None:
    shown = panel(page, CASES[0])
    shown.locator('select[data-key="preset"]').select_option("large numbers: std 1, tanh")
    expected = signals.signals("normal", 1.0, "tanh")
    wait_until(
        lambda: number(shown, "gradient") == pytest.approx(expected.gradients[0], rel=1e-3),
        "the example is shown",
    )
    assert shown.locator('select[data-key="activation"]').input_value() == "tanh"
    shown.locator('button[data-key="reset"]').press("Enter")
    wait_until(
        lambda: shown.locator('select[data-key="preset"]').input_value() == "He, ReLU",
        "all is put back to where it started",
    )


def test_a_training_is_started_and_stopped_by_keyboard(page: Page) -> None:
    shown = panel(page, CASES[2])
    note = shown.locator(".note")
    shown.locator('button[data-key="start"]').press("Enter")
    wait_until(lambda: not idle(shown) and "step 0 " not in note.inner_text(), "it trains")
    assert shown.locator("progress").is_visible()
    shown.locator('button[data-key="stop"]').press("Enter")
    wait_until(lambda: idle(shown), "it stops")
    step = int(note.inner_text().split()[1])
    assert 0 < step < 1000
    time.sleep(0.5)
    assert note.inner_text() == f"step {step} of 1000"


def test_two_copies_of_a_widget_move_together(page: Page) -> None:
    scroll_to(page, COPIES)
    both = page.locator(".jp-Cell").nth(COPIES).locator("section.chalkgrad-panel")
    wait_until(lambda: both.count() == 2, "there are two")
    first, second = both.nth(0), both.nth(1)
    ids = page.evaluate("[...document.querySelectorAll('.chalkgrad-panel [id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) > 40
    before = number(first, "norm")
    second.locator('input[data-key="radius"]').press("ArrowRight")
    wait_until(lambda: number(first, "norm") != before, "the first moved")
    assert number(first, "norm") == number(second, "norm")


def test_the_theme_of_jupyterlab_is_followed(page: Page) -> None:
    shown = panel(page, CASES[0])
    paper = """img => { const c = document.createElement("canvas"); c.width = c.height = 1;
        const g = c.getContext("2d"); g.drawImage(img, 0, 0, 1, 1, 0, 0, 1, 1);
        return g.getImageData(0, 0, 1, 1).data[0]; }"""
    for theme, color in (("JupyterLab Dark", 17), ("JupyterLab Light", 255)):
        page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme
        )
        shown = panel(page, CASES[0])
        wait_until(
            lambda shown=shown, color=color: shown.locator("img").evaluate(paper) == color,  # type: ignore[misc]
            f"the picture is drawn for {theme}",
        )


def test_it_survives_closing_and_a_restart_without_an_error(page: Page, errors: list[str]) -> None:
    case = CASES[0]
    reopen(page)
    shown = panel(page, case)
    before = number(shown, "last_std")
    shown.locator('input[data-key="scale"]').press("ArrowRight")
    wait_until(lambda: number(shown, "last_std") != before, "the reopened widget moves")
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    wait_for_notebook(page)
    wait_until(lambda: "run the cell again" in shown.locator(".note").inner_text(), "it says so")
    time.sleep(1)
    assert errors == []
    # With a new kernel the widget is gone, and the still copy stands in its place.
    reopen(page)
    scroll_to(page, 1)
    still = page.locator('[class^="chalkgrad-still"] img').first
    still.wait_for()
    assert still.is_visible()
    assert page.get_by_text("Error displaying widget").first.is_hidden()
    assert all("widget model not found" in error for error in errors)  # JupyterLab's own words


def reopen(page: Page) -> None:
    """Save and close the notebook, and open it again; its kernel goes on."""
    page.evaluate(
        """async (path) => {
            await jupyterapp.commands.execute('docmanager:save');
            await jupyterapp.commands.execute('application:close');
            await jupyterapp.commands.execute('docmanager:open', { path });
        }""",
        NOTEBOOK,
    )
    wait_for_notebook(page)
