"""A widget: drag three scores and see what hinge and softmax make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import integer, number
from course.show.arguments import finite
from course.show.web_widget import WebWidget

CLASSES = ("cat", "chair", "car")
LARGEST_SCORE, LARGEST_MARGIN = 20.0, 5.0
PRESETS: dict[str, tuple[tuple[float, ...], int]] = {
    "sample 1, a cat: 3.2, 5.1, -1.7": ((3.2, 5.1, -1.7), 0),
    "sample 2, a chair: 1.3, 4.9, 2.0": ((1.3, 4.9, 2.0), 1),
    "sample 3, a car: 2.2, 2.5, -3.1": ((2.2, 2.5, -3.1), 2),
    "hinge vs softmax: 5, -3, 2": ((5.0, -3.0, 2.0), 0),
    "hinge vs softmax: 5, 10, 10": ((5.0, 10.0, 10.0), 0),
    "hinge vs softmax: 5, -20, -20": ((5.0, -20.0, -20.0), 0),
}


@dataclass(frozen=True)
class Sample:
    """Scores of one sample, its label, the margin, and what the two losses make of them."""

    scores: tuple[float, ...]
    label: int
    margin: float

    @property
    def softmax_loss(self) -> float:
        return float(nn.softmax_cross_entropy([self.scores], [self.label]))

    @property
    def hinge_loss(self) -> float:
        return float(nn.hinge([self.scores], [self.label], margin=self.margin))

    @property
    def probabilities(self) -> list[float]:
        return list(nn.softmax([self.scores])[0].tolist())

    @property
    def softmax_gradient(self) -> list[float]:
        return list(nn.softmax_cross_entropy_gradient([self.scores], [self.label])[0].tolist())

    @property
    def hinge_gradient(self) -> list[float]:
        gradient = nn.hinge_gradient([self.scores], [self.label], margin=self.margin)
        return list((gradient[0] + 0.0).tolist())  # + 0.0 turns the -0.0 of no violation into 0.0

    def as_text(self) -> str:
        """Return both losses and their gradients as a table for a terminal."""
        head = ("class", "score", "probability", "softmax gradient", "hinge gradient")
        lines = ["{:8}{:>8}{:>13}{:>18}{:>16}".format(*head)]
        columns = (
            CLASSES,
            self.scores,
            self.probabilities,
            self.softmax_gradient,
            self.hinge_gradient,
        )
        for k, (name, score, p, ds, dh) in enumerate(zip(*columns, strict=True)):
            mark = "  <- true class" if k == self.label else ""
            lines.append(f"{name:8}{score:8.2f}{p:13.4f}{ds:18.4f}{dh:16.0f}{mark}")
        softmax_loss, hinge_loss = _short(self.softmax_loss), _short(self.hinge_loss)
        lines.append(
            f"softmax cross-entropy {softmax_loss}, hinge {hinge_loss} (margin {self.margin:g})"
        )
        return "\n".join(lines)


class HingeAndSoftmax(WebWidget):
    """The widget that `hinge_and_softmax` makes."""

    module = "hinge_and_softmax"

    @property
    def sample(self) -> Sample:
        """The sample as the controls stand."""
        now = self.given["start"] | self.state
        return Sample(tuple(now["scores"]), int(now["label"]), now["margin"])

    def as_text(self) -> str:
        return self.sample.as_text()

    def as_figure(self) -> Figure:
        sample = self.sample
        figure, axes = plt.subplots(1, 4, figsize=(11, 2.6))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        colors = ["C0" if k == sample.label else "C1" for k in range(len(CLASSES))]
        panels = {
            f"scores, margin {sample.margin:g}": sample.scores,
            f"softmax, loss {_short(sample.softmax_loss)}": sample.probabilities,
            "softmax gradient": sample.softmax_gradient,
            f"hinge gradient, loss {_short(sample.hinge_loss)}": sample.hinge_gradient,
        }
        for ax, (title, values) in zip(axes, panels.items(), strict=True):
            ax.barh(CLASSES, values, color=colors)
            ax.set_title(title, fontsize=11)
            ax.invert_yaxis()
        limit = sample.scores[sample.label] - sample.margin
        axes[0].axvline(limit, color="C1", linestyle="--")
        return figure


def hinge_and_softmax(
    scores: Sequence[float] = (3.2, 5.1, -1.7), label: int = 0, margin: float = 1.0
) -> HingeAndSoftmax:
    """Return the widget that compares hinge and softmax cross-entropy on three scores.

    Args:
        scores: three numbers from -20 to 20, the scores of cat, chair and car.
        label: the true class, 0 to 2.
        margin: the lead that hinge asks for, from 0 to 5.

    Raises:
        TypeError, ValueError: NaN, another number of scores, or a number outside its range.
    """
    start = finite("scores", scores, length=len(CLASSES))
    if (np.abs(start) > LARGEST_SCORE).any():
        raise ValueError(
            f"scores must be from {-LARGEST_SCORE:g} to {LARGEST_SCORE:g}, got {start}"
        )
    if integer("label", label, at_least=0) >= len(CLASSES):
        raise ValueError(f"label must be from 0 to {len(CLASSES) - 1}, got {label}")
    lead = number("margin", margin, at_least=0, at_most=LARGEST_MARGIN)
    presets = [{"name": n, "scores": list(s), "label": y} for n, (s, y) in PRESETS.items()]
    same = [n for n, preset in PRESETS.items() if preset == (tuple(start.tolist()), label)]
    return HingeAndSoftmax(
        given={
            "title": "Hinge against softmax",
            "names": list(CLASSES),
            "largest": LARGEST_SCORE,
            "largestMargin": LARGEST_MARGIN,
            "presets": presets,
            "start": {
                "preset": same[0] if same else "",
                "scores": start.tolist(),
                "label": str(label),
                "margin": lead,
            },
        }
    )


def _short(value: float) -> str:
    """Four decimals; a tiny number keeps its leading digits instead of becoming 0.0000."""
    return f"{value:.2e}" if 0 < abs(value) < 5e-5 else f"{value:.4f}"
