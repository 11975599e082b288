"""Linear, maxout, norms, dropout, embedding and the learned activations."""

import numpy as np
import pytest

from course import nn


def rng():
    return np.random.default_rng(0)


def test_linear(generator, assert_layer_gradients):
    x, w, b = (generator.standard_normal(s) for s in ((4, 3), (3, 2), (2,)))
    np.testing.assert_allclose(nn.linear(x, w, b), x @ w + b)
    assert_layer_gradients(nn.linear, x, w, b)
    assert_layer_gradients(nn.linear, x.reshape(2, 2, 3), w)
    assert nn.linear(np.zeros((0, 3)), w, b).shape == (0, 2)
    with pytest.raises(ValueError, match="x must end in 3 features"):
        nn.linear(x.T, w)
    with pytest.raises(ValueError, match=r"bias must have shape \(2,\)"):
        nn.linear(x, w, np.ones(3))
    with pytest.raises(TypeError, match="same dtype"):
        nn.linear(x.astype("f"), w)


def test_two_linear_layers_are_one(generator):
    network = nn.Sequential(*(nn.Linear(3, 3, generator=generator) for _ in range(2)))
    first, second = (layer.weights.data for layer in network.parts)
    x = generator.standard_normal((5, 3))
    np.testing.assert_allclose(network(x).data, x @ (first @ second))


def test_maxout_layer(generator):
    layer = nn.Maxout(3, 2, pieces=5, generator=generator)
    x = generator.standard_normal((4, 3))
    z = (x @ layer.linear.weights.data).reshape(4, 2, 5)
    np.testing.assert_allclose(layer(x).data, z.max(axis=2))
    assert layer.parameter_count() == 3 * 10 + 10


@pytest.mark.parametrize("shape", [(6, 3), (2, 3, 4, 5)])
def test_batch_norm(shape, generator, assert_layer_gradients):
    x = generator.standard_normal(shape) * 3 + 1
    gamma, beta = generator.standard_normal(3), generator.standard_normal(3)
    axes = (0, 2, 3)[: len(shape) - 1]
    y = nn.batch_norm(x, np.ones(3), np.zeros(3))
    np.testing.assert_allclose(y.mean(axis=axes), 0, atol=1e-12)
    np.testing.assert_allclose(y.var(axis=axes), x.var(axis=axes) / (x.var(axis=axes) + 1e-5))
    assert_layer_gradients(nn.batch_norm, x, gamma, beta)
    running = {"running_mean": np.full(3, 0.5), "running_variance": np.full(3, 2.0)}
    assert_layer_gradients(lambda *a: nn.batch_norm(*a, **running, training=False), x, gamma, beta)


def test_batch_norm_layer_follows_the_data(generator):
    layer = nn.BatchNorm1d(2, momentum=0.1)
    x = generator.standard_normal((50, 2)) * [1, 3] + [5, -5]
    layer(x)
    np.testing.assert_allclose(layer.running_mean, 0.1 * x.mean(axis=0))
    np.testing.assert_allclose(layer.running_variance, 0.9 + 0.1 * x.var(axis=0, ddof=1))
    for _ in range(200):
        layer(x)
    layer.eval()
    before = layer.running_mean.copy()
    one = layer(x[:1]).data
    np.testing.assert_array_equal(layer.running_mean, before)
    expected = (x[:1] - x.mean(axis=0)) / np.sqrt(x.var(axis=0, ddof=1) + 1e-5)
    np.testing.assert_allclose(one, expected, rtol=1e-6)


def test_one_sample_cannot_train_batch_norm():
    with pytest.raises(ValueError, match="at least 2 values a channel"):
        nn.BatchNorm1d(3)(np.ones((1, 3)))
    nn.BatchNorm2d(3)(np.ones((1, 3, 2, 2)))  # four values a channel will do
    with pytest.raises(ValueError, match="must have 4 dimensions"):
        nn.BatchNorm2d(3)(np.ones((2, 3)))
    with pytest.raises(ValueError, match="running_mean is needed"):
        nn.batch_norm(np.ones((2, 3)), np.ones(3), np.zeros(3), training=False)
    with pytest.raises(ValueError, match=r"gamma must have shape \(3,\)"):
        nn.batch_norm(np.ones((2, 3)), np.ones(2), np.zeros(3))


def test_layer_norm(generator, assert_layer_gradients):
    x = generator.standard_normal((4, 3, 5))
    y = nn.layer_norm(x, np.ones(5), np.zeros(5))
    np.testing.assert_allclose(y.mean(axis=2), 0, atol=1e-12)
    for shape in ((5,), (3, 5)):
        gamma, beta = generator.standard_normal(shape), generator.standard_normal(shape)
        assert_layer_gradients(nn.layer_norm, x, gamma, beta)
    np.testing.assert_allclose(nn.LayerNorm((3, 5))(x).data.mean(axis=(1, 2)), 0, atol=1e-12)
    with pytest.raises(ValueError, match="x must end in the shape of gamma"):
        nn.layer_norm(x, np.ones(4), np.zeros(4))
    with pytest.raises(ValueError, match="one shape with gamma"):
        nn.layer_norm(x, np.ones(5), np.zeros(4))


@pytest.mark.parametrize("inverted", [True, False])
def test_dropout_keeps_the_expectation(inverted):
    layer = nn.Dropout(0.3, generator=rng(), inverted=inverted)
    x = np.ones(200_000)
    trained = layer(x)
    kept = trained != 0
    assert abs(kept.mean() - 0.7) < 0.004
    np.testing.assert_allclose(trained[kept], 1 / 0.7 if inverted else 1, rtol=1e-6)
    np.testing.assert_allclose(layer.eval()(x), 1 if inverted else 0.7)
    assert abs(trained.mean() - layer(x).mean()) < 0.006


def test_dropout_of_two_inputs_averages_to_half():
    """The slide's sum over the four masks of two inputs, keep probability 1/2."""
    layer, x = nn.Dropout(0.5, generator=rng(), inverted=False), np.array([3.0, 4.0])
    w = np.array([2.0, -1.0])
    average = np.mean([layer(x) @ w for _ in range(4000)])
    assert abs(average - 0.5 * (x @ w)) < 0.12


def test_dropout_gradient_uses_the_same_mask():
    x = nn.Tensor(np.ones((50, 4)), requires_grad=True)
    y = nn.dropout(x, rate=0.5, generator=rng())
    y.sum().backward()
    np.testing.assert_array_equal(x.grad, y.data)
    assert nn.dropout(np.ones(3, np.float32), rate=0.0).dtype == np.float32
    with pytest.raises(ValueError, match="rate must be a finite number"):
        nn.dropout(np.ones(3), rate=1.0)
    with pytest.raises(TypeError, match="generator must be"):
        nn.dropout(np.ones(3), rate=0.5)


def test_embedding_is_a_one_hot_product(generator, assert_layer_gradients):
    table, words = generator.standard_normal((6, 3)), np.array([[1, 5, 1], [0, 2, 1]])
    np.testing.assert_allclose(nn.embedding(table, words), np.eye(6)[words] @ table)
    assert_layer_gradients(lambda w: nn.embedding(w, words), table)
    layer = nn.Embedding(6, 3, generator=generator)
    layer(words).sum().backward()
    np.testing.assert_array_equal(layer.weights.grad[:, 0], [1, 3, 1, 0, 0, 1])
    with pytest.raises(ValueError, match="indices must be from 0 to 5, got 6"):
        nn.embedding(table, [6])
    with pytest.raises(TypeError, match="indices must be integers"):
        nn.embedding(table, [1.5])


def test_learned_activations(generator):
    x = generator.standard_normal((4, 3))
    images = generator.standard_normal((2, 3, 2, 2))
    assert nn.PReLU(3)(images).shape == images.shape
    for layer in (nn.PReLU(), nn.PReLU(3), nn.Swish(), nn.SShapedReLU(3)):
        layer(x).sum().backward()
        assert all(p.grad.shape == p.shape and (p.grad != 0).any() for p in layer.parameters())
    elu = nn.Activation(nn.elu, alpha=0.5)
    np.testing.assert_array_equal(elu(x), nn.elu(x, alpha=0.5))
    with pytest.raises(TypeError, match="function must be a function"):
        nn.Activation("relu")


def test_flatten():
    assert nn.Flatten()(np.zeros((2, 3, 4))).shape == (2, 12)
    assert nn.Flatten()(np.zeros((0, 3, 4))).shape == (0, 12)
    with pytest.raises(ValueError, match="batch dimension"):
        nn.Flatten()(np.float64(1))
