"""Compile the instructor's test cells once for a class, in the testers' warm parent.

Every tester is a fork of it and finds them compiled. Nothing is run there, and nothing of a
submission is ever seen; students' processes come from other parents.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from types import CodeType
from typing import TYPE_CHECKING, Any

from IPython.core.compilerop import CachingCompiler, code_name

if TYPE_CHECKING:
    from course.grade.engine.shell import NotebookShell


class RehearsedCompiler(CachingCompiler):
    """Gives out what it compiled while `rehearsing`; compiles anything else as usual."""

    def __init__(self) -> None:
        super().__init__()
        self.rehearsing = False
        self._trees: dict[tuple[str, str], ast.AST] = {}
        self._codes: dict[tuple[str, str, int, int], tuple[CodeType, int]] = {}

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the cell's name, the same whenever it runs: its number is not known yet."""
        return code_name(transformed_code)

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.AST:
        known = self._trees.get((source, symbol))
        if known is not None:
            return known
        tree = super().ast_parse(source, filename, symbol)
        if self.rehearsing:
            self._trees[source, symbol] = tree
        return tree

    def __call__(self, source: Any, filename: str, symbol: str, **options: Any) -> CodeType:
        """Compile a statement; `filename` is made of the whole cell's source."""
        if not getattr(source, "body", None):
            return super().__call__(source, filename, symbol, **options)
        first = source.body[0]
        key = filename, symbol, first.lineno, first.col_offset
        known = self._codes.get(key)
        if known is not None:
            self.flags |= known[1]  # what a statement from __future__ switched on
            return known[0]
        code = super().__call__(source, filename, symbol, **options)
        if self.rehearsing:
            self._codes[key] = code, self.flags
        return code


def rehearse(shell: NotebookShell, sources: Sequence[str]) -> None:
    """Go through cells as if they ran, without running a line.

    A cell that cannot be compiled shows its error when it is run.
    """

    async def run_nothing(code: CodeType, result: object = None, *, async_: bool = False) -> bool:
        return False

    compiler = shell.compile
    flags = compiler.flags
    compiler.rehearsing = True
    shell.run_code = run_nothing
    try:
        for source in sources:
            shell.run(source)
    finally:
        del shell.run_code
        compiler.rehearsing = False
        compiler.flags = flags
    shell.forget()
