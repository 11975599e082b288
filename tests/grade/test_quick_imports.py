"""nbgrader comes in without the slow grammar, and nothing is left changed."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from course.grade.quick_imports import SLOW, import_jsonschema
{before}
import_jsonschema()
import nbgrader.api, nbgrader.preprocessors
print(SLOW in sys.modules, "lark" in sys.modules)
import jsonschema
jsonschema.validate(3, {{"type": "integer"}})
import rfc3987_syntax
"""


def run(before: str = "") -> list[str]:
    command = [sys.executable, "-c", PROGRAM.format(before=before)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def test_the_grammar_is_not_read_and_can_be_later() -> None:
    assert run() == ["False", "False"]


def test_who_has_it_already_keeps_it() -> None:
    assert run("import jsonschema") == ["True", "True"]
