"""The units of the widget are those of the library; it refuses what it cannot draw."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.activation_and_derivative import UNITS

X = np.linspace(-6, 6, 97)


@pytest.mark.parametrize(
    ("name", "value", "slope", "parameters"),
    [
        ("sigmoid", nn.sigmoid, nn.sigmoid_derivative, {}),
        ("tanh", nn.tanh, nn.tanh_derivative, {}),
        ("relu", nn.relu, nn.relu_derivative, {}),
        ("leaky_relu", nn.leaky_relu, nn.leaky_relu_derivative, {"slope": 0.2}),
        ("elu", nn.elu, nn.elu_derivative, {"alpha": 0.5}),
        ("absolute", nn.absolute, nn.absolute_derivative, {}),
        ("softplus", nn.softplus, nn.softplus_derivative, {}),
        ("silu", nn.silu, nn.silu_derivative, {}),
        ("mish", nn.mish, nn.mish_derivative, {}),
        ("gelu", nn.gelu, nn.gelu_derivative, {}),
        ("quick_gelu", nn.quick_gelu, nn.quick_gelu_derivative, {}),
    ],
)
def test_values_and_slopes_are_the_library_s(
    name: str, value: Any, slope: Any, parameters: dict[str, float]
) -> None:
    values, slopes = UNITS[name].at(X, parameters)
    np.testing.assert_array_equal(values, value(X, **parameters))
    np.testing.assert_allclose(slopes, slope(X, **parameters), rtol=1e-13, atol=1e-16)


def test_the_learned_units_too() -> None:
    _, slopes = UNITS["prelu"].at(X, {"slope": -0.5})
    np.testing.assert_array_equal(slopes, nn.prelu_derivative(X, -0.5)[0])
    _, slopes = UNITS["swish"].at(X, {"beta": 2.0})
    np.testing.assert_allclose(slopes, nn.swish_derivative(X, 2.0)[0], rtol=1e-13, atol=1e-16)
    four = {"right_threshold": 1.0, "right_slope": 0.2, "left_threshold": -2.0, "left_slope": 2.0}
    _, slopes = UNITS["s_shaped_relu"].at(X, four)
    np.testing.assert_array_equal(slopes, nn.s_shaped_relu_derivative(X, *four.values())[0])


def test_maxout_takes_the_largest_line() -> None:
    two = {"slope_1": -1.0, "offset_1": 0.0, "slope_2": 1.0, "offset_2": 0.0}
    values, slopes = UNITS["maxout_2"].at(X, two)
    np.testing.assert_array_equal(values, np.abs(X))
    np.testing.assert_array_equal(slopes, np.sign(X))
    values, _ = UNITS["maxout_5"].at(np.arange(-2.0, 3.0), {})
    np.testing.assert_array_equal(values, [4.0, 1.0, 0.0, 1.0, 4.0])


def test_the_start_is_what_was_asked_for() -> None:
    widget = show.activation_and_derivative("elu", -1, alpha=2)
    assert widget.given["start"]["parameters"]["elu"] == {"alpha": 2.0}
    assert repr(widget).endswith("at x = -1 value -1.2642, slope 0.7358")


def test_the_still_copy_shows_the_point_and_shades_what_is_flat() -> None:
    left, right = show.activation_and_derivative("sigmoid", 0).as_figure().axes
    assert left.lines[1].get_xydata().tolist() == [[0.0, 0.5]]
    assert right.lines[1].get_xydata().tolist() == [[0.0, 0.25]]
    assert len(left.collections) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"unit": "step"}, "unit must be one of 'sigmoid'"),
        ({"x": np.nan}, "x must be a finite number"),
        ({"x": 7}, "x must be a finite number at least -6 and at most 6, got 7"),
        ({"unit": "elu", "alpha": -1}, "alpha must be a finite number at least 0"),
        ({"unit": "tanh", "alpha": 1}, "the parameters of tanh are none, got 'alpha'"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.activation_and_derivative(**arguments)
