"""What holds for every loss: reductions, dtypes, empty batches, NaN, and clear refusals."""

import inspect
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes

from course import nn
from course.nn import losses as losses_module


def scores(generator, n):
    return generator.normal(0, 2, (n, 4)), generator.integers(0, 4, n)


def elements(generator, n):
    return generator.normal(0, 2, (n, 3)), generator.normal(0, 2, (n, 3))


def probabilities(generator, n):
    return generator.uniform(0.05, 0.95, (n, 3)), generator.uniform(0, 1, (n, 3))


def logits(generator, n):
    return generator.normal(0, 3, (n, 3)), generator.uniform(0, 1, (n, 3))


def distribution(generator, n):
    return (nn.softmax(generator.normal(0, 1, (n, 4))),)


def two_distributions(generator, n):
    return distribution(generator, n) + distribution(generator, n)


def gaussians(generator, n):
    means, targets = elements(generator, n)
    return means, targets, generator.uniform(0.2, 3, (n, 3))


def mixtures(generator, n):
    return (*(generator.normal(0, 1, (n, 3)) for _ in range(3)), generator.normal(0, 1, n))


# name: (arguments, losses a sample)
LOSSES = {
    "softmax_cross_entropy": (scores, 1),
    "hinge": (scores, 1),
    "mean_squared_error": (elements, 3),
    "mean_absolute_error": (elements, 3),
    "huber": (elements, 3),
    "smooth_l1": (elements, 3),
    "quantile_loss": (elements, 3),
    "binary_cross_entropy": (probabilities, 3),
    "binary_cross_entropy_with_logits": (logits, 3),
    "entropy": (distribution, 1),
    "cross_entropy": (two_distributions, 1),
    "kl_divergence": (two_distributions, 1),
    "squared_earth_mover_distance": (two_distributions, 1),
    "gaussian_negative_log_likelihood": (gaussians, 3),
    "mixture_density_negative_log_likelihood": (mixtures, 1),
}
WITHOUT_REDUCTION = {"half_sum_squared_error": elements, "mixture_responsibilities": mixtures}
ARGUMENTS = {name: make for name, (make, _) in LOSSES.items()} | WITHOUT_REDUCTION

each_loss = pytest.mark.parametrize("name", LOSSES)


def as_tuple(gradient):
    return gradient if isinstance(gradient, tuple) else (gradient,)


def cast(arguments, dtype):
    return tuple(a.astype(dtype) if a.dtype.kind == "f" else a for a in arguments)


def test_every_public_loss_is_covered():
    values = {name for name in losses_module.__all__ if f"{name}_gradient" in losses_module.__all__}
    assert values == set(LOSSES) | {"half_sum_squared_error"}
    helpers = {"sigmoid", "softmax", "log_softmax", "mixture_responsibilities"}
    gradients = {f"{name}_gradient" for name in values}
    assert set(losses_module.__all__) == values | gradients | helpers


@each_loss
def test_value_and_gradient_take_the_same_arguments(name):
    value, gradient = getattr(nn, name), getattr(nn, f"{name}_gradient")
    assert str(inspect.signature(value).parameters) == str(inspect.signature(gradient).parameters)
    assert inspect.signature(value).parameters["reduction"].kind is inspect.Parameter.KEYWORD_ONLY


@each_loss
def test_reductions_of_the_value(name, generator):
    make, per_sample = LOSSES[name]
    arguments, loss = make(generator, 5), getattr(nn, name)
    single = loss(*arguments, reduction="none")
    assert single.size == 5 * per_sample
    total = math.fsum(single.ravel())
    assert loss(*arguments, reduction="sum") == pytest.approx(total, rel=1e-13)
    assert loss(*arguments, reduction="mean") == pytest.approx(total / single.size, rel=1e-13)
    assert loss(*arguments) == loss(*arguments, reduction="mean")
    assert np.ndim(loss(*arguments)) == 0


@each_loss
def test_reductions_of_the_gradient(name, generator):
    make, per_sample = LOSSES[name]
    arguments, gradient = make(generator, 5), getattr(nn, f"{name}_gradient")
    single = as_tuple(gradient(*arguments, reduction="none"))
    summed = as_tuple(gradient(*arguments, reduction="sum"))
    averaged = as_tuple(gradient(*arguments))
    for one, total, mean in zip(single, summed, averaged, strict=True):
        assert one.shape == arguments[0].shape
        np.testing.assert_array_equal(total, one)
        np.testing.assert_allclose(mean * (5 * per_sample), one, rtol=1e-14)


@each_loss
@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_dtype_is_kept(name, reduction, dtype, generator):
    double = LOSSES[name][0](generator, 6)
    arguments = cast(double, dtype)
    value = getattr(nn, name)(*arguments, reduction=reduction)
    assert value.dtype == dtype
    exact = getattr(nn, name)(*double, reduction=reduction)
    np.testing.assert_allclose(value, exact, rtol=2e-5, atol=1e-5)
    found = as_tuple(getattr(nn, f"{name}_gradient")(*arguments, reduction=reduction))
    wanted = as_tuple(getattr(nn, f"{name}_gradient")(*double, reduction=reduction))
    for one, other in zip(found, wanted, strict=True):
        assert one.dtype == dtype
        if name != "hinge":
            np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-4)


@each_loss
def test_empty_batch(name, generator):
    arguments = LOSSES[name][0](generator, 0)
    value, gradient = getattr(nn, name), getattr(nn, f"{name}_gradient")
    assert value(*arguments, reduction="sum") == 0
    assert value(*arguments, reduction="none").size == 0
    for one in as_tuple(gradient(*arguments, reduction="none")):
        assert one.shape == arguments[0].shape
    for function in (value, gradient):
        with pytest.raises(ValueError, match="reduction='mean' needs at least one sample"):
            function(*arguments)


@each_loss
def test_arguments_are_left_alone(name, generator):
    arguments = LOSSES[name][0](generator, 4)
    copies = [argument.copy() for argument in arguments]
    for argument in arguments:
        argument.flags.writeable = False
    for reduction in ("mean", "sum", "none"):
        getattr(nn, name)(*arguments, reduction=reduction)
        getattr(nn, f"{name}_gradient")(*arguments, reduction=reduction)
    for argument, copy in zip(arguments, copies, strict=True):
        np.testing.assert_array_equal(argument, copy)


@each_loss
def test_nan_in_gives_nan_out_in_its_own_sample_only(name, generator):
    make, _ = LOSSES[name]
    clean = make(generator, 3)
    for position, argument in enumerate(clean):
        if argument.dtype.kind != "f":
            continue
        arguments = tuple(a.copy() for a in clean)
        arguments[position].reshape(3, -1)[1, 0] = np.nan
        value = getattr(nn, name)(*arguments, reduction="none").reshape(3, -1)
        assert np.isnan(value[1]).any()
        assert not np.isnan(value[[0, 2]]).any()
        assert np.isnan(getattr(nn, name)(*arguments))
        for one in as_tuple(getattr(nn, f"{name}_gradient")(*arguments, reduction="none")):
            assert np.isnan(one[1]).any()
            assert not np.isnan(one[[0, 2]]).any()


@each_loss
def test_lists_are_taken_and_follow_an_array(name, generator):
    arguments = LOSSES[name][0](generator, 3)
    lists = [argument.tolist() for argument in arguments]
    assert getattr(nn, name)(*lists) == pytest.approx(getattr(nn, name)(*arguments), rel=1e-14)
    if len(arguments) > 1:
        single = arguments[0].astype(np.float32)
        assert getattr(nn, name)(single, *lists[1:]).dtype == np.float32


JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**400),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.lists(st.one_of(st.floats(), st.lists(st.floats(), max_size=2), st.none()), max_size=4),
    st.dictionaries(st.text(max_size=1), st.integers(), max_size=1),
    st.sampled_from([object(), float, {1, 2}, range(3), np.float16(1), np.bool_(True)]),
    st.builds(
        lambda shape, dtype: np.ones(shape, dtype),
        array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5),
        st.sampled_from(["f2", "f4", "f8", "i4", "u8", "c8", "?", "U1", "O", "M8[s]"]),
    ),
)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(ARGUMENTS)), junk=JUNK)
def test_junk_is_refused_by_name(data, name, junk):
    """Whatever stands in one argument's place: a result, or an error that names an argument."""
    gradient = data.draw(st.booleans()) and name != "mixture_responsibilities"
    function = getattr(nn, f"{name}_gradient" if gradient else name)
    arguments = dict(
        zip(
            inspect.signature(function).parameters,
            ARGUMENTS[name](np.random.default_rng(0), 3),
            strict=False,
        )
    )
    target = data.draw(st.sampled_from(sorted(inspect.signature(function).parameters)))
    refusal = message_of(function, {**arguments, target: junk})
    assert refusal is None or any(argument in refusal for argument in arguments | {target: None})


def message_of(function, arguments):
    """Call the function; return the message of its refusal, or None when it took the arguments."""
    try:
        with np.errstate(all="ignore"):
            function(**arguments)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


LABELLED_OR_SINGLE = {"softmax_cross_entropy", "hinge", "entropy"}  # one array of floats


@pytest.mark.parametrize("name", sorted(ARGUMENTS.keys() - LABELLED_OR_SINGLE))
def test_a_dtype_mixture_is_refused(name, generator):
    arguments = ARGUMENTS[name](generator, 3)
    mixed = (arguments[0].astype(np.float32), *arguments[1:])
    with pytest.raises(TypeError, match=r"must have the same dtype, got float\d\d and float\d\d"):
        getattr(nn, name)(*mixed)


@each_loss
def test_an_unknown_reduction_lists_the_known_ones(name, generator):
    arguments = LOSSES[name][0](generator, 3)
    for function in (getattr(nn, name), getattr(nn, f"{name}_gradient")):
        with pytest.raises(ValueError, match="reduction must be one of 'mean', 'sum', 'none'"):
            function(*arguments, reduction="average")
