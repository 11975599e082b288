"""Accuracy, confusion, calibration and temperature."""

import numpy as np
import pytest

from course import nn
from course.nn.metrics import HIGHEST_TEMPERATURE, LOWEST_TEMPERATURE


def test_accuracy():
    scores = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7], [2.0, 1.0]])
    assert nn.accuracy(scores, [1, 0, 0, 1]) == 0.5
    assert nn.accuracy(scores.astype(np.float32), np.array([1, 0, 1, 0])) == 1
    assert isinstance(nn.accuracy(scores, [1, 0, 0, 1]), float)


def test_a_tie_goes_to_the_lowest_class():
    assert nn.accuracy([[1.0, 1.0]], [0]) == 1
    assert nn.accuracy([[1.0, 1.0]], [1]) == 0


def test_lower_loss_but_worse_accuracy():
    a, b = np.log([[0.4, 0.3, 0.3]]), np.log([[0.45, 0.5, 0.05]])
    assert nn.softmax_cross_entropy(b, [0]) < nn.softmax_cross_entropy(a, [0])
    assert nn.accuracy(b, [0]) < nn.accuracy(a, [0])


def test_confusion_matrix(generator):
    labels, predictions = generator.integers(0, 4, (2, 200))
    expected = np.zeros((4, 4), int)
    for truth, answer in zip(labels, predictions, strict=True):
        expected[truth, answer] += 1
    found = nn.confusion_matrix(labels, predictions, 4)
    np.testing.assert_array_equal(found, expected)
    assert found.dtype.kind == "i"
    assert found.trace() / 200 == np.mean(labels == predictions)
    np.testing.assert_array_equal(nn.confusion_matrix([0], [1], 2), [[0, 1], [0, 0]])
    np.testing.assert_array_equal(nn.confusion_matrix([], [], 2), np.zeros((2, 2)))


def reliability_by_loops(probabilities, labels, bins):
    rows = []
    for m in range(1, bins + 1):
        inside = [
            (max(p), int(np.argmax(p)) == y)
            for p, y in zip(probabilities, labels, strict=True)
            if (m - 1) / bins < max(p) <= m / bins
        ]
        rows.append((len(inside), *(np.mean(inside, axis=0) if inside else (np.nan, np.nan))))
    return np.array(rows)


@pytest.mark.parametrize("bins", [1, 3, 15])
def test_reliability_curve_and_calibration_error(bins, generator):
    probabilities = nn.softmax(generator.normal(0, 2, (300, 4)))
    labels = generator.integers(0, 4, 300)
    counts, confidence, accuracy = reliability_by_loops(probabilities, labels, bins).T
    curve = nn.reliability_curve(probabilities, labels, bins=bins)
    np.testing.assert_array_equal(curve.counts, counts)
    np.testing.assert_allclose(curve.confidence, confidence, rtol=1e-13)
    np.testing.assert_allclose(curve.accuracy, accuracy, rtol=1e-13)
    expected = np.nansum(counts * np.abs(confidence - accuracy)) / 300
    found = nn.expected_calibration_error(probabilities, labels, bins=bins)
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_upper_edge_belongs_to_its_bin():
    curve = nn.reliability_curve([[0.5, 0.5], [1.0, 0.0]], [0, 0], bins=2)
    np.testing.assert_array_equal(curve.counts, [1, 1])
    np.testing.assert_array_equal(curve.accuracy, [1, 1])
    assert np.isnan(nn.reliability_curve([[1.0, 0.0]], [0], bins=2).accuracy[0])


def test_extremes_of_the_calibration_error():
    sure = np.array([[1.0, 0.0]] * 4)
    assert nn.expected_calibration_error(sure, [0, 0, 0, 0]) == 0
    assert nn.expected_calibration_error(sure, [1, 1, 1, 1]) == 1
    half = np.array([[0.5, 0.5]] * 4)
    assert nn.expected_calibration_error(half, [0, 0, 1, 1]) == 0


@pytest.mark.parametrize("factor", [0.2, 1.0, 3.0])
def test_fit_temperature_undoes_a_factor(factor, generator):
    logits = generator.normal(0, 2, (4000, 3))
    chance = generator.uniform(size=4000)
    labels = (nn.softmax(logits).cumsum(axis=1) < chance[:, None]).sum(axis=1)
    temperature = nn.fit_temperature(factor * logits, labels)
    assert temperature == pytest.approx(factor, rel=0.1)
    assert nn.fit_temperature(3 * factor * logits, labels) == pytest.approx(3 * temperature)


def test_fit_temperature_is_the_minimum(generator):
    logits, labels = generator.normal(0, 4, (200, 3)), generator.integers(0, 3, 200)
    logits[np.arange(200), labels] += 2
    best = nn.fit_temperature(logits, labels)

    def loss(temperature):
        return nn.softmax_cross_entropy(logits / temperature, labels)

    assert LOWEST_TEMPERATURE < best < HIGHEST_TEMPERATURE
    grid = np.geomspace(LOWEST_TEMPERATURE, HIGHEST_TEMPERATURE, 2001)
    assert loss(best) <= min(loss(t) for t in grid)
    slope = (loss(best * (1 + 1e-4)) - loss(best * (1 - 1e-4))) / 2e-4
    assert abs(slope) < 1e-6
    single = nn.fit_temperature(logits.astype(np.float32), labels)
    assert single == pytest.approx(best, rel=1e-5)


def test_fit_temperature_without_a_minimum():
    assert nn.fit_temperature([[2.0, 0.0]], [0]) == LOWEST_TEMPERATURE  # always right
    assert nn.fit_temperature([[2.0, 0.0]], [1]) == HIGHEST_TEMPERATURE  # always wrong
    assert nn.fit_temperature([[1.0, 1.0]], [1]) == LOWEST_TEMPERATURE  # no temperature matters
    assert nn.fit_temperature([[1e4, 0.0]], [0]) == LOWEST_TEMPERATURE  # exp underflows to 0


def test_temperature_keeps_the_accuracy_and_lowers_the_calibration_error(generator):
    logits = generator.normal(0, 2, (3000, 3))
    chance = generator.uniform(size=3000)
    labels = (nn.softmax(logits).cumsum(axis=1) < chance[:, None]).sum(axis=1)
    overconfident = 4 * logits
    cooled = overconfident / nn.fit_temperature(overconfident, labels)
    assert nn.accuracy(cooled, labels) == nn.accuracy(overconfident, labels)
    before = nn.expected_calibration_error(nn.softmax(overconfident), labels)
    after = nn.expected_calibration_error(nn.softmax(cooled), labels)
    assert after < 0.05 < before


@pytest.mark.parametrize(
    "metric",
    [nn.accuracy, nn.reliability_curve, nn.expected_calibration_error, nn.fit_temperature],
)
@pytest.mark.parametrize(
    ("scores", "labels", "error", "message"),
    [
        (np.array([[0.5, 0.5], [np.nan, 1.0]]), [0, 1], ValueError, "NaN, got one in row 1"),
        (np.zeros((0, 2)), [], ValueError, "must have at least one sample and one class"),
        (np.array([[0.5, 0.5]]), [2], ValueError, "labels must be from 0 to 1"),
        (np.array([[0.5, 0.5]]), [0, 1], ValueError, r"labels must have shape \(1,\)"),
        (np.array([[0.5, 0.5]]), [0.0], TypeError, "labels must be integers"),
        (np.array([0.5, 0.5]), [0, 1], ValueError, r"must have 2 dimension\(s\), got 1"),
        (np.array([[1, 0]]), [0], TypeError, "must be float32 or float64"),
    ],
)
def test_what_is_refused(metric, scores, labels, error, message):
    with pytest.raises(error, match=message):
        metric(scores, labels)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: nn.confusion_matrix([0, 1], [0], 2), ValueError, r"predictions .* shape \(2,\)"),
        (lambda: nn.confusion_matrix([0, 2], [0, 1], 2), ValueError, "labels must be from 0 to 1"),
        (lambda: nn.confusion_matrix([0], [-1], 2), ValueError, "predictions must be from 0 to 1"),
        (lambda: nn.confusion_matrix([0], [0], 0), ValueError, "classes must be an integer at le"),
        (lambda: nn.confusion_matrix([0], [0], 2.0), TypeError, "classes must be an integer"),
        (lambda: nn.confusion_matrix(None, [0], 2), TypeError, "labels must be integers"),
        (lambda: nn.confusion_matrix([[0]], [0], 2), ValueError, r"labels must have shape"),
        (lambda: nn.reliability_curve([[1.0]], [0], bins=0), ValueError, "bins must be an integer"),
        (lambda: nn.reliability_curve([[2.0]], [0]), ValueError, "probabilities must sum to 1"),
        (lambda: nn.fit_temperature([[np.inf, 0]], [0]), ValueError, "logits must be finite"),
    ],
)
def test_what_single_metrics_refuse(call, error, message):
    with pytest.raises(error, match=message):
        call()
