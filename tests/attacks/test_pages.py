"""Nothing of a submission runs in the pages made of it, and they do not tell the hidden tests."""

from __future__ import annotations

import contextlib
import functools
import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from course.grade.class_report import class_report, write_report
from course.grade.course_folder import CourseFolder
from course.grade.feedback import write_feedback
from course.notebook_format import to_text
from tests.attacks.cases import Case, cases
from tests.attacks.traps import CANARY, Traps
from tests.attacks.trial import MODES, Trial, try_class
from tests.attacks.victim import ASSIGNMENT, HALF_RIGHT, answered, released
from tests.jupyterlab import FLAGS

CASES = cases("pages")
# A student's folder is named by whoever made it; this one is HTML.
NAME = "<img src=x onerror=\"document.title='ATTACKED'\"><b>"
HIDDEN = ("5.0, 12.0", "allclose(unit", "Counter().total", "HIDDEN TESTS")
HARMLESS = {
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "h1",
    "h2",
    "p",
    "strong",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "a",
    "details",
    "summary",
    "pre",
    "ul",
    "li",
    "img",
    "span",
    "g",
    "svg",
    "rect",
    "line",
    "text",
}
ATTRIBUTES = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "scope",
    "href",
    "class",
    "id",
    "alt",
    "src",
    "style",
    "viewbox",
    "role",
    "aria-label",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "width",
    "height",
    "title",
}
PAGE_CHARACTERS = 3_000_000


@dataclass
class Pages:
    """The pages of a class in which attackers handed in."""

    trial: Trial
    feedback: dict[str, Path]
    report: Path


class Elements(HTMLParser):
    """Collects every element, attribute and address of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("src", "href")}


@pytest.fixture(scope="module")
def made() -> Iterator[Callable[[str], Pages]]:
    """A function that grades the class in a mode and writes its pages, once."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def once(mode: str) -> Pages:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attacks-")))
            folder.chmod(0o755)
            attacks = {case.name: case.hand_in for case in CASES} | {NAME: _hand_in_half}
            trial = try_class(folder, mode, attacks)
            written = write_feedback(trial.course, ASSIGNMENT)
            pages = {path.parent.parent.name: path for path in written}
            report = write_report(trial.course, class_report(trial.course, ASSIGNMENT))
            return Pages(trial, {name: pages[trial.students[name]] for name in attacks}, report)

        yield once


def _hand_in_half(path: Path, course: CourseFolder, traps: Traps) -> None:
    path.write_text(to_text(answered(released(course), HALF_RIGHT)))


def _cases(may_succeed: bool) -> list[object]:
    """Return each case in each mode; some may succeed where tests run in the same process."""
    found = []
    for mode in MODES:
        for case in CASES:
            marks = []
            if may_succeed and mode == "compatible" and case.compatible:
                marks.append(pytest.mark.xfail(reason=case.compatible, strict=False))
            found.append(pytest.param(mode, case, marks=marks, id=f"{mode}-{case.name}"))
    return found


@pytest.mark.parametrize(("mode", "case"), _cases(may_succeed=False))
def test_the_score_is_the_true_one(made: Callable[[str], Pages], mode: str, case: Case) -> None:
    result = made(mode).trial.of(case.name)
    assert (result["status"], result["score"]) == ("graded", case.verdict.score), result


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [*(case.name for case in CASES), NAME])
def test_a_page_holds_harmless_elements_only(
    made: Callable[[str], Pages], mode: str, name: str
) -> None:
    text = made(mode).feedback[name].read_text()
    found = Elements(text)
    assert found.tags <= HARMLESS
    assert found.attributes <= ATTRIBUTES
    assert all(re.match(r"#|data:image/(png|jpeg);base64,", one) for one in found.addresses)
    assert len(text) < PAGE_CHARACTERS
    assert CANARY not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)


@pytest.mark.parametrize(("mode", "case"), _cases(may_succeed=True))
def test_a_page_does_not_tell_the_hidden_tests(
    made: Callable[[str], Pages], mode: str, case: Case
) -> None:
    text = made(mode).feedback[case.name].read_text()
    assert [part for part in HIDDEN if part in text] == []


@pytest.mark.browser
@pytest.mark.parametrize("mode", MODES)
def test_nothing_runs_in_a_browser(made: Callable[[str], Pages], mode: str, chromium: str) -> None:
    """Each page is opened, unfolded and clicked on; it runs nothing and asks for nothing."""
    pages = made(mode)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for path in [*pages.feedback.values(), pages.report]:
            tab, asked = browser.new_page(), []
            tab.on("request", lambda request, asked=asked: asked.append(request.url))
            tab.on("dialog", lambda dialog, asked=asked: asked.append(dialog.message))
            address = path.as_uri()
            tab.goto(address)
            for summary in tab.query_selector_all("summary"):
                summary.click()
            for link in tab.query_selector_all("a"):
                link.click()
            tab.wait_for_timeout(50)
            assert tab.title() != "ATTACKED", path
            assert tab.evaluate("document.querySelectorAll('script, iframe, style').length") == 1
            fetched = [url for url in asked if not url.startswith("data:") and url != address]
            assert fetched == [], path
            tab.close()
        browser.close()


@pytest.mark.parametrize("mode", MODES)
def test_the_report_holds_harmless_elements_only(made: Callable[[str], Pages], mode: str) -> None:
    found = Elements(made(mode).report.read_text())
    assert found.tags <= HARMLESS
    assert found.attributes <= ATTRIBUTES
    assert all(one.startswith("#") for one in found.addresses)
