"""Every operation of `Tensor` against PyTorch: values, gradients and second derivatives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course import nn
from course.nn.autograd import elementary, products, reductions, shaping
from tests.oracles.same import DTYPES, LAYOUTS, SEEDS, assert_same, laid_out

RANGES = {"any": (-2, 2), "positive": (0.5, 2), "unit": (-0.8, 0.8), "above 1": (1.5, 3)}


def draw(generator, shape, dtype, kind="any"):
    """Numbers of a kind: a range, or one of five values each, so that many are equal or zero."""
    if kind == "ties":
        return generator.integers(-2, 3, shape).astype(dtype)
    low, high = RANGES[kind]
    return generator.uniform(low, high, shape).astype(dtype)


# The same line runs on both libraries: m is NumPy, whose functions take our tensors, or PyTorch.
UNARY = {
    "negative": ("ties", lambda m, a: -a),
    "abs": ("ties", lambda m, a: abs(a)),
    "absolute": ("ties", lambda m, a: m.absolute(a)),
    "sign": ("ties", lambda m, a: m.sign(a)),
    "add number": ("any", lambda m, a: 2 + a + 0.1),
    "subtract number": ("any", lambda m, a: 2 - a - 0.1),
    "multiply number": ("any", lambda m, a: 3 * a * 0.1),
    "divide by number": ("any", lambda m, a: a / 3),
    "divide number": ("positive", lambda m, a: 3 / a),
    "power 2": ("ties", lambda m, a: a**2),
    "power 3": ("any", lambda m, a: a**3),
    "power -1.5": ("positive", lambda m, a: a**-1.5),
    "power 0": ("any", lambda m, a: a**0),
    "power of number": ("any", lambda m, a: 2.5**a),
    "exp": ("any", lambda m, a: m.exp(a)),
    "expm1": ("any", lambda m, a: m.expm1(a)),
    "log": ("positive", lambda m, a: m.log(a)),
    "log1p": ("unit", lambda m, a: m.log1p(a)),
    "sqrt": ("positive", lambda m, a: m.sqrt(a)),
    "square": ("any", lambda m, a: m.square(a)),
    "reciprocal": ("positive", lambda m, a: m.reciprocal(a)),
    "sin": ("any", lambda m, a: m.sin(a)),
    "cos": ("any", lambda m, a: m.cos(a)),
    "tan": ("unit", lambda m, a: m.tan(a)),
    "arcsin": ("unit", lambda m, a: m.arcsin(a)),
    "arccos": ("unit", lambda m, a: m.arccos(a)),
    "arctan": ("any", lambda m, a: m.arctan(a)),
    "sinh": ("any", lambda m, a: m.sinh(a)),
    "cosh": ("any", lambda m, a: m.cosh(a)),
    "tanh": ("any", lambda m, a: m.tanh(a)),
    "arcsinh": ("any", lambda m, a: m.arcsinh(a)),
    "arccosh": ("above 1", lambda m, a: m.arccosh(a)),
    "arctanh": ("unit", lambda m, a: m.arctanh(a)),
    "clip": ("ties", lambda m, a: m.clip(a, -1, 1)),
    "exp method": ("any", lambda m, a: a.exp()),
    "log method": ("positive", lambda m, a: a.log()),
    "sqrt method": ("positive", lambda m, a: a.sqrt()),
    "tanh method": ("any", lambda m, a: a.tanh()),
    "sum of all": ("any", lambda m, a: a.sum()),
    "reshape": ("any", lambda m, a: a.reshape(-1)),
    "flip": ("any", lambda m, a: m.flip(a, tuple(range(a.ndim)))),
    "squeeze": ("any", lambda m, a: m.squeeze(a)),
    "add a dimension": ("any", lambda m, a: a[..., None]),
    "broadcast to": ("any", lambda m, a: m.broadcast_to(a, (2, *a.shape))),
    "fork": ("any", lambda m, a: a * a + a * m.exp(a)),
}

BINARY = {
    "add": ("any", lambda m, a, b: a + b),
    "subtract": ("any", lambda m, a, b: a - b),
    "multiply": ("any", lambda m, a, b: a * b),
    "divide": ("positive", lambda m, a, b: a / b),
    "power": ("positive", lambda m, a, b: a**b),
    "maximum": ("ties", lambda m, a, b: m.maximum(a, b)),
    "minimum": ("ties", lambda m, a, b: m.minimum(a, b)),
    "where": ("ties", lambda m, a, b: m.where(a > b, a * b, b)),
    "compared": ("ties", lambda m, a, b: m.where(a == b, a, m.where(a <= b, a + b, -b))),
    "stack": ("any", lambda m, a, b: m.stack([a + b, a * b], axis=-1)),
}


@pytest.mark.parametrize("name", UNARY)
@settings(max_examples=25, deadline=None)
@given(shape=hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), layout=LAYOUTS,
       dtype=DTYPES, seed=SEEDS)  # fmt: skip
def test_one_input(name, shape, layout, dtype, seed, torch):
    kind, expression = UNARY[name]
    a = laid_out(draw(np.random.default_rng(seed), shape, dtype, kind), layout)
    ours, theirs = (lambda a: expression(np, a)), (lambda a: expression(torch, a))
    assert_same(torch, ours, theirs, [a], second_order=True)


@pytest.mark.parametrize("name", BINARY)
@settings(max_examples=40, deadline=None)
@given(
    shapes=hnp.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, min_side=0, max_side=4),
    layouts=st.tuples(LAYOUTS, LAYOUTS),
    dtype=DTYPES,
    seed=SEEDS,
)
def test_two_inputs_that_broadcast(name, shapes, layouts, dtype, seed, torch):
    kind, expression = BINARY[name]
    generator = np.random.default_rng(seed)
    arrays = [draw(generator, shape, dtype, kind) for shape in shapes.input_shapes]
    arrays = [laid_out(array, layout) for array, layout in zip(arrays, layouts, strict=True)]
    ours, theirs = (lambda *x: expression(np, *x)), (lambda *x: expression(torch, *x))
    assert_same(torch, ours, theirs, arrays, second_order=True)


TWICE = {
    "subtract": lambda m, a: a - a,
    "divide": lambda m, a: a / a,
    "power": lambda m, a: a**a,
    "maximum": lambda m, a: m.maximum(a, a),
    "concatenate": lambda m, a: m.concatenate([a, 2 * a, a], axis=1),
    "stack": lambda m, a: m.stack([a, a], axis=1),
    "matmul": lambda m, a: m.swapaxes(a, 0, 1) @ a,
    "einsum": lambda m, a: m.einsum("ij,ik,ij->jk", a, a, a),
    "after a shortcut": lambda m, a: a[1:] * a[:-1] + a.sum() * m.exp(a[1:] - a[:1]),
}


@pytest.mark.parametrize("name", TWICE)
@settings(max_examples=25, deadline=None)
@given(shape=st.tuples(st.integers(1, 4), st.integers(0, 4)), dtype=DTYPES, seed=SEEDS)
def test_one_tensor_in_several_places(name, shape, dtype, seed, torch):
    expression = TWICE[name]
    a = draw(np.random.default_rng(seed), shape, dtype, "positive")
    ours, theirs = (lambda a: expression(np, a)), (lambda a: expression(torch, a))
    assert_same(torch, ours, theirs, [a], second_order=True)


@settings(max_examples=40, deadline=None)
@given(shape=hnp.array_shapes(max_dims=2, max_side=4), dtype=DTYPES, seed=SEEDS)
def test_power_of_zero(shape, dtype, seed, torch):
    generator = np.random.default_rng(seed)
    a = np.abs(draw(generator, shape, dtype, "ties"))
    b = generator.integers(1, 4, shape).astype(dtype)
    assert_same(torch, lambda a, b: a**b, lambda a, b: a**b, [a, b])


# PyTorch's amax and amin share the gradient among equals, as ours do; its max takes one.
REDUCTIONS = {
    "sum": (reductions.sum, lambda t, a, axis, keepdims: t.sum(a, axis, keepdims)),
    "mean": (reductions.mean, lambda t, a, axis, keepdims: t.mean(a, axis, keepdims)),
    "max": (reductions.max, lambda t, a, axis, keepdims: t.amax(a, axis, keepdims)),
    "min": (reductions.min, lambda t, a, axis, keepdims: t.amin(a, axis, keepdims)),
    "log_sum_exp": (nn.log_sum_exp, lambda t, a, axis, keepdims: t.logsumexp(a, axis, keepdims)),
    "var": (np.var, lambda t, a, axis, k: t.var(a, axis, correction=0, keepdim=k)),
    "sum method": (lambda a, *o: a.sum(*o), lambda t, a, *o: a.sum(*o)),
    "mean method": (lambda a, *o: a.mean(*o), lambda t, a, *o: a.mean(*o)),
    "max method": (lambda a, *o: a.max(*o), lambda t, a, *o: a.amax(*o)),
    "min method": (lambda a, *o: a.min(*o), lambda t, a, *o: a.amin(*o)),
}


@pytest.mark.parametrize("kind", ["any", "ties"])
@pytest.mark.parametrize("name", REDUCTIONS)
@settings(max_examples=30, deadline=None)
@given(data=st.data(), keepdims=st.booleans(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_reductions(name, kind, data, keepdims, layout, dtype, seed, torch):
    ours, theirs = REDUCTIONS[name]
    empty = 0 if name.startswith("sum") else 1  # the others refuse to reduce nothing
    shape = data.draw(hnp.array_shapes(max_dims=3, min_side=empty, max_side=4))
    axis = data.draw(hnp.valid_tuple_axes(len(shape), min_size=1))
    a = laid_out(draw(np.random.default_rng(seed), shape, dtype, kind), layout)

    def mine(a):
        return ours(a, axis, keepdims=keepdims) if ours is np.var else ours(a, axis, keepdims)

    assert_same(torch, mine, lambda a: theirs(torch, a, axis, keepdims), [a], second_order=True)
    assert_same(
        torch, lambda a: mine(a).sum(), lambda a: theirs(torch, a, axis, keepdims).sum(), [a]
    )


@settings(max_examples=40, deadline=None)
@given(data=st.data(), rows=st.integers(2, 5), ddof=st.integers(0, 1), dtype=DTYPES, seed=SEEDS)
def test_variance_and_standard_deviation(data, rows, ddof, dtype, seed, torch):
    columns = data.draw(st.integers(1, 3))
    spread = 3 * np.arange(rows)[:, None]  # far from equal rows, where the deviation has a kink
    a = draw(np.random.default_rng(seed), (rows, columns), dtype, "unit") + spread.astype(dtype)
    for ours, theirs in ((np.var, torch.var), (np.std, torch.std)):
        assert_same(
            torch,
            lambda a, f=ours: f(a, axis=0, ddof=ddof),
            lambda a, f=theirs: f(a, 0, correction=ddof),
            [a],
            second_order=True,
        )


@settings(max_examples=60, deadline=None)
@given(data=st.data(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_along_one_axis(data, layout, dtype, seed, torch):
    shape = data.draw(hnp.array_shapes(max_dims=3, min_side=0, max_side=4))
    axis, other = (data.draw(st.integers(-len(shape), len(shape) - 1)) for _ in range(2))
    order = data.draw(st.permutations(range(len(shape))))
    widths = [data.draw(st.tuples(st.integers(0, 2), st.integers(0, 2))) for _ in shape]
    flat = [n for pair in reversed(widths) for n in pair]  # PyTorch starts at the last dimension
    a = laid_out(draw(np.random.default_rng(seed), shape, dtype), layout)
    for ours, theirs in (
        (lambda a: np.cumsum(a, axis), lambda a: a.cumsum(axis)),
        (lambda a: np.flip(a, axis), lambda a: a.flip(axis)),
        (lambda a: np.expand_dims(a, axis), lambda a: a.unsqueeze(axis)),
        (lambda a: np.swapaxes(a, axis, other), lambda a: a.swapaxes(axis, other)),
        (lambda a: a.transpose(order), lambda a: a.permute(order)),
        (lambda a: a.transpose(*order), lambda a: a.permute(*order)),
        (lambda a: a.T, lambda a: a.permute(*reversed(range(a.ndim)))),
        (lambda a: np.pad(a, widths), lambda a: torch.nn.functional.pad(a, flat)),
    ):
        assert_same(torch, ours, theirs, [a], second_order=True)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), lengths=st.lists(st.integers(0, 3), min_size=1, max_size=4), dtype=DTYPES,
       seed=SEEDS)  # fmt: skip
def test_concatenate_and_stack(data, lengths, dtype, seed, torch):
    shape = data.draw(hnp.array_shapes(max_dims=3, min_side=0, max_side=3))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    new = data.draw(st.integers(-len(shape) - 1, len(shape)))
    generator = np.random.default_rng(seed)
    arrays = []
    for length in lengths:
        one = list(shape)
        one[axis] = length
        layout = data.draw(LAYOUTS)
        arrays.append(laid_out(draw(generator, one, dtype), layout))
    assert_same(torch, lambda *x: nn.concatenate(x, axis), lambda *x: torch.cat(x, axis), arrays,
                second_order=True)  # fmt: skip
    arrays = [draw(generator, shape, dtype) for _ in lengths]
    assert_same(torch, lambda *x: nn.stack(x, new), lambda *x: torch.stack(x, new), arrays,
                second_order=True)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(data=st.data(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_indexing(data, layout, dtype, seed, torch):
    shape = data.draw(hnp.array_shapes(max_dims=3, min_side=1, max_side=4))
    where = data.draw(
        hnp.basic_indices(shape, allow_newaxis=True)
        | hnp.integer_array_indices(shape)
        | hnp.arrays(bool, shape)
        | hnp.arrays(bool, shape[:1])
    )
    a = laid_out(draw(np.random.default_rng(seed), shape, dtype), layout)
    # PyTorch has no negative steps: it gets the position of each element asked for.
    places = torch.from_numpy(np.asarray(np.arange(a.size).reshape(shape)[where]).copy())
    assert_same(torch, lambda a: a[where], lambda a: a.reshape(-1)[places], [a], second_order=True)


@settings(max_examples=100, deadline=None)
@given(
    shapes=hnp.mutually_broadcastable_shapes(
        signature="(m?,n),(n,p?)->(m?,p?)", max_dims=2, min_side=0, max_side=4
    ),
    layouts=st.tuples(LAYOUTS, LAYOUTS),
    dtype=DTYPES,
    seed=SEEDS,
)
def test_matmul(shapes, layouts, dtype, seed, torch):
    generator = np.random.default_rng(seed)
    arrays = [draw(generator, shape, dtype) for shape in shapes.input_shapes]
    arrays = [laid_out(array, layout) for array, layout in zip(arrays, layouts, strict=True)]
    assert_same(torch, lambda a, b: a @ b, lambda a, b: a @ b, arrays, second_order=True)
    assert_same(torch, products.matmul, torch.matmul, arrays)


@pytest.mark.parametrize(
    "subscripts",
    ["ij,jk->ik", "ij,jk->ki", "bij,bjk->bik", "i,j->ij", "ij->ji", "ij->", "ij->i", "i,i->",
     "ij,ij->j", "ij,k->i", "ijk,jl,kl->il", "ij,jk,kl,l->i", "i,j,k->kji", "->", ",i->i"],
)  # fmt: skip
@settings(max_examples=25, deadline=None)
@given(data=st.data(), dtype=DTYPES, seed=SEEDS)
def test_einsum(subscripts, data, dtype, seed, torch):
    lengths = {i: data.draw(st.integers(0, 4)) for i in "bijkl"}
    generator = np.random.default_rng(seed)
    arrays = [
        laid_out(draw(generator, [lengths[i] for i in term], dtype), data.draw(LAYOUTS))
        for term in subscripts.split("->")[0].split(",")
    ]
    ours, theirs = (lambda *x: nn.einsum(subscripts, *x)), (lambda *x: torch.einsum(subscripts, *x))
    assert_same(torch, ours, theirs, arrays, second_order=True)


def test_every_operation_has_its_case():
    """Fail when an operation joins the library and not this file."""
    tested = {name.split()[0] for name in (*UNARY, *BINARY, *REDUCTIONS)}
    tested |= {"matmul", "einsum", "concatenate", "index", "transpose", "swapaxes", "expand_dims",
               "pad", "cumsum", "std", "broadcast_to"}  # fmt: skip
    public = {
        name
        for module in (elementary, products, reductions, shaping)
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (
            isinstance(value, elementary.Operation)
            or getattr(value, "__module__", "") == module.__name__
        )
    }
    assert public - tested == set()
