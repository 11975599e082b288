"""Figures of these tests are drawn in memory, never in a window, and closed after each test."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt


@pytest.fixture(autouse=True)
def _figures_in_memory() -> Iterator[None]:
    mpl.use("Agg")
    yield
    plt.close("all")
