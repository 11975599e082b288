"""What a newcomer types, on a machine with nothing of ours: the clone's demo, and the wheel's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(*words: object, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a command with an empty home and without the test run's own environment."""
    kept = ("PATH", "LANG", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE")
    environment = {name: value for name, value in os.environ.items() if name in kept}
    environment |= {n: v for n, v in os.environ.items() if n.startswith(("PIP_", "UV_"))}
    own = str(Path(sys.executable).parent)
    paths = [path for path in environment["PATH"].split(os.pathsep) if path != own]
    environment |= {"HOME": str(home), "PATH": os.pathsep.join(paths)}
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the files that git knows, as they are in the working tree."""
    folder = tmp_path / "clone"
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in names.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def assert_is_the_demo(result: subprocess.CompletedProcess[str]) -> None:
    assert result.returncode == 0, result.stdout + result.stderr
    assert "23 graded, 1 failed" in result.stdout
    assert "reports/losses.html" in result.stdout


def test_make_demo_in_a_fresh_clone(clone: Path, home: Path) -> None:
    result = run("make", "demo", cwd=clone, home=home)
    assert_is_the_demo(result)
    assert (clone / "demo-class" / "gradebook.db").is_file()


def test_the_wheel_alone_gives_every_command(clone: Path, home: Path, tmp_path: Path) -> None:
    built = tmp_path / "dist"
    build = "import sys; from hatchling import build; build.build_wheel(sys.argv[1])"
    made = run(sys.executable, "-c", build, _made(built), cwd=clone, home=home)
    assert made.returncode == 0, made.stderr
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("lectures/03-losses.ipynb", "assignments/losses/losses.ipynb"):
        assert f"course/{part}" in names
    assert "course/solutions/losses/losses.ipynb" in names
    assert not [name for name in names if name.startswith("tests/") or "demo-class" in name]
    assert not [name for name in names if Path(name).name.startswith("test_")]

    python = tmp_path / "empty" / "bin" / "python"
    for words in (
        (sys.executable, "-m", "venv", tmp_path / "empty"),
        (python, "-m", "pip", "install", "--quiet", "-c", _constraints(tmp_path), wheel),
    ):
        result = run(*words, cwd=tmp_path, home=home)
        assert result.returncode == 0, result.stderr
    away = _made(tmp_path / "away")
    command = python.parent / "course"
    assert_is_the_demo(run(command, "demo", cwd=away, home=home))
    assert run(command, "doctor", cwd=away, home=home).returncode == 0
    released = away / "demo-class" / "assignments" / "losses" / "losses.ipynb"
    assert run(command, "check", released, cwd=away, home=home).returncode == 0


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _constraints(tmp_path: Path) -> Path:
    """Write the versions of the lock file, without hashes: the wheel itself has none there."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [line.removesuffix(" \\") for line in lines if line[:1].isalnum()]
    path = tmp_path / "constraints.txt"
    path.write_text("\n".join(pins) + "\n")
    return path
