"""A wrong answer is shown on an input that a person can follow."""

from __future__ import annotations

import numpy as np
import pytest

from course import check, nn
from course.check import CheckFailed


def message(function: object, *arguments: object, **keywords: object) -> str:
    with pytest.raises(CheckFailed) as caught:
        check.value(function, *arguments, **keywords)
    return str(caught.value)


def test_one_small_number_is_found_in_a_large_array() -> None:
    def rectified(x: np.ndarray) -> np.ndarray:
        return np.where(x > 0.5, x, 0.0)

    x = np.random.default_rng(0).normal(size=(5, 3))
    found = message(rectified, x, expected=nn.relu)
    assert "A smaller example: rectified([[0.1]]) gave 0 at [0, 0], expected 0.1" in found


def test_samples_and_labels_are_cut_together() -> None:
    def losing(scores: np.ndarray, labels: np.ndarray) -> float:
        right = nn.softmax_cross_entropy(scores, labels)
        return right if labels.min() > 0 else right + 0.5

    scores = np.random.default_rng(1).normal(size=(6, 4))
    labels = np.array([2, 3, 1, 0, 2, 3])
    found = message(losing, scores, labels, expected=nn.softmax_cross_entropy)
    assert "A smaller example: losing([[" in found
    assert "]], [0])" in found


def test_an_error_in_the_smaller_call_is_told() -> None:
    def fragile(x: np.ndarray) -> np.ndarray:
        if len(x) == 1:
            raise ZeroDivisionError("one sample")
        return x + 1

    found = message(fragile, np.array([1.5, 2.5, 3.5, 4.5]), expected=lambda x: x)
    assert "fails: fragile raised ZeroDivisionError: one sample" in found


def test_a_recognised_mistake_needs_no_example() -> None:
    x = np.random.default_rng(2).normal(size=(4, 2))
    mistake = check.Mistake("sign", "Turn it round.", lambda x: -x)
    found = message(lambda x: -x, x, expected=lambda x: x, mistakes=[mistake])
    assert "[sign]" in found
    assert "smaller example" not in found


def test_an_input_that_stays_large_is_not_shown() -> None:
    def wrong(x: np.ndarray) -> float:
        return float(x.sum()) + (1.0 if x.size >= 30 else 0.0)

    x = np.random.default_rng(3).normal(size=(6, 5))
    assert "smaller example" not in message(wrong, x, expected=lambda x: x.sum())


def test_the_search_makes_no_more_than_its_calls() -> None:
    calls = 0

    def wrong(x: np.ndarray) -> float:
        nonlocal calls
        calls += 1
        return float(x.sum()) + (1.0 if x.size >= 30 else 0.0)

    message(wrong, np.ones((50, 40)) + np.arange(40), expected=lambda x: x.sum())
    assert calls <= 41


def test_a_right_answer_is_right() -> None:
    x = np.random.default_rng(4).normal(size=(4, 2))
    check.value(lambda x: np.maximum(x, 0), x, expected=nn.relu)
