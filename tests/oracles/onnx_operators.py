"""How each ONNX operator is written with `course.nn`. One small function an operator.

Each takes a node's attributes and input arrays and returns the outputs the library has; those
it returns are compared with ONNX's. `OutOfScope` says what the library does not offer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import numpy as np

from course import nn
from course.nn.autograd import elementary, reductions, shaping
from tests.oracles.onnx_scope import Attributes, Operator, OutOfScope
from tests.oracles.onnx_training import (
    adagrad,
    adam,
    cross_entropy,
    each,
    momentum,
    negative_log_likelihood,
)


def _only(attributes: Attributes, **expected: Any) -> None:
    for name, value in expected.items():
        given = attributes.get(name, value)
        if given != value:
            raise OutOfScope(f"{name}={given}")


def _elementwise(function: Callable[..., Any], **names: str) -> Operator:
    def run(attributes: Attributes, *inputs: Any) -> list[Any]:
        options = {
            ours: attributes[theirs] for theirs, ours in names.items() if theirs in attributes
        }
        return [function(*(nn.Tensor(x) for x in inputs), **options)]

    return run


def _fold(function: Callable[..., Any]) -> Operator:
    return lambda attributes, *inputs: [reduce(function, (nn.Tensor(x) for x in inputs))]


def _compare(function: Callable[..., Any]) -> Operator:
    return lambda attributes, a, b: [function(nn.Tensor(a), nn.Tensor(b))]


def _clip(attributes: Attributes, x: Any, low: Any = None, high: Any = None) -> list[Any]:
    low, high = (-np.inf if low is None else float(low)), (np.inf if high is None else float(high))
    if low > high:
        raise OutOfScope("low above high: the library refuses it")
    return [elementary.clip(nn.Tensor(x), low, high)]


def _gelu(attributes: Attributes, x: Any) -> list[Any]:
    _only(attributes, approximate="none")
    return [nn.gelu(nn.Tensor(x))]


def _gemm(attributes: Attributes, a: Any, b: Any, c: Any = None) -> list[Any]:
    a, b = nn.Tensor(a), nn.Tensor(b)
    a = a.T if attributes.get("transA") else a
    b = b.T if attributes.get("transB") else b
    y = (a @ b) * attributes.get("alpha", 1.0)
    return [y if c is None else y + nn.Tensor(c) * attributes.get("beta", 1.0)]


def _einsum(attributes: Attributes, *inputs: Any) -> list[Any]:
    equation = attributes["equation"].replace(" ", "")
    terms = equation.split("->")[0].split(",")
    if "->" not in equation or "." in equation or any(len(set(t)) < len(t) for t in terms):
        raise OutOfScope("einsum without arrow, with dots or a diagonal")
    return [nn.einsum(equation, *(nn.Tensor(x) for x in inputs))]


def _reduction(prepare: Callable[..., Any], function: Callable[..., Any],
               finish: Callable[..., Any] = lambda y: y) -> Operator:  # fmt: skip
    def run(attributes: Attributes, x: Any, axes: Any = None) -> list[Any]:
        axes = attributes.get("axes") if axes is None else axes
        axes = None if axes is None or len(axes) == 0 else tuple(int(a) for a in axes)
        if axes is None and attributes.get("noop_with_empty_axes"):
            raise OutOfScope("no axes to mean no reduction")
        if x.size == 0 and function is not reductions.sum:
            raise OutOfScope("the extreme or mean of nothing: the library refuses it")
        keep = bool(attributes.get("keepdims", 1))
        return [finish(function(prepare(nn.Tensor(x)), axis=axes, keepdims=keep))]

    return run


def _same(x: Any) -> Any:
    return x


def _cumsum(attributes: Attributes, x: Any, axis: Any) -> list[Any]:
    _only(attributes, exclusive=0)
    where, t = int(axis), nn.Tensor(x)
    if attributes.get("reverse"):
        return [shaping.flip(reductions.cumsum(shaping.flip(t, where), where), where)]
    return [reductions.cumsum(t, where)]


def _reshape(attributes: Attributes, x: Any, shape: Any) -> list[Any]:
    wanted = [int(n) for n in shape]
    if not attributes.get("allowzero"):
        wanted = [x.shape[i] if n == 0 else n for i, n in enumerate(wanted)]
    return [nn.Tensor(x).reshape(wanted)]


def _flatten(attributes: Attributes, x: Any) -> list[Any]:
    axis = attributes.get("axis", 1)
    axis += x.ndim if axis < 0 else 0
    return [nn.Tensor(x).reshape((int(np.prod(x.shape[:axis])), -1))]


def _slice(attributes: Attributes, x: Any, starts: Any, ends: Any, axes: Any = None,
           steps: Any = None) -> list[Any]:  # fmt: skip
    axes = range(len(starts)) if axes is None else [int(a) for a in axes]
    steps = [1] * len(starts) if steps is None else [int(s) for s in steps]
    index = [slice(None)] * x.ndim
    for axis, start, end, step in zip(axes, starts, ends, steps, strict=True):
        stop = None if step < 0 and end < -x.shape[axis] else int(end)
        index[axis] = slice(int(start), stop, step)
    return [nn.Tensor(x)[tuple(index)]]


def _gather(attributes: Attributes, x: Any, indices: Any) -> list[Any]:
    axis = attributes.get("axis", 0) % x.ndim
    return [nn.Tensor(x)[(slice(None),) * axis + (indices,)]]


def _pad(
    attributes: Attributes, x: Any, pads: Any, value: Any = None, axes: Any = None
) -> list[Any]:
    _only(attributes, mode="constant")
    if (value is not None and float(value) != 0) or axes is not None or min(pads) < 0:
        raise OutOfScope("padding other than zeros on every axis")
    n = x.ndim
    return [shaping.pad(nn.Tensor(x), [(int(pads[i]), int(pads[n + i])) for i in range(n)])]


def _split(attributes: Attributes, x: Any, sizes: Any = None) -> list[Any]:
    axis = attributes.get("axis", 0) % x.ndim
    if sizes is None:
        raise OutOfScope("split into a number of parts")
    ends = np.cumsum(sizes)
    before = (slice(None),) * axis
    t = nn.Tensor(x)
    return [t[(*before, slice(int(e - s), int(e)))] for s, e in zip(sizes, ends, strict=True)]


def _window(attributes: Attributes, ndim: int) -> tuple[Any, Any, Any, tuple[int, ...]]:
    if ndim != 4:
        raise OutOfScope("images of one or three dimensions")
    _only(attributes, ceil_mode=0, storage_order=0)
    if attributes.get("auto_pad", "NOTSET") != "NOTSET":
        raise OutOfScope("auto_pad")
    top, left, bottom, right = attributes.get("pads", (0, 0, 0, 0))
    return (
        tuple(attributes.get("kernel_shape", ())),
        tuple(attributes.get("strides", (1, 1))),
        tuple(attributes.get("dilations", (1, 1))),
        (top, left, bottom, right),
    )


def _conv(attributes: Attributes, x: Any, f: Any, b: Any = None) -> list[Any]:
    _, stride, dilation, (top, left, bottom, right) = _window(attributes, x.ndim)
    images = shaping.pad(nn.Tensor(x), [(0, 0), (0, 0), (top, bottom), (left, right)])
    options = {"stride": stride, "dilation": dilation, "groups": attributes.get("group", 1)}
    return [nn.conv2d(images, nn.Tensor(f), None if b is None else nn.Tensor(b), **options)]


def _pool(function: Callable[..., Any], padding_counts: int) -> Operator:
    def run(attributes: Attributes, x: Any) -> list[Any]:
        kernel, stride, dilation, (top, left, bottom, right) = _window(attributes, x.ndim)
        if dilation != (1, 1) or (top, left) != (bottom, right):
            raise OutOfScope("pooling with dilation or one-sided padding")
        if (top or left) and attributes.get("count_include_pad", 0) != padding_counts:
            raise OutOfScope("a mean that leaves the padding out")
        if 2 * top > kernel[0] or 2 * left > kernel[1]:
            raise OutOfScope("padding beyond half the window")
        return [function(nn.Tensor(x), kernel, stride=stride, padding=(top, left))]

    return run


def _global_pool(function: Callable[..., Any]) -> Operator:
    def run(attributes: Attributes, x: Any) -> list[Any]:
        return [function(nn.Tensor(x))[:, :, None, None]]

    return run


def _batch_norm(
    attributes: Attributes, x: Any, scale: Any, shift: Any, mean: Any, variance: Any
) -> list[Any]:
    _only(attributes, training_mode=0)
    options = {"running_mean": mean, "running_variance": variance, "training": False}
    epsilon = attributes.get("epsilon", 1e-5)
    return [
        nn.batch_norm(nn.Tensor(x), nn.Tensor(scale), nn.Tensor(shift), epsilon=epsilon, **options)
    ]


def _layer_norm(attributes: Attributes, x: Any, scale: Any, shift: Any = None) -> list[Any]:
    shift = np.zeros_like(scale) if shift is None else shift
    epsilon = attributes.get("epsilon", 1e-5)
    return [nn.layer_norm(nn.Tensor(x), nn.Tensor(scale), nn.Tensor(shift), epsilon=epsilon)]


def _dropout(attributes: Attributes, x: Any, rate: Any = None, training: Any = None) -> list[Any]:
    rate = attributes.get("ratio", 0.5) if rate is None else float(rate)
    if training is not None and bool(training) and rate > 0:
        raise OutOfScope("a mask from NumPy's global random state")
    y, _ = nn.dropout_forward(x, rate=rate, training=False)
    return [y]


def _directions(attributes: Attributes, arrays: tuple[Any, ...], lengths: Any, steps: int) -> int:
    """Check what every recurrent operator shares; return the number of directions."""
    if lengths is not None and any(int(n) != steps for n in lengths):
        raise OutOfScope("sequences of different lengths")
    if attributes.get("direction", "forward") == "reverse":
        raise OutOfScope("reverse only")
    for name in ("activations", "clip", "input_forget"):
        if attributes.get(name):
            raise OutOfScope(name)
    return len(arrays[0])


def _recurrent(run: Callable[..., Any], finals: int) -> Operator:
    """Turn time-first arrays with a dimension for directions into ours and back."""

    def operator(attributes: Attributes, x: Any, w: Any, r: Any, b: Any = None, lengths: Any = None,
                 h: Any = None, c: Any = None, p: Any = None) -> list[Any]:  # fmt: skip
        batch_first = attributes.get("layout", 0)
        sequences = x if batch_first else x.swapaxes(0, 1)
        count = _directions(attributes, (w,), lengths, sequences.shape[1])
        if batch_first:
            h, c = (None if s is None else s.swapaxes(0, 1) for s in (h, c))
        outputs, last = [], []
        for d in range(count):
            pick = [None if a is None else a[d] for a in (w, r, b, h, c, p)]
            given = sequences if d == 0 else sequences[:, ::-1]
            y, *states = run(attributes, np.ascontiguousarray(given), *pick)
            outputs.append(y if d == 0 else y[:, ::-1])
            last.append(states)
        y = np.stack([o.data if isinstance(o, nn.Tensor) else o for o in outputs])  # (d, N, T, H)
        y = y.transpose(1, 2, 0, 3) if batch_first else y.transpose(2, 0, 1, 3)
        axis = 1 if batch_first else 0
        states = [np.stack([s[k] for s in last], axis=axis) for k in range(finals)]
        return [y, *states]

    return operator


def _reorder(a: Any, order: tuple[int, ...], signs: tuple[int, ...] | None = None) -> Any:
    """Turn stacked gates (gates * H, ...) of ONNX into our order, (..., gates * H)."""
    parts = np.split(a, len(order))
    picked = [
        parts[k] * a.dtype.type(s) for k, s in zip(order, signs or (1,) * len(order), strict=True)
    ]
    return np.concatenate(picked).T


def _lstm(attributes: Attributes, x: Any, w: Any, r: Any, b: Any, h: Any, c: Any, p: Any) -> Any:
    order = (0, 2, 3, 1)  # theirs: input, output, forget, cell; ours: input, forget, cell, output
    bias = None if b is None else _reorder(sum(np.split(b, 2)), order)
    peepholes = None if p is None else np.stack([np.split(p, 3)[k] for k in (0, 2, 1)])
    return nn.lstm(x, _reorder(w, order), _reorder(r, order), bias, peepholes, h, c)


def _gru(attributes: Attributes, x: Any, w: Any, r: Any, b: Any, h: Any, c: Any, p: Any) -> Any:
    order, signs = (1, 0, 2), (1, -1, 1)  # theirs: update, reset; and their update keeps the old
    after = bool(attributes.get("linear_before_reset", 0))
    bias = extra = None
    if b is not None:
        wb, rb = np.split(b, 2)
        extra = np.split(rb, 3)[2] if after else None
        rb = np.concatenate([*np.split(rb, 3)[:2], np.zeros_like(extra)]) if after else rb
        bias = _reorder(wb + rb, order, signs)
    arrays = _reorder(w, order, signs), _reorder(r, order, signs), bias, extra, h
    return nn.gru(x, *arrays, reset_after=after)


def _rnn(attributes: Attributes, x: Any, w: Any, r: Any, b: Any, h: Any, c: Any, p: Any) -> Any:
    return nn.rnn(x, w.T, r.T, None if b is None else sum(np.split(b, 2)), h)


def _axes_of(attributes: Attributes, axes: Any) -> tuple[int, ...]:
    given = attributes.get("axes") if axes is None else axes
    return () if given is None else tuple(int(a) for a in given)


OPERATORS: dict[str, Operator] = {
    "Abs": _elementwise(nn.absolute),
    "Acos": _elementwise(np.arccos),
    "Acosh": _elementwise(np.arccosh),
    "Adagrad": each(adagrad, 1),
    "Adam": each(adam, 2),
    "Add": _fold(lambda a, b: a + b),
    "Asin": _elementwise(np.arcsin),
    "Asinh": _elementwise(np.arcsinh),
    "Atan": _elementwise(np.arctan),
    "Atanh": _elementwise(np.arctanh),
    "AveragePool": _pool(nn.average_pool2d, 1),
    "BatchNormalization": _batch_norm,
    "Clip": _clip,
    "Concat": lambda at, *xs: [nn.concatenate([nn.Tensor(x) for x in xs], at["axis"])],
    "Conv": _conv,
    "Cos": _elementwise(np.cos),
    "Cosh": _elementwise(np.cosh),
    "CumSum": _cumsum,
    "Div": _fold(lambda a, b: a / b),
    "Dropout": _dropout,
    "Einsum": _einsum,
    "Elu": _elementwise(nn.elu, alpha="alpha"),
    "Equal": _compare(lambda a, b: a == b),
    "Exp": _elementwise(np.exp),
    "Expand": lambda at, x, s: [
        shaping.broadcast_to(nn.Tensor(x), np.broadcast_shapes(x.shape, tuple(int(n) for n in s)))
    ],
    "Flatten": _flatten,
    "GRU": _recurrent(_gru, 1),
    "Gather": _gather,
    "Gelu": _gelu,
    "Gemm": _gemm,
    "GlobalAveragePool": _global_pool(nn.global_average_pool2d),
    "GlobalMaxPool": _global_pool(nn.global_max_pool2d),
    "Greater": _compare(lambda a, b: a > b),
    "GreaterOrEqual": _compare(lambda a, b: a >= b),
    "Identity": lambda at, x: [nn.Tensor(x).detach()],
    "LSTM": _recurrent(_lstm, 2),
    "LayerNormalization": _layer_norm,
    "LeakyRelu": _elementwise(nn.leaky_relu, alpha="slope"),
    "Less": _compare(lambda a, b: a < b),
    "LessOrEqual": _compare(lambda a, b: a <= b),
    "Log": _elementwise(np.log),
    "LogSoftmax": lambda at, x: [nn.log_softmax(nn.Tensor(x), axis=at.get("axis", -1))],
    "MatMul": _elementwise(nn.matmul),
    "Max": _fold(np.maximum),
    "MaxPool": _pool(nn.max_pool2d, 0),
    "Mean": lambda at, *xs: [np.mean(nn.stack([nn.Tensor(x) for x in xs]), axis=0)],
    "Min": _fold(np.minimum),
    "Mish": _elementwise(nn.mish),
    "Momentum": each(momentum, 1),
    "Mul": _fold(lambda a, b: a * b),
    "Neg": _elementwise(np.negative),
    "NegativeLogLikelihoodLoss": negative_log_likelihood,
    "PRelu": _elementwise(nn.prelu),
    "Pad": _pad,
    "Pow": _fold(lambda a, b: a**b),
    "RNN": _recurrent(_rnn, 1),
    "Reciprocal": _elementwise(np.reciprocal),
    "ReduceL1": _reduction(np.absolute, reductions.sum),
    "ReduceL2": _reduction(np.square, reductions.sum, np.sqrt),
    "ReduceLogSum": _reduction(_same, reductions.sum, np.log),
    "ReduceLogSumExp": _reduction(_same, reductions.logsumexp),
    "ReduceMax": _reduction(_same, reductions.max),
    "ReduceMean": _reduction(_same, reductions.mean),
    "ReduceMin": _reduction(_same, reductions.min),
    "ReduceSum": _reduction(_same, reductions.sum),
    "ReduceSumSquare": _reduction(np.square, reductions.sum),
    "Relu": _elementwise(nn.relu),
    "Reshape": _reshape,
    "Sigmoid": _elementwise(nn.sigmoid),
    "Sign": _elementwise(np.sign),
    "Sin": _elementwise(np.sin),
    "Sinh": _elementwise(np.sinh),
    "Slice": _slice,
    "Softmax": lambda at, x: [nn.softmax(nn.Tensor(x), axis=at.get("axis", -1))],
    "SoftmaxCrossEntropyLoss": cross_entropy,
    "Softplus": _elementwise(nn.softplus),
    "Split": _split,
    "Sqrt": _elementwise(np.sqrt),
    "Squeeze": lambda at, x, axes=None: [shaping.squeeze(nn.Tensor(x), _axes_of(at, axes) or None)],
    "Sub": _fold(lambda a, b: a - b),
    "Sum": _fold(lambda a, b: a + b),
    "Swish": lambda at, x: [nn.swish(nn.Tensor(x), float(at.get("alpha", 1.0)))],
    "Tan": _elementwise(np.tan),
    "Tanh": _elementwise(nn.tanh),
    "Transpose": lambda at, x: [nn.Tensor(x).transpose(at.get("perm") or range(x.ndim)[::-1])],
    "Unsqueeze": lambda at, x, axes=None: [shaping.expand_dims(nn.Tensor(x), _axes_of(at, axes))],
    "Where": lambda at, c, a, b: [elementary.where(c, nn.Tensor(a), nn.Tensor(b))],
}
