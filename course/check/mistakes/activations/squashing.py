"""Mistakes in sigmoid and tanh."""

from __future__ import annotations

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.activations.common import logistic
from course.check.mistakes.results import in_result

warns = (
    Mistake(
        "exponential overflows",
        "Python warned: the exponential of a large number is infinite. Take that of -|x|, which is "
        "never above 1, and choose the form of the formula by the sign of x.",
        lambda x: 1,
    ),
)

sigmoid = (
    Mistake(
        "absolute value kept",
        "With exp(-|x|) both signs of x give the same number: the two forms differ above the line.",
        lambda x: 1 / (1 + np.exp(-np.abs(x))),
    ),
    Mistake(
        "absolute value kept",
        "With exp(-|x|) both signs of x give the same number: the two forms differ above the line.",
        lambda x: np.exp(-np.abs(x)) / (1 + np.exp(-np.abs(x))),
    ),
    Mistake(
        "sign of the exponent",
        "The sigmoid rises: its exponent is -x in the form 1 / (1 + exp(-x)).",
        lambda x: logistic(-x),
    ),
    Mistake(
        "1 missing below the line",
        "Divide by 1 plus the exponential.",
        lambda x: np.exp(x),
    ),
    Mistake(
        "derivative for the value",
        "This is s (1 - s): the value itself is asked for.",
        lambda x: logistic(x) * (1 - logistic(x)),
    ),
    Mistake("tanh for sigmoid", "The sigmoid lies between 0 and 1.", np.tanh),
    Mistake(
        "softmax for sigmoid",
        "Each entry is squeezed by itself: nothing is divided by the sum over the others.",
        lambda x: np.exp(x) / np.exp(x).sum(),
    ),
    Mistake(
        "infinity divided by infinity",
        "For large x the form exp(x) / (1 + exp(x)) is infinity by infinity: use the other.",
        lambda x: np.exp(x) / (1 + np.exp(x)),
        numerical=True,
    ),
)

tanh = (
    *in_result(
        0,
        2,
        (
            Mistake(
                "sigmoid of x for 2x",
                "tanh is twice as steep: the sigmoid is taken of 2x.",
                lambda x: 2 * logistic(x) - 1,
            ),
            Mistake(
                "not shifted down",
                "Subtract 1: tanh lies between -1 and 1.",
                lambda x: 2 * logistic(2 * x),
            ),
            Mistake(
                "not stretched",
                "The sigmoid spans 1, tanh spans 2: double it before subtracting 1.",
                lambda x: logistic(2 * x) - 1,
            ),
            Mistake(
                "not stretched",
                "The sigmoid spans 1, tanh spans 2.",
                lambda x: logistic(2 * x) - 0.5,
            ),
            Mistake("sigmoid for tanh", "Stretch and shift the sigmoid.", logistic),
            Mistake(
                "infinity divided by infinity",
                "Use your sigmoid, which is safe for large inputs.",
                lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
                numerical=True,
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "derivative of the sigmoid",
                "For tanh with the value t it is 1 - t squared.",
                lambda x: logistic(x) * (1 - logistic(x)),
            ),
            Mistake(
                "derivative of the sigmoid",
                "For tanh with the value t it is 1 - t squared, not t (1 - t).",
                lambda x: np.tanh(x) * (1 - np.tanh(x)),
            ),
            Mistake(
                "factors of the chain rule missing",
                "The inner function 2x gives a factor 2, and so does the stretch.",
                lambda x: logistic(2 * x) * (1 - logistic(2 * x)),
            ),
            Mistake(
                "factors of the chain rule missing",
                "The inner function 2x gives another factor 2: use 1 - t squared.",
                lambda x: 2 * logistic(2 * x) * (1 - logistic(2 * x)),
            ),
            Mistake(
                "square missing",
                "The value is squared: 1 - t squared.",
                lambda x: 1 - np.tanh(x),
            ),
            Mistake(
                "input for value",
                "Square the value, not the input.",
                lambda x: 1 - x**2,
            ),
            Mistake(
                "infinity divided by infinity",
                "Use your sigmoid, which is safe for large inputs.",
                lambda x: 1 - ((np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))) ** 2,
                numerical=True,
            ),
        ),
    ),
)
