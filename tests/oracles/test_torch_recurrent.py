"""Recurrent layers against PyTorch: first states, all results, peepholes, both forms of GRU."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import nn
from tests.oracles.same import DTYPES, LAYOUTS, SEEDS, assert_same, fill, laid_out

# samples, steps, features, hidden units; PyTorch's own functions want at least one sample
LENGTHS = st.tuples(st.integers(1, 3), st.integers(1, 5), st.integers(1, 4), st.integers(1, 4))
EMPTY_TOO = st.tuples(st.integers(0, 3), st.integers(1, 5), st.integers(1, 4), st.integers(1, 4))
SCALE = 0.7  # of weights: far enough from 0 that gates open and close


def arrays_for(seed, dtype, lengths, gates, *extras):
    """Draw x, W, U, b and what else a layer takes, by the shapes in `extras`."""
    n, steps, d, h = lengths
    shapes = [(n, steps, d), (d, gates * h), (h, gates * h), (gates * h,), *extras]
    generator = np.random.default_rng(seed)
    return [(SCALE * generator.standard_normal(shape)).astype(dtype) for shape in shapes]


def parameters_for(torch, w, u, b, hidden_bias=None):
    """Return the weights in the order and orientation of PyTorch's functions."""
    return [w.T, u.T, b, torch.zeros_like(b) if hidden_bias is None else hidden_bias]


OPTIONS = {"num_layers": 1, "dropout": 0.0, "train": False, "bidirectional": False}


@pytest.mark.parametrize("activation", ["tanh", "relu"])
@settings(max_examples=50, deadline=None)
@given(lengths=LENGTHS, constants=st.integers(0, 1), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_rnn(activation, lengths, constants, layout, dtype, seed, torch):
    arrays = arrays_for(seed, dtype, lengths, 1, (lengths[0], lengths[3]))
    run = getattr(torch, f"rnn_{activation}")

    def theirs(x, w, u, b, h):
        weights = parameters_for(torch, w, u, b)
        outputs, last = run(x, h[None], weights, has_biases=True, batch_first=True, **OPTIONS)
        return outputs, last[0]

    arrays[0] = laid_out(arrays[0], layout)
    assert_same(torch, lambda *a: nn.rnn(*a, activation=activation), theirs, arrays,
                constants=constants)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(lengths=LENGTHS, constants=st.integers(0, 1), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_gru_reset_after(lengths, constants, layout, dtype, seed, torch):
    n, _, _, h = lengths
    arrays = arrays_for(seed, dtype, lengths, 3, (h,), (n, h))
    # PyTorch's update gate keeps the old state, ours takes the new one: its sums change sign.
    turn = torch.from_numpy(np.repeat([1, -1, 1], h).astype(dtype))

    def theirs(x, w, u, b, candidate_bias, hidden):
        extra = torch.cat([torch.zeros_like(b[: 2 * h]), candidate_bias])
        weights = parameters_for(torch, w * turn, u * turn, b * turn, extra)
        outputs, last = torch.gru(
            x, hidden[None], weights, has_biases=True, batch_first=True, **OPTIONS
        )
        return outputs, last[0]

    arrays[0] = laid_out(arrays[0], layout)
    assert_same(torch, lambda *a: nn.gru(*a, reset_after=True), theirs, arrays,
                constants=constants)  # fmt: skip


def gru_by_formula(torch, x, w, u, b, hidden):
    """The form of Cho et al. 2014, step by step: the reset comes before the product with U."""
    size, outputs = hidden.shape[1], []
    for t in range(x.shape[1]):
        before, z = x[:, t] @ w + b, hidden @ u
        r = torch.sigmoid(before[:, :size] + z[:, :size])
        update = torch.sigmoid(before[:, size : 2 * size] + z[:, size : 2 * size])
        new = torch.tanh(before[:, 2 * size :] + (r * hidden) @ u[:, 2 * size :])
        hidden = (1 - update) * hidden + update * new
        outputs.append(hidden)
    return torch.stack(outputs, 1), hidden


@settings(max_examples=60, deadline=None)
@given(lengths=EMPTY_TOO, constants=st.integers(0, 1), dtype=DTYPES, seed=SEEDS)
def test_gru_reset_before(lengths, constants, dtype, seed, torch):
    n, _, _, h = lengths
    arrays = arrays_for(seed, dtype, lengths, 3, (n, h))
    assert_same(torch, lambda x, w, u, b, hidden: nn.gru(x, w, u, b, None, hidden),
                lambda *a: gru_by_formula(torch, *a), arrays, constants=constants)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(lengths=LENGTHS, constants=st.integers(0, 1), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_lstm(lengths, constants, layout, dtype, seed, torch):
    state = lengths[0], lengths[3]
    arrays = arrays_for(seed, dtype, lengths, 4, state, state)

    def theirs(x, w, u, b, h, c):
        weights = parameters_for(torch, w, u, b)
        outputs, last, cell = torch.lstm(
            x, (h[None], c[None]), weights, has_biases=True, batch_first=True, **OPTIONS
        )
        return outputs, last[0], cell[0]

    arrays[0] = laid_out(arrays[0], layout)
    assert_same(torch, lambda x, w, u, b, h, c: nn.lstm(x, w, u, b, None, h, c), theirs, arrays,
                constants=constants)  # fmt: skip


def lstm_by_formula(torch, x, w, u, b, peepholes, hidden, cell):
    """The peephole LSTM, step by step: the output gate sees the new cell, the others the old."""
    size, outputs = hidden.shape[1], []
    see_input, see_forget, see_output = peepholes
    for t in range(x.shape[1]):
        i, f, g, o = torch.split(x[:, t] @ w + hidden @ u + b, size, dim=1)
        i = torch.sigmoid(i + see_input * cell)
        f = torch.sigmoid(f + see_forget * cell)
        cell = f * cell + i * torch.tanh(g)
        hidden = torch.sigmoid(o + see_output * cell) * torch.tanh(cell)
        outputs.append(hidden)
    return torch.stack(outputs, 1), hidden, cell


@settings(max_examples=80, deadline=None)
@given(lengths=EMPTY_TOO, constants=st.integers(0, 1), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_lstm_with_peepholes(lengths, constants, layout, dtype, seed, torch):
    state = lengths[0], lengths[3]
    arrays = arrays_for(seed, dtype, lengths, 4, (3, lengths[3]), state, state)
    arrays[0] = laid_out(arrays[0], layout)
    assert_same(torch, nn.lstm, lambda *a: lstm_by_formula(torch, *a), arrays,
                constants=constants)  # fmt: skip


@pytest.mark.parametrize("kind", ["rnn", "gru", "lstm"])
@settings(max_examples=20, deadline=None)
@given(lengths=LENGTHS, dtype=DTYPES, seed=SEEDS)
def test_without_bias_and_first_states(kind, lengths, dtype, seed, torch):
    n, _, _, h = lengths
    gates = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    arrays = arrays_for(seed, dtype, lengths, gates)[:3]
    turn = np.repeat([1, -1, 1] if kind == "gru" else [1] * gates, h).astype(dtype)
    turn = torch.from_numpy(turn)

    def theirs(x, w, u):
        zeros = torch.zeros(1, n, h, dtype=x.dtype)
        first = (zeros, zeros) if kind == "lstm" else zeros
        run = torch.rnn_tanh if kind == "rnn" else getattr(torch, kind)
        weights = [(w * turn).T, (u * turn).T]
        outputs, *last = run(x, first, weights, has_biases=False, batch_first=True, **OPTIONS)
        return outputs, *(state[0] for state in last)

    options = {"reset_after": True} if kind == "gru" else {}
    assert_same(torch, lambda *a: getattr(nn, kind)(*a, **options), theirs, arrays)


@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("bidirectional", [False, True])
@settings(max_examples=8, deadline=None)
@given(lengths=EMPTY_TOO, dtype=DTYPES, seed=SEEDS)
def test_stacked_peephole_lstm(layers, bidirectional, lengths, dtype, seed, torch):
    n, steps, d, h = lengths
    generator = np.random.default_rng(seed)
    module = nn.LSTM(d, h, generator=generator, layers=layers, bidirectional=bidirectional,
                     peepholes=True, dtype=dtype)  # fmt: skip
    weights = [SCALE * generator.standard_normal(p.shape) for p in module.parameters()]
    x = generator.standard_normal((n, steps, d))
    state = torch.zeros(n, h, dtype=torch.float32 if dtype == np.float32 else torch.float64)

    def theirs(x, *weights):
        directions = 1 + bidirectional
        for start in range(0, len(weights), 4 * directions):
            outputs = []
            for reverse in range(directions):
                cell = weights[start + 4 * reverse :][:4]
                seen = x.flip(1) if reverse else x
                y = lstm_by_formula(torch, seen, *cell, state, state)[0]
                outputs.append(y.flip(1) if reverse else y)
            x = torch.cat(outputs, 2)
        return x

    arrays = [array.astype(dtype) for array in (x, *weights)]
    assert_same(torch, lambda x, *tensors: fill(module, tensors)(x), theirs, arrays)
