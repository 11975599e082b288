"""`show.training` follows a real run of `fit`, in a notebook and in a terminal."""

from __future__ import annotations

import base64
import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from course import nn, show

MODULE = import_module("course.show.training")


def run(epochs: int, watch: Any, **options: Any) -> nn.History:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((40, 3))
    y = x @ np.array([[1.0], [2.0], [-1.0]])
    network = nn.Linear(3, 1, generator=rng)
    return nn.fit(
        network,
        lambda outputs, targets: ((outputs - targets) ** 2).mean(),
        nn.SGD(network.parameters(), learning_rate=0.05),
        [(x, y)],
        epochs=epochs,
        callbacks=[watch],
        **options,
    )


def test_a_terminal_gets_a_table_of_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    history = run(40, show.training(40), metrics={"size": lambda o, t: np.abs(o).mean()})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["epoch", "loss", "size", "rate"]
    assert len(lines) == 21
    last = [f"{history.training_loss[-1]:.4g}", f"{history.metrics['size'][-1]:.4g}", "0.05"]
    assert lines[-1].split() == ["40", *last]
    assert lines[1].split()[0] == "2"


def test_a_run_that_stops_early_is_shown_to_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    far = [(np.zeros((4, 3)), np.full((4, 1), -50.0))]  # gets no better
    history = run(100, show.training(100), validation=far, patience=2)
    assert history.stopped_early
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].split()[0] == f"{len(history.training_loss)}"


class Recorder:
    """Stands for the notebook: keeps what it is sent."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.last: Any = None

    def display(self, shown: Any) -> None:
        self.lengths.append(len(shown.history.training_loss))
        self.last = shown

    update = display


@pytest.fixture
def notebook(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(MODULE, "get_ipython", lambda: SimpleNamespace(kernel=object()))
    monkeypatch.setattr(MODULE, "DisplayHandle", lambda: recorder)
    return recorder


def test_a_notebook_gets_curves_at_most_twice_a_second_and_at_the_end(
    notebook: Recorder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(10_000))
    monkeypatch.setattr(MODULE, "time", SimpleNamespace(monotonic=lambda: next(clock) / 10))
    run(50, show.training(50))
    assert notebook.lengths[0] == 1
    assert notebook.lengths[-1] == 50
    assert 6 < len(notebook.lengths) < 13  # a look at the clock an epoch, 0.1 s each
    bundle = notebook.last._repr_mimebundle_()
    (data,) = re.findall(r'src="data:image/png;base64,([^"]+)"', bundle["text/html"])
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert 'alt="Training: epoch' in bundle["text/html"]
    assert capsys.readouterr().out == ""


def test_it_prints_as_a_table() -> None:
    watch = show.training(3)
    assert repr(watch) == "nothing trained yet"
    assert watch._repr_mimebundle_() == {"text/plain": "nothing trained yet"}
    history = run(3, watch)
    assert repr(watch).splitlines()[-1].split()[1] == f"{history.training_loss[-1]:.4g}"


def test_curves_are_the_history_with_its_best_epoch() -> None:
    history = nn.History(training_loss=[3, 2, 1], validation_loss=[3, 1.5, 2], best_epoch=1)
    ax = show.training_curves(history)
    np.testing.assert_array_equal(ax.lines[0].get_ydata(), [3, 2, 1])
    np.testing.assert_array_equal(ax.lines[1].get_ydata(), [3, 1.5, 2])
    np.testing.assert_array_equal(ax.lines[2].get_xydata(), [[2, 1.5]])
    assert ax.get_yscale() == "log"
    below = show.training_curves(nn.History(training_loss=[1.0, -1.0]))
    assert below.get_yscale() == "linear"


@pytest.mark.parametrize(
    ("history", "message"),
    [
        ([1, 2], "history must be what nn.fit returns"),
        (nn.History(), "history.training_loss must have 1 dimension"),
        (nn.History(training_loss=[np.nan]), "history.training_loss must hold finite numbers"),
    ],
)
def test_wrong_histories_are_refused(history: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.training_curves(history)


@pytest.mark.parametrize("epochs", [0, -3])
def test_no_epochs_are_refused(epochs: int) -> None:
    with pytest.raises(ValueError, match="epochs must be an integer at least 1"):
        show.training(epochs)
