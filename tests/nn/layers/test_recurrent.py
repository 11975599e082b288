"""Recurrent layers against step-by-step twins, and their gradients by finite differences."""

import numpy as np
import pytest

from course import nn

N, T, D, H = 3, 4, 2, 5


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def naive_rnn(x, w, u, b, h):
    outputs = []
    for t in range(x.shape[1]):
        h = np.tanh(x[:, t] @ w + h @ u + b)
        outputs.append(h)
    return np.stack(outputs, axis=1)


def naive_gru(x, w, u, b, extra, h, after):
    (wr, wz, wn), (ur, uz, un), (br, bz, bn) = (np.split(a, 3, axis=-1) for a in (w, u, b))
    outputs = []
    for t in range(x.shape[1]):
        r, z = sigmoid(x[:, t] @ wr + h @ ur + br), sigmoid(x[:, t] @ wz + h @ uz + bz)
        inside = r * (h @ un + extra) if after else (r * h) @ un
        h = (1 - z) * h + z * np.tanh(x[:, t] @ wn + inside + bn)
        outputs.append(h)
    return np.stack(outputs, axis=1)


def naive_lstm(x, w, u, b, v, h, c):
    outputs = []
    for t in range(x.shape[1]):
        i, f, g, o = np.split(x[:, t] @ w + h @ u + b, 4, axis=1)
        i, f = sigmoid(i + v[0] * c), sigmoid(f + v[1] * c)
        c = f * c + i * np.tanh(g)
        h = sigmoid(o + v[2] * c) * np.tanh(c)
        outputs.append(h)
    return np.stack(outputs, axis=1), c


def draw(generator, gates, dtype=np.float64):
    shapes = (N, T, D), (D, gates * H), (H, gates * H), (gates * H,), (N, H)
    return [generator.standard_normal(shape).astype(dtype) for shape in shapes]


TOLERANCE = {np.float32: {"rtol": 1e-4, "atol": 1e-5}, np.float64: {"rtol": 1e-12, "atol": 1e-13}}


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_forward_is_the_naive_one(dtype, generator):
    x, w, u, b, h = draw(generator, 1, dtype)
    y, last = nn.rnn(x, w, u, b, h)
    np.testing.assert_allclose(y, naive_rnn(x, w, u, b, h), **TOLERANCE[dtype])
    np.testing.assert_array_equal(last, y[:, -1])
    x, w, u, b, h = draw(generator, 3, dtype)
    extra = generator.standard_normal(H).astype(dtype)
    y, last = nn.gru(x, w, u, b, None, h)
    np.testing.assert_allclose(y, naive_gru(x, w, u, b, 0, h, False), **TOLERANCE[dtype])
    np.testing.assert_array_equal(last, y[:, -1])
    y, _ = nn.gru(x, w, u, b, extra, h, reset_after=True)
    np.testing.assert_allclose(y, naive_gru(x, w, u, b, extra, h, True), **TOLERANCE[dtype])
    x, w, u, b, h = draw(generator, 4, dtype)
    v, c = generator.standard_normal((3, H)).astype(dtype), h[::-1].copy()
    y, last, cell = nn.lstm(x, w, u, b, v, h, c)
    expected, expected_cell = naive_lstm(x, w, u, b, v, h, c)
    assert y.dtype == dtype
    np.testing.assert_allclose(y, expected, **TOLERANCE[dtype])
    np.testing.assert_allclose(cell, expected_cell, **TOLERANCE[dtype])
    np.testing.assert_array_equal(last, y[:, -1])
    y, _, _ = nn.lstm(x, w, u, b)
    zeros = np.zeros((N, H), dtype)
    expected, _ = naive_lstm(x, w, u, b, np.zeros((3, H)), zeros, zeros)
    np.testing.assert_allclose(y, expected, **TOLERANCE[dtype])


def test_rnn_gradients(generator, assert_layer_gradients):
    x, w, u, b, h = draw(generator, 1)
    assert_layer_gradients(lambda *a: nn.rnn(*a)[0], x, w, u, b, h)
    assert_layer_gradients(lambda *a: nn.rnn(*a, activation="relu")[1], x, w, u)


def test_gru_gradients(generator, assert_layer_gradients):
    x, w, u, b, h = draw(generator, 3)
    extra = generator.standard_normal(H)
    assert_layer_gradients(lambda *a: nn.gru(*a[:4], None, a[4])[0], x, w, u, b, h)
    assert_layer_gradients(lambda *a: nn.gru(*a, reset_after=True)[0], x, w, u, b, extra, h)
    assert_layer_gradients(lambda *a: nn.gru(*a)[1], x, w, u)


def test_lstm_gradients(generator, assert_layer_gradients):
    x, w, u, b, h = draw(generator, 4)
    v, c = generator.standard_normal((3, H)), generator.standard_normal((N, H))
    assert_layer_gradients(lambda *a: nn.lstm(*a)[0], x, w, u, b, v, h, c)
    assert_layer_gradients(lambda *a: nn.lstm(*a[:4], None, *a[4:])[0], x, w, u, b, h, c)
    assert_layer_gradients(lambda *a: nn.lstm(*a)[1] * 2, x, w, u)
    assert_layer_gradients(lambda *a: nn.lstm(*a)[2], x, w, u, b, v)


def test_all_results_of_an_lstm_at_once(generator, assert_layer_gradients):
    x, w, u, b, _ = draw(generator, 4)

    def everything(*arrays):
        outputs, last, cell = nn.lstm(*arrays)
        return outputs.sum(axis=1) * 2 + last * cell

    assert_layer_gradients(everything, x, w, u, b)


def test_sequences_of_one_step(generator, assert_layer_gradients):
    for gates, function in ((1, nn.rnn), (3, nn.gru), (4, nn.lstm)):
        x, w, u, b, _ = draw(generator, gates)
        assert_layer_gradients(lambda *a, f=function: f(*a)[0], x[:, :1].copy(), w, u, b)


def test_backward_may_run_twice(generator):
    x, w, u, b, _ = draw(generator, 4)
    tensor = nn.Tensor(w, requires_grad=True)
    y = nn.lstm(x, tensor, u, b)[0].sum()
    y.backward()
    once = tensor.grad.copy()
    y.backward()
    np.testing.assert_array_equal(tensor.grad, 2 * once)


@pytest.mark.parametrize("kind", [nn.RNN, nn.GRU, nn.LSTM])
def test_layers_stack_and_look_both_ways(kind, generator):
    x = generator.standard_normal((N, T, D))
    layer = kind(D, H, generator=generator, layers=2, bidirectional=True)
    y = layer(x)
    assert y.shape == (N, T, 2 * H)
    gates = {nn.RNN: 1, nn.GRU: 3, nn.LSTM: 4}[kind]
    per_layer = [gates * H * (features + H + 1) for features in (D, 2 * H)]
    assert layer.parameter_count() == 2 * sum(per_layer)
    # The same by hand, from the functions.
    function = {nn.RNN: nn.rnn, nn.GRU: nn.gru, nn.LSTM: nn.lstm}[kind]
    for start in (0, 2):
        there, back = layer.cells[start : start + 2]
        outputs = []
        for cell, given in ((there, x), (back, x[:, ::-1])):
            arrays = (p.data for p in (cell.input_weights, cell.hidden_weights, cell.bias))
            outputs.append(function(given, *arrays)[0])
        x = np.concatenate([outputs[0], outputs[1][:, ::-1]], axis=2)
    np.testing.assert_allclose(y.data, x, rtol=1e-12)
    y.sum().backward()
    assert all(p.grad is not None for p in layer.parameters())


def test_layer_options(generator):
    x = generator.standard_normal((N, T, D))
    peeping = nn.LSTM(D, H, generator=generator, peepholes=True)
    assert peeping.parameter_count() == 4 * H * (D + H + 1) + 3 * H
    after = nn.GRU(D, H, generator=generator, reset_after=True)
    assert after.parameter_count() == 3 * H * (D + H + 1) + H
    for layer in (peeping, after, nn.RNN(D, H, generator=generator, activation="relu")):
        layer(x).sum().backward()
        assert all(p.grad is not None for p in layer.parameters())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda a: nn.rnn(a[0][:, :0], *a[1:4]), "at least one time step"),
        (lambda a: nn.rnn(a[0], a[1].T, a[2]), r"input_weights must have shape \(2, 5\)"),
        (lambda a: nn.rnn(a[0], a[1], a[2][:, :4]), r"hidden_weights must have shape \(5, 5\)"),
        (lambda a: nn.rnn(a[0], a[1], a[2], a[3][:2]), "bias must have shape"),
        (lambda a: nn.rnn(*a[:4], a[4][:2]), "hidden must have shape"),
        (lambda a: nn.rnn(a[0].astype("f"), *a[1:]), "same dtype"),
        (lambda a: nn.rnn(*a, activation="sine"), "activation must be one of"),
        (lambda a: nn.gru(*a), "input_weights must have shape"),
        (lambda a: nn.LSTM(2, 3, layers=0, generator=np.random.default_rng()), "layers"),
        (lambda a: nn.LSTM(2, 3, generator=7), "generator must be a numpy.random.Generator"),
    ],
)
def test_refusals(call, message, generator):
    with pytest.raises((TypeError, ValueError), match=message):
        call(draw(generator, 1))


def test_candidate_bias_needs_reset_after(generator):
    x, w, u, b, h = draw(generator, 3)
    with pytest.raises(ValueError, match="candidate_bias belongs to reset_after"):
        nn.gru(x, w, u, b, np.zeros(H), h)


@pytest.mark.parametrize("layer", [nn.rnn, nn.gru, nn.lstm])
def test_no_hidden_unit_is_refused(layer):
    with pytest.raises(ValueError, match="hidden_weights must hold at least one hidden unit"):
        layer(np.zeros((2, 3, 1)), np.zeros((1, 0)), np.zeros((0, 0)))
