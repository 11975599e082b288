"""Figures show the numbers they are given, use the axes they are given, and refuse wrong data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib import pyplot as plt

from course import nn, show

X = [0.0, 1.0, 2.0]
P = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]])
Draw = Callable[..., Any]

GOOD: dict[str, Draw] = {
    "curves": lambda **k: show.curves(X, {"a": X, "b": [1, 1, 1]}, xlabel="x", ylabel="y", **k),
    "bars": lambda **k: show.bars(["p", "q"], {"a": [1, 2], "b": [3, 4]}, ylabel="y", **k),
    "best_constant": lambda **k: show.best_constant([1, 2, 3, 4, 20], **k),
    "surprise": lambda **k: show.surprise([1.0, 0.1], **k),
    "lead_curves": lambda **k: show.lead_curves(margin=2, **k),
    "reliability": lambda **k: show.reliability({"model": P}, [0, 1, 1], **k),
    "category_output": lambda **k: show.category_output(["no", "yes"], [0.25, 0.75], 1, **k),
    "density_output": lambda **k: show.density_output([0.5, 0.5], [-1, 1], [0.5, 1], 0.3, **k),
    "loss_graph": lambda **k: show.loss_graph({"x": (0, 0), "y": (1, 0)}, [("x", "y")], **k),
    "line_fits": lambda **k: show.line_fits(X, X, {"fit": (1, 0)}, **k),
    "mixture_fit": lambda **k: show.mixture_fit(
        X, X, X, np.ones((3, 1)), [[0]] * 3, [[1]] * 3, **k
    ),
    "linear_regions": lambda **k: show.linear_regions(
        [[0, 1], [1, 0]], [0, 1], np.eye(2), [0, 0], **k
    ),
    "decision_regions": lambda **k: show.decision_regions(
        [[0, 1], [1, 0]], [0, 1], lambda plane: plane, **k
    ),
    "network_diagram": lambda **k: show.network_diagram([3, 2, 1], names=["x", "h", "y"], **k),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_figure_draws_on_its_own_or_on_given_axes(name: str) -> None:
    own = GOOD[name]()
    own.figure.canvas.draw()
    ax = plt.figure().add_subplot()
    assert GOOD[name](ax=ax) is ax
    assert own is not ax
    assert ax.has_data() or ax.texts


@pytest.mark.parametrize("name", GOOD)
def test_a_figure_refuses_a_list_of_axes(name: str) -> None:
    with pytest.raises(ValueError, match="ax must be one matplotlib Axes or None, got list"):
        GOOD[name](ax=[plt.figure().add_subplot()])


BAD: dict[str, tuple[Draw, str]] = {
    "curves of nothing": (
        lambda: show.curves(X, {}, xlabel="x", ylabel="y"),
        "named must be a dictionary",
    ),
    "curves with NaN": (
        lambda: show.curves(X, {"a": [1, np.nan, 2]}, xlabel="x", ylabel="y"),
        r"named\['a'\] must hold finite numbers",
    ),
    "curves too short": (
        lambda: show.curves(X, {"a": [1, 2]}, xlabel="x", ylabel="y"),
        r"named\['a'\] must have length 3, got 2",
    ),
    "curves of words": (
        lambda: show.curves(["a", "b"], {"a": [1, 2]}, xlabel="x", ylabel="y"),
        "x must be an array of numbers",
    ),
    "log of zero": (
        lambda: show.curves(X, {"a": X}, xlabel="x", ylabel="y", yscale="log"),
        "must be above 0 for yscale='log', got 0",
    ),
    "unknown scale": (
        lambda: show.curves(X, {"a": X}, xlabel="x", ylabel="y", yscale="cubic"),
        "yscale must be one of 'linear', 'log'",
    ),
    "bars too few": (
        lambda: show.bars(["p", "q"], {"a": [1]}, ylabel="y"),
        r"named\['a'\] must have length 2, got 1",
    ),
    "constant data": (lambda: show.best_constant([3, 3]), "values must not all be equal"),
    "empty data": (lambda: show.best_constant([]), "values must have 1 dimension"),
    "no probability": (lambda: show.surprise([0.0]), "probability must be above 0 and at most 1"),
    "negative margin": (lambda: show.lead_curves(margin=-1), "margin must be a finite number at l"),
    "no predictions": (lambda: show.reliability({}, [0]), "predictions must be a dictionary"),
    "not distributions": (lambda: show.reliability({"a": P * 2}, [0, 1, 1]), "must sum to 1"),
    "sum not 1": (
        lambda: show.category_output(["a", "b"], [0.5, 0.6], 0),
        "probabilities must be above 0 with the sum 1",
    ),
    "no such class": (
        lambda: show.category_output(["a", "b"], [0.5, 0.5], 2),
        "happened must be from 0 to 1, got 2",
    ),
    "scale zero": (
        lambda: show.density_output([1.0], [0.0], [0.0], 1.0),
        "scales must be above 0",
    ),
    "weights not 1": (
        lambda: show.density_output([0.7], [0.0], [1.0], 1.0),
        "weights must be above 0 with the sum 1",
    ),
    "unknown box": (
        lambda: show.loss_graph({"x": (0, 0)}, [("x", "z")]),
        "edges must join nodes, got 'z'",
    ),
    "no boxes": (lambda: show.loss_graph({}, []), "nodes must hold at least one box"),
    "line of three": (
        lambda: show.line_fits(X, X, {"fit": (1, 2, 3)}),
        r"lines\['fit'\] must have length 2",
    ),
    "mixture shapes": (
        lambda: show.mixture_fit(X, X, X, np.ones((3, 2)), np.ones((3, 1)), np.ones((3, 1))),
        "weights, means and scales must have one shape",
    ),
    "mixture weight": (
        lambda: show.mixture_fit(X, X, X, 2 * np.ones((3, 1)), np.ones((3, 1)), np.ones((3, 1))),
        "weights must be from 0 to 1",
    ),
    "mixture scale": (
        lambda: show.mixture_fit(X, X, X, np.ones((3, 1)), np.ones((3, 1)), np.zeros((3, 1))),
        "scales must be above 0",
    ),
    "points in space": (
        lambda: show.linear_regions(np.ones((2, 3)), [0, 1], np.eye(2), [0, 0]),
        r"points must be \(N, 2\)",
    ),
    "label too large": (
        lambda: show.linear_regions(np.eye(2), [0, 2], np.eye(2), [0, 0]),
        "labels must be integers from 0 to 1",
    ),
    "label between": (
        lambda: show.linear_regions(np.eye(2), [0, 0.5], np.eye(2), [0, 0]),
        "labels must be integers from 0 to 1",
    ),
    "regions in space": (
        lambda: show.decision_regions(np.ones((2, 3)), [0, 1], lambda plane: plane),
        r"points must be \(N, 2\), got \(2, 3\)",
    ),
    "regions of no function": (
        lambda: show.decision_regions(np.eye(2), [0, 1], np.eye(2)),
        "classify must be a function",
    ),
    "regions of scores of other places": (
        lambda: show.decision_regions(np.eye(2), [0, 1], lambda plane: plane[:5]),
        "what classify returns must have length",
    ),
    "regions with a label without a score": (
        lambda: show.decision_regions(np.eye(2), [0, 2], lambda plane: plane),
        "labels must be integers from 0 to 1",
    ),
    "a network of one layer": (lambda: show.network_diagram([3]), "two or more layers"),
    "a network too wide to draw": (lambda: show.network_diagram([3, 13]), "at most 12 units"),
    "a network with a name missing": (
        lambda: show.network_diagram([3, 2], names=["x"]),
        "names must be one a layer, 2, got 1",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_wrong_data_is_refused_by_name(case: str) -> None:
    draw, message = BAD[case]
    with pytest.raises(ValueError, match=message):
        draw()


def test_curves_shows_its_numbers_under_their_names() -> None:
    ax = show.curves(X, {"a": X, "b": [5, 6, 7]}, xlabel="x", ylabel="loss")
    assert [line.get_label() for line in ax.lines] == ["a", "b"]
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), [5, 6, 7])


def test_bars_have_the_heights_given() -> None:
    ax = show.bars(["p", "q"], {"a": [1, 2], "b": [3, 4]}, ylabel="y", digits=1)
    assert [bar.get_height() for bar in ax.patches] == [1, 2, 3, 4]
    assert {text.get_text() for text in ax.texts} == {"1.0", "2.0", "3.0", "4.0"}


def test_best_constant_marks_mean_and_median() -> None:
    ax = show.best_constant([1, 2, 3, 4, 20])
    squared, _, absolute, _, _ = ax.lines
    assert squared.get_label() == "squared error, best at 6"
    assert absolute.get_label() == "absolute error, best at 3"
    for line, best in ((squared, 6), (absolute, 3)):
        x, y = line.get_xdata(), line.get_ydata()
        assert abs(x[np.argmin(y)] - best) < 0.1
        assert y.min() == pytest.approx(1, abs=1e-3)


def test_lead_curves_are_the_library_s_losses() -> None:
    hinge, softmax, errors = show.lead_curves(margin=2).lines
    lead = hinge.get_xdata()
    np.testing.assert_allclose(hinge.get_ydata(), np.maximum(0, 2 - lead))
    np.testing.assert_allclose(softmax.get_ydata(), np.log1p(np.exp(-lead)))
    np.testing.assert_array_equal(errors.get_ydata(), lead < 0)


def test_density_output_is_the_mixture_s_density() -> None:
    ax = show.density_output([1.0], [0.0], [2.0], 1.0)
    grid, density = ax.lines[0].get_data()
    expected = np.exp(-(grid**2) / 8) / np.sqrt(8 * np.pi)
    np.testing.assert_allclose(density, expected, rtol=1e-12)
    cost = nn.gaussian_negative_log_likelihood([0.0], [1.0], [4.0])
    assert ax.texts[0].get_text() == f"seen\ncost {cost:.2f}"


def test_category_output_states_the_surprise() -> None:
    ax = show.category_output(["no", "yes"], [0.25, 0.75], 0)
    assert ax.texts[0].get_text() == "seen\ncost 1.39"


def test_reliability_draws_the_curve_and_leaves_out_tiny_bins() -> None:
    confident = np.tile([0.95, 0.05], (199, 1))
    labels = np.zeros(200, int)
    labels[:20] = 1
    rare = np.vstack([confident, [[0.55, 0.45]]])
    ax = show.reliability({"model": rare}, labels, bins=10)
    line = ax.lines[1]
    np.testing.assert_allclose(line.get_xdata(), [0.95])
    np.testing.assert_allclose(line.get_ydata(), [179 / 199])
    error = nn.expected_calibration_error(rare, labels, bins=10)
    assert line.get_label() == f"model, ECE {error:.3f}"


def test_linear_regions_colours_follow_the_classifier() -> None:
    weights, biases = np.array([[1.0, -1.0], [0.0, 0.0]]), np.array([0.0, 0.0])
    ax = show.linear_regions([[2, 0], [-2, 0], [-1, 0]], [0, 1, 0], weights, biases)
    first, second = ax.lines
    np.testing.assert_array_equal(first.get_xdata(), [2, -1])
    np.testing.assert_array_equal(second.get_xdata(), [-2])


def test_loss_graph_draws_every_box_and_arrow() -> None:
    ax = show.loss_graph({"x": (0, 0), "y": (1, 0), "z": (2, 1)}, [("x", "y"), ("y", "z")])
    words = [text.get_text() for text in ax.texts]
    assert words[:3] == ["x", "y", "z"]
    assert words.count("") == 2  # an arrow is an annotation without words


def test_decision_regions_follow_a_curved_border() -> None:
    points = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, -2.0]])

    def circle(plane: Any) -> Any:
        radius = np.hypot(plane[:, 0], plane[:, 1])
        return np.column_stack([1 - radius, radius - 1])

    ax = show.decision_regions(points, [0, 1, 1], circle)
    inside, outside = ax.collections[0].get_paths()[:2]
    assert inside.contains_point((0.1, 0.1))
    assert not inside.contains_point((1.5, 0.0))
    assert outside.contains_point((1.5, 0.0))


def test_a_network_diagram_joins_every_unit_to_all_before() -> None:
    ax = show.network_diagram([3, 2, 4], names=["in", "hidden", "out"])
    assert [len(lines.get_segments()) for lines in ax.collections] == [6, 8]
    assert len(ax.patches) == 3 + 2 + 4
    assert [text.get_text() for text in ax.texts] == ["3 × 2", "2 × 4", "in", "hidden", "out"]
