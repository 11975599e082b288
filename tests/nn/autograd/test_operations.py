"""Every operation of `Tensor`: value against NumPy, first and second derivatives, broadcasting."""

import numpy as np
import pytest

from course import nn
from course.nn import Tensor, gradients
from course.nn.autograd import elementary, products, reductions, shaping

A = np.array([[0.3, -0.7, 1.4], [0.9, 0.2, -1.1]])
POSITIVE = np.abs(A) + 0.5
SMALL = A / 2

# name: (function of tensors, the same on arrays, arguments)
CASES = {
    "add": (lambda a, b: a + b, None, (A, A[::-1] * 2)),
    "add a row": (lambda a, b: a + b, None, (A, A[0])),
    "subtract": (lambda a, b: a - b, None, (A, A[:, :1])),
    "multiply": (lambda a, b: a * b, None, (A, A[0] + 1)),
    "divide": (lambda a, b: a / b, None, (A, POSITIVE)),
    "number minus": (lambda a: 3 - a, None, (A,)),
    "number over": (lambda a: 2 / a, None, (POSITIVE,)),
    "negative": (lambda a: -a, None, (A,)),
    "power": (lambda a, b: a**b, None, (POSITIVE, A)),
    "cube": (lambda a: a**3, None, (A,)),
    "number to the": (lambda a: 2**a, None, (A,)),
    "abs": (abs, None, (A,)),
    "exp": (np.exp, None, (A,)),
    "log": (np.log, None, (POSITIVE,)),
    "log1p": (np.log1p, None, (POSITIVE,)),
    "expm1": (np.expm1, None, (A,)),
    "sqrt": (np.sqrt, None, (POSITIVE,)),
    "square": (np.square, None, (A,)),
    "reciprocal": (np.reciprocal, None, (POSITIVE,)),
    "sin": (np.sin, None, (A,)),
    "cos": (np.cos, None, (A,)),
    "tan": (np.tan, None, (SMALL,)),
    "arcsin": (np.arcsin, None, (SMALL,)),
    "arccos": (np.arccos, None, (SMALL,)),
    "arctan": (np.arctan, None, (A,)),
    "sinh": (np.sinh, None, (A,)),
    "cosh": (np.cosh, None, (A,)),
    "tanh": (np.tanh, None, (A,)),
    "arctanh": (np.arctanh, None, (SMALL,)),
    "arcsinh": (np.arcsinh, None, (A,)),
    "arccosh": (np.arccosh, None, (POSITIVE + 1,)),
    "maximum": (np.maximum, None, (A, A[::-1])),
    "minimum": (np.minimum, None, (A, A[::-1])),
    "clip": (lambda a: elementary.clip(a, -0.5, 1.0), lambda a: np.clip(a, -0.5, 1), (A,)),
    "where": (lambda a, b: np.where(A > 0, a, b), None, (A, A * 2)),
    "sum": (lambda a: a.sum(axis=1), None, (A,)),
    "sum keeping": (lambda a: a.sum(axis=(0, 1), keepdims=True), None, (A,)),
    "mean": (lambda a: a.mean(axis=0), None, (A,)),
    "var": (lambda a: np.var(a, axis=1, ddof=1), None, (A,)),
    "std": (lambda a: np.std(a, axis=0), None, (A,)),
    "max": (lambda a: a.max(axis=1), None, (A,)),
    "min": (lambda a: a.min(), None, (A,)),
    "cumsum": (lambda a: np.cumsum(a, axis=1), None, (A,)),
    "log_sum_exp": (
        lambda a: reductions.log_sum_exp(a, axis=1),
        lambda a: np.log(np.exp(a).sum(axis=1)),
        (A,),
    ),
    "reshape": (lambda a: a.reshape(3, -1), None, (A,)),
    "transpose": (lambda a: a.T, None, (A,)),
    "transpose axes": (lambda a: a.transpose(2, 0, 1), None, (A.reshape(1, 2, 3),)),
    "swapaxes": (lambda a: np.swapaxes(a, 0, -1), None, (A,)),
    "expand_dims": (lambda a: np.expand_dims(a, 1), None, (A,)),
    "squeeze": (lambda a: np.squeeze(a), None, (A[:1],)),
    "broadcast_to": (lambda a: np.broadcast_to(a, (4, 2, 3)), None, (A,)),
    "flip": (lambda a: np.flip(a, 1), None, (A,)),
    "pad": (lambda a: np.pad(a, ((1, 0), (2, 1))), None, (A,)),
    "slice": (lambda a: a[:, ::-2], None, (A,)),
    "newaxis": (lambda a: a[..., None, 1], None, (A,)),
    "fancy index, twice the same": (lambda a: a[[0, 1, 0], [2, 1, 2]], None, (A,)),
    "mask": (lambda a: a[A > 0], None, (A,)),
    "concatenate": (lambda a, b: np.concatenate([a, b], axis=1), None, (A, A[:, :1])),
    "stack": (lambda a, b: np.stack([a, b], axis=1), None, (A, A * 2)),
    "matmul": (lambda a, b: a @ b, None, (A, A.T * 2)),
    "vector matrix": (lambda a, b: a @ b, None, (A[0], A.T)),
    "matrix vector": (lambda a, b: a @ b, None, (A, A[1])),
    "dot": (lambda a, b: a @ b, None, (A[0], A[1])),
    "batched matmul": (lambda a, b: a @ b, None, (np.stack([A, A * 2]), A.T)),
    "einsum": (lambda a, b: np.einsum("ij,kj->ik", a, b), None, (A, A * 2)),
    "einsum that sums alone": (lambda a: np.einsum("ij->j", a), None, (A,)),
    "einsum outer": (lambda a, b, c: np.einsum("i,j,k->kij", a, b, c), None, (A[0], A[1], A[0])),
    "softmax": (nn.softmax, None, (A,)),
    "log_softmax": (lambda a: nn.log_softmax(a, axis=0), None, (A,)),
}


def weighted(function, arrays, weights):
    return (function(*arrays) * weights).sum()


@pytest.mark.parametrize("name", CASES)
def test_value_and_derivatives(name, generator, assert_gradient):
    function, on_arrays, arguments = CASES[name]
    expected = np.asarray((on_arrays or function)(*arguments))
    tensors = [Tensor(a, requires_grad=True) for a in arguments]
    y = function(*tensors)
    np.testing.assert_allclose(y.data, expected, rtol=1e-13)
    weights = generator.standard_normal(expected.shape)
    firsts = gradients((y * weights).sum(), tensors, create_graph=True)
    directions = [generator.standard_normal(a.shape) for a in arguments]

    def slope(*arrays):
        """The first derivatives, as one number, to be differentiated once more."""
        fresh = [Tensor(a, requires_grad=True) for a in arrays]
        total = weighted(function, fresh, weights)
        found = gradients(total, fresh, create_graph=True)
        return fresh, sum((g * d).sum() for g, d in zip(found, directions, strict=True))

    fresh, total = slope(*arguments)
    seconds = gradients(total, fresh) if total.requires_grad else None
    for k, (argument, first) in enumerate(zip(arguments, firsts, strict=True)):

        def at(x, k=k):
            return [x if i == k else a for i, a in enumerate(arguments)]

        def value(x):
            return np.sum(np.asarray((on_arrays or function)(*at(x))) * weights)

        assert_gradient(value, argument.copy(), first.data)
        second = seconds[k].data if seconds else np.zeros_like(argument)
        assert_gradient(lambda x: slope(*at(x))[1].item(), argument.copy(), second)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", CASES)
def test_dtypes_are_kept(name, dtype):
    function, _, arguments = CASES[name]
    tensors = [Tensor(a.astype(dtype), requires_grad=True) for a in arguments]
    y = function(*tensors)
    assert y.dtype == dtype
    (y * 2.5).sum().backward()
    for tensor in tensors:
        assert type(tensor.grad) is np.ndarray
        assert tensor.grad.dtype == dtype
        assert tensor.grad.shape == tensor.shape


def test_ties_share_the_gradient():
    x = Tensor([2.0, 5.0, 5.0], requires_grad=True)
    x.max().backward()
    np.testing.assert_array_equal(x.grad, [0, 0.5, 0.5])
    a, b = Tensor([1.0], requires_grad=True), Tensor([1.0], requires_grad=True)
    np.maximum(a, b).backward()
    assert a.grad == b.grad == 0.5


def test_kinks_take_the_middle_slope():
    for function in (np.abs, np.sign):
        x = Tensor([0.0], requires_grad=True)
        function(x).backward()
        assert x.grad == 0


def test_power_at_zero():
    x = Tensor([0.0, 0.0, 0.0], requires_grad=True)
    p = Tensor([1.0, 2.0, 0.0], requires_grad=True)
    (x**p).sum().backward()
    np.testing.assert_array_equal(x.grad, [1, 0, 0])
    np.testing.assert_array_equal(p.grad, [0, 0, 0])


def test_the_exponent_0_has_a_mixed_second_derivative():
    """d/db of b a^(b-1) at b = 0 is 1/a."""
    a, b = Tensor([2.0], requires_grad=True), Tensor([0.0], requires_grad=True)
    (first,) = gradients((a**b).sum(), [a], create_graph=True)
    assert first.item() == 0
    (mixed,) = gradients(first.sum(), [b])
    assert mixed.item() == 0.5


def test_zero_size():
    x = Tensor(np.zeros((0, 3)), requires_grad=True)
    (x * 2).sum().backward()
    assert x.grad.shape == (0, 3)
    for function in (np.mean, np.max, np.var, lambda a: reductions.log_sum_exp(a, axis=0)):
        with pytest.raises(ValueError, match="of no elements"):
            function(x)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda x: x.sum(axis=2), "axis 2 does not exist"),
        (lambda x: x.sum(axis=(0, -2)), "names a dimension twice"),
        (lambda x: x.sum(axis=0.5), "axis must be an integer"),
        (lambda x: x[5], "index does not fit"),
        (lambda x: x[Tensor([1.0])], "must be integers or booleans"),
        (lambda x: x @ x, "equal inner lengths"),
        (lambda x: x @ 2.0, "matmul needs dimensions"),
        (lambda x: x.transpose(0, 0), "axes must order"),
        (lambda x: shaping.pad(x, [(1, 1)]), "widths must be one pair"),
        (lambda x: shaping.swapaxes(x, 0, 3), "has no dimensions"),
        (lambda x: shaping.concatenate([]), "at least one tensor"),
        (lambda x: products.einsum("ij", x), "must look like"),
        (lambda x: products.einsum("ijk->i", x), "do not fit"),
        (lambda x: products.einsum("ii->i", x), "may appear once"),
        (lambda x: products.einsum(3, x), "subscripts must be text"),
        (lambda x: products.einsum("ij,ji->i", x, x), "do not fit operands of shapes"),
        (lambda x: shaping.concatenate([x, x[:, :1]]), "tensors of shapes"),
        (lambda x: shaping.concatenate([x, x], axis=5), "cannot join at axis 5"),
        (lambda x: shaping.stack([x, x[:, :1]]), "must have one shape to be stacked"),
        (lambda x: elementary.where([1, 0], x, x), "condition must be booleans"),
        (lambda x: elementary.clip(x, 2, 1), "low must be at most high"),
        (lambda x: np.var(x, axis=1, ddof=3), "ddof must be below"),
        (lambda x: np.floor(x), "np.floor .* has no gradient rule"),
        (lambda x: np.add.reduce(x), "np.add .reduce. has no gradient rule"),
        (lambda x: np.sort(x), "np.sort has no gradient rule"),
        (lambda x: np.asarray(x), "does not turn into an array silently"),
        (lambda x: x + np.ones(3, np.float32), "dtype float64"),
        (lambda x: x + Tensor(np.ones(3, np.float32)), "make both float32"),
        (lambda x: x + "one", "must be an array of floats"),
    ],
)
def test_refusals(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call(Tensor(A))


def test_the_standard_deviation_of_equal_elements_has_gradient_0():
    x = Tensor(np.ones((2, 3)), requires_grad=True)
    np.std(x, axis=1).sum().backward()
    np.testing.assert_array_equal(x.grad, np.zeros((2, 3)))


def test_a_mask_without_dimensions_is_a_mask():
    x = Tensor(np.array(2.0), requires_grad=True)
    (x * (x > 0)).backward()
    assert x.grad == 1
