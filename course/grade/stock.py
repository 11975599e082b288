"""Our engine inside stock nbgrader: the step of `nbgrader autograde` that runs the cells.

In `nbgrader_config.py` this step takes the place of nbgrader's own:

from course.grade.stock_steps import AUTOGRADE
c.Autograde.autograde_preprocessors = AUTOGRADE

`nbgrader autograde` and formgrader's button then run submissions behind the walls, with their
tests sealed, and score them by nbgrader's own rule as before.
"""

from __future__ import annotations

import atexit
import functools
import sys
from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader import preprocessors

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.engine.pool import Pool
from course.grade.execute import Plans, code_cells, start_in_scratch, with_outputs
from course.grade.grading import make_pool, require_walls
from course.grade.reference import load_references, plain
from course.grade.sealed.plan import plan_tests
from course.grade.submission import copy_files, visible_files


class Execute(preprocessors.Execute):
    """Runs a notebook's cells in a forked, locked-in process instead of a kernel."""

    def preprocess(
        self, nb: Any, resources: dict[str, Any], km: object = None
    ) -> tuple[Any, dict[str, Any]]:
        """Return the notebook with outputs; a run that ends early leaves errors that say so."""
        course = CourseFolder.find(resources["metadata"]["path"])
        names = resources["nbgrader"]
        compatible = course.compatible
        plans = None if compatible else _plans(course, names["assignment"], names["notebook"])
        submitted = Path(resources["metadata"]["path"])
        instructors = course.solutions / names["assignment"]
        prepare = [lambda scratch: copy_files(visible_files(submitted), submitted, scratch)]
        if plans is not None:
            prepare.append(
                lambda scratch: copy_files(visible_files(instructors), instructors, scratch)
            )
        cells = code_cells(plain(nb), plans)
        run = start_in_scratch(
            _pool(course, names["assignment"]), cells, prepare, course.limits
        ).result()
        if run.reason:
            self.log.warning("%s: %s", names["student"], run.reason)
        executed = with_outputs(plain(nb), run, course.limits.cell_seconds)
        for cell, done in zip(nb.cells, executed["cells"], strict=True):
            if cell.cell_type == "code":
                cell.outputs = [from_dict(output) for output in done["outputs"]]
                cell.execution_count = done["execution_count"]
        return nb, resources


@functools.cache
def _pool(course: CourseFolder, assignment: str) -> Pool:
    """Return the warm parents of this process, started with the first notebook of an assignment."""
    if sys.platform != "linux":
        raise CourseError("locking submissions in needs Linux")
    pool = make_pool(course, assignment, 1, compatible=course.compatible, sandbox=True)
    require_walls(pool)
    atexit.register(pool.__exit__, None, None, None)
    return pool


@functools.cache
def _plans(course: CourseFolder, assignment: str, notebook: str) -> Plans:
    for reference in load_references(course, assignment):
        if reference.name == notebook:
            return plan_tests(reference.notebook)
    raise CourseError(f"{course.solutions / assignment} has no notebook {notebook}")
