"""What the questions of an assignment are called: the heading above each graded cell."""

from __future__ import annotations

import re

from course.grade.course_folder import CourseFolder
from course.grade.repair import has_points, nbgrader_of
from course.notebook_format import read_notebook, source_text

HEADING = re.compile(r"^#{1,4}\s+(.+?)\s*$", re.MULTILINE)
POINTS = re.compile(r"\s*\(\d+(\.\d+)? points?\)$")


def question_titles(course: CourseFolder, assignment: str) -> dict[str, dict[str, str]]:
    """Return, for each notebook, the titles of its cells with points, in order.

    A cell that no heading precedes has its id for a title.
    """
    found: dict[str, dict[str, str]] = {}
    for path in sorted(course.require_assignment(assignment).glob("*.ipynb")):
        title, titles = "", found.setdefault(path.stem, {})
        for cell in read_notebook(path)["cells"]:
            if has_points(cell):
                name = nbgrader_of(cell)["grade_id"]
                titles[name] = title or name
            elif cell["cell_type"] == "markdown":
                headings = HEADING.findall(source_text(cell))
                title = POINTS.sub("", headings[0]) if headings else title
    return found
