"""Batch and layer normalisation: keep what a layer sees at mean 0 and variance 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from course.nn.arguments import Array, describe, float_array, number, same_dtype
from course.nn.autograd.hand_written import HandWritten, column_sums


def batch_norm_forward(
    x: object,
    gamma: object,
    beta: object,
    *,
    running_mean: Array | None = None,
    running_variance: Array | None = None,
    training: bool = True,
    momentum: float = 0.1,
    epsilon: float = 1e-5,
) -> tuple[Array, Any]:
    r"""Normalise each feature over the batch, then scale and shift it.

    y = gamma (x - mean) / sqrt(variance + epsilon) + beta

    Dividing by the standard deviation, not the variance. In training, mean and variance are the
    batch's (biased, 1/m), and the running statistics, when given, move towards them in place:
    running <- (1 - momentum) running + momentum batch, the variance unbiased (1/(m - 1)). In
    evaluation the running statistics are used, so that a sample's result does not depend on its
    batch; a single sample is then no problem.

    Args:
        x: (N, C) features or (N, C, H, W) images, normalised by channel.
        gamma, beta: (C,), learned scale and shift.
        running_mean, running_variance: (C,) arrays, changed in place in training; needed in
            evaluation.
        training: use the batch's statistics.
        momentum: from 0 to 1.
        epsilon: above 0.

    Returns:
        y, shape of x, and the cache.

    Raises:
        TypeError, ValueError: shapes or dtypes that do not fit; training on a single value a
        channel, whose variance is 0 and whose output would be beta whatever x is.

    Source: CPSC 532S, "BN layer parameters"; Ioffe and Szegedy 2015.
    """
    inputs = float_array("x", x, ndim=(2, 4))
    scale, shift = _channel_vector("gamma", gamma, inputs), _channel_vector("beta", beta, inputs)
    epsilon = number("epsilon", epsilon, above=0)
    momentum = number("momentum", momentum, at_least=0, at_most=1)
    for name, running in (("running_mean", running_mean), ("running_variance", running_variance)):
        if running is not None:
            if not isinstance(running, np.ndarray):  # a list could not be changed in place
                raise TypeError(f"{name} must be an array, got {describe(running)}")
            _channel_vector(name, running, inputs)
        elif not training:
            raise ValueError(f"{name} is needed when training=False, got None")
    shape = (1, -1, 1, 1) if inputs.ndim == 4 else (1, -1)
    if training:
        count = inputs.size // max(inputs.shape[1], 1)
        if count < 2:
            raise ValueError(
                f"x must hold at least 2 values a channel in training, got shape {inputs.shape}; "
                "use a larger batch, or training=False"
            )
        mean = _channel_sums(inputs) / count
        centred = inputs - mean.reshape(shape)
        variance = _channel_sums(centred * centred) / count
        if running_mean is not None:
            running_mean += momentum * (mean - running_mean)
        if running_variance is not None:
            unbiased = variance * (count / (count - 1))
            running_variance += momentum * (unbiased - running_variance)
    else:
        assert running_mean is not None
        assert running_variance is not None
        variance = running_variance
        centred = inputs - running_mean.reshape(shape)
    inverse = 1 / np.sqrt(variance + inputs.dtype.type(epsilon))
    centred *= inverse.reshape(shape)
    y = centred * scale.reshape(shape)
    y += shift.reshape(shape)
    return y, (centred, inverse, scale, shape, training)


def batch_norm_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, Array, Array]:
    r"""Return the gradients of x, gamma and beta.

    In training x also moves the mean and the variance, which takes the parts along 1 and along
    the normalised x out of its gradient (x^ is the normalised x, m the values a channel):

    dx = gamma / (m sqrt(variance + epsilon)) (m g - sum g - x^ sum(g x^))
    """
    normalised, inverse, scale, shape, training = cache
    dbeta = _channel_sums(gradient)
    dgamma = _channel_sums(gradient * normalised)
    if not input_gradient:
        return None, dgamma, dbeta
    factor = (scale * inverse).reshape(shape)
    if not training:
        return gradient * factor, dgamma, dbeta
    count = gradient.size // gradient.shape[1]
    dx = normalised * (dgamma / -count).reshape(shape)
    dx += gradient
    dx -= (dbeta / count).reshape(shape)
    dx *= factor
    return dx, dgamma, dbeta


def layer_norm_forward(
    x: object, gamma: object, beta: object, *, epsilon: float = 1e-5
) -> tuple[Array, Any]:
    r"""Normalise each sample over its own features, then scale and shift.

    y = gamma (x - mean) / sqrt(variance + epsilon) + beta, mean and variance over the dimensions
    of gamma, the last ones of x. Batch and evaluation make no difference to it.

    Args:
        x: floats whose last dimensions are those of `gamma`.
        gamma, beta: learned scale and shift, of one shape.
        epsilon: above 0.

    Returns:
        y, shape of x, and the cache.

    Raises:
        TypeError, ValueError: shapes or dtypes that do not fit, or no features.

    Source: Ba, Kiros and Hinton 2016.
    """
    inputs, scale = float_array("x", x), float_array("gamma", gamma)
    shift = float_array("beta", beta)
    epsilon = number("epsilon", epsilon, above=0)
    for name, array in (("gamma", scale), ("beta", shift)):
        same_dtype("x", inputs, name, array)
        if array.shape != scale.shape or array.ndim == 0 or array.size == 0:
            raise ValueError(f"{name} must have one shape with gamma, at least one entry, got "
                             f"{array.shape} beside {scale.shape}")  # fmt: skip
    if inputs.shape[inputs.ndim - scale.ndim :] != scale.shape or inputs.ndim < scale.ndim:
        raise ValueError(f"x must end in the shape of gamma, {scale.shape}, got {inputs.shape}")
    axes = tuple(range(inputs.ndim - scale.ndim, inputs.ndim))
    centred = inputs - inputs.mean(axis=axes, keepdims=True)
    variance = (centred * centred).mean(axis=axes, keepdims=True)
    inverse = 1 / np.sqrt(variance + inputs.dtype.type(epsilon))
    centred *= inverse
    return centred * scale + shift, (centred, inverse, scale, axes)


def layer_norm_backward(
    gradient: Array, cache: Any, *, input_gradient: bool = True
) -> tuple[Array | None, Array, Array]:
    """Return the gradients of x, gamma and beta; that of x as in `batch_norm_backward`."""
    normalised, inverse, scale, axes = cache
    batch = tuple(range(gradient.ndim - scale.ndim))
    dgamma, dbeta = (gradient * normalised).sum(axis=batch), gradient.sum(axis=batch)
    if not input_gradient:
        return None, dgamma, dbeta
    g = gradient * scale
    along = (g * normalised).mean(axis=axes, keepdims=True)
    dx = g - g.mean(axis=axes, keepdims=True) - normalised * along
    return dx * inverse, dgamma, dbeta


def _channel_vector(name: str, value: object, x: Array) -> Array:
    array = float_array(name, value, ndim=1)
    same_dtype("x", x, name, array)
    if array.shape != (x.shape[1],):
        raise ValueError(
            f"{name} must have shape ({x.shape[1]},) for x {x.shape}, got {array.shape}"
        )
    return array


def _channel_sums(x: Array) -> Array:
    """Sum over everything but dimension 1."""
    return column_sums(x) if x.ndim == 2 else x.sum(axis=(0, 2, 3))


_batch_norm = HandWritten("batch_norm", batch_norm_forward, batch_norm_backward)
_layer_norm = HandWritten("layer_norm", layer_norm_forward, layer_norm_backward)


def batch_norm(
    x: Any,
    gamma: Any,
    beta: Any,
    *,
    running_mean: Array | None = None,
    running_variance: Array | None = None,
    training: bool = True,
    momentum: float = 0.1,
    epsilon: float = 1e-5,
) -> Any:
    """Batch-normalise arrays or tensors; as in `batch_norm_forward`."""
    return _batch_norm(
        x,
        gamma,
        beta,
        running_mean=running_mean,
        running_variance=running_variance,
        training=training,
        momentum=momentum,
        epsilon=epsilon,
    )


def layer_norm(x: Any, gamma: Any, beta: Any, *, epsilon: float = 1e-5) -> Any:
    """Layer-normalise arrays or tensors; as in `layer_norm_forward`."""
    return _layer_norm(x, gamma, beta, epsilon=epsilon)
