"""The one committed form of a notebook: nothing in it that running it again would make.

No outputs, no execution counts, the python3 kernel, readable stable cell ids, one-space indent,
sorted keys. `python -m course.notebook_format PATH...` brings notebooks to this form, and with
`--check` lists those that are not in it (exit status 1).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from course.errors import CourseError

Notebook = dict[str, Any]

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
READABLE_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MAKESHIFT_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){0,3}.*")


def read_notebook(path: Path) -> Notebook:
    """Read a notebook of ours as plain JSON; `CourseError` names the file when it is not one."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not a notebook ({error})") from None
    if notebook.get("nbformat") != 4 or not isinstance(cells, list):
        raise CourseError(f"{path}: not a version 4 notebook; open and save it in JupyterLab")
    return notebook


def to_text(notebook: Notebook) -> str:
    """Return the notebook as the text that is committed."""
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def to_line(notebook: Notebook) -> str:
    """Return the notebook as text for programs: a tenth of the work of text for people."""
    return json.dumps(notebook, ensure_ascii=False) + "\n"


def clean(notebook: Notebook) -> Notebook:
    """Return a copy without outputs, counts and editor state, sources as lists of lines."""
    cells = []
    for cell in notebook["cells"]:
        kept = {key: cell[key] for key in ("cell_type", "id", "metadata") if key in cell}
        kept["metadata"] = _clean_metadata(cell.get("metadata", {}))
        kept["source"] = _lines(source_text(cell))
        if cell.get("attachments"):
            kept["attachments"] = cell["attachments"]
        if cell["cell_type"] == "code":
            kept |= {"outputs": [], "execution_count": None}
        cells.append(kept)
    metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def source_text(cell: dict[str, Any]) -> str:
    """Return a cell's source as one string; the format allows a list of lines too."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def problems(notebook: Notebook) -> Iterator[str]:
    """Yield what formatting cannot mend: missing, repeated or unreadable cell ids."""
    seen: set[str] = set()
    for index, cell in enumerate(notebook["cells"], start=1):
        cell_id = cell.get("id", "")
        if not READABLE_ID.fullmatch(cell_id) or MAKESHIFT_ID.fullmatch(cell_id):
            yield f"cell {index} has the id {cell_id!r}; give it a name such as 'softmax-task'"
        if cell_id in seen:
            yield f"cell {index} repeats the id {cell_id!r}"
        seen.add(cell_id)


def _clean_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    passing = {"collapsed", "execution", "scrolled", "jupyter", "trusted", "ExecuteTime"}
    kept = {key: value for key, value in metadata.items() if key not in passing}
    jupyter = metadata.get("jupyter")
    if isinstance(jupyter, dict) and jupyter.get("source_hidden") is True:
        kept["jupyter"] = {"source_hidden": True}  # the author's: it would give an answer away
    return kept


def _lines(text: str) -> list[str]:
    return text.rstrip("\n").splitlines(keepends=True) if text.strip() else []


def _notebooks(paths: Iterable[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if not path.exists():
            raise CourseError(f"{path}: no such file or folder")
        yield from sorted(path.rglob("*.ipynb")) if path.is_dir() else [path]


def main(arguments: list[str] | None = None) -> int:
    """Format the notebooks named, or with `--check` only say what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m course.notebook_format", description=__doc__)
    parser.add_argument("paths", nargs="+", help="notebooks, or folders of them")
    parser.add_argument("--check", action="store_true", help="change nothing, list the faults")
    options = parser.parse_args(arguments)
    faults = 0
    try:
        for path in _notebooks(options.paths):
            notebook = read_notebook(path)
            text = to_text(clean(notebook))
            found = list(problems(notebook))
            if text != path.read_text(encoding="utf-8"):
                if options.check:
                    found.append("not in the committed form; run make format")
                else:
                    path.write_text(text, encoding="utf-8")
            for problem in found:
                print(f"{path}: {problem}")
            faults += len(found)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
