"""Whether an answer is made of what the exercise asks to build.

`course.nn` is public, and a student may import the very function that an exercise is about. No
points are lost for it; the student and the TA are told. The sources are read, never run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import course.nn

LIBRARY = "course.nn"
PUBLIC = frozenset(course.nn.__all__)
MENTIONED = re.compile(r"\bnn\b")
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)


@cache
def without_of(test_source: str) -> tuple[str, ...]:
    """Return the names in `check.points(..., without=[...])` of a test cell; () if it has none."""
    tree = _parsed(test_source)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and _last_name(node.func) == "points":
            for keyword in node.keywords:
                if keyword.arg == "without":
                    return tuple(filter(None, map(_text, ast.walk(keyword.value))))
    return ()


@cache
def imports_of(source: str) -> str:
    """Return the imports of a cell as source, without the rest; "" if it is no Python."""
    tree = _parsed(source)
    kept = [s for s in tree.body if isinstance(s, ast.Import | ast.ImportFrom)] if tree else []
    return "\n".join(map(ast.unparse, kept))


def library_use(sources: Iterable[str], test_source: str, without: Sequence[str]) -> list[str]:
    """Return which of `without` the answers that a test cell calls are made of, sorted.

    An answer's own helper functions are followed, wherever they are defined, and so are other
    names of the library: `from course.nn import softmax as s`.

    Args:
        sources: the cells above the test, in order; what is no Python is passed over.
        test_source: the test cell.
        without: names of `course.nn`, such as "softmax" or "data.digits"; or "course.nn" for all
            of it.
    """
    sources = list(sources)
    if not any(MENTIONED.search(source) for source in sources):
        return []  # nobody can use the library without its name: nothing need be taken apart
    trees = [tree for tree in map(_parsed, sources) if tree]
    names = _Names(trees)
    test = _parsed(test_source)
    reached = names.reached_from(test) if test else set()
    if LIBRARY in without:
        return sorted(reached)
    return sorted(name for name in set(without) if name.rpartition(".")[2] in reached)


class _Names:
    """What the names of a notebook stand for: the library, a part of it, or code of its own."""

    def __init__(self, trees: list[ast.Module]) -> None:
        self.imported: dict[str, str] = {}
        self.own: dict[str, list[ast.AST]] = {}
        self.everything = False
        for tree in trees:
            for node in ast.walk(tree):
                self._note_import(node)
            for statement in tree.body:
                for name in _defined_by(statement):
                    self.own.setdefault(name, []).append(statement)

    def _note_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                whole = alias.name if alias.asname else alias.name.partition(".")[0]
                self.imported[alias.asname or whole] = whole
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
                self.everything |= alias.name == "*" and f"{node.module}.".startswith(f"{LIBRARY}.")

    def reached_from(self, test: ast.Module) -> set[str]:
        """Return the names of the library that what `test` uses is made of."""
        found: set[str] = set()
        seen: set[str] = set()
        read: set[int] = set()  # a statement that binds many names is read once
        # The test's own calls of the library, to compare with, are not the student's.
        waiting = [node.id for node in ast.walk(test) if isinstance(node, ast.Name)]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            for statement in self.own.get(name, []):
                if id(statement) in read:
                    continue
                read.add(id(statement))
                for whole, bare in _uses(statement, self.imported):
                    if whole.startswith(f"{LIBRARY}.") or (self.everything and bare in PUBLIC):
                        found.add(whole.rpartition(".")[2])
                    if bare:
                        waiting.append(bare)
        return found


def _uses(node: ast.AST, imported: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    """Yield what a piece of code names: in full, imports resolved, and bare where it is bare."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield imported.get(part.id, part.id), part.id
        elif isinstance(part, ast.Attribute) and (dotted := _dotted(part)):
            root, _, rest = dotted.partition(".")
            yield f"{imported.get(root, root)}.{rest}", None
        elif isinstance(part, ast.Call) and _last_name(part.func) == "getattr":
            yield from _by_text(part, imported)


def _by_text(call: ast.Call, imported: dict[str, str]) -> Iterator[tuple[str, None]]:
    """Yield what `getattr(nn, "softmax")` names."""
    name = _text(call.args[1]) if len(call.args) >= 2 else None
    if name and (dotted := _dotted(call.args[0])):
        root, _, rest = dotted.partition(".")
        yield ".".join(filter(None, (imported.get(root, root), rest, name))), None


def _defined_by(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement at the top of a cell binds."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def _dotted(node: ast.expr) -> str | None:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else None


def _last_name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _text(node: ast.AST) -> str | None:
    found = node.value if isinstance(node, ast.Constant) else None
    return found if isinstance(found, str) else None


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except UNREADABLE:
        return None
