"""ONNX generates its node cases in NumPy: each must give the same numbers here."""

import importlib.util
import os
from pathlib import Path

import pytest

from tests.oracles.onnx_cases import load_cases, run, table
from tests.oracles.onnx_scope import OutOfScope

PAGE = Path(__file__).resolve().parents[2] / "docs" / "onnx.md"


@pytest.fixture(scope="module")
def cases():
    if importlib.util.find_spec("onnx") is None:
        message = "ONNX, the oracle of this test, is missing: pip install onnx"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return load_cases()


def test_every_case_passes_or_is_out_of_scope(cases):
    wrong, passed = [], 0
    for case in cases:
        try:
            run(case)
            passed += 1
        except OutOfScope:
            continue
        except (AssertionError, TypeError, ValueError) as error:
            wrong.append(f"{case.name}: {type(error).__name__}: {error}")
    assert not wrong, "\n".join(wrong)
    assert passed >= 250


def test_the_page_shows_the_table(cases):
    assert table(cases) in PAGE.read_text(encoding="utf-8")
