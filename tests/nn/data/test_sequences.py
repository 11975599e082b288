"""Adding and copying: the answers follow from the inputs, and need all of them."""

import numpy as np
import pytest

from course.nn.data import adding_problem, copying_problem


@pytest.mark.parametrize("length", [2, 3, 10, 51])
def test_adding(length, generator):
    inputs, targets = adding_problem(300, length, generator)
    assert inputs.shape == (300, length, 2)
    numbers, marks = inputs[..., 0], inputs[..., 1]
    assert set(np.unique(marks)) <= {0, 1}
    np.testing.assert_array_equal(marks[:, : length // 2].sum(axis=1), 1)
    np.testing.assert_array_equal(marks[:, length // 2 :].sum(axis=1), 1)
    for sample in range(300):
        first, second = numbers[sample, marks[sample] == 1]
        assert targets[sample] == pytest.approx(first + second)
    assert numbers.min() >= 0
    assert numbers.max() < 1
    # Every place gets its share of marks.
    assert (marks.sum(axis=0) > 0).all()


def test_adding_without_memory_costs_a_sixth(generator):
    _, targets = adding_problem(40_000, 20, generator)
    assert ((targets - 1) ** 2).mean() == pytest.approx(1 / 6, rel=0.03)


@pytest.mark.parametrize(("delay", "length", "symbols"), [(1, 1, 2), (5, 3, 4), (30, 10, 8)])
def test_copying(delay, length, symbols, generator):
    inputs, targets = copying_problem(50, delay, generator, length=length, symbols=symbols)
    assert inputs.shape == targets.shape == (50, delay + 2 * length)
    assert inputs.dtype == targets.dtype == np.intp
    pattern = inputs[:, :length]
    assert pattern.max() < symbols
    blank, signal = symbols, symbols + 1
    assert (inputs[:, length : length + delay - 1] == blank).all()
    assert (inputs[:, length + delay - 1] == signal).all()
    assert (inputs[:, length + delay :] == blank).all()
    assert (targets[:, : length + delay] == blank).all()
    np.testing.assert_array_equal(targets[:, length + delay :], pattern)


def test_all_symbols_occur(generator):
    inputs, _ = copying_problem(200, 2, generator)
    np.testing.assert_array_equal(np.unique(inputs), np.arange(10))


@pytest.mark.parametrize("make", [adding_problem, copying_problem])
def test_the_seed_decides(make):
    first, again, other = (make(20, 6, np.random.default_rng(s))[0] for s in (1, 1, 2))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda g: adding_problem(0, 5, g), ValueError, "samples must be"),
        (lambda g: adding_problem(5, 1, g), ValueError, "length must be an integer at least 2"),
        (lambda g: adding_problem(5, 5, None), TypeError, "generator must be"),
        (lambda g: copying_problem(1.5, 5, g), TypeError, "samples must be"),
        (lambda g: copying_problem(5, 0, g), ValueError, "delay must be an integer at least 1"),
        (lambda g: copying_problem(5, 5, g, length=0), ValueError, "length must be"),
        (lambda g: copying_problem(5, 5, g, symbols=1), ValueError, "symbols must be"),
        (lambda g: copying_problem(5, 5, np.random), TypeError, "generator must be"),
    ],
)
def test_what_is_refused(call, error, message, generator):
    with pytest.raises(error, match=message):
        call(generator)
