"""What nbgrader takes out of a cell's outputs before it scores the cell, as the course sets it."""

from __future__ import annotations

import json
import re
from typing import Any

from course.errors import CourseError
from course.grade.course_folder import CONFIG, CourseFolder
from course.grade.repair import Cell, Notebook


class OutputRules:
    """`c.IgnorePattern` (drop stderr that matches) and `c.LimitOutput` (cut long output).

    nbgrader's own preprocessors do the work. They are called only for cells that they would
    change, for they need the cell in another form, which costs more than the rest of the scoring.
    """

    def __init__(self, course: CourseFolder) -> None:
        from nbgrader.preprocessors import IgnorePattern, LimitOutput

        self._ignore = IgnorePattern(config=course.config)
        self._limit = LimitOutput(config=course.config)
        self._pattern = self._ignore.pattern if self._ignore.enabled else ""
        try:
            re.compile(self._pattern)
        except re.error as error:
            config = course.root / CONFIG
            raise CourseError(f"{config}: c.IgnorePattern.pattern is no pattern: {error}") from None

    def apply(self, notebook: Notebook) -> Notebook:
        """Return the notebook with the outputs that count."""
        return notebook | {"cells": [self._apply(cell) for cell in notebook["cells"]]}

    def _apply(self, cell: Cell) -> Cell:
        from nbformat import from_dict

        steps = []
        if self._pattern and any(output.get("name") == "stderr" for output in _outputs(cell)):
            steps.append(self._ignore)
        if self._limit.enabled and self._is_long(cell):
            steps.append(self._limit)
        for step in steps:
            made, _ = step.preprocess_cell(from_dict(cell), {}, 0)
            cell = cell | {"outputs": json.loads(json.dumps(made.outputs))}
        return cell

    def _is_long(self, cell: Cell) -> bool:
        lines, frames = self._limit.max_lines, self._limit.max_traceback
        texts = [output["text"] for output in _outputs(cell) if output["output_type"] == "stream"]
        traces = (output.get("traceback", []) for output in _outputs(cell))
        return (lines != -1 and sum(text.count("\n") + 1 for text in texts) > lines) or (
            frames != -1 and any(len(trace) > frames for trace in traces)
        )


def _outputs(cell: Cell) -> list[dict[str, Any]]:
    return cell.get("outputs", [])
