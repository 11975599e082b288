"""The names that a cell binds, and those that it uses from elsewhere."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager


@dataclass(frozen=True)
class Names:
    """What a cell binds, and what it uses without having bound it first."""

    bound: frozenset[str]
    used: frozenset[str]


def parse_cell(source: str) -> ast.Module | None:
    """Return the cell's syntax tree, magics included; None where it is no Python."""
    try:
        return ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError):
        return None


def names_of(source: str) -> Names:
    """Return the names of a cell at its top level, with what its functions use from outside."""
    tree = parse_cell(source)
    if tree is None:
        return Names(frozenset(), frozenset())
    visitor = _Visitor()
    visitor.visit(tree)
    return Names(frozenset(visitor.bound), frozenset(visitor.used - visitor.before))


def imports_of(source: str) -> dict[str, str]:
    """Return the names that a cell's own level imports, each with its import statement."""
    tree = parse_cell(source)
    found: dict[str, str] = {}
    for node in tree.body if tree else []:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                found[name] = ast.unparse(node)
    return found


class _Visitor(ast.NodeVisitor):
    """Collects names in order: one bound before its first use needs nobody else."""

    def __init__(self) -> None:
        self.bound: set[str] = set()
        self.used: set[str] = set()
        self.before: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        else:
            self.used.add(node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        for part in (node.value, *node.targets):
            self.visit(part)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.used.add(node.target.id)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        for part in (node.iter, node.target, *node.body, *node.orelse):
            self.visit(part)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._bind(alias.asname or alias.name.partition(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind(alias.asname or alias.name)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._bind(node.name)
        for part in (*node.decorator_list, *_defaults(node.args)):
            self.visit(part)
        self._inside(node.body, _arguments(node.args))

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in _defaults(node.args):
            self.visit(part)
        self._inside([node.body], _arguments(node.args))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in (*node.decorator_list, *node.bases, *node.keywords):
            self.visit(part)
        self._bind(node.name)
        self._inside(node.body, set())

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node.generators, [node.elt])

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node.generators, [node.key, node.value])

    def _comprehension(self, loops: list[ast.comprehension], gives: list[ast.expr]) -> None:
        """Take what is used from outside; the loops' own variables stay inside."""
        inner = _Visitor()
        for loop in loops:
            for part in (loop.iter, loop.target, *loop.ifs):
                inner.visit(part)
        for part in gives:
            inner.visit(part)
        self.used |= inner.used - inner.bound

    def _inside(self, body: list[ast.stmt] | list[ast.expr], local: set[str]) -> None:
        """Take from a function's or class's inside the names that it uses from outside."""
        inner = _Visitor()
        for part in body:
            inner.visit(part)
        declared = {
            name
            for part in body
            for node in ast.walk(part)
            if isinstance(node, ast.Global)
            for name in node.names
        }
        self.used |= inner.used - local - (inner.bound - declared)
        for name in inner.bound & declared:
            self._bind(name)

    def _bind(self, name: str) -> None:
        self.bound.add(name)
        if name not in self.used:
            self.before.add(name)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(part for part in arguments.kw_defaults if part)]


def _arguments(arguments: ast.arguments) -> set[str]:
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    rest = (part for part in (arguments.vararg, arguments.kwarg) if part)
    return {argument.arg for argument in (*every, *rest)}
