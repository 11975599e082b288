r"""What people read, as opposed to what networks minimise: accuracy, confusion, calibration.

A metric of NaN would still look like a number (argmax finds a "largest" class in it), so all
functions here refuse NaN with a `ValueError`; and no metric is defined for an empty batch.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import Array, distributions, float_array, integer, label_array
from course.nn.losses.softmax_cross_entropy import softmax

LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE = 0.01, 100.0


class ReliabilityCurve(NamedTuple):
    """What `reliability_curve` returns: one entry a bin, from low to high confidence.

    Attributes:
        confidence: (M,) float64, mean confidence in the bin; NaN where it is empty.
        accuracy: (M,) float64, share of right answers in the bin; NaN where it is empty.
        counts: (M,) integers, samples in the bin.

    Formulas and source as in `reliability_curve`.
    """

    confidence: Array
    accuracy: Array
    counts: NDArray[np.intp]


def accuracy(logits_or_probabilities: object, labels: object) -> float:
    r"""Share of samples whose largest entry is the label's.

    accuracy = #{i : argmax_c z_ic = y_i} / N

    Where several classes share the largest entry the lowest-numbered counts as the answer.

    Args:
        logits_or_probabilities: (N, C) float32 or float64; only the order in a row matters.
        labels: (N,) integers from 0 to C - 1.

    Returns:
        A number from 0 to 1.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or label, NaN, or no samples.

    Source: deep neural networks, "Notes on CE loss" (a lower loss with a worse accuracy).
    """
    scores, y = _scored("logits_or_probabilities", logits_or_probabilities, labels)
    return float((scores.argmax(axis=1) == y).mean())


def confusion_matrix(labels: object, predictions: object, classes: int) -> NDArray[np.intp]:
    r"""Count how often class i was called class j.

    M_ij = #{n : label_n = i and prediction_n = j}

    Args:
        labels: (N,) integers from 0 to `classes` - 1, the truth.
        predictions: (N,) integers in the same range.
        classes: C, at least 1.

    Returns:
        (C, C) integers: a row a true class, a column a predicted one; all zeros for no samples.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or class.

    Source: standard definition.
    """
    count = integer("classes", classes, at_least=1)
    samples = np.size(labels) if isinstance(labels, list | tuple | np.ndarray) else 0
    truth = label_array("labels", labels, samples=samples, classes=count)
    predicted = label_array("predictions", predictions, samples=samples, classes=count)
    pairs = np.bincount(truth * count + predicted, minlength=count * count)
    return pairs.reshape(count, count)


def reliability_curve(probabilities: object, labels: object, *, bins: int = 15) -> ReliabilityCurve:
    r"""Confidence against accuracy, in bins of confidence: is 80% sure right 80% of the time?

    B_m = {i : (m - 1) / M < max_c p_ic <= m / M}
    confidence_m = mean of max_c p_ic over B_m
    accuracy_m = share of B_m with argmax_c p_ic = y_i

    The confidence of a sample is its largest probability, and bin B_m holds the samples of one
    range of it. A calibrated classifier has the same accuracy as confidence in each bin.

    Args:
        probabilities: (N, C) float32 or float64, rows summing to 1.
        labels: (N,) integers from 0 to C - 1.
        bins: M, at least 1.

    Returns:
        `ReliabilityCurve` of three (M,) arrays: mean confidence, accuracy, number of samples.

    Raises:
        TypeError, ValueError: a wrong dtype, shape, label or option, NaN, or no samples.

    Source: Guo et al. 2017, "On Calibration of Modern Neural Networks".
    """
    p, y = _scored("probabilities", distributions("probabilities", probabilities), labels)
    count = integer("bins", bins, at_least=1)
    confidence = p.max(axis=1).astype(float)
    right = p.argmax(axis=1) == y
    inner_edges = np.arange(1, count) / count
    bin_of = np.searchsorted(inner_edges, confidence, side="left")
    samples = np.bincount(bin_of, minlength=count)
    divisor = np.where(samples > 0, samples, np.nan)
    return ReliabilityCurve(
        confidence=np.bincount(bin_of, weights=confidence, minlength=count) / divisor,
        accuracy=np.bincount(bin_of, weights=right, minlength=count) / divisor,
        counts=samples,
    )


def expected_calibration_error(probabilities: object, labels: object, *, bins: int = 15) -> float:
    r"""Mean gap between confidence and accuracy, bins weighted by their samples.

    ECE = sum_m (n_m / N) |accuracy_m - confidence_m|

    0 for a calibrated classifier. Arguments and errors as in `reliability_curve`.

    Returns:
        A number from 0 to 1.

    Source: Guo et al. 2017, equation 3; deep neural networks, "Notes on CE loss".
    """
    curve = reliability_curve(probabilities, labels, bins=bins)
    gaps = np.abs(curve.accuracy - curve.confidence)
    return float(np.nansum(gaps * curve.counts) / curve.counts.sum())


def fit_temperature(logits: object, labels: object) -> float:
    r"""Temperature T that makes softmax(z / T) fit held-out labels best.

    T = argmin mean_i -log softmax(z_i / T)[y_i]

    Above 1 for an overconfident network. The order of the classes, so the accuracy, does not
    change. In a = 1 / T the loss L is convex, and bisection in log T finds where its derivative
    changes sign:

    dL/da = mean_i sum_c p_ic (z_ic - z_i,y_i), p_i = softmax(a z_i)

    Args:
        logits: (N, C) float32 or float64, not those the network was trained on.
        labels: (N,) integers from 0 to C - 1.

    Returns:
        T from 0.01 to 100. An end of that range means that there is no minimum inside: 0.01
        where every sample is right (or no temperature matters), 100 where the scores mislead.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or label, NaN, or no samples.

    Source: Guo et al. 2017, "Temperature scaling"; deep neural networks, "Notes on CE loss".
    """
    scores, y = _scored("logits", logits, labels)
    if not np.isfinite(scores).all():
        raise ValueError("logits must be finite to be divided by a temperature, got an infinity")
    z = scores.astype(float)
    leads = z - z[np.arange(len(y)), y][:, None]  # of each class over the true one

    def too_hot(log_temperature: float) -> bool:
        p = softmax(z / np.exp(log_temperature))
        return bool((p * leads).sum() <= 0)

    low, high = np.log(LOWEST_TEMPERATURE), np.log(HIGHEST_TEMPERATURE)
    if not too_hot(high):
        return HIGHEST_TEMPERATURE
    if too_hot(low):
        return LOWEST_TEMPERATURE
    for _ in range(60):  # halves a range of 9.2 to below the rounding error
        middle = (low + high) / 2
        low, high = (low, middle) if too_hot(middle) else (middle, high)
    return float(np.exp((low + high) / 2))


def _scored(name: str, value: object, labels: object) -> tuple[Array, NDArray[np.intp]]:
    """Return scores (N, C) without NaN and the labels, for at least one sample and class."""
    scores = float_array(name, value, ndim=2)
    if scores.size == 0:
        raise ValueError(
            f"{name} must have at least one sample and one class, got shape {scores.shape}"
        )
    if np.isnan(scores).any():
        row = int(np.argmax(np.isnan(scores).any(axis=1)))
        raise ValueError(f"{name} must not contain NaN, got one in row {row}")
    return scores, label_array("labels", labels, samples=len(scores), classes=scores.shape[1])
