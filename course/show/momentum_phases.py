"""A widget: learning rate against momentum, and what descent does at each pair."""

from __future__ import annotations

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, number
from course.show.web_widget import WebWidget

LARGEST_RATE, MOST_MOMENTUM, LARGEST_CONDITION = 4.0, 0.99, 100
STEPS = 60


def descend(rate: float, momentum: float, steps: int = STEPS) -> Array:
    """Return the weight at every step of `nn.SGD` on w²/2 from w = 1, (steps + 1,)."""
    weight = nn.Tensor(1.0, requires_grad=True)
    found = [weight.item()]
    optimizer = nn.SGD([weight], learning_rate=rate, momentum=momentum) if rate > 0 else None
    for _ in range(steps):
        if optimizer is not None:
            weight.grad = weight.data.copy()
            optimizer.step()
        found.append(weight.item())
    return np.array(found)


def shrinks_by(rate: float, momentum: float) -> float:
    """Return the larger size of the eigenvalues of one step, by which a long run shrinks."""
    step = np.array([[1 - rate, -momentum], [rate, momentum]])  # of (w, v)
    return float(np.abs(np.linalg.eigvals(step)).max())


class MomentumPhases(WebWidget):
    """The widget that `momentum_phases` makes."""

    module = "momentum_phases"

    def _now(self) -> tuple[float, float, float]:
        now = self.given["start"] | self.state
        return now["rate"], now["rate"] / now["condition"], now["momentum"]

    def as_text(self) -> str:
        steep, flat, momentum = self._now()
        lines = [f"momentum {momentum:g}"]
        for name, rate in (("steepest", steep), ("flattest", flat)):
            lines.append(
                f"{name} direction: learning rate x curvature {rate:.4g}, each step shrinks by "
                f"{shrinks_by(rate, momentum):.4f}"
            )
        return "\n".join(lines)

    def as_figure(self) -> Figure:
        steep, flat, momentum = self._now()
        figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.6))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        b = np.linspace(0, 1, 200)
        borders = [0 * b, (1 - np.sqrt(b)) ** 2, (1 + np.sqrt(b)) ** 2, 2 * (1 + b), 0 * b + 4]
        names = ("creeps", "swings", "flips", "diverges")
        for k, color in enumerate(("C2", "C0", "C4", "C1")):
            left.fill_betweenx(b, borders[k], borders[k + 1], color=color, alpha=0.3, lw=0)
        for name, x, y in zip(names, (0.02, 0.8, 1.4, 3.1), (0.02, 0.7, 0.1, 0.1), strict=True):
            left.text(x, y, name)
        left.plot([flat, steep], [momentum] * 2, "o-", color="C0")
        left.set(xlabel="learning rate × curvature", ylabel="momentum", xlim=(0, 4), ylim=(0, 1))
        right.plot(descend(flat, momentum), label="flattest", color="C2", linestyle="--")
        right.plot(descend(steep, momentum), label="steepest", color="C0", linestyle="-")
        right.set(xlabel="step", ylabel="weight", ylim=(-1.25, 1.25))
        right.legend()
        return figure


def momentum_phases(
    rate: float = 1.6, momentum: float = 0.5, *, condition: float = 10
) -> MomentumPhases:
    """Return the phase diagram of gradient descent with momentum on a quadratic.

    One step of v <- b v + g, w <- w - a v on the loss k w²/2 is a linear map whose eigenvalues
    solve z² - (1 + b - a k) z + b = 0; they decide whether descent creeps, swings, flips its sign
    or diverges.

    Args:
        rate: a k, the learning rate times the largest curvature, from 0 to 4.
        momentum: b, from 0 to 0.99.
        condition: the largest curvature over the smallest, from 1 to 100.

    Raises:
        TypeError, ValueError: NaN, or a number outside its range.
    """
    start = {
        "rate": number("rate", rate, at_least=0, at_most=LARGEST_RATE),
        "momentum": number("momentum", momentum, at_least=0, at_most=MOST_MOMENTUM),
        "condition": number("condition", condition, at_least=1, at_most=LARGEST_CONDITION),
    }
    return MomentumPhases(
        given={
            "title": "Momentum phase diagram",
            "largest": LARGEST_RATE,
            "most": MOST_MOMENTUM,
            "start": start,
        }
    )
