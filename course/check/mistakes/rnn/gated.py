"""Mistakes in a GRU step, in an LSTM step with peepholes, and in counting their parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

GATE_ORDER = "gate order"
Squash = Callable[[Array], Array]


def _sigmoid(a: Array) -> Array:
    return 0.5 * (1 + np.tanh(0.5 * a))


def _gru(
    x: Array,
    h: Array,
    W: Array,
    U: Array,
    b: Array,
    *,
    order: Sequence[int] = (0, 1, 2),
    gate: Squash = _sigmoid,
    squash: Squash = np.tanh,
    reset: str = "before",
    keep: Callable[[Array, Array, Array], Array] = lambda z, h, n: (1 - z) * h + z * n,
) -> Array:
    """A GRU step with one thing changed; right as it stands."""
    parts = [
        (W_k, U_k, b_k)
        for W_k, U_k, b_k in zip(
            np.split(W, 3, axis=1), np.split(U, 3, axis=1), np.split(b, 3), strict=True
        )
    ]
    (W_r, U_r, b_r), (W_z, U_z, b_z), (W_n, U_n, b_n) = (parts[k] for k in order)
    r, z = gate(x @ W_r + h @ U_r + b_r), gate(x @ W_z + h @ U_z + b_z)
    across = {"before": (r * h) @ U_n, "after": r * (h @ U_n), "none": h @ U_n}[reset]
    return keep(z, h, squash(x @ W_n + across + b_n))


gru_step = (
    Mistake(
        "update gate the wrong way round",
        "z lets the candidate in, 1 - z keeps the old state.",
        lambda *given: _gru(*given, keep=lambda z, h, n: z * h + (1 - z) * n),
    ),
    *(
        Mistake(
            GATE_ORDER,
            "The columns of W, U and b belong to r, z, n, in this order.",
            lambda *given, order=order: _gru(*given, order=order),
        )
        for order in permutations(range(3))
        if order != (0, 1, 2)
    ),
    Mistake(
        "reset after the product",
        "The reset gate acts on h before the product with U_n.",
        lambda *given: _gru(*given, reset="after"),
    ),
    Mistake(
        "reset gate not used",
        "The candidate sees r * h, not h.",
        lambda *given: _gru(*given, reset="none"),
    ),
    Mistake(
        "tanh for the gates",
        "Gates are between 0 and 1: sigmoid.",
        lambda *given: _gru(*given, gate=np.tanh),
    ),
    Mistake(
        "sigmoid for the candidate",
        "The candidate is between -1 and 1: tanh.",
        lambda *given: _gru(*given, squash=_sigmoid),
    ),
    Mistake(
        "candidate not squashed",
        "The candidate is between -1 and 1: tanh.",
        lambda *given: _gru(*given, squash=lambda a: a),
    ),
    Mistake(
        "old state not kept",
        "The new state is a mixture of the old one and the candidate.",
        lambda *given: _gru(*given, keep=lambda z, h, n: z * n),
    ),
    Mistake(
        "old state kept whole",
        "The old state is kept with the weight 1 - z.",
        lambda *given: _gru(*given, keep=lambda z, h, n: h + z * n),
    ),
    Mistake(
        "candidate for the new state",
        "The new state is a mixture of the old one and the candidate.",
        lambda *given: _gru(*given, keep=lambda z, h, n: n),
    ),
    Mistake(
        "bias forgotten",
        "Gates and candidate have a bias each.",
        lambda x, h, W, U, b: _gru(x, h, W, U, 0 * b),
    ),
    Mistake(
        "hidden state not used",
        "Gates and candidate see the state before as well.",
        lambda x, h, W, U, b: _gru(x, h, W, 0 * U, b),
    ),
)


def _lstm(
    x: Array,
    h: Array,
    c: Array,
    W: Array,
    U: Array,
    b: Array,
    V: Array,
    *,
    order: Sequence[int] = (0, 1, 2, 3),
    peephole_order: Sequence[int] = (0, 1, 2),
    output_sees_old: bool = False,
    gate: Squash = _sigmoid,
    candidate: Squash = np.tanh,
    squash: Squash = np.tanh,
    remember: Callable[[Array, Array, Array, Array], Array] = lambda i, f, g, c: f * c + i * g,
) -> tuple[Array, Array]:
    """An LSTM step with one thing changed; right as it stands."""
    sums = np.split(x @ W + h @ U + b, 4, axis=1)
    i_sum, f_sum, g_sum, o_sum = (sums[k] for k in order)
    v_i, v_f, v_o = (V[k] for k in peephole_order)
    i, f, g = gate(i_sum + v_i * c), gate(f_sum + v_f * c), candidate(g_sum)
    c_new = remember(i, f, g, c)
    o = gate(o_sum + v_o * (c if output_sees_old else c_new))
    return o * squash(c_new), c_new


lstm_step = (
    Mistake(
        "old cell at the output gate",
        "The output gate peeps at the new cell.",
        lambda *given: _lstm(*given, output_sees_old=True),
    ),
    Mistake(
        "peepholes left out",
        "Add v * c to the sums of the gates.",
        lambda x, h, c, W, U, b, V: _lstm(x, h, c, W, U, b, 0 * V),
    ),
    *(
        Mistake(
            "rows of V exchanged",
            "The rows of V belong to the input, forget and output gate, in this order.",
            lambda *given, order=order: _lstm(*given, peephole_order=order),
        )
        for order in permutations(range(3))
        if order != (0, 1, 2)
    ),
    *(
        Mistake(
            GATE_ORDER,
            "The columns of W, U and b belong to i, f, g, o, in this order.",
            lambda *given, order=order: _lstm(*given, order=order),
        )
        for order in permutations(range(4))
        if order != (0, 1, 2, 3)
    ),
    Mistake("results exchanged", "Return h first, then c.", lambda *given: _lstm(*given)[::-1]),
    Mistake(
        "cell not carried",
        "The new cell is made of the old one and the candidate.",
        lambda *given: _lstm(*given, remember=lambda i, f, g, c: i * g),
    ),
    Mistake(
        "tanh of the cell missing",
        "The state is o * tanh(c).",
        lambda *given: _lstm(*given, squash=lambda a: a),
    ),
    Mistake(
        "sigmoid for the candidate",
        "The candidate is between -1 and 1: tanh.",
        lambda *given: _lstm(*given, candidate=_sigmoid),
    ),
    Mistake(
        "tanh for the gates",
        "Gates are between 0 and 1: sigmoid.",
        lambda *given: _lstm(*given, gate=np.tanh),
    ),
    Mistake(
        "forget gate missing",
        "The old cell is kept with the weight f.",
        lambda *given: _lstm(*given, remember=lambda i, f, g, c: c + i * g),
    ),
    Mistake(
        "input gate missing",
        "The candidate enters with the weight i.",
        lambda *given: _lstm(*given, remember=lambda i, f, g, c: f * c + g),
    ),
    Mistake(
        "1 - i for the forget gate",
        "The forget gate is a gate of its own.",
        lambda *given: _lstm(*given, remember=lambda i, f, g, c: (1 - i) * c + i * g),
    ),
    Mistake(
        "1 - f for the forget gate",
        "f keeps the old cell: 1 keeps all of it, 0 forgets it.",
        lambda *given: _lstm(*given, remember=lambda i, f, g, c: (1 - f) * c + i * g),
    ),
    Mistake(
        "hidden state not used",
        "Gates and candidate see the state before as well: h U.",
        lambda x, h, c, W, U, b, V: _lstm(x, h, c, W, 0 * U, b, V),
    ),
    Mistake(
        "bias forgotten",
        "Gates and candidate have a bias each.",
        lambda x, h, c, W, U, b, V: _lstm(x, h, c, W, U, 0 * b, V),
    ),
)


def _counts(gru: Callable[[int, int], int], lstm: Callable[[int, int], int]) -> Callable[..., Any]:
    return lambda d, h: (gru(d, h), lstm(d, h))


def _part(d: int, h: int) -> int:
    return d * h + h * h + h


gated_parameters = (
    Mistake(
        "biases forgotten",
        "Each part has a bias of H numbers.",
        _counts(lambda d, h: 3 * (d + h) * h, lambda d, h: 4 * (d + h) * h + 3 * h),
    ),
    Mistake(
        "one bias for each part",
        "Each part has a bias of H numbers, not one.",
        _counts(lambda d, h: 3 * ((d + h) * h + 1), lambda d, h: 4 * ((d + h) * h + 1) + 3 * h),
    ),
    Mistake(
        "hidden weights forgotten",
        "Each part has weights from the input and from the state.",
        _counts(lambda d, h: 3 * (d + 1) * h, lambda d, h: 4 * (d + 1) * h + 3 * h),
    ),
    Mistake(
        "candidate forgotten",
        "The candidate has weights too, besides the gates.",
        _counts(lambda d, h: 2 * _part(d, h), lambda d, h: 3 * _part(d, h) + 3 * h),
    ),
    Mistake(
        "peepholes forgotten",
        "There are three peepholes of H numbers each.",
        _counts(lambda d, h: 3 * _part(d, h), lambda d, h: 4 * _part(d, h)),
    ),
    Mistake(
        "peepholes as full matrices",
        "The V are diagonal: H numbers each.",
        _counts(lambda d, h: 3 * _part(d, h), lambda d, h: 4 * _part(d, h) + 3 * h * h),
    ),
    Mistake(
        "a peephole for the candidate",
        "Only the three gates have a peephole.",
        _counts(lambda d, h: 3 * _part(d, h), lambda d, h: 4 * _part(d, h) + 4 * h),
    ),
    Mistake(
        "one peephole",
        "Each of the three gates has a peephole of its own.",
        _counts(lambda d, h: 3 * _part(d, h), lambda d, h: 4 * _part(d, h) + h),
    ),
    Mistake(
        "exchanged",
        "First the GRU, then the LSTM.",
        _counts(lambda d, h: 4 * _part(d, h) + 3 * h, lambda d, h: 3 * _part(d, h)),
    ),
)
