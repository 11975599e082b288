"""Mistakes with words: one-hot codes, embeddings, and sentiment from averaged embeddings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from course.check.likely import Mistake
from course.nn.arguments import Array

one_hot = (
    Mistake(
        "positions added up",
        "Each word has a row of its own: do not add the rows of a sentence.",
        lambda k, words: np.eye(words)[k].sum(axis=-2),
    ),
    Mistake(
        "zeros and ones exchanged",
        "A single 1 at the word's place, zeros elsewhere.",
        lambda k, words: 1 - np.eye(words)[k],
    ),
    Mistake(
        "number for 1",
        "The entry at the word's place is 1, whatever its number.",
        lambda k, words: np.eye(words)[k] * k[..., None],
    ),
    Mistake(
        "counted from 1",
        "The first word is number 0, and its place is 0.",
        lambda k, words: np.eye(words + 1)[k][..., 1:],
    ),
    Mistake(
        "axes exchanged",
        "The new axis, over the words, comes last.",
        lambda k, words: np.moveaxis(np.eye(words)[k], -1, 0),
    ),
    Mistake(
        "axes exchanged",
        "The new axis, over the words, comes last.",
        lambda k, words: np.moveaxis(np.eye(words)[k], -1, 1) if k.ndim > 1 else None,
    ),
)

embed = (
    Mistake(
        "averaged too early",
        "Return a row for every word: nothing is averaged here.",
        lambda table, k: table[k].mean(axis=1),
    ),
    Mistake(
        "added up",
        "Return a row for every word: nothing is added here.",
        lambda table, k: table[k].sum(axis=1),
    ),
    Mistake(
        "columns for rows",
        "The vector of a word is a row of the table.",
        lambda table, k: table.T[k],
    ),
    Mistake(
        "counted from 1",
        "Word number 0 is the first row.",
        lambda table, k: table[k - 1],
    ),
    Mistake(
        "first sentence only",
        "There are N sentences.",
        lambda table, k: table[k[0]],
    ),
    Mistake(
        "axes exchanged",
        "The output has the axes: sentence, step, dimension.",
        lambda table, k: table[k].swapaxes(1, 2),
    ),
    Mistake(
        "time and batch exchanged",
        "The output has the axes: sentence, step, dimension.",
        lambda table, k: table[k].swapaxes(0, 1),
    ),
)


def _added(g: Array, k: Array, words: int) -> Array:
    result = np.zeros((words, g.shape[-1]))
    np.add.at(result, k, g)
    return result


def _overwritten(g: Array, k: Array, words: int) -> Array:
    result = np.zeros((words, g.shape[-1]))
    result[k] = g
    return result


def _once(g: Array, k: Array, words: int) -> Array:
    """The gradient of the first place alone at which a word occurs."""
    flat, places = k.ravel(), g.reshape(-1, g.shape[-1])
    result = np.zeros((words, g.shape[-1]))
    found, first = np.unique(flat, return_index=True)
    result[found] = places[first]
    return result


def _counts(k: Array, words: int) -> Array:
    return np.maximum(1, np.bincount(k.ravel(), minlength=words))[:, None]


embedding_gradient = (
    Mistake(
        "repeated words overwritten",
        "A word that occurs several times gets the sum of its gradients. With an array of "
        "indices, result[k] += g counts a repeated index once: see np.add.at, or use a loop.",
        _overwritten,
    ),
    Mistake(
        "repeated words counted once",
        "A word that occurs several times gets the sum of its gradients.",
        _once,
    ),
    Mistake(
        "mean over the repetitions",
        "The gradients of a repeated word add up; they are not averaged.",
        lambda g, k, words: _added(g, k, words) / _counts(k, words),
    ),
    Mistake(
        "mean over the samples",
        "Add: the gradient that arrives is divided by N already where the loss is a mean.",
        lambda g, k, words: _added(g, k, words) / len(k),
    ),
    Mistake(
        "counts for gradients",
        "Add up the gradients that arrive, not how often a word occurs.",
        lambda g, k, words: _added(np.ones_like(g), k, words),
    ),
    Mistake(
        "first sentence only",
        "All sentences use the same table: add over all of them.",
        lambda g, k, words: _added(g[:1], k[:1], words),
    ),
    Mistake(
        "transposed",
        "The gradient has the shape of the table: words, dimensions.",
        lambda g, k, words: _added(g, k, words).T,
    ),
)


def _sigmoid(s: Array) -> Array:
    return 0.5 * (1 + np.tanh(s / 2))


def _shares(k: Array) -> Array:
    """The right weights of the words in the means: padding counts nothing."""
    return (k > 0) / (k > 0).sum(axis=1, keepdims=True)


def _with_padding(k: Array) -> Array:
    return np.full(k.shape, 1 / k.shape[1])


def _over_all_steps(k: Array) -> Array:
    return (k > 0) / k.shape[1]


def _not_averaged(k: Array) -> Array:
    return (k > 0).astype(float)


def _loss(
    shares: Callable[[Array], Array],
    table: Array,
    k: Array,
    y: Array,
    w: Array,
    bias: float,
    *,
    add: bool = False,
) -> tuple[float, Array]:
    """Loss and gradient of the table where the words have these `shares` of the mean."""
    part = shares(k)
    scores = np.einsum("nt,nte->ne", part, table[k]) @ w + bias
    losses = np.logaddexp(0, scores) - y * scores
    slopes = _sigmoid(scores) - y
    gradient = np.zeros(table.shape)
    np.add.at(gradient, k, (part * slopes[:, None])[:, :, None] * w)
    return (losses.sum(), gradient) if add else (losses.mean(), gradient / len(y))


def _clipped(table: Array, k: Array, y: Array, w: Array, bias: float) -> tuple[float, None]:
    p = np.clip(
        _sigmoid(np.einsum("nt,nte->ne", _shares(k), table[k]) @ w + bias), 1e-12, 1 - 1e-12
    )
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), None


def _rounded(table: Array, k: Array, y: Array, w: Array, bias: float) -> tuple[float, None]:
    p = 1 / (1 + np.exp(-(np.einsum("nt,nte->ne", _shares(k), table[k]) @ w + bias)))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), None


def _occurrences(
    table: Array, k: Array, y: Array, w: Array, bias: float
) -> tuple[Array, Array, Array]:
    """Shares, slopes of the scores, and what each place of a sentence hands to its word."""
    part = _shares(k)
    scores = np.einsum("nt,nte->ne", part, table[k]) @ w + bias
    slopes = (_sigmoid(scores) - y) / len(y)
    return part, slopes, (part * slopes[:, None])[:, :, None] * w


def _in_table(
    wrong: Callable[[Array, Array, Array, Array, float], Array],
) -> Callable[..., tuple[None, Array]]:
    return lambda table, k, y, w, bias: (None, wrong(table, k, y, w, bias))


sentiment = (
    Mistake(
        "padding counted",
        "Number 0 is no word: it counts neither in the sum nor in the number of words.",
        lambda *given: _loss(_with_padding, *given),
    ),
    Mistake(
        "divided by all the steps",
        "Divide by the number of words in the sentence, without the padding.",
        lambda *given: _loss(_over_all_steps, *given),
    ),
    Mistake(
        "sum for mean of the words",
        "Divide by the number of words in the sentence.",
        lambda *given: _loss(_not_averaged, *given),
    ),
    Mistake(
        "sum for mean",
        "The loss is the mean over the sentences.",
        lambda *given: (_loss(_shares, *given, add=True)[0], None),
    ),
    Mistake(
        "gradient not divided by N",
        "The loss is a mean, so its gradient has the factor 1/N too.",
        lambda *given: (None, _loss(_shares, *given, add=True)[1]),
    ),
    Mistake(
        "bias forgotten",
        "The score of a sentence has a bias.",
        lambda table, k, y, w, bias: _loss(_shares, table, k, y, w, 0.0),
    ),
    Mistake(
        "sign",
        "The slope is prediction minus truth.",
        lambda *given: (None, -_loss(_shares, *given)[1]),
    ),
    Mistake(
        "forgot the minus sign",
        "The loss is minus the log-probability, at or above 0.",
        lambda *given: (-_loss(_shares, *given)[0], None),
    ),
    Mistake(
        "repeated words overwritten",
        "A word that occurs several times gets the sum of its gradients.",
        _in_table(lambda t, k, y, w, b: _overwritten(_occurrences(t, k, y, w, b)[2], k, len(t))),
    ),
    Mistake(
        "not divided by the number of words",
        "Each word has only a share of the mean, and the same share of the gradient.",
        _in_table(
            lambda t, k, y, w, b: _added(
                (k > 0)[:, :, None] * _occurrences(t, k, y, w, b)[1][:, None, None] * w, k, len(t)
            )
        ),
    ),
    Mistake(
        "gradient for the padding",
        "The padding had no influence: its row has the gradient 0.",
        _in_table(
            lambda t, k, y, w, b: _added(
                (_occurrences(t, k, y, w, b)[1] / (k > 0).sum(axis=1))[:, None, None]
                * np.ones((*k.shape, 1))
                * w,
                k,
                len(t),
            )
        ),
    ),
    Mistake(
        "weights missing in the gradient",
        "The score is the mean times the weights: the chain rule brings them in.",
        _in_table(
            lambda t, k, y, w, b: _added(
                _occurrences(t, k, y, np.zeros_like(w), b)[2] * 0
                + (_shares(k) * _occurrences(t, k, y, w, b)[1][:, None])[:, :, None],
                k,
                len(t),
            )
        ),
    ),
    Mistake(
        "logarithm of a clipped probability",
        "Clipping hides how wrong a prediction is: rearrange the formula for the scores instead.",
        _clipped,
    ),
    Mistake(
        "sigmoid rounded to 0 or 1",
        "The sigmoid of a large score is exactly 1 in floating point, and log(1 - 1) is infinite. "
        "Rearrange the formula for the scores.",
        _rounded,
        numerical=True,
    ),
)
