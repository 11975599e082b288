"""Layers against PyTorch with all their options, on data as well as on tensors; and a network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn
from tests.oracles.same import (
    DTYPES,
    LAYOUTS,
    SEEDS,
    assert_same,
    assert_same_values,
    fill,
    laid_out,
    leaf,
)

DATA = st.integers(0, 1)  # 1: the first input is data, whose gradient is not asked for


def normal(seed, dtype, *shapes):
    generator = np.random.default_rng(seed)
    return [generator.standard_normal(shape).astype(dtype) for shape in shapes]


@settings(max_examples=80, deadline=None)
@given(
    batch=st.lists(st.integers(0, 4), max_size=2),
    sizes=st.tuples(st.integers(0, 5), st.integers(0, 5)),
    bias=st.booleans(),
    layouts=st.tuples(LAYOUTS, LAYOUTS),
    constants=DATA,
    dtype=DTYPES,
    seed=SEEDS,
)
def test_linear(batch, sizes, bias, layouts, constants, dtype, seed, torch):
    arrays = normal(seed, dtype, (*batch, sizes[0]), sizes, sizes[1:])[: 2 + bias]
    arrays[:2] = [laid_out(a, layout) for a, layout in zip(arrays, layouts, strict=False)]

    def theirs(x, w, b=None):
        return torch.nn.functional.linear(x, w.T, b)

    assert_same(torch, nn.linear, theirs, arrays, constants=constants)


SMALL = st.integers(1, 3)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), bias=st.booleans(), layout=LAYOUTS, constants=DATA, dtype=DTYPES, seed=SEEDS)
def test_conv2d(data, bias, layout, constants, dtype, seed, torch):
    groups, samples = data.draw(SMALL), data.draw(st.integers(0, 3))
    channels, filters = groups * data.draw(st.integers(1, 2)), groups * data.draw(st.integers(1, 2))
    kernel, stride, dilation = (data.draw(st.tuples(SMALL, SMALL)) for _ in range(3))
    padding = data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
    size = [
        data.draw(st.integers(max(1, d * (k - 1) + 1 - 2 * p), 8))
        for k, d, p in zip(kernel, dilation, padding, strict=True)
    ]
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    arrays = normal(seed, dtype, (samples, channels, *size), (filters, channels // groups, *kernel),
                    filters)[: 2 + bias]  # fmt: skip
    arrays[0] = laid_out(arrays[0], layout)
    assert_same(torch, lambda *a: nn.conv2d(*a, **options),
                lambda *a: torch.nn.functional.conv2d(*a, **options), arrays,
                constants=constants)  # fmt: skip


POOLS = {"max_pool2d": nn.max_pool2d, "avg_pool2d": nn.average_pool2d}


@pytest.mark.parametrize("name", POOLS)
@settings(max_examples=120, deadline=None)
@given(data=st.data(), ties=st.booleans(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_pooling(name, data, ties, layout, dtype, seed, torch):
    samples, channels = data.draw(st.integers(0, 3)), data.draw(SMALL)
    kernel = data.draw(st.tuples(SMALL, SMALL))
    padding = [data.draw(st.integers(0, k // 2)) for k in kernel]
    stride = data.draw(st.none() | st.tuples(SMALL, SMALL))
    size = [data.draw(st.integers(k, 7)) for k in kernel]
    (x,) = normal(seed, dtype, (samples, channels, *size))
    x = laid_out(np.round(x) if ties else x, layout)
    theirs = getattr(torch.nn.functional, name)
    assert_same(torch, lambda x: POOLS[name](x, kernel, stride=stride, padding=tuple(padding)),
                lambda x: theirs(x, kernel, stride=stride, padding=padding), [x])  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(shape=st.tuples(st.integers(0, 3), SMALL, SMALL, SMALL), ties=st.booleans(), layout=LAYOUTS,
       dtype=DTYPES, seed=SEEDS)  # fmt: skip
def test_global_pooling(shape, ties, layout, dtype, seed, torch):
    (x,) = normal(seed, dtype, shape)
    x = laid_out(np.round(x) if ties else x, layout)
    assert_same(torch, nn.global_average_pool2d, lambda x: x.mean((2, 3)), [x], second_order=True)
    assert_same(torch, nn.global_max_pool2d, lambda x: x.amax((2, 3)), [x], second_order=True)


@settings(max_examples=100, deadline=None)
@given(
    samples=st.integers(0, 6),
    features=st.integers(1, 4),
    pixels=st.none() | st.tuples(SMALL, SMALL),
    training=st.booleans(),
    momentum=st.sampled_from([0.0, 0.1, 0.7, 1.0]),
    epsilon=st.sampled_from([1e-5, 0.1]),
    constants=DATA,
    layout=LAYOUTS.filter(lambda layout: layout != "repeated"),
    dtype=DTYPES,
    seed=SEEDS,
)
def test_batch_norm(
    samples, features, pixels, training, momentum, epsilon, constants, layout, dtype, seed, torch
):
    samples = max(samples, 2) if training else samples
    x, gamma, beta, mean, variance = normal(
        seed, dtype, (samples, features, *(pixels or ())), *[features] * 4
    )
    x = np.clip(x, -1, 1)  # then apart by at least 1: a small variance would magnify rounding
    x.T[...] += 3 * np.arange(samples, dtype=dtype)
    variance = np.abs(variance) + dtype(0.5)
    running = mean.copy(), variance.copy()
    their_running = [torch.from_numpy(array.copy()) for array in running]
    ours = {"training": training, "momentum": momentum, "epsilon": epsilon}

    def theirs(x, gamma, beta):
        norm = torch.nn.functional.batch_norm
        return norm(x, *their_running, gamma, beta, training, momentum, epsilon)

    def mine(x, gamma, beta):
        names = dict(zip(("running_mean", "running_variance"), running, strict=True))
        return nn.batch_norm(x, gamma, beta, **names, **ours)

    assert_same(torch, mine, theirs, [laid_out(x, layout), gamma, beta], constants=constants)
    for a, b in zip(running, their_running, strict=True):
        assert_same_values(a, b)


@settings(max_examples=80, deadline=None)
@given(
    batch=st.lists(st.integers(0, 3), max_size=2),
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=2),
    epsilon=st.sampled_from([1e-5, 0.1]),
    constants=DATA,
    dtype=DTYPES,
    seed=SEEDS,
)
def test_layer_norm(batch, shape, epsilon, constants, dtype, seed, torch):
    x, gamma, beta = normal(seed, dtype, (*batch, *shape), shape, shape)
    x = np.clip(x, -1, 1) + 3 * np.arange(gamma.size, dtype=dtype).reshape(shape)
    if gamma.size == 1:  # the variance is 0: 1 / sqrt(1e-5) would magnify rounding 316 times
        epsilon = 0.1
    norm = torch.nn.functional.layer_norm
    assert_same(torch, lambda *a: nn.layer_norm(*a, epsilon=epsilon),
                lambda x, *a: norm(x, shape, *a, eps=epsilon), [np.asfortranarray(x), gamma, beta],
                constants=constants)  # fmt: skip


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dropout(rate, dtype, torch):
    """Masks are random: the values kept are PyTorch's, and the shares agree within 5 sigma."""
    torch.manual_seed(1)
    count = 40_000
    x = nn.Tensor(np.full((200, count // 200), 3, dtype), requires_grad=True)
    y = nn.dropout(x, rate=rate, generator=np.random.default_rng(1))
    y.sum().backward()
    t = leaf(torch, x.data)
    u = torch.nn.functional.dropout(t, rate)
    u.sum().backward()
    deviation = (rate * (1 - rate) / count) ** 0.5
    for ours, theirs in ((y.data, u), (x.grad, t.grad)):
        kept = ours != 0
        assert ours.dtype == dtype
        assert kept.mean() == pytest.approx(1 - rate, abs=5 * deviation)
        assert kept.mean() == pytest.approx(float((theirs != 0).double().mean()),
                                            abs=5 * 2**0.5 * deviation)  # fmt: skip
        assert_same_values(ours[kept][:1], theirs[theirs != 0][:1])
        assert np.unique(ours[kept]).size == 1
    np.testing.assert_array_equal(y.data != 0, x.grad != 0)
    assert_same(torch, lambda x: nn.dropout(x, rate=rate, training=False),
                lambda x: torch.nn.functional.dropout(x, rate, training=False),
                [x.data[:2]])  # fmt: skip


def networks(torch, dtype):
    """Return the same small network twice, with the names under which both keep their state."""
    generator = np.random.default_rng(0)
    made = {"generator": generator, "dtype": dtype}
    ours = nn.Sequential(
        nn.Conv2d(2, 4, 3, stride=(2, 1), padding=(1, 2), groups=2, **made),
        nn.BatchNorm2d(4, dtype=dtype),
        nn.PReLU(4, dtype=dtype),
        nn.Conv2d(4, 3, (1, 2), dilation=2, bias=False, **made),
        nn.Activation(nn.elu, alpha=0.5),
        nn.MaxPool2d(2, stride=1),
        nn.AveragePool2d(2, padding=1),
        nn.Flatten(),
        nn.Linear(18, 6, **made),
        nn.BatchNorm1d(6, momentum=0.3, dtype=dtype),
        nn.Activation(nn.tanh),
        nn.LayerNorm(6, dtype=dtype),
        nn.Linear(6, 3, bias=False, **made),
    )
    t = torch.nn
    theirs = t.Sequential(
        t.Conv2d(2, 4, 3, stride=(2, 1), padding=(1, 2), groups=2),
        t.BatchNorm2d(4),
        t.PReLU(4),
        t.Conv2d(4, 3, (1, 2), dilation=2, bias=False),
        t.ELU(0.5),
        t.MaxPool2d(2, stride=1),
        t.AvgPool2d(2, padding=1),
        t.Flatten(),
        t.Linear(18, 6),
        t.BatchNorm1d(6, momentum=0.3),
        t.Tanh(),
        t.LayerNorm(6),
        t.Linear(6, 3, bias=False),
    ).to(torch.from_numpy(np.zeros(1, dtype)).dtype)
    with torch.no_grad():
        for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
            b.copy_(turned(torch.from_numpy(a.data)))
    return ours, theirs


def turned(weights):
    """Our linear weights are (in, out) and PyTorch's (out, in); all else is alike."""
    return weights.T if weights.ndim == 2 else weights


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_network_in_training_and_evaluation(dtype, torch):
    ours, theirs = networks(torch, dtype)
    generator = np.random.default_rng(3)
    for step in range(5):
        training = step < 3
        ours.train(training)
        theirs.train(training)
        x = generator.standard_normal((6, 2, 6, 5)).astype(dtype)
        weights = generator.standard_normal((6, 3)).astype(dtype)
        mine, other = nn.Tensor(x, requires_grad=True), leaf(torch, x)
        y, t = ours(mine), theirs(other)
        assert_same_values(y.data, t)
        ours.zero_gradients()
        theirs.zero_grad()
        (y * weights).sum().backward()
        (t * torch.from_numpy(weights)).sum().backward()
        assert_same_values(mine.grad, other.grad)
        for a, b in zip(ours.parameters(), theirs.parameters(), strict=True):
            assert_same_values(a.grad, turned(b.grad))
        for k in (1, 9):
            assert_same_values(ours[k].running_mean, theirs[k].running_mean)
            assert_same_values(ours[k].running_variance, theirs[k].running_var)


MODULES = {
    "Maxout": (
        lambda made: nn.Maxout(4, 3, pieces=2, **made),
        lambda t, x, w, b: (x @ w + b).reshape(-1, 3, 2).amax(2),
    ),
    "Swish": (lambda made: nn.Swish(dtype=made["dtype"]), lambda t, x, b: x * t.sigmoid(b * x)),
    "Linear": (lambda made: nn.Linear(4, 3, **made), lambda t, x, w, b: x @ w + b),
    "GlobalAveragePool2d": (lambda made: nn.GlobalAveragePool2d(), lambda t, x: x.mean((2, 3))),
    "GlobalMaxPool2d": (lambda made: nn.GlobalMaxPool2d(), lambda t, x: x.amax((2, 3))),
}


@pytest.mark.parametrize("name", MODULES)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_modules(name, dtype, torch):
    build, theirs = MODULES[name]
    module = build({"generator": np.random.default_rng(0), "dtype": dtype})
    arrays = [a.data for a in module.parameters()]
    (x,) = normal(1, dtype, (5, 4, 2, 3) if name.startswith("Global") else (5, 4))
    assert_same(torch, lambda x, *tensors: fill(module, tensors)(x),
                lambda *a: theirs(torch, *a), [x, *arrays])  # fmt: skip
