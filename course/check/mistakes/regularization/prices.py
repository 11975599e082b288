"""Mistakes in prices on the weights and in weight decay."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

STRENGTH = "strength ignored"
STRENGTH_HINT = "Multiply by the strength."
MEAN = "mean for sum"
MEAN_HINT = "The price is a sum over all weights, not their mean."
FACTOR_2 = "factor 2 missing"
FACTOR_2_HINT = "The derivative of w squared is 2w."
SIGN = "sign"
SIGN_HINT = "The price grows with the size of a weight: its gradient has the sign of the weight."

_l2_value = (
    Mistake(MEAN, MEAN_HINT, lambda w, s: s * np.mean(w**2)),
    Mistake(
        "square root taken",
        "The price is the sum of squares itself, not its root.",
        lambda w, s: s * np.sqrt(np.sum(w**2)),
    ),
    Mistake("factor 1/2", "There is no factor 1/2 here.", lambda w, s: s * np.sum(w**2) / 2),
    Mistake("L1 for L2", "Square the weights.", lambda w, s: s * np.abs(w).sum()),
    Mistake("square of the sum", "Square first, add then.", lambda w, s: s * np.sum(w) ** 2),
    Mistake(STRENGTH, STRENGTH_HINT, lambda w, s: np.sum(w**2)),
    Mistake(
        "strength squared", "The strength is outside the square.", lambda w, s: np.sum((s * w) ** 2)
    ),
)

_l2_gradient = (
    Mistake(FACTOR_2, FACTOR_2_HINT, lambda w, s: s * w),
    Mistake(STRENGTH, "The gradient has the strength as a factor too.", lambda w, s: 2 * w),
    Mistake("value for gradient", "This is the price entry by entry.", lambda w, s: s * w**2),
    Mistake(SIGN, SIGN_HINT, lambda w, s: -2 * s * w),
    Mistake("L1 for L2", "The gradient of the square is 2w.", lambda w, s: s * np.sign(w)),
    Mistake(MEAN, "The price is a sum: nothing is divided.", lambda w, s: 2 * s * w / w.size),
)

_l1_value = (
    Mistake("L2 for L1", "Take absolute values.", lambda w, s: s * np.sum(w**2)),
    Mistake(
        "absolute value missing",
        "Weights of opposite sign must not cancel.",
        lambda w, s: s * w.sum(),
    ),
    Mistake("absolute value of the sum", "Absolute values first.", lambda w, s: s * abs(w.sum())),
    Mistake(MEAN, MEAN_HINT, lambda w, s: s * np.abs(w).mean()),
    Mistake("largest weight only", "Add all of them.", lambda w, s: s * np.abs(w).max()),
    Mistake(
        "square root taken", "That is the length of W.", lambda w, s: s * np.sqrt(np.sum(w**2))
    ),
    Mistake(STRENGTH, STRENGTH_HINT, lambda w, s: np.abs(w).sum()),
)

_SLOPE = "The slope of |w| is +1 or -1, whatever the size of w."
_AT_0 = "Where a weight is exactly 0 the gradient is taken as 0; np.sign does so."

_l1_gradient = (
    Mistake("weight for its sign", _SLOPE, lambda w, s: s * w),
    Mistake("weight for its sign", _SLOPE, lambda w, s: s * np.abs(w)),
    Mistake("L2 for L1", _SLOPE, lambda w, s: 2 * s * w),
    Mistake(
        "slope always positive", "For negative weights it is -1.", lambda w, s: s * np.ones(w.shape)
    ),
    Mistake("slope 1 where a weight is 0", _AT_0, lambda w, s: s * np.where(w >= 0, 1.0, -1.0)),
    Mistake("slope -1 where a weight is 0", _AT_0, lambda w, s: s * np.where(w > 0, 1.0, -1.0)),
    Mistake(STRENGTH, "The gradient has the strength as a factor too.", lambda w, s: np.sign(w)),
    Mistake(SIGN, SIGN_HINT, lambda w, s: -s * np.sign(w)),
)

l2 = (*in_result(0, 2, _l2_value), *in_result(1, 2, _l2_gradient))
l1 = (*in_result(0, 2, _l1_value), *in_result(1, 2, _l1_gradient))

_EXCHANGED = "strengths exchanged"
_EXCHANGED_HINT = "The first strength belongs to the absolute values, the second to the squares."

elastic = (
    *in_result(
        0,
        2,
        (
            Mistake(
                _EXCHANGED, _EXCHANGED_HINT, lambda w, a, b: b * np.abs(w).sum() + a * np.sum(w**2)
            ),
            Mistake("L1 part missing", "Both prices are added.", lambda w, a, b: b * np.sum(w**2)),
            Mistake(
                "L2 part missing", "Both prices are added.", lambda w, a, b: a * np.abs(w).sum()
            ),
            Mistake(
                "square root taken",
                "The L2 price is the sum of squares itself.",
                lambda w, a, b: a * np.abs(w).sum() + b * np.sqrt(np.sum(w**2)),
            ),
            Mistake(
                "absolute value missing",
                "Weights of opposite sign must not cancel.",
                lambda w, a, b: a * w.sum() + b * np.sum(w**2),
            ),
            Mistake(
                "factor 1/2",
                "There is no factor 1/2 here.",
                lambda w, a, b: a * np.abs(w).sum() + b / 2 * np.sum(w**2),
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(_EXCHANGED, _EXCHANGED_HINT, lambda w, a, b: b * np.sign(w) + 2 * a * w),
            Mistake(FACTOR_2, FACTOR_2_HINT, lambda w, a, b: a * np.sign(w) + b * w),
            Mistake("L1 part missing", "Both gradients are added.", lambda w, a, b: 2 * b * w),
            Mistake("L2 part missing", "Both gradients are added.", lambda w, a, b: a * np.sign(w)),
            Mistake("weight for its sign", _SLOPE, lambda w, a, b: a * np.abs(w) + 2 * b * w),
            Mistake(SIGN, SIGN_HINT, lambda w, a, b: -a * np.sign(w) - 2 * b * w),
        ),
    ),
)


def _differences(w: Array, b: float, X: Array, t: Array) -> Array:
    return X @ w + b - t


_NO_PRICE = "price missing"
_DIVIDED = "price divided by N"
_DIVIDED_HINT = "The price does not depend on the number of samples: add it after the mean."
_NOT_DIVIDED = "gradient not divided by N"

_ridge_loss = (
    Mistake(
        "sum for mean",
        "The data's part is the mean of the squares.",
        lambda w, b, X, t, s: np.sum(_differences(w, b, X, t) ** 2) + s * w @ w,
    ),
    Mistake(
        "bias priced",
        "The bias pays nothing.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2) + s * (w @ w + b**2),
    ),
    Mistake(
        _NO_PRICE,
        "The full loss is that of the data plus the price.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2),
    ),
    Mistake(
        _DIVIDED,
        _DIVIDED_HINT,
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2) + s * w @ w / len(t),
    ),
    Mistake(
        "factor 1/2",
        "There is no factor 1/2 in this loss.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2) / 2 + s * w @ w,
    ),
    Mistake(
        "factor 1/2",
        "There is no factor 1/2 in this price.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2) + s / 2 * w @ w,
    ),
    Mistake(
        "price subtracted",
        "Large weights make the loss larger.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t) ** 2) - s * w @ w,
    ),
    Mistake(
        "bias forgotten",
        "Add the bias to the predictions.",
        lambda w, b, X, t, s: np.mean(_differences(w, 0, X, t) ** 2) + s * w @ w,
    ),
)


def _data_gradient(w: Array, b: float, X: Array, t: Array) -> Array:
    return 2 * X.T @ _differences(w, b, X, t) / len(t)


_ridge_weights = (
    Mistake(
        _NO_PRICE,
        "The price has a gradient too.",
        lambda w, b, X, t, s: _data_gradient(w, b, X, t),
    ),
    Mistake(
        "factor 2 missing in the price",
        FACTOR_2_HINT,
        lambda w, b, X, t, s: _data_gradient(w, b, X, t) + s * w,
    ),
    Mistake(
        FACTOR_2,
        "The derivative of a squared difference has the factor 2.",
        lambda w, b, X, t, s: _data_gradient(w, b, X, t) / 2 + 2 * s * w,
    ),
    Mistake(
        _NOT_DIVIDED,
        "The data's part is a mean, so its gradient has the factor 1/N.",
        lambda w, b, X, t, s: _data_gradient(w, b, X, t) * len(t) + 2 * s * w,
    ),
    Mistake(
        _DIVIDED,
        _DIVIDED_HINT,
        lambda w, b, X, t, s: _data_gradient(w, b, X, t) + 2 * s * w / len(t),
    ),
    Mistake(
        "price subtracted",
        "The gradients add.",
        lambda w, b, X, t, s: _data_gradient(w, b, X, t) - 2 * s * w,
    ),
    Mistake(
        SIGN,
        "Prediction minus target, not the other way round.",
        lambda w, b, X, t, s: -_data_gradient(w, b, X, t) + 2 * s * w,
    ),
)

_ridge_bias = (
    Mistake(
        "bias priced",
        "The bias pays nothing.",
        lambda w, b, X, t, s: 2 * np.mean(_differences(w, b, X, t)) + 2 * s * b,
    ),
    Mistake(
        _NOT_DIVIDED,
        "The data's part is a mean, so its gradient has the factor 1/N.",
        lambda w, b, X, t, s: 2 * np.sum(_differences(w, b, X, t)),
    ),
    Mistake(
        FACTOR_2,
        "The derivative of a squared difference has the factor 2.",
        lambda w, b, X, t, s: np.mean(_differences(w, b, X, t)),
    ),
    Mistake(
        SIGN,
        "Prediction minus target, not the other way round.",
        lambda w, b, X, t, s: -2 * np.mean(_differences(w, b, X, t)),
    ),
)

ridge = (
    *in_result(0, 3, _ridge_loss),
    *in_result(1, 3, _ridge_weights),
    *in_result(2, 3, _ridge_bias),
)
ridge_weights = in_result(1, 2, _ridge_weights)

decayed_step = (
    Mistake(
        "decay missing",
        "The decay adds d w to the gradient.",
        lambda w, g, a, d: w - a * g,
    ),
    Mistake(
        "decay not multiplied by the learning rate",
        "The decay stands inside the bracket: the learning rate multiplies it too.",
        lambda w, g, a, d: w - a * g - d * w,
    ),
    Mistake(
        "decay for growth", "The decay pulls towards 0.", lambda w, g, a, d: w - a * (g - d * w)
    ),
    Mistake("uphill", "Descend: subtract.", lambda w, g, a, d: w + a * (g + d * w)),
    Mistake(
        FACTOR_2,
        "A weight decay d adds d w, without the 2 of the squared price.",
        lambda w, g, a, d: w - a * (g + 2 * d * w),
    ),
    Mistake(
        "decay of the new weights",
        "The weights before the step decay, not those after it.",
        lambda w, g, a, d: (w - a * g) * (1 - a * d),
    ),
    Mistake(
        "decay for its sign",
        "That is the price L1: the decay is proportional to the weight.",
        lambda w, g, a, d: w - a * (g + d * np.sign(w)),
    ),
    Mistake("the step alone", "Return the new weights.", lambda w, g, a, d: a * (g + d * w)),
)


def _number(name: str, hint: str, value: float) -> Mistake:
    return Mistake(name, hint, lambda: value)


slides_in_numbers = (
    (
        _number(_EXCHANGED, _EXCHANGED_HINT, 2.5),
        _number("strength ignored", "The two prices have strengths.", 2.0),
    ),
    (
        _number(_EXCHANGED, _EXCHANGED_HINT, 2.125),
        _number("strength ignored", "The two prices have strengths.", 1.25),
        _number("square root taken", "The L2 price has no root.", 1.5),
    ),
    (
        _number("factor 1/2", "The 2 of 2m divides.", 0.014),
        _number("samples forgotten", "The price is divided by the number of samples.", 0.35),
        _number("samples forgotten", "The price is divided by the number of samples.", 0.7),
        _number("factor 2", "Divide by 2m.", 0.028),
    ),
    (
        _number(FACTOR_2, FACTOR_2_HINT, 0.007),
        _number("factor 2 twice", "Only the derivative of the square brings a 2.", 0.028),
        _number("samples forgotten", "The price is divided by the number of samples.", 0.7),
    ),
    (
        _number("factor 2 the wrong way", "The gradient of the price is 2 strength w.", 0.02),
        _number(FACTOR_2, "The gradient of the price is 2 strength w.", 0.01),
    ),
)
