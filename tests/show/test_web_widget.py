"""A widget stands still where nothing moves: in exports, in a terminal, in a graded notebook."""

from __future__ import annotations

import base64
import warnings
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, MarkdownExporter

from course import show
from course.show import web_widget
from tests.show.web_examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]
MADE = [(name, widget) for name, each in EXAMPLES.items() for widget in each.widgets()]


@pytest.mark.parametrize(("name", "widget"), MADE, ids=[name for name, _ in MADE])
def test_every_widget_has_a_still_copy(name: str, widget: Any) -> None:
    still = widget.still()
    assert still["text/plain"] == repr(widget)
    assert "chalkgrad-still" in still["text/html"]
    if name != "question":
        assert base64.b64decode(still["image/png"]).startswith(b"\x89PNG")
        assert 'alt="' in still["text/html"]


def test_the_still_copy_follows_the_state() -> None:
    board = show.gate_board()
    before = board.still()
    board.state = board.given["start"] | {"kind": "GRU"}
    after = board.still()
    assert before["image/png"] != after["image/png"]
    assert after["text/plain"].startswith("GRU")


def test_a_notebook_gets_the_still_copy_and_then_the_live_widget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(web_widget, "display", lambda bundle, **_: shown.append(bundle))
    widget = show.momentum_phases()
    widget._ipython_display_()
    still, live = shown
    assert still == widget.still()
    assert live["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id


def test_an_exported_notebook_shows_it_without_a_warning() -> None:
    source = "from course import show\nshow.convolution_puzzle()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    resources = {"metadata": {"path": str(ROOT)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    del notebook.metadata["widgets"]  # as a notebook is saved that does not keep the state
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*alternative text.*")
        page, _ = HTMLExporter().from_notebook_node(notebook)
        text, _ = MarkdownExporter().from_notebook_node(notebook)
    for export in (page, text):
        assert "output (1, 1, 1), 10 parameters" in export
        assert "data:image/png;base64," in export
