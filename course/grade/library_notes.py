"""What a TA is told of answers that are made of the library they were to build."""

from __future__ import annotations

from course.check.library_use import imports_of, library_use, without_of
from course.grade.repair import Notebook, is_solution, nbgrader_of
from course.grade.sealed.plan import is_test

# A longer cell is no answer to an exercise, and reading it would take the grader's own time.
CHARACTERS = 100_000


def library_notes(notebook: Notebook, reference: Notebook) -> list[str]:
    """Return one note a test cell whose answers use what its `without` names.

    Of the instructor's own cells, those that are as in `reference`, only the imports count.
    """
    given = {cell["source"] for cell in reference["cells"] if not is_solution(cell)}
    above: list[str] = []
    notes = []
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        if not is_test(cell):
            if len(cell["source"]) <= CHARACTERS:
                source = cell["source"]
                above.append(imports_of(source) if source in given else source)
            continue
        used = library_use(above, cell["source"], without_of(cell["source"]))
        if used:
            names = ", ".join(f"nn.{name}" for name in used)
            test = nbgrader_of(cell)["grade_id"]
            notes.append(f"{test}: the answer uses {names}, which the exercise asks to build")
    return notes
