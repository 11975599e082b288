"""The widgets that compute in Python, in a real JupyterLab: driven by keyboard, read by name.

What they show must be what the library computes here. How long an answer takes is printed, not
judged: `pytest -s` shows it.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from course.show import signals
from tests.show.python_widgets_notebook import (
    CASES,
    COPIES,
    Case,
    idle,
    number,
    open_lab,
    panel,
    scroll_to,
    wait_until,
)

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Page]:
    """JupyterLab with the notebook, all cells run."""
    with open_lab(tmp_path_factory.mktemp("widgets"), chromium) as (opened, errors):
        yield opened
        assert errors == []


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
    last = page.locator(f".jp-Cell[data-windowed-list-index='{COPIES + 1}']")
    told = last.locator(".jp-OutputArea-output pre")
    wait_until(lambda: bool(told.inner_text()), "the cell's text is laid out")
    opening = json.loads(told.inner_text())
    for case in CASES:
        shown = panel(page, case)
        wait_until(lambda shown=shown: idle(shown), "the widget is idle")
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
            wait_until(lambda shown=shown: idle(shown), "the widget is idle")
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
            lambda shown=shown, color=color: shown.locator("img").evaluate(paper) == color,
            f"the picture is drawn for {theme}",
        )
