"""A canvas that keeps its frames draws the same pixels as one that is new."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from course.show import canvas, frames
from course.show.canvas import Canvas, frame, legend_above

MARGINS = {"left": 0.1, "right": 0.98, "bottom": 0.2, "top": 0.85}


def draw(data: tuple[float, str, bool], axes: Any, word: str = "two") -> None:
    top, scale, with_legend = data
    first, second = axes
    x = np.linspace(1, 10, 30)
    first.plot(x, top * np.sin(x), label="sine")
    frame(first, xlabel="x", ylabel="y", title=f"up to {top:g}", xlim=(0, 10), ylim=(-top, top))
    second.bar([1, 2], [top, 2 * top], label="bars")
    second.text(1.5, top, "words")
    frame(second, yscale=scale, xlim=(0, 3), ylim=(0.5, 10 * top))
    second.set_xticks([1, 2], ["one", word])
    if with_legend:
        legend_above(second, 1)


def pixels(drawn: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(drawn)))


def fresh(theme: str = "light") -> Canvas:
    return Canvas((5.0, 2.0), (1, 1), MARGINS, theme)


DATA = [(1.0, "linear", False), (2.0, "log", True), (1.0, "log", True), (300.0, "log", False)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_kept_frames_change_no_pixel(theme: str) -> None:
    used = fresh(theme)
    for data in [*DATA, *DATA[::-1], *DATA]:
        np.testing.assert_array_equal(
            pixels(used.draw(draw, data)), pixels(fresh(theme).draw(draw, data))
        )


def test_other_words_on_an_axis_are_another_frame() -> None:
    used = fresh()
    used.draw(draw, DATA[0])
    shown = pixels(used.draw(lambda data, axes: draw(data, axes, "another"), DATA[0]))
    alone = fresh().draw(lambda data, axes: draw(data, axes, "another"), DATA[0])
    np.testing.assert_array_equal(shown, pixels(alone))


def test_the_picture_is_that_of_matplotlib() -> None:
    made = fresh()
    mine = pixels(made.draw(draw, DATA[1])).astype(float)
    made._agg.draw()  # all at once, by matplotlib
    theirs = np.asarray(made._agg.buffer_rgba())[..., :3].astype(float)
    differing = (np.abs(mine - theirs).max(axis=2) > 40).mean()
    assert differing < 0.01  # a spine that a bar touches lies under it
    blank = np.full_like(mine, 255)
    assert (np.abs(mine - blank).max(axis=2) > 40).mean() > 0.02


def test_no_more_frames_are_kept_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MOST_KEPT", 3)
    made = fresh()
    for top in range(1, 9):
        made.draw(draw, (float(top), "linear", False))
    assert len(made._frames._kept) == 3


def test_a_logarithmic_axis_has_plain_numbers_and_round_limits() -> None:
    made = fresh()
    made.draw(draw, (300.0, "log", False))
    ax = made.axes[1]
    low, high = np.log10(ax.get_ylim()) * 4
    assert low == pytest.approx(round(low))
    assert high == pytest.approx(round(high))
    assert [canvas._plain(v, 0) for v in (0.01, 1.0, 200.0, 1e-5, 1e6)] == [
        "0.01", "1", "200", "10⁻⁵", "10⁶",
    ]  # fmt: skip


def test_a_canvas_leaves_the_settings_of_others_alone() -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    fresh("dark").draw(draw, DATA[0])
    assert dict(mpl.rcParams) == before
