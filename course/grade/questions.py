"""What the questions of an assignment are called: the heading above each graded cell."""

from __future__ import annotations

import re

from course.grade.course_folder import CourseFolder
from course.grade.repair import has_points, nbgrader_of
from course.notebook_format import read_notebook, source_text

HEADING = re.compile(r"^#{1,4}\s+(.+?)\s*$", re.MULTILINE)
POINTS = re.compile(r"\s*\(\d+(\.\d+)? points?\)$")


def question_titles(course: CourseFolder, assignment: str) -> dict[str, str]:
    """Return the title of each cell with points, in order; its id where no heading precedes."""
    titles: dict[str, str] = {}
    for path in sorted(course.require_assignment(assignment).glob("*.ipynb")):
        title = ""
        for cell in read_notebook(path)["cells"]:
            if has_points(cell):
                name = nbgrader_of(cell)["grade_id"]
                titles[name] = title or name
            elif cell["cell_type"] == "markdown":
                headings = HEADING.findall(source_text(cell))
                title = POINTS.sub("", headings[0]) if headings else title
    return titles
