"""Every loss against PyTorch, forward and backward, in both precisions, over many shapes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn


def reduced(losses, reduction):
    return losses if reduction == "none" else getattr(losses, reduction)()


def weighted_softmax(t, z, y, class_weights, **options):
    weights = t.tensor(class_weights[: z.shape[1]], dtype=z.dtype)
    return t.nn.functional.cross_entropy(z, y, weight=weights, **options)


def hinge(t, s, y, margin, reduction):
    # PyTorch divides by the number of classes.
    losses = t.nn.functional.multi_margin_loss(s, y, margin=margin, reduction="none")
    return reduced(losses * s.shape[1], reduction)


def quantile(t, p, y, level, reduction):
    return reduced(t.where(y > p, level * (y - p), (1 - level) * (p - y)), reduction)


def squared_emd(t, p, y, reduction):
    return reduced(((p.cumsum(-1) - y.cumsum(-1)) ** 2).sum(-1), reduction)


def kl(t, p, q, reduction):
    return reduced(t.nn.functional.kl_div(q.log(), p, reduction="none").sum(-1), reduction)


def gaussian(t, m, y, v, reduction):
    loss = t.nn.functional.gaussian_nll_loss
    return loss(m, y, v, full=True, eps=1e-9, reduction=reduction)


def mixture(t, z, m, s, y, reduction):
    d = t.distributions
    weights, components = (
        d.Categorical(logits=z, validate_args=False),
        d.Normal(m, s.exp(), validate_args=False),
    )
    model = d.MixtureSameFamily(weights, components, validate_args=False)
    return reduced(-model.log_prob(y), reduction)


def functional(name):
    return lambda t, *arguments, **options: getattr(t.nn.functional, name)(*arguments, **options)


# name, options, kinds of argument, which of them get a gradient, the same in PyTorch
CASES = [
    ("mean_squared_error", {}, "rr", [0], functional("mse_loss")),
    ("mean_absolute_error", {}, "rr", [0], functional("l1_loss")),
    ("huber", {"delta": 1.0}, "rr", [0], functional("huber_loss")),
    ("huber", {"delta": 0.3}, "rr", [0], functional("huber_loss")),
    ("smooth_l1", {"beta": 1.0}, "rr", [0], functional("smooth_l1_loss")),
    ("smooth_l1", {"beta": 2.5}, "rr", [0], functional("smooth_l1_loss")),
    ("quantile_loss", {"level": 0.8}, "rr", [0], quantile),
    ("binary_cross_entropy", {}, "uu", [0], functional("binary_cross_entropy")),
    (
        "binary_cross_entropy_with_logits",
        {},
        "ru",
        [0],
        functional("binary_cross_entropy_with_logits"),
    ),
    ("softmax_cross_entropy", {}, "ry", [0], functional("cross_entropy")),
    ("softmax_cross_entropy", {"label_smoothing": 0.1}, "ry", [0], functional("cross_entropy")),
    ("softmax_cross_entropy", {"class_weights": [0.5, 2.0, 1.0]}, "ry", [0], weighted_softmax),
    (
        "softmax_cross_entropy",
        {"class_weights": [0.5, 2.0, 1.0], "label_smoothing": 0.2},
        "ry",
        [0],
        weighted_softmax,
    ),
    ("hinge", {"margin": 1.0}, "ry", [0], hinge),
    ("hinge", {"margin": 0.2}, "ry", [0], hinge),
    ("entropy", {}, "d", [0], lambda t, p, **o: reduced(t.special.entr(p).sum(-1), **o)),
    ("cross_entropy", {}, "dd", [1], lambda t, p, q, **o: reduced(-(p * q.log()).sum(-1), **o)),
    ("kl_divergence", {}, "dd", [1], kl),
    ("squared_earth_mover_distance", {}, "dd", [0], squared_emd),
    ("gaussian_negative_log_likelihood", {}, "rrv", [0], gaussian),
    ("mixture_density_negative_log_likelihood", {}, "rrrt", [0, 1, 2], mixture),
]
CLASSES = 3


def make(kind, generator, samples, dtype):
    """One argument: reals, (0, 1), distributions, variances, labels or one target a sample."""
    shape = (samples, CLASSES)
    if kind == "y":
        return generator.integers(0, CLASSES, samples)
    if kind == "t":
        return generator.normal(0, 2, samples).astype(dtype)
    reals = generator.normal(0, 2, (CLASSES, samples)).astype(dtype).T  # not contiguous
    if kind == "u":
        return generator.uniform(0.05, 0.95, shape).astype(dtype)
    if kind == "v":
        return generator.uniform(0.3, 3, shape).astype(dtype)
    return nn.softmax(reals) if kind == "d" else reals


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join([case[0], *case[1]]))
@settings(max_examples=25, deadline=None)
@given(
    samples=st.integers(0, 9),
    reduction=st.sampled_from(["mean", "sum", "none"]),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.integers(0, 2**32 - 1),
)
def test_losses(case, samples, reduction, dtype, seed, torch, tensor, assert_close):
    name, options, kinds, differentiated, expression = case
    samples = max(samples, 1) if reduction == "mean" else samples  # ours refuses a mean of none
    generator = np.random.default_rng(seed)
    arguments = [make(kind, generator, samples, dtype) for kind in kinds]
    tensors = [tensor(argument) for argument in arguments]
    options = {**options, "reduction": reduction}

    theirs = expression(torch, *tensors, **options)
    assert_close(getattr(nn, name)(*arguments, **options), theirs)

    theirs.sum().backward()
    gradients = getattr(nn, f"{name}_gradient")(*arguments, **options)
    gradients = gradients if isinstance(gradients, tuple) else (gradients,)
    for ours, position in zip(gradients, differentiated, strict=True):
        assert_close(ours, tensors[position].grad)


SHAPES = st.lists(st.integers(0, 4), max_size=3).map(tuple)


@settings(max_examples=60, deadline=None)
@given(shape=SHAPES, dtype=st.sampled_from([np.float32, np.float64]), seed=st.integers(0, 999))
def test_half_sum_squared_error(shape, dtype, seed, tensor, assert_close):
    p, y = np.random.default_rng(seed).normal(0, 2, (2, *shape)).astype(dtype)
    tensors = tensor(p), tensor(y)
    theirs = ((tensors[0] - tensors[1]) ** 2).sum() / 2
    assert_close(nn.half_sum_squared_error(p, y), theirs)
    theirs.backward()
    assert_close(nn.half_sum_squared_error_gradient(p, y), tensors[0].grad)


@settings(max_examples=60, deadline=None)
@given(
    shape=st.lists(st.integers(1, 4), min_size=1, max_size=3).map(tuple),
    data=st.data(),
    scale=st.sampled_from([1.0, 30.0, 1e4]),
    dtype=st.sampled_from([np.float32, np.float64]),
)
def test_softmax_and_its_relatives(shape, data, scale, dtype, torch, assert_close):
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    x = (scale * np.random.default_rng(0).standard_normal(shape)).astype(dtype)
    theirs = torch.from_numpy(x)
    assert_close(nn.softmax(x, axis), theirs.softmax(axis))
    assert_close(nn.log_softmax(x, axis), theirs.log_softmax(axis))
    assert_close(nn.log_sum_exp(x, axis), theirs.logsumexp(axis))
    assert_close(nn.sigmoid(x), theirs.sigmoid())


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_huge_logits(dtype, torch, tensor, assert_close):
    z = np.array([[1e4, -1e4, 0.0], [-1e4, 1e4, 3.0]], dtype)
    labels, targets = np.array([1, 1]), np.array([[0, 1, 1], [0, 1, 0]], dtype)
    functional = torch.nn.functional
    for ours, gradient, theirs, y in (
        (
            nn.softmax_cross_entropy,
            nn.softmax_cross_entropy_gradient,
            functional.cross_entropy,
            labels,
        ),
        (
            nn.binary_cross_entropy_with_logits,
            nn.binary_cross_entropy_with_logits_gradient,
            functional.binary_cross_entropy_with_logits,
            targets,
        ),
    ):
        logits, truth = tensor(z), torch.from_numpy(y)
        loss = theirs(logits, truth)
        loss.backward()
        assert_close(ours(z, y), loss)
        assert_close(gradient(z, y), logits.grad)
