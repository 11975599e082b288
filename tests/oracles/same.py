"""Run one computation on `course.nn` and on PyTorch, forwards and backwards, and compare."""

import numpy as np
from hypothesis import strategies as st

from course.nn import Tensor, gradients

# Rounding errors add up. Numbers here are near 1 and results are sums of at most a few dozen
# products, so each library is within some dozen roundings of the true value: float32 to 1.2e-5,
# float64 to 2.2e-14, both of the largest entry, because cancelling terms keep the error of theirs.
ROUNDINGS = 100

DTYPES = st.sampled_from([np.float32, np.float64])
SEEDS = st.integers(0, 2**32 - 1)
LAYOUTS = st.sampled_from(["plain", "fortran", "strided", "reversed", "repeated"])


def assert_same_values(ours, theirs):
    """Compare an array with PyTorch's tensor: dtype, shape, and values up to rounding."""
    theirs = theirs.detach().numpy(force=True)  # also the zeros that PyTorch has not written out
    assert ours.dtype == theirs.dtype
    assert ours.shape == theirs.shape
    tolerance = ROUNDINGS * np.finfo(theirs.dtype).eps
    largest = max(1.0, np.abs(theirs).max(initial=0))
    np.testing.assert_allclose(ours, theirs, rtol=tolerance, atol=tolerance * largest)


def assert_same(torch, ours, theirs, arrays, *, second_order=False, constants=0):
    """Compare `ours(*arrays)` with `theirs(*arrays)`: results, gradients, second derivatives.

    Results are one tensor or several. They become one number, their sum weighted at random, whose
    gradient by every array is compared; `second_order` weights these gradients, and compares the
    derivatives of that sum. The first `constants` arrays are data: ours gets them as arrays.
    """
    mine = [Tensor(array, requires_grad=True) for array in arrays[constants:]]
    other = [leaf(torch, array) for array in arrays]
    y = results(ours(*arrays[:constants], *mine))
    t = results(theirs(*other))
    other = other[constants:]
    assert len(y) == len(t)
    for a, b in zip(y, t, strict=True):
        assert_same_values(a.data, b)

    generator = np.random.default_rng(0)
    weights = [draw_like(generator, a.data) for a in y]
    my_weights = [Tensor(w, requires_grad=True) for w in weights]
    other_weights = [leaf(torch, w) for w in weights]
    my_total, other_total = weighted(y, my_weights), weighted(t, other_weights)
    my_total.backward()
    first = torch.autograd.grad(
        other_total, other, create_graph=second_order, materialize_grads=True
    )
    for a, b in zip(mine, first, strict=True):
        assert_same_values(a.grad, b)
    if not second_order:
        return

    directions = [draw_like(generator, a.data) for a in mine]
    my_first = gradients(my_total, mine, create_graph=True)
    # The weights are added so that the sum depends on something where all derivatives are constant.
    my_total = weighted(my_first, [Tensor(d) for d in directions]) + weighted(my_weights, weights)
    other_total = weighted(first, [torch.from_numpy(d.copy()) for d in directions])
    other_total = other_total + weighted(other_weights, [torch.from_numpy(w) for w in weights])
    my_second = gradients(my_total, [*mine, *my_weights])
    second = torch.autograd.grad(other_total, [*other, *other_weights], materialize_grads=True)
    for a, b in zip(my_second, second, strict=True):
        assert_same_values(a.data, b)


def leaf(torch, array):
    """Return a copy of `array` that PyTorch differentiates, in plain layout."""
    return torch.from_numpy(np.array(array, order="C")).requires_grad_()


def results(value):
    """Return one result or a tuple of them as a list."""
    return list(value) if isinstance(value, tuple) else [value]


def weighted(values, weights):
    """Return the sum of all values, each entry times its weight."""
    first, *rest = [(w * y).sum() for y, w in zip(values, weights, strict=True)]
    return sum(rest, first)


def draw_like(generator, array):
    """Return normal numbers in the shape and dtype of `array`, its dimensions in Fortran order."""
    return np.asfortranarray(generator.standard_normal(array.shape).astype(array.dtype))


def laid_out(array, layout):
    """Return the same numbers in another memory layout; "repeated" repeats the first entries."""
    if layout == "plain" or array.ndim == 0:
        return array
    if layout == "fortran":
        return np.asfortranarray(array)
    if layout == "strided":
        return np.repeat(array, 2, axis=-1)[..., ::2]
    if layout == "reversed":
        return np.flip(np.ascontiguousarray(np.flip(array)))
    return np.broadcast_to(array[..., :1], array.shape)  # strides of 0, and read-only


def fill(module, tensors):
    """Make `tensors` the parameters of `module`, in the order it names them; return the module."""
    for name, tensor in zip(module.named_parameters(), tensors, strict=True):
        owner, *path = module, *name.split(".")
        for part in path[:-1]:
            owner = owner[int(part)] if part.isdigit() else getattr(owner, part)
        setattr(owner, path[-1], tensor)
    return module
