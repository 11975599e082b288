"""Fuzz the tester's reading of messages, guided by the lines that each message reaches.

Needs atheris (`pip install atheris`), which is not among the course's requirements. From the
repository's root: `python -m tests.grade.sealed.coverage_guided -max_total_time=60`; arguments are
libFuzzer's. The recorded honest messages are the first corpus.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["course.grade.sealed"]):
    from tests.grade.sealed.mutations import Target, record


def main() -> None:
    target = Target()
    with tempfile.TemporaryDirectory() as corpus:
        for number, body in enumerate(record()):
            (Path(corpus) / f"{number:03}").write_bytes(body)
        arguments = [*sys.argv, "-max_len=20000", "-timeout=20", "-rss_limit_mb=2048", corpus]
        atheris.Setup(arguments, target.feed)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
