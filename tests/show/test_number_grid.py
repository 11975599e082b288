"""The grid of numbers shows the numbers given, where they stand, and the window asked for."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.patches import Rectangle

from course import show

MATRIX = np.array([[1.0, -2.5, 0.0], [1234.0, 0.125, 36.0]])


def test_every_number_is_written_in_its_square() -> None:
    ax = show.number_grid(MATRIX, title="six")
    written = {text.get_position(): text.get_text() for text in ax.texts}
    assert written == {
        (0, 0): "1", (1, 0): "-2.5", (2, 0): "0",
        (0, 1): "1.23e+03", (1, 1): "0.125", (2, 1): "36",
    }  # fmt: skip
    assert "six" in (ax.get_title(), ax.get_title(loc="left"))


def test_positive_and_negative_numbers_have_opposite_colours() -> None:
    image = show.number_grid([[-3.0, 3.0]]).images[0]
    below, above = image.cmap(image.norm([-3.0, 3.0]))
    assert below[2] > below[0]
    assert above[0] > above[2]


def test_the_window_is_framed() -> None:
    ax = show.number_grid(np.zeros((4, 5)), mark=(1, 2, 3, 2))
    (frame,) = (patch for patch in ax.patches if isinstance(patch, Rectangle))
    assert frame.get_xy() == (1.5, 0.5)
    assert (frame.get_width(), frame.get_height()) == (2, 3)


def test_it_draws_on_the_axes_given() -> None:
    ax = plt.subplots()[1]
    assert show.number_grid(MATRIX, ax=ax) is ax


@pytest.mark.parametrize(
    ("matrix", "mark", "message"),
    [
        ([1.0, 2.0], None, "matrix must have 2 dimension"),
        ([[np.nan]], None, "matrix must hold finite numbers"),
        (np.zeros((17, 2)), None, "at most 16 rows and columns"),
        (np.zeros((3, 3)), (1, 1, 3, 1), "mark must be a window"),
        (np.zeros((3, 3)), (0, 0, 0, 1), "mark must be a window"),
        (np.zeros((3, 3)), (0, 0, 1), "mark must have length 4"),
        (np.zeros((3, 3)), (0, 0.5, 1, 1), "mark must be four integers"),
    ],
)
def test_what_cannot_be_drawn_is_refused(matrix: object, mark: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.number_grid(matrix, mark=mark)
