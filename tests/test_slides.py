"""Every worked figure of the slides, recomputed, and every slip traced to what gives it."""

import dataclasses
import math
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

import course
from course import nn
from course.slides import FIGURES, figure


def softmax_loss(inputs):
    scores, labels = np.array([inputs["scores"]]), np.array([inputs["label"]])
    return nn.softmax_cross_entropy(scores, labels)


def hinge_loss(inputs):
    scores, labels = np.array([inputs["scores"]]), np.array([inputs["label"]])
    return nn.hinge(scores, labels, margin=inputs["margin"])


def combined(inputs):
    losses = np.array(inputs["losses"])
    return losses.mean() if inputs["reduction"] == "mean" else losses.sum()


def both_losses(inputs):
    return hinge_loss(inputs), softmax_loss(inputs)


def squared_differences(inputs):
    return 2 * nn.half_sum_squared_error(inputs["x"], inputs["y"])


def absolute_differences(inputs):
    return nn.mean_absolute_error(inputs["x"], inputs["y"], reduction="sum")


def penalties(power):
    def both(inputs):
        return tuple((np.abs(inputs[name]) ** power).sum() for name in ("w1", "w2"))

    return both


def jacobian_shape(inputs):
    side = inputs["size"] * inputs.get("batch", 1)
    return side, side


def sigmoid_circuit(inputs):
    (w0, w1, w2), (x0, x1) = inputs["w"], inputs["x"]
    f = float(nn.sigmoid(w0 * x0 + w1 * x1 + w2))
    slope = f * (1 - f)
    return f, slope * x0, slope * x1, slope, slope * w0, slope * w1


def filtered(inputs):
    return (np.array(inputs["image"]) * np.array(inputs["filter"])).sum()


def window_maximum(inputs):
    return np.max(inputs["window"])


def model_losses(inputs):
    return tuple(nn.cross_entropy(inputs["truth"], inputs[model]) for model in "AB")


def dropout_factors(inputs):
    keep, count = inputs["keep_probability"], inputs["inputs"]
    factors = np.zeros(count)
    for mask in product((0, 1), repeat=count):
        kept = sum(mask)
        factors += keep**kept * (1 - keep) ** (count - kept) * np.array(mask)
    return tuple(factors)


def tanh_layers(inputs):
    generator = np.random.default_rng(0)
    x = generator.standard_normal((1000, inputs["units"]))
    layers = []
    for _ in range(inputs["layers"]):
        weights = generator.normal(0, inputs["std"], (inputs["units"], inputs["units"]))
        x = np.tanh(x @ weights)
        layers.append(x)
    return layers


def stds_first_and_last(inputs):
    layers = tanh_layers(inputs)
    return layers[0].std(), layers[-1].std()


def std_and_saturated(inputs):
    last = tanh_layers(inputs)[-1]
    return last.std(), (np.abs(last) > 0.95).mean()


def gelu_gap(inputs):
    x = np.linspace(-6, 6, 2401)
    exact = x * np.array([0.5 * (1 + math.erf(value / math.sqrt(2))) for value in x])
    return np.abs(exact - x * nn.sigmoid(inputs["beta"] * x)).max()


# How each row is computed, and how exactly the table states it.
EXACT = 1e-6
COMPUTABLE = {
    "ce-1": (softmax_loss, EXACT),
    "ce-2": (softmax_loss, EXACT),
    "ce-3": (softmax_loss, EXACT),
    "ce-mean": (combined, EXACT),
    "hinge-1": (hinge_loss, EXACT),
    "hinge-2": (hinge_loss, EXACT),
    "hinge-3": (hinge_loss, EXACT),
    "hinge-mean": (combined, EXACT),
    "hs-1": (both_losses, EXACT),
    "hs-2": (both_losses, EXACT),
    "hs-3": (both_losses, EXACT),
    "l2-img": (squared_differences, EXACT),
    "l1-img": (absolute_differences, EXACT),
    "reg-l2": (penalties(2), EXACT),
    "reg-l1": (penalties(1), EXACT),
    "jac-1": (jacobian_shape, EXACT),
    "jac-2": (jacobian_shape, EXACT),
    "sig-circuit": (sigmoid_circuit, EXACT),
    "conv-1": (filtered, EXACT),
    "pool-1": (window_maximum, EXACT),
    "pool-2": (window_maximum, EXACT),
    "ce-acc": (model_losses, EXACT),
    "dropout-e": (dropout_factors, EXACT),
    "init-small": (stds_first_and_last, None),  # two digits, of a random simulation
    "init-big": (std_and_saturated, None),
    "gelu-swish": (gelu_gap, 0.005),
}


def same(actual, expected, atol):
    np.testing.assert_allclose(actual, expected, rtol=0, atol=atol)


@pytest.mark.parametrize("name", COMPUTABLE)
def test_true_value(name):
    compute, tolerance = COMPUTABLE[name]
    row = figure(name)
    if tolerance is None:
        np.testing.assert_allclose(compute(row.inputs), row.computed, rtol=0.1)
    else:
        same(compute(row.inputs), row.computed, tolerance)


def test_every_row_with_numbers_is_computed():
    worded = {row.id for row in FIGURES if not row.inputs}
    assert set(COMPUTABLE) == {row.id for row in FIGURES} - worded
    assert worded.isdisjoint(COMPUTABLE)


@pytest.mark.parametrize(
    ("name", "tolerance"),
    [("ce-2", 0.005), ("ce-3", 0.005), ("ce-mean", 1e-9), ("hinge-3", 1e-9)],
)
def test_printed_slip_comes_from_the_stated_other_inputs(name, tolerance):
    compute, _ = COMPUTABLE[name]
    row = figure(name)
    assert row.gives_printed
    for change in row.gives_printed:
        assert set(change) <= set(row.inputs)
        same(compute({**row.inputs, **change}), row.printed, tolerance)
    assert abs(compute(row.inputs) - row.printed) > 10 * tolerance


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: row.id)
def test_verdict_agrees_with_the_numbers(row):
    if isinstance(row.printed, str) or isinstance(row.computed, str):
        if row.printed == row.computed:
            assert row.verdict == "agrees"
        return
    printed, computed = np.atleast_1d(row.printed), np.atleast_1d(row.computed)
    close = np.allclose(printed, computed, rtol=0, atol=0.005)  # two decimals are shown
    if row.id == "hs-3":
        assert close
        assert printed[1] < computed[1] < 1.5 * printed[1]
    else:
        assert close == (row.verdict in ("agrees", "agrees-with-printed"))


def test_worded_slips_are_slips():
    # Cross-entropy is lowest, 0, on agreement; the log loss needs its minus sign to be positive.
    assert nn.cross_entropy([1.0, 0.0], [1.0, 0.0]) == 0
    assert nn.cross_entropy([1.0, 0.0], [0.5, 0.5]) > 0
    printed = 1 * math.log(0.9) + 0 * math.log(0.1)
    same(nn.binary_cross_entropy([0.9], [1.0]), -printed, 1e-12)
    x = np.linspace(-4, 4, 81)
    same(np.tanh(x), 2 * nn.sigmoid(2 * x) - 1, 1e-12)
    # Dividing by the variance does not give unit variance; by the standard deviation it does.
    sample = np.random.default_rng(1).normal(0, 3, 1000)
    same((sample / sample.std()).std(), 1, 1e-12)
    assert abs((sample / sample.var()).std() - 1) > 0.5


def test_notes_state_numbers_that_hold():
    true = [softmax_loss(figure(f"ce-{i}").inputs) for i in (1, 2, 3)]
    same((np.sum(true), np.mean(true)), (8.275964, 2.758655), EXACT)
    hinges = [hinge_loss(figure(f"hinge-{i}").inputs) for i in (1, 2, 3)]
    same(np.mean(hinges), 5.266667, EXACT)
    for name, value in (("ce-2", 0.139802), ("ce-3", 6.940324)):
        row = figure(name)
        same(softmax_loss({**row.inputs, **row.gives_printed[0]}), value, EXACT)
    usual = sigmoid_circuit({"w": (2.0, -3.0, -3.0), "x": (-1.0, -2.0)})
    same(usual, (0.731059, -0.196612, -0.393224, 0.196612, 0.393224, -0.589836), EXACT)
    inputs = figure("reg-l2").inputs
    assert np.dot(inputs["w1"], inputs["x"]) == np.dot(inputs["w2"], inputs["x"]) == 1
    same(softmax_loss(figure("hs-3").inputs), 2.777578e-11, 1e-15)
    same(2048**2, 4_194_304, 0)
    same(204_800**2 * 4 / 1e9, 167.8, 0.05)


def test_decks_and_ids():
    assert len({row.id for row in FIGURES}) == len(FIGURES) == 34
    decks = {deck for row in FIGURES for deck in row.deck.split("; ")}
    assert decks == {"CPSC 532S", "going deep", "deep neural networks"}
    for row in FIGURES:
        assert figure(row.id) is row
        assert row.verdict != "slip" or row.note or row.id == "ce-highest"


def test_rows_are_read_only():
    row = figure("ce-1")
    with pytest.raises(TypeError):
        row.inputs["label"] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        row.printed = 0


@pytest.mark.parametrize("wrong", ["ce-9", "", None, 3, ["ce-1"]])
def test_unknown_id_names_the_argument_and_the_choices(wrong):
    with pytest.raises(ValueError, match=r"id must be one of ce-1, ce-2.*got"):
        figure(wrong)


def test_imports_nothing_but_the_standard_library():
    code = "import sys, course.slides; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(course.__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert "course" in loaded
    assert {"numpy", "matplotlib", "IPython", "nbformat"}.isdisjoint(loaded)
