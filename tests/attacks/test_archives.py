"""Every attack on `course collect` is refused with its reason, and the honest files are taken."""

from __future__ import annotations

import functools
import hashlib
import io
import json
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.grade.course_folder import CourseFolder
from course.notebook_format import to_text
from tests.attacks.packed import NOTEBOOK, Upload, uploads, zipped
from tests.attacks.victim import ASSIGNMENT, HONEST, answered, make_course, released

UPLOADS = uploads()
TAKEN = ("collected", "replaced", "unchanged")
# What the command may use; a bomb that opens runs into them.
MEMORY, FILE_SIZE, SECONDS = 1024**3, 64 * 1024**2, 60


@dataclass
class Collection:
    """What `course collect` made of a download with hostile uploads in it."""

    status: int
    said: str
    outcomes: list[dict[str, str | None]]
    submitted: dict[str, str]
    strays: list[str]
    honest: dict[str, str]
    mine: Callable[[Upload, str], bool]

    def of(self, attack: Upload) -> list[dict[str, str | None]]:
        """Return what was said about an upload and what is in it."""
        return [one for one in self.outcomes if self.mine(attack, str(one["file"]))]


def as_moodle(folder: Path, good: str, attacks: list[Upload]) -> list[Path]:
    """Put each upload into one class's download from Moodle, in which honest students are too."""
    files: dict[str, str | bytes] = {}
    for number, (student, text) in enumerate(_honest(good)):
        files[f"{student}_{number}_assignsubmission_file_/{NOTEBOOK}"] = text
    for number, attack in enumerate(attacks, start=100):
        name = f"{attack.student}_{number}_assignsubmission_file_/{attack.file}"
        files[name] = attack.content(good)
    path = folder / "class.zip"
    path.write_bytes(zipped(files))
    return [path]


def as_folders(folder: Path, good: str, attacks: list[Upload]) -> list[Path]:
    """Lay the uploads out in folders, as an unpacked download."""
    for student, text in _honest(good):
        _write(folder / "class" / student / NOTEBOOK, text.encode())
    for attack in attacks:
        _write(folder / "class" / attack.student / attack.file, attack.content(good))
    return [folder / "class"]


def as_downloads(folder: Path, good: str, attacks: list[Upload]) -> list[Path]:
    """Make each upload a download of its own, as if the platform's archive were hostile."""
    made = []
    honest = {f"{student}/{NOTEBOOK}": text for student, text in _honest(good)}
    _write(folder / "class.zip", zipped(dict(honest)))
    for attack in attacks:
        if _fits("downloads", attack):
            path = folder / f"{attack.student}.zip"
            _write(path, attack.content(good, f"{attack.student}/"))
            made.append(path)
    return [folder / "class.zip", *made]


PLACES: dict[str, Callable[[Path, str, list[Upload]], list[Path]]] = {
    "moodle": as_moodle,
    "folders": as_folders,
    "downloads": as_downloads,
}


def _fits(place: str, attack: Upload) -> bool:
    return place != "downloads" or (attack.file == "work.zip" and not attack.students_only)


def _honest(good: str) -> list[tuple[str, str]]:
    return [(f"honest-{kind}", good) for kind in HONEST]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Collection]:
    """A function that collects all uploads, in a kind of place, once."""

    @functools.cache
    def once(place: str) -> Collection:
        folder = tmp_path_factory.mktemp(place)
        course = make_course(folder / "course")
        good = to_text(answered(released(course), HONEST["half"][0]))
        files = PLACES[place](folder, good, UPLOADS)
        before = set(_tree(folder)) | set(_escapes())
        return _collect(folder, course, files, place, good, before)

    return once


def _collect(
    folder: Path, course: CourseFolder, files: list[Path], place: str, good: str, before: set[str]
) -> Collection:
    words = ["collect", ASSIGNMENT, *map(str, files), "--course", str(course.root)]
    completed = subprocess.run(
        [sys.executable, "-m", "course.cli", *words, "--json", str(folder / "outcomes.json")],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=5 * SECONDS,
        check=False,
        preexec_fn=_limit,
    )
    report = folder / "outcomes.json"
    assert report.exists(), completed.stderr
    outcomes = json.loads(report.read_text())
    report.unlink()
    root = course.submitted
    submitted = {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}
    after = set(_tree(folder)) | set(_escapes())
    strays = [path for path in after - before if not path.startswith(f"{root}")]
    strays += [str(path) for path in root.iterdir() if path.name.startswith(".")]
    honest = {f"{student}/{ASSIGNMENT}/{NOTEBOOK}": text for student, text in _honest(good)}

    def mine(attack: Upload, shown: str) -> bool:
        if place == "downloads":
            return shown.startswith(f"{attack.student}.zip")
        return re.search(rf"(^|/|: ){re.escape(attack.student)}(_|/)", shown) is not None

    said = completed.stdout + completed.stderr
    return Collection(completed.returncode, said, outcomes, submitted, strays, honest, mine)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_SIZE, FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def _tree(folder: Path) -> list[str]:
    """Return every path below a folder, with what is in it."""
    return [
        f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}" if path.is_file() else f"{path}"
        for path in folder.rglob("*")
    ]


def _escapes() -> list[str]:
    return [str(path) for path in Path("/tmp").glob("escaped*")]


def _cases() -> list[object]:
    return [
        pytest.param(place, attack, id=f"{place}-{attack.name}")
        for place in PLACES
        for attack in UPLOADS
        if _fits(place, attack)
    ]


@pytest.mark.parametrize(("place", "attack"), _cases())
def test_an_upload_is_refused_with_its_reason(
    collected: Callable[[str], Collection], place: str, attack: Upload
) -> None:
    outcomes = collected(place).of(attack)
    assert outcomes, collected(place).said
    refused = [one for one in outcomes if one["outcome"] not in TAKEN]
    assert any(re.search(attack.reason, str(one["reason"])) for one in refused), outcomes
    taken = [str(one["file"]) for one in outcomes if one["outcome"] in TAKEN]
    expected = 1 if attack.archive_opens else 0
    assert len(taken) == expected, outcomes
    assert all(name.endswith(NOTEBOOK) for name in taken), outcomes


@pytest.mark.parametrize("place", PLACES)
class TestTheRest:
    """What must be as if no attacker had been in the class."""

    def test_the_command_ends_in_words(
        self, collected: Callable[[str], Collection], place: str
    ) -> None:
        assert collected(place).status == 1, collected(place).said[-2000:]
        assert "Traceback" not in collected(place).said
        assert "\x1b]" not in collected(place).said

    def test_honest_files_are_collected(
        self, collected: Callable[[str], Collection], place: str
    ) -> None:
        found = collected(place)
        assert {name: found.submitted.get(name) for name in found.honest} == found.honest

    def test_only_notebooks_are_collected_each_under_its_own_name(
        self, collected: Callable[[str], Collection], place: str
    ) -> None:
        opens = {attack.student for attack in UPLOADS if attack.archive_opens}
        owners = {f"honest-{kind}" for kind in HONEST} | opens
        for name in collected(place).submitted:
            student, assignment, file = name.split("/")
            assert student in owners
            assert assignment == ASSIGNMENT
            assert file in (NOTEBOOK, "timestamp.txt")

    def test_no_file_is_written_elsewhere(
        self, collected: Callable[[str], Collection], place: str
    ) -> None:
        assert collected(place).strays == []


def test_every_upload_is_made_as_described() -> None:
    """An attack that is no zip file by accident would be refused for nothing."""
    for attack in UPLOADS:
        if attack.archive_opens:
            with zipfile.ZipFile(io.BytesIO(attack.content("{}"))) as archive:
                assert NOTEBOOK in archive.namelist(), attack.name
                assert len(archive.namelist()) > 1, attack.name
