"""Outputs are cut and dropped as nbgrader's own preprocessors do it."""

from __future__ import annotations

import nbformat
import pytest
from nbgrader.preprocessors import LimitOutput

from course.errors import CourseError
from course.grade.course_folder import CourseFolder
from course.grade.output_rules import OutputRules


def stream(name: str, lines: int) -> dict:
    return {"output_type": "stream", "name": name, "text": "x\n" * lines}


def error(frames: int) -> dict:
    trace = [str(frame) for frame in range(frames)]
    return {"output_type": "error", "ename": "E", "evalue": "", "traceback": trace}


def kept(course: CourseFolder, *outputs: dict) -> list[dict]:
    cell = {"cell_type": "code", "outputs": list(outputs), "source": "", "metadata": {}}
    return OutputRules(course).apply({"cells": [cell]})["cells"][0]["outputs"]


def configured(course: CourseFolder, line: str) -> CourseFolder:
    config = course.root / "nbgrader_config.py"
    config.write_text(f"{config.read_text()}\n{line}\n")
    return CourseFolder(course.root)


@pytest.mark.parametrize(
    "outputs",
    [
        [stream("stdout", 3)],
        [stream("stdout", 999)],
        [stream("stdout", 1000)],
        [stream("stdout", 1500), stream("stderr", 1)],
        [stream("stdout", 600), stream("stderr", 600), stream("stdout", 1)],
        [error(100)],
        [error(101)],
        [error(3000), stream("stderr", 2)],
    ],
)
def test_long_output_is_cut_as_nbgrader_cuts_it(
    mini_course: CourseFolder, outputs: list[dict]
) -> None:
    cell = {"cell_type": "code", "outputs": outputs, "source": "", "metadata": {}}
    theirs, _ = LimitOutput().preprocess_cell(nbformat.from_dict(cell), {}, 0)
    assert kept(mini_course, *outputs) == theirs.outputs


def test_the_course_sets_the_limits(mini_course: CourseFolder) -> None:
    course = configured(mini_course, "c.LimitOutput.max_lines = 2")
    assert kept(course, stream("stdout", 9))[0]["text"] == "x\n... Output truncated ..."
    course = configured(mini_course, "c.LimitOutput.enabled = False")
    assert kept(course, stream("stdout", 5000)) == [stream("stdout", 5000)]


def test_harmless_warnings_are_dropped_where_the_course_says_so(mini_course: CourseFolder) -> None:
    said = [stream("stderr", 1), stream("stdout", 1)]
    assert kept(mini_course, *said) == said
    lines = "c.IgnorePattern.enabled = True\nc.IgnorePattern.pattern = '^x'"
    assert kept(configured(mini_course, lines), *said) == [stream("stdout", 1)]


def test_a_pattern_that_is_none_is_said(mini_course: CourseFolder) -> None:
    lines = "c.IgnorePattern.enabled = True\nc.IgnorePattern.pattern = '('"
    with pytest.raises(CourseError, match=r"nbgrader_config.py: c.IgnorePattern.pattern"):
        OutputRules(configured(mini_course, lines))
