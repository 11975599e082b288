"""The rule about what may be missing: nothing in CI, and elsewhere only with a word about it."""

from __future__ import annotations

import os

import pytest


def need(found: object, what: str, how: str) -> None:
    """Skip the test with a line that says what to install; under CI fail: nothing hides there."""
    if not found:
        message = f"{what} is missing: {how}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
