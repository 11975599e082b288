"""The checks at every door: what passes, what is refused, and in which words."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.nn.arguments import (
    choice,
    describe,
    distributions,
    float_array,
    float_dtype,
    float_pair,
    integer,
    items,
    label_array,
    number,
    random_generator,
    same_dtype,
    same_shape,
    within,
)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_float_array_is_passed_through(dtype):
    array = np.ones((2, 3), dtype)
    assert float_array("x", array) is array
    assert float_array("x", dtype(2)).dtype == dtype


@pytest.mark.parametrize("value", [[1, 2], (1.5, 2), 3, 2.5, [[1], [2]], [], [np.float64(1)]])
def test_lists_and_numbers_become_float64(value):
    array = float_array("x", value)
    assert array.dtype == np.float64
    np.testing.assert_array_equal(array, value)


def test_a_list_of_float32_numbers_stays_float32():
    assert float_array("x", [np.float32(1), np.float32(2)]).dtype == np.float32


@pytest.mark.parametrize(
    "value",
    [
        np.ones(2, int),
        np.ones(2, np.float16),
        np.ones(2, complex),
        np.array([True]),
        np.array(["a"]),
        np.array([None]),
        np.int64(3),
        "text",
        b"bytes",
        None,
        [True, False],
        ["1.0"],
        [None, 1.0],
        [1j],
        {1: 2},
        object(),
        [10**400],
    ],
)
def test_what_is_no_float_array(value):
    with pytest.raises(TypeError, match=r"^inputs must be "):
        float_array("inputs", value)


def test_an_integer_array_is_told_how_to_convert():
    with pytest.raises(
        TypeError, match=re.escape("shape (2,) and dtype int32; convert it with x.")
    ):
        float_array("x", np.ones(2, np.int32))


def test_ragged_lists():
    with pytest.raises(ValueError, match=r"^x is not a rectangular array of numbers"):
        float_array("x", [[1.0, 2.0], [3.0]])
    with pytest.raises(ValueError, match=r"^y is not a list of integers"):
        label_array("y", [[1, 2], [3]], samples=2, classes=4)


def test_dimensions():
    assert float_array("x", np.ones((2, 2)), ndim=2).ndim == 2
    assert float_array("x", np.ones(2), ndim=(1, 2)).ndim == 1
    with pytest.raises(
        ValueError, match=r"x must have 1 or 2 dimension\(s\), got 3 \(shape \(1, 2"
    ):
        float_array("x", np.ones((1, 2, 3)), ndim=(1, 2))


def test_pairs():
    single = np.ones(2, np.float32)
    for first, second in (
        float_pair("a", single, "b", [1, 2]),
        float_pair("a", [1, 2], "b", single),
        float_pair("a", single, "b", single),
    ):
        assert first.dtype == second.dtype == np.float32
    with pytest.raises(
        TypeError, match="a and b must have the same dtype, got float32 and float64"
    ):
        float_pair("a", single, "b", np.ones(2))
    with pytest.raises(ValueError, match=r"same shape, got a \(2,\) and b \(3,\)"):
        float_pair("a", single, "b", [1, 2, 3])
    same_shape("a", single, "b", single)
    same_dtype("a", single, "b", single)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int64, np.uint64])
def test_labels(dtype):
    labels = label_array("labels", np.array([0, 2], dtype), samples=2, classes=3)
    assert labels.dtype == np.intp
    assert label_array("labels", [], samples=0, classes=3).shape == (0,)


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        ([0.0, 1.0], TypeError, "labels must be integers, got"),
        ([True, False], TypeError, "labels must be integers, got"),
        (["0", "1"], TypeError, "labels must be integers, got"),
        (None, TypeError, "labels must be integers, got None"),
        ([0, 1, 2], ValueError, r"labels must have shape \(2,\), one label a sample, got \(3,\)"),
        ([[0], [1]], ValueError, r"got \(2, 1\)"),
        ([0, 3], ValueError, "labels must be from 0 to 2 for 3 classes, got 3 at index 1"),
        ([-1, 0], ValueError, "got -1 at index 0"),
        (np.array([0, 2**64 - 1], np.uint64), ValueError, "labels must be from 0 to 2"),
        ([0, 10**30], TypeError, "labels must be integers, got"),
    ],
)
def test_what_are_no_labels(value, error, message):
    with pytest.raises(error, match=message):
        label_array("labels", value, samples=2, classes=3)


def test_numbers():
    assert number("rate", np.float32(0.5)) == 0.5
    assert isinstance(number("rate", 1), float)
    assert number("rate", 0, at_least=0, at_most=1) == 0
    with pytest.raises(
        ValueError, match=r"^rate must be a finite number above 0 and below 1, got 1"
    ):
        number("rate", 1, above=0, below=1)
    with pytest.raises(ValueError, match=r"^rate must be a finite number, got inf"):
        number("rate", np.inf)
    with pytest.raises(ValueError, match=r"^rate must fit a float, got 1000"):
        number("rate", 10**400)


@pytest.mark.parametrize("value", [True, np.bool_(True), "1", None, 1j, [1], np.ones(1), np.nan])
def test_what_is_no_number(value):
    with pytest.raises((TypeError, ValueError), match=r"^rate must be a (finite )?number, got"):
        number("rate", value)


def test_integers():
    assert integer("bins", np.int32(3), at_least=1) == 3
    assert type(integer("bins", np.int32(3))) is int
    with pytest.raises(ValueError, match=r"^bins must be an integer at least 1, got 0"):
        integer("bins", 0, at_least=1)
    for huge in (10**400, -(10**400), 2**63):
        with pytest.raises(ValueError, match=r"^bins must be an integer of 64 bits, got"):
            integer("bins", huge)
    for wrong in (1.0, True, "1", None, np.ones(1, int)):
        with pytest.raises(TypeError, match=r"^bins must be an integer, got"):
            integer("bins", wrong)


def test_within():
    array = np.array([0.0, np.nan, 1.0])
    assert within("p", array, 0, 1) is array
    with pytest.raises(ValueError, match=r"^p must be from 0 to 1, got 1.5"):
        within("p", np.array([0.5, 1.5]), 0, 1)


def test_distributions():
    assert distributions("p", [[0.25, 0.75], [1, 0]]).shape == (2, 2)
    assert np.isnan(distributions("p", [np.nan, 1.0])[0])
    distributions("p", [0.33333, 0.33333, 0.33333])  # rounded to five digits
    with pytest.raises(ValueError, match=r"^p must sum to 1 within 0.0001 .*got a sum of 0.99"):
        distributions("p", [0.33, 0.33, 0.33])


@pytest.mark.parametrize("value", [np.float32, "float32", np.dtype(np.float32)])
def test_float_dtypes(value):
    assert float_dtype("dtype", value) == np.float32


@pytest.mark.parametrize("value", [None, int, "float16", "nonsense", 3, []])
def test_other_dtypes(value):
    with pytest.raises(TypeError, match=r"^kind must be float32 or float64, got "):
        float_dtype("kind", value)


def test_items():
    assert items("names", ("a", "b"), of="strings") == ["a", "b"]
    assert items("names", iter([1]), of="numbers") == [1]
    assert items("names", {}, of="strings") == []


@pytest.mark.parametrize("value", ["ab", b"ab", 3, None, np.ones(()), object()])
def test_what_has_no_items(value):
    with pytest.raises(TypeError, match=r"^names must be a list of strings, got .*; put one in a"):
        items("names", value, of="strings")


def test_choice():
    assert choice("mode", "train", ("train", "eval")) == "train"
    with pytest.raises(ValueError, match=r"^mode must be one of 'train', 'eval', got 'test'"):
        choice("mode", "test", ("train", "eval"))


def test_generators():
    generator = np.random.default_rng(0)
    assert random_generator("generator", generator) is generator
    for wrong in (0, None, np.random, np.random.RandomState(0)):
        with pytest.raises(TypeError, match=r"^generator must be a numpy.random.Generator, got"):
            random_generator("generator", wrong)


def test_descriptions_are_short():
    assert describe(np.ones((2, 3))) == "an array of shape (2, 3) and dtype float64"
    assert describe(3) == "3 (int)"
    assert len(describe("x" * 1000)) < 80


@given(st.lists(st.floats(width=32), max_size=5))
def test_any_list_of_floats_passes(values):
    np.testing.assert_array_equal(float_array("x", values), np.array(values, float))
