"""A widget: a unit of lecture 02 and its derivative, with an input to drag."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, choice, number
from course.show.web_widget import WebWidget

LOW, HIGH = -6.0, 6.0
FLAT = 0.05  # a derivative below this counts as saturated
POINTS = 481


@dataclass(frozen=True)
class Parameter:
    """A parameter of a unit: its name, its label, its range and where it starts."""

    key: str
    label: str
    min: float
    max: float
    start: float
    step: float = 0.05


@dataclass(frozen=True)
class Unit:
    """A unit: its label, its formula, its function of a tensor, and its parameters."""

    label: str
    formula: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def at(self, x: Array, parameters: Mapping[str, float]) -> tuple[Array, Array]:
        """Return the values and the derivatives at every x of (N,)."""
        point = nn.Tensor(x, requires_grad=True)
        value = self.function(point, **self.fixed, **parameters)
        (slope,) = nn.gradients(value.sum(), [point])
        return value.data, slope.data


def _maxout(x: Any, lines: Any) -> Any:
    pieces = np.array(lines, dtype=float)
    return nn.maxout(x.reshape((-1, 1)) * pieces[:, 0] + pieces[:, 1], len(pieces)).reshape((-1,))


def _maxout_2(x: Any, **p: float) -> Any:
    return _maxout(x, [(p["slope_1"], p["offset_1"]), (p["slope_2"], p["offset_2"])])


PARABOLA = [[-4.0, -4.0], [-2.0, -1.0], [0.0, 0.0], [2.0, -1.0], [4.0, -4.0]]  # tangents of x^2
UNITS: dict[str, Unit] = {
    "sigmoid": Unit("sigmoid", "g(x) = 1 / (1 + e⁻ˣ)", nn.sigmoid),
    "tanh": Unit("tanh", "g(x) = tanh x = 2 sigmoid(2x) - 1", nn.tanh),
    "relu": Unit("ReLU", "g(x) = max(0, x)", nn.relu),
    "leaky_relu": Unit(
        "leaky ReLU",
        "g(x) = x for x > 0, slope · x otherwise",
        nn.leaky_relu,
        (Parameter("slope", "slope", 0, 0.5, 0.01, 0.01),),
    ),
    "prelu": Unit(
        "PReLU, generalised ReLU",
        "g(x) = max(0, x) + a min(0, x), with a learned",
        nn.prelu,
        (Parameter("slope", "slope a", -1.5, 1.5, 0.25),),
    ),
    "elu": Unit(
        "ELU",
        "g(x) = x for x > 0, α (eˣ - 1) otherwise",
        nn.elu,
        (Parameter("alpha", "α", 0, 3, 1),),
    ),
    "absolute": Unit("absolute value", "g(x) = |x|", nn.absolute),
    "maxout_2": Unit(
        "maxout, 2 pieces",
        "g(x) = max(a₁x + b₁, a₂x + b₂)",
        _maxout_2,
        (
            Parameter("slope_1", "slope a₁", -3, 3, -0.5),
            Parameter("offset_1", "offset b₁", -3, 3, 0),
            Parameter("slope_2", "slope a₂", -3, 3, 1),
            Parameter("offset_2", "offset b₂", -3, 3, -1),
        ),
    ),
    "maxout_5": Unit(
        "maxout, 5 pieces",
        "g(x) = the largest of 5 lines, here tangents of x²",
        _maxout,
        fixed={"lines": PARABOLA},
    ),
    "s_shaped_relu": Unit(
        "S-shaped ReLU",
        "g(x) = x between the thresholds, with another slope beyond each",
        nn.s_shaped_relu,
        (
            Parameter("right_threshold", "right threshold", 0, 4, 1),
            Parameter("right_slope", "right slope", 0, 3, 0.2),
            Parameter("left_threshold", "left threshold", -4, 0, -1),
            Parameter("left_slope", "left slope", 0, 3, 0.2),
        ),
    ),
    "softplus": Unit("softplus", "g(x) = log(1 + eˣ)", nn.softplus),
    "silu": Unit("SiLU", "g(x) = x sigmoid(x)", nn.silu),
    "swish": Unit(
        "Swish", "g(x) = x sigmoid(β x)", nn.swish, (Parameter("beta", "β", 0, 10, 1.5),)
    ),
    "mish": Unit("Mish", "g(x) = x tanh(softplus(x))", nn.mish),
    "gelu": Unit("GELU", "g(x) = x Φ(x), with the normal distribution Φ", nn.gelu),
    "quick_gelu": Unit("GELU, 1.702 form", "g(x) = x sigmoid(1.702 x)", nn.quick_gelu),
}


class ActivationAndDerivative(WebWidget):
    """The widget that `activation_and_derivative` makes."""

    module = "activation_and_derivative"

    def _now(self) -> tuple[Unit, float, dict[str, float]]:
        start = self.given["start"] | self.state
        name = start["unit"]
        return UNITS[name], start["x"], start["parameters"][name]

    def as_text(self) -> str:
        unit, x, parameters = self._now()
        (value,), (slope,) = unit.at(np.array([x]), parameters)
        return f"{unit.label}: {unit.formula}; at x = {x:g} value {value:.4f}, slope {slope:.4f}"

    def as_figure(self) -> Figure:
        unit, x, parameters = self._now()
        grid = np.linspace(LOW, HIGH, POINTS)
        figure, axes = plt.subplots(1, 2, figsize=(9, 3.4))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        here = unit.at(np.array([x]), parameters)
        flat = np.abs(unit.at(grid, parameters)[1]) < FLAT
        pairs = zip(axes, unit.at(grid, parameters), here, ("g(x)", "g'(x)"), strict=True)
        for k, (ax, curve, (point,), label) in enumerate(pairs):
            ax.plot(grid, curve, color=f"C{2 * k}", linestyle="-")
            ax.plot([x], [point], "o", color=f"C{2 * k}", markersize=10)
            ax.fill_between(grid, *ax.get_ylim(), where=flat, color="C3", alpha=0.18, lw=0)
            ax.set(xlabel="input x", ylabel=label, title=f"{label} = {point:.4f}")
        return figure


def activation_and_derivative(
    unit: str = "sigmoid", x: float = 1.0, **parameters: float
) -> ActivationAndDerivative:
    """Return the widget that shows a unit, its derivative and where it saturates.

    Args:
        unit: the unit to start with, a name in `UNITS`, such as "sigmoid", "elu", "maxout_2".
        x: where the input starts, from -6 to 6.
        parameters: of the unit, by name, such as `alpha=0.5` for "elu".

    Raises:
        TypeError, ValueError: no such unit or parameter, NaN, or a number outside its range.
    """
    chosen = choice("unit", unit, UNITS)
    given = {name: {p.key: p.start for p in each.parameters} for name, each in UNITS.items()}
    ranges = {p.key: p for p in UNITS[chosen].parameters}
    for key, value in parameters.items():
        if key not in ranges:
            known = ", ".join(ranges) or "none"
            raise ValueError(f"the parameters of {chosen} are {known}, got {key!r}")
        low, high = ranges[key].min, ranges[key].max
        given[chosen][key] = number(key, value, at_least=low, at_most=high)
    start = {
        "unit": chosen,
        "x": number("x", x, at_least=LOW, at_most=HIGH),
        "parameters": given,
    }
    return ActivationAndDerivative(
        given={
            "title": "A unit and its derivative",
            "low": LOW,
            "high": HIGH,
            "flat": FLAT,
            "units": [_as_data(name, each) for name, each in UNITS.items()],
            "start": start,
        }
    )


def _as_data(name: str, unit: Unit) -> dict[str, Any]:
    parameters = [
        {"key": p.key, "label": p.label, "min": p.min, "max": p.max, "step": p.step}
        for p in unit.parameters
    ]
    return {
        "name": name,
        "label": unit.label,
        "formula": unit.formula,
        "parameters": parameters,
        "fixed": dict(unit.fixed),
    }
