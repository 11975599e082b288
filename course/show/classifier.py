"""A widget: points to drag, and what a linear classifier or a small network makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from course import nn
from course.nn.arguments import Array, choice, integer, label_array, number
from course.show.arguments import finite
from course.show.web_widget import WebWidget

LIMIT, CLASSES, MOST_POINTS = 3.0, 3, 36
MOST_STEPS, MOST_HIDDEN, LARGEST_RATE = 400, 8, 3.0
MODELS = ("linear", "network")
Weights = Mapping[str, Any]


def _cloud(centres: Sequence[tuple[float, float, int]], each: int, spread: float) -> list[Any]:
    rng = np.random.default_rng(4)
    points = []
    for x, y, label in centres:
        for dx, dy in np.round(rng.normal(0, spread, (each, 2)) / 0.05) * 0.05:
            points.append([round(x + dx, 2), round(y + dy, 2), label])
    return points


def _ring() -> list[Any]:
    around = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    outer = [[round(2 * np.cos(t), 2), round(2 * np.sin(t), 2), 1] for t in around]
    return _cloud([(0, 0, 0)], 8, 0.4) + outer


PRESETS: dict[str, list[Any]] = {
    "three clouds": _cloud([(0, 1.6, 0), (-1.5, -1, 1), (1.5, -1, 2)], 6, 0.45),
    "two clouds": _cloud([(-1.3, -0.8, 0), (1.3, 0.8, 1)], 8, 0.55),
    "XOR": _cloud([(-1.3, -1.3, 0), (1.3, 1.3, 0), (-1.3, 1.3, 1), (1.3, -1.3, 1)], 5, 0.3),
    "a ring": _ring(),
}


def first_weights() -> dict[str, Weights]:
    """Return the weights that every training starts from, by model."""
    rng = np.random.default_rng(1)
    network = {
        "w1": rng.normal(0, 1, (2, MOST_HIDDEN)),
        "b1": rng.normal(0, 0.5, MOST_HIDDEN),
        "w2": rng.normal(0, 0.5, (MOST_HIDDEN, CLASSES)),
        "b2": np.zeros(CLASSES),
    }
    linear = {"w2": np.zeros((2, CLASSES)), "b2": np.zeros(CLASSES)}
    return {"linear": linear, "network": network}


def scores_of(weights: Weights, x: Any) -> Any:
    """Return the scores (N, 3) of points (N, 2), arrays or tensors."""
    hidden = nn.tanh(x @ weights["w1"] + weights["b1"]) if "w1" in weights else x
    return hidden @ weights["w2"] + weights["b2"]


def train(
    start: Weights, points: Sequence[Sequence[float]], steps: int, rate: float
) -> dict[str, Array]:
    """Return the weights after `steps` of gradient descent on the mean softmax loss.

    Args:
        start: arrays w2 (2 or H, 3) and b2 (3,), and for a network w1 (2, H) and b1 (H,).
        points: rows x, y, label.
        steps: how many.
        rate: the learning rate.
    """
    data = np.array(points, dtype=float)
    labels = data[:, 2].astype(int)
    weights = {k: nn.Tensor(np.array(w, float), requires_grad=True) for k, w in start.items()}
    optimizer = nn.SGD(weights.values(), learning_rate=rate)
    for _ in range(steps):
        scores = scores_of(weights, nn.Tensor(data[:, :2]))
        for tensor in weights.values():
            tensor.grad = None
        scores.backward(nn.softmax_cross_entropy_gradient(scores.data, labels))
        optimizer.step()
    return {k: w.data for k, w in weights.items()}


class Classifier(WebWidget):
    """The widget that `classifier` makes."""

    module = "classifier"

    def _trained(self) -> tuple[dict[str, Any], dict[str, Array]]:
        now = self.given["start"] | self.state
        start = dict(self.given["weights"][now["model"]])
        if now["model"] == "network":
            few = slice(now["hidden"])
            start["w1"] = np.array(start["w1"])[:, few]
            start["b1"], start["w2"] = start["b1"][few], start["w2"][few]
        return now, train(start, now["points"], now["steps"], now["rate"])

    def as_text(self) -> str:
        now, weights = self._trained()
        data = np.array(now["points"], dtype=float)
        scores, labels = scores_of(weights, data[:, :2]), data[:, 2].astype(int)
        wrong = int((scores.argmax(axis=1) != labels).sum())
        loss = float(nn.softmax_cross_entropy(scores, labels))
        return (
            f"{now['model']} classifier after {now['steps']} steps at learning rate "
            f"{now['rate']:g}: loss {loss:.4f}, {wrong} of {len(data)} points wrong"
        )

    def as_figure(self) -> Figure:
        now, weights = self._trained()
        figure, ax = plt.subplots(figsize=(4.6, 4.4))
        plt.close(figure)  # drawn by the widget, not once more by the notebook
        grid = np.linspace(-LIMIT, LIMIT, 80)
        plane = np.stack(np.meshgrid(grid, grid), axis=-1).reshape(-1, 2)
        winners = scores_of(weights, plane).argmax(axis=1).reshape(80, 80)
        levels = np.arange(CLASSES + 1) - 0.5
        ax.contourf(grid, grid, winners, levels=levels, colors=["C0", "C1", "C2"], alpha=0.25)
        for x, y, label in now["points"]:
            ax.plot(x, y, "o^s"[label], color=f"C{label}", markeredgecolor="white")
        ax.set(xlabel="x₁", ylabel="x₂", xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT))
        return figure


def classifier(
    points: object = None,
    labels: object = None,
    *,
    model: str = "linear",
    steps: int = 100,
    learning_rate: float = 1.0,
    hidden: int = 4,
) -> Classifier:
    """Return the widget in which points are dragged and a classifier is trained on each move.

    Args:
        points: (N, 2) from -3 to 3, at most 36; without points and labels it starts with an
            example and has others in its menu.
        labels: (N,) integers from 0 to 2.
        model: "linear", or "network" with one layer of tanh units.
        steps: of gradient descent on all points, from 0 to 400.
        learning_rate: from 0.1 to 3.
        hidden: units of the network, from 1 to 8.

    Raises:
        TypeError, ValueError: only one of points and labels, NaN, wrong shapes, or a number
            outside its range.
    """
    if (points is None) != (labels is None):
        raise ValueError("points and labels must be given together, or neither")
    name, rows = next(iter(PRESETS.items()))
    if points is not None:
        name, rows = "", _rows(points, labels)
    weights = {
        model: {name: array.tolist() for name, array in arrays.items()}
        for model, arrays in first_weights().items()
    }
    if integer("steps", steps, at_least=0) > MOST_STEPS:
        raise ValueError(f"steps must be at most {MOST_STEPS}, got {steps}")
    if integer("hidden", hidden, at_least=1) > MOST_HIDDEN:
        raise ValueError(f"hidden must be at most {MOST_HIDDEN}, got {hidden}")
    start = {
        "preset": name,
        "points": rows,
        "model": choice("model", model, MODELS),
        "steps": steps,
        "rate": number("learning_rate", learning_rate, at_least=0.1, at_most=LARGEST_RATE),
        "hidden": hidden,
    }
    return Classifier(
        given={
            "title": "Points and a classifier",
            "presets": [{"name": each, "points": rows} for each, rows in PRESETS.items()],
            "weights": weights,
            "mostSteps": MOST_STEPS,
            "mostHidden": MOST_HIDDEN,
            "start": start,
        }
    )


def _rows(points: object, labels: object) -> list[Any]:
    places = finite("points", points, ndim=2)
    if places.shape[1] != 2 or len(places) > MOST_POINTS or (np.abs(places) > LIMIT).any():
        raise ValueError(
            f"points must have shape (N, 2), N at most {MOST_POINTS}, from -{LIMIT:g} to "
            f"{LIMIT:g}, got shape {places.shape}"
        )
    classes = label_array("labels", labels, samples=len(places), classes=CLASSES)
    return [[x, y, int(k)] for (x, y), k in zip(places.tolist(), classes, strict=True)]
