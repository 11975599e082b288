"""Make the students' version of an assignment from the instructor's notebook."""

from __future__ import annotations

import copy
from pathlib import Path

from course.errors import CourseError
from course.grade.authoring import faults
from course.grade.course_folder import CourseFolder
from course.grade.gradebook import GradebookWriter
from course.grade.reference import RELEASE_STEPS, load_references, process
from course.grade.submission import copy_files
from course.notebook_format import clean, read_notebook, to_text


def release(course: CourseFolder, assignment: str) -> list[Path]:
    """Write `assignments/NAME/` and enter the assignment in the gradebook; return the notebooks.

    Raises `CourseError` that names the cell when points, ids, tests or markers are inconsistent;
    then nothing has been written.
    """
    folder = course.require_assignment(assignment)
    for path in sorted(folder.glob("*.ipynb")):
        found = list(faults(read_notebook(path), sealed=not course.compatible))
        if found:
            raise CourseError(f"{path} is not ready to release: " + "; ".join(found))
    references = load_references(course, assignment)
    target = course.assignments / assignment
    released = []
    with GradebookWriter(course) as gradebook:
        gradebook.register(references)
        for reference in references:
            node = copy.deepcopy(reference.node)
            node = process(course, node, assignment, reference.path, RELEASE_STEPS)
            released.append((target / reference.path.name, to_text(clean(node))))
    try:
        target.mkdir(parents=True, exist_ok=True)
        for path, text in released:
            path.write_text(text, encoding="utf-8")
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        copy_files((path for path in files if path.suffix != ".ipynb"), folder, target)
    except OSError as error:
        raise CourseError(f"cannot write {target}: {error.strerror}") from None
    return [path for path, _ in released]
