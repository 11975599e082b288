"""Figures of layers: filters, feature maps, histograms and unrolled steps show the data given."""

from __future__ import annotations

from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_hex

from course import nn, show
from course.show.style import around_zero

RNG = np.random.default_rng(0)


def mosaic(ax: Any) -> np.ndarray:
    return np.ma.filled(ax.images[0].get_array().astype(float), np.nan)


def test_filters_of_one_channel_fill_a_grid_in_their_order() -> None:
    weights = RNG.standard_normal((5, 1, 3, 3))
    ax = show.filters(weights)
    shown = mosaic(ax)
    assert shown.shape == (7, 15)  # two rows of four pictures of 3x3, a gap between
    np.testing.assert_array_equal(shown[:3, 4:7], weights[1, 0])
    np.testing.assert_array_equal(shown[4:, :3], weights[4, 0])
    assert np.isnan(shown[3]).all()
    assert ax.images[0].get_clim() == (-np.abs(weights).max(), np.abs(weights).max())


def test_filters_of_many_channels_are_a_table() -> None:
    weights = nn.Tensor(RNG.standard_normal((4, 2, 3, 3)), requires_grad=True)
    ax = show.filters(weights)
    np.testing.assert_array_equal(mosaic(ax)[4:7, 4:7], weights.data[1, 1])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("channel", "filter")


def test_filters_of_three_channels_are_drawn_in_colour() -> None:
    weights = RNG.standard_normal((2, 3, 4, 4))
    shown = mosaic(show.filters(weights))
    first = (weights[0] - weights[0].min()) / np.ptp(weights[0])
    np.testing.assert_allclose(shown[:4, :4], first.transpose(1, 2, 0))


def test_feature_maps_are_on_one_scale_and_dead_ones_crossed_out() -> None:
    maps = np.maximum(RNG.standard_normal((6, 4, 4)), 0)
    maps[2] = 0
    ax = show.feature_maps(maps)
    np.testing.assert_array_equal(mosaic(ax)[:4, 5:9], maps[1])
    assert ax.images[0].get_clim() == (0, maps.max())
    assert len(ax.lines) == 2


def test_constant_pictures_can_be_drawn() -> None:
    assert show.filters(np.zeros((1, 1, 1, 1))).images
    assert show.filters(np.zeros((1, 3, 2, 2))).images
    assert show.feature_maps(np.zeros((1, 2, 2))).images


def corners(collection: Any) -> np.ndarray:
    return np.concatenate([path.vertices for path in collection.get_paths()])


def test_histograms_tell_the_standard_deviation_and_peak_at_the_same_width() -> None:
    data = {"1": RNG.standard_normal(4000), "2": 0.01 * RNG.standard_normal((40, 100))}
    ax = show.histograms(data, bins=41)
    labels = [label.get_text() for label in ax.get_xticklabels()]
    assert labels == [f"1\nstd {data['1'].std():.2g}", f"2\nstd {data['2'].std():.2g}"]
    for place, body in enumerate(ax.collections):
        x = corners(body)[:, 0] - place
        assert x.max() == pytest.approx(0.44)
        assert x.min() == pytest.approx(-0.44)


def test_the_width_of_a_histogram_is_the_square_root_of_the_counts() -> None:
    ax = show.histograms({"a": [0.25] * 9 + [0.75] * 4}, bins=2, limits=(0, 1))
    points = corners(ax.collections[0])
    upper = points[points[:, 1] == 1][:, 0].max()
    assert upper == pytest.approx(0.44 * np.sqrt(4 / 9))


def test_what_lies_outside_the_limits_is_counted_at_the_edge() -> None:
    ax = show.histograms({"a": [0.25, 7.0, 8.0]}, bins=2, limits=(0, 1))
    points = corners(ax.collections[0])
    assert points[points[:, 1] == 1][:, 0].max() == pytest.approx(0.44)


def test_equal_numbers_have_a_histogram() -> None:
    assert show.histograms({"zeros": np.zeros(10)}).collections


def test_unrolled_draws_every_vector_of_a_short_sequence() -> None:
    x, states = RNG.standard_normal((4, 2)), RNG.standard_normal((4, 3))
    ax = show.unrolled(x, states, states[:, :1], gradient_norms=[0.1, 0.2, 0.5, 1.0])
    drawn = [np.asarray(image.get_array())[:, 0].tolist() for image in ax.images]
    assert drawn == [*states.tolist(), *x.tolist(), *states[:, :1].tolist()]
    texts = [text.get_text() for text in ax.texts]
    assert {"0.1", "0.2", "0.5", "1"} <= set(texts)
    assert texts.count("U") == 4
    assert texts.count("W") == texts.count("V") == 1


def test_unrolled_leaves_out_the_middle_of_a_long_sequence() -> None:
    states = RNG.standard_normal((30, 3))
    ax = show.unrolled(np.ones((30, 1)), states)
    drawn = [np.asarray(image.get_array())[:, 0].tolist() for image in ax.images[:8]]
    assert drawn == [*states[:4].tolist(), *states[-4:].tolist()]


def test_zero_fades_to_the_paper_in_both_themes() -> None:
    for theme in ("light", "dark"):
        with mpl.rc_context(show.style(theme)):
            ax = show.curves([0, 1], {"a": [0, 1]}, xlabel="", ylabel="")
            colors = around_zero(ax)
            paper = np.array(mpl.colors.to_rgb(ax.get_facecolor()))
            assert np.abs(np.array(colors(0.5)[:3]) - paper).max() < 0.12
            assert to_hex(colors(0.0)) != to_hex(colors(1.0))


WRONG: list[tuple[Any, str]] = [
    (lambda: show.filters(np.ones((2, 3, 3))), "weights must have 4 dimension"),
    (lambda: show.filters(np.full((1, 1, 2, 2), np.nan)), "weights must hold finite numbers"),
    (lambda: show.filters(np.ones((257, 1, 2, 2))), "at most 256 small pictures, got 257"),
    (lambda: show.filters(np.ones((0, 1, 2, 2))), "weights must have 4 dimension"),
    (lambda: show.feature_maps(np.ones((1, 1, 2, 2))), "maps must have 3 dimension"),
    (lambda: show.feature_maps([[["a"]]]), "maps must be an array of numbers"),
    (lambda: show.histograms({}), "named must be a dictionary"),
    (lambda: show.histograms([1, 2]), "named must be a dictionary"),
    (lambda: show.histograms({"a": []}), "must have 1 dimension"),
    (lambda: show.histograms({"a": [np.inf]}), "must hold finite numbers"),
    (lambda: show.histograms({"a": [1]}, limits=(1, 1)), "limits must rise"),
    (lambda: show.histograms({"a": [1]}, bins=1), "bins must be an integer at least 2"),
    (lambda: show.unrolled(np.ones((3, 1)), np.ones((4, 1))), "inputs must have length 4"),
    (lambda: show.unrolled([], []), "states must have 2 dimension"),
    (
        lambda: show.unrolled(np.ones((2, 1)), np.ones((2, 1)), gradient_norms=[1, -1]),
        "gradient_norms must be at or above 0",
    ),
    (
        lambda: show.unrolled(np.ones((2, 1)), np.ones((2, 1)), gradient_norms=[1]),
        "gradient_norms must have length 2",
    ),
    (lambda: show.filters(np.ones((1, 1, 2, 2)), ax="here"), "ax must be one matplotlib Axes"),
]


@pytest.mark.parametrize(("draw", "message"), WRONG)
def test_wrong_data_is_refused(draw: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        draw()
