"""A question card says what it asks, accepts only sound questions, and stands still elsewhere."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from course import show
from course.show.question import Question
from course.show.web_widget import HIDE_ERROR


def card(**changes: Any) -> Question:
    arguments: dict[str, Any] = {"prompt": "How many?", "answer": 8} | changes
    return show.question(**arguments)


@pytest.mark.parametrize(
    ("arguments", "kind", "answer", "shown"),
    [
        ({"answer": 7850}, "number", 7850.0, "7,850"),
        ({"answer": np.float64(0.25), "unit": "s"}, "number", 0.25, "0.25 s"),
        ({"answer": (64, 5)}, "shape", [64, 5], "(64, 5)"),
        ({"answer": [3]}, "shape", [3], "(3,)"),
        ({"answer": "yes", "options": ["no", "yes"]}, "choice", 1, "yes"),
    ],
)
def test_the_kind_follows_from_the_answer(
    arguments: dict[str, Any], kind: str, answer: object, shown: str
) -> None:
    given = card(**arguments).given
    assert (given["kind"], given["answer"], given["shown"]) == (kind, answer, shown)


@pytest.mark.parametrize(
    ("answer", "tolerance", "expected"),
    [(8, None, 0.0), (-2.5, None, 0.025), (2.5, 0.5, 0.5), (2.5, 0, 0.0)],
)
def test_an_integer_is_exact_and_other_numbers_have_one_percent(
    answer: float, tolerance: float | None, expected: float
) -> None:
    assert card(answer=answer, tolerance=tolerance).given["tolerance"] == pytest.approx(expected)


def test_mistakes_are_kept_under_what_the_card_looks_for() -> None:
    assert card(mistakes={6: "biases"}).given["mistakes"] == {"6.0": "biases"}
    assert card(answer=(2, 3), mistakes={(3, 2): "turned"}).given["mistakes"] == {"3,2": "turned"}
    chosen = card(answer="a", options=["a", "b"], mistakes={"b": "no"})
    assert chosen.given["mistakes"] == {"b": "no"}


def test_the_name_is_the_author_s_or_comes_from_the_prompt() -> None:
    assert card(name="first-loss").given["name"] == "first-loss"
    assert card().given["name"] == card(answer=9).given["name"]
    assert card().given["name"] != card(prompt="How few?").given["name"]


def test_it_prints_question_options_and_answer() -> None:
    text = repr(
        card(answer="<i>x</i> &lt; 1", options=["<i>x</i> &lt; 1", "else"], explanation="So.")
    )
    assert text.splitlines() == ["How many?", "  - x < 1", "  - else", "Answer: x < 1", "So."]


def test_a_page_without_javascript_folds_the_answer_away() -> None:
    still = card(explanation="Because.", hint="Count.").still()
    assert set(still) == {"text/html", "text/plain"}
    html = still["text/html"]
    assert html.startswith('<div class="chalkgrad-still">' + HIDE_ERROR)
    folded = re.findall(r"<details><summary>(\w+)</summary>(.*?)</details>", html)
    assert [name for name, _ in folded] == ["Hint", "Answer"]
    assert "8" in folded[1][1]
    assert "Because." in folded[1][1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"prompt": ""}, "prompt must not be empty"),
        ({"prompt": "<script>alert()</script>"}, "prompt has <script>; allowed are b, br"),
        ({"answer": np.nan}, "answer must be a finite number"),
        ({"answer": ()}, "answer must be a tuple of one or more sizes"),
        ({"answer": (2, -1)}, "answer must be an integer at least 0, got -1"),
        ({"answer": "c", "options": ["a", "b"]}, "answer must be one of the options"),
        ({"answer": "a", "options": ["a"]}, "options must be two or more"),
        ({"answer": "a", "options": ["a", "a"]}, "options must be two or more, all different"),
        ({"tolerance": -1}, "tolerance must be a finite number at least 0"),
        ({"answer": (2, 3), "tolerance": 1}, "tolerance is for numbers"),
        ({"mistakes": {8: "no"}}, "mistakes must be wrong answers, and 8 is right"),
        ({"mistakes": {7: ""}}, "what a mistake tells must not be empty"),
        ({"answer": "a", "options": ["a", "b"], "mistakes": {"c": "no"}}, "one of the options"),
        ({"name": "Not A Name"}, "name must be small letters, digits and hyphens"),
    ],
)
def test_an_unsound_question_is_refused(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        card(**arguments)


@pytest.mark.parametrize(
    "arguments", [{"answer": "8"}, {"answer": 8, "options": "ab"}, {"prompt": 8}, {"mistakes": "x"}]
)
def test_the_wrong_kind_of_argument_is_refused(arguments: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        card(**arguments)
