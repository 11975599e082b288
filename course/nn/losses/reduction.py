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
    return total if reduction == "sum" else total / losses.dtype.type(_count(losses.size))


def reduce_gradient(gradient: Array, losses: int, reduction: str) -> Array:
    r"""Scale the gradients of each loss, in place, as `reduce_losses` scales the losses.

    With `"none"` and `"sum"` they stay as they are: dL_i / d(input_i). With `"mean"` they are
    divided by the number of `losses`, because L = (1/N) sum_i L_i.
    """
    choice("reduction", reduction, REDUCTIONS)
    if reduction == "mean":
        gradient /= gradient.dtype.type(_count(losses))
    return gradient


def _count(losses: int) -> int:
    if losses == 0:
        raise ValueError("reduction='mean' needs at least one sample, got an empty batch")
    return losses
