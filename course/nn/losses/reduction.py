"""From one loss a sample to one number a batch, and the same for gradients."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, choice

REDUCTIONS = ("mean", "sum", "none")


def reduce_losses(losses: Array, reduction: str) -> Array | np.floating:
    r"""Combine the losses of a batch.

    `"none"` returns them as they are, `"sum"` their sum, `"mean"` their sum divided by how many
    there are. The mean of an empty batch has no value, so it raises `ValueError`; its sum is 0.
    """
    choice("reduction", reduction, REDUCTIONS)
    if reduction == "none":
        return losses
    total = losses.sum(dtype=losses.dtype)
    return total if reduction == "sum" else total / losses.dtype.type(_count(losses))


def reduce_gradient(gradient: Array, losses: int, reduction: str) -> Array:
    r"""Scale per-sample gradients as `reduce_losses` scales the losses.

    With `"none"` and `"sum"` row i holds dL_i / d(input_i); with `"mean"` it is divided by the
    number of `losses`, because L = (1/N) sum_i L_i.
    """
    choice("reduction", reduction, REDUCTIONS)
    if reduction == "mean":
        gradient /= max(losses, 1)
    return gradient


def _count(losses: Array) -> int:
    if losses.size == 0:
        raise ValueError("reduction='mean' needs at least one sample, got an empty batch")
    return losses.size
