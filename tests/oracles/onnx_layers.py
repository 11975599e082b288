"""ONNX's layers and losses, written with `course.nn`; see `onnx_elementwise`.

Where ONNX lays its data out in another way, or means something else by a word, the adapter
translates, and says what.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from course import nn
from tests.oracles.onnx_elementwise import tensor


def _image_pads(
    x: Any,
    kernel: list[int],
    strides: list[int] | None,
    pads: list[int] | None,
    auto_pad: str,
) -> list[tuple[int, int]]:
    """Return the padding of each image dimension as (before, after).

    SAME pads so that an output has ceil(length / stride) places; what is odd goes to one side.
    """
    if auto_pad == "NOTSET":
        pads = [0] * (2 * len(kernel)) if pads is None else pads
        return list(zip(pads[: len(kernel)], pads[len(kernel) :], strict=True))
    result = []
    for length, size, step in zip(x.shape[2:], kernel, strides or [1] * len(kernel), strict=True):
        total = max((-(-length // step) - 1) * step + size - length, 0)
        less, more = total // 2, total - total // 2
        result.append((less, more) if auto_pad == "SAME_UPPER" else (more, less))
    return result


def _symmetric(pads: list[tuple[int, int]]) -> tuple[int, ...]:
    if any(before != after for before, after in pads):
        raise ValueError(f"course.nn pads both sides alike, not by {pads}")
    return tuple(before for before, _ in pads)


def conv(
    x: Any,
    filters: Any,
    bias: Any = None,
    *,
    kernel_shape: list[int],
    strides: list[int] | None = None,
    pads: list[int] | None = None,
    auto_pad: str = "NOTSET",
) -> Any:
    assert list(filters.shape[2:]) == kernel_shape
    padding = _symmetric(_image_pads(x, kernel_shape, strides, pads, auto_pad))
    return nn.conv2d(x, filters, bias, stride=strides or 1, padding=padding)


def conv_transpose(
    x: Any,
    filters: Any,
    *,
    strides: list[int] | None = None,
    dilations: list[int] | None = None,
    pads: list[int] | None = None,
    auto_pad: str = "NOTSET",
    output_padding: list[int] | None = None,
    output_shape: list[int] | None = None,
    kernel_shape: list[int] | None = None,
    group: int = 1,
) -> Any:
    """A transposed convolution is the gradient of a convolution with respect to its images."""
    if x.ndim == 3:
        return conv_transpose(x[:, :, None], filters[:, :, None])[:, :, 0]
    stride, dilation, after = strides or [1, 1], dilations or [1, 1], output_padding or [0, 0]
    padding = _symmetric(_image_pads(x, [0, 0], None, pads, "NOTSET"))
    places, kernel = x.shape[2:], filters.shape[2:]
    assert kernel_shape in (None, list(kernel))
    lengths = output_shape or [
        stride[k] * (places[k] - 1) + dilation[k] * (kernel[k] - 1) + 1 + after[k] - 2 * padding[k]
        for k in (0, 1)
    ]
    shape = x.shape[0], filters.shape[1] * group, *lengths
    images = nn.Tensor(np.zeros(shape, x.dtype), requires_grad=True)
    options = {"stride": stride, "padding": padding, "dilation": dilation, "groups": group}
    nn.conv2d(images, filters, **options).backward(x.data)
    if auto_pad == "NOTSET":
        return images.grad
    assert auto_pad == "SAME_UPPER"  # stride times the places; a place too many is at the end
    return images.grad[:, :, : stride[0] * places[0], : stride[1] * places[1]]


def causal_conv(
    x: Any, filters: Any, bias: Any = None, past: Any = None, *, activation: str = "none"
) -> Any:
    """Each channel by its own filter (groups), over what has been seen so far."""
    memory = filters.shape[2] - 1
    if past is None:
        past = nn.Tensor(np.zeros((*x.shape[:2], memory), x.dtype))
    seen = nn.concatenate([past, x], axis=2)
    y = nn.conv2d(seen[:, :, None], filters[:, :, None], bias, groups=len(filters))[:, :, 0]
    return nn.silu(y) if activation in ("silu", "swish") else y, seen[:, :, x.shape[2] :]


def max_pool(
    x: Any,
    *,
    kernel_shape: list[int],
    strides: list[int] | None = None,
    pads: list[int] | None = None,
    auto_pad: str = "NOTSET",
) -> Any:
    """ONNX's windows move by 1 unless told otherwise."""
    if tensor(x).ndim == 3:
        return max_pool(x[:, :, None], kernel_shape=[1, *kernel_shape])[:, :, 0]
    padding = _symmetric(_image_pads(x, kernel_shape, strides, pads, auto_pad))
    return nn.max_pool2d(x, tuple(kernel_shape), stride=strides or 1, padding=padding)


def average_pool(
    x: Any,
    *,
    kernel_shape: list[int],
    strides: list[int] | None = None,
    pads: list[int] | None = None,
    auto_pad: str = "NOTSET",
    count_include_pad: int = 0,
) -> Any:
    """ONNX leaves padding out of the mean unless told otherwise: divide by the share of pixels."""
    if x.ndim == 3:
        return average_pool(x[:, :, None], kernel_shape=[1, *kernel_shape])[:, :, 0]
    widths = _image_pads(x, kernel_shape, strides, pads, auto_pad)
    options: dict[str, Any] = {"stride": strides or 1}
    if all(a == b <= k // 2 for (a, b), k in zip(widths, kernel_shape, strict=True)):
        options["padding"] = tuple(before for before, _ in widths)
        widths = [(0, 0), (0, 0)]
    seen, ones = (
        nn.average_pool2d(np.pad(a, [(0, 0), (0, 0), *widths]), tuple(kernel_shape), **options)
        for a in (x, nn.Tensor(np.ones_like(x.data)))
    )
    return seen if count_include_pad else seen / ones


def lp_pool(x: Any, *, p: int = 2, kernel_shape: list[int], **options: Any) -> Any:
    """(sum |x|^p)^(1/p) over a window: a mean times the window's size."""
    mean = average_pool(abs(x) ** p, kernel_shape=kernel_shape, count_include_pad=1, **options)
    return (mean * int(np.prod(kernel_shape))) ** (1 / p)


def global_average_pool(x: Any) -> Any:
    return nn.global_average_pool2d(x)[:, :, None, None]


def global_max_pool(x: Any) -> Any:
    return nn.global_max_pool2d(x)[:, :, None, None]


def batch_normalization(
    x: Any,
    gamma: Any,
    beta: Any,
    mean: Any,
    variance: Any,
    *,
    epsilon: float = 1e-5,
    momentum: float = 0.9,
    training_mode: int = 0,
) -> Any:
    """ONNX's momentum is the share of the old statistics, and its running variance is biased."""
    new_mean, new_variance = mean.data.copy(), variance.data.copy()
    y = nn.batch_norm(
        *(x, gamma, beta),
        running_mean=new_mean,
        running_variance=new_variance,
        training=bool(training_mode),
        momentum=1 - momentum,
        epsilon=epsilon,
    )
    count = x.size // x.shape[1]
    kept = momentum * variance.data
    return y, new_mean, kept + (new_variance - kept) * np.float32((count - 1) / count)


def layer_normalization(
    x: Any, gamma: Any, beta: Any, *, axis: int = -1, epsilon: float = 1e-5
) -> Any:
    axes = tuple(range(axis % x.ndim, x.ndim))
    deviation = np.sqrt(np.var(x, axis=axes, keepdims=True) + epsilon)
    y = nn.layer_norm(x, gamma, beta, epsilon=epsilon)
    return y, np.mean(x, axis=axes, keepdims=True), 1 / deviation


def rms_normalization(x: Any, scale: Any, *, axis: int = -1, epsilon: float = 1e-5) -> Any:
    axes = tuple(range(axis % x.ndim, x.ndim))
    return x / np.sqrt(np.mean(np.square(x), axis=axes, keepdims=True) + epsilon) * scale


def group_normalization(
    x: Any, scale: Any, bias: Any, *, num_groups: int, epsilon: float = 1e-5
) -> Any:
    """Layer normalisation of each group of channels; then each channel's own scale and shift."""
    rows = x.reshape(x.shape[0], num_groups, -1)
    ones, zeros = np.ones(rows.shape[2], x.dtype), np.zeros(rows.shape[2], x.dtype)
    y = nn.layer_norm(rows, ones, zeros, epsilon=epsilon).reshape(*x.shape)
    return y * scale[:, None, None] + bias[:, None, None]


def instance_normalization(x: Any, scale: Any, bias: Any, *, epsilon: float = 1e-5) -> Any:
    return group_normalization(x, scale, bias, num_groups=x.shape[1], epsilon=epsilon)


def lp_normalization(x: Any, *, axis: int = -1, p: int = 2) -> Any:
    """What has the norm 0 stays 0."""
    if p == 1:
        norm = np.sum(abs(x), axis=axis, keepdims=True)
    else:
        norm = np.sqrt(np.sum(np.square(x), axis=axis, keepdims=True))
    return x / np.where(norm == 0, 1.0, norm)


def dropout(x: Any, ratio: Any = None, training_mode: Any = None, *, seed: int = 0) -> Any:
    """`ratio` was an attribute before version 12. The mask is where a gradient passes."""
    rate = 0.5 if ratio is None else float(ratio)
    y = nn.dropout(
        x,
        rate=rate,
        generator=np.random.default_rng(seed),
        training=bool(training_mode),
    )
    y.backward(np.ones_like(x.data))
    return y, x.grad != 0


def gemm(
    a: Any,
    b: Any,
    c: Any = None,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    transA: int = 0,
    transB: int = 0,
) -> Any:
    product = nn.linear(alpha * (a.T if transA else a), b.T if transB else b)
    return product if c is None else product + beta * c


def softmax_cross_entropy_loss(
    scores: Any,
    labels: Any,
    weights: Any = None,
    *,
    reduction: str = "mean",
    ignore_index: int | None = None,
) -> Any:
    """ONNX puts the classes second and any number of dimensions after them: each is a sample."""
    rows, y, kept = _samples(scores, labels, ignore_index)
    options = {"class_weights": None if weights is None else weights.data}
    if reduction == "none":
        each = nn.Loss(nn.softmax_cross_entropy, reduction="none", **options)
        value = (each(rows, np.where(kept, y, 0)) * kept).reshape(*labels.shape)
    else:
        loss = nn.Loss(nn.softmax_cross_entropy, reduction=reduction, **options)
        value = loss(rows[kept], y[kept])
    return value, nn.log_softmax(scores, axis=1)


def negative_log_likelihood_loss(
    log_probabilities: Any,
    labels: Any,
    weights: Any = None,
    *,
    reduction: str = "mean",
    ignore_index: int | None = None,
) -> Any:
    rows, y, kept = _samples(log_probabilities, labels, ignore_index)
    y = np.where(kept, y, 0)
    ones = np.ones(rows.shape[1], rows.dtype)
    factors = (ones if weights is None else weights.data)[y] * kept
    losses = -rows[np.arange(len(y)), y] * factors
    if reduction == "none":
        return losses.reshape(*labels.shape)
    return losses.sum() / float(factors.sum()) if reduction == "mean" else losses.sum()


def _samples(x: Any, labels: Any, ignore_index: int | None) -> tuple[Any, Any, Any]:
    order = (0, *range(2, x.ndim), 1)
    y = labels.reshape(-1)
    kept = np.ones(len(y), bool) if ignore_index is None else y != ignore_index
    return x.transpose(*order).reshape(len(y), x.shape[1]), y, kept
