"""Draw the widgets that compute in Python, with their controls, and the figures of layers.

python -m tests.show.python_screenshots screenshots

A page of its own stands for JupyterLab: the widget's script with the state it has in Python.
"""

from __future__ import annotations

import base64
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from playwright.sync_api import Browser, sync_playwright

from course import nn, show
from course.show.panel import Panel

PAGE = """<!doctype html><meta charset="utf-8"><style>{css} body {{ background: {paper}; }}</style>
<div id="place"></div><script type="module">
const state = {state};
const bytes = Uint8Array.from(atob("{picture}"), (letter) => letter.charCodeAt(0));
const model = {{ get: (key) => (key === "picture" ? bytes : state[key]), set() {{}}, on() {{}},
  off() {{}}, send() {{}}, save_changes() {{}} }};
const script = new Blob([{script}], {{ type: "text/javascript" }});
const module = await import(URL.createObjectURL(script));
module.default.render({{ model, el: document.getElementById("place") }});
</script>"""
THEMES = {"light": "#ffffff", "dark": "#111111"}


def widgets() -> dict[str, Panel]:
    """Return every widget in an interesting state."""
    race = show.memory_race(16)
    race.train()
    return {
        "initialization_lab": show.initialization_lab("xavier", 1.0),
        "optimizer_race": show.optimizer_race("saddle"),
        "memory_race": race,
        "rnn_unroller": show.rnn_unroller(1.5),
        "overfitting_lab": show.overfitting_lab(),
        "dead_relu_meter": show.dead_relu_meter(learning_rate=0.5),
        "schedule_composer": show.schedule_composer("triangles", 0.1, warm_up=20),
    }


def page_of(widget: Panel, paper: str) -> str:
    """Return a page that shows a widget as it stands."""
    state = {"given": widget.given, "values": widget.values, "answer": widget.answer}
    return PAGE.format(
        css=Panel._css,
        paper=paper,
        state=json.dumps({**state, "dark": widget.dark}),
        picture=base64.b64encode(widget.picture).decode(),
        script=json.dumps(Panel._esm),
    )


def figures() -> dict[str, Any]:
    """Return the figures of layers and of a training, drawn in the style in force."""
    rng = np.random.default_rng(0)
    x = nn.data.digits()[0][:1].astype(float)
    filters = rng.standard_normal((12, 1, 3, 3))
    states = nn.rnn(rng.standard_normal((1, 20, 3)), rng.standard_normal((3, 8)), np.eye(8) * 0.5)[
        0
    ][0]
    history = nn.History(
        [1.0, 0.5, 0.3, 0.2], [1.1, 0.7, 0.6, 0.65], learning_rate=[0.1] * 4, best_epoch=2
    )
    return {
        "filters": show.filters(filters),
        "filters_of_channels": show.filters(rng.standard_normal((4, 5, 3, 3))),
        "feature_maps": show.feature_maps(nn.relu(nn.conv2d(x, filters, padding=1))[0]),
        "histograms": show.histograms({f"{k}": rng.standard_normal(999) / k for k in range(1, 8)}),
        "unrolled": show.unrolled(
            rng.standard_normal((20, 3)), states, gradient_norms=0.5 ** np.arange(20.0)[::-1]
        ),
        "training_curves": show.training_curves(history),
    }


def shoot(browser: Browser, page: str, path: Path, width: int, theme: str) -> None:
    """Write a picture of a page."""
    tab = browser.new_page(
        viewport={"width": width, "height": 300},
        color_scheme=theme,
    )
    tab.on("pageerror", lambda error: print(error, file=sys.stderr))
    tab.set_content(page)
    tab.wait_for_selector("img, svg")
    tab.wait_for_timeout(200)
    tab.screenshot(path=path, full_page=True)
    print(path)
    tab.close()


def main(folder: Path) -> None:
    """Write `folder/NAME-THEME.png` for each figure, and two widths of each widget."""
    folder.mkdir(parents=True, exist_ok=True)
    made = widgets()
    x = nn.Tensor(2.0, requires_grad=True, name="x")
    circuit = 1 / (1 + np.exp(-(x * x - 3 * x)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for theme, paper in THEMES.items():
            for name, widget in made.items():
                widget.dark = theme == "dark"
                for size, width in {"wide": 1000, "narrow": 420}.items():
                    path = folder / f"{name}-{theme}-{size}.png"
                    shoot(browser, page_of(widget, paper), path, width, theme)
            drawing = show.graph(circuit, theme=theme).svg
            shoot(browser, drawing, folder / f"graph-{theme}.png", 1000, theme)
            with mpl.rc_context(show.style(theme)):
                for name, ax in figures().items():
                    ax.figure.savefig(folder / f"{name}-{theme}.png")
        browser.close()


if __name__ == "__main__":
    mpl.use("Agg")
    main(Path(sys.argv[1]))
