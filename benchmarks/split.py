"""Where does a training step spend its time? The parts of a step here and in PyTorch, in float32.

    python benchmarks/split.py [--rounds N]

Forward with the loss, backward, and the optimizer, timed inside the steps of `library.py`; and the
matrix products alone, as each library makes them, which is what neither can save. Last,
the step with batch norm and dropout in bare NumPy, without a graph and without checks.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from library import CASES, TrainingStep, count, medians  # first: it asks for one thread

from bare import bare_step  # isort: skip
import numpy as np  # isort: skip
import torch  # isort: skip

from course.nn.allocator import aligned_empty  # isort: skip

PARTS = ("forward and loss", "backward", "optimizer", "whole step", "matrix products alone")
Product = tuple[tuple[int, ...], tuple[int, ...]]  # the shapes of both factors
_MLP: list[Product] = [
    *[((64, 784), (784, 256)), ((64, 256), (256, 128)), ((64, 128), (128, 10))],  # forward
    *[((784, 64), (64, 256)), ((256, 64), (64, 128)), ((128, 64), (64, 10))],  # weights' gradients
    *[((64, 10), (10, 128)), ((64, 128), (128, 256))],  # the inputs'
]
_OUR_LSTM: list[Product] = [
    *[((32, 193), (4, 193, 128))] * 50,  # (x, h, 1) times W, U and b, a gate each, step by step
    *[((4, 32, 128), (4, 128, 128))] * 50,  # back through U
    ((193, 50 * 32), (4, 50 * 32, 128)),  # the gradients of W, U and b
]
_TORCH_LSTM: list[Product] = [
    ((50 * 32, 64), (64, 512)),  # x W for all steps
    *[((32, 128), (128, 512))] * 50,  # h U, step by step
    *[((32, 512), (512, 128))] * 50,  # back through U
    *[((64, 50 * 32), (50 * 32, 512)), ((128, 50 * 32), (50 * 32, 512))],  # gradients of W and U
]
PRODUCTS = {
    "MLP": (_MLP, _MLP),
    "MLP, batch norm, dropout": (_MLP, _MLP),
    "LSTM": (_OUR_LSTM, _TORCH_LSTM),
}


def parts(step: TrainingStep) -> list[float]:
    """Run one step and return the milliseconds of its parts and of the whole."""
    marks = [time.perf_counter()]
    step.forget()
    loss = step.loss()
    marks.append(time.perf_counter())
    loss.backward()
    marks.append(time.perf_counter())
    step.move()
    marks.append(time.perf_counter())
    pieces = [(b - a) * 1e3 for a, b in pairwise(marks)]
    return [*pieces, sum(pieces)]


def products(
    shapes: list[Product], matmul: Callable[..., Any], convert: Callable[[Any], Any]
) -> Callable[[], Any]:
    """Return what computes all products, on arrays that begin a cache line."""
    rng = np.random.default_rng(0)
    ready = {}
    for shape in set(shapes):
        first, second = (rng.standard_normal(size).astype(np.float32) for size in shape)
        made = []
        for array in (first, second, first @ second):
            aligned = aligned_empty(array.shape, array.dtype)
            aligned[...] = array
            made.append(convert(aligned))
        ready[shape] = made

    def all_of_them() -> None:
        for shape in shapes:
            first, second, result = ready[shape]
            matmul(first, second, out=result)

    return all_of_them


def timed(run: Callable[[], Any]) -> float:
    """Return the milliseconds that `run` takes."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1e3


def split(case: str, rounds: int) -> tuple[list[float], list[float]]:
    """Return the medians of all parts, of ours and of PyTorch, measured in turn."""
    ours_alone, theirs_alone = PRODUCTS[case]
    bare = (
        products(ours_alone, np.matmul, np.asarray),
        products(theirs_alone, torch.matmul, torch.from_numpy),
    )
    steps = CASES[case](np.float32)
    records: tuple[list[list[float]], list[list[float]]] = ([], [])
    for round_ in range(rounds + 3):
        for record, step, product in zip(records, steps, bare, strict=True):
            assert isinstance(step, TrainingStep)
            row = [*parts(step), timed(product)]
            if round_ >= 3:  # the first rounds warm caches and allocators
                record.append(row)
    ours, theirs = ([statistics.median(column) for column in zip(*r, strict=True)] for r in records)
    return ours, theirs


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=count, default=60, help="of each case; 60 unless given")
    options = parser.parse_args()
    torch.set_num_threads(1)
    print("Parts of one training step in float32, one thread; milliseconds here and in PyTorch")
    for case in PRODUCTS:
        print(f"\n{case}")
        for part, ours, theirs in zip(PARTS, *split(case, options.rounds), strict=True):
            print(f"  {part:24}{ours:8.3f}{theirs:8.3f}")
    case = "MLP, batch norm, dropout"
    bare, theirs = medians((bare_step(), CASES[case](np.float32)[1]), options.rounds)
    print(f"\n{case}, whole step in bare NumPy\n  {bare:32.3f}{theirs:8.3f}")


if __name__ == "__main__":
    main()
