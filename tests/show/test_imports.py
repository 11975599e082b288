"""The reference library stays light: drawing is for those who ask for it."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_library_brings_neither_matplotlib_nor_jupyter() -> None:
    heavy = "{'matplotlib', 'ipywidgets', 'IPython', 'course.show'}"
    code = f"import sys, course.nn; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
