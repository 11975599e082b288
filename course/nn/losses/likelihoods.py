r"""Negative log-likelihoods of continuous targets: one Gaussian, or a mixture of them.

A mixture density network outputs, for each sample, K mixing logits, K means and K logarithms of
standard deviations. It can say "left or right, but not between", where squared error answers
with the mean of both. NaN in gives NaN out.
"""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, float_pair, same_dtype, same_shape
from course.nn.autograd.reductions import log_sum_exp
from course.nn.losses.reduction import reduce_gradient, reduce_losses
from course.nn.losses.softmax_cross_entropy import log_softmax, softmax

LOG_2_PI = float(np.log(2 * np.pi))


def gaussian_negative_log_likelihood(
    means: object, targets: object, variances: object, *, reduction: str = "mean"
) -> Array | np.floating:
    r"""Negative log-density of targets under Gaussians, the constant included.

    L = 1/2 (log(2 pi) + log v + (t - m)^2 / v)

    With v fixed at 1 it is half the squared error plus 0.919: least squares is maximum
    likelihood for Gaussian noise.

    Args:
        means: m, float32 or float64, any shape.
        targets: t, shape and dtype of `means`.
        variances: v, above 0, shape and dtype of `means`, in the target's unit squared.
        reduction: "mean" (over elements), "sum" or "none".

    Returns:
        A scalar, or the shape of `means` with "none"; its dtype; in nats. It can be negative:
        a density may exceed 1.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or option, a variance not above 0; the mean
        of no elements.

    Source: CS109B, "Output Units" (Gaussian).
    """
    errors, v = _gaussian(means, targets, variances)
    return reduce_losses(0.5 * (LOG_2_PI + np.log(v) + errors**2 / v), reduction)


def gaussian_negative_log_likelihood_gradient(
    means: object, targets: object, variances: object, *, reduction: str = "mean"
) -> Array:
    r"""Gradient of `gaussian_negative_log_likelihood` with respect to the means.

    dL/dm = (m - t) / v

    The variances are taken as given. To learn them too, use a mixture of one component.
    Arguments and errors as in `gaussian_negative_log_likelihood`; returns the shape of `means`.
    """
    errors, v = _gaussian(means, targets, variances)
    return reduce_gradient(errors / v, errors.size, reduction)


def mixture_density_negative_log_likelihood(
    logits: object,
    means: object,
    log_scales: object,
    targets: object,
    *,
    reduction: str = "mean",
) -> Array | np.floating:
    r"""Negative log-density of targets under a mixture of Gaussians for each sample.

    L_n = -log sum_k softmax(z_n)_k Normal(t_n; m_nk, s_nk^2), with s = exp(log_scales)

    The sum is taken by log-sum-exp, so a target far from every component costs much, but not
    infinitely much by underflow.

    Args:
        logits: z, (N, K) float32 or float64, unnormalised log-weights of the components.
        means: m, (N, K), the dtype of `logits`.
        log_scales: log of the standard deviations, (N, K), the dtype of `logits`.
        targets: t, (N,), the dtype of `logits`.
        reduction: "mean" (over samples), "sum" or "none".

    Returns:
        A scalar, or (N,) losses with "none"; dtype of `logits`; in nats.

    Raises:
        TypeError, ValueError: a wrong dtype, shape or option; the mean of no samples.

    Source: Bishop 1994, "Mixture Density Networks"; CS109B, "Mixture Density Output".
    """
    z, deviations, log_s = _mixture(logits, means, log_scales, targets)
    return reduce_losses(-log_sum_exp(_log_joint(z, deviations, log_s)), reduction)


def mixture_density_negative_log_likelihood_gradient(
    logits: object,
    means: object,
    log_scales: object,
    targets: object,
    *,
    reduction: str = "mean",
) -> tuple[Array, Array, Array]:
    r"""Gradients of the mixture's loss with respect to logits, means and log_scales.

    With the responsibilities r and the standardised errors d = (t - m) / s:

    dL/dz = softmax(z) - r,    dL/dm = -r d / s,    dL/d(log s) = r (1 - d^2)

    Each component learns in proportion to its responsibility. Arguments and errors as in
    `mixture_density_negative_log_likelihood`; returns three arrays (N, K).
    """
    z, deviations, log_s = _mixture(logits, means, log_scales, targets)
    r = softmax(_log_joint(z, deviations, log_s))
    gradients = (softmax(z) - r, -r * deviations * np.exp(-log_s), r * (1 - deviations**2))
    first, second, third = (reduce_gradient(g, len(z), reduction) for g in gradients)
    return first, second, third


def mixture_responsibilities(
    logits: object, means: object, log_scales: object, targets: object
) -> Array:
    r"""Probability that each component, given the target, is the one that produced it.

    r_nk = w_nk Normal(t_n; m_nk, s_nk^2) / sum_j w_nj Normal(t_n; m_nj, s_nj^2)
    w_n = softmax(z_n)

    Arguments and errors as in `mixture_density_negative_log_likelihood`; returns (N, K), rows
    summing to 1.

    Source: Bishop 1994, "Mixture Density Networks".
    """
    return softmax(_log_joint(*_mixture(logits, means, log_scales, targets)))


def _gaussian(means: object, targets: object, variances: object) -> tuple[Array, Array]:
    """Return the errors means - targets and the checked variances."""
    m, t = float_pair("means", means, "targets", targets)
    m, v = float_pair("means", m, "variances", variances)
    if (v <= 0).any():
        raise ValueError(
            f"variances must be above 0, got {v[v <= 0].flat[0]}; "
            "networks often output log v and take its exponential"
        )
    return m - t, v


def _mixture(
    logits: object, means: object, log_scales: object, targets: object
) -> tuple[Array, Array, Array]:
    """Return logits, standardised errors (t - m) / s and log-scales, each (N, K)."""
    z = float_array("logits", logits, ndim=2)
    if z.shape[1] == 0:
        raise ValueError(f"logits must have at least one component, got shape {z.shape}")
    _, m = float_pair("logits", z, "means", means)
    _, log_s = float_pair("logits", z, "log_scales", log_scales)
    t = float_array("targets", targets, ndim=1)
    if not isinstance(targets, np.ndarray):
        t = t.astype(z.dtype)
    same_dtype("logits", z, "targets", t)
    same_shape("targets", t, "logits[:, 0]", z[:, 0])
    return z, (t[:, None] - m) * np.exp(-log_s), log_s


def _log_joint(z: Array, deviations: Array, log_s: Array) -> Array:
    """Log of the component's weight times its density at the target, (N, K)."""
    return log_softmax(z) - 0.5 * LOG_2_PI - log_s - 0.5 * deviations**2
