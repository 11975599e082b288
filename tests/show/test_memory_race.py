"""The memory race trains the library's own layers, fairly, and reports what they reach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.nn.data import adding_problem
from course.show.adding_race import GUESSING, NAMES, Reader, learn
from course.show.memory_race import compute


def last(*arguments: Any, **options: Any) -> Any:
    return list(learn(*arguments, **options))[-1]


def test_errors_are_those_of_the_answers() -> None:
    standing = last(6, 4, 0.01, steps=20)
    for name in NAMES:
        error = nn.mean_squared_error(standing.answers[name], standing.targets)
        assert standing.errors[name][-1] == error
        assert len(standing.errors[name]) == len(standing.measured) == 3
    assert standing.measured == [0, 10, 20]
    sums = (standing.inputs[..., 0] * standing.inputs[..., 1]).sum(axis=1)
    np.testing.assert_allclose(standing.targets, sums, rtol=1e-6)


def test_a_step_is_adam_on_the_library_s_layer() -> None:
    standing = last(5, 3, 0.02, steps=1, clip=False)
    data, chance = np.random.default_rng(0), np.random.default_rng(1)
    inputs, targets = adding_problem(32, 5, data)
    for name in NAMES:
        network = Reader(name, 3, chance)
        optimizer = nn.Adam(network.parameters(), learning_rate=0.02)
        output = network(nn.Tensor(inputs.astype(np.float32)))
        ((output - nn.Tensor(targets.astype(np.float32))) ** 2).mean().backward()
        optimizer.step()
        answers = network(nn.Tensor(standing.inputs)).data
        np.testing.assert_allclose(standing.answers[name], answers, rtol=1e-5, atol=1e-6)


def test_clipping_makes_a_difference_only_to_long_gradients() -> None:
    free, clipped = last(5, 3, 0.05, steps=60, clip=False), last(5, 3, 0.05, steps=60)
    assert any(free.errors[name] != clipped.errors[name] for name in NAMES)


def test_a_gated_network_learns_what_guessing_cannot() -> None:
    standing = last(8, 16, 0.02, steps=250)
    assert standing.errors["GRU"][0] > 0.8 * GUESSING
    assert standing.errors["GRU"][-1] < 0.1 * GUESSING


def test_the_answers_count_up_to_the_whole() -> None:
    answers = list(compute({"length": 4, "hidden": 4, "rate": 0.01, "clip": True}, steps=12))
    assert [answer.done for answer in answers] == [0, 5 / 12, 10 / 12, 1]
    assert answers[-1].note == "step 12 of 12"


def test_the_widget_waits_for_its_button_and_shows_the_task_meanwhile() -> None:
    widget = show.memory_race()
    assert widget.answer["note"] == "step 0 of 1000"
    assert not widget.answer["busy"]
    before = widget.picture
    widget.move(length=10)
    assert widget.picture != before
    assert "sequence of 10, after 0 batches" in repr(widget)
    first = next(learn(10, 24, 0.01))
    assert widget.number("LSTM") == first.errors["LSTM"][0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"length": 3}, "length must be a finite number at least 4"),
        ({"hidden": 0}, "hidden must be a finite number at least 4"),
        ({"learning_rate": np.nan}, "rate must be a finite number"),
        ({"length": 8.5}, "length must be a whole number"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.memory_race(**arguments)


def test_a_training_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="length must be an integer at least 2"):
        next(learn(1, 4, 0.1))
    with pytest.raises(ValueError, match="steps must be an integer at least 1"):
        next(learn(4, 4, 0.1, steps=0))
