"""The command line: one thin function a verb. Each imports what it needs when it is called."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from course import __version__
from course.errors import CourseError

if TYPE_CHECKING:
    from course.grade.collect import Collected
    from course.grade.course_folder import CourseFolder
    from course.grade.score import Result

OK, SOME_FAILED, WRONG_USAGE = 0, 1, 2


class OneLineParser(argparse.ArgumentParser):
    """A parser whose complaints are one line on stderr."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when all went well, 1 when some failed, 2 for wrong usage."""
    options = build_parser().parse_args(arguments)
    try:
        return options.run(options)
    except CourseError as error:
        print(f"course: {' '.join(str(error).split())}", file=sys.stderr)
        return WRONG_USAGE
    except KeyboardInterrupt:
        print("course: stopped; what was finished is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone; nothing is left to say
        return SOME_FAILED


def demo(options: argparse.Namespace) -> int:
    """Make a sample class, grade it, and say where everything is."""
    from course.console import output, show_report
    from course.grade.class_report import class_report, write_report
    from course.grade.demo import ASSIGNMENT, make_demo
    from course.grade.feedback import write_feedback

    folder = Path(options.folder)
    course = make_demo(folder)
    results = _grade(course, ASSIGNMENT, options)
    pages = write_feedback(course, ASSIGNMENT)
    report = class_report(course, ASSIGNMENT)
    show_report(report)
    write_report(course, report)
    output.print(f"gradebook  {folder / 'gradebook.db'}")
    output.print(f"feedback   {folder / 'feedback'}  ({len(pages)} pages)")
    output.print(f"report     {folder / 'reports' / f'{ASSIGNMENT}.html'}")
    broken = sum(result.status == "failed" for result in results)
    output.print(f"{broken} of the {len(results)} files is broken on purpose.")
    return OK if broken == 1 else SOME_FAILED


def start(options: argparse.Namespace) -> int:
    """Put the lectures and assignments into a folder."""
    from course.console import output
    from course.start import start as start_in

    folder = Path(options.folder)
    copied, kept = start_in(folder)
    output.print(f"{len(copied)} files copied to {folder.resolve()}")
    if kept:
        output.print(f"{len(kept)} files were already there and have been left as they are")
    output.print(f"Open them with: course lab {folder}")
    return OK


def lab(options: argparse.Namespace) -> int:
    """Open JupyterLab on a folder of the course."""
    import os

    folder = Path(options.folder).resolve()
    if not folder.is_dir():
        raise CourseError(f"{options.folder}: no such folder")
    if not any((folder / name).is_dir() for name in ("lectures", "assignments")):
        raise CourseError(f"{folder} holds neither lectures nor assignments; name the folder")
    os.chdir(folder)  # formgrader reads nbgrader_config.py from where the server starts
    arguments = [f"--ServerApp.root_dir={folder}", *options.jupyter]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # in a container there is often nobody else
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", *arguments])


def check(options: argparse.Namespace) -> int:
    """Run the visible tests of notebooks."""
    from course.console import show_check
    from course.grade.check_notebook import check_notebooks

    results = check_notebooks([Path(name) for name in options.notebooks])
    for result in results:
        show_check(result)
    return _status(results)


def release(options: argparse.Namespace) -> int:
    """Make the students' versions from the solutions."""
    from course.console import output
    from course.grade.release import release as release_one

    course = _course(options)
    names = options.assignments or course.assignment_names()
    if not names:
        raise CourseError(f"{course.solutions} holds no assignment: expected NAME/NAME.ipynb")
    for name in names:
        for path in release_one(course, name):
            output.print(f"released {path.relative_to(course.root)}")
    return OK


def collect(options: argparse.Namespace) -> int:
    """Put what a learning platform hands out where it is graded."""
    from course.console import show_collected
    from course.grade.collect import collect as collect_files

    json_file = _json_file(options)
    files = [Path(name) for name in options.files]
    collected = collect_files(
        _course(options), options.assignment, files, names=options.names, force=options.force
    )
    show_collected(collected)
    if json_file:
        _write_json(json_file, collected)
    return SOME_FAILED if any(one.outcome == "refused" for one in collected) else OK


def grade(options: argparse.Namespace) -> int:
    """Grade every submission of an assignment."""
    json_file = _json_file(options)
    results = _grade(_course(options), options.assignment, options)
    if json_file:
        _write_json(json_file, results)
    return _status(results)


def feedback(options: argparse.Namespace) -> int:
    """Write a page of feedback for each student."""
    from course.console import output
    from course.grade.feedback import write_feedback

    course = _course(options)
    pages = write_feedback(course, options.assignment)
    output.print(f"{len(pages)} pages below {course.feedback}")
    return OK


def report(options: argparse.Namespace) -> int:
    """Show how the class did."""
    from course.console import output, show_report
    from course.grade.class_report import class_report, write_report

    course = _course(options)
    found = class_report(course, options.assignment)
    show_report(found)
    output.print(f"report  {write_report(course, found)}")
    return OK


def doctor(options: argparse.Namespace) -> int:
    """Say what works on this machine."""
    from course.console import show_findings
    from course.doctor import examine

    findings = list(examine())
    show_findings(findings)
    return OK if all(finding.works or not finding.needed for finding in findings) else SOME_FAILED


def _course(options: argparse.Namespace) -> CourseFolder:
    from course.grade.course_folder import CourseFolder

    return CourseFolder.find(options.course)


def _grade(course: CourseFolder, assignment: str, options: argparse.Namespace) -> list[Result]:
    import time

    from course.console import progress, show_results
    from course.grade.grading import grade as grade_class
    from course.grade.submission import find_submissions

    began = time.monotonic()
    total = len(find_submissions(course, assignment))
    with progress(f"grading {assignment}", total) as report_one:
        results = grade_class(
            course,
            assignment,
            workers=options.workers,
            force=options.force,
            compatible=options.compatible,
            sandbox=not options.no_sandbox,
            report=report_one,
        )
    show_results(results, time.monotonic() - began)
    return results


def _json_file(options: argparse.Namespace) -> Path | None:
    """Return where `--json` is to be written, known to be writable before the work starts."""
    if not options.json:
        return None
    path = Path(options.json)
    if path.is_dir():
        raise CourseError(f"--json {path} is a folder; name a file")
    if not path.resolve().parent.is_dir():
        raise CourseError(f"--json {path}: no folder {path.resolve().parent}")
    return path


def _write_json(path: Path, results: Sequence[Result] | Sequence[Collected]) -> None:
    import json

    text = json.dumps([result.as_json() for result in results], indent=1, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CourseError(f"cannot write {path}: {error.strerror}") from None


def _status(results: list[Result]) -> int:
    return OK if all(result.status == "graded" for result in results) else SOME_FAILED


def _at_least_one(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of at least 1")
    return int(text)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = OneLineParser(prog="course", description="A deep-learning course that grades itself.")
    parser.add_argument("--version", action="version", version=f"chalkgrad {__version__}")
    verbs = parser.add_subparsers(metavar="VERB", required=True, parser_class=OneLineParser)

    def verb(run, summary: str, *, course: bool = True):  # type: ignore[no-untyped-def]  # local
        command = verbs.add_parser(run.__name__, help=summary, description=summary)
        command.set_defaults(run=run)
        if course:
            command.add_argument("--course", metavar="DIR", default=".", help="the course folder")
        return command

    workers = {"type": _at_least_one, "metavar": "N", "help": "notebooks run at once"}
    trust = "run submissions unlocked, on a machine that cannot lock them in"
    no_sandbox = {"action": "store_true", "help": trust}
    command = verb(demo, "make a sample class and grade it", course=False)
    command.add_argument("folder", nargs="?", default="demo-class", metavar="DIR")
    command.add_argument("--workers", **workers)
    command.add_argument("--no-sandbox", **no_sandbox)
    command.set_defaults(force=False, compatible=False)
    command = verb(start, "put the lectures and assignments into a folder", course=False)
    command.add_argument("folder", nargs="?", default="chalkgrad", metavar="DIR")
    command = verb(lab, "open JupyterLab on a course folder", course=False)
    command.add_argument("folder", nargs="?", default=".", metavar="DIR")
    command.add_argument("jupyter", nargs="*", metavar="-- OPTION", help="options for JupyterLab")
    command = verb(check, "run the visible tests, as the grader would", course=False)
    command.add_argument("notebooks", nargs="+", metavar="NOTEBOOK")
    command = verb(release, "make the students' versions from the solutions")
    command.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="all if none named")
    command = verb(collect, "put what a learning platform hands out where it is graded")
    command.add_argument("assignment", metavar="ASSIGNMENT")
    command.add_argument("files", nargs="+", metavar="FILE", help="zip file, folder or notebook")
    command.add_argument("--names", metavar="REGEX", help="with a group (?P<student_id>...)")
    command.add_argument("--json", metavar="FILE", help="write what became of each file here")
    command.add_argument("--force", action="store_true", help="replace also by what is older")
    command = verb(grade, "grade every submission of an assignment")
    command.add_argument("assignment", metavar="ASSIGNMENT")
    command.add_argument("--workers", **workers)
    command.add_argument("--json", metavar="FILE", help="write the results here for machines")
    command.add_argument("--force", action="store_true", help="also what is unchanged")
    command.add_argument("--compatible", action="store_true", help="test cells as nbgrader does")
    command.add_argument("--no-sandbox", **no_sandbox)
    command = verb(feedback, "write one page of feedback a student")
    command.add_argument("assignment", metavar="ASSIGNMENT")
    command = verb(report, "scores, hard questions, common mistakes of the class")
    command.add_argument("assignment", metavar="ASSIGNMENT")
    verb(doctor, "say what works on this machine", course=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
