"""How ONNX's losses and optimizers are written with `course.nn`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from course import nn
from tests.oracles.onnx_scope import Attributes, Operator, OutOfScope


def _labelled(x: Any, labels: Any, weights: Any) -> tuple[Any, Any, Any]:
    """Return (samples, classes) logits and labels, as the losses take them."""
    rows = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    return rows, labels.reshape(-1), weights


def cross_entropy(attributes: Attributes, x: Any, labels: Any, weights: Any = None) -> list[Any]:
    ignore = attributes.get("ignore_index")
    if ignore is not None and (labels == ignore).any():
        raise OutOfScope("ignore_index")
    rows, y, weights = _labelled(x, labels, weights)
    loss = nn.Loss(
        nn.softmax_cross_entropy,
        class_weights=weights,
        reduction=attributes.get("reduction", "mean"),
    )(nn.Tensor(rows), y)
    loss = loss.reshape(labels.shape) if loss.size > 1 else loss
    return [loss, nn.log_softmax(nn.Tensor(x), axis=1)]


def negative_log_likelihood(
    attributes: Attributes, x: Any, labels: Any, weights: Any = None
) -> list[Any]:
    ignore = attributes.get("ignore_index")
    if ignore is not None and (labels == ignore).any():
        raise OutOfScope("ignore_index")
    rows, y, weights = _labelled(x, labels, weights)
    weights = np.ones(x.shape[1], x.dtype) if weights is None else weights
    losses = -nn.Tensor(rows)[np.arange(len(y)), y] * weights[y]
    reduction = attributes.get("reduction", "mean")
    if reduction == "none":
        return [losses.reshape(labels.shape)]
    return [losses.sum() if reduction == "sum" else losses.sum() / weights[y].sum()]


def _parameter(x: Any, gradient: Any) -> Any:
    tensor = nn.Tensor(x.copy(), requires_grad=True)
    tensor.grad = gradient
    return tensor


def each(update: Callable[..., list[Any]], states: int) -> Operator:
    """Run an optimizer on each of several tensors; ONNX gives all x, then all g, and so on."""

    def run(attributes: Attributes, rate: Any, t: Any, *arrays: Any) -> list[Any]:
        count = len(arrays) // (2 + states)
        groups = [arrays[k::count] for k in range(count)]
        results = [update(attributes, rate, t, *group) for group in groups]
        return [result[k] for k in range(1 + states) for result in results]

    return run


def momentum(attributes: Attributes, rate: Any, t: Any, x: Any, g: Any, v: Any) -> list[Any]:
    if int(t) == 0 and attributes["beta"] != 1:
        raise OutOfScope("another weight for the first gradient")
    form = {"standard": "sum", "nesterov": "nesterov"}[attributes["mode"]]
    tensor = _parameter(x, g)
    optimizer = nn.SGD(
        [tensor], learning_rate=float(rate), momentum=attributes["alpha"], momentum_form=form,
        weight_decay=attributes["norm_coefficient"],
    )  # fmt: skip
    optimizer._velocities[0][...] = v
    optimizer.step()
    return [tensor, optimizer._velocities[0]]


def adagrad(attributes: Attributes, rate: Any, t: Any, x: Any, g: Any, h: Any) -> list[Any]:
    decayed = float(rate) / (1 + int(t) * attributes.get("decay_factor", 0.0))
    tensor = _parameter(x, g)
    optimizer = nn.Adagrad(
        [tensor], learning_rate=decayed, epsilon=attributes["epsilon"],
        weight_decay=attributes["norm_coefficient"],
    )  # fmt: skip
    optimizer._squares[0][...] = h
    optimizer.step()
    return [tensor, optimizer._squares[0]]


def adam(attributes: Attributes, rate: Any, t: Any, x: Any, g: Any, v: Any, h: Any) -> list[Any]:
    if int(t) != 0 or attributes.get("norm_coefficient_post"):
        raise OutOfScope("epsilon added before the correction of the bias")
    tensor = _parameter(x, g)
    optimizer = nn.Adam(
        [tensor], learning_rate=float(rate), beta1=attributes["alpha"], beta2=attributes["beta"],
        epsilon=attributes["epsilon"], weight_decay=attributes["norm_coefficient"],
    )  # fmt: skip
    optimizer._first_moments[0][...], optimizer._second_moments[0][...] = v, h
    optimizer._steps[0] = 10**6  # step 0 of ONNX means: no correction of the bias
    optimizer.step()
    return [tensor, optimizer._first_moments[0], optimizer._second_moments[0]]
