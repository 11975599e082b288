"""A page of widgets is one file, with a still copy of each for browsers without JavaScript."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from course import show


def test_a_page_holds_each_module_once_and_every_widget(tmp_path: Path) -> None:
    cards = [show.question("One <i>x</i>?", 1), show.question("Two &quot;y&quot;?", 2)]
    path = show.page(cards, tmp_path / "cards.html", title="Two & one")
    text = path.read_text(encoding="utf-8")
    assert text.count('<script type="module">') == 1
    assert "<h1>Two &amp; one</h1>" in text
    given = [json.loads(html.unescape(part)) for part in re.findall(r'data-given="([^"]*)"', text)]
    assert given == [card.given for card in cards]
    assert len(re.findall("<noscript>.*<summary>Answer</summary>", text)) == 2


def test_what_a_reader_changed_goes_along(tmp_path: Path) -> None:
    card = show.question("One?", 1)
    card.state = {"guess": "3"}
    text = show.page(card, tmp_path / "card.html", title="One").read_text(encoding="utf-8")
    assert 'data-state="{&quot;guess&quot;: &quot;3&quot;}"' in text


def test_wrong_arguments_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one widget"):
        show.page([], tmp_path / "x.html", title="None")
    with pytest.raises(TypeError, match="widgets must be widgets in JavaScript, got str"):
        show.page(["question"], tmp_path / "x.html", title="A word")
    with pytest.raises(ValueError, match="title has <h1>"):
        show.page(show.question("One?", 1), tmp_path / "x.html", title="<h1>One</h1>")


def test_the_title_is_the_first_widget_s_unless_one_is_given(tmp_path: Path) -> None:
    path = show.page(show.gate_board(), tmp_path / "gates.html")
    assert "<title>Gate board</title>" in path.read_text(encoding="utf-8")
