"""A real JupyterLab in a real browser: the lecture opens, its cells run, the widget moves."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, sync_playwright

from course import nn
from tests.jupyterlab import FLAGS, TOKEN, listen, serve, wait_for_notebook

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a JupyterLab started by `course lab` on a copy of the lectures."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "lectures", folder / "lectures")
    with serve(folder) as address:
        yield address


@pytest.fixture(scope="module")
def page(server: str, chromium: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 1000})
        opened.set_default_timeout(60_000)
        yield opened
        browser.close()


def test_the_lecture_runs_and_its_widget_answers(page: Page, server: str) -> None:
    errors = listen(page)
    page.goto(f"{server}/lab/tree/lectures/03-losses.ipynb?token={TOKEN}")
    wait_for_notebook(page)
    finished = page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
    assert finished is True, "a cell of the lecture failed"

    page.evaluate(
        """async () => {
            const notebook = jupyterapp.shell.currentWidget.content;
            const cells = notebook.widgets.map(cell => cell.model.id);
            const place = cells.indexOf('hinge-and-softmax-widget');
            notebook.activeCellIndex = place;
            await notebook.scrollToItem(place, 'start');
        }"""
    )
    widget = page.get_by_role("region", name="Hinge against softmax")
    widget.wait_for()
    scores = [3.2, 5.1, -1.7]
    assert _losses(widget) == pytest.approx(_expected(scores), abs=1e-12)

    handle = widget.get_by_role("slider", name="Score of cat")
    handle.focus()
    for _ in range(5):
        handle.press("ArrowRight")
    expected = _expected([scores[0] + 0.5, *scores[1:]])
    assert _losses(widget) == pytest.approx(expected, abs=1e-9)
    assert errors == []


def _losses(widget: Locator) -> tuple[float, float]:
    """Return the softmax and hinge losses that the live widget shows."""
    shown = [widget.locator(f"output[data-key={name}-loss]") for name in ("softmax", "hinge")]
    softmax, hinge = (float(output.get_attribute("data-value") or "nan") for output in shown)
    return softmax, hinge


def _expected(scores: list[float]) -> tuple[float, float]:
    return float(nn.softmax_cross_entropy([scores], [0])), float(nn.hinge([scores], [0]))
