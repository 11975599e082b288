"""Every activation against PyTorch: values, gradients, second derivatives, learned parameters."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course import nn
from tests.oracles.same import (
    DTYPES,
    LAYOUTS,
    SEEDS,
    assert_same,
    assert_same_values,
    laid_out,
    leaf,
)


def functional(name, **options):
    return lambda t, x: getattr(t.nn.functional, name)(x, **options)


def swish(t, x, beta):
    return x * t.sigmoid(beta * x)


def prelu(t, x, slope):
    return t.where(x > 0, x, slope * x)


def softplus(t, x):
    return t.logaddexp(x, t.zeros_like(x))  # PyTorch's own drops log(1 + e^-x) above 20


def s_shaped_relu(t, x, right_threshold, right_slope, left_threshold, left_slope):
    right = right_threshold + right_slope * (x - right_threshold)
    left = left_threshold + left_slope * (x - left_threshold)
    return t.where(x >= right_threshold, right, t.where(x <= left_threshold, left, x))


# name, options, the same in PyTorch
PLAIN = [
    ("sigmoid", {}, lambda t, x: t.sigmoid(x)),
    ("tanh", {}, lambda t, x: t.tanh(x)),
    ("softplus", {}, softplus),
    ("relu", {}, functional("relu")),
    ("leaky_relu", {}, functional("leaky_relu")),
    ("leaky_relu", {"slope": 0.3}, functional("leaky_relu", negative_slope=0.3)),
    ("leaky_relu", {"slope": -1}, functional("leaky_relu", negative_slope=-1)),
    ("absolute", {}, lambda t, x: t.abs(x)),
    ("elu", {}, functional("elu")),
    ("elu", {"alpha": 0.4}, functional("elu", alpha=0.4)),
    ("silu", {}, functional("silu")),
    ("mish", {}, functional("mish")),
    ("gelu", {}, functional("gelu")),
    ("quick_gelu", {}, lambda t, x: swish(t, x, 1.702)),
    ("normal_cdf", {}, lambda t, x: t.special.ndtr(x)),
    ("normal_density", {}, lambda t, x: t.exp(-x * x / 2) / (2 * t.pi) ** 0.5),
]

# name, what its parameters start from, the same in PyTorch
LEARNED = [
    ("prelu", [0.25], prelu),
    ("generalised_relu", [-1.0], prelu),
    ("swish", [1.5], swish),
    ("s_shaped_relu", [0.8, 0.5, -0.6, 1.5], s_shaped_relu),
]


def names(case):
    return "-".join([case[0], *(str(option) for option in case[1])])


def test_every_activation_is_compared():
    apart = {"softmax", "log_softmax", "maxout"}
    public = {n for n in nn.activations.__all__ if not n.endswith("_derivative")}
    assert {case[0] for case in (*PLAIN, *LEARNED)} | apart == public


@pytest.mark.parametrize("case", PLAIN, ids=names)
@settings(max_examples=30, deadline=None)
@given(shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), layout=LAYOUTS,
       dtype=DTYPES, seed=SEEDS)  # fmt: skip
def test_activations(case, shape, layout, dtype, seed, torch):
    name, options, theirs = case
    x = np.random.default_rng(seed).uniform(-3, 3, shape).astype(dtype)
    x = laid_out(x, layout)
    ours = getattr(nn, name)
    assert_same(torch, lambda x: ours(x, **options), lambda x: theirs(torch, x), [x],
                second_order=True)  # fmt: skip
    assert_same_values(ours(x, **options), theirs(torch, torch.from_numpy(x.copy())))


@pytest.mark.parametrize("case", [c for c in PLAIN if not c[0].startswith("normal")], ids=names)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("x", [-1e4, -100, -30, -10, -1, -0.0, 0.0, 1, 10, 30, 100, 1e4])
def test_derivatives_at_kinks_and_far_out(case, x, dtype, torch):
    name, options, theirs = case
    array = np.array([x], dtype)
    assert_same(
        torch, lambda a: getattr(nn, name)(a, **options), lambda a: theirs(torch, a), [array]
    )
    leaf = torch.from_numpy(array.copy()).requires_grad_()
    theirs(torch, leaf).sum().backward()
    assert_same_values(getattr(nn, f"{name}_derivative")(array, **options), leaf.grad)


@pytest.mark.parametrize("case", LEARNED, ids=names)
@settings(max_examples=60, deadline=None)
@given(data=st.data(), ties=st.booleans(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_learned_parameters(case, data, ties, layout, dtype, seed, torch):
    name, starts, theirs = case
    shape = data.draw(hnp.array_shapes(max_dims=3, min_side=0, max_side=4))
    generator = np.random.default_rng(seed)
    x = generator.uniform(-3, 3, shape).astype(dtype)
    arrays = [laid_out(x, layout)]
    for start in starts:
        kept = data.draw(st.integers(0, len(shape)))  # a parameter a unit, a channel, or one
        one = [n if data.draw(st.booleans()) else 1 for n in shape[kept:]]
        arrays.append((start + generator.uniform(-0.1, 0.1, one)).astype(dtype))
    if ties:  # on the kinks themselves
        arrays = [np.round(2 * array) / 2 for array in arrays]
    ours = getattr(nn, name)
    # A second derivative on a kink is each library's own choice.
    assert_same(torch, ours, lambda *a: theirs(torch, *a), arrays, second_order=not ties)
    leaves = [np.broadcast_to(array, shape) for array in arrays]
    leaves = [torch.from_numpy(array.copy()).requires_grad_() for array in leaves]
    by_each = torch.autograd.grad(theirs(torch, *leaves).sum(), leaves)
    for a, b in zip(getattr(nn, f"{name}_derivative")(*arrays), by_each, strict=True):
        assert_same_values(np.broadcast_to(a, shape), b)


@settings(max_examples=40, deadline=None)
@given(samples=st.integers(0, 4), channels=st.integers(1, 3), dtype=DTYPES, seed=SEEDS)
def test_prelu_by_channel(samples, channels, dtype, seed, torch):
    generator = np.random.default_rng(seed)
    x = generator.standard_normal((samples, channels, 2, 3)).astype(dtype)
    slope = generator.uniform(-1, 1, channels).astype(dtype)

    def ours(x, slope):
        layer = nn.PReLU(channels, dtype=dtype)
        layer.slope = slope
        return layer(x)

    assert_same(torch, ours, torch.nn.functional.prelu, [x, slope])


@settings(max_examples=60, deadline=None)
@given(data=st.data(), scale=st.sampled_from([1.0, 3.0]), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_softmax(data, scale, layout, dtype, seed, torch):
    shape = data.draw(hnp.array_shapes(max_dims=3, max_side=5))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    x = np.random.default_rng(seed).normal(0, scale, shape).astype(dtype)
    x = laid_out(x, layout)
    for ours, theirs in ((nn.softmax, torch.softmax), (nn.log_softmax, torch.log_softmax)):
        assert_same(torch, lambda x, f=ours: f(x, axis), lambda x, f=theirs: f(x, axis), [x],
                    second_order=True)  # fmt: skip
        direction = np.random.default_rng(seed + 1).standard_normal(shape).astype(dtype)
        point, v = torch.from_numpy(x.copy()), torch.from_numpy(direction)
        _, moved = torch.autograd.functional.jvp(lambda x, f=theirs: f(x, axis), point, v)
        assert_same_values(getattr(nn, f"{ours.__name__}_derivative")(x, direction, axis), moved)


@pytest.mark.parametrize("samples", [0, 2])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_of_huge_logits_and_of_no_samples(samples, dtype, torch):
    x = np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 9999.0]], dtype)[:samples]
    for ours, theirs in ((nn.softmax, torch.softmax), (nn.log_softmax, torch.log_softmax)):
        assert_same(torch, ours, lambda x, f=theirs: f(x, -1), [x], second_order=True)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), pieces=st.integers(1, 3), ties=st.booleans(), layout=LAYOUTS, dtype=DTYPES,
       seed=SEEDS)  # fmt: skip
def test_maxout(data, pieces, ties, layout, dtype, seed, torch):
    shape = list(data.draw(hnp.array_shapes(max_dims=3, min_side=0, max_side=4)))
    axis = data.draw(st.integers(0, len(shape) - 1))
    grouped = [*shape[:axis], shape[axis], pieces, *shape[axis + 1 :]]
    shape[axis] *= pieces
    x = np.random.default_rng(seed).uniform(-3, 3, shape).astype(dtype)
    x = laid_out(np.round(x) if ties else x, layout)
    assert_same(torch, lambda x: nn.maxout(x, pieces, axis=axis),
                lambda x: x.reshape(grouped).amax(axis + 1), [x], second_order=True)  # fmt: skip
    assert_same(torch, lambda x: nn.maxout(x, pieces, axis=axis - len(shape)),
                lambda x: x.reshape(grouped).amax(axis + 1), [x])  # fmt: skip
    other = leaf(torch, x)
    other.reshape(grouped).amax(axis + 1).sum().backward()
    assert_same_values(nn.maxout_derivative(x, pieces, axis=axis), other.grad)
