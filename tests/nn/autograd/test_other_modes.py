"""Forward mode, symbols, Jacobians and the drawn graph: they must agree with reverse mode."""

import math

import numpy as np
import pytest

from course import nn
from course.nn import Dual, Tensor
from course.nn.autograd.symbolic import call, constant, symbol

W = np.array([[0.5, -1.0, 0.2], [1.5, 0.3, -0.4]])


def curve(x):
    return nn.sigmoid(np.tanh(x @ W) * 2) ** 2 + np.exp(x).sum(axis=1, keepdims=True) / 3


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_both_modes_give_one_jacobian(dtype):
    x = np.array([[0.3, -0.2]], dtype)
    weights = W.astype(dtype)

    def function(v):
        return nn.relu(v @ weights) * np.cos(v[:, :1]) - v.mean()

    reverse, forward = nn.jacobian(function, x), nn.jacobian(function, x, mode="forward")
    assert reverse.shape == forward.shape == (1, 3, 1, 2)
    assert reverse.dtype == forward.dtype == dtype
    np.testing.assert_allclose(reverse, forward, rtol=1e-5)


def test_products_are_the_jacobian_s(generator):
    x = generator.standard_normal((2, 2))
    full = nn.jacobian(curve, x).reshape(6, 4)
    v, u = generator.standard_normal((2, 2)), generator.standard_normal((2, 3))
    value, along = nn.jacobian_vector_product(curve, x, v)
    np.testing.assert_allclose(along.ravel(), full @ v.ravel())
    other, back = nn.vector_jacobian_product(curve, x, u)
    np.testing.assert_allclose(back.ravel(), u.ravel() @ full)
    np.testing.assert_array_equal(value, other)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("last", [nn.softmax, nn.log_softmax, nn.tanh])
def test_both_modes_go_through_a_network(last, dtype, generator):
    network = nn.Sequential(
        nn.Flatten(),
        nn.Linear(4, 5, generator=generator, dtype=dtype),
        nn.Activation(nn.gelu),
        nn.Maxout(5, 3, pieces=2, generator=generator, dtype=dtype),
        nn.Linear(3, 3, generator=generator, bias=False, dtype=dtype),
        last,
    )
    x = generator.standard_normal((2, 2, 2)).astype(dtype)
    reverse, forward = nn.jacobian(network, x), nn.jacobian(network, x, mode="forward")
    assert reverse.shape == (2, 3, 2, 2, 2)
    assert reverse.dtype == forward.dtype == dtype
    tolerance = 100 * np.finfo(dtype).eps
    np.testing.assert_allclose(forward, reverse, rtol=tolerance, atol=tolerance)
    assert all(parameter.grad is None for parameter in network.parameters())


def test_forward_mode_by_the_weights(generator):
    x, w, b = (generator.standard_normal(shape) for shape in ((4, 3), (3, 2), (2,)))
    direction = generator.standard_normal((3, 2))
    y, moved = nn.jacobian_vector_product(lambda w: nn.linear(x, w, b), w, direction)
    np.testing.assert_allclose(y, x @ w + b)
    np.testing.assert_allclose(moved, x @ direction)


def test_elementwise_jacobian_is_diagonal():
    x = np.linspace(-2, 2, 5)
    y = nn.sigmoid(x)
    np.testing.assert_allclose(nn.jacobian(nn.sigmoid, x), np.diag(y * (1 - y)))


def test_constant_functions_have_a_jacobian_of_zeros():
    assert (nn.jacobian(lambda x: Tensor([1.0, 2.0]), [1.0]) == 0).all()
    _, back = nn.vector_jacobian_product(lambda x: Tensor([1.0]), [1.0, 2.0], [1.0])
    np.testing.assert_array_equal(back, [0, 0])


def test_dual_operations():
    d = Dual([1.0, 4.0], [1.0, 0.5])
    for result, value, tangent in (
        (np.where(np.array([True, False]), d, 0.0), [1, 0], [1, 0]),
        (np.maximum(d, 2.0), [2, 4], [0, 0.5]),
        (d.reshape(2, 1).T, [[1, 4]], [[1, 0.5]]),
        (np.sum(d), 5, 1.5),
        (np.mean(d), 2.5, 0.75),
        (np.max(d), 4, 0.5),
        (Dual([1.0, 1.0, 0.0], [1.0, 4.0, 9.0]).max(), 1, 2.5),
        (Dual([[1.0, np.nan]], [[1.0, 4.0]]).max(axis=1, keepdims=True), [[np.nan]], [[np.nan]]),
        (3 - d[::-1], [-1, 2], [-0.5, -1]),
        (d @ np.array([1.0, 2.0]), 9, 2),
        (d @ d, 17, 6),
        (np.sqrt(d), [1, 2], [0.5, 0.125]),
    ):
        np.testing.assert_allclose(result.value, value)
        np.testing.assert_allclose(result.tangent, tangent)
    assert ((d > 2) == [False, True]).all()
    assert repr(d).startswith("Dual(")
    assert d.shape == (2,)
    assert d.ndim == 1


@pytest.mark.parametrize(
    ("call_it", "message"),
    [
        (lambda: Dual([1.0], [1.0, 2.0]), "same shape"),
        (lambda: Dual(np.ones(1), np.ones(1, np.float32)), "same dtype"),
        (lambda: np.floor(Dual([1.0], [1.0])), "no forward-mode rule"),
        (lambda: np.sort(Dual([1.0], [1.0])), "no forward-mode rule"),
        (lambda: Dual([1.0], [1.0]) * Tensor([1.0]), "do not mix"),
        (lambda: nn.LayerNorm(1)(Dual([[1.0]], [[1.0]])), "layer_norm has no forward-mode rule"),
        (lambda: nn.linear(Dual([[1.0]], [[1.0]]), np.ones((2, 3))), "x must end in 2 features"),
        (lambda: nn.jacobian(nn.relu, [1.0], mode="sideways"), "mode must be one of"),
        (lambda: nn.jacobian(lambda x: 3, [1.0]), "must return a Tensor"),
        (lambda: nn.jacobian_vector_product(lambda x: 3, [1.0], [1.0]), "must return a Dual"),
        (lambda: nn.computation_graph(3), "output must be a Tensor"),
        (lambda: symbol(3), "name must be a string"),
        (lambda: call("sinh", symbol("x")), "function must be one of"),
        (lambda: symbol("x").evaluate({}), "values must give 'x'"),
        (lambda: symbol("x") + "1", "value must be a number"),
    ],
)
def test_refusals(call_it, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call_it()


X = symbol("x")
FORMULAS = {
    "polynomial": (X**3 - 2 * X + 1, lambda x: x**3 - 2 * x + 1),
    "quotient": ((1 - X) / (2 + X * X), lambda x: (1 - x) / (2 + x * x)),
    "exp": (call("exp", -X * X), lambda x: np.exp(-x * x)),
    "log": (call("log", 2 + X), lambda x: np.log(2 + x)),
    "sin cos": (call("sin", X) * call("cos", 2 * X), lambda x: np.sin(x) * np.cos(2 * x)),
    "tanh": (call("tanh", X / 2), lambda x: np.tanh(x / 2)),
    "sigmoid": (3 / call("sigmoid", X), lambda x: 3 / nn.sigmoid(x)),
    "power": (2**X + (2 + X) ** X, lambda x: 2**x + (2 + x) ** x),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_symbols_agree_with_reverse_mode(name):
    formula, function = FORMULAS[name]
    x = Tensor(0.7, requires_grad=True)
    y = function(x)
    y.backward()
    assert math.isclose(formula.evaluate({"x": 0.7}), y.item(), rel_tol=1e-14)
    assert math.isclose(formula.derivative("x").evaluate({"x": 0.7}), float(x.grad), rel_tol=1e-13)
    assert formula.derivative("y") == constant(0)


def test_formulas_simplify_and_swell():
    assert str(X**2 * 1 + 0) == "(x**2)"
    assert str((X * X).derivative("x")) == "(x + x)"
    nested, sizes = X, []
    for _ in range(6):
        nested = call("sigmoid", nested) * nested
        sizes.append(nested.derivative("x").size())
    assert sizes[-1] > 30 * sizes[0]


def test_the_graph_as_data():
    x, b = Tensor(2.0, requires_grad=True, name="x"), Tensor(1.0)
    y = x * x + b
    y.backward()
    graph = nn.computation_graph(y)
    assert [n.operation for n in graph.nodes] == ["leaf", "multiply", "constant", "add"]
    assert graph.edges == [(0, 1), (0, 1), (1, 3), (2, 3)]
    assert graph.nodes[0].name == "x"
    assert (graph.nodes[0].value, graph.nodes[0].gradient) == (2, 4)
    assert graph.nodes[-1].value == 5
    assert nn.computation_graph(Tensor([1.0, 2.0])).nodes[0].value is None
