"""The mutation analysis changes what it says, one place at a time, and tells right from wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = """
def f(x, y):
    '''A docstring stays.'''
    if x > 0 and not y:
        x = -x
    return x.sum(axis=1) + 2 * y
"""
CHANGES = {
    "if x > 0 and (not y): => if x >= 0 and (not y):",
    "if x > 0 and (not y): => if x < 0 and (not y):",
    "if x > 0 and (not y): => if x > 0 or not y:",
    "if x > 0 and (not y): => if x > 0 and +y:",
    "if x > 0 and (not y): => if x > 1 and (not y):",
    "if x > 0 and (not y): => pass",
    "x = -x => x = +x",
    "x = -x => pass",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=1) - 2 * y",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=1) + 2 / y",
    "return x.sum(axis=1) + 2 * y => return x.mean(axis=1) + 2 * y",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=0) + 2 * y",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=1) + 0 * y",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=1) + 3 * y",
    "return x.sum(axis=1) + 2 * y => return x.sum(axis=1) + -2 * y",
}


@pytest.fixture
def mutants(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(os, "environ", os.environ.copy())  # the script sets the threads of BLAS
    monkeypatch.syspath_prepend(str(ROOT))
    import benchmarks.mutants

    return benchmarks.mutants


def test_every_change_is_made_and_named(mutants: ModuleType) -> None:
    made = list(mutants.mutants_of(SOURCE))
    assert {what for what, _ in made} == CHANGES
    assert len(made) == len({text for _, text in made}) == len(CHANGES)


def test_an_assignment_is_judged() -> None:
    command = [sys.executable, "-m", "benchmarks.mutants", "losses", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    (found,) = json.loads(done.stdout)
    assert done.returncode == 0, found["unexplained"]
    assert found["mutants"] > 150
    assert found["share"] >= 0.97
