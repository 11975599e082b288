"""nbgrader's formgrader, in a real browser, shows the marks that `course grade` recorded."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from course.grade.course_folder import CourseFolder
from course.grade.grading import grade
from tests.jupyterlab import FLAGS, TOKEN, serve
from tests.mini_course import RIGHT, HandIn

pytestmark = pytest.mark.browser


def test_formgrader_shows_our_marks(
    mini_course: CourseFolder, hand_in: HandIn, chromium: str
) -> None:
    hand_in("ada", **RIGHT)
    hand_in("bob")
    grade(mini_course, "mini", workers=1)
    with serve(mini_course.root) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(f"{address}/login?token={TOKEN}")
        page.goto(f"{address}/formgrader/manage_submissions/mini")
        page.wait_for_selector("td.student-id >> text=bob", timeout=60_000)
        text = page.inner_text("table")
        browser.close()
    rows = {line.split("\t")[1]: line.split("\t") for line in text.splitlines() if "\t" in line}
    assert rows["ada"][3:5] == ["needs manual grading", "6 / 9"]
    assert rows["bob"][3:5] == ["graded", "0 / 9"]
