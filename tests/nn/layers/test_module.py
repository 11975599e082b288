"""Modules find their parameters, keep their state and switch their mode."""

import numpy as np
import pytest

from course import nn
from course.nn import Tensor


def network(seed=0, dtype=np.float64):
    rng = np.random.default_rng(seed)
    return nn.Sequential(
        nn.Conv2d(1, 2, 3, generator=rng, dtype=dtype),
        nn.BatchNorm2d(2, dtype=dtype),
        nn.relu,
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.5, generator=rng),
        nn.Linear(8, 3, generator=rng, dtype=dtype),
    )


class Shared(nn.Module):
    def __init__(self):
        self.weights = Tensor([2.0], requires_grad=True)
        self.again = self.weights
        self.constant = Tensor([1.0])

    def forward(self, x):
        return x * self.weights


def test_parameters_by_name():
    names = list(network().named_parameters())
    assert names == [
        *("parts.0.filters", "parts.0.bias", "parts.1.gamma", "parts.1.beta"),
        *("parts.6.weights", "parts.6.bias"),
    ]
    assert network().parameter_count() == 2 * 9 + 2 + 4 + 24 + 3
    assert list(Shared().named_parameters()) == ["weights"]


def test_state_goes_around():
    first, second = network(1), network(2)
    x = np.random.default_rng(0).standard_normal((4, 1, 6, 6))
    first(x)
    state = first.state()
    assert "parts.1.running_mean" in state
    second.load_state(state)
    np.testing.assert_array_equal(first.eval()(x).data, second.eval()(x).data)
    state["parts.6.bias"] += 1  # a copy: the network does not change
    np.testing.assert_array_equal(first(x).data, second(x).data)


def test_load_state_changes_nothing_when_it_refuses():
    net = network()
    before = net.state()
    broken = {name: array + 1 for name, array in before.items()}
    broken["parts.6.bias"] = np.ones(4)
    with pytest.raises(ValueError, match=r"state\['parts.6.bias'\] must have shape"):
        net.load_state(broken)
    for name, array in net.state().items():
        np.testing.assert_array_equal(array, before[name])
    del broken["parts.6.bias"]
    with pytest.raises(ValueError, match=r"missing \['parts.6.bias'\]"):
        net.load_state(broken)
    with pytest.raises(ValueError, match=r"unknown \['more'\]"):
        net.load_state(before | {"more": np.ones(1)})


def test_modes_reach_every_part():
    net = network()
    assert all(module.training for module in net.modules())
    assert net.eval() is net
    assert not any(module.training for module in net.modules())
    assert all(module.training for module in net.train().modules())


def test_zero_gradients():
    net = network()
    net(np.ones((2, 1, 6, 6))).sum().backward()
    net.zero_gradients()
    assert all(p.grad is None for p in net.parameters())


def test_sequential():
    net = network()
    assert len(net) == 7
    assert isinstance(net[6], nn.Linear)
    for part in (3, nn.Flatten):
        with pytest.raises(TypeError, match="part 0 must be a module or a function"):
            nn.Sequential(part)
    with pytest.raises(NotImplementedError, match="Module does not define forward"):
        nn.Module()(1)


def test_shapes_and_receptive_field():
    net = network()
    lines = nn.layer_shapes(net, (2, 1, 6, 6))
    assert [line.shape for line in lines] == [
        *((2, 2, 4, 4),) * 3,
        *((2, 2, 2, 2), (2, 8), (2, 8), (2, 3)),
    ]
    assert [line.parameters for line in lines] == [20, 4, 0, 0, 0, 0, 27]
    assert net.training
    assert net[1].running_mean.sum() == 0
    assert nn.receptive_field(net.parts) == nn.ReceptiveField(4, 2)
    # Three 3x3 layers see as far as one 7x7, and a dilation of 2 spreads three taps over five.
    assert nn.receptive_field([(3, 1)] * 3).size == 7
    assert nn.receptive_field([(3, 1, 2)]).size == 5
    assert nn.receptive_field([(11, 4), (3, 2), (5, 1)]) == nn.ReceptiveField(51, 8)
    assert nn.conv_output_shape(227, 227, 11, stride=4) == (55, 55)
    with pytest.raises(ValueError, match="windows must be square"):
        nn.receptive_field([nn.MaxPool2d((2, 3))])
    with pytest.raises(ValueError, match="a layer must be"):
        nn.receptive_field([(3,)])
    with pytest.raises(TypeError, match="network must be a Sequential"):
        nn.layer_shapes(nn.Flatten(), (1, 2))


def test_the_receptive_field_is_what_gradients_reach():
    rng = np.random.default_rng(0)
    net = nn.Sequential(
        *(nn.Conv2d(1, 1, k, stride=s, dilation=d, generator=rng) for k, s, d in
          ((3, 2, 1), (2, 1, 2), (3, 1, 1))),
    )  # fmt: skip
    x = nn.Tensor(rng.standard_normal((1, 1, 40, 40)), requires_grad=True)
    y = net(x)
    start = np.zeros(y.shape)
    start[0, 0, 2, 2] = 1
    y.backward(start)
    rows = np.flatnonzero((x.grad != 0).any(axis=(0, 1, 3)))
    assert rows[-1] - rows[0] + 1 == nn.receptive_field(net.parts).size


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda g: nn.Linear(0, 2, generator=g), "fan_in must be an integer at least 1"),
        (lambda g: nn.Linear(2, 2, generator=None), "generator must be"),
        (lambda g: nn.Linear(2, 2, generator=g, dtype=np.int64), "dtype must be float32"),
        (lambda g: nn.Conv2d(3, 4, 3, groups=2, generator=g), "groups must divide"),
        (lambda g: nn.Conv2d(3, 4, 0, generator=g), "kernel must be an integer at least 1"),
        (lambda g: nn.Dropout(1.5, generator=g), "rate must be"),
        (lambda g: nn.output_length(3, 5), "does not fit into 3 entries"),
        (lambda g: nn.Loss(np.sum), "must be a loss"),
    ],
)
def test_refusals(call, message):
    with pytest.raises((TypeError, ValueError), match=message):
        call(np.random.default_rng(0))
