"""Convolution and pooling against naive loops, finite differences and the slides' figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn


def naive_convolution(x, f, b, stride, padding, dilation, groups):
    """Six loops, straight from the formula."""
    (sh, sw), (ph, pw), (dh, dw) = stride, padding, dilation
    n, _, height, width = x.shape
    outputs, per_group, kh, kw = f.shape
    out_h = (height + 2 * ph - dh * (kh - 1) - 1) // sh + 1
    out_w = (width + 2 * pw - dw * (kw - 1) - 1) // sw + 1
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    y = np.zeros((n, outputs, out_h, out_w), x.dtype)
    for o in range(outputs):
        first = o // (outputs // groups) * per_group
        for p in range(out_h):
            for q in range(out_w):
                for i in range(kh):
                    for j in range(kw):
                        seen = padded[
                            :, first : first + per_group, p * sh + i * dh, q * sw + j * dw
                        ]
                        y[:, o, p, q] += seen @ f[o, :, i, j]
    return y + (0 if b is None else b[:, None, None])


def naive_pool(x, kernel, stride, padding, reduce, fill):
    (kh, kw), (sh, sw), (ph, pw) = kernel, stride, padding
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)), constant_values=fill)
    height = (padded.shape[2] - kh) // sh + 1
    width = (padded.shape[3] - kw) // sw + 1
    y = np.zeros((*x.shape[:2], height, width), x.dtype)
    for p in range(height):
        for q in range(width):
            y[:, :, p, q] = reduce(
                padded[:, :, p * sh : p * sh + kh, q * sw : q * sw + kw], axis=(2, 3)
            )
    return y


PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_convolution_is_the_naive_one(data):
    kernel, stride, dilation = (data.draw(PAIRS) for _ in range(3))
    padding = data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
    groups = data.draw(st.integers(1, 3))
    samples, per_group, outputs = (data.draw(st.integers(low, 3)) for low in (0, 1, 1))
    height, width = (
        d * (k - 1) + 1 + data.draw(st.integers(0, 3))
        for k, d in zip(kernel, dilation, strict=True)
    )
    dtype = data.draw(st.sampled_from([np.float32, np.float64]))
    rng = np.random.default_rng(0)
    x = rng.standard_normal((samples, per_group * groups, height, width)).astype(dtype)
    if data.draw(st.booleans()):  # memory order must not matter
        x = np.asfortranarray(x)
    f = rng.standard_normal((outputs * groups, per_group, *kernel)).astype(dtype)
    b = rng.standard_normal(len(f)).astype(dtype)
    y = nn.conv2d(x, f, b, stride=stride, padding=padding, dilation=dilation, groups=groups)
    expected = naive_convolution(x, f, b, stride, padding, dilation, groups)
    assert y.dtype == dtype
    np.testing.assert_allclose(y, expected, rtol=1e-4, atol=1e-5 if dtype == np.float32 else 1e-12)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"padding": 1},
        {"stride": 2, "padding": (0, 1)},
        {"dilation": (2, 1), "padding": 1},
        {"dilation": (1, 3), "stride": (2, 1)},
        {"stride": (1, 3), "groups": 2},
    ],
)
def test_convolution_gradients(options, generator, assert_layer_gradients):
    x = generator.standard_normal((2, 4, 5, 6))
    f = generator.standard_normal((6, 4 // options.get("groups", 1), 3, 2))
    b = generator.standard_normal(6)
    assert_layer_gradients(lambda *a: nn.conv2d(*a, **options), x, f, b)
    assert_layer_gradients(lambda *a: nn.conv2d(*a, **options), x, f)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_pooling_is_the_naive_one(data):
    kernel, stride = data.draw(PAIRS), data.draw(PAIRS)
    padding = tuple(data.draw(st.integers(0, k // 2)) for k in kernel)
    size = tuple(k + data.draw(st.integers(0, 3)) for k in kernel)
    x = np.random.default_rng(0).standard_normal((data.draw(st.integers(0, 2)), 3, *size))
    options = {"stride": stride, "padding": padding}
    np.testing.assert_array_equal(
        nn.max_pool2d(x, kernel, **options), naive_pool(x, kernel, stride, padding, np.max, -np.inf)
    )
    np.testing.assert_allclose(
        nn.average_pool2d(x, kernel, **options),
        naive_pool(x, kernel, stride, padding, np.mean, 0),
        rtol=1e-12,
    )


@pytest.mark.parametrize("function", [nn.max_pool2d, nn.average_pool2d])
@pytest.mark.parametrize(
    ("kernel", "options"),
    [(2, {}), ((3, 2), {"stride": 1, "padding": 1}), (2, {"stride": (3, 1)})],
)
def test_pooling_gradients(function, kernel, options, generator, assert_layer_gradients):
    x = generator.permutation(2.0 * 3 * 6 * 5 * np.linspace(0, 1, 180)).reshape(2, 3, 6, 5)
    assert_layer_gradients(lambda a: function(a, kernel, **options), x)


@pytest.mark.parametrize("function", [nn.global_average_pool2d, nn.global_max_pool2d])
def test_global_pooling(function, generator, assert_layer_gradients):
    x = generator.standard_normal((2, 3, 4, 5))
    reduce = np.mean if "average" in function.__name__ else np.max
    np.testing.assert_allclose(function(x), reduce(x, axis=(2, 3)))
    assert_layer_gradients(function, x)
    with pytest.raises(ValueError, match="at least one pixel"):
        function(np.zeros((2, 3, 0, 4)))


def test_the_first_of_equal_pixels_wins():
    x = nn.Tensor(np.ones((1, 1, 2, 2)), requires_grad=True)
    nn.max_pool2d(x, 2).backward(np.full((1, 1, 1, 1), 7.0))
    np.testing.assert_array_equal(x.grad, [[[[7, 0], [0, 0]]]])


def test_nan_comes_out():
    x = np.ones((1, 1, 2, 4))
    x[0, 0, 0, 3] = np.nan
    np.testing.assert_array_equal(nn.max_pool2d(x, 2), [[[[1, np.nan]]]])


def test_figures_of_the_slides():
    image = np.array([[2, 3, 1], [5, 6, 3], [8, 9, 8.0]])[None, None]
    f = np.array([[0, 1, -1], [1, 0, 1], [1, 2, 0.0]])[None, None]
    assert nn.conv2d(image, f).item() == 36
    for pixels, largest in (
        ([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 9),
        ([[5, 2, 1], [5, 7, 1], [9, 5, 12]], 12),
    ):
        assert nn.max_pool2d(np.array(pixels, float)[None, None], 3).item() == largest


def test_convolution_shifts_with_its_image(generator):
    x, f = generator.standard_normal((1, 2, 8, 8)), generator.standard_normal((3, 2, 3, 3))
    y, shifted = nn.conv2d(x, f), nn.conv2d(np.roll(x, (1, 2), axis=(2, 3)), f)
    np.testing.assert_allclose(shifted[:, :, 1:, 2:], y[:, :, :-1, :-2])


IMAGES = np.ones((2, 4, 5, 6))
FILTERS = np.ones((6, 4, 3, 3))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nn.conv2d(IMAGES[0], FILTERS), "x must have 4 dimension"),
        (lambda: nn.conv2d(IMAGES, FILTERS[:, :3]), "x has 4 channels"),
        (lambda: nn.conv2d(IMAGES, FILTERS, groups=4), "multiple of groups=4"),
        (lambda: nn.conv2d(IMAGES, FILTERS[:0]), "multiple of groups=1"),
        (lambda: nn.conv2d(IMAGES, FILTERS, np.ones(5)), r"bias must have shape \(6,\)"),
        (lambda: nn.conv2d(IMAGES.astype("f"), FILTERS), "same dtype"),
        (lambda: nn.conv2d(IMAGES, FILTERS, stride=0), "stride must be an integer at least 1"),
        (
            lambda: nn.conv2d(IMAGES, FILTERS, padding=(1, 2, 3)),
            "padding must be one integer or two",
        ),
        (lambda: nn.conv2d(IMAGES, FILTERS, dilation=3), "does not fit into 5 entries"),
        (lambda: nn.max_pool2d(IMAGES, 9), "does not fit"),
        (lambda: nn.max_pool2d(IMAGES, 2, padding=2), "at most half the kernel"),
        (lambda: nn.average_pool2d(IMAGES.astype(int), 2), "x must be float32 or float64"),
    ],
)
def test_refusals(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()
