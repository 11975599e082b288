"""Every command in the README and the docs is run, and every link and version agrees."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import course

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```sh ?(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")

# Commands that other tests run, or that CI itself is.
ELSEWHERE = {
    "make demo": "test_fresh_machine.py",
    "make test": "CI's own command",
    "make format": "CI checks what it makes",
    "make lab": "test_jupyterlab.py",
    "course lab .": "test_jupyterlab.py",
    "course lab my-course": "test_jupyterlab.py",
}


def blocks(page: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_of_a_page_work_one_after_the_other(page: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    for _, text in blocks(page):
        lines += [line for line in text.splitlines() if line not in ELSEWHERE]
    for kind, text in blocks(page):
        if kind:
            assert set(text.splitlines()) <= set(ELSEWHERE), f"{text} is run by no test"
    folder = tmp_path / "here"
    folder.mkdir()
    if page.name == "author.md":
        for name in ("solutions", "nbgrader_config.py"):
            subprocess.run(["cp", "-r", ROOT / name, folder / name], check=True)
    own = Path(sys.executable).parent
    result = subprocess.run(
        ["bash", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env=os.environ | {"PATH": f"{own}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == course.__version__


def test_the_make_targets_in_the_docs_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for page in PAGES:
        for target in re.findall(r"make ([a-z-]+)[`\n]", page.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name}: make {target}"


def test_assignments_are_made_from_the_solutions(tmp_path: Path) -> None:
    from course.grade.course_folder import CourseFolder
    from course.grade.release import release

    for name in ("solutions", "nbgrader_config.py"):
        subprocess.run(["cp", "-r", ROOT / name, tmp_path / name], check=True)
    folder = CourseFolder(tmp_path)
    assert folder.assignment_names(), "there is no assignment"
    for name in folder.assignment_names():
        for path in release(folder, name):
            committed = ROOT / path.relative_to(tmp_path)
            assert committed.read_text() == path.read_text(), f"run make release: {name} differs"
    made = {path.relative_to(tmp_path) for path in folder.assignments.rglob("*.ipynb")}
    kept = {path.relative_to(ROOT) for path in (ROOT / "assignments").rglob("*.ipynb")}
    assert made == kept
