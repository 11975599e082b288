"""What the tests of checks share."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from course import check


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[check.Result]:
    """The results that `check.points` blocks publish."""
    results: list[check.Result] = []
    monkeypatch.setattr(sys, "displayhook", results.append)
    return results


@pytest.fixture
def record(published: list[check.Result]) -> Callable[..., check.Record]:
    """A function that makes one check in a block and returns its record."""

    def make(
        one_check: Callable[..., None], *arguments: object, **keywords: object
    ) -> check.Record:
        with check.points(1):
            one_check(*arguments, **keywords)
        return published[-1].records[-1]

    return make
