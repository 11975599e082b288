"""A course folder: where solutions, releases, submissions and marks of one course live.

The folder is nbgrader's: `nbgrader_config.py` at its root names the folders and the database, and
stock nbgrader works on it at any time. Only that file decides what is a course folder.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from course.errors import CourseError
from course.grade.walls.limits import MEBIBYTE, Limits
from course.shipped import PACKAGE, shipped

CONFIG = "nbgrader_config.py"


@dataclass(frozen=True)
class CourseFolder:
    """The folder at `root` and what its `nbgrader_config.py` says."""

    root: Path

    @classmethod
    def find(cls, start: str | Path = ".") -> CourseFolder:
        """Return the course folder that `start` is, or lies in."""
        path = Path(start).resolve()
        if not path.exists():
            raise CourseError(f"{start}: no such folder")
        for folder in (path, *path.parents):
            if (folder / CONFIG).is_file():
                return cls(folder)
        raise CourseError(
            f"{start} is not a course folder: there is no {CONFIG} in it or above it; "
            "name one with --course, or make one with: course demo"
        )

    @cached_property
    def config(self) -> Any:
        """nbgrader's configuration, a traitlets `Config`."""
        from traitlets.config import PyFileConfigLoader

        try:
            return PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        except Exception as error:  # the file is Python: reading it can raise anything
            raise CourseError(f"{self.root / CONFIG} cannot be read: {error!r}") from None

    def _setting(self, section: str, name: str, default: Any) -> Any:
        return self.config[section].get(name, default) if section in self.config else default

    def _folder(self, step: str) -> Path:
        default = {"source": "source", "release": "release"}.get(step, step)
        return self.root / self._setting("CourseDirectory", f"{step}_directory", default)

    @property
    def course_id(self) -> str:
        return self._setting("CourseDirectory", "course_id", "") or "default_course"

    @property
    def solutions(self) -> Path:
        return self._folder("source")

    @property
    def assignments(self) -> Path:
        return self._folder("release")

    @property
    def submitted(self) -> Path:
        return self._folder("submitted")

    @property
    def autograded(self) -> Path:
        return self._folder("autograded")

    @property
    def feedback(self) -> Path:
        return self._folder("feedback")

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the gradebook; SQLite in the folder unless configured."""
        default = f"sqlite:///{self.root / 'gradebook.db'}"
        return self._setting("CourseDirectory", "db_url", default)

    @property
    def limits(self) -> Limits:
        """What a submission may use.

        The time of a cell is nbgrader's own setting, 30 s where unset; `c.Chalkgrad.memory_mb`
        is the memory of all its processes.
        """
        seconds = float(self._setting("Execute", "timeout", 30) or 30)
        resident = Limits.resident_bytes // MEBIBYTE
        memory = int(self._setting("Chalkgrad", "memory_mb", resident)) * MEBIBYTE
        return Limits(
            resident_bytes=memory,
            memory_bytes=max(Limits.memory_bytes, 2 * memory),
            cell_seconds=seconds,
        )

    @property
    def jupyter_kernel(self) -> bool:
        """Whether cells run in a full Jupyter kernel (`c.Chalkgrad.jupyter_kernel`), slower."""
        return bool(self._setting("Chalkgrad", "jupyter_kernel", False))

    @property
    def compatible(self) -> bool:
        """Whether tests run in the student's process unless told otherwise
        (`c.Chalkgrad.compatible`)."""
        return bool(self._setting("Chalkgrad", "compatible", False))

    @property
    def shows_hidden_checks(self) -> bool:
        """Whether feedback tells the values of hidden checks (`c.Chalkgrad.show_hidden_checks`)."""
        return bool(self._setting("Chalkgrad", "show_hidden_checks", False))

    @property
    def secret(self) -> list[Path]:
        """What a submission may not read, wherever it lies."""
        folders = [self.solutions, self.submitted, self.autograded, self.feedback, self.reports]
        database = self.database_url.removeprefix("sqlite:///")
        shipped_solutions = [shipped("solutions"), PACKAGE / "grade" / "demo_class"]
        return [*folders, self.root / database, *shipped_solutions]

    def assignment_names(self) -> list[str]:
        """Return the assignments that have a solution here, sorted."""
        if not self.solutions.is_dir():
            return []
        return sorted(path.parent.name for path in self.solutions.glob("*/*.ipynb"))

    def require_assignment(self, name: str) -> Path:
        """Return the folder of the assignment's solution, or say which assignments there are."""
        names = self.assignment_names()
        if name in names:
            return self.solutions / name
        if not names:
            raise CourseError(f"{self.solutions} holds no assignment: expected NAME/NAME.ipynb")
        close = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean {close[0]}?" if close else "."
        raise CourseError(f"no assignment {name!r}{hint} There are: {', '.join(names)}")
