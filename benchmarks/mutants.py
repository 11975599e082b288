"""How many small faults in the answers lose points: mutation analysis of the assignments.

    python -m benchmarks.mutants [NAME...] [--json]

Every answer cell that earns points is changed in one place at a time: an operator, a constant, an
axis, a sign, a comparison, a minimum for a maximum, a statement left out. A mutant is *noticed*
when the cells of the assignment, run in order, earn less than everything, end in an error, or do
not end within 20 seconds. Those that are not noticed are listed; `benchmarks/equivalent.json`
says of some why they are right as well. Exit status 1 when one is not explained there, or when
fewer than 97% are noticed.
"""

from __future__ import annotations

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # a process that forks must have one thread
os.environ["OMP_NUM_THREADS"] = "1"

import argparse
import ast
import copy
import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from course.check import Result
from tests.mistakes.patches import SOLUTIONS, assignments, shown_to, solution_cells

EQUIVALENT = Path(__file__).with_name("equivalent.json")
SECONDS = 20
NOTICED, SURVIVED = 0, 1
ENOUGH = 0.97

OPERATORS: dict[type, tuple[type, ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
NAMES = {"maximum": "minimum", "minimum": "maximum", "max": "min", "min": "max"}
NAMES |= {"argmax": "argmin", "argmin": "argmax", "mean": "sum", "sum": "mean"}
NAMES |= {"zeros_like": "ones_like", "ones_like": "zeros_like", "zeros": "ones", "ones": "zeros"}

Change = Callable[[Any], object]


@dataclass
class Analysis:
    """What became of the mutants of one assignment."""

    assignment: str
    mutants: int = 0
    noticed: int = 0
    explained: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of mutants noticed, those that are equally right left out."""
        wrong = self.mutants - len(self.explained)
        return self.noticed / wrong if wrong else 1.0


def mutants_of(source: str) -> Iterator[tuple[str, str]]:
    """Yield (what was changed, the changed source), one for every change."""
    tree = ast.parse(source)
    before = ast.unparse(tree).splitlines()
    roles = _roles(tree)
    for place, node in enumerate(ast.walk(tree)):
        for change in _changes(node, roles.get(id(node), "")):
            mutant = copy.deepcopy(tree)
            change(list(ast.walk(mutant))[place])
            text = ast.unparse(ast.fix_missing_locations(mutant))
            yield _difference(before, text.splitlines()), text


def _roles(tree: ast.AST) -> dict[int, str]:
    """Return what some numbers are: an axis, a place, or a guard that is no part of an answer."""
    roles: dict[int, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            roles |= {id(part): "place" for part in ast.walk(node.slice)}
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "axes"):
            alone = isinstance(node.value, ast.Constant)
            roles |= {id(part): "axis" if alone else "place" for part in ast.walk(node.value)}
        elif isinstance(node, ast.keyword) and node.arg == "strict":  # of zip
            roles[id(node.value)] = "guard"
    return roles


def _changes(node: ast.AST, role: str) -> Iterator[Change]:
    """Yield what can be done to a node, each a function that does it to a copy."""
    for name in ("op", "ops"):
        found = getattr(node, name, None)
        for place, operator in enumerate(found if isinstance(found, list) else [found]):
            for other in OPERATORS.get(type(operator), ()):
                yield _set_operator(name, place, other)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
        for other in _other_constants(node.value, role):
            yield lambda copied, other=other: setattr(copied, "value", other)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield lambda copied: setattr(copied, "op", ast.UAdd())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda copied: setattr(copied, "op", ast.UAdd())
    if isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield lambda copied: setattr(copied, "attr", NAMES[copied.attr])
    if isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield lambda copied: setattr(copied, "id", NAMES[copied.id])
    for block in ("body", "orelse"):
        statements = getattr(node, block, None)
        if isinstance(statements, list) and not isinstance(node, ast.Module):
            for place, statement in enumerate(statements):
                if _can_go(statement):
                    yield lambda copied, block=block, place=place: getattr(
                        copied, block
                    ).__setitem__(place, ast.Pass())


def _set_operator(name: str, place: int, other: type) -> Change:
    def change(copied: Any) -> None:
        if name == "ops":
            copied.ops[place] = other()
        else:
            copied.op = other()

    return change


def _other_constants(value: float, role: str) -> tuple[float, ...]:
    if isinstance(value, bool):
        return () if role == "guard" else (not value,)
    if role == "axis":
        return (int(value == 0),)
    if value == 0:
        return (value + 1,)
    # The place -1 is often just another name for the place 1 or 2.
    return (0, value + 1) if role == "place" else (0, value + 1, -value)


def _can_go(statement: ast.stmt) -> bool:
    """Return whether a statement does something that its absence would change."""
    if isinstance(statement, ast.Expr):
        return not isinstance(statement.value, ast.Constant)  # a docstring
    return isinstance(statement, ast.Assign | ast.AugAssign | ast.If | ast.For | ast.While)


def _difference(before: list[str], after: list[str]) -> str:
    """Say what was changed: the first line that differs, before and after."""
    for old, new in zip(before, after, strict=False):
        if old != new:
            return f"{old.strip()} => {new.strip()}"
    return f"{before[-1].strip()} => left out"


def analyse(assignment: str, explained: dict[str, str], progress: Progress) -> Analysis:
    """Try every mutant of an assignment; answers above the mutated one are run once."""
    cells = solution_cells(assignment)
    found = Analysis(assignment)
    todo = {name: list(mutants_of(source)) for name, source, answer in cells if answer}
    worthless = _without_points(assignment)
    bar = progress.add_task(assignment, total=sum(map(len, todo.values())))
    namespace: dict[str, object] = {"__name__": "__main__"}
    with chdir(SOLUTIONS / assignment), shown_to(lambda shown: None):
        for place, (name, source, _) in enumerate(cells):
            if name not in worthless:
                _try_all(todo.get(name, []), cells, place, namespace, found, explained, progress)
            progress.advance(bar, len(todo.get(name, [])))
            exec(compile(source, name, "exec"), namespace)
    return found


def _without_points(assignment: str) -> set[str]:
    """Return the answer cells whose tests are worth nothing: the optional part."""
    notebook = json.loads((SOLUTIONS / assignment / f"{assignment}.ipynb").read_text())
    waiting: list[str] = []
    worthless: set[str] = set()
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and marks.get("solution"):
            waiting.append(cell["id"])
        elif cell["cell_type"] == "code" and marks.get("grade"):
            worthless |= set() if marks["points"] else set(waiting)
            waiting = []
    return worthless | set(waiting)


def _try_all(
    mutants: list[tuple[str, str]],
    cells: tuple[tuple[str, str, bool], ...],
    place: int,
    namespace: dict[str, object],
    found: Analysis,
    explained: dict[str, str],
    progress: Progress,
) -> None:
    """Fork a child for each mutant of one cell, as many at once as there are processors."""
    running: dict[int, str] = {}
    name = cells[place][0]
    for what, text in mutants:
        if len(running) >= (os.cpu_count() or 1):
            _collect(running, found, explained)
        child = os.fork()
        if child == 0:
            _live(text, cells, place, namespace)
        running[child] = f"{name}: {what}"
    while running:
        _collect(running, found, explained)


def _collect(running: dict[int, str], found: Analysis, explained: dict[str, str]) -> None:
    child, status = os.wait()
    what = running.pop(child)
    found.mutants += 1
    if os.waitstatus_to_exitcode(status) != SURVIVED:
        found.noticed += 1
    elif what in explained:
        found.explained.append(f"{what}  ({explained[what]})")
    else:
        found.unexplained.append(what)


def _live(
    text: str, cells: tuple[tuple[str, str, bool], ...], place: int, namespace: dict[str, object]
) -> None:
    """Run the mutant and the cells after it, in a child; never returns."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)

    def judge(shown: Any) -> None:
        if isinstance(shown, Result) and shown.earned < shown.points:
            os._exit(NOTICED)

    try:
        sys.displayhook = judge
        exec(compile(text, "mutant", "exec"), namespace)
        for name, source, _ in cells[place + 1 :]:
            exec(compile(source, name, "exec"), namespace)
    except BaseException:  # whatever a mutant raises, a student would have seen
        os._exit(NOTICED)
    os._exit(SURVIVED)


def show(found: list[Analysis]) -> None:
    """Print a table for people, and every mutant that was not noticed."""
    console = Console()
    table = Table("assignment", "mutants", "noticed", "equally right", "share of the wrong ones")
    for one in found:
        counts = (one.mutants, one.noticed, len(one.explained))
        table.add_row(one.assignment, *map(str, counts), f"{one.share:.1%}")
    console.print(table)
    for one in found:
        for what in one.unexplained:
            console.print(
                f"[red]not noticed[/red]  {one.assignment}  {escape(what)}", soft_wrap=True
            )


def main() -> None:
    """Analyse, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="assignments; all without one")
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    options = parser.parse_args()
    names = options.names or assignments()
    if unknown := set(names) - set(assignments()):
        parser.error(f"no assignment {', '.join(sorted(unknown))}; {', '.join(assignments())}")
    explained = json.loads(EQUIVALENT.read_text(encoding="utf-8"))
    with Progress(console=Console(stderr=True)) as progress:
        found = [analyse(name, explained.get(name, {}), progress) for name in names]
    if options.json:
        shown = ("assignment", "mutants", "noticed", "share", "explained", "unexplained")
        print(json.dumps([{key: getattr(one, key) for key in shown} for one in found], indent=1))
    else:
        show(found)
    sys.exit(any(one.share < ENOUGH or one.unexplained for one in found))


if __name__ == "__main__":
    main()
