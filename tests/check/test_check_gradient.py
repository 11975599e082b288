from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import check, nn

Recording = Callable[..., check.Record]

SCORES = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
LABELS = np.array([0, 1, 2])


def softmax_pair(scores: np.ndarray, labels: np.ndarray) -> tuple[object, np.ndarray]:
    loss = nn.softmax_cross_entropy(scores, labels)
    return loss, nn.softmax_cross_entropy_gradient(scores, labels)


def hinge_pair(
    scores: np.ndarray, labels: np.ndarray, margin: float = 1.0
) -> tuple[object, np.ndarray]:
    loss = nn.hinge(scores, labels, margin=margin)
    return loss, nn.hinge_gradient(scores, labels, margin=margin)


@pytest.mark.parametrize("pair", [softmax_pair, hinge_pair])
@pytest.mark.parametrize("scale", [1e-3, 1.0, 30.0, 1e4])
def test_right_gradients_pass_at_every_scale(
    record: Recording, pair: Callable[..., object], scale: float
) -> None:
    found = record(check.gradient, pair, scale * SCORES, LABELS)
    assert found.passed, found.message


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 8), power=st.integers(-2, 3))
def test_honest_gradients_always_pass(seed: int, size: int, power: int) -> None:
    generator = np.random.default_rng(seed)
    scores = 10.0**power * generator.standard_normal((size, 4))
    labels = generator.integers(4, size=size)
    check.gradient(softmax_pair, scores, labels)
    check.gradient(hinge_pair, scores, labels, margin=0.5)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), place=st.integers(0, 11))
def test_one_wrong_entry_is_always_found(seed: int, place: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((3, 4))

    def slightly_wrong(x: np.ndarray, y: np.ndarray) -> tuple[object, np.ndarray]:
        loss, gradient = softmax_pair(x, y)
        gradient.flat[place] += 1e-3
        return loss, gradient

    with pytest.raises(check.CheckFailed, match="one entry is wrong"):
        check.gradient(slightly_wrong, scores, LABELS)


def test_where_and_by_how_much(record: Recording) -> None:
    def cube(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float((x**3).sum()), np.where(np.arange(3) == 1, 7.0, 3 * x**2)

    found = record(check.gradient, cube, np.array([1.0, 2.0, 3.0]))
    assert "gave 7 at [1], expected 12 (too small by 5); one entry is wrong" in found.message


@pytest.mark.parametrize(
    ("factor", "mistake"),
    [(-1, "sign"), (3, "sum for mean"), (1 / 3, "divided by N twice"), (2, "factor 2")],
)
def test_factors_are_recognised(record: Recording, factor: float, mistake: str) -> None:
    def wrong(x: np.ndarray, y: np.ndarray) -> tuple[object, np.ndarray]:
        loss, gradient = softmax_pair(x, y)
        return loss, factor * gradient

    assert record(check.gradient, wrong, SCORES, LABELS).mistake == mistake


def test_a_kink_close_by_does_no_harm(record: Recording) -> None:
    def absolute(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float(np.abs(x).sum()), np.sign(x)

    assert record(check.gradient, absolute, np.array([4e-6])).passed


def test_the_authors_mistakes_are_looked_up_in_the_second_result(record: Recording) -> None:
    def wrong(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float((x**2).sum()), x + 1

    known = (check.Mistake("one more", "hint", lambda x: (None, x + 1)),)
    found = record(check.gradient, wrong, np.array([3.0, 5.0]), mistakes=known)
    assert found.mistake == "one more"


def test_with_respect_to_another_argument(record: Recording) -> None:
    def linear(x: np.ndarray, w: np.ndarray) -> tuple[float, np.ndarray]:
        return float((x @ w).sum()), np.outer(x.sum(axis=0), np.ones(w.shape[1]))

    weights = np.arange(6.0).reshape(3, 2)
    assert record(check.gradient, linear, SCORES, weights, wrt=1).passed
    assert not record(check.gradient, linear, SCORES, weights, wrt=0).passed


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "did you forget return"),
        (2.0, "gave a single number, expected two results"),
        ((2.0, np.ones(2)), "gave a gradient of shape (2,), expected (3,)"),
        ((np.ones(3), np.ones(3)), "gave a value of shape (3,)"),
        ((np.nan, np.ones(3)), "gave the value nan"),
        ((1.0, np.array([1.0, np.nan, 1.0])), "nan or infinity"),
        ((1.0, "gradient"), "gave a str"),
    ],
)
def test_other_answers_are_told_in_words(record: Recording, answer: object, words: str) -> None:
    found = record(check.gradient, lambda x: answer, np.ones(3))
    assert not found.passed
    assert words in found.message


def test_an_exception_close_by_is_told(record: Recording) -> None:
    def only_here(x: np.ndarray) -> tuple[float, np.ndarray]:
        if x[0] != 1.0:
            raise ValueError("not there")
        return 1.0, np.ones(3)

    found = record(check.gradient, only_here, np.ones(3))
    assert "failed at a point close by: only_here raised ValueError: not there" in found.message


def test_a_change_in_place_is_told(record: Recording) -> None:
    def square(x: np.ndarray) -> tuple[float, np.ndarray]:
        value = float((x**2).sum())
        x *= 2
        return value, x

    assert record(check.gradient, square, np.ones(3)).mistake == "changed in place"


def test_the_gradient_of_a_wrong_value_inherits_its_mistake(record: Recording) -> None:
    def summed(x: np.ndarray, y: np.ndarray) -> tuple[object, np.ndarray]:
        loss, gradient = softmax_pair(x, y)
        return 3 * loss, gradient

    def both(*arguments: object) -> None:
        check.value(summed, *arguments, expected=(2.758655, None))
        check.gradient(summed, *arguments)

    found = record(both, SCORES, LABELS)
    assert found.mistake == "sum for mean"
    assert "correct the value first" in found.message


def test_a_large_wrong_gradient_is_told_without_a_place(record: Recording) -> None:
    found = record(check.gradient, lambda x: (float(x.sum()), 2 * np.ones_like(x)), np.ones(500))
    assert not found.passed
    assert "slope of its own value" in found.message
