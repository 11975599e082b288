"""Widgets in JupyterLab when the page is loaded again, or their kernel is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from course import nn
from tests.jupyterlab import KERNEL_IS_IDLE
from tests.show.widgets_notebook import RESTART, Lab, fill, open_lab, press, shown

pytestmark = pytest.mark.browser


@pytest.fixture
def lab(tmp_path: Path, chromium: str) -> Iterator[Lab]:
    """A notebook of each test's own: a kernel that is gone would be gone for all."""
    with open_lab(tmp_path, chromium) as opened:
        yield opened


def test_a_notebook_opened_again_keeps_what_the_reader_did(lab: Lab) -> None:
    fill(lab.widget("question"), "Your prediction", "12")
    fill(lab.widget("backprop"), "∂L / ∂v7", "-0.907")
    lab.widget("hinge")
    lab.widget("receptive").get_by_label("stride of layer 1").select_option("2")
    lab.page.wait_for_timeout(300)  # the last move is on its way to Python
    lab.run("docmanager:save")
    lab.open()
    assert "✓ Right." in lab.widget("question").inner_text()
    press(lab.widget("hinge"), "Score of cat", "ArrowUp")
    assert "∂L / ∂v6" in lab.widget("backprop").inner_text()
    size = nn.receptive_field([(3, 2), (3, 1), (3, 1)]).size
    assert shown(lab.widget("receptive"), "size") == size
    assert lab.errors == []


def test_a_restarted_kernel_leaves_them_alive(lab: Lab) -> None:
    lab.widget("activation-again")
    lab.page.evaluate(RESTART)
    lab.page.wait_for_function(KERNEL_IS_IDLE)
    widget = lab.widget("activation-again")
    press(widget, "Input, on the unit", "ArrowLeft", 20)  # from 2 to 1, in steps of 0.05
    assert shown(widget, "value") == pytest.approx(np.tanh(1.0), abs=1e-12)
    lab.page.wait_for_timeout(300)
    assert lab.errors == []


def test_opened_again_without_its_kernel_it_shows_still_copies(lab: Lab) -> None:
    """JupyterLab itself notes in the console that a widget's model is gone; a reader sees none."""
    lab.run("notebook:run-all-cells")
    lab.run("docmanager:save")
    lab.page.evaluate(RESTART)
    lab.page.wait_for_function(KERNEL_IS_IDLE)
    lab.open()
    still = lab.page.locator(".chalkgrad-still")
    still.first.wait_for()
    assert still.first.is_visible()
    assert lab.page.locator(".chalkgrad").count() == 0
    assert not lab.page.get_by_text("Error displaying widget").first.is_visible()
    lab.page.wait_for_timeout(1000)  # until it has looked for the model of every widget
    assert all("widget model not found" in error for error in lab.errors)
