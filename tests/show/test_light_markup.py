"""Texts of questions may have a little HTML and nothing that could break or harm a page."""

from __future__ import annotations

import pytest

from course.show.light_markup import light_markup


@pytest.mark.parametrize(
    "text",
    [
        "plain words, 3 < 4 and $5 or $6",
        "<i>x</i><sub>i</sub> = 2<sup>10</sup><br>and <code>X @ W</code>",
        "<ul><li>one</li><li>two</li></ul>",
        "&lt;script&gt;",
    ],
)
def test_sound_texts_pass_unchanged(text: str) -> None:
    assert light_markup("text", text) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("  ", "text must not be empty"),
        (r"the loss $\log C$", "has LaTeX"),
        ("$x_i$", "has LaTeX"),
        (r"\(x\)", "has LaTeX"),
        ("<b onclick='x()'>", "text has <b onclick='x\\(\\)'>"),
        ("<img src=x>", "text has <img src=x>"),
        ("<b>open", "text leaves <b> open"),
        ("<b><i>x</b></i>", "text has </b>"),
        ("x</p>", "text has </p>"),
        ("<i/>", "text has <i/>"),
        ("<!-- aside -->", "HTML comment"),
        ("<!doctype html>", "HTML declaration"),
        ("<?php ?>", "HTML processing instruction"),
    ],
)
def test_unsound_texts_are_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        light_markup("text", text)


def test_an_empty_text_passes_where_it_may_be_empty() -> None:
    assert light_markup("hint", "", may_be_empty=True) == ""


def test_another_kind_of_thing_is_refused() -> None:
    with pytest.raises(TypeError, match="text must be a string, got int"):
        light_markup("text", 3)
