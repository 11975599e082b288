"""Feedback and report pages say what happened and let nothing of a submission run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grade.class_report import class_report, write_report
from course.grade.course_folder import CourseFolder
from course.grade.feedback import write_feedback
from course.grade.grading import grade
from tests.mini_course import RIGHT, HandIn

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


class Tags(HTMLParser):
    """Collects every element and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


@pytest.fixture
def graded(mini_course: CourseFolder, hand_in: HandIn) -> CourseFolder:
    hand_in("right", **RIGHT)
    hand_in("wrong", **(RIGHT | {"square": "def square(x):\n    return -x * x"}))
    show = f"from IPython.display import HTML\nanswer = 41\nprint({EVIL!r})\nHTML({EVIL!r})"
    hand_in("evil<b>", **(RIGHT | {"answer": show, "why": f"Because {EVIL}"}))
    hand_in("empty")
    grade(mini_course, "mini", workers=2)
    return mini_course


def test_feedback_tells_scores_and_messages_and_hides_hidden_tests(graded: CourseFolder) -> None:
    pages = write_feedback(graded, "mini")
    assert len(pages) == 4
    page = (graded.feedback / "wrong" / "mini" / "mini.html").read_text()
    assert "<strong>2 of 9 points</strong>" in page
    assert "3 of them have not been graded by hand yet" in page
    assert "of 4 checks passed" in page
    assert "return -x * x" in page
    for page in pages:
        assert "BEGIN HIDDEN" not in page.read_text()
        assert "check.value(square, 1e200" not in page.read_text()


def test_the_values_of_hidden_checks_are_told_only_if_the_instructor_says_so(
    graded: CourseFolder,
) -> None:
    write_feedback(graded, "mini")
    page = graded.feedback / "wrong" / "mini" / "mini.html"
    assert "a hidden check was not passed" in page.read_text()
    assert "-0.25" not in page.read_text()
    config = graded.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.Chalkgrad.show_hidden_checks = True\n")
    write_feedback(CourseFolder(graded.root), "mini")
    assert "a hidden check was not passed" not in page.read_text()
    assert "gave -0.25, expected 0.25" in page.read_text()


def test_nothing_of_a_submission_runs_in_feedback(graded: CourseFolder) -> None:
    write_feedback(graded, "mini")
    page = (graded.feedback / "evil<b>" / "mini" / "mini.html").read_text()
    found = Tags(page)
    assert not found.tags & {"script", "iframe", "object", "embed", "svg", "form", "base"}
    assert not {name for name in found.attributes if name.startswith("on")}
    assert "&lt;script&gt;alert(1)" in page
    assert "default-src 'none'" in page


def test_feedback_shows_a_persons_comment(graded: CourseFolder) -> None:
    from nbgrader.api import Gradebook

    with Gradebook(graded.database_url, graded.course_id) as book:
        comment = book.find_comment("why", "mini", "mini", "right")
        comment.manual_comment = "Well argued & short."
        book.db.commit()
    write_feedback(graded, "mini")
    page = (graded.feedback / "right" / "mini" / "mini.html").read_text()
    assert "Well argued &amp; short." in page


def test_the_report_counts_questions_and_students(graded: CourseFolder) -> None:
    report = class_report(graded, "mini")
    questions = {question.name: question for question in report.questions}
    assert list(questions) == ["square-test", "answer-test", "why"]
    assert questions["square-test"].full == 2
    assert questions["square-test"].zero == 2
    assert questions["answer-test"].mean == pytest.approx(1.0)
    assert questions["why"].waiting == 3
    assert report.totals == {"right": 6.0, "wrong": 2.0, "evil<b>": 4.0, "empty": 0.0}
    page = write_report(graded, report).read_text()
    assert "<svg" in page
    assert "evil&lt;b&gt;" in page
    assert "evil<b>" not in page


def test_the_report_names_the_mistakes_made(graded: CourseFolder) -> None:
    mistakes = {(m.question, m.students) for m in class_report(graded, "mini").mistakes}
    assert ("square-test", 1) in mistakes


@pytest.mark.parametrize("write", [write_feedback, class_report])
def test_without_marks_there_is_nothing_to_show(
    mini_course: CourseFolder, write: Callable[[CourseFolder, str], object]
) -> None:
    with pytest.raises(CourseError, match="run course grade mini"):
        write(mini_course, "mini")


def test_a_folder_that_cannot_be_written_is_said(graded: CourseFolder) -> None:
    Path(graded.feedback).write_text("a file where the folder should be")
    with pytest.raises(CourseError, match="cannot write"):
        write_feedback(graded, "mini")
    Path(graded.reports).write_text("a file where the folder should be")
    with pytest.raises(CourseError, match="cannot write"):
        write_report(graded, class_report(graded, "mini"))


def test_notebooks_of_one_assignment_may_use_the_same_names(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    """Each counts by itself, in the report and on its page."""
    folder = mini_course.solutions / "mini"
    shutil.copyfile(folder / "mini.ipynb", folder / "second.ipynb")
    first = hand_in("ada", **RIGHT)
    wrong = hand_in("spare", **(RIGHT | {"answer": "answer = 41"}))
    wrong.rename(first.with_name("second.ipynb"))
    wrong.parent.parent.rename(mini_course.root / "elsewhere")
    grade(mini_course, "mini", workers=2)
    report = class_report(mini_course, "mini")
    assert report.totals == {"ada": 6 + 4}
    assert report.max_score == 18
    pages = {path.stem: path.read_text() for path in write_feedback(mini_course, "mini")}
    assert "<strong>6 of 9 points</strong>" in pages["mini"]
    assert "<strong>4 of 9 points</strong>" in pages["second"]
