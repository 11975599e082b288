r"""How far one distribution is from another: entropy, cross-entropy, KL, earth mover's distance.

A distribution lies along the last axis: entries at or above 0 whose sum is 1 within
1e-4. The other axes are the batch; each distribution of it gives one loss. Values
are in nats (natural logarithm). NaN in gives NaN out.
"""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, distributions, float_pair
from course.nn.losses.limits import log, surprise
from course.nn.losses.reduction import reduce_gradient, reduce_losses


def entropy(p: object, *, reduction: str = "mean") -> Array | np.floating:
    r"""Uncertainty of a distribution: the mean surprise of what it draws.

    H(p) = -sum_c p_c log p_c

    From 0, for a certain outcome, to log C, for C equally likely ones. 0 log 0 counts as 0.

    Args:
        p: (..., C) float32 or float64, distributions along the last axis.
        reduction: "mean" (over distributions), "sum" or "none".

    Returns:
        A scalar, or the shape (...) with "none"; dtype of `p`; in nats.

    Raises:
        TypeError, ValueError: not distributions, a wrong dtype or option, the mean of none.

    Source: Shannon 1948; deep neural networks, "Other views of CE loss".
    """
    p = distributions("p", p)
    return reduce_losses(surprise(p, log(p)).sum(axis=-1), reduction)


def entropy_gradient(p: object, *, reduction: str = "mean") -> Array:
    r"""Gradient of `entropy`, each entry taken as free.

    dH/dp_c = -log p_c - 1

    Infinite at p_c = 0. Arguments and errors as in `entropy`; returns the shape of `p`.
    """
    p = distributions("p", p)
    return reduce_gradient(-log(p) - 1, p[..., 0].size, reduction)


def cross_entropy(p: object, q: object, *, reduction: str = "mean") -> Array | np.floating:
    r"""Mean surprise of a model q about what the truth p draws.

    H(p, q) = -sum_c p_c log q_c = H(p) + KL(p, q)

    Smallest, H(p), where q equals p. Where q gives 0 to what p allows it is infinite. For a
    one-hot p it is the negative log-probability of the label. To train on scores, use
    `softmax_cross_entropy`, which needs no logarithm of a rounded probability.

    Args:
        p: (..., C) float32 or float64, the truth.
        q: the model, shape and dtype of `p`.
        reduction: "mean" (over distributions), "sum" or "none".

    Returns, raises: as `entropy`.

    Source: CPSC 532S, which measures the similarity of p(x) and q(x) by it; deep neural
    networks, "Cross entropy loss", where "highest value" should read "lowest value".
    """
    p, q = _pair("p", p, "q", q)
    return reduce_losses(surprise(p, log(q)).sum(axis=-1), reduction)


def cross_entropy_gradient(p: object, q: object, *, reduction: str = "mean") -> Array:
    r"""Gradient of `cross_entropy` with respect to the model q.

    dH/dq_c = -p_c / q_c

    Each entry of q is taken as free; a softmax in front keeps the sum at 1. Where p_c is 0 the
    slope is 0. Arguments and errors as in `cross_entropy`; returns the shape of `q`.
    """
    p, q = _pair("p", p, "q", q)
    with np.errstate(divide="ignore"):
        gradient = -np.divide(p, q, out=np.zeros_like(p), where=p != 0)
    return reduce_gradient(gradient, p[..., 0].size, reduction)


def kl_divergence(p: object, q: object, *, reduction: str = "mean") -> Array | np.floating:
    r"""Kullback-Leibler divergence: the surprise that is the model's own fault.

    KL(p, q) = sum_c p_c log(p_c / q_c) = H(p, q) - H(p)

    At or above 0 (up to rounding), 0 only where q equals p, infinite where q gives 0 to what p
    allows. Not symmetric. Arguments, errors and result as in `cross_entropy`.

    Source: Kullback and Leibler 1951; deep neural networks, "Other views of CE loss".
    """
    p, q = _pair("p", p, "q", q)
    terms = surprise(p, log(q)) - surprise(p, log(p))
    return reduce_losses(terms.sum(axis=-1), reduction)


def kl_divergence_gradient(p: object, q: object, *, reduction: str = "mean") -> Array:
    r"""Gradient of `kl_divergence` with respect to the model q.

    dKL/dq_c = -p_c / q_c

    The same as `cross_entropy_gradient`, because H(p) does not depend on q. Arguments and errors
    as in `cross_entropy`; returns the shape of `q`.
    """
    return cross_entropy_gradient(p, q, reduction=reduction)


def squared_earth_mover_distance(
    probabilities: object, targets: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Squared earth mover's distance between distributions over ordered classes.

    L = sum_c (P_c - T_c)^2, with P_c = sum_{k <= c} p_k and T_c likewise

    It compares cumulative sums, so that "bad" for "average" is a smaller mistake than "bad" for
    "perfect". Cross-entropy cannot tell the two apart.

    Args:
        probabilities: p, (..., C) float32 or float64, classes in their order.
        targets: t, shape and dtype of `probabilities`.
        reduction: "mean" (over distributions), "sum" or "none".

    Returns, raises: as `entropy`.

    Source: Hou, Yu and Samaras 2016, "Squared Earth Mover's Distance-based Loss for Training
    Deep Neural Networks"; deep neural networks, "Notes on CE loss".
    """
    gaps = _cumulative_gaps(probabilities, targets)
    return reduce_losses((gaps**2).sum(axis=-1), reduction)


def squared_earth_mover_distance_gradient(
    probabilities: object, targets: object, *, reduction: str = "mean"
) -> Array:
    r"""Gradient of `squared_earth_mover_distance` with respect to the probabilities.

    dL/dp_k = 2 sum_{c >= k} (P_c - T_c)

    p_k is part of every later cumulative sum. Arguments and errors as in
    `squared_earth_mover_distance`; returns the shape of `probabilities`.
    """
    gaps = _cumulative_gaps(probabilities, targets)
    gradient = 2 * np.flip(np.cumsum(np.flip(gaps, axis=-1), axis=-1), axis=-1)
    return reduce_gradient(gradient, gaps[..., 0].size, reduction)


def _cumulative_gaps(probabilities: object, targets: object) -> Array:
    p, t = _pair("probabilities", probabilities, "targets", targets)
    return np.cumsum(p - t, axis=-1)


def _pair(name: str, value: object, other_name: str, other: object) -> tuple[Array, Array]:
    first, second = float_pair(name, value, other_name, other)
    return distributions(name, first), distributions(other_name, second)
