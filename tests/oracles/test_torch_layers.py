"""PyTorch computes the same: one line runs on both libraries, forward and backward."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from course import nn

DTYPES = st.sampled_from([np.float32, np.float64])
MANY = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def same(torch, assert_close):
    """Run `line(library, *tensors)` with `course.nn` and with PyTorch: outputs and gradients."""

    def check(ours, theirs, *arrays):
        mine = [nn.Tensor(a, requires_grad=True) for a in arrays]
        other = [torch.from_numpy(np.array(a, order="C")).requires_grad_() for a in arrays]
        y, z = ours(*mine), theirs(*other)
        assert_close(y.data, z)
        weights = np.random.default_rng(1).standard_normal(z.shape).astype(y.dtype)
        y.backward(weights)
        z.backward(torch.from_numpy(weights))
        for a, b in zip(mine, other, strict=True):
            assert_close(a.grad, type(z).detach(b.grad))

    return check


def numbers(data, shape, dtype, scale=1.0):
    """Draw numbers, now and then in another memory order or as every second of a larger array."""
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    order = data.draw(st.sampled_from(["C", "F", "strided"]))
    if order == "strided":
        return (rng.standard_normal((*shape, 2)) * scale).astype(dtype)[..., 0]
    return np.asarray(rng.standard_normal(shape) * scale, dtype=dtype, order=order)


ELEMENTWISE = {
    "add": (lambda a, b: a + b, lambda t, a, b: a + b),
    "multiply": (lambda a, b: a * b, lambda t, a, b: a * b),
    "divide": (lambda a, b: a / (b * b + 1), lambda t, a, b: a / (b * b + 1)),
    "maximum": (np.maximum, lambda t, a, b: t.maximum(a, b)),
    "minimum": (np.minimum, lambda t, a, b: t.minimum(a, b)),
}


@pytest.mark.parametrize("name", ELEMENTWISE)
@MANY
@given(st.data())
def test_broadcasting_operations(name, same, torch, data):
    ours, theirs = ELEMENTWISE[name]
    dtype = data.draw(DTYPES)
    shape = data.draw(array_shapes(min_dims=1, max_dims=3, min_side=0, max_side=4))
    other = tuple(1 if data.draw(st.booleans()) else n for n in shape)
    other = other[data.draw(st.integers(0, len(other))) :]
    a, b = numbers(data, shape, dtype), numbers(data, other, dtype)
    same(ours, lambda a, b: theirs(torch, a, b), a, b)


UNARY = {
    "sigmoid": (nn.sigmoid, "sigmoid"),
    "tanh": (nn.tanh, "tanh"),
    "relu": (nn.relu, "relu"),
    "leaky_relu": (nn.leaky_relu, "leaky_relu"),
    "elu": (nn.elu, "elu"),
    "silu": (nn.silu, "silu"),
    "mish": (nn.mish, "mish"),
    "gelu": (nn.gelu, "gelu"),
    "softplus": (nn.softplus, "softplus"),
    "softmax": (lambda x: nn.softmax(x, axis=0), "softmax"),
    "log_softmax": (lambda x: nn.log_softmax(x, axis=0), "log_softmax"),
    "exp": (np.exp, "exp"),
    "cumsum": (lambda x: np.cumsum(x, axis=0), "cumsum"),
    "log_sum_exp": (lambda x: nn.log_sum_exp(x, axis=0), "logsumexp"),
    "sum": (lambda x: x.sum(axis=0), "sum"),
    "mean": (lambda x: x.mean(axis=0), "mean"),
    "amax": (lambda x: x.max(axis=0), "amax"),
    "var": (lambda x: np.var(x, axis=0), "var"),
    "abs": (abs, "abs"),
}


@pytest.mark.parametrize("name", UNARY)
@MANY
@given(st.data())
def test_functions_of_one(name, same, torch, data):
    ours, theirs = UNARY[name]
    shape = data.draw(array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=5))
    along = {"softmax", "log_softmax", "cumsum", "log_sum_exp", "sum", "mean", "amax"}
    options = {"dim": 0} if name in along else {}
    options |= {"dim": 0, "correction": 0} if name == "var" else {}
    options |= {"threshold": 1e3} if name == "softplus" else {}  # beyond it PyTorch rounds to x
    function = getattr(torch.nn.functional, theirs, None) or getattr(torch, theirs)
    x = numbers(data, shape, data.draw(DTYPES), scale=data.draw(st.sampled_from([1.0, 30.0])))
    if name == "exp":
        x = x / 10
    same(ours, lambda x: function(x, **options), x)


@MANY
@given(st.data())
def test_prelu_matmul_einsum(same, torch, data):
    dtype = data.draw(DTYPES)
    n, m, k = (data.draw(st.integers(0, 4)) for _ in range(3))
    a, b = numbers(data, (n, m), dtype), numbers(data, (m, k), dtype)
    same(lambda a, b: a @ b, lambda a, b: a @ b, a, b)
    same(
        lambda a, b: np.einsum("ij,jk->ki", a, b),
        lambda a, b: torch.einsum("ij,jk->ki", a, b),
        a,
        b,
    )
    x, slope = numbers(data, (3, 2), dtype), numbers(data, (1,), dtype)
    same(nn.prelu, torch.nn.functional.prelu, x, slope)
    w, bias = numbers(data, (m, 3), dtype), numbers(data, (3,), dtype)
    same(nn.linear, lambda x, w, b: torch.nn.functional.linear(x, w.T, b), a, w, bias)


PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))


@settings(MANY, max_examples=60)
@given(st.data())
def test_convolution(same, torch, data):
    dtype, kernel, stride, dilation = (data.draw(s) for s in (DTYPES, PAIRS, PAIRS, PAIRS))
    padding = data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2)))
    groups, n = data.draw(st.integers(1, 2)), data.draw(st.integers(0, 3))
    size = (
        d * (k - 1) + 1 + data.draw(st.integers(0, 4))
        for k, d in zip(kernel, dilation, strict=True)
    )
    x = numbers(data, (n, 2 * groups, *size), dtype)
    f, b = numbers(data, (3 * groups, 2, *kernel), dtype), numbers(data, (3 * groups,), dtype)
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
    same(
        lambda *a: nn.conv2d(*a, **options),
        lambda *a: torch.nn.functional.conv2d(*a, **options),
        x,
        f,
        b,
    )


@settings(MANY, max_examples=60)
@given(st.data())
def test_pooling(same, torch, data):
    dtype, kernel, stride = (data.draw(s) for s in (DTYPES, PAIRS, PAIRS))
    padding = tuple(data.draw(st.integers(0, k // 2)) for k in kernel)
    size = [k + data.draw(st.integers(0, 4)) for k in kernel]
    x = np.round(numbers(data, (data.draw(st.integers(1, 3)), 2, *size), dtype))  # many ties
    f = torch.nn.functional
    options = {"stride": stride, "padding": padding}
    same(lambda x: nn.max_pool2d(x, kernel, **options),
         lambda x: f.max_pool2d(x, kernel, **options), x)  # fmt: skip
    same(lambda x: nn.average_pool2d(x, kernel, **options),
         lambda x: f.avg_pool2d(x, kernel, **options), x)  # fmt: skip


@MANY
@given(st.data())
def test_norms(same, torch, data):
    dtype, n = data.draw(DTYPES), data.draw(st.integers(2, 5))
    shape = (n, 3, 2, 2) if data.draw(st.booleans()) else (n, 3)
    x, gamma, beta = (numbers(data, s, dtype) for s in (shape, (3,), (3,)))
    f = torch.nn.functional
    mine = [np.zeros(3, dtype), np.ones(3, dtype)]
    theirs = [torch.from_numpy(a.copy()) for a in mine]
    for training in (True, False):
        same(
            lambda *a, on=training: nn.batch_norm(
                *a, running_mean=mine[0], running_variance=mine[1], training=on
            ),
            lambda x, g, b, on=training: f.batch_norm(x, *theirs, g, b, training=on),
            x,
            gamma,
            beta,
        )
        for a, b in zip(mine, theirs, strict=True):
            np.testing.assert_allclose(a, b.numpy(), rtol=1e-5, atol=1e-6)
    last = numbers(data, (n, 4), dtype)
    gamma, beta = numbers(data, (4,), dtype), numbers(data, (4,), dtype)
    same(nn.layer_norm, lambda x, g, b: f.layer_norm(x, (4,), g, b), last, gamma, beta)


def gru_for_torch(array):
    """Turn our update gate, which takes the new, into PyTorch's, which keeps the old."""
    r, z, n = np.split(array, 3, axis=-1)
    return np.concatenate([r, -z, n], axis=-1)


@pytest.mark.parametrize("kind", ["RNN", "GRU", "LSTM"])
@MANY
@given(st.data())
def test_recurrent_layers(kind, torch, assert_close, data):
    dtype, both = data.draw(DTYPES), data.draw(st.booleans())
    layers, n, steps = (data.draw(st.integers(1, high)) for high in (2, 3, 4))
    rng = np.random.default_rng(0)
    options = {"reset_after": True} if kind == "GRU" else {}
    mine = getattr(nn, kind)(
        3, 4, generator=rng, layers=layers, bidirectional=both, dtype=dtype, **options
    )
    theirs = getattr(torch.nn, kind)(
        3, 4, num_layers=layers, bidirectional=both, batch_first=True
    ).to(torch.float32 if dtype == np.float32 else torch.float64)
    turn = gru_for_torch if kind == "GRU" else lambda a: a
    pairs = []
    for k, cell in enumerate(mine.cells):
        suffix = f"_l{k // mine.directions}" + ("_reverse" if k % mine.directions else "")
        cell.bias.data[...] = rng.standard_normal(cell.bias.shape)
        for ours, name in (
            (cell.input_weights, "weight_ih"),
            (cell.hidden_weights, "weight_hh"),
            (cell.bias, "bias_ih"),
        ):
            target = getattr(theirs, name + suffix)
            target.data = torch.from_numpy(np.ascontiguousarray(turn(ours.data).T))
            pairs.append((ours, target))
        other = getattr(theirs, "bias_hh" + suffix)
        other.data = torch.zeros_like(other)
        if kind == "GRU":
            cell.candidate_bias.data[...] = rng.standard_normal(4)
            other.data[8:] = torch.from_numpy(cell.candidate_bias.data)
    x = rng.standard_normal((n, steps, 3)).astype(dtype)
    a, b = nn.Tensor(x, requires_grad=True), torch.from_numpy(x).requires_grad_()
    y, (z, *_) = mine(a), theirs(b)
    assert_close(np.ascontiguousarray(y.data), z)
    weights = rng.standard_normal(y.shape).astype(dtype)
    y.backward(weights)
    z.backward(torch.from_numpy(weights))
    assert_close(np.ascontiguousarray(a.grad), b.grad)
    for ours, target in pairs:
        assert_close(np.ascontiguousarray(turn(ours.grad).T), target.grad)


@MANY
@given(st.data())
def test_embedding(same, torch, data):
    dtype = data.draw(DTYPES)
    words = np.array(data.draw(st.lists(st.integers(0, 4), max_size=6)), dtype=np.int64)
    table = numbers(data, (5, 3), dtype)
    same(
        lambda w: nn.embedding(w, words),
        lambda w: torch.nn.functional.embedding(torch.from_numpy(words), w),
        table,
    )


def test_fifty_steps_of_training_stay_together(torch):
    """A whole network with batch norm and Adam: the weights agree after 50 steps."""
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((16, 1, 8, 8)), rng.integers(0, 3, 16)
    mine = nn.Sequential(
        nn.Conv2d(1, 4, 3, padding=1, generator=rng),
        nn.BatchNorm2d(4),
        nn.relu,
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(64, 3, generator=rng),
    )
    theirs = torch.nn.Sequential(
        torch.nn.Conv2d(1, 4, 3, padding=1),
        torch.nn.BatchNorm2d(4),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(64, 3),
    ).double()
    for ours, target in zip(mine.parameters(), theirs.parameters(), strict=True):
        matrix = ours.data.T if ours.ndim == 2 else ours.data
        target.data = torch.from_numpy(matrix.copy())
    loss, optimizer = nn.Loss(nn.softmax_cross_entropy), nn.Adam(mine.parameters())
    torch_loss, torch_optimizer = torch.nn.CrossEntropyLoss(), torch.optim.Adam(theirs.parameters())
    for _ in range(50):
        optimizer.zero_gradients()
        loss(mine(x), y).backward()
        optimizer.step()
        torch_optimizer.zero_grad()
        torch_loss(theirs(torch.from_numpy(x)), torch.from_numpy(y)).backward()
        torch_optimizer.step()
    for ours, target in zip(mine.parameters(), theirs.parameters(), strict=True):
        matrix = ours.data.T if ours.ndim == 2 else ours.data
        np.testing.assert_allclose(matrix, target.detach().numpy(), rtol=1e-6, atol=1e-9)
