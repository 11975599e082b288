"""One example of each widget in JavaScript, and moves that bring it into an interesting state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from course import show
from course.show.web_widget import WebWidget


@dataclass(frozen=True)
class Example:
    """A title, a function that makes the widgets, and what to do before a screenshot."""

    title: str
    widgets: Callable[[], list[WebWidget]]
    moves: Callable[[Page], None] = lambda page: None


def questions() -> list[WebWidget]:
    number = show.question(
        "A layer goes from 784 inputs to 10 scores. How many parameters has it, with biases?",
        7850,
        unit="parameters",
        hint="One weight for each pair of an input and a score.",
        explanation="784 · 10 weights and 10 biases.",
        mistakes={7840: "These are the weights. What else does a layer learn?"},
        name="example-parameters",
    )
    shape = show.question(
        "<code>X</code> has shape (64, 3) and <code>W</code> has shape (3, 5). What shape has "
        "<code>X @ W</code>?",
        (64, 5),
        explanation="The inner sizes meet and vanish; the outer ones stay.",
        mistakes={(5, 64): "Rows of the product come from the first matrix."},
        name="example-shape",
    )
    choice = show.question(
        "All scores of one sample are doubled; the true class leads. What does the softmax loss "
        "<i>L</i> = -log <i>p</i><sub>y</sub> do?",
        "It falls.",
        options=["It falls.", "It stays.", "It grows.", "It depends on the other scores."],
        explanation="Doubling widens the lead, and so <i>p</i><sub>y</sub> grows.",
        mistakes={"It stays.": "That is true when all scores are <b>equal</b>."},
        name="example-choice",
    )
    return [number, shape, choice]


def answer_questions(page: Page) -> None:
    cards = page.locator(".chalkgrad.question")
    cards.nth(0).get_by_role("textbox").fill("7840")
    cards.nth(0).get_by_role("button", name="Check").click()
    cards.nth(0).get_by_role("button", name="Hint").click()
    cards.nth(2).get_by_role("radio").first.check()
    cards.nth(2).get_by_role("button", name="Check").click()


def press(page: Page, label: str, key: str, times: int) -> None:
    control = page.locator(".chalkgrad").first.get_by_label(label, exact=True)
    control.focus()
    for _ in range(times):
        control.press(key)


def work_the_puzzle(page: Page) -> None:
    first = page.locator(".chalkgrad").first
    first.get_by_role("textbox", name="1. Output shape").fill("1, 5, 5")
    first.get_by_role("textbox", name="1. Output shape").press("Enter")
    press(page, "Window", "ArrowRight", 1)
    first.get_by_role("textbox", name="2. The output cell").fill("21")
    first.get_by_role("textbox", name="2. The output cell").press("Enter")
    first.get_by_role("textbox", name="3. Parameters").fill("9")
    first.get_by_role("textbox", name="3. Parameters").press("Enter")
    second = page.locator(".chalkgrad").nth(1)
    second.get_by_label("Puzzle").select_option("three channels")
    second.get_by_role("textbox", name="1. Output shape").fill("1 5 5")
    second.get_by_role("textbox", name="1. Output shape").press("Enter")
    second.get_by_role("button", name="Show all cells").click()


def step_back(page: Page) -> None:
    first = page.locator(".chalkgrad").first
    for guess in ("-0.91", "-0.91", "-0.0452", "0.0452", "0.0452"):
        first.get_by_role("textbox").fill(guess)
        first.get_by_role("textbox").press("Enter")


def force_gates(page: Page) -> None:
    gates = (
        page.locator(".chalkgrad").first.get_by_role("group", name="forget gate").locator("button")
    )
    gates.nth(0).focus()
    for key in ("Enter", "ArrowRight", "Enter", "ArrowRight", "Enter", "Enter"):
        page.keyboard.press(key)


EXAMPLES: dict[str, Example] = {
    "question": Example("Questions", questions, answer_questions),
    "activation_and_derivative": Example(
        "A unit and its derivative",
        lambda: [
            show.activation_and_derivative(),
            show.activation_and_derivative("maxout_2", x=-2),
        ],
        lambda page: press(page, "Input, on the unit", "ArrowRight", 30),
    ),
    "hinge_and_softmax": Example(
        "Hinge against softmax",
        lambda: [show.hinge_and_softmax(), show.hinge_and_softmax((5, -20, -20))],
        lambda page: press(page, "Score of car", "ArrowRight", 60),
    ),
    "convolution_puzzle": Example(
        "Convolution puzzle",
        lambda: [
            show.convolution_puzzle(
                [[-1, 0, 1, 2, 3, 4, 5]] * 7, [[0, 1, 0], [1, -4, 1], [2, 3, 4]]
            ),
            show.convolution_puzzle(padding=1),
        ],
        work_the_puzzle,
    ),
    "backprop_stepper": Example(
        "Backprop, step by step",
        lambda: [show.backprop_stepper(), show.backprop_stepper("linear regression")],
        step_back,
    ),
    "gate_board": Example(
        "Gate board",
        lambda: [show.gate_board(), show.gate_board("GRU", preset="remember the first input")],
        force_gates,
    ),
    "receptive_field_tracer": Example(
        "Receptive-field tracer",
        lambda: [
            show.receptive_field_tracer("3, 3, pool, 3, 3"),
            show.receptive_field_tracer("dilation 1, 2, 4"),
        ],
        lambda page: press(page, "Chosen unit", "ArrowLeft", 2),
    ),
    "momentum_phases": Example(
        "Momentum phase diagram",
        lambda: [show.momentum_phases(), show.momentum_phases(3.2, 0.3, condition=30)],
        lambda page: press(page, "Learning rate and momentum", "ArrowUp", 8),
    ),
    "classifier": Example(
        "Points and a classifier",
        lambda: [
            show.classifier(),
            show.classifier(
                *[[[-1, -1], [1, 1], [1, -1], [-1, 1]], [0, 0, 1, 1]], model="network", steps=200
            ),
        ],
        lambda page: press(page, "Point 1", "ArrowDown", 25),
    ),
}
