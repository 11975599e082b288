"""The benchmarks still run on the library as it is, and print what docs/speed.md says they do."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*options, script="library"):
    return subprocess.run(
        [sys.executable, f"benchmarks/{script}.py", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_one_object_a_case(torch):
    done = run("--json", "--rounds", "1")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    cases = {(row["case"], row["dtype"]): row for row in rows}
    names = {"MLP", "MLP, batch norm, dropout", "CNN", "LSTM", "Tensor overhead"}
    assert set(cases) == {(name, dtype) for name in names for dtype in ("float32", "float64")}
    for row in rows:
        assert set(row) == {"case", "dtype", "ours_ms", "torch_ms", "ratio", "target"}
        assert row["ours_ms"] > 0
        assert row["torch_ms"] > 0
        assert row["target"] <= 1.1


def test_the_table_and_the_other_libraries(torch):
    done = run("--rounds", "1")
    assert done.returncode == 0, done.stderr
    assert "Tensor overhead" in done.stdout
    assert "im2col by index arrays takes" in done.stdout
    assert "oneDNN" in done.stdout


def test_the_parts_of_a_step(torch):
    done = run("--rounds", "1", script="split")
    assert done.returncode == 0, done.stderr
    for part in ("forward and loss", "backward", "optimizer", "matrix products alone"):
        assert done.stdout.count(part) == 3
    assert "in bare NumPy" in done.stdout


def test_what_is_no_number_of_rounds(torch):
    done = run("--rounds", "0")
    assert done.returncode == 2
    assert "at least 1" in done.stderr
