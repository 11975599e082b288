"""Downloads from learning platforms become submissions, and every file gets a line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from course.errors import CourseError
from course.grade.collect import Collected, collect
from course.grade.course_folder import CourseFolder
from course.grade.grading import grade
from tests.mini_course import RIGHT, HandIn

NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
MARCH = (2026, 3, 1, 12, 0, 0)
APRIL = (2026, 4, 1, 12, 0, 0)


def zipped(path: Path, files: dict[str, str | bytes], when: tuple[int, ...] = MARCH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, when), content)
    return path


def laid_out(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content)
    return root


def submitted(course: CourseFolder) -> dict[str, str]:
    root = course.submitted
    return {str(p.relative_to(root)): p.read_text() for p in root.rglob("*") if p.is_file()}


def one(collected: list[Collected]) -> Collected:
    assert len(collected) == 1, collected
    return collected[0]


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("lovelaceada_12345_67890_mini.ipynb", "12345"),
        ("lovelaceada_LATE_12345_67890_mini-2.ipynb", "12345"),
        ("lovelaceada_12345_67890_My final version.ipynb", "12345"),
        ("submissions/lovelaceada_12345_67890_mini.ipynb", "12345"),
        ("Ada Lovelace_123_assignsubmission_file_/mini.ipynb", "Ada Lovelace"),
        ("Ada Lovelace_123_assignsubmission_file/a/mini.ipynb", "Ada Lovelace"),
        ("Ada Lovelace_123_assignsubmission_file_mini.ipynb", "Ada Lovelace"),
        ("Participant_123_assignsubmission_file_/mini.ipynb", "Participant 123"),
        ("hw1_ada_attempt_2026-01-30-15-00-00_mini.ipynb", "ada"),
        ("ada.ipynb", "ada"),
        ("ada/mini.ipynb", "ada"),
        ("ada/mini/mini.ipynb", "ada"),
        ("submitted/ada/mini/Mini (1).ipynb", "ada"),
        ("download/ada.ipynb", "ada"),
        ("Zoë Müller/mini.ipynb", "Zoë Müller"),
        ("Zoe\u0308 Mu\u0308ller/mini.ipynb", "Zoë Müller"),
    ],
)
def test_the_student_is_read_from_the_name(
    mini_course: CourseFolder, tmp_path: Path, name: str, student: str
) -> None:
    archive = zipped(tmp_path / "download.zip", {name: NOTEBOOK})
    done = one(collect(mini_course, "mini", [archive]))
    assert (done.outcome, done.student, done.notebook) == ("collected", student, "mini"), done
    assert done.late == ("LATE" in name)
    assert submitted(mini_course)[f"{student}/mini/mini.ipynb"] == NOTEBOOK


@pytest.mark.parametrize(
    "files",
    [
        {"ada/bob_1_2_mini.ipynb": "", "eve/mini.ipynb": ""},
        {"ada/bob_assignsubmission_file_/mini.ipynb": "", "eve/mini.ipynb": ""},
        {"ada_1_2_bob_attempt_2026-01-30-15-00-00_mini.ipynb": ""},
        {"ada_1_2_Bob_3_assignsubmission_file_mini.ipynb": ""},
        {"Ada_1_assignsubmission_file_/bob_5_6_mini.ipynb": ""},
        {"hw_ada_attempt_2026-01-30-15-00-00_bob_attempt_2026-01-30-15-00-00_mini.ipynb": ""},
    ],
)
def test_no_name_of_a_file_makes_it_someone_elses(
    mini_course: CourseFolder, tmp_path: Path, files: dict[str, str]
) -> None:
    collected = collect(mini_course, "mini", [zipped(tmp_path / "class.zip", dict(files))])
    students = {str(done.student).lower() for done in collected}
    assert students <= {"ada", "eve", "1"}
    assert len(students) == len(collected)


def test_an_archive_of_a_students_own_is_opened_and_stays_theirs(
    mini_course: CourseFolder, tmp_path: Path
) -> None:
    inner = zipped(
        tmp_path / "inner.zip",
        {
            "bob_7_8_mini.ipynb": NOTEBOOK,
            "__MACOSX/._mini.ipynb": "",
            ".ipynb_checkpoints/mini-checkpoint.ipynb": "older",
            "timestamp.txt": "2020-01-01 00:00:00",
        },
    ).read_bytes()
    archive = zipped(tmp_path / "class.zip", {"lovelaceada_1_2_hw.zip": inner})
    outcomes = {done.file: done for done in collect(mini_course, "mini", [archive])}
    assert submitted(mini_course) == {"1/mini/mini.ipynb": NOTEBOOK}
    assert [done.outcome for done in outcomes.values()].count("skipped") == 3
    forged = outcomes["class.zip: lovelaceada_1_2_hw.zip: timestamp.txt"]
    assert forged.reason == "a time that the student wrote"


def test_namesakes_on_moodle_are_told_apart(mini_course: CourseFolder, tmp_path: Path) -> None:
    suffix = "assignsubmission_file_/mini.ipynb"
    names = [f"Ada Lovelace_1_{suffix}", f"Ada Lovelace_2_{suffix}", f"Bob_3_{suffix}"]
    collect(mini_course, "mini", [zipped(tmp_path / "c.zip", dict.fromkeys(names, NOTEBOOK))])
    expected = {"Ada Lovelace 1", "Ada Lovelace 2", "Bob"}
    assert {path.name for path in mini_course.submitted.iterdir()} == expected


def test_the_tas_own_pattern(mini_course: CourseFolder, tmp_path: Path) -> None:
    pattern = r"(?P<timestamp>\d+T\d+)/u-(?P<student_id>\w+)-(?P<file_id>.*)"
    files = {"20260301T1200/u-ada-mini.ipynb": NOTEBOOK, "readme.ipynb": NOTEBOOK}
    archive = zipped(tmp_path / "class.zip", dict(files))
    taken, refused = collect(mini_course, "mini", [archive], names=pattern)
    assert (taken.student, taken.timestamp) == ("ada", "2026-03-01 12:00:00 UTC")
    assert refused.reason == "--names does not match it"
    stamp = submitted(mini_course)["ada/mini/timestamp.txt"]
    assert stamp == "2026-03-01 12:00:00 UTC\n"
    with pytest.raises(CourseError, match="not a regular expression"):
        collect(mini_course, "mini", [archive], names="(")
    with pytest.raises(CourseError, match="no group"):
        collect(mini_course, "mini", [archive], names="(.*)")


def test_folders_single_notebooks_and_links(mini_course: CourseFolder, tmp_path: Path) -> None:
    folder = laid_out(tmp_path / "class", {"ada/mini.ipynb": "a", "bob/Copy of mini.ipynb": "b"})
    zipped(folder / "cem.zip", {"mini.ipynb": "c"})
    (folder / "dan").mkdir()
    (folder / "dan" / "mini.ipynb").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.ipynb")
    single = laid_out(tmp_path / "post", {"eve/mini.ipynb": "e", "fay.ipynb": "f"})
    collected = collect(
        mini_course, "mini", [folder, single / "eve" / "mini.ipynb", single / "fay.ipynb"]
    )
    assert submitted(mini_course) == {
        f"{name}/mini/mini.ipynb": name[0] for name in ("ada", "bob", "cem", "eve", "fay")
    }
    reasons = {done.file: done.reason for done in collected if done.outcome == "refused"}
    assert reasons == {
        "dan/mini.ipynb": "is a symbolic link",
        "pipe.ipynb": "is a device or a pipe, not a file",
    }


def test_nbgraders_own_folders_keep_their_time(mini_course: CourseFolder, tmp_path: Path) -> None:
    files = {"ada/mini/mini.ipynb": NOTEBOOK, "ada/mini/timestamp.txt": "2026-03-01 12:00:00 UTC"}
    folder = laid_out(tmp_path / "class", files)
    assert one(collect(mini_course, "mini", [folder])).timestamp == "2026-03-01 12:00:00 UTC"
    assert "ada/mini/timestamp.txt" in submitted(mini_course)


def test_a_student_cannot_upload_a_time(mini_course: CourseFolder, tmp_path: Path) -> None:
    start = "Ada_1_assignsubmission_file_"
    files = {f"{start}/mini.ipynb": NOTEBOOK, f"{start}/timestamp.txt": "2020-01-01 00:00:00"}
    assert one(collect(mini_course, "mini", [laid_out(tmp_path / "c", files)])).timestamp is None
    assert set(submitted(mini_course)) == {"Ada/mini/mini.ipynb"}


def test_of_several_attempts_the_newest_counts(mini_course: CourseFolder, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a_1_20_mini-1.ipynb": "second",
        "a_1_30_mini-10.ipynb": "last",
        "a_1_10_mini.ipynb": "first",
    }
    collected = collect(mini_course, "mini", [zipped(tmp_path / "class.zip", files)])
    assert submitted(mini_course) == {"1/mini/mini.ipynb": "last"}
    skipped = [done.reason for done in collected if done.outcome == "skipped"]
    assert skipped == ["older than class.zip: a_1_30_mini-10.ipynb"] * 2


def test_what_cannot_be_ordered_is_refused(mini_course: CourseFolder, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"ada/a/mini.ipynb": "one", "ada/b/mini.ipynb": "other"}
    collected = collect(mini_course, "mini", [zipped(tmp_path / "class.zip", files)])
    assert [done.outcome for done in collected] == ["refused", "refused"]
    assert "nothing says which is the newest" in str(collected[0].reason)
    files = {"ada/draft.ipynb": "one", "ada/final.ipynb": "other"}
    collected = collect(mini_course, "mini", [zipped(tmp_path / "class.zip", files)])
    reason = "is not called mini.ipynb; 2 files of this student came, none so called"
    assert [done.reason for done in collected] == [reason, reason]
    assert submitted(mini_course) == {}


def test_nothing_newer_is_replaced(mini_course: CourseFolder, tmp_path: Path) -> None:
    name = "a_1_10_mini.ipynb"
    old = zipped(tmp_path / "old.zip", {name: "old"}, MARCH)
    new = zipped(tmp_path / "new.zip", {name: "new"}, APRIL)
    assert one(collect(mini_course, "mini", [old])).outcome == "collected"
    assert one(collect(mini_course, "mini", [old])).outcome == "unchanged"
    assert one(collect(mini_course, "mini", [new])).outcome == "replaced"
    kept = one(collect(mini_course, "mini", [old]))
    assert kept.outcome == "kept"
    assert "what was collected is of 2026-04-01" in str(kept.reason)
    assert submitted(mini_course) == {"1/mini/mini.ipynb": "new"}
    assert one(collect(mini_course, "mini", [old], force=True)).outcome == "replaced"
    assert submitted(mini_course) == {"1/mini/mini.ipynb": "old"}


def test_the_time_of_an_older_attempt_does_not_stay(
    mini_course: CourseFolder, tmp_path: Path
) -> None:
    first = zipped(tmp_path / "1.zip", {"x_ada_attempt_2026-01-30-15-00-00_mini.ipynb": "1"})
    collect(mini_course, "mini", [first])
    assert submitted(mini_course)["ada/mini/timestamp.txt"] == "2026-01-30 15:00:00 UTC\n"
    collect(mini_course, "mini", [zipped(tmp_path / "2.zip", {"ada/mini.ipynb": "2"}, APRIL)])
    assert submitted(mini_course) == {"ada/mini/mini.ipynb": "2"}


def test_the_files_time_is_kept(mini_course: CourseFolder, tmp_path: Path) -> None:
    collect(mini_course, "mini", [zipped(tmp_path / "c.zip", {"ada.ipynb": NOTEBOOK})])
    seconds = (mini_course.submitted / "ada/mini/mini.ipynb").stat().st_mtime
    assert datetime.fromtimestamp(seconds) == datetime(*MARCH)  # zip files keep local time


def test_a_link_in_the_way_is_not_followed(mini_course: CourseFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    mini_course.submitted.mkdir()
    (mini_course.submitted / "ada").symlink_to(tmp_path / "elsewhere")
    done = one(collect(mini_course, "mini", [zipped(tmp_path / "c.zip", {"ada.ipynb": "x"})]))
    assert done.outcome == "refused"
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "..", ".hidden", "a\u202eb", "a<b>", "x" * 200])
def test_ids_that_are_no_folder_names_are_refused(
    mini_course: CourseFolder, tmp_path: Path, name: str
) -> None:
    archive = zipped(tmp_path / "class.zip", {"1.ipynb": "", f"{name}/mini.ipynb": "x"})
    outcomes = {done.outcome for done in collect(mini_course, "mini", [archive])}
    assert outcomes <= {"collected", "refused", "skipped"}
    assert set(submitted(mini_course)) == {"1/mini/mini.ipynb"}


def test_what_is_collected_can_be_graded(
    mini_course: CourseFolder, hand_in: HandIn, tmp_path: Path
) -> None:
    made = hand_in("draft", **RIGHT).read_text()
    (mini_course.submitted / "draft" / "mini" / "mini.ipynb").unlink()
    (mini_course.submitted / "draft" / "mini").rmdir()
    files: dict[str, str | bytes] = {"a_1_2_mini.ipynb": made, "b_3_4_mini.ipynb": made[:100]}
    collect(mini_course, "mini", [zipped(tmp_path / "class.zip", files)])
    ada, bob = grade(mini_course, "mini", workers=1)
    assert (ada.student, ada.score) == ("1", 6)
    assert (bob.student, bob.status) == ("3", "failed")


def command(*words: object) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "course.cli", "collect", *map(str, words)]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def test_the_command(mini_course: CourseFolder, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a_LATE_1_2_mini.ipynb": NOTEBOOK, "b_3_4_notes.txt": ""}
    archive = zipped(tmp_path / "class.zip", files)
    here = ("--course", mini_course.root)
    result = command("mini", archive, *here, "--json", tmp_path / "out.json")
    assert result.returncode == 0, result.stderr
    assert "files: 2 (1 collected, 1 skipped); students: 1" in result.stdout
    assert json.loads((tmp_path / "out.json").read_text())[0] == {
        "file": "class.zip: a_LATE_1_2_mini.ipynb",
        "outcome": "collected",
        "reason": None,
        "student": "1",
        "notebook": "mini",
        "late": True,
        "timestamp": None,
    }
    (tmp_path / "bad.zip").write_text("not a zip file")
    result = command("mini", tmp_path / "bad.zip", archive, *here)
    assert result.returncode == 1
    assert "is not a zip file, in spite of its name" in " ".join(result.stdout.split())
    for words, said in (
        (("mini", tmp_path / "none.zip"), "none.zip: no such file or folder"),
        (("minni", archive), "did you mean mini?"),
        (("mini", archive, "--names", "("), "not a regular expression"),
    ):
        result = command(*words, *here)
        assert (result.returncode, result.stdout) == (2, "")
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_a_large_class(mini_course: CourseFolder, tmp_path: Path) -> None:
    names = [f"s{number}_{number}_9_mini.ipynb" for number in range(300)]
    archive = zipped(tmp_path / "class.zip", dict.fromkeys(names, NOTEBOOK))
    result = command("mini", archive, "--course", mini_course.root)
    assert "files: 300 (300 collected); students: 300" in result.stdout
    assert len(result.stdout.splitlines()) < 5
    assert len(submitted(mini_course)) == 300


def test_moments_are_utc(mini_course: CourseFolder, tmp_path: Path) -> None:
    name = "x_ada_attempt_2026-01-30-15-00-00_mini.ipynb"
    collect(mini_course, "mini", [zipped(tmp_path / "c.zip", {name: NOTEBOOK})])
    seconds = (mini_course.submitted / "ada/mini/mini.ipynb").stat().st_mtime
    assert datetime.fromtimestamp(seconds, UTC) == datetime(2026, 1, 30, 15, tzinfo=UTC)
