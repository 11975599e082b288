"""The worked figures of the slides as data: what is printed, what is true, and a verdict.

Slides contain slips, as all writing does. Each row states what a slide prints and what its own
inputs give, so that lectures can quote both, exercises can ask for the difference, and a test can
hold every number. Nothing here is corrected in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

CPSC_532S = "CPSC 532S"
GOING_DEEP = "going deep"
DEEP_NETWORKS = "deep neural networks"

Verdict = Literal[
    "agrees",  # the printed value is right, to the digits shown
    "agrees-with-printed",  # right for the printed intermediate values, which are not all right
    "slip",  # the printed value or word is wrong for the printed inputs
    "truncated",  # cut where it should have been rounded
    "typo",  # a sign or a letter is missing or wrong; the meaning is clear
    "naming",  # right, under another name than the field's
    "approximation",  # meant as an approximation
    "computed",  # the slide asks and prints no value
]
Value = float | str | tuple[float, ...]


@dataclass(frozen=True)
class Figure:
    """One worked figure.

    Attributes:
        id: short name, as in `figure("ce-2")`.
        deck: the slide deck; several are separated by "; ".
        slide: title of the slide.
        topic: what is worked out.
        inputs: the numbers that the slide gives, by name; empty where it argues in words.
        printed: what the slide prints: a number, several, or words.
        computed: the true value for `inputs`, of the same kind, or what the words should say.
        verdict: how the two compare.
        note: what to know about the difference.
        gives_printed: for a slip, changes of `inputs` that lead to the printed value.
    """

    id: str
    deck: str
    slide: str
    topic: str
    inputs: Mapping[str, Any]
    printed: Value
    computed: Value
    verdict: Verdict
    note: str = ""
    gives_printed: tuple[Mapping[str, Any], ...] = field(default=())

    def __post_init__(self) -> None:
        """Make the mappings read-only: a figure is a fact, shared by everything that reads it."""
        object.__setattr__(self, "inputs", MappingProxyType(dict(self.inputs)))
        changes = tuple(MappingProxyType(dict(change)) for change in self.gives_printed)
        object.__setattr__(self, "gives_printed", changes)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "ce-1",
        GOING_DEEP,
        "Cross-Entropy (Softmax)",
        "softmax cross-entropy of the first sample, a cat",
        {"scores": (3.2, 5.1, -1.7), "label": 0},
        2.04,
        2.040355,
        "agrees",
    ),
    Figure(
        "ce-2",
        GOING_DEEP,
        "Cross-Entropy (Softmax)",
        "softmax cross-entropy of the second sample, a chair",
        {"scores": (1.3, 4.9, 2.0), "label": 1},
        0.14,
        0.079132,
        "slip",
        "With 4.3 for the chair's score, instead of the printed 4.9, the loss is 0.139802.",
        ({"scores": (1.3, 4.3, 2.0)},),
    ),
    Figure(
        "ce-3",
        GOING_DEEP,
        "Cross-Entropy (Softmax)",
        "softmax cross-entropy of the third sample, a car",
        {"scores": (2.2, 2.5, -3.1), "label": 2},
        6.94,
        6.156477,
        "slip",
        "With -3.885 for the car's score, instead of the printed -3.1, the loss is 6.940324.",
        ({"scores": (2.2, 2.5, -3.885)},),
    ),
    Figure(
        "ce-mean",
        GOING_DEEP,
        "Cross-Entropy (Softmax)",
        "mean of the three printed losses",
        {"losses": (2.04, 0.14, 6.94), "reduction": "mean"},
        9.12,
        3.04,
        "slip",
        "9.12 is the sum; the division by 3 was forgotten. The true losses sum to 8.275964 and "
        "have the mean 2.758655.",
        ({"reduction": "sum"},),
    ),
    Figure(
        "hinge-1",
        GOING_DEEP,
        "Hinge Loss (SVM Loss)",
        "multiclass hinge loss of the first sample, a cat",
        {"scores": (3.2, 5.1, -1.7), "label": 0, "margin": 1.0},
        2.9,
        2.9,
        "agrees",
    ),
    Figure(
        "hinge-2",
        GOING_DEEP,
        "Hinge Loss (SVM Loss)",
        "multiclass hinge loss of the second sample, a chair",
        {"scores": (1.3, 4.9, 2.0), "label": 1, "margin": 1.0},
        0.0,
        0.0,
        "agrees",
    ),
    Figure(
        "hinge-3",
        GOING_DEEP,
        "Hinge Loss (SVM Loss)",
        "multiclass hinge loss of the third sample, a car",
        {"scores": (2.2, 2.5, -3.1), "label": 2, "margin": 1.0},
        10.9,
        12.9,
        "slip",
        "2.2 - (-3.1) + 1 is 6.3 and not 5.3: the margin was left out, here and in the next "
        "term. The printed 10.9 is the loss without a margin, or with -2.1 for the car's score.",
        ({"margin": 0.0}, {"scores": (2.2, 2.5, -2.1)}),
    ),
    Figure(
        "hinge-mean",
        GOING_DEEP,
        "Hinge Loss (SVM Loss)",
        "mean of the three printed losses",
        {"losses": (2.9, 0.0, 10.9), "reduction": "mean"},
        4.6,
        4.6,
        "agrees-with-printed",
        "The true losses 2.9, 0 and 12.9 have the mean 5.266667.",
    ),
    Figure(
        "hs-1",
        GOING_DEEP,
        "Hinge Loss vs Softmax",
        "hinge loss and softmax cross-entropy, the right class ahead",
        {"scores": (5.0, -3.0, 2.0), "label": 0, "margin": 1.0},
        (0.0, 0.05),
        (0.0, 0.048907),
        "agrees",
    ),
    Figure(
        "hs-2",
        GOING_DEEP,
        "Hinge Loss vs Softmax",
        "hinge loss and softmax cross-entropy, the right class behind",
        {"scores": (5.0, 10.0, 10.0), "label": 0, "margin": 1.0},
        (12.0, 5.70),
        (12.0, 5.696510),
        "agrees",
    ),
    Figure(
        "hs-3",
        GOING_DEEP,
        "Hinge Loss vs Softmax",
        "hinge loss and softmax cross-entropy, the right class far ahead",
        {"scores": (5.0, -20.0, -20.0), "label": 0, "margin": 1.0},
        (0.0, 2e-11),
        (0.0, 2.777578e-11),
        "truncated",
        "Rounded to one digit it is 3e-11.",
    ),
    Figure(
        "l2-img",
        GOING_DEEP,
        "Naïve Losses",
        "sum of squared differences of two small images",
        {"x": (12.0, 24.0, 42.0, 23.0), "y": (15.0, 20.0, 40.0, 25.0)},
        66.0,
        33.0,
        "slip",
        "Only the first rows differ: 9 + 16 + 4 + 4 is 33. The printed 66 is twice that.",
    ),
    Figure(
        "l1-img",
        GOING_DEEP,
        "Naïve Losses",
        "sum of absolute differences of the same images",
        {"x": (12.0, 24.0, 42.0, 23.0), "y": (15.0, 20.0, 40.0, 25.0)},
        15.0,
        11.0,
        "slip",
        "Only the first rows differ: 3 + 4 + 2 + 2 is 11.",
    ),
    Figure(
        "reg-l2",
        f"{GOING_DEEP}; {CPSC_532S}",
        "Weight Regularization & SVM Loss",
        "L2 regularizer of two weight vectors with one output",
        {
            "w1": (1.0, 0.0, 0.0, 0.0),
            "w2": (0.25, 0.25, 0.25, 0.25),
            "x": (1.0, 1.0, 1.0, 1.0),
        },
        (1.0, 0.25),
        (1.0, 0.25),
        "agrees",
        "Both vectors give w.x = 1; L2 prefers the spread one.",
    ),
    Figure(
        "reg-l1",
        CPSC_532S,
        "L1 Regularizer",
        "L1 regularizer of the same weight vectors",
        {
            "w1": (1.0, 0.0, 0.0, 0.0),
            "w2": (0.25, 0.25, 0.25, 0.25),
            "x": (1.0, 1.0, 1.0, 1.0),
        },
        (1.0, 1.0),
        (1.0, 1.0),
        "agrees",
        "L1 has no preference between the two.",
    ),
    Figure(
        "jac-1",
        CPSC_532S,
        "Backpropagation Practical Issues",
        "shape of the Jacobian of an element-wise sigmoid",
        {"size": 2048},
        (2048.0, 2048.0),
        (2048.0, 2048.0),
        "agrees",
        "Diagonal: of its 4,194,304 entries 2,048 are not zero. The slide asks for the shape.",
    ),
    Figure(
        "jac-2",
        CPSC_532S,
        "Backpropagation Practical Issues",
        "shape of the same Jacobian for a mini-batch",
        {"size": 2048, "batch": 100},
        (204_800.0, 204_800.0),
        (204_800.0, 204_800.0),
        "agrees",
        "41.9e9 entries, 167.8 GB in float32; a backward pass never forms it.",
    ),
    Figure(
        "sig-circuit",
        DEEP_NETWORKS,
        "Computation graph",
        "sigmoid of w0 x0 + w1 x1 + w2: the value, then its gradient by w0, w1, w2, x0, x1",
        {"w": (0.0, -3.0, -3.0), "x": (-1.0, -2.0)},
        "no value printed",
        (0.952574, -0.045177, -0.090353, 0.045177, 0.0, -0.135530),
        "computed",
        "The circuit is better known with w0 = 2: f = 0.731059, by w -0.196612, -0.393224 and "
        "0.196612, by x 0.393224 and -0.589836.",
    ),
    Figure(
        "conv-1",
        DEEP_NETWORKS,
        "Convolution filters",
        "a 3x3 filter at one place of an image",
        {
            "image": ((2.0, 3.0, 1.0), (5.0, 6.0, 3.0), (8.0, 9.0, 8.0)),
            "filter": ((0.0, 1.0, -1.0), (1.0, 0.0, 1.0), (1.0, 2.0, 0.0)),
        },
        36.0,
        36.0,
        "agrees",
        "A cross-correlation: the filter is laid on as it is, not flipped.",
    ),
    Figure(
        "pool-1",
        DEEP_NETWORKS,
        "Pooling/subsampling",
        "3x3 max pooling, first window",
        {"window": ((1.0, 2.0, 3.0), (4.0, 5.0, 6.0), (7.0, 8.0, 9.0))},
        9.0,
        9.0,
        "agrees",
    ),
    Figure(
        "pool-2",
        DEEP_NETWORKS,
        "Pooling/subsampling",
        "3x3 max pooling, second window",
        {"window": ((5.0, 2.0, 1.0), (5.0, 7.0, 1.0), (9.0, 5.0, 12.0))},
        12.0,
        12.0,
        "agrees",
    ),
    Figure(
        "ce-acc",
        DEEP_NETWORKS,
        "Notes on CE loss",
        "a lower cross-entropy with a worse accuracy: the losses of model A and model B",
        {"truth": (1.0, 0.0, 0.0), "A": (0.4, 0.3, 0.3), "B": (0.45, 0.5, 0.05)},
        "A is right, B has the lower loss",
        (0.916291, 0.798508),
        "agrees",
        "A answers class 0, which is right; B answers class 1, with the lower loss.",
    ),
    Figure(
        "dropout-e",
        CPSC_532S,
        "Regularization: Dropout",
        "expectation over all masks of a neuron with two inputs: the factors of w1 x1 and w2 x2",
        {"keep_probability": 0.5, "inputs": 2},
        "1/4 (w1 x1 + w2 x2) + 1/4 (w1 x1) 1/4 (w2 x2) + ...",
        (0.5, 0.5),
        "typo",
        "A plus sign is missing between the terms with one input; the mask of zeros adds nothing.",
    ),
    Figure(
        "bn-std",
        CPSC_532S,
        "Batch Normalization",
        "what batch normalization divides by",
        {},
        "the variance",
        "the standard deviation, sqrt(variance + epsilon)",
        "slip",
        "The formula beside the words has the square root.",
    ),
    Figure(
        "drop-rate",
        CPSC_532S,
        "Regularization: Dropout",
        "what the number in a dropout mask, random < number, is called",
        {},
        "dropout rate",
        "keep probability",
        "naming",
        "A mask made so keeps a unit with that probability. Elsewhere the dropout rate is the "
        "probability to drop it, 1 minus this number.",
    ),
    Figure(
        "tanh-id",
        CPSC_532S,
        "Activation Function: Tanh",
        "tanh by the sigmoid",
        {},
        "tanh(x) = 2 sigmoid(2x) - 1",
        "tanh(x) = 2 sigmoid(2x) - 1",
        "agrees",
        "The line is cut off on the slide after 2 sigmoid(2; the next line completes it.",
    ),
    Figure(
        "ce-highest",
        DEEP_NETWORKS,
        "Cross entropy loss",
        "where the cross-entropy of a label is extreme",
        {},
        "highest when the output matches the truth",
        "lowest, 0, when the output matches the truth",
        "slip",
    ),
    Figure(
        "bce-sign",
        DEEP_NETWORKS,
        "Cross entropy loss & Logarithmic Loss (log loss)",
        "log loss of a binary target",
        {},
        "y log h + (1 - y) log(1 - h)",
        "-(y log h + (1 - y) log(1 - h))",
        "slip",
        "The same slide has the minus signs where it writes the two cases apart.",
    ),
    Figure(
        "init-small",
        GOING_DEEP,
        "Small random numbers",
        "standard deviation of the activations in the first and the last layer",
        {"layers": 10, "units": 500, "activation": "tanh", "std": 0.01},
        "activations and gradients vanish",
        (0.21, 2.9e-7),
        "agrees",
        "The numbers are measured by simulation; the slide shows histograms.",
    ),
    Figure(
        "init-big",
        GOING_DEEP,
        "Big random numbers",
        "standard deviation of the activations, and share of units beyond ±0.95",
        {"layers": 10, "units": 500, "activation": "tanh", "std": 1.0},
        "everything is saturated",
        (0.98, 0.93),
        "agrees",
        "The numbers are measured by simulation; they are about the same in every layer.",
    ),
    Figure(
        "xavier",
        DEEP_NETWORKS,
        "Initialization",
        "variance of the weights after Xavier",
        {},
        "2 / (fan_in + fan_out)",
        "2 / (fan_in + fan_out)",
        "agrees",
    ),
    Figure(
        "he",
        DEEP_NETWORKS,
        "Initialization",
        "variance of the weights after He, for ReLU",
        {},
        "2 / fan_in",
        "2 / fan_in",
        "agrees",
    ),
    Figure(
        "gelu-swish",
        DEEP_NETWORKS,
        "Notes on non-linearity",
        "GELU as a Swish: the largest gap between the two",
        {"beta": 1.702},
        "beta = 1.702",
        0.02,
        "approximation",
        "x sigmoid(1.702 x) stays within about 0.02 of the exact x Phi(x).",
    ),
    Figure(
        "lstm-vf",
        DEEP_NETWORKS,
        "Long Short-Term Memory (LSTM)",
        "peephole matrix of the forget gate",
        {},
        "V_j",
        "V_f",
        "typo",
        "The other two gates have V_i and V_o.",
    ),
)

_BY_ID = {row.id: row for row in FIGURES}


def figure(id: str) -> Figure:
    """Return the row with this id.

    Raises:
        ValueError: no row has it; the message lists all that exist.
    """
    if not isinstance(id, str) or id not in _BY_ID:
        raise ValueError(f"id must be one of {', '.join(_BY_ID)}; got {id!r}")
    return _BY_ID[id]
