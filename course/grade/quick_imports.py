"""Importing nbgrader in a third of the time it takes by itself."""

from __future__ import annotations

import importlib
import sys

# A grammar of web addresses, which jsonschema reads where it is installed, as with JupyterLab: two
# of the three seconds that nbgrader takes to import. No notebook is checked for addresses.
SLOW = "rfc3987_syntax"


def import_jsonschema() -> None:
    """Import jsonschema, which nbformat and nbgrader need, without its check of web addresses.

    In a process that has imported it already, such as JupyterLab, nothing changes.
    """
    if "jsonschema" in sys.modules or SLOW in sys.modules:
        return
    sys.modules[SLOW] = None  # type: ignore[assignment]  # Python's way to say: there is none
    try:
        importlib.import_module("jsonschema")
    finally:
        del sys.modules[SLOW]
