"""The result of a `points` block: a number for nbgrader, a table for people, data for tools."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from course.check.record import Record

CHECKS_TYPE = "application/vnd.chalkgrad.checks+json"

# Colours are inherited, so the table reads on light and dark backgrounds alike.
CELL = "text-align:left;vertical-align:top;white-space:normal;padding:0.3em 0.8em 0.3em 0"
TABLE = "border-collapse:collapse;text-align:left;max-width:60em;color:inherit;font-size:inherit"


@dataclass(frozen=True)
class Result:
    """Points earned in one test cell, and the checks behind them.

    `used` names what of the library the answer uses and was to be built without.

    nbgrader reads the `repr` as the partial credit of the cell.
    """

    points: float
    earned: float
    records: tuple[Record, ...]
    used: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"{float(self.earned)}"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> dict[str, str | dict[str, object]]:
        """Return what Jupyter shows and stores."""
        return {"text/plain": repr(self), "text/html": self.as_html(), CHECKS_TYPE: self.as_data()}

    def as_data(self) -> dict[str, Any]:
        """Return points and checks as plain data."""
        checks = [dict(vars(record)) for record in self.records]
        for check in checks:
            del check["suspicion"]
            if check["credit"] is None:
                del check["credit"]
        return {"points": float(self.points), "earned": float(self.earned), "checks": checks}

    def as_html(self) -> str:
        """Return the checks as a table; every text in it is escaped."""
        passed = sum(record.passed for record in self.records)
        caption = f"{_count(passed, len(self.records))} passed"
        if self.points:
            caption += f"; these checks give {self.earned:.3g} of {self.points:g} points"
        if self.used:
            names = ", ".join(f"<code>nn.{name}</code>" for name in self.used)
            caption += f". Your answer uses {names}: this exercise asks you to build it yourself"
        heads = "".join(
            f'<th scope="col" style="{CELL}">{head}</th>' for head in ("Result", "Check", "Finding")
        )
        before = (None, *self.records)
        rows = "".join(map(_row, self.records, before))
        return (
            f'<table style="{TABLE}"><caption style="text-align:left;font-weight:bold;'
            f'padding:0.3em 0">{caption}</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )


def _row(record: Record, before: Record | None) -> str:
    word = "✓ passed" if record.passed else "✗ not passed"
    if record.credit and not record.passed:
        word = f"{record.credit:.0%} earned"
    finding = html.escape(record.message)
    if before and not record.passed and record.message == before.message:
        finding = "as above"
    elif record.mistake:
        finding += f"<br>Likely mistake: <strong>{html.escape(record.mistake)}</strong>"
    return (
        f'<tr><td style="{CELL};white-space:nowrap">{word}</td>'
        f'<th scope="row" style="{CELL};font-weight:normal">{html.escape(record.name)}</th>'
        f'<td style="{CELL}">{finding}</td></tr>'
    )


def _count(passed: int, total: int) -> str:
    return f"{passed} of {total} check{'s' if total != 1 else ''}"
