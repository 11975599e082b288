"""What works in a test cell of a notebook, but not where the tests are sealed."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from course.grade.repair import Cell
from course.grade.sealed.names import parse_cell
from course.grade.sealed.plan import TestPlan

# Calls in which a test looks for what the sealed test's process does not hold.
INSIDE = frozenset({"globals", "locals", "vars", "eval", "exec", "get_ipython"})
SOURCE = frozenset({"getsource", "getsourcelines", "getmodule", "currentframe", "stack"})
SOURCE |= {"signature", "getfullargspec", "getfile"}
FRAME = frozenset({"f_back", "f_globals", "f_locals", "__globals__", "__code__", "__closure__"})


def faults_in(cell: Cell, plan: TestPlan) -> list[str]:
    """Return what this test cell does that works in a notebook but not sealed, with the lines."""
    tree = parse_cell(cell["source"])
    if tree is None:
        return []
    students = set(plan.test.names) - plan.unbound
    found = [
        (node.lineno, what)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt | ast.expr | ast.excepthandler)
        for what in (*_inside(node, cell["source"]), *_names(node, students, plan.unbound))
    ]
    found += _shown(tree, students)
    return [f"line {line}: {what}" for line, what in sorted(set(found))]


def _inside(node: ast.AST, source: str) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(attr="stack", value=ast.Name(id="np" | "numpy"))):
            return  # arrays, not frames
        case ast.Call(func=ast.Name(id=name)) if name in INSIDE and name in source:
            yield f"{name}() would look into the tester's process, not the student's"
        case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name)) if name in SOURCE:
            yield f"{name}() cannot see the student's source or frames"
        case ast.Attribute(attr=name) if name in FRAME:
            yield f"{name} of the student's function stays on the student's side"


def _names(node: ast.AST, students: set[str], unbound: frozenset[str]) -> Iterator[str]:
    """Yield what cannot be done with a name of the student's."""
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in unbound:
            yield f"{name} is bound by no cell above: import or define it in this cell"
        case ast.Delete(targets=targets):
            for name in _mine(targets, students):
                yield f"del {name} would not delete the student's name"
        case ast.Assign(targets=targets):
            for name in _mine(targets, students):
                yield f"{name} = ... would not replace it for the student's functions"
        case ast.ClassDef(bases=bases):
            for name in _mine(bases, students):
                yield f"{name} is the student's class: a class of the test cannot be made from it"
        case ast.ExceptHandler(type=ast.expr() as kind):
            for name in _mine([*getattr(kind, "elts", []), kind], students):
                yield f"except {name} cannot catch the student's class: catch a built-in one"


def _mine(parts: list[ast.expr], students: set[str]) -> list[str]:
    return [part.id for part in parts if isinstance(part, ast.Name) and part.id in students]


def _shown(tree: ast.Module, students: set[str]) -> list[tuple[int, str]]:
    """Return the fault of a cell that ends with a value of the student's."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return []
    value = last.value
    while isinstance(value, ast.Call | ast.Attribute | ast.Subscript):
        value = value.func if isinstance(value, ast.Call) else value.value
    if not _mine([value], students):
        return []
    return [(last.lineno, "the cell ends with a value of the student's, which would be its score")]
