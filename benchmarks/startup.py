"""What it costs to begin: importing the library, the command's help, checking a notebook.

    python benchmarks/startup.py [--runs 11] [--json]

Each run is a process of its own; the cases take turns, so that a drift of the machine's speed
reaches all alike, and the medians are printed. The import is measured over `import numpy`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from course.shipped import shipped

TARGETS = {"import course.nn": 0.060, "course --help": 0.5, "course check": 1.5}


def measure(runs: int) -> dict[str, float]:
    """Return the median seconds of each case."""
    notebook = shipped("solutions") / "losses" / "losses.ipynb"
    commands = {
        "import numpy": ["-c", "import numpy"],
        "import course.nn": ["-c", "import course.nn"],
        "course --help": ["-m", "course.cli", "--help"],
        "course check": ["-m", "course.cli", "check", str(notebook)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, words in commands.items():
            taken = _seconds([sys.executable, *words])
            if run > 0:  # the first round fills the disk cache
                seconds[name].append(taken)
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    over = [
        a - b for a, b in zip(seconds["import course.nn"], seconds["import numpy"], strict=True)
    ]
    medians["import course.nn"] = statistics.median(over)
    return {name: medians[name] for name in TARGETS}


def _seconds(command: list[str]) -> float:
    # As at a user's: compiled files are kept, so that only the first run compiles.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    subprocess.run(command, cwd=Path.home(), env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    options = parser.parse_args()
    found = measure(options.runs)
    if options.json:
        rows = [
            {"case": name, "seconds": round(value, 4), "target": TARGETS[name]}
            for name, value in found.items()
        ]
        print(json.dumps(rows, indent=1))
        return
    table = Table("case", "median", "target", title=f"{options.runs} runs, interleaved")
    for name, value in found.items():
        over = " (over import numpy)" if name.startswith("import") else ""
        table.add_row(name + over, f"{value * 1000:.0f} ms", f"{TARGETS[name] * 1000:.0f} ms")
    Console().print(table)


if __name__ == "__main__":
    main()
