"""`fit` learns, watches, stops, accumulates, and says what is wrong."""

import numpy as np
import pytest

from course import nn


def problem(dtype=np.float64):
    """The exclusive or, which a line cannot learn."""
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype)
    return x, np.array([0, 1, 1, 0])


def network(seed=0, hidden=8):
    rng = np.random.default_rng(seed)
    return nn.Sequential(
        nn.Linear(2, hidden, generator=rng), nn.tanh, nn.Linear(hidden, 2, generator=rng)
    )


LOSS = nn.Loss(nn.softmax_cross_entropy)


def train(net, batches, **options):
    optimizer = nn.Adam(net.parameters(), learning_rate=0.05)
    return nn.fit(net, LOSS, optimizer, batches, **options)


def test_it_learns_xor_and_keeps_a_history():
    x, y = problem()
    net = network()
    seen = []
    history = train(
        net,
        [(x, y)],
        epochs=150,
        validation=[(x, y)],
        metrics={"accuracy": nn.accuracy},
        callbacks=[lambda epoch, history: seen.append(epoch)],
    )
    assert history.metrics["accuracy"][-1] == 1
    assert history.training_loss[-1] < 0.05 < history.training_loss[0]
    assert len(history.training_loss) == len(history.validation_loss) == 150
    assert history.learning_rate == [0.05] * 150
    assert seen == list(range(150))
    assert not net.training
    assert not history.stopped_early


def test_accumulation_is_a_large_batch():
    x, y = problem()
    together, apart, uneven = network(), network(), network()
    for net, batches, accumulate in (
        (together, [(x, y)], 1),
        (apart, [(x[:2], y[:2]), (x[2:], y[2:])], 2),
        (uneven, [(x[:2], y[:2]), (x[2:], y[2:])], 5),
    ):
        optimizer = nn.SGD(net.parameters(), learning_rate=0.5)
        nn.fit(net, LOSS, optimizer, batches, epochs=3, accumulate=accumulate)
    for a, b, c in zip(together.parameters(), apart.parameters(), uneven.parameters(), strict=True):
        np.testing.assert_allclose(a.data, b.data, rtol=1e-12)
        np.testing.assert_allclose(a.data, c.data, rtol=1e-12)


def test_early_stopping_puts_the_best_epoch_back():
    x, y = problem()
    net = network()
    states = []
    history = train(
        net,
        [(x, y)],
        epochs=50,
        validation=[(x, 1 - y)],  # learning makes this worse from some epoch on
        patience=3,
        callbacks=[lambda epoch, history: states.append(net.state())],
    )
    assert history.stopped_early
    assert history.best_epoch == int(np.argmin(history.validation_loss))
    assert len(states) == history.best_epoch + 4
    for name, array in net.state().items():
        np.testing.assert_array_equal(array, states[history.best_epoch][name])


def test_schedule_and_stopping_callback():
    x, y = problem()
    rates = []
    history = train(
        network(),
        [(x, y), (x, y)],
        epochs=9,
        schedule=lambda step: rates.append(step) or 0.1 / (1 + step),
        callbacks=[lambda epoch, history: epoch == 2],
    )
    assert rates == list(range(6))
    assert history.learning_rate == [0.1 / 2, 0.1 / 4, 0.1 / 6]


def test_evaluate_weights_by_samples_and_restores_the_mode():
    x, y = problem()
    net = network()
    parts = nn.evaluate(net, LOSS, [(x[:3], y[:3]), (x[3:], y[3:])], metrics={"right": nn.accuracy})
    whole = nn.evaluate(net, LOSS, [(x, y)], metrics={"right": nn.accuracy})
    assert parts["loss"] == pytest.approx(whole["loss"])
    assert parts["right"] == pytest.approx(whole["right"])
    assert net.training


def test_progress_bar(capsys):
    x, y = problem()
    train(network(), [(x, y)], epochs=2, validation=[(x, y)], progress=True)
    assert "2/2" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"epochs": 0}, "epochs must be an integer at least 1"),
        ({"epochs": 1, "accumulate": 0}, "accumulate must be"),
        ({"epochs": 1, "patience": 2}, "patience needs validation"),
        ({"epochs": 1, "schedule": lambda step: -1.0}, "schedule's learning rate must be"),
    ],
)
def test_refusals(options, message):
    with pytest.raises(ValueError, match=message):
        train(network(), [problem()], **options)


def test_more_refusals():
    x, y = problem()
    with pytest.raises(TypeError, match="batches is used up after one epoch"):
        train(network(), iter([(x, y)]), epochs=1)
    with pytest.raises(ValueError, match="at least one sample"):
        train(network(), [], epochs=1)
    with pytest.raises(ValueError, match="at least one sample"):
        nn.evaluate(network(), LOSS, [])
    with pytest.raises(ValueError, match="the loss is nan in epoch 0, batch 0"):
        train(network(), [(x * np.nan, y)], epochs=1)
    net = network()
    optimizer = nn.SGD(net.parameters(), learning_rate=0.1)
    with pytest.raises(TypeError, match="loss must return a Tensor with one number"):
        nn.fit(net, lambda outputs, targets: 1.0, optimizer, [(x, y)], epochs=1)
