"""`Loss` hands every array loss and its gradient to the graph."""

import numpy as np
import pytest

from course import nn
from course.nn import Loss, Tensor, losses

SCORES = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]])
LABELS = np.array([0, 1, 2])
TARGETS = SCORES[::-1].copy()
SHARES = np.array([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]])

ARGUMENTS = {
    "softmax_cross_entropy": (SCORES, LABELS),
    "hinge": (SCORES, LABELS),
    "binary_cross_entropy": (SHARES, SHARES[::-1]),
    "binary_cross_entropy_with_logits": (SCORES, (SCORES > 0).astype(float)),
    "entropy": (SHARES,),
    "cross_entropy": (SHARES, SHARES[::-1]),
    "kl_divergence": (SHARES, SHARES[::-1]),
    "squared_earth_mover_distance": (SHARES, SHARES[::-1]),
    "gaussian_negative_log_likelihood": (SCORES, TARGETS, np.full((3, 3), 2.0)),
    "mixture_density_negative_log_likelihood": (SCORES, TARGETS, SCORES / 9, SCORES[:, 0]),
}


def names():
    return sorted(n for n in losses.__all__ if f"{n}_gradient" in losses.__all__)


@pytest.mark.parametrize("name", names())
def test_every_loss_is_a_tensor_function(name):
    function = getattr(losses, name)
    arguments = ARGUMENTS.get(name, (SCORES, TARGETS))
    expected = getattr(losses, f"{name}_gradient")(*arguments)
    count = len(expected) if isinstance(expected, tuple) else 1
    tensors = [Tensor(a, requires_grad=True) for a in arguments[:count]]
    loss = Loss(function)
    value = loss(*tensors, *arguments[count:])
    np.testing.assert_array_equal(value.data, function(*arguments))
    (value * 3).backward()
    for tensor, gradient in zip(tensors, expected if count > 1 else (expected,), strict=True):
        np.testing.assert_allclose(tensor.grad, 3 * gradient, rtol=1e-14)
    assert loss(*arguments) == function(*arguments)


def test_no_reduction_scales_each_sample():
    scores = Tensor(SCORES, requires_grad=True)
    each = Loss(nn.softmax_cross_entropy, reduction="none")(scores, LABELS)
    (each * np.array([1.0, 0.0, 2.0])).sum().backward()
    gradient = nn.softmax_cross_entropy_gradient(SCORES, LABELS, reduction="none")
    np.testing.assert_allclose(scores.grad, gradient * [[1], [0], [2]])


def test_loss_and_regulariser_in_one_graph():
    w = Tensor(SCORES, requires_grad=True)
    (Loss(nn.softmax_cross_entropy)(w, LABELS) + (w * w).sum() * 0.1).backward()
    expected = nn.softmax_cross_entropy_gradient(SCORES, LABELS) + 0.2 * SCORES
    np.testing.assert_allclose(w.grad, expected)


def test_the_mean_of_the_slides():
    assert abs(Loss(nn.softmax_cross_entropy)(Tensor(SCORES), LABELS).item() - 2.758655) < 1e-6


def test_refusals():
    loss = Loss(nn.mean_squared_error)
    targets = Tensor(TARGETS, requires_grad=True)
    with pytest.raises(ValueError, match="no gradient for its argument 2"):
        loss(Tensor(SCORES, requires_grad=True), targets).backward()
    x = Tensor(SCORES, requires_grad=True)
    with pytest.raises(ValueError, match="no second derivatives"):
        nn.gradients(loss(x, TARGETS), [x], create_graph=True)
    with pytest.raises(TypeError, match="must be a loss of course"):
        Loss(nn.softmax)
    with pytest.raises(ValueError, match="targets"):
        loss(Tensor(SCORES), TARGETS[:2])
