"""Optimizers: each against its formula in plain Python, and what they share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.nn.optimizers import (
    SGD,
    Adagrad,
    Adam,
    AdamW,
    Optimizer,
    RMSProp,
    clip_gradient_norm,
    clip_gradient_value,
)


class Parameter:
    """The least an optimizer needs."""

    def __init__(self, data, grad=None):
        self.data = np.asarray(data)
        self.grad = grad


GRADIENTS = [0.5, -1.5, 0.25, 2.0, 0.0, -0.125, 3.0]


def run(optimizer_class, start=2.0, gradients=GRADIENTS, **options):
    """Weights of one number after each of the given gradients."""
    parameter = Parameter(np.array([start]))
    optimizer = optimizer_class([parameter], **options)
    weights = []
    for gradient in gradients:
        parameter.grad = np.array([gradient])
        optimizer.step()
        weights.append(parameter.data[0])
    return weights


def plain(w, gradients, a):
    for g in gradients:
        w -= a * g
        yield w


def momentum_sum(w, gradients, a, b):
    v = 0
    for g in gradients:
        v = b * v + g
        w -= a * v
        yield w


def momentum_average(w, gradients, a, b):
    v = 0
    for g in gradients:
        v = b * v + (1 - b) * g
        w -= a * v
        yield w


def nesterov(w, gradients, a, b):
    v = 0
    for g in gradients:
        v = b * v + g
        w -= a * (g + b * v)
        yield w


def adagrad(w, gradients, a, e):
    s = 0
    for g in gradients:
        s += g * g
        w -= a * g / (s**0.5 + e)
        yield w


def rmsprop(w, gradients, a, r, e):
    s = 0
    for g in gradients:
        s = r * s + (1 - r) * g * g
        w -= a * g / (s**0.5 + e)
        yield w


def adam(w, gradients, a, b1, b2, e):
    m = v = 0
    for t, g in enumerate(gradients, start=1):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        w -= a * (m / (1 - b1**t)) / ((v / (1 - b2**t)) ** 0.5 + e)
        yield w


def amsgrad(w, gradients, a, b1, b2, e):
    m = v = largest = 0
    for t, g in enumerate(gradients, start=1):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        largest = max(largest, v)
        w -= a * (m / (1 - b1**t)) / ((largest / (1 - b2**t)) ** 0.5 + e)
        yield w


def adamw(w, gradients, a, decay):
    m = v = 0
    for t, g in enumerate(gradients, start=1):
        w -= a * decay * w
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= a * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
        yield w


@pytest.mark.parametrize(
    ("optimizer", "options", "formula"),
    [
        (SGD, {"learning_rate": 0.1}, lambda w, g: plain(w, g, 0.1)),
        (
            SGD,
            {"learning_rate": 0.1, "momentum": 0.9},
            lambda w, g: momentum_sum(w, g, 0.1, 0.9),
        ),
        (
            SGD,
            {"learning_rate": 0.1, "momentum": 0.9, "momentum_form": "average"},
            lambda w, g: momentum_average(w, g, 0.1, 0.9),
        ),
        (
            SGD,
            {"learning_rate": 0.1, "momentum": 0.9, "momentum_form": "nesterov"},
            lambda w, g: nesterov(w, g, 0.1, 0.9),
        ),
        (
            Adagrad,
            {"learning_rate": 0.1, "epsilon": 1e-3},
            lambda w, g: adagrad(w, g, 0.1, 1e-3),
        ),
        (
            RMSProp,
            {"learning_rate": 0.1, "decay": 0.8, "epsilon": 1e-3},
            lambda w, g: rmsprop(w, g, 0.1, 0.8, 1e-3),
        ),
        (
            Adam,
            {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 1e-3},
            lambda w, g: adam(w, g, 0.1, 0.8, 0.9, 1e-3),
        ),
        (
            Adam,
            {"learning_rate": 0.1, "beta1": 0.8, "beta2": 0.5, "amsgrad": True},
            lambda w, g: amsgrad(w, g, 0.1, 0.8, 0.5, 1e-8),
        ),
        (
            AdamW,
            {"learning_rate": 0.1, "weight_decay": 0.3},
            lambda w, g: adamw(w, g, 0.1, 0.3),
        ),
    ],
)
def test_formula(optimizer, options, formula):
    np.testing.assert_allclose(run(optimizer, **options), list(formula(2.0, GRADIENTS)), rtol=1e-13)


EVERY = [
    lambda p, **o: SGD(p, learning_rate=0.1, **o),
    lambda p, **o: SGD(p, learning_rate=0.1, momentum=0.9, **o),
    lambda p, **o: SGD(p, learning_rate=0.1, momentum=0.9, momentum_form="average", **o),
    lambda p, **o: SGD(p, learning_rate=0.1, momentum=0.9, momentum_form="nesterov", **o),
    lambda p, **o: Adagrad(p, learning_rate=0.1, **o),
    lambda p, **o: RMSProp(p, learning_rate=0.1, **o),
    lambda p, **o: Adam(p, learning_rate=0.1, **o),
    lambda p, **o: Adam(p, learning_rate=0.1, amsgrad=True, **o),
    lambda p, **o: AdamW(p, learning_rate=0.1, **o),
]
every_optimizer = pytest.mark.parametrize("make", EVERY)


@every_optimizer
def test_finds_the_bottom_of_a_bowl(make):
    parameter = Parameter(np.array([2.0, 0.0]))
    optimizer = make([parameter])
    for step in range(1500):
        optimizer.learning_rate = 0.1 / (1 + step / 100)
        parameter.grad = 2 * (parameter.data - [1.0, 1.0])
        optimizer.step()
    np.testing.assert_allclose(parameter.data, [1, 1], atol=0.05)


@every_optimizer
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_updates_in_place_and_keeps_the_dtype(make, dtype):
    data = np.ones((2, 3), dtype)
    parameter = Parameter(data, np.full((2, 3), 0.5, dtype))
    make([parameter]).step()
    assert parameter.data is data
    assert data.dtype == dtype
    assert (data < 1).all()


@every_optimizer
@pytest.mark.parametrize("options", [{}, {"maximize": True}, {"weight_decay": 0.1}])
def test_the_gradient_is_not_written_to(make, options):
    gradient = np.full(3, 0.5)
    gradient.flags.writeable = False
    parameter = Parameter(np.ones(3), gradient)
    optimizer = make([parameter], **options)
    for _ in range(3):
        optimizer.step()
    assert parameter.grad is gradient
    np.testing.assert_array_equal(gradient, 0.5)


@every_optimizer
def test_maximize_is_descent_of_the_negative(make):
    up, down = Parameter(np.ones(3)), Parameter(np.ones(3))
    climb, descend = make([up], maximize=True), make([down])
    for gradient in GRADIENTS:
        up.grad, down.grad = np.full(3, gradient), np.full(3, -gradient)
        climb.step()
        descend.step()
    np.testing.assert_array_equal(up.data, down.data)


@pytest.mark.parametrize("make", [m for m in EVERY if m is not EVERY[-1]])
@pytest.mark.parametrize("maximize", [False, True])
def test_coupled_weight_decay_joins_the_gradient(make, maximize):
    decayed, plainly = Parameter(np.ones(3)), Parameter(np.ones(3))
    first = make([decayed], weight_decay=0.2, maximize=maximize)
    second = make([plainly])
    for gradient in GRADIENTS:
        decayed.grad = np.full(3, gradient)
        plainly.grad = 0.2 * plainly.data + (-decayed.grad if maximize else decayed.grad)
        first.step()
        second.step()
    np.testing.assert_allclose(decayed.data, plainly.data, rtol=1e-13)


def test_decoupled_weight_decay_does_not_meet_the_moments():
    """With no gradient at all the weights shrink by 1 - a l a step, exactly."""
    weights = run(AdamW, gradients=[0.0] * 5, learning_rate=0.1, weight_decay=0.5)
    np.testing.assert_allclose(weights, 2.0 * 0.95 ** np.arange(1, 6), rtol=1e-14)
    climbing = run(AdamW, gradients=[0.0], learning_rate=0.1, weight_decay=0.5, maximize=True)
    assert climbing[0] == pytest.approx(1.9)
    coupled = run(Adam, gradients=[0.0], learning_rate=0.1, weight_decay=0.5)
    assert coupled[0] == pytest.approx(1.9, abs=1e-6)  # a full step of Adam, whatever l is


@every_optimizer
def test_a_parameter_without_a_gradient_is_left_alone(make):
    """It sits out: no update, and its own count of steps (and correction) waits with it."""
    seen, late = Parameter(np.ones(2), np.ones(2)), Parameter(np.ones(2))
    optimizer = make([seen, late])
    optimizer.step()
    np.testing.assert_array_equal(late.data, 1)
    first = seen.data.copy()
    seen.grad, late.grad = None, np.ones(2)
    optimizer.step()
    np.testing.assert_array_equal(late.data, first)
    np.testing.assert_array_equal(seen.data, first)


@every_optimizer
def test_zero_gradients(make):
    parameter = Parameter(np.ones(2), np.ones(2))
    optimizer = make([parameter])
    optimizer.zero_gradients()
    assert parameter.grad is None
    optimizer.step()
    np.testing.assert_array_equal(parameter.data, 1)


@every_optimizer
def test_shapes_zero_size_and_views(make):
    block = np.ones((4, 4))
    parameters = [
        Parameter(np.array(2.0), np.array(0.5)),
        Parameter(np.zeros((0, 3)), np.zeros((0, 3))),
        Parameter(block[::2, 1:3], np.ones((2, 2))),
    ]
    make(iter(parameters)).step()
    assert parameters[0].data < 2
    assert (block[::2, 1:3] < 1).all()
    assert (block[1::2] == 1).all()


@every_optimizer
def test_a_learning_rate_of_zero_stands_still(make):
    parameter = Parameter(np.ones(2), np.ones(2))
    optimizer = make([parameter])
    optimizer.learning_rate = 0
    optimizer.step()
    np.testing.assert_array_equal(parameter.data, 1)


@every_optimizer
def test_nan_stays_in_its_weight(make):
    parameter = Parameter(np.ones(3), np.array([1.0, np.nan, 1.0]))
    make([parameter]).step()
    np.testing.assert_array_equal(np.isnan(parameter.data), [False, True, False])


def test_nesterov_is_the_slides_look_ahead():
    """`data` is w - V b of the slide, whose gradient is taken there, at every step."""
    a, b, slope = 0.05, 0.9, np.array([1.0, 8.0])
    w, big_v = np.array([3.0, -2.0]), np.zeros(2)
    parameter = Parameter(w.copy())
    optimizer = SGD([parameter], learning_rate=a, momentum=b, momentum_form="nesterov")
    for _ in range(40):
        parameter.grad = slope * parameter.data
        optimizer.step()
        big_v = b * big_v + a * slope * (w - b * big_v)
        w = w - big_v
        np.testing.assert_allclose(parameter.data, w - b * big_v, rtol=1e-10)


def test_the_two_forms_of_momentum_differ_by_a_factor():
    summed = run(SGD, learning_rate=0.1, momentum=0.9)
    averaged = run(SGD, learning_rate=1.0, momentum=0.9, momentum_form="average")
    np.testing.assert_allclose(summed, averaged, rtol=1e-13)


def test_the_first_step_of_adam_is_the_learning_rate():
    for gradient in (1e-3, 1.0, 1e5):
        assert run(Adam, gradients=[gradient], learning_rate=0.1)[0] == pytest.approx(1.9, abs=1e-5)


def test_adagrad_slows_down_and_rmsprop_does_not():
    steps = {}
    for optimizer in (Adagrad, RMSProp):
        weights = run(optimizer, gradients=[1.0] * 400, learning_rate=0.1)
        steps[optimizer] = -np.diff(weights)[-1]
    assert steps[Adagrad] == pytest.approx(0.1 / 20, rel=0.01)
    assert steps[RMSProp] == pytest.approx(0.1, rel=0.02)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda p: Adam([]), ValueError, "parameters must not be empty"),
        (lambda p: Adam(p), TypeError, "parameters must be a list .*put one in a list"),
        (lambda p: Adam([p, p]), ValueError, "parameters must not list one twice"),
        (lambda p: Adam([np.ones(2)]), TypeError, r"parameters\[0\] must have an array `data`"),
        (lambda p: Adam([p, 3]), TypeError, r"parameters\[1\] must have an array `data` and a"),
        (
            lambda p: Adam([Parameter(np.ones(2, int))]),
            TypeError,
            "must be float32 or float64, got",
        ),
        (lambda p: Adam([p], learning_rate=-1), ValueError, "learning_rate must be .* at least 0"),
        (lambda p: Adam([p], learning_rate="0.1"), TypeError, "learning_rate must be a number"),
        (lambda p: Adam([p], weight_decay=-1), ValueError, "weight_decay must be"),
        (lambda p: Adam([p], beta1=1), ValueError, "beta1 must be .* at least 0 and below 1"),
        (lambda p: Adam([p], beta2=-0.1), ValueError, "beta2 must be"),
        (lambda p: Adam([p], epsilon=0), ValueError, "epsilon must be .* above 0"),
        (lambda p: Adagrad([p], epsilon=0), ValueError, "epsilon must be"),
        (lambda p: RMSProp([p], epsilon=0), ValueError, "epsilon must be"),
        (lambda p: RMSProp([p], decay=1), ValueError, "decay must be"),
        (lambda p: SGD([p], learning_rate=1, momentum=1), ValueError, "momentum must be"),
        (
            lambda p: SGD([p], learning_rate=1, momentum_form="both"),
            ValueError,
            "momentum_form must be one of 'sum', 'average', 'nesterov', got 'both'",
        ),
    ],
)
def test_what_is_refused(make, error, message):
    with pytest.raises(error, match=message):
        make(Parameter(np.ones(2)))


def test_read_only_data_is_refused():
    data = np.ones(2)
    data.flags.writeable = False
    with pytest.raises(ValueError, match=r"parameters\[0\].data must be writable"):
        Adam([Parameter(data)])


def test_a_wrong_learning_rate_is_refused_later_too():
    optimizer = Adam([Parameter(np.ones(2))])
    with pytest.raises(ValueError, match="learning_rate must be a finite number"):
        optimizer.learning_rate = np.nan
    assert optimizer.learning_rate == 1e-3


@pytest.mark.parametrize(
    "gradient", [np.ones(3), np.ones((2, 1)), np.ones(2, np.float32), np.ones(2, int), [1, 1], 1.0]
)
def test_a_gradient_that_does_not_fit(gradient):
    parameter = Parameter(np.ones(2), gradient)
    with pytest.raises(
        ValueError, match=r"parameters\[0\].grad must be like its data, an array of"
    ):
        SGD([parameter], learning_rate=0.1).step()
    np.testing.assert_array_equal(parameter.data, 1)


def test_the_base_has_no_formula():
    optimizer = Optimizer([Parameter(np.ones(2), np.ones(2))], learning_rate=0.1)
    with pytest.raises(NotImplementedError):
        optimizer.step()


def test_clip_gradient_norm():
    parameters = [
        Parameter(np.zeros(2), np.array([3.0, 0.0])),
        Parameter(np.zeros((1, 1)), np.array([[4.0]])),
        Parameter(np.zeros(5)),
    ]
    assert clip_gradient_norm(parameters, 10) == 5
    np.testing.assert_array_equal(parameters[0].grad, [3, 0])
    assert clip_gradient_norm(parameters, 1) == 5
    np.testing.assert_allclose(parameters[0].grad, [0.6, 0])
    np.testing.assert_allclose(parameters[1].grad, [[0.8]])
    assert parameters[2].grad is None
    assert clip_gradient_norm(parameters, 2) == pytest.approx(1)
    assert clip_gradient_norm([Parameter(np.zeros(2))], 1) == 0


def test_clipping_a_shared_or_read_only_gradient():
    shared = np.full(2, 3.0)
    shared.flags.writeable = False
    parameters = [Parameter(np.zeros(2), shared), Parameter(np.zeros(2), shared)]
    assert clip_gradient_norm(parameters, 3) == pytest.approx(6)
    for parameter in parameters:
        np.testing.assert_allclose(parameter.grad, 1.5)
    np.testing.assert_array_equal(shared, 3)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_norm_without_a_direction_is_reported_and_left(bad):
    parameter = Parameter(np.zeros(2), np.array([bad, 1.0]))
    norm = clip_gradient_norm([parameter], 1)
    assert not np.isfinite(norm)
    np.testing.assert_array_equal(parameter.grad, [bad, 1.0])


def test_clip_gradient_value():
    parameter = Parameter(np.zeros(4), np.array([-3.0, 0.5, 7.0, np.nan]))
    clip_gradient_value([parameter, Parameter(np.zeros(1))], 2)
    np.testing.assert_array_equal(parameter.grad, [-2, 0.5, 2, np.nan])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_clipping_keeps_the_dtype(dtype):
    parameter = Parameter(np.zeros(2, dtype), np.full(2, 9, dtype))
    clip_gradient_norm([parameter], 1)
    assert parameter.grad.dtype == dtype
    clip_gradient_value([parameter], 0.1)
    assert parameter.grad.dtype == dtype


@pytest.mark.parametrize("clip", [clip_gradient_norm, clip_gradient_value])
def test_clipping_refuses(clip):
    for wrong in (0, -1, np.inf):
        with pytest.raises(ValueError, match=r"max_(norm|value) must be a finite number above 0"):
            clip([Parameter(np.zeros(2), np.ones(2))], wrong)
    with pytest.raises(TypeError, match="parameters must be a list"):
        clip(Parameter(np.zeros(2), np.ones(2)), 1)


JUNK = st.one_of(
    st.none(),
    st.text(max_size=3),
    st.floats(),
    st.integers(),
    st.complex_numbers(),
    st.lists(st.integers(), max_size=2),
    st.sampled_from([np.ones(2), object(), 10**400, {"a": 1}]),
)


@given(
    st.sampled_from(["parameters", "learning_rate", "weight_decay", "momentum", "momentum_form"]),
    JUNK,
)
def test_junk_is_refused_by_name(name, junk):
    options = {"parameters": [Parameter(np.ones(2))], "learning_rate": 0.1, "momentum": 0.5}
    try:
        SGD(**{**options, name: junk})
    except (TypeError, ValueError) as refusal:
        message = str(refusal)
    else:
        message = name
    assert name in message


def test_every_optimizer_is_in_the_list():
    classes = {make([Parameter(np.ones(1))]).__class__ for make in EVERY}
    pending, known = [Optimizer], set()
    while pending:
        current = pending.pop()
        known.add(current)
        pending.extend(current.__subclasses__())
    assert classes == known - {Optimizer}
