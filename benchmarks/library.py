"""How fast is `course.nn`? The same training steps here and in PyTorch, one after the other.

    python benchmarks/library.py [--json] [--rounds N]

Each case is one whole training step (forward, loss, backward, optimizer). Runs alternate between
the libraries, so that a busy machine slows both; the median of each is compared. One thread,
PyTorch eager in its default layout. Needs torch==2.13.0; the CNN is also compared with HIPS
autograd where it is installed, and with the textbook's im2col by index arrays.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy and PyTorch are imported

import numpy as np  # noqa: E402
import torch  # noqa: E402

from course import nn  # noqa: E402

TARGETS = {
    "MLP": 0.80,
    "MLP, batch norm, dropout": 0.65,
    "CNN": 1.05,
    "LSTM": 1.10,
    "Tensor overhead": 0.60,
}
FLOAT64_TARGET = 1.10
Step = Callable[[], Any]


@dataclass
class TrainingStep:
    """One step of one library: forget the old gradients, compute the loss, go back, move."""

    forget: Callable[[], Any]
    loss: Callable[[], Any]
    move: Callable[[], Any]

    def __call__(self) -> None:
        self.forget()
        self.loss().backward()
        self.move()


def mlp(dtype: Any, *, regularised: bool = False) -> tuple[Step, Step]:
    """784-256-128-10, batch 64, Adam."""
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((64, 784)).astype(dtype), rng.integers(0, 10, 64)
    sizes = (784, 256, 128, 10)
    ours: list[Any] = []
    theirs: list[Any] = []
    for fan_in, fan_out in pairwise(sizes):
        ours.append(nn.Linear(fan_in, fan_out, generator=rng, dtype=dtype))
        theirs.append(torch.nn.Linear(fan_in, fan_out))
        if fan_out != 10:
            if regularised:
                ours.append(nn.BatchNorm1d(fan_out, dtype=dtype))
                theirs.append(torch.nn.BatchNorm1d(fan_out))
            ours.append(nn.relu)
            theirs.append(torch.nn.ReLU())
            if regularised:
                ours.append(nn.Dropout(0.5, generator=rng))
                theirs.append(torch.nn.Dropout(0.5))
    return _steps(nn.Sequential(*ours), torch.nn.Sequential(*theirs), x, y)


def cnn(dtype: Any) -> tuple[Step, Step]:
    """1-16-32 filters of 3x3 with 2x2 max pools on 28x28, batch 64, Adam."""
    rng = np.random.default_rng(0)
    x, y = rng.standard_normal((64, 1, 28, 28)).astype(dtype), rng.integers(0, 10, 64)
    ours = nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1, generator=rng, dtype=dtype),
        nn.relu,
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, 3, padding=1, generator=rng, dtype=dtype),
        nn.relu,
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * 49, 10, generator=rng, dtype=dtype),
    )
    theirs = torch.nn.Sequential(
        torch.nn.Conv2d(1, 16, 3, padding=1),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Conv2d(16, 32, 3, padding=1),
        torch.nn.ReLU(),
        torch.nn.MaxPool2d(2),
        torch.nn.Flatten(),
        torch.nn.Linear(32 * 49, 10),
    )
    return _steps(ours, theirs, x, y)


def _steps(ours: Any, theirs: Any, x: Any, y: Any) -> tuple[Step, Step]:
    """Return one training step of each library on one batch of labelled samples."""
    theirs = theirs.to(torch.from_numpy(x).dtype)
    loss, optimizer = nn.Loss(nn.softmax_cross_entropy), nn.Adam(ours.parameters())
    torch_loss, torch_optimizer = torch.nn.CrossEntropyLoss(), torch.optim.Adam(theirs.parameters())
    torch_x, torch_y = torch.from_numpy(x), torch.from_numpy(y)

    return (
        TrainingStep(optimizer.zero_gradients, lambda: loss(ours(x), y), optimizer.step),
        TrainingStep(
            torch_optimizer.zero_grad,
            lambda: torch_loss(theirs(torch_x), torch_y),
            torch_optimizer.step,
        ),
    )


def lstm(dtype: Any) -> tuple[Step, Step]:
    """LSTM from 64 to 128 units, 50 steps, batch 32; mean squared output, Adam."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((32, 50, 64)).astype(dtype)
    target = rng.standard_normal((32, 50, 128)).astype(dtype)
    ours = nn.LSTM(64, 128, generator=rng, dtype=dtype)
    theirs = torch.nn.LSTM(64, 128, batch_first=True).to(torch.from_numpy(x).dtype)
    loss, optimizer = nn.Loss(nn.mean_squared_error), nn.Adam(ours.parameters())
    torch_loss, torch_optimizer = torch.nn.MSELoss(), torch.optim.Adam(theirs.parameters())
    torch_x, torch_target = torch.from_numpy(x), torch.from_numpy(target)

    return (
        TrainingStep(optimizer.zero_gradients, lambda: loss(ours(x), target), optimizer.step),
        TrainingStep(
            torch_optimizer.zero_grad,
            lambda: torch_loss(theirs(torch_x)[0], torch_target),
            torch_optimizer.step,
        ),
    )


def overhead(dtype: Any) -> tuple[Step, Step]:
    """Twenty small operations on 32x32, forward and backward: mostly bookkeeping."""
    rng = np.random.default_rng(0)
    a, b = (rng.standard_normal((32, 32)).astype(dtype) for _ in range(2))

    def chain(x: Any, w: Any) -> None:
        h = x
        for _ in range(10):
            h = h * w + x
        h.sum().backward()

    def step() -> None:
        chain(nn.Tensor(a, requires_grad=True), nn.Tensor(b, requires_grad=True))

    def torch_step() -> None:
        chain(torch.from_numpy(a).requires_grad_(), torch.from_numpy(b).requires_grad_())

    return step, torch_step


CASES: dict[str, Callable[[Any], tuple[Step, Step]]] = {
    "MLP": mlp,
    "MLP, batch norm, dropout": lambda dtype: mlp(dtype, regularised=True),
    "CNN": cnn,
    "LSTM": lstm,
    "Tensor overhead": overhead,
}


def medians(steps: tuple[Step, ...], rounds: int) -> list[float]:
    """Run the steps in turn and return the median milliseconds of each."""
    times: list[list[float]] = [[] for _ in steps]
    for round_ in range(rounds + 3):
        for record, step in zip(times, steps, strict=True):
            start = time.perf_counter()
            step()
            if round_ >= 3:  # the first rounds warm caches and allocators
                record.append((time.perf_counter() - start) * 1e3)
    return [statistics.median(record) for record in times]


def im2col_step() -> Step:
    """The textbook's CNN step in float32: im2col by index arrays, `np.add.at` on the way back."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((64, 1, 28, 28)).astype(np.float32)
    shapes = ((16, 9), (32, 144))
    weights = [rng.standard_normal(shape).astype(np.float32) * 0.1 for shape in shapes]
    last = rng.standard_normal((32 * 49, 10)).astype(np.float32) * 0.1
    ones = np.ones((64, 10), np.float32)

    def indices(channels: int, height: int, width: int) -> tuple[Any, Any, Any]:
        i = np.tile(np.repeat(np.arange(3), 3), channels)[:, None]
        j = np.tile(np.arange(3), 3 * channels)[:, None]
        rows, columns = np.repeat(np.arange(height), width), np.tile(np.arange(width), height)
        return np.repeat(np.arange(channels), 9)[:, None], i + rows, j + columns

    def convolve(images: Any, w: Any) -> tuple[Any, Any]:
        n, c, height, width = images.shape
        padded = np.pad(images, ((0, 0), (0, 0), (1, 1), (1, 1)))
        where = indices(c, height, width)
        columns = padded[:, where[0], where[1], where[2]].transpose(1, 2, 0).reshape(c * 9, -1)
        y = (w @ columns).reshape(len(w), height, width, n).transpose(3, 0, 1, 2)
        return y, (columns, padded.shape, where)

    def convolve_back(g: Any, w: Any, cache: Any) -> tuple[Any, Any]:
        columns, shape, where = cache
        flat = g.transpose(1, 2, 3, 0).reshape(len(w), -1)
        spread = np.zeros(shape, g.dtype)
        sent = (w.T @ flat).reshape(len(columns), -1, len(g)).transpose(2, 0, 1)
        np.add.at(spread, (slice(None), *where), sent)
        return flat @ columns.T, spread[:, :, 1:-1, 1:-1]

    def pool(a: Any) -> tuple[Any, Any]:
        n, c, height, width = a.shape
        tiles = a.reshape(n, c, height // 2, 2, width // 2, 2)
        y = tiles.max(axis=(3, 5))
        return y, tiles == y[:, :, :, None, :, None]

    def step() -> None:
        a, caches = x, []
        for w in weights:
            z, cache = convolve(a, w)
            a, mask = pool(np.maximum(z, 0))
            caches.append((w, cache, mask, z))
        g = (ones @ last.T).reshape(a.shape)
        for w, cache, mask, z in reversed(caches):
            g = (mask * g[:, :, :, None, :, None]).reshape(z.shape) * (z > 0)
            _, g = convolve_back(g, w, cache)

    return step


def autograd_step() -> Step | None:
    """The same network in HIPS autograd, whose convolution is its own; None where missing."""
    try:
        import autograd.numpy as anp
        from autograd import grad
        from autograd.scipy.signal import convolve
    except ImportError:
        return None
    rng = np.random.default_rng(0)
    x = rng.standard_normal((64, 1, 28, 28))
    weights = [
        rng.standard_normal(shape) * 0.1 for shape in ((1, 16, 3, 3), (16, 32, 3, 3), (800, 10))
    ]

    def loss(parameters: Any) -> Any:
        a = x
        for w in parameters[:2]:
            z = anp.maximum(
                convolve(a, w, axes=([2, 3], [2, 3]), dot_axes=([1], [0]), mode="valid"), 0
            )
            n, c, height, width = z.shape
            z = z[:, :, : height // 2 * 2, : width // 2 * 2]
            a = z.reshape(n, c, height // 2, 2, width // 2, 2).max(axis=(3, 5))
        return anp.sum(a.reshape(64, -1) @ parameters[2])

    gradient = grad(loss)
    return lambda: gradient(weights)


def without_onednn(step: Step) -> Step:
    """Return the step with PyTorch's own layers where it would take those of oneDNN."""

    def plain() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on a setting of oneDNN that is put back as it was
            with torch.backends.mkldnn.flags(enabled=False):
                step()

    return plain


def run(rounds: int) -> list[dict[str, Any]]:
    """Measure every case in both dtypes."""
    torch.set_num_threads(1)
    rows = []
    for case, make in CASES.items():
        for dtype in (np.float32, np.float64):
            repeats = rounds * 10 if case == "Tensor overhead" else rounds
            ours, theirs = medians(make(dtype), repeats)
            rows.append(
                {
                    "case": case,
                    "dtype": np.dtype(dtype).name,
                    "ours_ms": round(ours, 4),
                    "torch_ms": round(theirs, 4),
                    "ratio": round(ours / theirs, 3),
                    "target": TARGETS[case] if dtype == np.float32 else FLOAT64_TARGET,
                }
            )
    return rows


def against_others(rounds: int) -> dict[str, float]:
    """Return how many times longer a step takes elsewhere; for the CNN few rounds show it."""
    ours, textbook = medians((cnn(np.float32)[0], im2col_step()), min(rounds, 10))
    result = {"The CNN step with im2col by index arrays": textbook / ours}
    other = autograd_step()
    if other is not None:
        ours, theirs = medians((cnn(np.float64)[0], other), min(rounds, 2))
        result["The CNN step with HIPS autograd"] = theirs / ours
    step, torch_step = lstm(np.float32)
    ours, theirs = medians((step, without_onednn(torch_step)), rounds)
    result["The float32 LSTM step with PyTorch, but not oneDNN's fused layer,"] = theirs / ours
    return result


def count(text: str) -> int:
    """Return a number of rounds; argparse says what is wrong with another text."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be an integer at least 1, got {text!r}")
    return int(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--json", action="store_true", help="one object a case, on one line each")
    parser.add_argument("--rounds", type=count, default=60, help="of each case; 60 unless given")
    options = parser.parse_args()
    rows = run(options.rounds)
    if options.json:
        for row in rows:
            print(json.dumps(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title="One training step: course.nn against PyTorch eager, one thread")
    for column in ("case", "dtype", "ours, ms", "PyTorch, ms", "ratio", "target"):
        table.add_column(column, justify="left" if column in ("case", "dtype") else "right")
    for row in rows:
        within = "green" if row["ratio"] <= row["target"] else "red"
        table.add_row(
            row["case"],
            row["dtype"],
            f"{row['ours_ms']:.3f}",
            f"{row['torch_ms']:.3f}",
            f"[{within}]{row['ratio']:.2f}[/]",
            f"{row['target']:.2f}",
        )
    console = Console()
    console.print(table)
    for name, factor in against_others(options.rounds).items():
        console.print(f"{name} takes {factor:.1f} times as long as here.")


if __name__ == "__main__":
    main()
