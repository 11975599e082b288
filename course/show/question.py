"""A question card: predict first, then see the answer, the explanation and your record."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from course.nn.arguments import describe, integer, number
from course.show.light_markup import light_markup
from course.show.web_widget import WebWidget

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHARE_TOLERATED = 0.01  # of an answer that is not an integer, unless the author says otherwise
START = {"guess": "", "judged": "", "tries": 0, "right": False, "shown": False, "first": ""}


class Question(WebWidget):
    """One question card, as `question` makes it."""

    module = "question"

    def as_text(self) -> str:
        given = self.given
        lines = [_plain(given["prompt"])]
        lines += [f"  - {_plain(option)}" for option in given["options"]]
        if given["hint"]:
            lines.append(f"Hint: {_plain(given['hint'])}")
        lines.append(f"Answer: {_plain(given['shown'])}")
        if given["explanation"]:
            lines.append(_plain(given["explanation"]))
        return "\n".join(lines)

    def as_html(self) -> str:
        given = self.given
        options = "".join(f"<li>{option}</li>" for option in given["options"])
        hint = f"<details><summary>Hint</summary>{given['hint']}</details>" if given["hint"] else ""
        return (
            f"<div><b>Question.</b> {given['prompt']}</div>"
            f"{f'<ul>{options}</ul>' if options else ''}{hint}"
            f"<details><summary>Answer</summary><p><b>{given['shown']}</b></p>"
            f"<div>{given['explanation']}</div></details>"
        )


def question(
    prompt: str,
    answer: float | str | Sequence[int],
    *,
    options: Sequence[str] = (),
    tolerance: float | None = None,
    unit: str = "",
    explanation: str = "",
    hint: str = "",
    mistakes: Mapping[Any, str] | None = None,
    name: str | None = None,
) -> Question:
    """Return a card that asks for a number, a shape or a choice, and answers after a prediction.

    The kind follows from `answer`: a number; a shape, when it is a tuple or a list of sizes; a
    choice, when there are `options`. All texts may use the tags of `light_markup`, no LaTeX.

    Args:
        prompt: the question.
        answer: the number, the shape, or the right one of `options`.
        options: two or more different answers to choose from.
        tolerance: the largest difference from a number that counts as right; without it 0 for an
            integer and 1% of the size of any other.
        unit: what the number counts, such as "parameters".
        explanation: why; shown with the answer.
        hint: a help to open before answering.
        mistakes: from a wrong answer to what it tells about the thinking behind it.
        name: under which the reader's browser keeps the record; without it one made from the
            prompt. Give a name to a prompt that you mean to reword.

    Raises:
        TypeError, ValueError: an empty or badly written text, an answer that is NaN, negative as
            a size or not among the options, a mistake that is right.

    Examples:
        >>> card = question("How many parameters has a layer from 3 to 2 units, with biases?", 8)
        >>> card.given["kind"]
        'number'
    """
    given: dict[str, Any] = {
        "title": "Question",
        "prompt": light_markup("prompt", prompt),
        "unit": html.escape(light_markup("unit", unit, may_be_empty=True)),
        "explanation": light_markup("explanation", explanation, may_be_empty=True),
        "hint": light_markup("hint", hint, may_be_empty=True),
        "options": [],
        "tolerance": 0.0,
        "start": START,
    }
    if options:
        given |= _choice(answer, options)
    elif isinstance(answer, tuple | list):
        given |= {"kind": "shape", "answer": _shape("answer", answer)}
        given["shown"] = _shape_in_words(given["answer"])
    else:
        given |= _number(answer, tolerance, unit)
    if tolerance is not None and given["kind"] != "number":
        raise ValueError(f"tolerance is for numbers, and this question asks for a {given['kind']}")
    given["mistakes"] = _mistakes(given, {} if mistakes is None else mistakes)
    given["name"] = _name(name, prompt)
    return Question(given=given)


def _number(answer: object, tolerance: float | None, unit: str) -> dict[str, Any]:
    value = number("answer", answer)
    if tolerance is None:
        tolerance = 0.0 if value.is_integer() else SHARE_TOLERATED * abs(value)
    shown = f"{value:,.0f}" if value.is_integer() else f"{value:.6g}"
    return {
        "kind": "number",
        "answer": value,
        "tolerance": number("tolerance", tolerance, at_least=0),
        "shown": f"{shown} {html.escape(unit)}".strip(),
    }


def _choice(answer: object, options: Sequence[str]) -> dict[str, Any]:
    if isinstance(options, str):
        raise TypeError(f"options must be a list of texts, got {describe(options)}")
    texts = [light_markup("an option", option) for option in options]
    if len(set(texts)) < max(len(texts), 2):
        raise ValueError(f"options must be two or more, all different, got {texts}")
    if not isinstance(answer, str) or answer not in texts:
        raise ValueError(f"answer must be one of the options {texts}, got {answer!r}")
    return {
        "kind": "choice",
        "options": texts,
        "answer": texts.index(answer),
        "shown": answer,
    }


def _shape(name: str, value: object) -> list[int]:
    if not isinstance(value, tuple | list) or len(value) == 0:
        raise ValueError(f"{name} must be a tuple of one or more sizes, got {value!r}")
    return [integer(name, size, at_least=0) for size in value]


def _shape_in_words(shape: Sequence[int]) -> str:
    return str(tuple(int(size) for size in shape))


def _mistakes(given: Mapping[str, Any], mistakes: Mapping[Any, str]) -> dict[str, str]:
    """Return what wrong answers tell, under the keys that the card looks for."""
    if not isinstance(mistakes, Mapping):
        raise TypeError(f"mistakes must be a dictionary, got {describe(mistakes)}")
    found: dict[str, str] = {}
    for wrong, told in mistakes.items():
        if given["kind"] == "shape":
            sizes = _shape("a mistake", wrong)
            key, right = ",".join(map(str, sizes)), sizes == given["answer"]
        elif given["kind"] == "choice":
            if wrong not in given["options"]:
                raise ValueError(f"a mistake must be one of the options, got {wrong!r}")
            key, right = str(wrong), wrong == given["shown"]
        else:
            value = number("a mistake", wrong)
            key, right = repr(value), abs(value - given["answer"]) <= given["tolerance"]
        if right:
            raise ValueError(f"mistakes must be wrong answers, and {wrong!r} is right")
        found[key] = light_markup("what a mistake tells", told)
    return found


def _name(name: str | None, prompt: str) -> str:
    if name is None:
        return hashlib.sha256(prompt.encode()).hexdigest()[:16]
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(f"name must be small letters, digits and hyphens, got {name!r}")
    return name


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br>|</p>|</li>", "\n", markup))).strip()
