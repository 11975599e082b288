"""Every widget in JavaScript in a real JupyterLab: keys move it, and it shows the library's number.

One notebook holds all widgets, one server serves it, one browser opens it; each test runs the cells
it looks at anew, so that none sees what another did. How long a widget took to open and to answer
is written to the terminal (pytest -s), not asserted: machines differ.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from course import nn
from course.show.classifier import PRESETS, first_weights, scores_of, train
from course.show.gate_board import INPUTS, WEIGHTS
from course.show.momentum_phases import shrinks_by
from tests.show.widgets_notebook import CELLS, Lab, fill, open_lab, press, shown

pytestmark = pytest.mark.browser

# Milliseconds from a key or an input event to the new picture, laid out.
ANSWER = """(control) => {
    const start = performance.now();
    if (control.matches("input[type=range]")) {
        control.stepUp();
        control.dispatchEvent(new Event("input"));
    } else {
        control.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    }
    control.closest(".chalkgrad").getBoundingClientRect();
    return performance.now() - start;
}"""
TOO_WIDE = """(root) => {
    const edge = root.getBoundingClientRect().right + 1;
    return [...root.querySelectorAll("*")]
        .filter((part) => !part.closest(".scroll, svg"))
        .filter((part) => part.getBoundingClientRect().right > edge)
        .map((part) => `${part.tagName} ${part.className} ${part.textContent}`);
}"""


@pytest.fixture(scope="module")
def opened_lab(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Lab]:
    with open_lab(tmp_path_factory.mktemp("lab"), chromium) as opened:
        yield opened


@pytest.fixture
def lab(opened_lab: Lab) -> Iterator[Lab]:
    """The notebook, of which this test has seen nothing yet, and its reader has no record."""
    opened_lab.anew.clear()
    opened_lab.page.evaluate("localStorage.clear()")
    yield opened_lab
    errors = opened_lab.errors[:]
    opened_lab.errors.clear()
    assert errors == []


def test_a_question_takes_a_prediction_first(lab: Lab) -> None:
    card = lab.widget("question")
    verdict = card.locator("[data-key=verdict]")
    assert not card.get_by_text("3 · 4.").is_visible()
    assert not card.get_by_role("button", name="Show the answer").is_visible()
    fill(card, "Your prediction", "many")
    assert "Type a number" in card.inner_text()
    fill(card, "Your prediction", "7")
    assert verdict.inner_text() == "✗ Not yet."
    assert card.get_by_text("They are not added.").is_visible()
    fill(card, "Your prediction", "12,0")
    assert verdict.inner_text() == "✓ Right."
    assert card.get_by_text("3 · 4.").is_visible()
    assert card.locator("[data-key=record]").inner_text().endswith("0 of 1 right at the first try.")


def test_a_unit_and_its_derivative(lab: Lab) -> None:
    widget = lab.widget("activation")
    press(widget, "Input, on the unit", "ArrowLeft", 30)  # from 1 to -0.5, in steps of 0.05
    x = np.array([-0.5])
    assert shown(widget, "value") == pytest.approx(nn.elu(x, alpha=2).item(), abs=1e-12)
    assert shown(widget, "slope") == pytest.approx(nn.elu_derivative(x, alpha=2).item(), abs=1e-12)
    press(widget, "α", "ArrowRight", 10)
    assert shown(widget, "value") == pytest.approx(nn.elu(x, alpha=2.5).item(), abs=1e-12)
    other = lab.widget("activation-again")
    assert shown(other, "value") == pytest.approx(np.tanh(2.0), abs=1e-12)


def test_hinge_and_softmax(lab: Lab) -> None:
    widget = lab.widget("hinge")
    press(widget, "Score of cat", "ArrowUp", 3)
    press(widget, "Margin", "ArrowRight", 2)
    row = [[5.3, 10.0, 10.0]]
    softmax = nn.softmax_cross_entropy(row, [0])
    assert shown(widget, "softmax-loss") == pytest.approx(softmax, abs=1e-9)
    hinge = nn.hinge(row, [0], margin=1.2)
    assert shown(widget, "hinge-loss") == pytest.approx(hinge, abs=1e-9)
    gradient = nn.softmax_cross_entropy_gradient(row, [0])[0]
    bars = [shown(widget, f"softmax-gradient-{k}") for k in range(3)]
    assert bars == pytest.approx(gradient.tolist(), abs=1e-9)


def test_the_convolution_puzzle(lab: Lab) -> None:
    widget = lab.widget("convolution")
    image = np.array([[2.0, 3.0, 1.0], [5.0, 6.0, 3.0], [8.0, 9.0, 8.0]])[None, None]
    y, _ = nn.conv2d_forward(image, np.array([[0.0, 1.0], [1.0, 2.0]])[None, None])
    fill(widget, "1. Output shape", "(1, 3, 3)")
    assert "Not yet" in widget.inner_text()
    fill(widget, "1. Output shape", str(y.shape[1:]))
    assert "Right: (1, 2, 2)" in widget.inner_text()
    press(widget, "Window", "ArrowRight")
    press(widget, "Window", "ArrowDown")
    fill(widget, "2. The output cell", f"{y[0, 0, 1, 1]:g}")
    assert f"= {y[0, 0, 1, 1]:g}" in widget.inner_text()
    fill(widget, "3. Parameters", "5")
    assert "1 · (1 × 2 × 2 + 1) = 5" in widget.inner_text()


def test_the_backprop_stepper(lab: Lab) -> None:
    widget = lab.widget("backprop")
    score = 3.0
    f = float(nn.sigmoid([score])[0])
    steps = {"v7": -f * f, "v6": -f * f, "v5": -f * f * np.exp(-score), "v4": f * (1 - f)}
    for name, gradient in steps.items():
        assert f"∂L / ∂{name} =" in widget.inner_text()
        fill(widget, f"∂L / ∂{name}", f"{gradient:.3f}")
        assert f"✓ Right: ∂L / ∂{name} = {gradient:.4f}" in widget.inner_text()
    fill(widget, "∂L / ∂v3", "5")
    assert "✗ Not yet." in widget.inner_text()
    widget.get_by_role("button", name="Show", exact=True).press("Enter")
    assert f"The answer: ∂L / ∂v3 = {f * (1 - f):.4f}" in widget.inner_text()


def test_the_gate_board(lab: Lab) -> None:
    widget = lab.widget("gates")
    before = shown(widget, "cell-11")
    gates = widget.get_by_role("group", name="forget gate, each step").get_by_role("button")
    gates.first.focus()
    for key in ["ArrowRight"] * 11 + ["Enter", "Enter"]:
        lab.page.keyboard.press(key)
    assert gates.nth(11).inner_text() == "shut"
    assert abs(shown(widget, "cell-11")) < abs(before)
    assert shown(widget, "kept-10") == 0.0
    lab.page.keyboard.press("Enter")
    assert shown(widget, "cell-11") == before
    press(widget, "Input at step 12", "ArrowUp", 5)
    weights = WEIGHTS["LSTM"]
    x = np.array([*INPUTS[:-1], 0.5])[None, :, None]
    matrices = np.array([weights["w"]]), np.array([weights["u"]]), np.array(weights["b"])
    y, _, cell = nn.lstm(x, *matrices)
    assert shown(widget, "cell-11") == pytest.approx(cell.item(), abs=1e-12)
    assert shown(widget, "hidden-11") == pytest.approx(y[0, -1, 0], abs=1e-12)


def test_a_screen_reader_hears_what_a_move_did_and_nothing_before(lab: Lab) -> None:
    widget = lab.widget("receptive")
    spoken = widget.get_by_role("status").last
    assert spoken.inner_text() == ""
    press(widget, "Chosen unit", "ArrowLeft")
    handle = widget.get_by_role("slider", name="Chosen unit")
    assert handle.get_attribute("aria-valuetext") == "layer 3, unit 13 of 26, sees 7 pixels"
    assert 0 < float(handle.get_attribute("aria-valuenow") or "nan") < 100
    lab.page.wait_for_timeout(700)
    assert spoken.inner_text().startswith("This unit sees 7 of 32 input pixels")


def test_the_receptive_field_tracer(lab: Lab) -> None:
    widget = lab.widget("receptive")
    assert shown(widget, "size") == nn.receptive_field([(3, 1)] * 3).size
    widget.get_by_label("stride of layer 1").select_option("2")
    assert shown(widget, "size") == nn.receptive_field([(3, 2), (3, 1), (3, 1)]).size
    press(widget, "Chosen unit", "ArrowDown")
    assert shown(widget, "size") == nn.receptive_field([(3, 2), (3, 1)]).size


def test_momentum_phases(lab: Lab) -> None:
    widget = lab.widget("momentum")
    press(widget, "Learning rate and momentum", "ArrowUp", 10)
    press(widget, "Rate × curvature", "ArrowRight", 20)
    press(widget, "Condition number", "ArrowRight", 6)
    assert shown(widget, "steep") == pytest.approx(shrinks_by(1.2, 0.7), abs=1e-6)
    assert shown(widget, "flat") == pytest.approx(shrinks_by(1.2 / 16, 0.7), abs=1e-6)


def test_the_classifier(lab: Lab) -> None:
    widget = lab.widget("classifier")
    press(widget, "Point 1", "ArrowDown", 5)
    points = [list(point) for point in PRESETS["three clouds"]]
    points[0][1] -= 0.5
    weights = train(first_weights()["network"], points, 400, 1.0)
    data = np.array(points, dtype=float)
    scores, labels = scores_of(weights, data[:, :2]), data[:, 2].astype(int)
    loss = nn.softmax_cross_entropy(scores, labels)
    assert shown(widget, "loss") == pytest.approx(loss, rel=1e-6)
    assert shown(widget, "wrong") == (scores.argmax(axis=1) != labels).sum()
    widget.get_by_role("button", name="Add a point C").press("Enter")
    assert widget.get_by_role("slider", name="Point 19", exact=True).is_visible()
    lab.page.keyboard.press("Delete")
    assert not widget.get_by_role("slider", name="Point 19", exact=True).is_visible()
    assert shown(widget, "loss") == pytest.approx(loss, rel=1e-6)


def test_a_finger_or_a_mouse_drags(lab: Lab) -> None:
    widget = lab.widget("hinge")
    grip = widget.get_by_role("slider", name="Score of car")
    grip.scroll_into_view_if_needed()
    before = float(grip.get_attribute("aria-valuenow") or "nan")
    box = grip.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x - 60, y, steps=4)
    lab.page.mouse.up()
    after = float(grip.get_attribute("aria-valuenow") or "nan")
    assert after < before - 1
    lab.page.mouse.move(x, y)
    assert float(grip.get_attribute("aria-valuenow") or "nan") == after
    row = [
        [
            float(
                widget.get_by_role("slider", name=f"Score of {name}").get_attribute("aria-valuenow")
                or "nan"
            )
            for name in ("cat", "chair", "car")
        ]
    ]
    expected = nn.softmax_cross_entropy(row, [0])
    assert shown(widget, "softmax-loss") == pytest.approx(expected, abs=1e-9)


def test_one_widget_shown_twice_moves_twice(lab: Lab) -> None:
    both = lab.at(len(CELLS) + 1)
    both.nth(1).wait_for()
    press(both.nth(0), "Momentum", "ArrowRight", 7)
    lab.page.wait_for_timeout(500)
    assert shown(both.nth(1), "steep") == shown(both.nth(0), "steep")
    assert shown(both.nth(1), "steep") == pytest.approx(shrinks_by(1.6, 0.57), abs=1e-6)
    press(both.nth(1), "Momentum", "ArrowRight", 3)
    lab.page.wait_for_timeout(500)
    assert shown(both.nth(0), "steep") == pytest.approx(shrinks_by(1.6, 0.6), abs=1e-6)


def test_every_control_has_a_name_and_the_page_no_scroll_bar_of_its_own(lab: Lab) -> None:
    unnamed = """(root) => [...root.querySelectorAll("input, select, button, [tabindex]")]
        .filter((control) => control.checkVisibility())
        .filter((control) => !control.labels?.length && !control.getAttribute("aria-label")
            && !control.textContent.trim())
        .map((control) => control.outerHTML)"""
    for cell in CELLS:
        widget = lab.widget(cell)
        assert widget.evaluate(unnamed) == []
        for width in (700, 1280):
            lab.page.set_viewport_size({"width": width, "height": 1000})
            lab.page.wait_for_timeout(200)  # the widget hears of its new width a frame later
            assert widget.evaluate(TOO_WIDE) == []


def test_how_fast_they_answer(lab: Lab) -> None:
    found = {}
    for cell in CELLS:
        sliders = lab.widget(cell).get_by_role("slider")
        if sliders.count():
            times = [sliders.first.evaluate(ANSWER) for _ in range(7)]
            found[cell] = round(float(np.median(times)), 1)
    print("\nmilliseconds from a key to the new picture:", json.dumps(found))
    assert len(found) >= 5


def test_run_again_they_open_quickly(lab: Lab) -> None:
    found = {}
    waits: Callable[[str], float] = lambda cell: lab.page.evaluate(  # noqa: E731
        """async (place) => {
            const notebook = jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = place;
            const cell = notebook.widgets[place].node;
            const start = performance.now();
            await jupyterapp.commands.execute('notebook:run-cell');
            while (!cell.querySelector('.chalkgrad')) await new Promise(requestAnimationFrame);
            return performance.now() - start;
        }""",
        [*CELLS].index(cell) + 1,
    )
    lab.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex = 0")
    lab.run("notebook:run-cell")
    for cell in CELLS:
        lab.widget(cell)
        found[cell] = round(waits(cell))
    print("\nmilliseconds from running a cell to its live widget:", json.dumps(found))
