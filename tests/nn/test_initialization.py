"""Initialization: variances, rotations, signals through deep stacks, and refusals."""

import math

import numpy as np
import pytest

from course.nn.initialization import (
    constant,
    delta_orthogonal,
    fan_in_and_fan_out,
    he,
    lsuv,
    normal,
    orthogonal,
    xavier,
    zeros,
)

RANDOM = {
    "normal": normal,
    "xavier": xavier,
    "he": he,
    "orthogonal": orthogonal,
    "delta_orthogonal": delta_orthogonal,
}
each_random = pytest.mark.parametrize("make", RANDOM.values(), ids=RANDOM)


def test_constants():
    np.testing.assert_array_equal(zeros((2, 3)), np.zeros((2, 3)))
    np.testing.assert_array_equal(constant([2], 1.5), [1.5, 1.5])
    assert zeros((1,), dtype=np.float32).dtype == np.float32
    assert zeros(()).shape == ()


@pytest.mark.parametrize(
    ("shape", "fans"),
    [
        ((3, 5), (3, 5)),
        ((16, 8, 3, 3), (72, 144)),
        ((4, 2, 5), (10, 20)),
        ((4, 1, 3, 3), (9, 36)),  # depthwise: one input channel in each group
        ((0, 5), (0, 5)),
    ],
)
def test_fans(shape, fans):
    assert fan_in_and_fan_out(shape) == fans


@pytest.mark.parametrize("distribution", ["normal", "uniform"])
@pytest.mark.parametrize("shape", [(300, 500), (60, 40, 5, 5)])
def test_variances(shape, distribution, generator):
    fan_in, fan_out = fan_in_and_fan_out(shape)
    for weights, variance in (
        (xavier(shape, generator, distribution=distribution), 2 / (fan_in + fan_out)),
        (xavier(shape, generator, distribution=distribution, gain=3), 18 / (fan_in + fan_out)),
        (he(shape, generator, distribution=distribution), 2 / fan_in),
        (
            he(shape, generator, distribution=distribution, negative_slope=0.5),
            2 / (1.25 * fan_in),
        ),
    ):
        count = weights.size
        assert weights.shape == shape
        # The sample variance of `count` draws has a relative error of about sqrt(2 / count).
        assert weights.var() == pytest.approx(variance, rel=5 * math.sqrt(2 / count))
        assert abs(weights.mean()) < 5 * math.sqrt(variance / count)
        kurtosis = (weights**4).mean() / weights.var() ** 2
        assert kurtosis == pytest.approx(3 if distribution == "normal" else 1.8, rel=0.05)
        if distribution == "uniform":
            assert np.abs(weights).max() <= math.sqrt(3 * variance)


def test_normal(generator):
    weights = normal((400, 500), generator, std=0.01)
    assert weights.std() == pytest.approx(0.01, rel=0.01)
    assert not normal((3,), generator, std=0).any()


@pytest.mark.parametrize("shape", [(4, 4), (6, 3), (3, 6), (8, 2, 2, 2), (2, 8, 3, 3), (1, 1)])
def test_orthogonal(shape, generator):
    matrix = orthogonal(shape, generator, gain=2.0).reshape(shape[0], -1)
    rows, columns = matrix.shape
    gram = matrix.T @ matrix if rows >= columns else matrix @ matrix.T
    np.testing.assert_allclose(gram, 4 * np.eye(min(rows, columns)), atol=1e-13)


def test_orthogonal_prefers_no_direction(generator):
    """Without the sign of R's diagonal, entry (0, 0) of Q would nearly always be negative."""
    corners = [orthogonal((3, 3), generator)[0, 0] for _ in range(400)]
    assert abs(np.mean(corners)) < 5 * np.std(corners) / 20


def test_delta_orthogonal(generator):
    filters = delta_orthogonal((6, 4, 3, 5), generator, gain=0.5)
    centre = filters[:, :, 1, 2]
    np.testing.assert_allclose(centre.T @ centre, 0.25 * np.eye(4), atol=1e-14)
    assert np.count_nonzero(filters) == 24


def test_delta_orthogonal_keeps_the_length_of_an_image(generator):
    filters = delta_orthogonal((5, 3, 3, 3), generator)
    image = generator.standard_normal((3, 7, 7))
    padded = np.pad(image, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    output = np.einsum("cyxhw,ochw->oyx", windows, filters)
    np.testing.assert_allclose((output**2).sum(axis=0), (image**2).sum(axis=0), rtol=1e-12)


@pytest.mark.parametrize(
    ("make", "activation"),
    [(xavier, np.tanh), (he, lambda x: np.maximum(x, 0)), (orthogonal, lambda x: x)],
)
def test_signals_survive_thirty_layers(make, activation, generator):
    x = generator.standard_normal((200, 200))
    for _ in range(30):
        x = activation(x @ make((200, 200), generator))
    assert 0.05 < x.std() < 3
    faded = generator.standard_normal((200, 200))
    for _ in range(30):
        faded = activation(faded @ normal((200, 200), generator, std=0.01))
    assert faded.std() < 1e-9


def tanh_network(weights, x):
    def layer_output(index):
        signal = x
        for w in weights[: index + 1]:
            signal = np.maximum(signal @ w, 0)
        return signal

    return layer_output


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_lsuv(dtype, generator):
    x = generator.standard_normal((300, 30)).astype(dtype)
    weights = [orthogonal((30, 30), generator, gain=0.1, dtype=dtype) for _ in range(8)]
    same = list(weights)
    layer_output = tanh_network(weights, x)
    reached = lsuv(weights, layer_output, tolerance=0.01)
    assert all(a is b and a.dtype == dtype for a, b in zip(weights, same, strict=True))
    for index, std in enumerate(reached):
        assert layer_output(index).std() == pytest.approx(std, rel=1e-5)
        assert abs(std - 1) <= 0.01


def test_lsuv_says_when_it_cannot(generator):
    weights = [orthogonal((3, 3), generator)]
    with pytest.raises(
        ValueError, match=r"layer_output\(0\) must vary .* standard deviation of 0.0"
    ):
        lsuv(weights, lambda index: np.zeros((4, 3)))
    with pytest.raises(ValueError, match=r"layer_output\(0\) must vary .* nan"):
        lsuv(weights, lambda index: np.full((4, 3), np.nan))
    with pytest.raises(ValueError, match=r"iterations=3 did not bring layer_output\(0\) .* got 3;"):
        lsuv(weights, lambda index: np.array([-3.0, 3.0]), iterations=3)
    with pytest.raises(TypeError, match=r"weights\[0\] must be an array of floats"):
        lsuv([[[1.0]]], lambda index: np.ones(3))
    with pytest.raises(ValueError, match="tolerance must be"):
        lsuv(weights, lambda index: np.ones(3), tolerance=0)
    with pytest.raises(ValueError, match="iterations must be"):
        lsuv(weights, lambda index: np.ones(3), iterations=0)


@each_random
def test_the_seed_decides(make):
    first, second, other = (make((4, 3, 1, 1), np.random.default_rng(s)) for s in (1, 1, 2))
    np.testing.assert_array_equal(first, second)
    assert (first != other).any()


@each_random
@pytest.mark.parametrize("dtype", [np.float32, np.float64, "float32"])
def test_dtypes(make, dtype, generator):
    weights = make((4, 4, 3, 3), generator, dtype=dtype)
    assert weights.dtype == np.dtype(dtype)
    assert weights.flags.writeable
    assert weights.flags.owndata or weights.base.flags.writeable


@each_random
def test_what_random_ones_refuse(make, generator):
    shape = (4, 4, 3, 3)
    for wrong in (0, None, np.random, np.random.RandomState(0)):
        with pytest.raises(TypeError, match=r"generator must be a numpy.random.Generator"):
            make(shape, wrong)
    for wrong in (int, "float16", np.float16, "nonsense", None):
        with pytest.raises(TypeError, match="dtype must be float32 or float64, got"):
            make(shape, generator, dtype=wrong)
    for wrong in (3, None, "44", np.ones(2, int)):
        with pytest.raises(TypeError, match="shape must be a tuple of integers"):
            make(wrong, generator)
    with pytest.raises(TypeError, match=r"shape\[1\] must be an integer"):
        make((4, 2.0), generator)
    with pytest.raises(ValueError, match=r"shape\[1\] must be an integer at least 0"):
        make((4, -2), generator)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda g: xavier((3,), g), r"shape must be that of a matrix or of filters, got \(3,\)"),
        (lambda g: he((), g), "shape must be that of a matrix"),
        (lambda g: orthogonal((3,), g), "shape must be that of a matrix"),
        (lambda g: xavier((3, 3), g, gain=-1), "gain must be"),
        (lambda g: orthogonal((3, 3), g, gain=np.nan), "gain must be"),
        (lambda g: he((3, 3), g, negative_slope=np.inf), "negative_slope must be"),
        (lambda g: he((3, 3), g, distribution="cauchy"), "distribution must be one of 'normal'"),
        (lambda g: normal((3, 3), g, std=-1), "std must be"),
        (lambda g: constant((3,), np.nan), "value must be a finite number"),
        (lambda g: delta_orthogonal((3, 3), g), r"shape must be \(out, in, height, width\)"),
        (lambda g: delta_orthogonal((2, 3, 3, 3), g), "at least as many out as in channels"),
        (lambda g: delta_orthogonal((3, 3, 2, 3), g), "odd height and width"),
    ],
)
def test_what_is_refused(call, message, generator):
    with pytest.raises(ValueError, match=message):
        call(generator)


def test_zero_sizes(generator):
    assert xavier((0, 5), generator).shape == (0, 5)
    assert he((0, 0), generator).shape == (0, 0)
    assert orthogonal((0, 4), generator).shape == (0, 4)
