"""The backward pass: forks, depth, leaves, and what it refuses."""

import numpy as np
import pytest

from course import nn
from course.nn import Tensor, gradients, no_grad


def test_forks_add():
    x = Tensor(3.0, requires_grad=True)
    y = x * x
    (y * y + y + x).backward()
    assert x.grad == 4 * 27 + 2 * 3 + 1


def test_a_tensor_waits_for_all_that_used_it():
    """x reaches the end by a short and by a long way; the long one must be counted in full."""
    x = Tensor(2.0, requires_grad=True)
    y = x * 3
    z = y
    for _ in range(5):
        z = z + y * 1
    (z * y).backward()
    assert x.grad == 6 * 2 * 3 * 6


def test_the_circuit_of_the_slides():
    """w = [2, -3, -3], x = [-1, -2]: f = 0.731059 with the usual first weight."""
    w = Tensor([2.0, -3.0, -3.0], requires_grad=True)
    x = Tensor([-1.0, -2.0], requires_grad=True)
    f = nn.sigmoid(w[0] * x[0] + w[1] * x[1] + w[2])
    f.backward()
    np.testing.assert_allclose(f.data, 0.731059, atol=1e-6)
    np.testing.assert_allclose(w.grad, [-0.196612, -0.393224, 0.196612], atol=1e-6)
    np.testing.assert_allclose(x.grad, [0.393224, -0.589836], atol=1e-6)


def test_calls_accumulate_until_forgotten():
    x = Tensor([1.0, 2.0], requires_grad=True)
    for times in (1, 2):
        (x * 3).sum().backward()
        np.testing.assert_array_equal(x.grad, [3 * times] * 2)


def test_a_graph_may_be_deep_and_wide():
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(20_000):
        y = y + x
    y.backward()
    assert x.grad == 20_001


def test_paths_are_not_walked_one_by_one():
    """Doubling sixty times has 2^60 paths and sixty nodes."""
    x = Tensor(1.0, requires_grad=True)
    y = x
    for _ in range(60):
        y = y + y
    y.backward()
    assert x.grad == 2.0**60


def test_leaves_own_their_gradients():
    """An optimizer may change a gradient in place: that must reach no other array."""
    a, b = Tensor([1.0, 2.0], requires_grad=True), Tensor([3.0, 4.0], requires_grad=True)
    given = np.array([1.0, 1.0])
    (a + b.reshape(2)).backward(given)
    a.grad *= 10
    np.testing.assert_array_equal(b.grad, [1, 1])
    np.testing.assert_array_equal(given, [1, 1])
    lone = Tensor([1.0], requires_grad=True)
    start = np.array([2.0])
    lone.backward(start)
    lone.grad *= 10
    assert start == 2


def test_gradients_leave_grad_alone():
    x, unused = Tensor([2.0], requires_grad=True), Tensor([[1.0]], requires_grad=True)
    found, zeros = gradients(x**3, [x, unused])
    assert found.data == 12
    assert zeros.shape == (1, 1)
    assert zeros.data == 0
    assert x.grad is None


def test_third_derivative():
    x = Tensor([2.0], requires_grad=True)
    y = x**5
    for _ in range(3):
        (y,) = gradients(y, [x], create_graph=True)
    assert y.data == 60 * 4


def test_no_grad_records_nothing():
    x = Tensor([1.0], requires_grad=True)
    with no_grad():
        y = x * 2
    assert not y.requires_grad
    with pytest.raises(RuntimeError, match="inside"), no_grad():
        raise RuntimeError("inside")
    assert (x * 2).requires_grad


def test_constants_get_no_gradient():
    x, c = Tensor([1.0], requires_grad=True), Tensor([2.0])
    (x * c).backward()
    assert c.grad is None


def test_refusals():
    x = Tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(ValueError, match="one number to start from"):
        x.backward()
    with pytest.raises(ValueError, match=r"gradient must have shape \(2,\)"):
        x.backward(np.ones(3))
    with pytest.raises(TypeError, match="same dtype"):
        x.backward(np.ones(2, np.float32))
    with pytest.raises(ValueError, match="nothing to differentiate"):
        Tensor([1.0]).backward()
    with pytest.raises(ValueError, match=r"inputs\[0\] must be a leaf"):
        gradients((x * 2).sum(), [x * 2])
    layer = nn.Linear(2, 1, generator=np.random.default_rng(0))
    with pytest.raises(ValueError, match="without second derivatives"):
        gradients(layer(x[None]).sum(), [x], create_graph=True)


def test_tensor_front():
    x = Tensor([[1.0, 2.0]], requires_grad=True, name="x")
    assert (x.shape, x.ndim, x.size, len(x)) == ((1, 2), 2, 2, 1)
    assert [row.shape for row in x] == [(2,)]
    assert repr(x) == "Tensor([[1., 2.]], dtype=float64, requires_grad=True)"
    assert float(Tensor(2.5)) == Tensor(2.5).item() == 2.5
    assert bool(Tensor(1.0))
    assert x.numpy() is x.data
    assert not x.detach().requires_grad
    assert x.detach().data is x.data
    assert ((x > 1) == [[False, True]]).all()
    assert ((x == x) & (x <= x) & (x >= x)).all()
    assert not ((x != x) | (x < x)).any()
    assert x in {x}
    with pytest.raises(TypeError, match="already a Tensor"):
        Tensor(x)
    with pytest.raises(TypeError, match="data must be float32 or float64"):
        Tensor(np.arange(3))
    assert Tensor([1, 2]).dtype == np.float64
    assert Tensor(np.ones(2, np.float32)).dtype == np.float32
