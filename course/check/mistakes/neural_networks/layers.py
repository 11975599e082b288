"""Mistakes in single neurons, linear layers and stacks of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from course.check.likely import Mistake
from course.check.mistakes.results import in_result
from course.nn.arguments import Array

Layers = Sequence[tuple[Array, Array]]

BIAS_FORGOTTEN = "bias forgotten"

signed_distances = (
    Mistake(
        "not divided by the length",
        "This is z itself. Doubling w and b doubles it, but moves no point: divide by the length "
        "of w.",
        lambda X, w, b: X @ w + b,
    ),
    Mistake(
        "divided by the squared length",
        "The length of w is the square root of the sum of its squares.",
        lambda X, w, b: (X @ w + b) / (w @ w),
    ),
    Mistake(
        "divided by the sum of sizes",
        "The length of w is not the sum of the sizes of its entries: square, add, take the root.",
        lambda X, w, b: (X @ w + b) / np.abs(w).sum(),
    ),
    Mistake(
        "divided by the sum of sizes",
        "The length of w is not the sum of its entries: square them, add, take the root.",
        lambda X, w, b: (X @ w + b) / w.sum(),
    ),
    Mistake(
        "bias not divided",
        "Divide the whole of z by the length of w, bias included.",
        lambda X, w, b: X @ w / np.linalg.norm(w) + b,
    ),
    Mistake(
        BIAS_FORGOTTEN,
        "This is the distance from a hyperplane through the origin: add b to the product.",
        lambda X, w, b: X @ w / np.linalg.norm(w),
    ),
    Mistake(
        "side lost",
        "The distance has the sign of z: it tells the two sides of the hyperplane apart.",
        lambda X, w, b: np.abs(X @ w + b) / np.linalg.norm(w),
    ),
    Mistake(
        "length of the points",
        "Divide by the length of w, not by that of the points.",
        lambda X, w, b: (X @ w + b) / np.linalg.norm(X),
    ),
    Mistake(
        "length of the points",
        "Divide by the length of w, not by that of each point.",
        lambda X, w, b: (X @ w + b) / np.linalg.norm(X, axis=1),
    ),
    Mistake(
        "sign of the bias",
        "The bias is added: z = w x + b.",
        lambda X, w, b: (X @ w - b) / np.linalg.norm(w),
    ),
)

_WRONG_AXIS = "bias along the wrong axis"

linear_layer = (
    Mistake(
        BIAS_FORGOTTEN,
        "Every neuron adds its bias to what it computes.",
        lambda X, W, b: X @ W,
    ),
    Mistake(
        _WRONG_AXIS,
        "Every neuron has one bias, the same for all samples: b belongs to the columns.",
        lambda X, W, b: X @ W + b[:, None],
    ),
    Mistake(
        _WRONG_AXIS,
        "Every neuron has one bias, the same for all samples: b belongs to the columns.",
        lambda X, W, b: X @ W + b.repeat(len(X))[: X.shape[0] * len(b)].reshape(-1, len(b)),
    ),
    Mistake(
        "biases added up",
        "Each neuron adds its own bias, not the sum of all.",
        lambda X, W, b: X @ W + b.sum(),
    ),
    Mistake(
        "weights transposed",
        "The weights of neuron j stand in column j of W.",
        lambda X, W, b: X @ W.T + b,
    ),
    Mistake(
        "product in the wrong order",
        "Samples are rows: X comes first.",
        lambda X, W, b: W @ X + b,
    ),
    Mistake(
        "element-wise product",
        "Use the matrix product @: each neuron adds up over all features.",
        lambda X, W, b: X * W + b,
    ),
    Mistake(
        "transposed",
        "Samples are rows and neurons are columns of the result.",
        lambda X, W, b: (X @ W + b).T,
    ),
    Mistake(
        "bias weighed as well",
        "The bias is added after the product.",
        lambda X, W, b: (X + b) @ W,
    ),
    Mistake(
        "ReLU in a linear layer",
        "A linear layer may answer negative numbers.",
        lambda X, W, b: np.maximum(0, X @ W + b),
    ),
    Mistake(
        "sign of the bias",
        "The bias is added.",
        lambda X, W, b: X @ W - b,
    ),
)

_ORDER = "product in the wrong order"

collapse = (
    *in_result(
        0,
        2,
        (
            Mistake(
                _ORDER,
                "With samples as rows, the first layer stands on the left: W1 before W2.",
                lambda W1, b1, W2, b2: W2 @ W1,
            ),
            Mistake(
                "weights added",
                "Multiply out: X goes through W1, and the result through W2.",
                lambda W1, b1, W2, b2: W1 + W2,
            ),
            Mistake(
                "element-wise product",
                "Use the matrix product @.",
                lambda W1, b1, W2, b2: W1 * W2,
            ),
            Mistake(
                "transposed",
                "Rows and columns are exchanged.",
                lambda W1, b1, W2, b2: (W1 @ W2).T,
            ),
        ),
    ),
    *in_result(
        1,
        2,
        (
            Mistake(
                "first bias not carried on",
                "What the first layer adds goes through the second one's weights as well.",
                lambda W1, b1, W2, b2: b1 + b2,
            ),
            Mistake(
                "second bias forgotten",
                "The second layer adds its own bias too.",
                lambda W1, b1, W2, b2: b1 @ W2,
            ),
            Mistake(
                "first bias forgotten",
                "The first layer's bias goes through the second layer.",
                lambda W1, b1, W2, b2: b2,
            ),
            Mistake(
                _ORDER,
                "The bias is a row, as samples are: it stands on the left of W2.",
                lambda W1, b1, W2, b2: W2 @ b1 + b2,
            ),
            Mistake(
                "through the wrong weights",
                "The first bias is added after W1: only W2 acts on it.",
                lambda W1, b1, W2, b2: b1 @ W1 + b2,
            ),
            Mistake(
                "through the wrong weights",
                "The first bias is added after W1: only W2 acts on it.",
                lambda W1, b1, W2, b2: b1 @ W1 @ W2 + b2,
            ),
            Mistake(
                "second bias through the weights",
                "The second bias is added at the very end, nothing acts on it.",
                lambda W1, b1, W2, b2: (b1 + b2) @ W2,
            ),
        ),
    ),
)


def _relu(values: Array) -> Array:
    return np.maximum(0, values)


def _stack(
    hidden: Callable[[Array, Array, Array], Array], last: Callable[[Array, Array, Array], Array]
) -> Callable[[Array, Layers], Array]:
    def network(X: Array, layers: Layers) -> Array:
        for W, b in layers[:-1]:
            X = hidden(X, W, b)
        return last(X, *layers[-1])

    return network


def _linear(X: Array, W: Array, b: Array) -> Array:
    return X @ W + b


def _layer(X: Array, W: Array, b: Array) -> Array:
    return _relu(X @ W + b)


def _only_first_hidden(X: Array, layers: Layers) -> Array:
    for place, (W, b) in enumerate(layers):
        X = _layer(X, W, b) if place == 0 and len(layers) > 1 else X @ W + b
    return X


forward = (
    Mistake(
        "ReLU after the last layer",
        "The last layer has no activation: its answers may be negative.",
        _stack(_layer, _layer),
    ),
    Mistake(
        "no activation",
        "Without max(0, ...) between the layers, all of them are only one linear layer.",
        _stack(_linear, _linear),
    ),
    Mistake(
        "ReLU before the layer",
        "The activation comes after product and bias of a hidden layer; the input X has none.",
        lambda X, layers: _stack(
            lambda A, W, b: _relu(A) @ W + b, lambda A, W, b: _relu(A) @ W + b
        )(X, layers),
    ),
    Mistake(
        "bias after the ReLU",
        "Add the bias first: it decides where max(0, ...) begins.",
        _stack(lambda A, W, b: _relu(A @ W) + b, _linear),
    ),
    Mistake(
        BIAS_FORGOTTEN,
        "Every layer adds its bias, the last one too.",
        _stack(_layer, lambda A, W, b: A @ W),
    ),
    Mistake(
        BIAS_FORGOTTEN,
        "Every layer adds its bias.",
        _stack(lambda A, W, b: _relu(A @ W), lambda A, W, b: A @ W),
    ),
    Mistake(
        BIAS_FORGOTTEN,
        "Every layer adds its bias, the hidden ones too.",
        _stack(lambda A, W, b: _relu(A @ W), _linear),
    ),
    Mistake(
        "last layer left out",
        "The last pair in the list is a layer as well.",
        lambda X, layers: _stack(_layer, _layer)(X, layers[:-1]),
    ),
    Mistake(
        "ReLU after the first layer only",
        "Every hidden layer has an activation.",
        _only_first_hidden,
    ),
    Mistake(
        "layers in the wrong order",
        "The first pair of the list is the first layer.",
        lambda X, layers: _stack(_layer, _linear)(X, layers[::-1]),
    ),
    Mistake(
        "absolute value for ReLU",
        "The ReLU stops what is negative; it does not turn it round.",
        _stack(lambda A, W, b: np.abs(A @ W + b), _linear),
    ),
    Mistake(
        "minimum for maximum",
        "The ReLU passes what is positive.",
        _stack(lambda A, W, b: np.minimum(0, A @ W + b), _linear),
    ),
)


def _weights(sizes: Sequence[int]) -> int:
    return sum(a * b for a, b in pairwise(sizes))


def _of_several(formula: Callable[[Sequence[int]], object]) -> Callable[[Sequence[int]], object]:
    """Claim nothing for a single layer, where many mistakes give the same number."""
    return lambda sizes: formula(sizes) if len(sizes) > 2 else None


parameter_count = (
    Mistake(
        "one bias a layer",
        "Every neuron has a bias of its own, not every layer.",
        lambda sizes: _weights(sizes) + len(sizes) - 1,
    ),
    Mistake(
        "output without biases",
        "The last layer has biases too; only its activation is missing.",
        _of_several(lambda sizes: _weights(sizes) + sum(sizes[1:-1])),
    ),
    Mistake(
        "all sizes multiplied",
        "Only neighbouring layers are connected.",
        _of_several(np.prod),
    ),
    Mistake("biases forgotten", "Every neuron of a layer has a bias as well as weights.", _weights),
    Mistake(
        "biases for the inputs",
        "Inputs compute nothing: they have no bias.",
        lambda sizes: _weights(sizes) + sum(sizes),
    ),
    Mistake(
        "biases for the inputs",
        "The biases of a layer are as many as its neurons, not as its inputs.",
        lambda sizes: _weights(sizes) + sum(sizes[:-1]),
    ),
    Mistake(
        "units counted",
        "Count the numbers that are trained: a weight for each pair of input and neuron.",
        lambda sizes: sum(sizes),
    ),
    Mistake(
        "one layer left out",
        "Count every layer.",
        lambda sizes: _weights(sizes[:-1]) + sum(sizes[1:-1]),
    ),
    Mistake(
        "one layer left out",
        "Count every layer.",
        lambda sizes: _weights(sizes[1:]) + sum(sizes[2:]),
    ),
)
