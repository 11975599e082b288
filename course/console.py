"""What the commands show on a terminal: progress on stderr, tables on stdout."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from course.grade.score import CellScore, failures, points_text

if TYPE_CHECKING:
    from course.doctor import Finding
    from course.grade.class_report import ClassReport
    from course.grade.collect import Collected
    from course.grade.grading import Report
    from course.grade.score import Result

ROWS_AT_MOST = 60


def plain_width(console: Console) -> Console:
    """Give a console that is no terminal room for whole rows, so that logs stay readable."""
    if not console.is_terminal:
        console.width = 120
    return console


output = plain_width(Console(highlight=False))
errors = plain_width(Console(stderr=True, highlight=False))


@contextmanager
def progress(title: str, total: int) -> Iterator[Report]:
    """Show a bar with count and time left while results come in; yields what to call with each.

    Where nobody watches, as in a log, there is no bar.
    """
    if not errors.is_terminal:
        yield lambda result: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task(title, total=total, rate="")

        def report(result: Result) -> None:
            speed = bar.tasks[0].finished_speed or bar.tasks[0].speed
            bar.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")

        yield report


def show_results(results: list[Result], seconds: float) -> None:
    """Print the class as a table; of a large class only what did not end with a score."""
    shown = results
    if len(results) > ROWS_AT_MOST:
        shown = [result for result in results if result.status != "graded"]
        output.print(f"{len(results)} submissions; only the {len(shown)} failed ones are listed.")
    if shown:
        table = Table("student", "status", header_style="bold")
        table.add_column("score", justify="right")
        table.add_column("of", justify="right")
        table.add_column("by hand", justify="right")
        table.add_column("what went wrong", max_width=60, overflow="ellipsis", no_wrap=True)
        for result in shown:
            table.add_row(*_result_row(result))
        output.print(table)
    _show_summary(results, seconds)


def _result_row(result: Result) -> tuple[str, ...]:
    lost = [
        f"{cell.grade_id}: {cell.message}"
        for cell in result.cells
        if cell.score is not None and cell.score < cell.max_score and cell.message
    ]
    trouble = result.reason or (lost[0] if lost else "")
    if not result.reason and len(lost) > 1:
        trouble = f"{len(lost)} questions; {trouble}"
    style = "" if result.status == "graded" else "[red]"
    by_hand = points_text(result.by_hand) if result.status == "graded" and result.by_hand else ""
    return (
        escape(result.student),
        style + result.status,
        points_text(result.score),
        points_text(result.max_score),
        by_hand,
        escape(" ".join(trouble.split())),
    )


def _show_summary(results: list[Result], seconds: float) -> None:
    failed = sum(result.status != "graded" for result in results)
    fresh = sum(result.again for result in results)
    scores = [result.score for result in results if result.score is not None]
    line = f"{len(results) - failed} graded, {failed} failed"
    if fresh < len(results):
        line += f", {len(results) - fresh} unchanged since they were graded"
    line += f"; {fresh} run in {seconds:.1f} s"
    if scores:
        line += f"; median score {points_text(statistics.median(scores))}"
    output.print(line)


def show_collected(collected: list[Collected]) -> None:
    """Print what became of each file; of a large download only what was not simply collected."""
    shown = collected
    if len(collected) > ROWS_AT_MOST:
        shown = [one for one in collected if one.outcome not in ("collected", "unchanged")]
        output.print(f"{len(collected)} files; those collected without trouble are not listed.")
    if shown:
        table = Table("file", "student", "outcome", header_style="bold")
        table.add_column("why", max_width=60)
        for one in shown:
            style = "[red]" if one.outcome == "refused" else ""
            why = " ".join(filter(None, ["late;" if one.late else "", one.reason])).rstrip(";")
            row = (escape(one.file), escape(one.student or ""), style + one.outcome, escape(why))
            table.add_row(*row)
        output.print(table)
    counts = Counter(one.outcome for one in collected)
    students = len({one.student for one in collected if one.notebook} - {None})
    parts = ", ".join(f"{count} {outcome}" for outcome, count in counts.most_common())
    output.print(f"files: {len(collected)} ({parts or 'nothing'}); students: {students}")


def show_check(result: Result) -> None:
    """Print how a student's notebook does on its visible tests."""
    output.print(f"[bold]{escape(result.notebook)}[/bold]")
    for note in result.notes:
        output.print(f"  note: {escape(note)}")
    if result.cells:
        table = Table("question", header_style="bold", show_lines=True)
        table.add_column("points", justify="right")
        table.add_column("what the checks say", overflow="fold")
        for cell in result.cells:
            earned = f"{points_text(cell.score)} / {points_text(cell.max_score)}"
            table.add_row(escape(cell.grade_id), earned, _check_message(cell))
        output.print(table)
    if result.reason:
        output.print(f"[red]stopped:[/red] {escape(result.reason)}")
    else:
        waiting = f", {points_text(result.by_hand)} graded by hand" if result.by_hand else ""
        total = f"{points_text(result.score)} of {points_text(result.max_score)} points{waiting}"
        output.print(f"Visible checks: {total}. The graders run more checks with other inputs.")


def _check_message(cell: CellScore) -> str:
    if not cell.checks:
        return escape(cell.message or "all passed")
    passed = sum(bool(record.get("passed")) for record in cell.checks)
    lines = [f"[green]✓[/green] {passed} of {len(cell.checks)} checks passed"] if passed else []
    lines += [f"[red]✗[/red] {escape(text)}" for text in failures(cell.checks)]
    return "\n".join(lines)


def show_report(report: ClassReport) -> None:
    """Print the class report: each question's success rate and the mistakes most made."""
    table = Table("question", title=f"{report.assignment}: {report.students} students")
    for name in ("points", "mean", "full marks", "zero", "by hand"):
        table.add_column(name, justify="right")
    for question in report.questions:
        counted = question.graded if question.max_score else 0
        table.add_row(
            escape(question.name),
            points_text(question.max_score),
            points_text(question.mean if counted else None),
            f"{question.full} ({question.full / counted:.0%})" if counted else "–",
            str(question.zero) if counted else "–",
            str(question.waiting) if question.waiting else "",
        )
    output.print(table)
    if report.mistakes:
        mistakes = Table("mistake named", "question", title="Common mistakes")
        mistakes.add_column("students", justify="right")
        for mistake in report.mistakes[:12]:
            mistakes.add_row(escape(mistake.name), escape(mistake.question), str(mistake.students))
        output.print(mistakes)


def show_findings(findings: list[Finding]) -> None:
    """Print what the doctor found."""
    table = Table("what", "works", "found", "what to do", header_style="bold")
    for finding in findings:
        bad = "[red]no[/red]" if finding.needed else "[yellow]no[/yellow]"
        advice = "" if finding.works else escape(finding.advice)
        works = "[green]yes[/green]" if finding.works else bad
        table.add_row(escape(finding.name), works, escape(finding.detail), advice)
    output.print(table)
