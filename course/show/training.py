"""Watch a network learn: curves that grow in a notebook, a table that grows in a terminal."""

from __future__ import annotations

import base64
import html
import io
import time
from typing import Any

import matplotlib as mpl
from IPython import get_ipython
from IPython.display import DisplayHandle
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from course.nn.arguments import describe, integer
from course.nn.training import History
from course.show.arguments import finite
from course.show.canvas import frame
from course.show.style import axes_for, style, theme_in_force

SECONDS_BETWEEN_DRAWINGS = 0.5
ROWS = 20  # of the table in a terminal


def training_curves(history: History, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Draw the losses of a run of `fit` against the epoch, the best epoch marked.

    Args:
        history: what `nn.fit` returned.
        title: words above the figure.
        ax: axes to draw on; a new figure without it.

    Returns:
        The axes.

    Raises:
        ValueError: not a history, or one without an epoch, or NaN in it.
    """
    if not isinstance(history, History):
        raise ValueError(f"history must be what nn.fit returns, got {describe(history)}")
    losses = {"training": finite("history.training_loss", history.training_loss)}
    if history.validation_loss:
        losses["validation"] = finite("history.validation_loss", history.validation_loss)
    ax = axes_for(ax)
    for name, values in losses.items():
        marker = "o" if len(values) == 1 else ""
        ax.plot(range(1, len(values) + 1), values, label=name, marker=marker)
    best = history.best_epoch
    if best is not None:
        ax.plot(best + 1, losses["validation"][best], "o", color="C1", markersize=10)
        words = f"best: {losses['validation'][best]:.3g}"
        side = "right" if best > 0.8 * len(losses["validation"]) else "center"
        ax.annotate(words, (best + 1, losses["validation"][best]), (0, 9),
                    textcoords="offset points", ha=side, color="C1", fontsize=11)  # fmt: skip
    positive = min(values.min() for values in losses.values()) > 0
    frame(ax, xlabel="epoch", ylabel="loss", yscale="log" if positive else "linear")
    ax.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10]))
    ax.set_title(title)
    if len(losses) > 1:
        ax.legend()
    return ax


class Training:
    """Shows a run of `fit` as it goes; made by `training`."""

    def __init__(self, epochs: int) -> None:
        self.epochs = epochs
        self.history = History()
        self._in_notebook = hasattr(get_ipython(), "kernel")
        self._handle: Any = None
        self._drawn = 0.0
        self._every = -(-epochs // ROWS)

    def __call__(self, epoch: int, history: History) -> None:
        """Show `history` after `epoch`; `fit` calls this."""
        self.history = history
        last = epoch + 1 >= self.epochs or history.stopped_early
        if not self._in_notebook:
            if epoch == 0:
                print(_row(["epoch", *_names(history)]))
            if last or (epoch + 1) % self._every == 0:
                print(_row([f"{epoch + 1}", *_numbers(history, epoch)]))
            return
        if self._handle is None:
            self._handle = DisplayHandle()
            self._handle.display(self)
        elif last or time.monotonic() - self._drawn > SECONDS_BETWEEN_DRAWINGS:
            self._handle.update(self)
        else:
            return
        self._drawn = time.monotonic()

    def __repr__(self) -> str:
        done = len(self.history.training_loss)
        if not done:
            return "nothing trained yet"
        chosen = [e for e in range(done) if e == done - 1 or (e + 1) % self._every == 0]
        rows = [[f"{e + 1}", *_numbers(self.history, e)] for e in chosen]
        return "\n".join(_row(row) for row in [["epoch", *_names(self.history)], *rows])

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        if not self.history.training_loss:
            return {"text/plain": repr(self)}
        with mpl.rc_context(style(theme_in_force())):
            png = self._picture()
        table = html.escape(repr(self).replace("\n", "; "), quote=True)
        data = base64.b64encode(png).decode()
        picture = f'<img alt="Training: {table}" src="data:image/png;base64,{data}">'
        return {"text/html": picture, "text/plain": repr(self)}

    def _picture(self) -> bytes:
        """Draw the curves: the losses, and beside them the metrics where there are any."""
        history = self.history
        panels = 1 + bool(history.metrics)
        figure = Figure(figsize=(4.5 + 4.0 * panels, 3.6))
        FigureCanvasAgg(figure)
        axes = figure.subplots(1, panels, squeeze=False)[0]
        done = len(history.training_loss)
        training_curves(history, title=f"epoch {done} of {self.epochs}", ax=axes[0])
        if history.metrics:
            for name, values in history.metrics.items():
                axes[1].plot(range(1, done + 1), values, label=f"{name}: {values[-1]:.3g}")
            axes[1].set(xlabel="epoch", title="metrics")
            axes[1].legend()
        for ax in axes:
            ax.set_xlim(0, self.epochs + 1)
        file = io.BytesIO()
        figure.savefig(file, format="png")
        return file.getvalue()


def training(epochs: int) -> Training:
    """Return a callback for `nn.fit` that shows the run as it goes.

        nn.fit(network, loss, optimizer, batches, epochs=20, callbacks=[show.training(20)])

    In a notebook it draws the losses and metrics, anew at most twice a second, and last when the
    run ends or stops early. In a terminal it prints a table of about 20 rows.

    Args:
        epochs: how many the run will have, at least 1.

    Raises:
        TypeError, ValueError: `epochs` is not an integer at or above 1.
    """
    return Training(integer("epochs", epochs, at_least=1))


def _names(history: History) -> list[str]:
    watched = ["validation"] if history.validation_loss else []
    return ["loss", *watched, *history.metrics, "rate"]


def _numbers(history: History, epoch: int) -> list[str]:
    watched = [history.validation_loss] if history.validation_loss else []
    lists = [history.training_loss, *watched, *history.metrics.values(), history.learning_rate]
    return [f"{values[epoch]:.4g}" for values in lists]


def _row(words: list[str]) -> str:
    return f"{words[0]:>5} " + " ".join(f"{word:>11}" for word in words[1:])
