"""The walls around a submission: what a process gives up before it runs a student's first line.

`namespaces` and `files`, `calls`, `limits` each hold one kind of wall, made of the kernel's own
means. `docs/grading.md` says against what they stand, and what they leave open.
"""

from course.grade.walls.builder import MINIMUM, Layer, Walls, missing, survey

__all__ = ["MINIMUM", "Layer", "Walls", "missing", "survey"]
