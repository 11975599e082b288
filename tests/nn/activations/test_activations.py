"""Every activation: values, derivatives to second order, kinks, limits, dtypes, refusals."""

import inspect
import math

import numpy as np
import pytest

from course import nn
from course.nn import Tensor, gradients

X = np.array([[-3.1, -0.7, -0.2], [0.4, 1.3, 2.9]])


def phi(z):
    return np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2


# name: (formula written another way, parameters)
FORMULAS = {
    "sigmoid": (lambda x: 1 / (1 + np.exp(-x)), ()),
    "tanh": (lambda x: 2 / (1 + np.exp(-2 * x)) - 1, ()),
    "softplus": (lambda x: np.log(1 + np.exp(x)), ()),
    "relu": (lambda x: x * (x > 0), ()),
    "leaky_relu": (lambda x: np.maximum(0.01 * x, x), ()),
    "prelu": (lambda x, a: np.maximum(0, x) + a * np.minimum(0, x), (0.3,)),
    "absolute": (lambda x: np.sqrt(x * x), ()),
    "elu": (lambda x: np.where(x > 0, x, np.exp(x) - 1), ()),
    "generalised_relu": (lambda x, a: np.where(x > 0, x, a * x), (-0.4,)),
    "s_shaped_relu": (
        lambda x, tr, ar, tl, al: (
            np.clip(x, tl, tr) + ar * np.maximum(x - tr, 0) + al * np.minimum(x - tl, 0)
        ),
        (1.0, 0.5, -0.5, 0.25),
    ),
    "silu": (lambda x: x / (1 + np.exp(-x)), ()),
    "swish": (lambda x, b: x / (1 + np.exp(-b * x)), (1.7,)),
    "mish": (lambda x: x * np.tanh(np.log(1 + np.exp(x))), ()),
    "gelu": (lambda x: x * phi(x), ()),
    "quick_gelu": (lambda x: x / (1 + np.exp(-1.702 * x)), ()),
}


def function_of(name, parameters):
    return lambda x, *given: getattr(nn, name)(x, *(given or parameters))


@pytest.mark.parametrize("name", FORMULAS)
def test_values_and_derivatives(name, generator, assert_gradient):
    formula, parameters = FORMULAS[name]
    function = function_of(name, parameters)
    np.testing.assert_allclose(function(X), formula(X, *parameters), rtol=1e-13, atol=1e-15)
    np.testing.assert_array_equal(function(Tensor(X)).data, function(X))
    twin = getattr(nn, f"{name}_derivative")(X, *parameters)
    by_x = twin[0] if isinstance(twin, tuple) else twin
    assert_gradient(lambda x: formula(x, *parameters).sum(), X, by_x)
    x = Tensor(X, requires_grad=True)
    learned = [Tensor(np.array([p]), requires_grad=True) for p in parameters]
    (first, *others) = gradients(function(x, *learned).sum(), [x, *learned], create_graph=True)
    np.testing.assert_allclose(first.data, by_x, rtol=1e-14)
    for k, other in enumerate(others):

        def moved(p, k=k):
            given = [p if i == k else q for i, q in enumerate(parameters)]
            return formula(X, *given).sum()

        assert_gradient(moved, np.array([parameters[k]]), other.data)
        np.testing.assert_allclose(other.data, twin[k + 1].sum())
    if first.requires_grad:
        (second,) = gradients(first.sum(), [x])

        def slope(z):
            result = getattr(nn, f"{name}_derivative")(z, *parameters)
            return (result[0] if isinstance(result, tuple) else result).sum()

        assert_gradient(slope, X, second.data)


@pytest.mark.parametrize("name", FORMULAS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_far_out_and_odd_inputs(name, dtype):
    function = function_of(name, FORMULAS[name][1])
    far = np.array([-1e4, -50, 0, 50, 1e4], dtype)
    y = function(far)
    assert y.dtype == dtype
    assert np.isfinite(y).all()
    assert np.isnan(function(np.array([np.nan], dtype))).all()
    assert function(np.zeros((0, 2), dtype)).shape == (0, 2)
    x = Tensor(far, requires_grad=True)
    function(x).sum().backward()
    assert x.grad.dtype == dtype
    assert np.isfinite(x.grad).all()


def test_what_happens_at_the_kinks():
    zero = np.zeros(1)
    assert nn.relu_derivative(zero) == 0
    assert nn.leaky_relu_derivative(zero, slope=0.2) == 0.2
    assert nn.prelu_derivative(zero, 0.3)[0] == 0.3
    assert nn.absolute_derivative(zero) == 0
    assert nn.elu_derivative(zero, alpha=0.5) == 0.5
    at_thresholds = nn.s_shaped_relu_derivative(np.array([1.0, -1.0]), 1.0, 0.5, -1.0, 0.25)[0]
    np.testing.assert_array_equal(at_thresholds, [0.5, 0.25])


def test_families():
    np.testing.assert_allclose(nn.tanh(X), 2 * nn.sigmoid(2 * X) - 1)
    np.testing.assert_array_equal(nn.generalised_relu(X, -1.0), nn.absolute(X))
    np.testing.assert_array_equal(nn.generalised_relu(X, 0.01), nn.leaky_relu(X))
    np.testing.assert_array_equal(nn.swish(X), nn.silu(X))
    np.testing.assert_allclose(nn.swish(X, 0.0), X / 2)
    np.testing.assert_array_equal(nn.elu(x=X, alpha=2.0), nn.elu(X, alpha=2.0))
    np.testing.assert_array_equal(nn.swish(x=Tensor(X), beta=2.0).data, nn.swish(X, 2.0))
    grid = np.linspace(-8, 8, 16001)
    assert 0.0203 < np.abs(nn.gelu(grid) - nn.quick_gelu(grid)).max() < 0.0204


def test_normal_distribution(assert_gradient):
    grid = np.linspace(-9, 9, 2001)
    exact = np.array([math.erfc(-v / math.sqrt(2)) / 2 for v in grid])
    np.testing.assert_allclose(nn.normal_cdf(grid), exact, rtol=3e-14)
    np.testing.assert_allclose(nn.normal_cdf(grid.astype("f")), exact, rtol=2e-5, atol=1e-9)
    x = np.array([-1.5, 0.0, 2.0])
    assert_gradient(lambda v: nn.normal_cdf(v).sum(), x, nn.normal_density(x))


def test_maxout(generator, assert_gradient):
    x = generator.standard_normal((4, 6))
    np.testing.assert_array_equal(nn.maxout(x, 3), x.reshape(4, 2, 3).max(axis=2))
    images = generator.standard_normal((2, 4, 3, 3))
    np.testing.assert_array_equal(
        nn.maxout(images, 2, axis=1), np.maximum(images[:, ::2], images[:, 1::2])
    )
    tensor = Tensor(x, requires_grad=True)
    nn.maxout(tensor, 2).sum().backward()
    assert_gradient(lambda v: nn.maxout(v, 2).sum(), x, tensor.grad)
    for call, message in (
        (lambda: nn.maxout(x, 4), "pieces must divide the 6 entries"),
        (lambda: nn.maxout(x, 0), "pieces must be an integer at least 1"),
        (lambda: nn.maxout(x, 2, axis=2), "axis must be a dimension"),
    ):
        with pytest.raises(ValueError, match=message):
            call()


def test_softmax_of_tensors_and_arrays():
    for function in (nn.softmax, nn.log_softmax):
        np.testing.assert_array_equal(function(Tensor(X), axis=0).data, function(X, axis=0))
        big = Tensor(X * 1e4, requires_grad=True)
        function(big)[0, 0].backward()
        assert np.isfinite(big.grad).all()
        with pytest.raises(ValueError, match="holds no class"):
            function(Tensor(X), axis=2)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: nn.relu(np.arange(3)), "x must be float32 or float64"),
        (lambda: nn.sigmoid(None), "x must be an array of floats"),
        (lambda: nn.leaky_relu(X, slope=np.nan), "slope must be a finite number"),
        (lambda: nn.elu(X, alpha=-1), "alpha must be a finite number at least 0"),
        (lambda: nn.prelu(X, np.ones(4)), r"slope must broadcast to x of shape \(2, 3\)"),
        (lambda: nn.prelu(X, np.ones((2, 2, 3))), "slope must broadcast"),
        (lambda: nn.prelu(X, np.ones(3, np.float32)), "slope must have the dtype of x"),
        (lambda: nn.swish(X, "one"), "beta must be an array of floats"),
    ],
)
def test_refusals(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call()


def test_every_activation_has_its_twin():
    names = {n for n in nn.activations.__all__ if not n.endswith("_derivative")}
    apart = {"maxout", "softmax", "log_softmax"}  # not of one element: tested on their own
    without = {"normal_cdf", "normal_density"}  # the one is the derivative of the other
    assert names == set(FORMULAS) | apart | without
    for name in names - without:
        assert inspect.isfunction(getattr(nn, f"{name}_derivative"))


def test_the_derivative_of_maxout_is_one_number_a_piece(generator, assert_gradient):
    for shape, pieces, axis in (((4, 6), 3, -1), ((2, 4, 3, 3), 2, 1), ((0, 4), 2, 1)):
        x = generator.standard_normal(shape)
        found = nn.maxout_derivative(x, pieces, axis=axis)
        assert_gradient(lambda v, k=pieces, a=axis: nn.maxout(v, k, axis=a).sum(), x, found)
    ties = nn.maxout_derivative(np.float32([[1, 1, 0, 3, 3, 3]]), 3)
    np.testing.assert_allclose(ties, np.float32([[0.5, 0.5, 0, 1 / 3, 1 / 3, 1 / 3]]))
    assert ties.dtype == np.float32


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("axis", [0, -1])
@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_the_derivative_of_a_softmax_along_a_direction(name, axis, dtype, generator):
    function, derivative = getattr(nn, name), getattr(nn, f"{name}_derivative")
    z, v = generator.standard_normal((2, 2, 3))
    z *= 2
    numerical = (function(z + 1e-6 * v, axis) - function(z - 1e-6 * v, axis)) / 2e-6
    found = derivative(z.astype(dtype), v.astype(dtype), axis)
    assert found.dtype == dtype
    np.testing.assert_allclose(found, numerical, rtol=1e-5, atol=1e-6)
    assert np.isfinite(derivative(z * 1e4, v, axis)).all()
    for wrong in (v[:1], v.astype(np.float32)):
        with pytest.raises((TypeError, ValueError), match="direction"):
            derivative(z, wrong, axis)
