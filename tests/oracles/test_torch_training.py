"""Optimizers over 50 steps, schedules, clipping and initialization against PyTorch."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.nn import initialization, optimizers, schedules

SHAPES = [(4, 3), (3,), (), (2, 0)]


class Parameter:
    def __init__(self, data):
        self.data, self.grad = data, None


def betas(beta1=0.9, beta2=0.999, **options):
    return {"betas": (beta1, beta2), **options}


def momentum(momentum=0.0, momentum_form="sum", **options):
    return {"momentum": momentum, "nesterov": momentum_form == "nesterov", **options}


def renamed(**names):
    return lambda **options: {names.get(key, key): value for key, value in options.items()}


# ours, its options, the name in PyTorch, and how the options are called there
CASES = [
    ("SGD", {}, "SGD", momentum),
    ("SGD", {"momentum": 0.9}, "SGD", momentum),
    ("SGD", {"momentum": 0.8, "momentum_form": "nesterov"}, "SGD", momentum),
    ("Adagrad", {}, "Adagrad", renamed(epsilon="eps")),
    ("Adagrad", {"epsilon": 0.1}, "Adagrad", renamed(epsilon="eps")),
    ("RMSProp", {}, "RMSprop", renamed(decay="alpha", epsilon="eps")),
    ("RMSProp", {"decay": 0.7, "epsilon": 0.1}, "RMSprop", renamed(decay="alpha", epsilon="eps")),
    ("Adam", {}, "Adam", betas),
    ("Adam", {"beta1": 0.7, "beta2": 0.8}, "Adam", betas),
    ("Adam", {"amsgrad": True, "beta2": 0.8}, "Adam", betas),
    ("AdamW", {}, "AdamW", betas),
    ("AdamW", {"amsgrad": True, "beta1": 0.5}, "AdamW", betas),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join([case[0], *case[1]]))
@settings(max_examples=12, deadline=None)
@given(
    dtype=st.sampled_from([np.float32, np.float64]),
    maximize=st.booleans(),
    weight_decay=st.sampled_from([0.0, 0.05]),
    learning_rate=st.sampled_from([1e-3, 0.05]),
    seed=st.integers(0, 2**32 - 1),
)
def test_fifty_steps(case, dtype, maximize, weight_decay, learning_rate, seed, torch, tensor):
    name, own, their_name, translate = case
    generator = np.random.default_rng(seed)
    shared = {"maximize": maximize, "weight_decay": weight_decay}
    ours = [Parameter(np.asarray(generator.standard_normal(s), dtype)) for s in SHAPES]
    theirs = [tensor(parameter.data) for parameter in ours]
    optimizer = getattr(optimizers, name)(ours, learning_rate=learning_rate, **own, **shared)
    oracle = getattr(torch.optim, their_name)(
        theirs, lr=learning_rate, **translate(**own), **shared
    )
    for step in range(50):
        if step == 25:  # schedules change the rate in the middle of a run
            optimizer.learning_rate = oracle.param_groups[0]["lr"] = learning_rate / 2
        for parameter, other in zip(ours, theirs, strict=True):
            if step == 10 and parameter.data.ndim == 1:
                parameter.grad = other.grad = None
                continue
            parameter.grad = np.asarray(generator.standard_normal(parameter.data.shape), dtype)
            other.grad = torch.from_numpy(np.array(parameter.grad))
        optimizer.step()
        oracle.step()
    for parameter, other in zip(ours, theirs, strict=True):
        rtol, atol = (1e-11, 1e-12) if dtype == np.float64 else (2e-4, 2e-5)
        np.testing.assert_allclose(parameter.data, other.detach().numpy(), rtol=rtol, atol=atol)


def test_the_average_form_is_pytorchs_with_a_smaller_rate(torch, tensor):
    """PyTorch's dampening skips the first step; a smaller learning rate is the same throughout."""
    ours = Parameter(np.array([2.0, -1.0]))
    theirs = tensor(ours.data)
    optimizer = optimizers.SGD([ours], learning_rate=0.5, momentum=0.9, momentum_form="average")
    oracle = torch.optim.SGD([theirs], lr=0.5 * (1 - 0.9), momentum=0.9)
    generator = np.random.default_rng(0)
    for _ in range(50):
        ours.grad = generator.standard_normal(2)
        theirs.grad = torch.from_numpy(ours.grad)
        optimizer.step()
        oracle.step()
    np.testing.assert_allclose(ours.data, theirs.detach().numpy(), rtol=1e-12)


SCHEDULES = [
    (schedules.StepDecay(0.4, 0.3, 7), 0.4, "StepLR", {"step_size": 7, "gamma": 0.3}),
    (schedules.ExponentialDecay(0.4, 0.1), 0.4, "ExponentialLR", {"gamma": math.exp(-0.1)}),
    (schedules.Cosine(0.4, 60, 0.01), 0.4, "CosineAnnealingLR", {"T_max": 60, "eta_min": 0.01}),
    (
        schedules.WarmUp(0.4, 20, start=0.25),
        0.4,
        "LinearLR",
        {"start_factor": 0.25, "total_iters": 20},
    ),
    (
        schedules.CyclicalTriangle(0.1, 0.4, 6),
        0.1,
        "CyclicLR",
        {"base_lr": 0.1, "max_lr": 0.4, "step_size_up": 6, "cycle_momentum": False},
    ),
]


@pytest.mark.parametrize(("ours", "start", "name", "options"), SCHEDULES, ids=lambda x: str(x)[:20])
def test_schedules_over_fifty_steps(ours, start, name, options, torch, tensor):
    oracle = torch.optim.SGD([tensor(np.zeros(1))], lr=start)
    scheduler = getattr(torch.optim.lr_scheduler, name)(oracle, **options)
    for step in range(50):
        assert ours(step) == pytest.approx(oracle.param_groups[0]["lr"], rel=1e-9)
        oracle.step()
        scheduler.step()


def test_one_cycle_has_pytorchs_corners(torch, tensor):
    """PyTorch puts the corners at rise * steps - 1, ours at rise * (steps - 1): share two runs."""
    ours = schedules.OneCycle(0.4, steps=101, rise=0.4)
    oracle = torch.optim.SGD([tensor(np.zeros(1))], lr=1.0)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        oracle,
        max_lr=0.4,
        total_steps=101,
        pct_start=41 / 101,
        three_phase=True,
        anneal_strategy="linear",
        div_factor=10,
        final_div_factor=100,
        cycle_momentum=False,
    )
    for step in range(101):
        assert ours(step) == pytest.approx(oracle.param_groups[0]["lr"], rel=1e-9)
        oracle.step()
        if step < 100:
            scheduler.step()


@pytest.mark.parametrize("limit", [0.1, 5.0, 1000.0])
def test_clipping(limit, torch, tensor):
    generator = np.random.default_rng(0)
    ours = [Parameter(np.zeros(shape)) for shape in SHAPES]
    theirs = [tensor(parameter.data) for parameter in ours]
    for parameter, other in zip(ours, theirs, strict=True):
        parameter.grad = np.asarray(generator.normal(0, 5, parameter.data.shape))
        other.grad = torch.from_numpy(np.array(parameter.grad))
    total = optimizers.clip_gradient_norm(ours, limit)
    assert total == pytest.approx(float(torch.nn.utils.clip_grad_norm_(theirs, limit)), rel=1e-12)
    for parameter, other in zip(ours, theirs, strict=True):
        # PyTorch adds 1e-6 to the norm before it divides.
        np.testing.assert_allclose(parameter.grad, other.grad.numpy(), rtol=1e-5)
    optimizers.clip_gradient_value(ours, limit / 10)
    torch.nn.utils.clip_grad_value_(theirs, limit / 10)
    for parameter, other in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(parameter.grad, other.grad.numpy(), rtol=1e-5)


INITIALIZATIONS = [
    ("xavier", {"distribution": "normal"}, "xavier_normal_", {}),
    ("xavier", {"distribution": "uniform", "gain": 2.0}, "xavier_uniform_", {"gain": 2.0}),
    ("he", {"distribution": "normal"}, "kaiming_normal_", {"nonlinearity": "relu"}),
    (
        "he",
        {"distribution": "uniform", "negative_slope": 0.2},
        "kaiming_uniform_",
        {"a": 0.2, "nonlinearity": "leaky_relu"},
    ),
    ("orthogonal", {"gain": 1.5}, "orthogonal_", {"gain": 1.5}),
]


@pytest.mark.parametrize("case", INITIALIZATIONS, ids=lambda case: "-".join([case[0], *case[1]]))
@pytest.mark.parametrize("shape", [(300, 200), (64, 32, 3, 3)])
def test_initialization_has_the_same_statistics(case, shape, torch):
    """PyTorch keeps a linear layer's weights as (fan_out, fan_in), so its matrix is turned."""
    name, options, their_name, their_options = case
    torch.manual_seed(0)
    ours = getattr(initialization, name)(shape, np.random.default_rng(0), **options)
    turned = shape[::-1] if len(shape) == 2 else shape
    theirs = torch.empty(turned, dtype=torch.float64)
    getattr(torch.nn.init, their_name)(theirs, **their_options)
    theirs = theirs.numpy()
    count = ours.size
    assert ours.std() == pytest.approx(theirs.std(), rel=8 / math.sqrt(count))
    assert np.abs(ours).mean() == pytest.approx(np.abs(theirs).mean(), rel=8 / math.sqrt(count))
    for share in (0.05, 0.25, 0.75, 0.95):
        wanted = np.quantile(theirs, share)
        assert np.quantile(ours, share) == pytest.approx(wanted, abs=0.1 * theirs.std())
