"""Whatever stands in the place of an argument of a layer: a result, or a refusal by name."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn
from course.nn import activations, layers

X = np.ones((4, 3))
IMAGES = np.ones((2, 2, 4, 4))
SEQUENCES = np.ones((2, 3, 2))


def chance():
    return np.random.default_rng(0)


# name: arguments that are right
RIGHT = {
    "linear": {"x": X, "weights": np.ones((3, 2)), "bias": np.ones(2)},
    "conv2d": {"x": IMAGES, "filters": np.ones((2, 2, 3, 3)), "bias": np.ones(2)},
    "max_pool2d": {"x": IMAGES, "kernel": 2},
    "average_pool2d": {"x": IMAGES, "kernel": 2},
    "global_average_pool2d": {"x": IMAGES},
    "global_max_pool2d": {"x": IMAGES},
    "batch_norm": {
        "x": X, "gamma": np.ones(3), "beta": np.ones(3), "training": False,
        "running_mean": np.zeros(3), "running_variance": np.ones(3),
    },
    "layer_norm": {"x": X, "gamma": np.ones(3), "beta": np.ones(3)},
    "dropout": {"x": X, "generator": chance()},
    "embedding": {"weights": X, "indices": [0, 3]},
    "rnn": {"x": SEQUENCES, "input_weights": np.ones((2, 5)), "hidden_weights": np.ones((5, 5))},
    "gru": {"x": SEQUENCES, "input_weights": np.ones((2, 15)), "hidden_weights": np.ones((5, 15))},
    "lstm": {"x": SEQUENCES, "input_weights": np.ones((2, 20)), "hidden_weights": np.ones((5, 20))},
    "output_length": {"length": 5, "kernel": 3},
    "conv_output_shape": {"height": 5, "width": 6, "kernel": 3},
    "receptive_field": {"layers": [(3, 1)]},
    "Linear": {"fan_in": 3, "fan_out": 2, "generator": chance()},
    "Maxout": {"fan_in": 3, "fan_out": 2, "generator": chance()},
    "Conv2d": {"in_channels": 2, "out_channels": 2, "kernel": 3, "generator": chance()},
    "MaxPool2d": {"kernel": 2},
    "AveragePool2d": {"kernel": 2},
    "BatchNorm1d": {"features": 3},
    "BatchNorm2d": {"features": 3},
    "LayerNorm": {"shape": 3},
    "Dropout": {"generator": chance()},
    "Embedding": {"words": 3, "dimensions": 2, "generator": chance()},
    "PReLU": {},
    "Swish": {},
    "SShapedReLU": {"features": 3},
    "RNN": {"fan_in": 2, "hidden": 3, "generator": chance()},
    "GRU": {"fan_in": 2, "hidden": 3, "generator": chance()},
    "LSTM": {"fan_in": 2, "hidden": 3, "generator": chance()},
    "maxout": {"x": np.ones((2, 6)), "pieces": 2},
    "prelu": {"x": X, "slope": 0.2},
    "generalised_relu": {"x": X, "alpha": 0.2},
    "swish": {"x": X, "beta": 1.0},
    "s_shaped_relu": {
        "x": X, "right_threshold": 1.0, "right_slope": 0.5, "left_threshold": -1.0,
        "left_slope": 0.5,
    },
    **{name: {"logits": X} for name in ("softmax", "log_softmax")},
    **{
        name: {"x": X}
        for name in (
            *("sigmoid", "tanh", "softplus", "relu", "leaky_relu", "absolute", "elu", "silu"),
            *("mish", "gelu", "quick_gelu", "normal_cdf", "normal_density"),
        )
    },
}  # fmt: skip
SWITCHES = {"training", "inverted", "bias", "bidirectional", "reset_after", "peepholes"}
SWITCHED = {"Linear", "Conv2d", "RNN", "GRU", "LSTM", "batch_norm", "dropout", "Dropout", "gru"}

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.sampled_from([10**400, -(10**400)]),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.lists(
        st.one_of(st.floats(), st.integers(-2, 4), st.none(), st.text(max_size=2)), max_size=4
    ),
    st.sampled_from([object(), {1, 2}, {}, range(3), np.float16(1), np.random, np.float32, int]),
    st.builds(
        lambda shape, dtype: np.ones(shape, dtype),
        st.lists(st.integers(0, 4), max_size=5),
        st.sampled_from(["f2", "f4", "f8", "i4", "c8", "?", "U1", "O"]),
    ),
)


def outcome(name, arguments):
    """Return a refusal's message, or None after a result."""
    try:
        with np.errstate(all="ignore"):
            getattr(nn, name)(**arguments)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", RIGHT)
def test_right_arguments_pass(name):
    assert outcome(name, RIGHT[name]) is None


@settings(max_examples=600, deadline=None)
@given(st.data(), st.sampled_from(sorted(RIGHT)), JUNK)
def test_junk_is_refused_by_name(data, name, junk):
    names = sorted(inspect.signature(getattr(nn, name)).parameters)
    targets = [n for n in names if not (n in SWITCHES and name in SWITCHED)]
    if not targets:
        return
    target = data.draw(st.sampled_from(targets))
    refusal = outcome(name, {**RIGHT[name], target: junk})
    assert refusal is None or any(known in refusal for known in names), refusal


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(["__add__", "__matmul__", "__pow__", "__getitem__", "reshape",
                                   "transpose", "sum", "max", "backward"]), JUNK)  # fmt: skip
def test_tensors_refuse_junk_with_a_sentence(data, method, junk):
    x, message = nn.Tensor(X, requires_grad=True), "no refusal, which is fine"
    try:
        with np.errstate(all="ignore"):
            getattr(x, method)(junk)
    except (TypeError, ValueError) as error:
        message = str(error)
    assert len(message) > 20


def test_the_table_is_complete():
    elsewhere = {
        *("Activation", "Flatten", "GlobalAveragePool2d", "GlobalMaxPool2d", "LayerShape"),
        *("Loss", "Module", "ReceptiveField", "Sequential", "layer_shapes"),
    }
    names = {
        name
        for name in (*layers.__all__, *activations.__all__)
        if not name.endswith(("_forward", "_backward", "_derivative"))
    }
    assert names - set(RIGHT) == elsewhere
