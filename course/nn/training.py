"""Training: `fit`, with history, validation, early stopping, accumulation and callbacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from course.nn.arguments import Array, describe, integer, number
from course.nn.autograd.tensor import Tensor, no_grad
from course.nn.layers.module import Module


class Optimizer(Protocol):
    """What `fit` asks of an optimizer."""

    learning_rate: float

    def step(self) -> None:
        """Change the parameters by their gradients."""

    def zero_gradients(self) -> None:
        """Forget the gradients."""


@dataclass
class History:
    """What happened, one entry an epoch.

    Attributes:
        training_loss: mean over the samples of the epoch, measured while the weights changed.
        validation_loss: mean over the validation samples after the epoch; empty without them.
        metrics: by name, each measured on the validation data (on the training data without).
        learning_rate: at the end of the epoch.
        best_epoch: where the validation loss was lowest, counted from 0; None without.
        stopped_early: whether patience ran out.
    """

    training_loss: list[float] = field(default_factory=list)
    validation_loss: list[float] = field(default_factory=list)
    metrics: dict[str, list[float]] = field(default_factory=dict)
    learning_rate: list[float] = field(default_factory=list)
    best_epoch: int | None = None
    stopped_early: bool = False


Batches = Iterable[tuple[Any, Any]]
Metric = Callable[[Array, Any], Any]
Callback = Callable[[int, History], object]


def fit(
    network: Module,
    loss: Callable[[Any, Any], Any],
    optimizer: Optimizer,
    batches: Batches,
    *,
    epochs: int,
    validation: Batches | None = None,
    metrics: dict[str, Metric] | None = None,
    schedule: Callable[[int], float] | None = None,
    accumulate: int = 1,
    patience: int | None = None,
    callbacks: Sequence[Callback] = (),
    progress: bool = False,
) -> History:
    r"""Train a network: for each batch, forward, loss, backward, step.

    Gradient accumulation adds the gradients of `accumulate` batches before each step and divides
    by their number: with equal batches and a mean loss, exactly the step of one large batch.

    Early stopping waits `patience` epochs for a lower validation loss, then stops and puts the
    parameters of the best epoch back.

    Args:
        network: trained in place; left in evaluation mode.
        loss: takes the network's output and the targets, returns a tensor with one number.
        optimizer: made with `network.parameters()`.
        batches: pairs (inputs, targets), gone through once an epoch, such as a data loader.
        epochs: how often, at least 1.
        validation: batches to measure on after each epoch.
        metrics: functions of (outputs as an array, targets), by name; averaged over samples.
        schedule: learning rate as a function of the step, counted from 0.
        accumulate: batches a step, at least 1.
        patience: epochs to wait, at least 1; needs `validation`.
        callbacks: called with (epoch, history) after each epoch; one that returns True stops.
        progress: show a bar (with rich).

    Returns:
        The history.

    Raises:
        TypeError, ValueError: arguments that do not fit; no batch; a loss that is not a number
        or not finite, which names epoch and batch.

    Source: deep neural networks, "Stochastic gradient descent", "Early stopping"; CS344.
    """
    epochs = integer("epochs", epochs, at_least=1)
    accumulate = integer("accumulate", accumulate, at_least=1)
    if patience is not None:
        patience = integer("patience", patience, at_least=1)
        if validation is None:
            raise ValueError("patience needs validation batches to watch")
    for argument, data in (("batches", batches), ("validation", validation)):
        if data is not None and iter(data) is data:
            raise TypeError(f"{argument} is used up after one epoch; give a list or a data loader")
    history = History(metrics={name: [] for name in metrics or {}})
    best: tuple[float, dict[str, Array]] | None = None
    step = 0
    with _bar(progress, epochs) as advance:
        for epoch in range(epochs):
            step = _train_epoch(
                network, loss, optimizer, batches, history, schedule, accumulate, step
            )
            history.learning_rate.append(optimizer.learning_rate)
            watched = {}
            if validation is not None or metrics:
                data = batches if validation is None else validation
                watched = evaluate(network, loss, data, metrics=metrics)
            for name in history.metrics:
                history.metrics[name].append(watched[name])
            if validation is not None:
                history.validation_loss.append(watched["loss"])
                if best is None or watched["loss"] < best[0]:
                    best = watched["loss"], network.state()
                    history.best_epoch = epoch
                waited = epoch - (history.best_epoch or 0)
                history.stopped_early = patience is not None and waited >= patience
            stop = [callback(epoch, history) is True for callback in callbacks]
            advance(history)
            if history.stopped_early or any(stop):
                break
    if patience is not None and best is not None:
        network.load_state(best[1])
    network.eval()
    return history


def evaluate(
    network: Module,
    loss: Callable[[Any, Any], Any],
    batches: Batches,
    *,
    metrics: dict[str, Metric] | None = None,
) -> dict[str, float]:
    """Return the mean loss, under "loss", and the metrics over all samples of `batches`.

    The network is in evaluation mode meanwhile and nothing is recorded. Raises `ValueError` when
    there are no samples.
    """
    was_training = network.training
    network.eval()
    totals = dict.fromkeys(("loss", *(metrics or {})), 0.0)
    samples = 0
    with no_grad():
        for inputs, targets in batches:
            outputs = network(inputs)
            count = len(targets)
            samples += count
            totals["loss"] += float(_value(loss(outputs, targets))) * count
            for name, metric in (metrics or {}).items():
                totals[name] += float(metric(_value(outputs), targets)) * count
    network.train(was_training)
    if samples == 0:
        raise ValueError("batches must hold at least one sample, got none")
    return {name: total / samples for name, total in totals.items()}


def _train_epoch(
    network: Module,
    loss: Callable[[Any, Any], Any],
    optimizer: Optimizer,
    batches: Batches,
    history: History,
    schedule: Callable[[int], float] | None,
    accumulate: int,
    step: int,
) -> int:
    """Go through the batches once; return the number of steps taken so far."""
    network.train()
    total, samples, waiting = 0.0, 0, 0
    optimizer.zero_gradients()
    for position, (inputs, targets) in enumerate(batches):
        value = loss(network(inputs), targets)
        if not isinstance(value, Tensor) or value.size != 1:
            raise TypeError(f"loss must return a Tensor with one number, got {describe(value)}")
        if not np.isfinite(value.item()):
            raise ValueError(
                f"the loss is {value.item()} in epoch {len(history.training_loss)}, batch "
                f"{position}; try a lower learning rate, and look for NaN in the data"
            )
        value.backward()
        total += value.item() * len(targets)
        samples += len(targets)
        waiting += 1
        if waiting == accumulate:
            step, waiting = _step(network, optimizer, schedule, waiting, step), 0
    if samples == 0:
        raise ValueError("batches must hold at least one sample, got none")
    if waiting:
        step = _step(network, optimizer, schedule, waiting, step)
    history.training_loss.append(total / samples)
    return step


def _step(
    network: Module,
    optimizer: Optimizer,
    schedule: Callable[[int], float] | None,
    batches: int,
    step: int,
) -> int:
    if schedule is not None:
        optimizer.learning_rate = number("the schedule's learning rate", schedule(step), at_least=0)
    if batches > 1:
        for parameter in network.parameters():
            if parameter.grad is not None:
                parameter.grad /= batches
    optimizer.step()
    optimizer.zero_gradients()
    return step + 1


def _value(x: Any) -> Any:
    return x.data if isinstance(x, Tensor) else x


def _bar(progress: bool, epochs: int) -> AbstractContextManager[Callable[[History], None]]:
    """Return a context that gives a function to call after each epoch."""
    if not progress:
        return nullcontext(lambda history: None)
    from course.nn.progress import progress_bar  # rich is needed only where a bar is asked for

    return progress_bar(epochs)
