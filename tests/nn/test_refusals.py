"""Whatever stands in the place of an argument of the toolbox: a result, or a named refusal."""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn
from course.nn import data, initialization, optimizers, regularizers, schedules, search


class Parameter:
    def __init__(self):
        self.data, self.grad = np.ones(3), np.ones(3)


def chance():
    return np.random.default_rng(0)


def objective(settings):
    return 1.0


SPACE = {"rate": search.Uniform(0, 1)}
FILTERS = (2, 2, 3, 3)
IMAGES = np.ones((2, 1, 3, 3))

# name: (where it is, arguments that are right)
FUNCTIONS = {
    "zeros": (initialization, {"shape": (2, 3)}),
    "constant": (initialization, {"shape": (2, 3), "value": 1.0}),
    "normal": (initialization, {"shape": (2, 3), "generator": chance()}),
    "fan_in_and_fan_out": (initialization, {"shape": (2, 3)}),
    "xavier": (initialization, {"shape": (2, 3), "generator": chance()}),
    "he": (initialization, {"shape": (2, 3), "generator": chance()}),
    "orthogonal": (initialization, {"shape": (2, 3), "generator": chance()}),
    "delta_orthogonal": (initialization, {"shape": FILTERS, "generator": chance()}),
    "l1": (regularizers, {"weights": np.ones(3)}),
    "l1_gradient": (regularizers, {"weights": np.ones(3)}),
    "l2": (regularizers, {"weights": np.ones(3)}),
    "l2_gradient": (regularizers, {"weights": np.ones(3)}),
    "elastic": (regularizers, {"weights": np.ones(3)}),
    "elastic_gradient": (regularizers, {"weights": np.ones(3)}),
    "StepDecay": (schedules, {"learning_rate": 0.1, "factor": 0.5, "every": 2}),
    "ExponentialDecay": (schedules, {"learning_rate": 0.1, "rate": 0.5}),
    "Cosine": (schedules, {"learning_rate": 0.1, "steps": 5}),
    "WarmUp": (schedules, {"schedule": 0.1, "steps": 5}),
    "CyclicalTriangle": (schedules, {"lowest": 0.1, "highest": 0.2, "half_period": 2}),
    "OneCycle": (schedules, {"highest": 0.1, "steps": 5}),
    "NewBob": (schedules, {"learning_rate": 0.1}),
    "Uniform": (search, {"low": 0.0, "high": 1.0}),
    "LogUniform": (search, {"low": 0.1, "high": 1.0}),
    "Integers": (search, {"low": 0, "high": 1}),
    "Choice": (search, {"options": [1, 2]}),
    "grid_search": (search, {"objective": objective, "grid": {"rate": [1, 2]}}),
    "random_search": (
        search,
        {"objective": objective, "space": SPACE, "trials": 2, "generator": chance()},
    ),
    "evolutionary_search": (
        search,
        {
            "objective": objective,
            "space": SPACE,
            "population": 4,
            "generations": 2,
            "generator": chance(),
        },
    ),
    "digits": (data, {}),
    "xor": (data, {"samples": 4, "generator": chance()}),
    "two_moons": (data, {"samples": 4, "generator": chance()}),
    "circles": (data, {"samples": 4, "generator": chance()}),
    "spirals": (data, {"samples": 4, "generator": chance()}),
    "adding_problem": (data, {"samples": 2, "length": 4, "generator": chance()}),
    "copying_problem": (data, {"samples": 2, "delay": 4, "generator": chance()}),
    "words": (data, {"sentence": "good film"}),
    "Vocabulary": (data, {"sentences": ["good film"]}),
    "standardize": (data, {"inputs": IMAGES, "reference": IMAGES}),
    "mean_image": (data, {"images": IMAGES}),
    "per_channel_mean": (data, {"images": IMAGES}),
    "SGD": (optimizers, {"parameters": [Parameter()], "learning_rate": 0.1}),
    "Adagrad": (optimizers, {"parameters": [Parameter()]}),
    "RMSProp": (optimizers, {"parameters": [Parameter()]}),
    "Adam": (optimizers, {"parameters": [Parameter()]}),
    "AdamW": (optimizers, {"parameters": [Parameter()]}),
    "clip_gradient_norm": (optimizers, {"parameters": [Parameter()], "max_norm": 1.0}),
    "clip_gradient_value": (optimizers, {"parameters": [Parameter()], "max_value": 1.0}),
    "numerical_gradient": (nn, {"function": np.sum, "x": np.ones(2)}),
    "directional_error": (
        nn,
        {"function": np.sum, "x": np.ones(2), "gradient": np.ones(2), "generator": chance()},
    ),
    "accuracy": (nn, {"logits_or_probabilities": np.eye(2), "labels": [0, 1]}),
    "confusion_matrix": (nn, {"labels": [0, 1], "predictions": [0, 1], "classes": 2}),
    "reliability_curve": (nn, {"probabilities": np.eye(2), "labels": [0, 1]}),
    "expected_calibration_error": (nn, {"probabilities": np.eye(2), "labels": [0, 1]}),
    "fit_temperature": (nn, {"logits": np.eye(2), "labels": [0, 1]}),
    "softmax": (nn, {"logits": np.ones((2, 3))}),
    "log_softmax": (nn, {"logits": np.ones((2, 3))}),
    "log_sum_exp": (nn, {"x": np.ones((2, 3))}),
    "sigmoid": (nn, {"x": np.ones((2, 3))}),
}
SWITCHES = {"maximize", "amsgrad", "keepdims"}  # any truth value will do

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.sampled_from([10**400, -(10**400), 2**63]),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=5),
    st.binary(max_size=3),
    st.lists(
        st.one_of(st.floats(), st.integers(-2, 4), st.none(), st.text(max_size=2)), max_size=4
    ),
    st.dictionaries(st.text(max_size=2), st.one_of(st.integers(), st.text()), max_size=2),
    st.sampled_from([object(), {1, 2}, range(3), np.float16(1), np.random, iter("ab")]),
    st.builds(
        lambda shape, dtype: np.ones(shape, dtype),
        st.lists(st.integers(0, 4), max_size=5),
        st.sampled_from(["f2", "f4", "f8", "i4", "u8", "c8", "?", "U1", "O"]),
    ),
)


def message_of(function, arguments):
    try:
        with np.errstate(all="ignore"):
            function(**arguments)
    except (TypeError, ValueError) as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", FUNCTIONS)
def test_right_arguments_pass(name):
    module, arguments = FUNCTIONS[name]
    assert message_of(getattr(module, name), arguments) is None


@settings(max_examples=400, deadline=None)
@given(st.data(), st.sampled_from(sorted(FUNCTIONS)), JUNK)
def test_junk_is_refused_by_name(data, name, junk):
    module, arguments = FUNCTIONS[name]
    function = getattr(module, name)
    names = sorted(set(inspect.signature(function).parameters) - SWITCHES)
    if not names:
        return
    target = data.draw(st.sampled_from(names))
    refusal = message_of(function, {**arguments, target: junk})
    assert refusal is None or any(known in refusal for known in names)


def test_the_table_is_complete():
    elsewhere = {"Optimizer", "DataLoader", "split", "sentiment", "read_idx", "lsuv"}
    modules = (optimizers, data, initialization, regularizers, schedules, search)
    public = {name for module in modules for name in module.__all__}
    results = {"SearchResult", "Trial"}
    assert public - set(FUNCTIONS) == elsewhere | results
