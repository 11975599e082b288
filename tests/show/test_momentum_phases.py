"""The diagram's numbers are those of the library's descent."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import show
from course.show.momentum_phases import descend, shrinks_by


@pytest.mark.parametrize(("rate", "momentum"), [(0.1, 0.0), (0.5, 0.9), (1.9, 0.1), (2.4, 0.3)])
def test_a_long_run_shrinks_by_the_larger_eigenvalue(rate: float, momentum: float) -> None:
    weights = np.abs(descend(rate, momentum, steps=1200))
    high = [weights[k : k + 100].max() for k in (200, 300)]  # a swing passes through 0
    assert (high[1] / high[0]) ** 0.01 == pytest.approx(shrinks_by(rate, momentum), abs=2e-3)


def test_beyond_the_border_it_diverges() -> None:
    assert shrinks_by(2 * (1 + 0.5) + 0.01, 0.5) > 1
    assert shrinks_by(2 * (1 + 0.5) - 0.01, 0.5) < 1


def test_text_and_picture() -> None:
    widget = show.momentum_phases(2.0, 0.5, condition=4)
    assert "steepest direction: learning rate x curvature 2, each step shrinks by 0.7071" in repr(
        widget
    )
    left, right = widget.as_figure().axes
    assert left.lines[0].get_xydata().tolist() == [[0.5, 0.5], [2.0, 0.5]]
    np.testing.assert_array_equal(right.lines[1].get_ydata(), descend(2.0, 0.5))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"rate": 5}, "rate must be a finite number at least 0 and at most 4, got 5"),
        ({"rate": np.nan}, "rate must be a finite number"),
        ({"momentum": 1}, "momentum must be a finite number at least 0 and at most 0.99"),
        ({"condition": 0.5}, "condition must be a finite number at least 1"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.momentum_phases(**arguments)
