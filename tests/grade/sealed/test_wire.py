"""Values as bytes: what goes in comes out, and what is no value is refused."""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import course.nn
from course.grade.sealed.wire import DEPTH, BadMessage, CannotCross, decode, encode

NUMBERS = (
    st.integers()
    | st.integers(-(2**4000), 2**4000)
    | st.floats()
    | st.complex_numbers()
    | st.booleans()
)
TEXTS = st.text(st.characters(), max_size=20) | st.binary(max_size=20)
LEAVES = NUMBERS | TEXTS | st.none()
KEYS = st.integers() | st.text(max_size=5) | st.tuples(st.integers(), st.text(max_size=3))
DTYPES = (
    arrays.boolean_dtypes()
    | arrays.integer_dtypes()
    | arrays.unsigned_integer_dtypes()
    | arrays.floating_dtypes()
    | arrays.complex_number_dtypes()
    | arrays.unicode_string_dtypes(max_len=4)
    | arrays.byte_string_dtypes(max_len=4)
)
ARRAYS = arrays.arrays(DTYPES, arrays.array_shapes(min_dims=0, min_side=0, max_side=3))
VALUES = st.recursive(
    LEAVES | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.frozensets(KEYS, max_size=4)
        | st.sets(KEYS, max_size=4)
    ),
    max_leaves=20,
)


def same(a: Any, b: Any) -> bool:
    """Return whether two values are of one type and equal, bit by bit."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        return (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
    if isinstance(a, float):
        return struct.pack("d", a) == struct.pack("d", b) or (math.isnan(a) and math.isnan(b))
    if isinstance(a, complex):
        return same(a.real, b.real) and same(a.imag, b.imag)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    return bool(a == b)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_every_plain_value_comes_back(value: Any) -> None:
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize(
    "value",
    [
        np.zeros((0, 3)),
        np.zeros((2, 0, 5), np.int8),
        np.float32(1e-45),
        np.bool_(True),
        np.array(3.0),
        np.array([np.inf, -np.inf, -0.0]),
        np.arange(3, dtype=">i4"),
        np.longdouble(1) / 3,
        np.array(["ä", "\ud800"]),
        "\ud800",
        slice(None, -1, 2),
        slice(np.int64(3)),
        range(10, 0, -3),
        Ellipsis,
        NotImplemented,
        2**60000,
    ],
    ids=lambda value: type(value).__name__,
)
def test_odd_values_come_back(value: Any) -> None:
    assert same(decode(encode(value)), value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24.0).reshape(2, 3, 4)[:, ::2, ::-1],
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.broadcast_to(np.arange(3), (4, 3)),
    ],
)
def test_an_array_that_is_not_contiguous_arrives_whole(array: np.ndarray) -> None:
    got = decode(encode(array))
    np.testing.assert_array_equal(got, array)
    assert got.flags.writeable == array.flags.writeable
    assert got.flags.owndata


@pytest.mark.parametrize("known", [np.float32, np.exp, np.dtype("<i2"), course.nn.softmax, float])
def test_types_ufuncs_and_the_library_cross_by_name(known: object) -> None:
    assert decode(encode(known)) is known or decode(encode(known)) == known


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"])
def test_a_generator_goes_on_where_it_was(kind: str) -> None:
    generator = np.random.Generator(getattr(np.random, kind)(7))
    generator.integers(0, 9, size=5, dtype=np.int32)
    copy = decode(encode(generator))
    np.testing.assert_array_equal(copy.normal(size=9), generator.normal(size=9))


def test_sets_have_one_order() -> None:
    """Both sides of a shared set must find the same bytes, whatever their hashes are."""
    one, other = {"a", "b", "c"}, {"c", "b", "a"}
    assert encode(one) == encode(other)
    parts = sorted(encode(text) for text in one)
    assert encode(one).endswith(b"".join(parts))


class Liar(int):
    """A subclass, which may say anything of itself."""


@pytest.mark.parametrize(
    "value",
    [Liar(3), np.array([None]), np.zeros(2, "f4,f4"), np.datetime64(0, "s"), object(), len],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_cannot_cross(value: object) -> None:
    with pytest.raises(CannotCross):
        encode(value)


def test_depth_is_bounded_on_both_sides() -> None:
    value: list = []
    for _ in range(DEPTH + 5):
        value = [value]
    with pytest.raises(CannotCross, match="nested deeper"):
        encode(value)
    with pytest.raises(BadMessage):
        decode(b"L\0\0\0\1" * 5000 + b"N")
    value.append(value)
    with pytest.raises(CannotCross):
        encode(value)


@pytest.mark.parametrize(
    "value",
    [2**70000, [0] * 500_000, set(range(500_000)), np.broadcast_to(0.5, (10**5, 10**5, 9))],
    ids=["integer", "list", "set", "array"],
)
def test_what_would_be_refused_there_is_not_sent(value: object) -> None:
    with pytest.raises(CannotCross, match="the most is"):
        encode(value)


def test_an_array_of_as_many_dimensions_as_numpy_has() -> None:
    assert decode(encode(np.ones((1,) * 64))).ndim == 64


def array_bytes(dtype: bytes, shape: tuple[int, ...], body: bytes) -> bytes:
    """Return an array's message with whatever parts."""
    sides = b"".join(struct.pack(">Q", length % 2**64) for length in shape)
    return b"a" + bytes([len(dtype), len(shape)]) + dtype + sides + body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"?",
        b"NN",
        b"i\xff\xff\xff\xff",
        b"i\0\0\x30\0" + bytes(0x3000),
        b"L\xff\xff\xff\xff",
        b"d\0\0\0\1LN",
        b"d\0\0\0\1L\0\0\0\0N",
        b"E\0\0\0\1L\0\0\0\0",
        b"s\0\0\0\1\xff",
        b"H\0\0\0\1",
        b"k\0\0\0\4eval",
        b"k\0\0\0\7dtype:O",
        b"k\0\0\0\x0bdtype:f4,f4",
        b"lNN",
        b"rNNN",
        b"g" + encode({"bit_generator": "MT19937"}),
        b"g" + encode([1]),
        array_bytes(b"|O", (1,), bytes(8)),
        array_bytes(b"|V8", (1,), bytes(8)),
        array_bytes(b"f4,f4", (1,), bytes(8)),
        array_bytes(b"(2,)f4", (1,), bytes(8)),
        array_bytes(b"<f8", (-1,), bytes(8)),
        array_bytes(b"<f8", (-1, -1), bytes(8)),
        array_bytes(b"<f8", (2**62, 4), b""),
        array_bytes(b"<f8", (2**40, 0), b""),
        array_bytes(b"<f8", (1,) * 65, bytes(8)),
        array_bytes(b"<f8", (2,), bytes(8)),
        array_bytes(b"|S0", (5,), b"x"),
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_is_no_value_is_refused(body: bytes) -> None:
    with pytest.raises(BadMessage):
        decode(body)


def test_a_generator_cannot_point_outside_its_memory() -> None:
    for generator, change in (
        (np.random.MT19937(0), lambda state: state["state"].update(pos=10**6)),
        (np.random.MT19937(0), lambda state: state["state"].update(pos=-1)),
        (np.random.Philox(0), lambda state: state.update(buffer_pos=-5)),
    ):
        state: dict = dict(generator.state)
        change(state)
        with pytest.raises(BadMessage):
            decode(b"g" + encode(state))


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_refused(body: bytes) -> None:
    try:
        value = decode(body)
    except BadMessage:
        return
    assert same(decode(encode(value)), value)
