"""Which modules an assignment uses, so that they are imported once and not for every notebook."""

from __future__ import annotations

import ast
import contextlib
import importlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from course.notebook_format import source_text


def modules_named(folder: Path) -> tuple[str, ...]:
    """Return what the instructor's notebooks in `folder` import; some may be no modules.

    `from a import b` names both `a` and `a.b`. A cell that is not Python alone is passed over.
    """
    found: set[str] = set()
    for path in sorted(folder.glob("*.ipynb")):
        with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
            for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
                if cell["cell_type"] == "code":
                    found |= set(_imports(source_text(cell)))
    return tuple(sorted(found))


def _imports(source: str) -> Iterator[str]:
    with contextlib.suppress(SyntaxError):
        for statement in ast.parse(source).body:
            if isinstance(statement, ast.Import):
                yield from (alias.name for alias in statement.names)
            elif isinstance(statement, ast.ImportFrom) and statement.module and not statement.level:
                yield statement.module
                yield from (f"{statement.module}.{alias.name}" for alias in statement.names)


def import_useful(names: list[str]) -> bool:
    """Import those of `names` that can be; return whether this process still has one thread."""
    for name in names:
        # Whatever goes wrong here goes wrong again in the cell that imports it, and is seen there.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    tasks = Path("/proc/self/task")
    return not tasks.is_dir() or len(os.listdir(tasks)) == 1
