"""Double descent: the error on new data against the number of random features."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course import nn
from course.nn.arguments import Array, number
from course.nn.data import two_moons

SAMPLES, NEW, DRAWS = 40, 300, 5
WIDTHS = np.unique(np.round(np.geomspace(2, 512, 25)).astype(int))
RANK = 1e-10  # an eigenvalue below this share of the largest counts as zero


@lru_cache(maxsize=256)
def double_descent(noise: float, l2: float) -> tuple[Array, Array]:
    r"""Fit the last layer of networks of growing width exactly; return their errors.

    min over w of mean (phi(x) w - t)^2 + l2 |w|^2,  phi(x) = relu(x A + b) / sqrt(width)

    A and b are random and stay; t is ±1. Without `l2` it is the shortest of the solutions that
    fit best. Once there are as many features as the 40 samples, these can be fitted exactly; just
    there the error on new data peaks, and falls again beyond.

    Args:
        noise: of the two moons, at or above 0.
        l2: strength, at or above 0.

    Returns:
        Training errors and errors on 300 new points, (25,) each, for the widths in `WIDTHS`:
        medians over 5 draws of data and features.

    Raises:
        TypeError, ValueError: a number below 0, or not a number.

    Source: Belkin, Hsu, Ma and Mandal 2019.
    """
    spread, strength = number("noise", noise, at_least=0), number("l2", l2, at_least=0)
    errors = np.empty((2, DRAWS, len(WIDTHS)))
    for draw in range(DRAWS):
        chance = np.random.default_rng(draw)
        x, labels = two_moons(SAMPLES, chance, noise=spread)
        new, new_labels = two_moons(NEW, chance, noise=spread)
        weights, bias = chance.standard_normal((2, WIDTHS[-1])), chance.standard_normal(WIDTHS[-1])
        features, new_features = (nn.relu(nn.linear(p, weights, bias)) for p in (x, new))
        signs, new_signs = 2.0 * labels - 1, 2.0 * new_labels - 1
        for k, width in enumerate(WIDTHS):
            some, other = (f[:, :width] / np.sqrt(width) for f in (features, new_features))
            w = some.T @ _dual(some @ some.T, signs, strength * SAMPLES)
            errors[0, draw, k] = nn.mean_squared_error(some @ w, signs)
            errors[1, draw, k] = nn.mean_squared_error(other @ w, new_signs)
    medians = np.median(errors, axis=1)
    return medians[0], medians[1]


def _dual(products: Array, targets: Array, strength: float) -> Array:
    """Return a with (K + strength I) a = t, shortest where there are many; K is symmetric."""
    eigenvalues, vectors = np.linalg.eigh(products)
    kept = eigenvalues > RANK * eigenvalues[-1]
    inverse = np.zeros_like(eigenvalues)
    np.divide(1.0, eigenvalues + strength, out=inverse, where=kept)
    return vectors @ (inverse * (vectors.T @ targets))
