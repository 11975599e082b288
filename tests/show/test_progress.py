"""The progress bar counts what the loop did, escapes its words, and costs a loop little."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from course import show

MODULE = import_module("course.show.progress")  # `show.progress` is the function


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Everything that a notebook would have been sent, as HTML."""
    sent: list[str] = []

    class Recorder:
        def display(self, bar: Any) -> None:
            sent.append(bar._repr_html_())

        update = display

    monkeypatch.setattr(MODULE, "DisplayHandle", Recorder)
    return sent


def test_it_yields_every_step_and_ends_full(shown: list[str]) -> None:
    assert list(show.progress(3, "training")) == [0, 1, 2]
    assert 'value="0" max="3"' in shown[0]
    assert 'value="3" max="3"' in shown[-1]
    assert "training: 3 of 3" in shown[-1]


def test_a_fast_loop_is_not_drawn_at_every_step(
    shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr(MODULE, "time", SimpleNamespace(monotonic=lambda: next(clock) / 100))
    list(show.progress(1000))
    # A tick a look: 0.01 s a step, and at most one drawing in 0.1 s.
    assert 50 < len(shown) < 110


def test_a_note_stands_beside_the_bar_and_cannot_carry_markup(shown: list[str]) -> None:
    steps = show.progress(2, "<b>fit</b>")
    for step in steps:
        steps.note(f"loss < {step}")
    assert "&lt;b&gt;fit&lt;/b&gt;: 2 of 2, loss &lt; 1" in shown[-1]
    assert repr(steps) == "<b>fit</b>: 2 of 2, loss < 1"


def test_a_loop_left_early_does_not_claim_to_be_done(shown: list[str]) -> None:
    for step in show.progress(10):
        if step == 4:
            break
    assert all('value="10"' not in html for html in shown)


@pytest.mark.parametrize("steps", [0, -1])
def test_no_steps_are_refused(steps: int) -> None:
    with pytest.raises(ValueError, match="steps must be an integer at least 1"):
        show.progress(steps)


@pytest.mark.parametrize("steps", [2.5, "10", None, True])
def test_what_is_no_count_is_refused(steps: object) -> None:
    with pytest.raises(TypeError, match="steps must be an integer"):
        show.progress(steps)
