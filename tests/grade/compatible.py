"""Our grader as stock nbgrader grades: the tests run in the student's own process.

`python -m tests.grade.compatible FOLDER` grades every assignment of a course folder.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from course.grade import grading
from course.grade.course_folder import CourseFolder
from course.grade.score import Result

COMMAND = ("grade", "--compatible")


def grade(course: CourseFolder, assignment: str, **options: Any) -> list[Result]:
    """Grade in compatible mode; options as of `course.grade.grading.grade`."""
    return grading.grade(course, assignment, compatible=True, **options)


def main(root: Path) -> None:
    """Grade every assignment of the course folder at `root`; write who failed to failed.json."""
    course = CourseFolder(root)
    results = [one for name in course.assignment_names() for one in grade(course, name)]
    failed = [
        (one.assignment, one.student, one.reason) for one in results if one.status != "graded"
    ]
    (root / "failed.json").write_text(json.dumps(failed))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
