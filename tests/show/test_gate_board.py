"""The board's unit is the library's, its gates can be forced, and it stands still too."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.gate_board import COLUMNS, INPUTS, PRESETS, WEIGHTS, run_unit

X = np.array(INPUTS)[None, :, None]


def matrices(kind: str) -> tuple[Any, Any, Any]:
    weights = WEIGHTS[kind]
    return np.array([weights["w"]]), np.array([weights["u"]]), np.array(weights["b"])


def test_with_its_own_gates_it_is_the_library_s_unit() -> None:
    y, _, c = nn.lstm(X, *matrices("LSTM"))
    run = show.gate_board().run
    np.testing.assert_allclose(run["hidden"], y[0, :, 0], rtol=1e-13)
    np.testing.assert_allclose(run["cell"][-1], c.item(), rtol=1e-13)
    y, *_ = nn.gru(X, *matrices("GRU"))
    np.testing.assert_allclose(show.gate_board("GRU").run["hidden"], y[0, :, 0], rtol=1e-13)


@pytest.mark.parametrize(("word", "value"), [("open", 1.0), ("shut", 0.0)])
@pytest.mark.parametrize("kind", COLUMNS)
def test_a_forced_gate_is_exactly_open_or_shut(kind: str, word: str, value: float) -> None:
    for gate in COLUMNS[kind]:
        forced = {name: ["own"] * len(INPUTS) for name in COLUMNS[kind]}
        forced[gate][2] = word
        run = run_unit(kind, INPUTS, WEIGHTS[kind], forced)
        assert run[gate][2] == value
        assert all(0 < own < 1 for own in np.delete(run[gate], 2))


def test_the_first_input_is_remembered_when_the_gates_guard_it() -> None:
    cell = show.gate_board(preset="remember the first input").run["cell"]
    np.testing.assert_array_equal(cell, np.full(12, cell[0]))
    hidden = show.gate_board("GRU", preset="remember the first input").run["hidden"]
    np.testing.assert_array_equal(hidden, np.full(12, hidden[0]))


@pytest.mark.parametrize("kind", PRESETS)
def test_presets_force_gates_that_exist(kind: str) -> None:
    for gates in PRESETS[kind].values():
        assert set(gates) <= set(COLUMNS[kind])


def test_text_and_picture_show_every_row() -> None:
    board = show.gate_board()
    rows = ["input x", "input", "forget", "output", "cell", "hidden"]
    assert [line[:12].strip() for line in repr(board).splitlines()[1:]] == rows
    (ax,) = board.as_figure().axes
    assert [label.get_text() for label in ax.get_yticklabels()] == rows
    numbers = [text.get_text() for text in ax.texts]
    assert numbers[48:60] == [f"{value:.2f}" for value in board.run["cell"]]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"kind": "RNN"}, "kind must be one of 'LSTM', 'GRU'"),
        ({"preset": "shut"}, "preset must be one of 'their own'"),
        ({"inputs": []}, "inputs must have 1 dimension"),
        ({"inputs": [np.nan]}, "inputs must hold finite numbers"),
        ({"inputs": [3.0]}, "from -2 to 2"),
        ({"inputs": [0.0] * 17}, "at most 16 numbers"),
        ({"weights": {"w": [1, 2, 3, 4]}}, "weights must have the entries w, u and b"),
        ({"weights": {"w": [1], "u": [1], "b": [1]}}, r"weights\['w'\] must have length 4, got 1"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.gate_board(**arguments)
