"""The parts of the toolbox at work together: a linear classifier learns the digits."""

import numpy as np
import pytest

from course import nn


class Parameter:
    def __init__(self, data):
        self.data, self.grad = data, None


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_regression_on_the_digits(dtype):
    generator = np.random.default_rng(0)
    images, labels = nn.data.digits(dtype=dtype)
    inputs = images.reshape(len(images), 64)
    (train, train_labels), (held_out, held_out_labels) = nn.data.split(
        inputs, labels, fraction=0.25, generator=generator
    )
    held_out = nn.data.standardize(held_out, reference=train)
    train = nn.data.standardize(train)

    weights = Parameter(nn.initialization.xavier((64, 10), generator, dtype=dtype))
    bias = Parameter(nn.initialization.zeros((10,), dtype=dtype))
    optimizer = nn.AdamW([weights, bias], learning_rate=0.01)
    loader = nn.data.DataLoader(train, train_labels, batch_size=32, generator=generator)
    epochs = 12
    schedule = nn.schedules.WarmUp(nn.schedules.Cosine(0.02, epochs * len(loader)), 20)
    losses, step = [], 0
    for _ in range(epochs):
        for x, y in loader:
            logits = x @ weights.data + bias.data
            gradient = nn.softmax_cross_entropy_gradient(logits, y)
            weights.grad = x.T @ gradient + nn.regularizers.l2_gradient(weights.data, strength=1e-3)
            bias.grad = gradient.sum(axis=0)
            nn.clip_gradient_norm(optimizer.parameters, 5.0)
            optimizer.learning_rate = schedule(step)
            optimizer.step()
            optimizer.zero_gradients()
            losses.append(nn.softmax_cross_entropy(logits, y))
            step += 1

    logits = held_out @ weights.data + bias.data
    assert logits.dtype == dtype
    assert np.mean(losses[-20:]) < 0.1 * np.mean(losses[:5])
    assert nn.accuracy(logits, held_out_labels) > 0.95
    matrix = nn.confusion_matrix(held_out_labels, logits.argmax(axis=1), 10)
    assert matrix.trace() / matrix.sum() == nn.accuracy(logits, held_out_labels)
    temperature = nn.fit_temperature(logits, held_out_labels)
    cooled = nn.softmax_cross_entropy(logits / dtype(temperature), held_out_labels)
    assert cooled <= nn.softmax_cross_entropy(logits, held_out_labels)
