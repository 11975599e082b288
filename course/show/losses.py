"""Figures of lecture 03: what a loss asks for, where its gradient dies, whether odds are honest."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes

from course import nn
from course.nn.metrics import reliability_curve
from course.show.arguments import finite
from course.show.style import axes_for

SMALLEST_SHARE = 0.01  # of the samples, for a bin to be drawn in a reliability diagram


def best_constant(values: object, *, ax: Axes | None = None) -> Axes:
    """Draw what one constant costs on `values` by squared and by absolute error.

    Each curve is divided by its smallest value, so that both touch 1: at the mean and at the
    median, which vertical lines mark.

    Args:
        values: (N,) numbers, not all equal.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: no values, NaN, or all of them equal.
    """
    data = finite("values", values)
    if data.min() == data.max():
        raise ValueError("values must not all be equal: every loss would be 0 at that value")
    ax = axes_for(ax)
    grid = np.linspace(data.min() - 0.5, data.max() + 0.5, 400)
    gaps = grid[:, None] - data
    for name, best, costs, least in (
        ("squared", data.mean(), (gaps**2).mean(axis=1), data.var()),
        (
            "absolute",
            np.median(data),
            np.abs(gaps).mean(axis=1),
            np.abs(data - np.median(data)).mean(),
        ),
    ):
        (line,) = ax.plot(grid, costs / least, label=f"{name} error, best at {best:.4g}")
        ax.axvline(best, color=line.get_color(), linestyle=line.get_linestyle(), linewidth=1.2)
    ink = ax.xaxis.label.get_color()
    ax.plot(data, np.full(len(data), 0.55), "|", color=ink, markersize=16, markeredgewidth=2)
    ax.text(data.min(), 0.62, "the data", va="bottom", fontsize=11)
    ax.set(xlabel="the constant predicted", ylabel="loss / smallest loss", ylim=(0.4, 4))
    ax.legend(loc="upper center")
    return ax


def surprise(probability: object, *, ax: Axes | None = None) -> Axes:
    """Draw -log p, what a probability p of the truth costs, with some predictions marked.

    Args:
        probability: (N,) probabilities to mark, above 0 and at most 1.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: nothing to mark, NaN, a number that is not a probability above 0.
    """
    marked = finite("probability", probability)
    if (marked <= 0).any() or (marked > 1).any():
        raise ValueError(f"probability must be above 0 and at most 1, got {marked}")
    ax = axes_for(ax)
    grid = np.geomspace(min(0.005, marked.min()), 1, 400)
    ax.plot(grid, -np.log(grid))
    ax.plot(marked, -np.log(marked), "o", color="C1", markersize=9)
    for p in marked:
        cost = abs(np.log(p))  # not -log p, which prints log 1 as -0.00
        ax.annotate(f"p = {p:g}: {cost:.2f}", (p, cost), (8, 8), textcoords="offset points")
    ax.set(
        xlabel="probability p given to what happened",
        ylabel="surprise -log p (nats)",
        xlim=(0, 1.2),
    )
    return ax


def lead_curves(*, margin: float = 1.0, ax: Axes | None = None) -> Axes:
    """Draw hinge and softmax loss of two classes against the lead of the true class.

    Args:
        margin: the hinge's required lead, at or above 0.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        TypeError, ValueError: a margin that is not a number at or above 0.
    """
    lead = np.linspace(-4, 6, 401)
    scores, labels = np.stack([lead, np.zeros_like(lead)], axis=1), np.zeros(len(lead), int)
    hinge_losses = nn.hinge(scores, labels, margin=margin, reduction="none")
    ax = axes_for(ax)
    ax.plot(lead, hinge_losses, label=f"hinge, margin {margin:g}")
    softmax_losses = nn.softmax_cross_entropy(scores, labels, reduction="none")
    ax.plot(lead, softmax_losses, label="softmax cross-entropy")
    (errors,) = ax.plot(lead, (lead < 0).astype(float), label="one if wrong, else zero")
    errors.set_linewidth(1.8)
    ax.axvspan(margin, lead[-1], color="C0", alpha=0.1, lw=0)
    ax.text(lead[-1], 2.2, "here the hinge\nis satisfied", ha="right", color="C0")
    ax.set(xlabel="lead of the true class, $s_y - s_j$", ylabel="loss", ylim=(-0.15, 5))
    ax.legend()
    return ax


def reliability(
    predictions: Mapping[str, object], labels: object, *, bins: int = 10, ax: Axes | None = None
) -> Axes:
    """Draw accuracy against confidence: on the diagonal, 80% sure means right 80% of the time.

    Args:
        predictions: from a name to probabilities (N, C), rows summing to 1.
        labels: (N,) integers from 0 to C - 1.
        bins: number of bins of confidence, at least 1.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes. A point's area grows with the share of samples in its bin; bins with less than
        1% of the samples are left out, because their accuracy is mostly chance.

    Raises:
        TypeError, ValueError: no predictions, or what `course.nn.reliability_curve` refuses.
    """
    if not isinstance(predictions, Mapping) or not predictions:
        raise ValueError("predictions must be a dictionary from name to probabilities, not empty")
    curves = {str(name): reliability_curve(p, labels, bins=bins) for name, p in predictions.items()}
    errors = [nn.expected_calibration_error(p, labels, bins=bins) for p in predictions.values()]
    ax = axes_for(ax, (5.5, 5.0))
    ink = ax.xaxis.label.get_color()
    ax.plot([0, 1], [0, 1], ":", color=ink, linewidth=1.5)
    ax.text(0.12, 0.14, "calibrated", rotation=45, rotation_mode="anchor", fontsize=11)
    for (name, (confidence, accuracy, count)), error in zip(curves.items(), errors, strict=True):
        share = count / count.sum()
        used = share >= SMALLEST_SHARE
        x, y = confidence[used], accuracy[used]
        (line,) = ax.plot(x, y, label=f"{name}, ECE {error:.3f}")
        ax.scatter(x, y, s=20 + 500 * share[used], color=line.get_color(), alpha=0.6)
    ax.set(xlabel="confidence", ylabel="accuracy", xlim=(0, 1.03), ylim=(0, 1.03))
    ax.legend(loc="lower right")
    return ax
