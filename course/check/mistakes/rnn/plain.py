"""Mistakes in the plain recurrent layer: its step, its unrolling, BPTT."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from course import nn
from course.check.likely import Mistake
from course.nn.arguments import Array

Four = tuple[Array, Array, Array, Array]


def _sum(x: Array, h: Array, W: Array, U: Array, b: Array) -> Array:
    return x @ W + h @ U + b


rnn_step = (
    Mistake("tanh missing", "The new state is the tanh of the sum.", _sum),
    Mistake(
        "hidden state not used",
        "The new state is made of the input and of the state before: h U.",
        lambda x, h, W, U, b: np.tanh(x @ W + b),
    ),
    Mistake(
        "hidden weights not used",
        "The state before is multiplied by U.",
        lambda x, h, W, U, b: np.tanh(x @ W + h + b),
    ),
    Mistake("input not used", "x W is missing.", lambda x, h, W, U, b: np.tanh(h @ U + b)),
    Mistake("bias forgotten", "b is missing.", lambda x, h, W, U, b: np.tanh(x @ W + h @ U)),
    Mistake(
        "bias forgotten",
        "The bias belongs inside the tanh.",
        lambda x, h, W, U, b: np.tanh(x @ W + h @ U) + b,
    ),
    Mistake(
        "sigmoid for tanh",
        "The plain layer squashes with tanh.",
        lambda x, h, W, U, b: 0.5 * (1 + np.tanh(_sum(x, h, W, U, b) / 2)),
    ),
    Mistake(
        "ReLU for tanh",
        "The plain layer squashes with tanh.",
        lambda x, h, W, U, b: np.maximum(0, _sum(x, h, W, U, b)),
    ),
    Mistake(
        "tanh of each part",
        "Add up first, then take one tanh.",
        lambda x, h, W, U, b: np.tanh(x @ W + b) + np.tanh(h @ U),
    ),
    Mistake(
        "hidden weights transposed",
        "States are rows: h @ U.",
        lambda x, h, W, U, b: np.tanh(x @ W + h @ U.T + b),
    ),
    Mistake(
        "state added to the new one",
        "The state before enters through U only.",
        lambda x, h, W, U, b: h + np.tanh(_sum(x, h, W, U, b)),
    ),
)


def _run(x: Array, h0: Array, W: Array, U: Array, b: Array) -> Array:
    return nn.rnn(*(values.astype(float) for values in (x, W, U, b, h0)))[0]


def _not_carried(x: Array, h0: Array, W: Array, U: Array, b: Array) -> Array:
    return np.tanh(x @ W + (h0 @ U)[:, None] + b)


def _with_the_first(x: Array, h0: Array, W: Array, U: Array, b: Array) -> Array:
    return np.concatenate([h0[:, None], _run(x, h0, W, U, b)], axis=1)


rnn_forward = (
    Mistake(
        "hidden state not carried",
        "Each step starts from the state that the step before has left.",
        _not_carried,
    ),
    Mistake(
        "hidden state not carried",
        "Each step starts from the state that the step before has left.",
        lambda x, h0, W, U, b: np.tanh(x @ W + b),
    ),
    Mistake(
        "h0 ignored",
        "The first step starts from h0, not from zero.",
        lambda x, h0, W, U, b: _run(x, 0 * h0, W, U, b),
    ),
    Mistake("h0 returned too", "Return h_1 ... h_T: h0 is not part of it.", _with_the_first),
    Mistake(
        "one state too early",
        "Return h_1 ... h_T: the state after each step, not before it.",
        lambda *given: _with_the_first(*given)[:, :-1],
    ),
    Mistake(
        "only the last state",
        "Return all the states, one for each step.",
        lambda *given: _run(*given)[:, -1],
    ),
    Mistake(
        "time and batch exchanged",
        "Return (N, T, H): stack the states along axis 1.",
        lambda *given: _run(*given).swapaxes(0, 1),
    ),
    Mistake(
        "time and hidden exchanged",
        "Return (N, T, H): stack the states along axis 1.",
        lambda *given: _run(*given).swapaxes(1, 2),
    ),
    Mistake(
        "from the end to the start",
        "The first step reads x[:, 0].",
        lambda x, h0, W, U, b: _run(x[:, ::-1], h0, W, U, b),
    ),
    Mistake(
        "the first input again and again",
        "Step t reads x[:, t].",
        lambda x, h0, W, U, b: _run(np.repeat(x[:, :1], x.shape[1], axis=1), h0, W, U, b),
    ),
    Mistake(
        "hidden weights transposed",
        "States are rows: h @ U.",
        lambda x, h0, W, U, b: _run(x, h0, W, U.T, b),
    ),
)


def _gives(name: str, hint: str, answer: Sequence[float]) -> Mistake:
    return Mistake(name, hint, lambda: answer)


contributions = (
    _gives(
        "state after the step",
        "The slope of h_t with respect to its own w is h_{t-1}, the state before.",
        [0.125, 0.375, 0.875, 1.875],
    ),
    _gives(
        "the way to the end missing",
        "Multiply by w once for each step between t and 4.",
        [0.0, 1.0, 1.5, 1.75],
    ),
    _gives(
        "powers in reverse order",
        "From step t to the end there are 4 - t more factors w.",
        [0.0, 0.5, 0.375, 0.21875],
    ),
    _gives(
        "one power too many",
        "From step t to the end there are 4 - t factors w; step 4 has none.",
        [0.0, 0.125, 0.375, 0.875],
    ),
    _gives(
        "from the last to the first",
        "The list starts with step 1.",
        [1.75, 0.75, 0.25, 0.0],
    ),
    _gives("states for contributions", "These are the states.", [1.0, 1.5, 1.75, 1.875]),
    _gives(
        "running sum",
        "Return the four contributions on their own, not added up.",
        [0.0, 0.25, 1.0, 2.75],
    ),
)


def _back(
    g: Array,
    x: Array,
    h0: Array,
    W: Array,
    U: Array,
    b: Array,
    *,
    carry: Callable[[Array, Array], Any] = lambda a, U: a @ U.T,
    slope: Callable[[Array], Any] = lambda h: 1 - h**2,
    slope_of: int = 1,
    before: int = 0,
) -> tuple[list[Array], list[Array], list[Array]]:
    """Return a_1 ... a_T, the inputs, and the states before each step (or `before` later).

    The slope of step t belongs to state t - 1 + `slope_of`, rightly 1.
    """
    states = [h0, *_run(x, h0, W, U, b).swapaxes(0, 1)]
    carried: Any = 0
    found: list[Array] = []
    for t in reversed(range(x.shape[1])):
        a = (g[:, t] + carried) * slope(states[t + slope_of])
        carried = carry(a, U)
        found.insert(0, a)
    seen = states[before : before + x.shape[1]]
    return found, list(x.swapaxes(0, 1)), seen


def _gathered(found: tuple[list[Array], list[Array], list[Array]], W: Array) -> Four:
    sums, inputs, states = found
    dx = np.stack([a @ W.T for a in sums], axis=1)
    dW = np.sum([x.T @ a for x, a in zip(inputs, sums, strict=True)], axis=0)
    dU = np.sum([h.T @ a for h, a in zip(states, sums, strict=True)], axis=0)
    return dx, dW, dU, np.sum(sums, axis=(0, 1))


def _all(*given: Array, **changes: Any) -> Four:
    return _gathered(_back(*given, **changes), given[3])


def _of_one_step(place: int, *given: Array) -> tuple[None, Array, Array, Array]:
    """The weights' gradients from the first (0) or last (-1) step alone."""
    sums, inputs, states = _back(*given)
    a = sums[place]
    return None, inputs[place].T @ a, states[place].T @ a, a.sum(axis=0)


def _last_only(g: Array, *rest: Array) -> Four:
    last = np.zeros_like(g)
    last[:, -1] = g[:, -1]
    return _all(last, *rest)


def _divided(count: Callable[[Array], int], *given: Array) -> tuple[None, Array, Array, Array]:
    _, dW, dU, db = _all(*given)
    n = count(given[0])
    return None, dW / n, dU / n, db / n


def _zero_before(*given: Array) -> tuple[None, None, Array, None]:
    """The gradient of U where h0 is taken to be 0."""
    sums, _, states = _back(*given)
    dU = sum(h.T @ a for h, a in zip(states[1:], sums[1:], strict=True))
    return None, None, np.zeros_like(given[4]) + dU, None


def _bias_by_step(*given: Array) -> tuple[None, None, None, Array]:
    return None, None, None, np.sum(_back(*given)[0], axis=0)


rnn_backward = (
    Mistake(
        "gradient not carried back",
        "The state also acts through the next state: add delta to the gradient from above.",
        lambda *given: _all(*given, carry=lambda a, U: 0),
    ),
    Mistake(
        "slope of tanh missing",
        "Multiply by 1 - h squared before going on.",
        lambda *given: _all(*given, slope=lambda h: 1.0),
    ),
    Mistake(
        "slope at the state before",
        "h_t came out of the tanh of step t: its slope there is 1 - h_t squared.",
        lambda *given: _all(*given, slope_of=0),
    ),
    Mistake(
        "slope of tanh not squared",
        "The slope of tanh is 1 - h squared.",
        lambda *given: _all(*given, slope=lambda h: 1 - h),
    ),
    Mistake(
        "slope of the sigmoid",
        "The layer squashes with tanh: its slope is 1 - h squared.",
        lambda *given: _all(*given, slope=lambda h: h * (1 - h)),
    ),
    Mistake(
        "hidden weights not transposed",
        "Going back the gradient is multiplied by U transposed.",
        lambda *given: _all(*given, carry=lambda a, U: a @ U),
    ),
    Mistake(
        "hidden weights missing on the way back",
        "Going back the gradient is multiplied by U transposed.",
        lambda *given: _all(*given, carry=lambda a, U: a),
    ),
    Mistake(
        "gradient overwritten",
        "The same weights are used in every step: add what the steps contribute.",
        lambda *given: _of_one_step(0, *given),
    ),
    Mistake(
        "gradient overwritten",
        "The same weights are used in every step: add what the steps contribute.",
        lambda *given: _of_one_step(-1, *given),
    ),
    Mistake(
        "only the last state's gradient",
        "A gradient arrives from above at every state: add g_t in each step.",
        _last_only,
    ),
    Mistake(
        "state after the step",
        "U was multiplied by the state before the step, h_{t-1}.",
        lambda *given: (None, None, _all(*given, before=1)[2], None),
    ),
    Mistake("h0 ignored", "In step 1, U was multiplied by h0.", _zero_before),
    Mistake(
        "mean over the samples",
        "Add over the samples: the gradient that arrives is divided by N already.",
        lambda *given: _divided(len, *given),
    ),
    Mistake(
        "mean over the steps",
        "Add over the steps, do not average.",
        lambda *given: _divided(lambda g: g.shape[1], *given),
    ),
    Mistake(
        "bias not added over the samples",
        "The bias is used by every sample: add over the samples too.",
        _bias_by_step,
    ),
    Mistake(
        "steps in reverse order",
        "Put the gradient of x_t at place t.",
        lambda *given: (_all(*given)[0][:, ::-1], None, None, None),
    ),
    Mistake(
        "gradient transposed",
        "The gradient has the shape of the weights: x transposed times a.",
        lambda *given: (None, _all(*given)[1].T, _all(*given)[2].T, None),
    ),
)


def _part(place: int) -> tuple[Mistake, ...]:
    """The mistakes as those of (value, one gradient), with that weight as the first argument."""

    def wrong_part(mistake: Mistake) -> Callable[..., tuple[None, object]]:
        def answer(weights: Array, g: Array, x: Array, h0: Array, other: Array, b: Array) -> Any:
            both = (weights, other) if place == 1 else (other, weights)
            return None, mistake.wrong(g, x, h0, *both, b)[place]

        return answer

    return tuple(Mistake(m.name, m.hint, wrong_part(m)) for m in rnn_backward)


slope_of_input_weights, slope_of_hidden_weights = _part(1), _part(2)
