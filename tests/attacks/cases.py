"""Attacks as data: one file an attack, with the verdict it must get beside it.

A file begins with its header:

    # attack: what it tries, in a sentence
    # verdict: true score
    # score: 2                        (where it is not the honest half's)
    # if failed: 4                    (the score then, where it is another)
    # compatible: why it succeeds when the tests run in the student's own process

`verdict` is `true score`, `failed: REGEX` (the reason matches), or `score or failed: REGEX`, where
it is the operating system's choice how far the attack comes. Then come cells in percent format:

    # %% answer                       replaces the student's cell of this id
    # %% attack after imports         a new cell behind that one

Whatever else is in the notebook is the honest half of `victim.py`. `__HOME__`, `__COURSE__` and
the other names of `traps.py` stand for where the secrets lie.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from pathlib import Path

from course.grade.course_folder import CourseFolder
from course.notebook_format import Notebook, to_text
from tests.attacks.traps import Traps
from tests.attacks.victim import HALF, HALF_RIGHT, answered, released
from tests.mini_course import cell

FOLDER = Path(__file__).parent
HEADER = re.compile(r"# (attack|verdict|score|if failed|compatible): (.+)")
CELL = re.compile(r"# %% ([a-z0-9-]+)(?: after ([a-z0-9-]+))?( \[markdown\])?")


@dataclass(frozen=True)
class Verdict:
    """What must come of an attack: a score, or a reason that matches and the score until then."""

    score: float = HALF
    reason: str | None = None
    reason_needed: bool = False
    score_if_failed: float = HALF


@dataclass(frozen=True)
class Case:
    """One attack that is a notebook."""

    name: str
    attack: str
    verdict: Verdict
    compatible: str | None
    cells: tuple[tuple[str, str | None, bool, str], ...]

    def hand_in(self, path: Path, course: CourseFolder, traps: Traps) -> None:
        """Write the notebook to `path`."""
        path.write_text(to_text(self.notebook(released(course), traps.places)))

    def notebook(self, released: Notebook, places: dict[str, str]) -> Notebook:
        """Return what is handed in: the honest half with the attack in it."""
        notebook = copy.deepcopy(answered(released, HALF_RIGHT))
        for name, after, markdown, source in self.cells:
            for token, value in places.items():
                source = source.replace(token, value)
            where = {made["id"]: index for index, made in enumerate(notebook["cells"])}
            if after is None:
                notebook["cells"][where[name]]["source"] = source
            else:
                made = cell(name, source, "markdown" if markdown else "code")
                notebook["cells"].insert(where[after] + 1, made)
        return notebook


def cases(theme: str) -> list[Case]:
    """Return the attacks of a theme, by name."""
    return [_read(path) for path in sorted((FOLDER / theme).glob("*.py"))]


def _read(path: Path) -> Case:
    headers: dict[str, str] = {}
    cells: list[tuple[str, str | None, bool, list[str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if start := CELL.fullmatch(line):
            cells.append((start.group(1), start.group(2), bool(start.group(3)), []))
        elif cells:
            lines = cells[-1]
            lines[3].append(re.sub("^# ?", "", line) if lines[2] else line)
        elif header := HEADER.fullmatch(line):
            headers[header.group(1)] = header.group(2)
        elif line.strip():
            raise ValueError(f"{path}: not a header line: {line!r}")
    return Case(
        path.stem,
        headers["attack"],
        _verdict(headers, path),
        headers.get("compatible"),
        tuple((name, after, md, "\n".join(lines).strip("\n")) for name, after, md, lines in cells),
    )


def _verdict(headers: dict[str, str], path: Path) -> Verdict:
    score = float(headers.get("score", HALF))
    text = headers["verdict"]
    if text == "true score":
        return Verdict(score)
    needed, _, reason = text.partition("failed: ")
    if needed not in ("", "score or ") or not reason:
        raise ValueError(f"{path}: not a verdict: {text!r}")
    return Verdict(score, reason, needed == "", float(headers.get("if failed", score)))
