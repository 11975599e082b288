"""ONNX's recurrent layers, written with `course.nn`; see `onnx_elementwise`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course import nn

# One direction: x (N, T, D), W, U, both biases, peepholes, h_0, c_0 -> outputs and last states.
OneWay = Callable[..., tuple[Any, ...]]


def _gates(stacked: Any, order: list[int]) -> Any:
    """Put the blocks of ONNX's first dimension into the library's order of gates."""
    blocks = stacked.reshape(len(order), -1, *stacked.shape[1:])
    return blocks[order].reshape(*stacked.shape)


def _recurrent(
    run: OneWay,
    x: Any,
    weights: Any,
    recurrent_weights: Any,
    biases: Any = None,
    sequence_lens: Any = None,
    initial_h: Any = None,
    initial_c: Any = None,
    peepholes: Any = None,
    *,
    hidden_size: int,
    direction: str = "forward",
    layout: int = 0,
) -> tuple[Any, ...]:
    """Run the directions one by one: ONNX stacks their weights, outputs and states."""
    x = x if layout else x.transpose(1, 0, 2)
    assert sequence_lens is None or (sequence_lens == x.shape[1]).all()
    assert recurrent_weights.shape[2] == hidden_size
    assert not layout or initial_h is None  # no case has both: its first dimension would be N
    found = []
    for k in range(len(weights)):
        backwards = direction == "reverse" or k == 1  # of two directions, the second
        given = (biases, peepholes, initial_h, initial_c)
        outputs, *states = run(
            x[:, ::-1] if backwards else x,
            weights[k],
            recurrent_weights[k],
            *(None if one is None else one[k] for one in given),
        )
        found.append((outputs[:, ::-1] if backwards else outputs, *states))
    outputs, *states = (nn.stack(part, axis=0) for part in zip(*found, strict=True))
    if layout:  # (N, T, directions, H) and (N, directions, H)
        return outputs.transpose(1, 2, 0, 3), *(state.transpose(1, 0, 2) for state in states)
    return outputs.transpose(2, 0, 1, 3), *states


def _lstm(x: Any, w: Any, u: Any, b: Any, p: Any, h: Any, c: Any) -> tuple[Any, ...]:
    order = [0, 2, 3, 1]  # ONNX: input, output, forget, candidate
    bias = None if b is None else _gates(b[: len(w)] + b[len(w) :], order)
    views = None if p is None else p.reshape(3, -1)[[0, 2, 1]]
    return nn.lstm(x, _gates(w, order).T, _gates(u, order).T, bias, views, h, c)


def _gru(x: Any, w: Any, u: Any, b: Any, p: Any, h: Any, c: Any) -> tuple[Any, ...]:
    order = [1, 0, 2]  # ONNX: update, reset, candidate
    # ONNX's update gate is the share kept, the library's the share replaced: sigmoid(-z).
    sign = np.repeat(np.array([1, -1, 1], w.dtype), len(w) // 3)
    bias = None if b is None else _gates(b[: len(w)] + b[len(w) :], order) * sign
    across, along = (_gates(v, order) * sign[:, None] for v in (w, u))
    return nn.gru(x, across.T, along.T, bias, None, h)


def _rnn(x: Any, w: Any, u: Any, b: Any, p: Any, h: Any, c: Any) -> tuple[Any, ...]:
    bias = None if b is None else b[: len(w)] + b[len(w) :]
    return nn.rnn(x, w.T, u.T, bias, h)


def lstm(*inputs: Any, **attributes: Any) -> tuple[Any, ...]:
    return _recurrent(_lstm, *inputs, **attributes)


def gru(*inputs: Any, **attributes: Any) -> tuple[Any, ...]:
    return _recurrent(_gru, *inputs, **attributes)


def rnn(*inputs: Any, **attributes: Any) -> tuple[Any, ...]:
    return _recurrent(_rnn, *inputs, **attributes)
