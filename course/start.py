"""A student's working folder: the lectures and assignments, beside what is already there."""

from __future__ import annotations

import shutil
from pathlib import Path

from course.errors import CourseError
from course.shipped import shipped

FOLDERS = ("lectures", "assignments")


def start(folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy the lectures and assignments into `folder`; return what was copied and what was kept.

    A file that is already there is never touched, whether it was edited or not.
    """
    copied, kept = [], []
    try:
        for name in FOLDERS:
            source = shipped(name)
            for path in sorted(path for path in source.rglob("*") if path.is_file()):
                place = path.relative_to(source)
                if any(part.startswith(".") for part in place.parts):
                    continue
                target = folder / name / place
                if target.exists() or target.is_symlink():
                    kept.append(target)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
                copied.append(target)
    except OSError as error:
        raise CourseError(f"cannot write to {folder}: {error.strerror}") from None
    return copied, kept
