"""Mini-batches: arrays that belong together, cut into pieces in a random order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.nn.arguments import describe, integer, number, random_generator

AnyArray = NDArray[Any]


class DataLoader:
    """Goes through arrays in batches; every pass is one epoch.

    Iterate over it for tuples of arrays (B, ...), one for each array given, where B is
    `batch_size` but for the last batch; `len` counts the batches.

    Args:
        arrays: one or more arrays (N, ...) with one row a sample, such as inputs and labels.
        batch_size: rows in a batch, at least 1. The last batch may have fewer.
        generator: shuffles anew in every epoch; without it the order is kept.
        drop_last: leave out a last batch with fewer rows, as batch normalization may wish.

    Raises:
        TypeError, ValueError: no arrays, arrays of different lengths, a wrong option.

    Source: deep neural networks, "Stochastic gradient descent (SGD)".
    """

    def __init__(
        self,
        *arrays: AnyArray,
        batch_size: int = 32,
        generator: np.random.Generator | None = None,
        drop_last: bool = False,
    ) -> None:
        """Keep the arrays; nothing is copied until a batch is made."""
        self.arrays = _rows(arrays)
        self.batch_size = integer("batch_size", batch_size, at_least=1)
        self.generator = None if generator is None else random_generator("generator", generator)
        self.drop_last = bool(drop_last)

    def __len__(self) -> int:
        """Count the batches of an epoch."""
        full, rest = divmod(len(self.arrays[0]), self.batch_size)
        return full + (rest > 0 and not self.drop_last)

    def __iter__(self) -> Iterator[tuple[AnyArray, ...]]:
        """Yield the batches of one epoch: copies if shuffled, else views of the arrays."""
        samples = len(self.arrays[0])
        order = None if self.generator is None else self.generator.permutation(samples)
        for start in range(0, len(self) * self.batch_size, self.batch_size):
            rows: Any = slice(start, start + self.batch_size)
            if order is not None:
                rows = order[rows]
            yield tuple(array[rows] for array in self.arrays)


def split(
    *arrays: AnyArray, fraction: float, generator: np.random.Generator
) -> tuple[tuple[AnyArray, ...], tuple[AnyArray, ...]]:
    """Cut arrays at random into two parts, such as training and validation data.

    Args:
        arrays: as for `DataLoader`.
        fraction: share of the samples in the second part, above 0 and below 1, rounded to whole
            samples.
        generator: where the randomness comes from.

    Returns:
        The first part and the second, each a tuple with a piece of every array: for arrays
        (N, ...) pieces (N - M, ...) and (M, ...), where M is fraction times N, rounded.

    Raises:
        TypeError, ValueError: no arrays, different lengths, a wrong option, an empty part.

    Source: deep neural networks, "Monitoring performance".
    """
    kept = _rows(arrays)
    share = number("fraction", fraction, above=0, below=1)
    order = random_generator("generator", generator).permutation(len(kept[0]))
    second = round(share * len(order))
    if not 0 < second < len(order):
        raise ValueError(
            f"fraction={share:g} of {len(order)} samples leaves one part empty; "
            "give more samples or another fraction"
        )
    first_rows, second_rows = order[:-second], order[-second:]
    return tuple(a[first_rows] for a in kept), tuple(a[second_rows] for a in kept)


def _rows(arrays: tuple[AnyArray, ...]) -> tuple[AnyArray, ...]:
    if not arrays:
        raise ValueError("arrays must not be empty: give at least one array")
    for index, array in enumerate(arrays):
        if not isinstance(array, np.ndarray) or array.ndim == 0:
            raise TypeError(
                f"arrays[{index}] must be an array with one row a sample, got {describe(array)}; "
                "lists become arrays with np.array"
            )
        if len(array) != len(arrays[0]):
            raise ValueError(
                f"arrays must have the same number of samples, got {len(arrays[0])} in arrays[0] "
                f"and {len(array)} in arrays[{index}]"
            )
    return arrays
