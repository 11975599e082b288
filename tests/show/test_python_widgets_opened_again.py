"""A widget that computes in Python when its notebook is opened again, or its kernel is gone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.jupyterlab import wait_for_notebook
from tests.show.python_widgets_notebook import (
    CASES,
    NOTEBOOK,
    number,
    open_lab,
    panel,
    scroll_to,
    wait_until,
)

pytestmark = pytest.mark.browser


def test_it_survives_closing_and_a_restart_without_an_error(tmp_path: Path, chromium: str) -> None:
    with open_lab(tmp_path, chromium) as (page, errors):
        _close_and_restart(page, errors)


def _close_and_restart(page: Page, errors: list[str]) -> None:
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
