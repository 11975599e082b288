"""What gradients are where NaN comes in: as PyTorch's, or as decided here and in the docs.

A value is NaN wherever NaN enters it. Its derivative there is NaN too where one formula holds. A
function made of pieces asks which piece the input lies on, and no comparison with NaN holds.
"""

import numpy as np
import pytest

from course import nn
from course.nn import Tensor
from tests.oracles.same import leaf
from tests.oracles.test_torch_activations import LEARNED, PLAIN, names
from tests.oracles.test_torch_losses import CASES, make
from tests.oracles.test_torch_tensor import UNARY

NAN = np.nan

# What dL/dx is at a NaN entry where the two differ: ours, PyTorch's. All others are the same.
DECIDED = {
    "relu": (0, 1),
    "absolute": (NAN, 0),
    "elu": (NAN, 1),
    "abs": (NAN, 0),
    "mean_absolute_error": (NAN, 0),
    "quantile_loss": (NAN, 0.2),  # 1 - level
}


def gradients(torch, ours, theirs, x):
    """Return both gradients of the sum by x, whose first entry is NaN."""
    mine, other = Tensor(x, requires_grad=True), leaf(torch, x)
    ours(mine).sum().backward()
    theirs(other).sum().backward()
    return mine.grad, other.grad.numpy()


def assert_decided(name, ours, theirs):
    """Compare the first entries with the table, and all others with each other."""
    expected = DECIDED.get(name)
    if expected is None:
        np.testing.assert_array_equal(ours[0], theirs[0])
    else:
        np.testing.assert_allclose([ours[0], theirs[0]], expected)
    np.testing.assert_allclose(ours[1:], theirs[1:])


@pytest.mark.parametrize("case", PLAIN, ids=names)
def test_activations(case, torch):
    name, options, theirs = case
    x = np.array([NAN, -0.5, 0.5])
    both = gradients(
        torch, lambda x: getattr(nn, name)(x, **options), lambda x: theirs(torch, x), x
    )
    assert_decided(name, *both)
    twin = getattr(nn, f"{name}_derivative", None)
    if twin is not None:
        np.testing.assert_allclose(twin(x, **options), both[0])


@pytest.mark.parametrize("case", LEARNED, ids=names)
def test_learned_activations(case, torch):
    name, parameters, theirs = case
    constants = [torch.tensor(p, dtype=torch.float64) for p in parameters]
    x = np.array([NAN, -0.5, 0.5])
    both = gradients(
        torch,
        lambda x: getattr(nn, name)(x, *parameters),
        lambda x: theirs(torch, x, *constants),
        x,
    )
    assert_decided(name, *both)


@pytest.mark.parametrize("name", UNARY)
def test_elementary_operations(name, torch):
    _, expression = UNARY[name]
    inside = 2.5 if name == "arccosh" else 0.5
    x = np.array([NAN, inside])
    both = gradients(torch, lambda x: expression(np, x), lambda x: expression(torch, x), x)
    assert_decided(name, *both)


@pytest.mark.parametrize("function", [np.maximum, np.minimum])
@pytest.mark.parametrize(("a", "b"), [(NAN, 2.0), (2.0, NAN), (NAN, NAN)])
def test_of_two_the_larger_wins_and_with_nan_none(function, a, b, torch):
    left, right = (Tensor([value], requires_grad=True) for value in (a, b))
    function(left, right).sum().backward()
    assert left.grad == right.grad == 0
    others = [torch.tensor([value], requires_grad=True) for value in (a, b)]
    getattr(torch, function.__name__)(*others).sum().backward()
    assert [other.grad.item() for other in others] == [1, 1]  # PyTorch gives it to both


def test_one_nan_fills_its_row_of_a_softmax_and_no_other(torch):
    x = np.array([[1.0, NAN, 2.0], [1.0, 0.5, 2.0]])
    for ours, theirs in ((nn.softmax, torch.softmax), (nn.log_softmax, torch.log_softmax)):
        mine, other = Tensor(x, requires_grad=True), leaf(torch, x)
        ours(mine)[:, 0].sum().backward()
        theirs(other, -1)[:, 0].sum().backward()
        np.testing.assert_array_equal(np.isnan(mine.grad), [[True] * 3, [False] * 3])
        np.testing.assert_allclose(mine.grad, other.grad.numpy())


def test_an_extreme_that_is_nan_fills_its_row(torch):
    x = np.array([[1.0, NAN, 2.0], [1.0, 0.5, 2.0]])
    mine, other = Tensor(x, requires_grad=True), leaf(torch, x)
    mine.max(axis=1).sum().backward()
    other.amax(1).sum().backward()
    np.testing.assert_array_equal(mine.grad, [[NAN] * 3, [0, 0, 1]])
    np.testing.assert_array_equal(mine.grad, other.grad.numpy())


# Of losses of numbers; PyTorch refuses NaN as a probability, and ours passes it on.
NUMBERS = [case for case in CASES if case[2][0] == "r" and "y" not in case[2]]


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: "-".join([case[0], *case[1]]))
def test_losses(case, torch):
    name, options, kinds, differentiated, expression = case
    generator = np.random.default_rng(0)
    arguments = [make(kind, generator, 2, np.float64) for kind in kinds]
    arguments[0][0, 0] = NAN
    tensors = [leaf(torch, argument) for argument in arguments]
    expression(torch, *tensors, **options, reduction="sum").backward()
    found = getattr(nn, f"{name}_gradient")(*arguments, **options, reduction="sum")
    for ours, position in zip(
        found if isinstance(found, tuple) else (found,), differentiated, strict=True
    ):
        assert_decided(name, ours.ravel(), tensors[position].grad.numpy().ravel())


def test_losses_of_classes(torch):
    z, labels = np.array([[NAN, 1.0, 0.3], [1.0, 0.5, 0.9]]), np.array([1, 0])
    other = leaf(torch, z)
    torch.nn.functional.cross_entropy(other, torch.from_numpy(labels)).backward()
    found = nn.softmax_cross_entropy_gradient(z, labels)
    np.testing.assert_allclose(found, other.grad.numpy())
    assert np.isnan(found[0]).all()
    other = leaf(torch, z)
    torch.nn.functional.multi_margin_loss(
        other, torch.from_numpy(labels), reduction="sum"
    ).backward()
    found = nn.hinge_gradient(z, labels, reduction="sum")
    np.testing.assert_array_equal(np.isnan(found), [[True, True, False], [False] * 3])
    assert (other.grad.numpy()[0, 0]) == 0  # PyTorch passes over a score that is NaN
    np.testing.assert_allclose(found[1], 3 * other.grad.numpy()[1])
