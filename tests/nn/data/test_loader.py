"""Mini-batches and splits: every sample once, rows together, a new order each epoch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.nn.data import DataLoader, split


@given(
    samples=st.integers(0, 40),
    batch_size=st.integers(1, 50),
    shuffle=st.booleans(),
    drop_last=st.booleans(),
)
def test_every_sample_once_and_rows_together(samples, batch_size, shuffle, drop_last):
    inputs = np.arange(samples * 2).reshape(samples, 2)
    labels = np.arange(samples)
    generator = np.random.default_rng(0) if shuffle else None
    loader = DataLoader(
        inputs, labels, batch_size=batch_size, generator=generator, drop_last=drop_last
    )
    batches = list(loader)
    assert len(batches) == len(loader)
    for x, y in batches[:-1]:
        assert len(x) == len(y) == batch_size
    for x, y in batches:
        assert 0 < len(x) <= batch_size
        assert not drop_last or len(x) == batch_size
        np.testing.assert_array_equal(x[:, 0], 2 * y)
    seen = np.sort(np.concatenate([labels[:0], *(y for _, y in batches)]))
    if drop_last:
        assert len(seen) == samples // batch_size * batch_size
        assert len(np.unique(seen)) == len(seen)
    else:
        np.testing.assert_array_equal(seen, labels)


def test_order():
    labels = np.arange(100)
    (first,) = next(iter(DataLoader(labels, batch_size=10)))
    np.testing.assert_array_equal(first, np.arange(10))
    loader = DataLoader(labels, batch_size=10, generator=np.random.default_rng(0))
    one, two = ([y.tolist() for (y,) in loader] for _ in range(2))
    assert one != two
    again = DataLoader(labels, batch_size=10, generator=np.random.default_rng(0))
    assert one == [y.tolist() for (y,) in again]


def test_batches_in_order_are_views_and_shuffled_ones_copies():
    data = np.zeros((6, 2))
    for (batch,) in DataLoader(data, batch_size=2):
        assert np.shares_memory(batch, data)
    for (batch,) in DataLoader(data, batch_size=2, generator=np.random.default_rng(0)):
        assert not np.shares_memory(batch, data)


def test_two_passes_at_once_do_not_disturb_each_other():
    loader = DataLoader(np.arange(20), batch_size=5, generator=np.random.default_rng(0))
    pairs = list(zip(loader, loader, strict=True))
    for side in (0, 1):
        seen = np.concatenate([pair[side][0] for pair in pairs])
        np.testing.assert_array_equal(np.sort(seen), np.arange(20))


@given(samples=st.integers(2, 60), fraction=st.floats(0.02, 0.98))
def test_split_keeps_every_sample(samples, fraction):
    inputs, labels = np.arange(samples * 2).reshape(samples, 2), np.arange(samples)
    generator = np.random.default_rng(0)
    wanted = round(fraction * samples)
    if wanted in (0, samples):
        with pytest.raises(ValueError, match="leaves one part empty"):
            split(inputs, labels, fraction=fraction, generator=generator)
        return
    (x, y), (held_x, held_y) = split(inputs, labels, fraction=fraction, generator=generator)
    assert len(held_y) == wanted
    np.testing.assert_array_equal(x[:, 0], 2 * y)
    np.testing.assert_array_equal(held_x[:, 0], 2 * held_y)
    np.testing.assert_array_equal(np.sort(np.concatenate([y, held_y])), labels)


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda g: DataLoader(), ValueError, "arrays must not be empty"),
        (lambda g: DataLoader([1, 2]), TypeError, r"arrays\[0\] must be an array .* np.array"),
        (lambda g: DataLoader(np.ones(2), np.array(3)), TypeError, r"arrays\[1\] must be an array"),
        (
            lambda g: DataLoader(np.ones(2), np.ones(3)),
            ValueError,
            r"same number of samples, got 2 in arrays\[0\] and 3 in arrays\[1\]",
        ),
        (lambda g: DataLoader(np.ones(2), batch_size=0), ValueError, "batch_size must be"),
        (lambda g: DataLoader(np.ones(2), batch_size=1.5), TypeError, "batch_size must be"),
        (lambda g: DataLoader(np.ones(2), generator=0), TypeError, "generator must be"),
        (lambda g: split(fraction=0.5, generator=g), ValueError, "arrays must not be empty"),
        (lambda g: split(np.ones(4), fraction=0, generator=g), ValueError, "fraction must be"),
        (lambda g: split(np.ones(4), fraction=1, generator=g), ValueError, "fraction must be"),
        (lambda g: split(np.ones(4), fraction=0.5, generator=None), TypeError, "generator must be"),
        (lambda g: split(np.ones(1), fraction=0.5, generator=g), ValueError, "one part empty"),
    ],
)
def test_what_is_refused(call, error, message, generator):
    with pytest.raises(error, match=message):
        call(generator)
