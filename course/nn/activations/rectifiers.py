"""Activations made of straight pieces: ReLU and its kin. ELU bends its left one."""

from __future__ import annotations

import numpy as np

from course.nn.arguments import Array, float_array, number
from course.nn.autograd.differentiable import derivatives, differentiable


@differentiable(lambda g, y, x: g * (y > 0))
def relu(x: object) -> Array:
    r"""Rectified linear unit: pass what is positive, stop the rest.

    relu(x) = max(0, x)

    The derivative is 1 above 0 and 0 below; at the kink, x = 0, it is taken as 0. A unit whose
    inputs are all negative gets no gradient and stays dead.

    Args:
        x: array or `Tensor` of any shape, float32 or float64. NaN stays NaN.

    Returns:
        The same kind, shape and dtype.

    Raises:
        TypeError, ValueError: `x` does not hold floats.

    Source: CPSC 532S, "ReLU Activation"; going deep, "Rectified Linear Units (ReLU)".
    """
    return np.maximum(float_array("x", x), 0)


def relu_derivative(x: object) -> Array:
    """Derivative of `relu`: 1 where x > 0, else 0. Shape of `x`."""
    return derivatives(relu, float_array("x", x))[0]


@differentiable(lambda g, y, x, slope=0.01: g * np.where(_plain(x) > 0, 1, slope).astype(g.dtype))
def leaky_relu(x: object, *, slope: float = 0.01) -> Array:
    r"""ReLU that leaks: a small fixed slope below 0 keeps every unit alive.

    leaky_relu(x) = x for x > 0, slope * x otherwise

    At 0 the derivative is `slope`. Results and errors as in `relu`.

    Args:
        x: as in `relu`.
        slope: a finite number.

    Source: going deep, "Leaky ReLU"; Maas et al. 2013.
    """
    z, a = float_array("x", x), number("slope", slope)
    return np.where(z > 0, z, z.dtype.type(a) * z)


def leaky_relu_derivative(x: object, *, slope: float = 0.01) -> Array:
    """Derivative of `leaky_relu`: 1 where x > 0, else `slope`. Shape of `x`."""
    return derivatives(leaky_relu, float_array("x", x), slope=slope)[0]


_LEARNED_SLOPE = (
    lambda g, y, x, slope: g * np.where(_plain(x) > 0, 1, slope),
    lambda g, y, x, slope: g * np.where(_plain(x) > 0, 0, x),
)


@differentiable(*_LEARNED_SLOPE)
def prelu(x: object, slope: object) -> Array:
    r"""Leaky ReLU whose slope is learned; also the generalised ReLU of one slope a unit.

    prelu(x; a) = max(0, x) + a min(0, x)

    a = 0 is ReLU, a = 0.01 the leaky ReLU, and a = -1 the absolute value |x|.

    Args:
        x: array or `Tensor` of any shape.
        slope: a, a number, an array or a `Tensor` that broadcasts to `x`: one for the
            layer, or one a unit. Its gradient is summed over what shares it.

    Returns:
        The same kind, shape and dtype as `x`. At 0 the derivative is a.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not broadcast.

    Source: going deep, "Parametric ReLU"; CS109B, "Generalized ReLU"; He et al. 2015.
    """
    z = float_array("x", x)
    a = parameter("slope", slope, z)
    return np.where(z > 0, z, a * z)


def prelu_derivative(x: object, slope: object) -> tuple[Array, Array]:
    """Derivatives of `prelu` by x (1 or the slope) and by the slope (min(0, x))."""
    by_x, by_slope = derivatives(prelu, float_array("x", x), slope)
    return by_x, by_slope


@differentiable(*_LEARNED_SLOPE)
def generalised_relu(x: object, alpha: object) -> Array:
    r"""Generalised ReLU: any slope alpha below 0, one a unit.

    g(z) = max(0, z) + alpha min(0, z)

    The same function as `prelu`, under the name the slides give it; alpha = -1 gives |z|. Results
    and errors as in `prelu`.

    Args:
        x: z, an array or `Tensor` of any shape.
        alpha: a number, an array or a `Tensor` that broadcasts to `x`; the slope of `prelu`.

    Source: CS109B, "Generalized ReLU".
    """
    z = float_array("x", x)
    return np.maximum(z, 0) + parameter("alpha", alpha, z) * np.minimum(z, 0)


def generalised_relu_derivative(x: object, alpha: object) -> tuple[Array, Array]:
    """Derivatives of `generalised_relu` by x (1 or alpha) and by alpha (min(0, x))."""
    by_x, by_alpha = derivatives(generalised_relu, float_array("x", x), alpha)
    return by_x, by_alpha


@differentiable(lambda g, y, x: g * np.sign(x))
def absolute(x: object) -> Array:
    r"""Absolute value |x|, which folds the line at 0; a generalised ReLU with alpha = -1.

    Its derivative is sign(x), and 0 at the kink. Arguments and errors as in `relu`. Source:
    CS109B, "Generalized ReLU"; Montufar et al. 2014 fold space with it.
    """
    return np.abs(float_array("x", x))


def absolute_derivative(x: object) -> Array:
    """Derivative of `absolute`: sign(x), 0 at 0. Shape of `x`."""
    return derivatives(absolute, float_array("x", x))[0]


@differentiable(lambda g, y, x, alpha=1.0: g * np.where(_plain(x) > 0, 1, y + alpha))
def elu(x: object, *, alpha: float = 1.0) -> Array:
    r"""Exponential linear unit: ReLU whose negative side bends smoothly towards -alpha.

    elu(x) = x for x > 0, alpha (e^x - 1) otherwise

    At 0 the derivative is alpha. Results and errors as in `relu`.

    Args:
        x: as in `relu`.
        alpha: a number at or above 0.

    Source: deep neural networks, "Non-linearity"; Clevert et al. 2016.
    """
    z, a = float_array("x", x), number("alpha", alpha, at_least=0)
    return np.where(z > 0, z, z.dtype.type(a) * np.expm1(np.minimum(z, 0)))


def elu_derivative(x: object, *, alpha: float = 1.0) -> Array:
    """Derivative of `elu`: 1 where x > 0, else alpha e^x. Shape of `x`."""
    return derivatives(elu, float_array("x", x), alpha=alpha)[0]


@differentiable(
    lambda g, y, x, tr, ar, tl, al: g * _s_piece(x, tr, tl, ar, al, 1),
    lambda g, y, x, tr, ar, tl, al: g * _s_piece(x, tr, tl, 1 - ar, 0, 0),
    lambda g, y, x, tr, ar, tl, al: g * _s_piece(x, tr, tl, x - tr, 0, 0),
    lambda g, y, x, tr, ar, tl, al: g * _s_piece(x, tr, tl, 0, 1 - al, 0),
    lambda g, y, x, tr, ar, tl, al: g * _s_piece(x, tr, tl, 0, x - tl, 0),
)
def s_shaped_relu(
    x: object,
    right_threshold: object,
    right_slope: object,
    left_threshold: object,
    left_slope: object,
) -> Array:
    r"""Three straight pieces with four learned parameters.

    a(x) = t_r + a_r (x - t_r)   for x >= t_r
         = x                     for t_l < x < t_r
         = t_l + a_l (x - t_l)   for x <= t_l

    It can take the shape of the Weber-Fechner law (slopes that fall) or of Stevens' power law
    (slopes that rise), and it does not saturate. The pieces meet at the thresholds, where the
    derivative is the outer slope; were t_l above t_r, the right piece would win.

    Args:
        x: array or `Tensor` of any shape.
        right_threshold, right_slope, left_threshold, left_slope: t_r, a_r, t_l, a_l;
            numbers, arrays or tensors that broadcast to `x`.

    Returns:
        The same kind, shape and dtype as `x`.

    Raises:
        TypeError, ValueError: not floats, mixed dtypes, or shapes that do not broadcast.

    Source: CPSC 532S, the slide with the S-shaped unit; Jin et al. 2016.
    """
    z = float_array("x", x)
    tr = parameter("right_threshold", right_threshold, z)
    ar = parameter("right_slope", right_slope, z)
    tl = parameter("left_threshold", left_threshold, z)
    al = parameter("left_slope", left_slope, z)
    return np.where(z >= tr, tr + ar * (z - tr), np.where(z <= tl, tl + al * (z - tl), z))


def s_shaped_relu_derivative(
    x: object,
    right_threshold: object,
    right_slope: object,
    left_threshold: object,
    left_slope: object,
) -> tuple[Array, Array, Array, Array, Array]:
    """Derivatives of `s_shaped_relu` by x and by its four parameters, in the order given."""
    by_x, by_tr, by_ar, by_tl, by_al = derivatives(
        s_shaped_relu,
        *(float_array("x", x), right_threshold, right_slope, left_threshold, left_slope),
    )
    return by_x, by_tr, by_ar, by_tl, by_al


def _s_piece(x, tr, tl, right, left, middle):  # type: ignore[no-untyped-def]  # arrays or tensors
    """Return what belongs to the piece each x lies on."""
    z, high, low = _plain(x), _plain(tr), _plain(tl)
    inner = np.where(z <= low, left, np.full(z.shape, middle, z.dtype))
    return np.where(z >= high, right, inner)


def parameter(name: str, value: object, x: Array) -> Array:
    """Return a learned parameter as floats of the dtype of `x` that broadcast to its shape."""
    array = float_array(name, value)
    if isinstance(value, np.ndarray) and array.dtype != x.dtype:
        raise TypeError(f"{name} must have the dtype of x, {x.dtype}, got {array.dtype}")
    try:
        fits = np.broadcast_shapes(array.shape, x.shape) == x.shape
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(f"{name} must broadcast to x of shape {x.shape}, got {array.shape}")
    return array.astype(x.dtype, copy=False)


def _plain(x):  # type: ignore[no-untyped-def]  # the array of a tensor, or the array itself
    return x if isinstance(x, np.ndarray) else x.data
