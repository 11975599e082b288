"""Arrays that begin a cache line, whatever came before them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.nn.allocator import CACHE_LINE, aligned_empty


@given(
    shape=st.lists(st.integers(0, 7), max_size=4).map(tuple),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_begins_a_cache_line_and_is_an_array_like_any_other(
    shape: tuple[int, ...], dtype: type
) -> None:
    array = aligned_empty(shape, dtype)
    assert (array.shape, array.dtype) == (shape, dtype)
    assert array.size == 0 or array.ctypes.data % CACHE_LINE == 0
    assert array.flags.c_contiguous
    assert array.flags.writeable
    array[...] = 3
    assert (array == 3).all()


def test_two_arrays_share_no_memory() -> None:
    first, second = (aligned_empty((5, 3), np.float32) for _ in range(2))
    first[...], second[...] = 1, 2
    assert first.sum() == pytest.approx(15)
