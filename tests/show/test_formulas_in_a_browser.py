"""What the widgets compute in JavaScript is what the library computes in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import sync_playwright

from course import nn
from course.show.activation_and_derivative import UNITS
from course.show.classifier import PRESETS as POINTS
from course.show.classifier import first_weights, scores_of, train
from course.show.gate_board import COLUMNS, WEIGHTS, run_unit
from course.show.hinge_and_softmax import PRESETS, Sample
from course.show.momentum_phases import descend, shrinks_by
from course.show.receptive_field_tracer import PRESETS as STACKS
from course.show.web_widget import module_text
from tests.jupyterlab import FLAGS

pytestmark = pytest.mark.browser

Run = Callable[[str, str, Any], Any]
LOAD_AND_RUN = """async ([source, code, argument]) => {
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const module = await import(address);
    return new Function("module", "argument", `return ${code}`)(module, argument);
}"""


@pytest.fixture(scope="module")
def run(chromium: str) -> Iterator[Run]:
    """A function: run("hinge_and_softmax", "module.losses(...argument)", [...])."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        yield lambda name, code, argument: page.evaluate(
            LOAD_AND_RUN, [module_text(name), code, argument]
        )
        browser.close()


@pytest.mark.parametrize("name", UNITS)
def test_units_and_their_derivatives(run: Run, name: str) -> None:
    unit = UNITS[name]
    x = np.linspace(-8, 8, 161)
    for share in (0.0, 0.3, 1.0):
        parameters = {p.key: p.min + share * (p.max - p.min) for p in unit.parameters}
        code = f"argument.x.map((x) => module.UNITS.{name}(x, argument.p))"
        shown = run(
            "activation_and_derivative", code, {"x": x.tolist(), "p": {**unit.fixed, **parameters}}
        )
        expected = np.stack(unit.at(x, parameters), axis=1)
        np.testing.assert_allclose(shown, expected, rtol=1e-9, atol=1e-12)


def test_hinge_and_softmax(run: Run) -> None:
    rng = np.random.default_rng(1)
    samples = [(scores, label, 1.0) for scores, label in PRESETS.values()]
    samples += [(tuple(rng.uniform(-20, 20, 3)), int(rng.integers(3)), 0.7) for _ in range(20)]
    for scores, label, margin in samples:
        shown = run("hinge_and_softmax", "module.losses(...argument)", [scores, label, margin])
        sample = Sample(scores, label, margin)
        expected = {
            "softmax": sample.softmax_loss,
            "hinge": sample.hinge_loss,
            "probabilities": sample.probabilities,
            "softmaxGradient": sample.softmax_gradient,
            "hingeGradient": sample.hinge_gradient,
        }
        for key, value in expected.items():
            np.testing.assert_allclose(shown[key], value, rtol=1e-9, atol=1e-15)


def test_convolution(run: Run) -> None:
    rng = np.random.default_rng(2)
    for stride, padding, dilation in ((1, 0, 1), (2, 1, 1), (3, 2, 2), (1, 3, 3), (4, 0, 1)):
        image = rng.integers(-9, 9, (2, 7, 9))
        kernel = rng.integers(-3, 3, (2, 3, 2))
        options = {"stride": stride, "padding": padding, "dilation": dilation}
        argument = [image.tolist(), kernel.tolist(), 5, options]
        shown = run("convolution_puzzle", "module.output(...argument)", argument)
        bias = np.array([5.0])
        expected, _ = nn.conv2d_forward(image[None] * 1.0, kernel[None] * 1.0, bias, **options)
        np.testing.assert_array_equal(shown, expected[0, 0])


def test_a_window_that_does_not_fit_has_no_place(run: Run) -> None:
    options = {"stride": 1, "padding": 0, "dilation": 3}
    assert run("convolution_puzzle", "module.places(...argument)", [4, 3, options]) == 0
    for length in range(7, 12):
        shown = run("convolution_puzzle", "module.places(...argument)", [length, 3, options])
        assert shown == nn.conv_output_shape(length, length, 3, dilation=3)[0]


@pytest.mark.parametrize(
    ("guess", "target", "right"),
    [
        (0.045, 0.04518, True),
        (0.044, 0.04518, False),
        (0, 0, True),
        (0.001, 0, False),
        (0, 1, False),
    ],
)
def test_a_predicted_gradient_may_be_rounded(
    run: Run, guess: float, target: float, right: bool
) -> None:
    assert run("backprop_stepper", "module.isRight(...argument)", [guess, target]) is right


def test_the_largest_entry_is_asked_for(run: Run) -> None:
    assert run("backprop_stepper", "module.entry(argument)", [[0, 2], [-3, 1]]) == 2


@pytest.mark.parametrize("kind", COLUMNS)
def test_gated_units(run: Run, kind: str) -> None:
    rng = np.random.default_rng(3)
    for _ in range(5):
        inputs = rng.uniform(-2, 2, 9).tolist()
        forced = {gate: rng.choice(["own", "open", "shut"], 9).tolist() for gate in COLUMNS[kind]}
        argument = [inputs, WEIGHTS[kind], forced]
        shown = run("gate_board", f"module.{kind.lower()}(...argument)", argument)
        for name, values in run_unit(kind, inputs, WEIGHTS[kind], forced).items():
            np.testing.assert_allclose(shown[name], values, rtol=1e-12, atol=1e-15)


def test_what_is_left_of_the_memory_is_its_derivative(run: Run) -> None:
    """The cell is linear in where it starts, if no gate sees the output."""
    weights = WEIGHTS["LSTM"] | {"u": [0.0] * 4}
    inputs = [0.5, -1.0, 0.3, 0.0, 0.9, -0.2]
    forced = {gate: ["own"] * 6 for gate in COLUMNS["LSTM"]}
    shown = run("gate_board", "module.lstm(...argument)", [inputs, weights, forced])
    x, w, u = np.array(inputs)[None, :, None], np.array([weights["w"]]), np.array([weights["u"]])
    ends = [
        nn.lstm(x, w, u, np.array(weights["b"]), cell=np.array([[start]]))[2].item()
        for start in (0.0, 1.0)
    ]
    assert shown["forget"][0] * shown["kept"][0] == pytest.approx(ends[1] - ends[0], rel=1e-12)


@pytest.mark.parametrize("name", STACKS)
def test_receptive_fields(run: Run, name: str) -> None:
    triples = STACKS[name]
    layers = [dict(zip(("kernel", "stride", "dilation"), t, strict=True)) for t in triples]
    shown = run("receptive_field_tracer", "module.fields(argument)", layers)
    for k, field in enumerate(shown):
        expected = nn.receptive_field(triples[:k])
        assert (field["size"], field["jump"]) == (expected.size, expected.stride)
    counts = run("receptive_field_tracer", "module.lengths(64, argument)", layers)
    length = 64
    for (kernel, stride, dilation), shown_length in zip(triples, counts[1:], strict=True):
        options = {"stride": stride, "dilation": dilation}
        length = nn.conv_output_shape(length, length, kernel, **options)[0]
        assert shown_length == length


@pytest.mark.parametrize("name", STACKS)
def test_ways_are_what_kernels_of_ones_send_back(run: Run, name: str) -> None:
    """The gradient of one output of a linear stack of ones counts the ways to each pixel."""
    layers = [dict(zip(("kernel", "stride", "dilation"), t, strict=True)) for t in STACKS[name]]
    code = "[...module.ways(argument, argument.length, 2)[0]]"
    shown = run("receptive_field_tracer", code, layers)
    image = nn.Tensor(np.zeros((1, 1, 1, 64)), requires_grad=True)
    y = image
    for kernel, stride, dilation in STACKS[name]:
        ones = np.ones((1, 1, 1, kernel))
        y = nn.conv2d(y, ones, stride=(1, stride), dilation=(1, dilation))
    (gradient,) = nn.gradients(y[0, 0, 0, 2], [image])
    expected = {k: count for k, count in enumerate(gradient.data[0, 0, 0]) if count}
    assert {int(k): count for k, count in shown} == expected


@pytest.mark.parametrize("momentum", [0.0, 0.25, 0.5, 0.9, 0.99])
def test_descent_with_momentum(run: Run, momentum: float) -> None:
    for rate in (0.01, 0.3, 1.0, 1.7, 2.5, 3.9):
        shown = run("momentum_phases", "module.path(...argument)", [rate, momentum, 40])
        np.testing.assert_allclose(shown, descend(rate, momentum, 40), rtol=1e-9, atol=1e-12)
        shown = run("momentum_phases", "module.radius(...argument)", [rate, momentum])
        assert shown == pytest.approx(shrinks_by(rate, momentum), rel=1e-6)


def test_the_names_of_the_phases_fit_the_eigenvalues(run: Run) -> None:
    rng = np.random.default_rng(4)
    for rate, momentum in zip(rng.uniform(0.01, 4, 60), rng.uniform(0, 0.98, 60), strict=True):
        name = run("momentum_phases", "module.phase(...argument)", [rate, momentum])
        roots = np.roots([1, -(1 + momentum - rate), momentum])
        if np.abs(roots).max() > 1:
            expected = "diverges"
        elif np.iscomplexobj(roots):
            expected = "swings"
        else:
            expected = "creeps" if roots.min() >= 0 else "flips"
        assert name == expected, (rate, momentum)


@pytest.mark.parametrize("model", ["linear", "network"])
def test_training_a_classifier(run: Run, model: str) -> None:
    start = {name: array.tolist() for name, array in first_weights()[model].items()}
    for points in POINTS.values():
        argument = [start, points, 40, 1.0]
        shown = run("classifier", "module.train(...argument)", argument)
        expected = train(start, points, 40, 1.0)
        assert set(shown) == set(expected)
        for name, values in expected.items():
            np.testing.assert_allclose(shown[name], values, rtol=1e-8, atol=1e-10)
        judged = run("classifier", "module.judge(...argument)", [shown, points])
        data = np.array(points, dtype=float)
        scores, labels = scores_of(expected, data[:, :2]), data[:, 2].astype(int)
        assert judged["loss"] == pytest.approx(nn.softmax_cross_entropy(scores, labels), rel=1e-8)
        assert judged["wrong"] == (scores.argmax(axis=1) != labels).sum()


@pytest.mark.parametrize(
    ("words", "number"),
    [
        (" 12 ", 12),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("-0,25", -0.25),
        ("7,850", 7850),
        ("1,234,567.5", 1234567.5),
        ("\u22123", -3),
        ("-3/4", -0.75),
        ("2e-3", 0.002),
        ("many", None),
        ("", None),
        ("1/2/3", None),
        ("3 apples", None),
    ],
)
def test_numbers_as_people_type_them(run: Run, words: str, number: float | None) -> None:
    read = run("guess", "[module.readNumber(argument)].map((n) => isNaN(n) ? null : n)[0]", words)
    assert read == number


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("(2, 3)", [2, 3]),
        ("2 x 3", [2, 3]),
        ("2×3", [2, 3]),
        ("[64,5]", [64, 5]),
        ("(3,)", [3]),
        ("7", [7]),
        ("", None),
        ("(2, b)", None),
        ("2.5 3", None),
    ],
)
def test_shapes_as_people_type_them(run: Run, words: str, shape: list[int] | None) -> None:
    assert run("guess", "module.readShape(argument)", words) == shape
