"""Two hundred short sentences, written for this course, that praise or complain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import describe, integer, items

PADDING, UNKNOWN = 0, 1


def sentiment() -> tuple[list[str], NDArray[np.intp]]:
    """Return 200 English sentences and their labels, 1 for praise and 0 for complaint.

    100 of each, alternating, no sentence twice; about food, films, journeys, things and people.
    About forty words of praise and blame return again and again, so that a few examples teach
    them; a handful of sentences turn them round ("not bad", "never boring").

    Returns:
        A list of 200 strings, and labels (200,), integers.

    Source: our own sentences, part of this course and under its licence.
    """
    text = Path(__file__).with_name("sentiment.txt").read_text(encoding="utf-8")
    marked = [line.split(" ", 1) for line in text.splitlines()]
    labels = np.array([mark == "+" for mark, _ in marked], dtype=np.intp)
    return [sentence for _, sentence in marked], labels


def words(sentence: str) -> list[str]:
    """Return the words of a sentence in lower case, without punctuation; "don't" is one word.

    Args:
        sentence: a string.

    Returns:
        A list of strings, as long as the sentence has words.

    Raises:
        TypeError: `sentence` is not a string.

    Source: our own rule.
    """
    if not isinstance(sentence, str):
        raise TypeError(f"sentence must be a string, got {describe(sentence)}")
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", sentence.lower())


class Vocabulary:
    """Numbers for words: 0 is padding, 1 an unknown word, then words from frequent to rare.

    `encode` turns sentences into an array (N, T) of integers, `decode` a row of it into words.

    Args:
        sentences: strings to learn the words from: the training set only.
        minimum_count: leave out words that occur less often, at least 1.

    Raises:
        TypeError, ValueError: not a list of sentences, a wrong count.

    Source: deep neural networks, "One hot encoding" (a number for each word); numbers for padding
    and unknown words are common practice.
    """

    def __init__(self, sentences: Iterable[str], *, minimum_count: int = 1) -> None:
        """Count the words; equally frequent ones are in alphabetical order."""
        least = integer("minimum_count", minimum_count, at_least=1)
        counts: dict[str, int] = {}
        for sentence in _sentences(sentences):
            for word in words(sentence):
                counts[word] = counts.get(word, 0) + 1
        kept = sorted((-count, word) for word, count in counts.items() if count >= least)
        self.words: list[str] = ["<padding>", "<unknown>", *(word for _, word in kept)]
        self._index = {word: index for index, word in enumerate(self.words)}

    def __len__(self) -> int:
        """Count the numbers in use, padding and unknown included: rows of an embedding."""
        return len(self.words)

    def encode(self, sentences: Iterable[str], *, length: int | None = None) -> NDArray[np.intp]:
        """Return sentences as an array (N, T) of numbers, filled up with padding at the end.

        Args:
            sentences: N strings.
            length: T, at least 1; longer sentences are cut. The longest sentence decides if None.

        Raises:
            TypeError, ValueError: not a list of sentences, a wrong length.
        """
        rows = [
            [self._index.get(word, UNKNOWN) for word in words(sentence)]
            for sentence in _sentences(sentences)
        ]
        longest = max((len(row) for row in rows), default=0)
        steps = longest if length is None else integer("length", length, at_least=1)
        encoded = np.full((len(rows), steps), PADDING, np.intp)
        for encoded_row, row in zip(encoded, rows, strict=True):
            encoded_row[: len(row)] = row[:steps]
        return encoded

    def decode(self, numbers: Sequence[int] | NDArray[np.intp]) -> str:
        """Return the words of one row of `encode`, without its padding.

        Args:
            numbers: (T,) integers from 0 to below the length of this vocabulary.

        Raises:
            TypeError, ValueError: a number that is not one of this vocabulary's.
        """
        indices = [integer("numbers", number, at_least=0) for number in numbers]
        if max(indices, default=0) >= len(self):
            raise ValueError(f"numbers must be below {len(self)}, got {max(indices)}")
        return " ".join(self.words[index] for index in indices if index != PADDING)


def _sentences(sentences: Iterable[str]) -> list[str]:
    found = items("sentences", sentences, of="strings")
    for index, sentence in enumerate(found):
        if not isinstance(sentence, str):
            raise TypeError(f"sentences[{index}] must be a string, got {describe(sentence)}")
    return found
