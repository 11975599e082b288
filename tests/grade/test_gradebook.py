"""What the gradebook's writer makes of late work, odd time stamps and odd files."""

from __future__ import annotations

import pytest

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from tests.grade.compatible import grade
from tests.grade.stock import read_rows
from tests.mini_course import RIGHT, HandIn


@pytest.mark.parametrize(
    "text", ["yesterday", "9" * 40, "2026-13-45 99:99 UTC", "\x00", "1 1 +99999999"]
)
def test_a_time_stamp_that_says_no_time_costs_nothing(
    mini_course: CourseFolder, hand_in: HandIn, text: str
) -> None:
    path = hand_in("ada", **RIGHT)
    (path.parent / "timestamp.txt").write_text(text)
    assert grade(mini_course, "mini", workers=1)[0].score == 6
    assert read_rows(mini_course)["mini", "ada", "submission"][0] is None


def test_a_rule_for_late_work_that_fails_is_named(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    from nbgrader.api import Gradebook

    path = hand_in("ada", **RIGHT)
    (path.parent / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    with Gradebook(mini_course.database_url, mini_course.course_id) as book:
        book.update_or_create_assignment("mini", duedate="2026-03-01 12:00:00 UTC")
    config = mini_course.root / "nbgrader_config.py"
    plugin = "nowhere.to.be.Found"
    config.write_text(f"{config.read_text()}\nc.AssignLatePenalties.plugin_class = {plugin!r}\n")
    with pytest.raises(CourseError, match=r"nbgrader_config.py: c.AssignLatePenalties failed"):
        grade(CourseFolder(mini_course.root), "mini", workers=1)


def test_files_in_the_way_of_the_graders_own_stop_nobody(
    mini_course: CourseFolder, hand_in: HandIn
) -> None:
    (mini_course.solutions / "mini" / "data.txt").write_text("1")
    for student, name in (("a", "data.txt/x"), ("b", "mini.partial/x"), ("c", "sub.ipynb/x")):
        path = hand_in(student, **RIGHT)
        (path.parent / name).parent.mkdir()
        (path.parent / name).touch()
    results = grade(mini_course, "mini", workers=1)
    assert [result.score for result in results] == [6, 6, 6]
    assert len(list(mini_course.autograded.glob("*/mini/mini.ipynb"))) == 3
