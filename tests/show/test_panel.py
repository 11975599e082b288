"""The shell of the widgets: it checks, answers, trains, stops, and stands still elsewhere."""

from __future__ import annotations

import asyncio
import base64
import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
import pytest
from PIL import Image

from course.show.controls import Menu, Slider, Tick, decades, steps
from course.show.panel import Answer, Design, Number, Panel

CONTROLS = [
    Slider("size", "Size", 2, (1, 2, 3, 4), whole=True),
    Slider("rate", "Rate", 0.1, decades(0.01, 1.0)),
    Menu("kind", "Kind", "a", ("a", "b")),
    Tick("fast", "Fast", False),
]


def one_answer(values: dict[str, Any]) -> Iterator[Answer]:
    doubled = 2 * values["size"]
    yield Answer(doubled, f"twice is {doubled}", [Number("twice", "Twice", doubled, f"{doubled}")])


def training(values: dict[str, Any]) -> Iterator[Answer]:
    if values["kind"] == "b":
        raise ValueError("kind b cannot be trained")
    for step in range(11):
        if values["fast"] and step == 5:
            raise ValueError("the loss is nan")
        number = Number("step", "Step", step, f"{step}")
        yield Answer(step, f"at {step}", [number], done=step / 10, note=f"step {step} of 10")


def draw(data: float, axes: Any) -> None:
    axes[0].plot([0, data], [0, 1])


def panel(compute: Any = one_answer, **options: Any) -> Panel:
    start = options.pop("start", {})
    design = Design(
        "Doubler", CONTROLS, compute, draw, (3.0, 2.0), (1,), {"left": 0.1},
        presets={"largest": {"size": 4}}, **options,
    )  # fmt: skip
    return Panel(design, start)


def test_it_opens_with_an_answer_and_answers_a_move() -> None:
    made = panel()
    before = made.picture
    assert made.number("twice") == 4
    made.move(size=3)
    assert made.number("twice") == 6
    assert made.picture != before
    made.values = {**made.values, "size": 4}  # as the browser does
    assert made.answer["numbers"] == [{"key": "twice", "label": "Twice", "value": 8, "text": "8"}]


def test_the_picture_has_the_size_that_the_page_is_told() -> None:
    made = panel()
    assert Image.open(io.BytesIO(made.picture)).size == (375, 250)
    assert made.answer["width"] == 300


def test_the_theme_of_the_page_is_followed() -> None:
    made = panel()
    assert Image.open(io.BytesIO(made.picture)).getpixel((1, 1)) == (255, 255, 255)
    made.dark = True
    assert Image.open(io.BytesIO(made.picture)).getpixel((1, 1)) == (17, 17, 17)


def test_the_same_values_give_the_same_picture_again() -> None:
    made = panel()
    first = made.picture
    made.move(size=4)
    made.move(size=2)
    assert made.picture == first


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"size": 5}, "size must be a finite number at least 1 and at most 4, got 5"),
        ({"size": 1.5}, "size must be a whole number, got 1.5"),
        ({"rate": float("nan")}, "rate must be a finite number"),
        ({"kind": "c"}, "kind must be one of 'a', 'b', got 'c'"),
        ({"colour": 1}, "a control must be one of 'size', 'rate', 'kind', 'fast', got 'colour'"),
    ],
)
def test_values_out_of_range_are_refused(values: dict[str, Any], message: str) -> None:
    made = panel()
    with pytest.raises(ValueError, match=message):
        made.move(**values)
    with pytest.raises(ValueError, match=message):
        panel(start=values)
    made.values = {**made.values, **values}  # from a browser: said on the page, picture kept
    assert re.search(message, made.answer["error"])
    with pytest.raises(TypeError, match="fast must be True or False, got 1"):
        panel(start={"fast": 1})


def test_an_error_on_the_page_goes_away_with_the_next_answer() -> None:
    made = panel(training, trains=True)
    made.values = {**made.values, "kind": "b"}
    assert made.answer["error"] == "kind b cannot be trained"
    made.values = {**made.values, "kind": "a"}
    assert made.answer["error"] == ""


def test_without_a_kernel_a_training_is_done_at_once() -> None:
    made = panel(training, trains=True)
    assert (made.number("step"), made.answer["done"], made.answer["busy"]) == (10, 1, False)


def test_a_training_that_waits_is_started_by_hand() -> None:
    made = panel(training, waits=True)
    assert made.number("step") == 0
    made.move(size=3)
    assert made.number("step") == 0
    made.train()
    assert made.number("step") == 10


def test_in_a_kernel_a_training_goes_on_beside_and_can_be_stopped_and_continued() -> None:
    async def session() -> None:
        made = panel(training, waits=True)
        press = made._handle_custom_msg
        press({"command": "start"}, [])
        assert made.answer["busy"]
        for _ in range(3):
            await asyncio.sleep(0.002)
        press({"command": "stop"}, [])
        reached = made.number("step")
        assert 0 < reached < 10
        assert not made.answer["busy"]
        await asyncio.sleep(0.02)
        assert made.number("step") == reached
        press({"command": "start"}, [])
        await finished(made)
        assert made.number("step") == 10

    asyncio.run(session())


def test_a_move_starts_a_running_training_anew() -> None:
    async def session() -> None:
        made = panel(training, trains=True)
        made.values = {**made.values, "size": 3}
        assert made.answer["busy"]
        assert made.answer["note"] == "step 0 of 10"
        await asyncio.sleep(0.005)
        made.values = {**made.values, "size": 4}
        assert made.number("step") == 0
        await finished(made)
        assert made.number("step") == 10
        assert len(asyncio.all_tasks()) == 1

    asyncio.run(session())


def test_a_loss_that_is_not_finite_ends_a_training_with_words() -> None:
    async def session() -> None:
        made = panel(training, waits=True)
        made.values = {**made.values, "fast": True}
        made._handle_custom_msg({"command": "start"}, [])
        await finished(made)
        assert made.answer["error"] == "the loss is nan"
        assert made.number("step") == 4

    asyncio.run(session())


async def finished(made: Panel) -> None:
    for _ in range(1000):
        await asyncio.sleep(0.002)
        if not made.answer["busy"]:
            return
    raise AssertionError("the training did not end")


def test_reset_puts_every_control_back_to_where_it_started() -> None:
    made = panel(start={"size": 4})
    made.move(size=1, kind="b")
    made._handle_custom_msg({"command": "reset"}, [])
    assert made.values == {"size": 4, "rate": 0.1, "kind": "a", "fast": False}
    assert made.number("twice") == 8


def test_reset_begins_a_training_anew() -> None:
    made = panel(training, waits=True)
    made.train()
    made._handle_custom_msg({"command": "reset"}, [])
    assert made.number("step") == 0


def test_a_fault_in_a_training_ends_it_and_is_not_hidden() -> None:
    def faulty(values: dict[str, Any]) -> Iterator[Answer]:
        yield Answer(0, "good", [], done=0.5)
        raise RuntimeError("a fault")

    async def session() -> None:
        made = panel(faulty, waits=True)
        made._handle_custom_msg({"command": "start"}, [])
        task = made._task
        assert task is not None
        with pytest.raises(RuntimeError, match="a fault"):
            await task
        assert not made.answer["busy"]
        assert "an error in the training" in made.answer["error"]

    asyncio.run(session())


def test_buttons_are_those_that_make_sense() -> None:
    assert list(panel().given["buttons"]) == ["reset"]
    assert list(panel(training, trains=True).given["buttons"]) == ["stop", "reset"]
    assert list(panel(training, waits=True).given["buttons"]) == ["start", "stop", "reset"]


def test_a_notebook_gets_a_still_copy_that_the_live_one_hides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[dict[str, Any]] = []
    module = import_module("course.show.panel")
    monkeypatch.setattr(module, "display", lambda bundle, raw: shown.append(bundle))
    made = panel()
    made._ipython_display_()
    still, live = shown
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', still["text/html"])
    assert base64.b64decode(data) == made.picture
    assert 'alt="twice is 4"' in still["text/html"]
    assert "Twice 4" in still["text/html"]
    assert still["text/plain"] == repr(made)
    assert live["application/vnd.jupyter.widget-view+json"]["model_id"] == made.model_id
    assert f'<div class="{made.given["still"]}">' in still["text/html"]
    assert made.given["still"] != panel().given["still"]


def test_it_prints_as_text() -> None:
    expected = "Doubler (size=2, rate=0.1, kind='a', fast=False)\ntwice is 4\n  Twice: 4"
    assert repr(panel()) == expected


def test_rows_of_values_have_no_dust() -> None:
    assert steps(0, 1, 11)[3] == 0.3
    assert decades(0.5, 3) == (0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 2.5, 3.0)
    assert decades(1e-5, 10)[0] == 1e-5
    assert decades(1e-5, 10)[-1] == 10
    assert np.all(np.diff(decades(1e-4, 4)) > 0)


def test_every_control_tells_the_browser_its_words() -> None:
    for control in CONTROLS:
        told = control.specification()
        assert told["label"] == control.label
        assert told["kind"] == type(control).__name__.lower()
