"""Small problems in the plane: what a line can separate, and what it cannot.

Each returns points (N, 2), float64, and labels (N,), in random order, the classes as equal in
size as N allows. `noise` is the standard deviation of a Gaussian added to each coordinate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import Array, integer, number, random_generator

Points = tuple[Array, NDArray[np.intp]]


def xor(samples: int, generator: np.random.Generator, *, noise: float = 0.2) -> Points:
    r"""Points around the corners (±1, ±1), with label 1 where the signs differ.

    No line separates the classes: the problem that needs a hidden layer.

    Args:
        samples: N, at least 1.
        generator: where the randomness comes from.
        noise: standard deviation of what is added to each coordinate, at or above 0; 0 gives the
            corners themselves.

    Returns:
        Points (N, 2), float64, and labels (N,), integers.

    Raises:
        TypeError, ValueError: a wrong option, no generator.

    Source: Minsky and Papert 1969; CS109B, "Example: Learning XOR".
    """
    corners = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, 1.0], [1.0, -1.0]])
    count = integer("samples", samples, at_least=1)
    corner = np.arange(count) % 4
    return _finish(corners[corner], corner % 2, generator, noise)


def two_moons(samples: int, generator: np.random.Generator, *, noise: float = 0.1) -> Points:
    r"""Two half circles of radius 1 that reach into each other.

    Class 0 is the upper arc around (0, 0), class 1 the lower one around (1, 0.5). Arguments,
    result and errors as in `xor`.

    Source: standard toy problem; the arcs of scikit-learn's make_moons.
    """
    labels, angles = _labels_and_positions(samples, 2, np.pi, generator)
    upper = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    lower = np.array([1.0, 0.5]) - upper
    return _finish(np.where(labels[:, None] == 0, upper, lower), labels, generator, noise)


def circles(
    samples: int, generator: np.random.Generator, *, noise: float = 0.05, ratio: float = 0.5
) -> Points:
    r"""A circle of radius 1, class 0, and a smaller one inside, class 1.

    One new feature, x1^2 + x2^2, makes the classes linearly separable.

    Args:
        ratio: radius of the inner circle, above 0 and below 1.

    Other arguments, result and errors as in `xor`.

    Source: standard toy problem; the circles of scikit-learn's make_circles.
    """
    inner = number("ratio", ratio, above=0, below=1)
    labels, angles = _labels_and_positions(samples, 2, 2 * np.pi, generator)
    radii = np.where(labels == 0, 1.0, inner)
    points = radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return _finish(points, labels, generator, noise)


def spirals(
    samples: int,
    generator: np.random.Generator,
    *,
    classes: int = 2,
    turns: float = 1.0,
    noise: float = 0.02,
) -> Points:
    r"""Arms that wind around the origin from radius 0 to 1.

    A point at radius r of class c has the angle 2 pi (turns r + c / classes).

    Args:
        classes: number of arms, at least 2.
        turns: how often an arm goes around, at or above 0.

    Other arguments, result and errors as in `xor`.

    Source: the two-spirals problem, Lang and Witbrock 1988.
    """
    arms = integer("classes", classes, at_least=2)
    winding = number("turns", turns, at_least=0)
    labels, radii = _labels_and_positions(samples, arms, 1.0, generator)
    angles = 2 * np.pi * (winding * radii + labels / arms)
    points = radii[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return _finish(points, labels, generator, noise)


def _labels_and_positions(
    samples: int, classes: int, end: float, generator: np.random.Generator
) -> tuple[NDArray[np.intp], Array]:
    """Return balanced labels and a position from 0 to `end` for each sample."""
    count = integer("samples", samples, at_least=1)
    positions = random_generator("generator", generator).uniform(0, end, count)
    return np.arange(count) % classes, positions


def _finish(points: Array, labels: Array, generator: np.random.Generator, noise: float) -> Points:
    spread, chance = number("noise", noise, at_least=0), random_generator("generator", generator)
    order = chance.permutation(len(points))
    noisy = points + spread * chance.standard_normal(points.shape)
    return noisy[order], labels[order].astype(np.intp)
