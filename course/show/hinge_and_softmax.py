"""A widget: drag three scores and see what hinge and softmax make of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import ipywidgets as widgets
import numpy as np
from IPython.display import display

from course.nn.arguments import integer, number
from course.show.arguments import finite
from course.show.hinge_and_softmax_picture import Sample, as_html, as_text

CLASSES = ("cat", "chair", "car")
LARGEST_SCORE, LARGEST_MARGIN, STEP = 20.0, 5.0, 0.1
DIGITS = 6  # kept of what a slider holds
OWN = "your own"
PRESETS: dict[str, tuple[tuple[float, ...], int]] = {
    "sample 1, a cat: 3.2, 5.1, -1.7": ((3.2, 5.1, -1.7), 0),
    "sample 2, a chair: 1.3, 4.9, 2.0": ((1.3, 4.9, 2.0), 1),
    "sample 3, a car: 2.2, 2.5, -3.1": ((2.2, 2.5, -3.1), 2),
    "hinge vs softmax: 5, -3, 2": ((5.0, -3.0, 2.0), 0),
    "hinge vs softmax: 5, 10, 10": ((5.0, 10.0, 10.0), 0),
    "hinge vs softmax: 5, -20, -20": ((5.0, -20.0, -20.0), 0),
}


class HingeAndSoftmax(widgets.VBox):
    """Sliders for three scores, the true class and the margin; below them both losses.

    Where nothing can be dragged (an exported page, a terminal, a grader) a still copy shows the
    same. The live widget hides that copy when it appears.
    """

    def __init__(self, scores: Sequence[float], label: int, margin: float) -> None:
        self._still_class = f"chalkgrad-still-{uuid.uuid4().hex}"
        self._loading = False
        wide = widgets.Layout(width="30em", max_width="100%")
        self.preset_menu = widgets.Dropdown(
            options=[OWN, *PRESETS], description="Example", layout=wide
        )
        self.score_sliders = [
            _slider(name, -LARGEST_SCORE, LARGEST_SCORE, score, wide)
            for name, score in zip(CLASSES, scores, strict=True)
        ]
        self.class_menu = widgets.Dropdown(
            options=[(name, k) for k, name in enumerate(CLASSES)],
            value=label,
            description="True class",
            layout=wide,
        )
        self.margin_slider = _slider("Margin", 0.0, LARGEST_MARGIN, margin, wide)
        self.picture = widgets.HTML()
        inputs = [*self.score_sliders, self.class_menu, self.margin_slider]
        super().__init__([self.preset_menu, *inputs, self.picture])
        self.add_class("chalkgrad-hinge-and-softmax")
        self._redraw()
        self.preset_menu.observe(self._load_preset, "value")
        for control in inputs:
            control.observe(self._redraw, "value")

    @property
    def sample(self) -> Sample:
        """The sample as the controls stand."""
        # A browser's slider sends -20 + 232 * 0.1 for 3.2, which is 3.1999999999999993.
        scores = tuple(round(slider.value, DIGITS) for slider in self.score_sliders)
        margin = round(self.margin_slider.value, DIGITS)
        return Sample(CLASSES, scores, self.class_menu.value, margin)

    def _load_preset(self, _: object) -> None:
        if self._loading or self.preset_menu.value == OWN:
            return
        scores, label = PRESETS[self.preset_menu.value]
        self._loading = True  # one redraw at the end, not one for each control
        for slider, score in zip(self.score_sliders, scores, strict=True):
            slider.value = score
        self.class_menu.value = label
        self._loading = False
        self._redraw()

    def _redraw(self, _: object = None) -> None:
        if self._loading:
            return
        sample = self.sample
        hide_still_copy = f"<style>.{self._still_class} {{ display: none; }}</style>"
        self.picture.value = hide_still_copy + as_html(sample)
        matching = [n for n, p in PRESETS.items() if p == (sample.scores, sample.label)]
        self._loading = True  # naming the example must not load it
        self.preset_menu.value = matching[0] if matching else OWN
        self._loading = False

    def __repr__(self) -> str:
        return as_text(self.sample)

    def _ipython_display_(self) -> None:
        still = f'<div class="{self._still_class}">{as_html(self.sample)}</div>'
        display({"text/html": still, "text/plain": repr(self)}, raw=True)
        live = self._repr_mimebundle_()
        display(live | {"text/plain": "In JupyterLab the scores can be dragged."}, raw=True)


def hinge_and_softmax(
    scores: Sequence[float] = (3.2, 5.1, -1.7), label: int = 0, margin: float = 1.0
) -> HingeAndSoftmax:
    """Return the widget that compares hinge and softmax cross-entropy on three scores.

    Args:
        scores: three numbers from -20 to 20, the scores of cat, chair and car.
        label: the true class, 0 to 2.
        margin: the lead that hinge asks for, from 0 to 5.

    Raises:
        TypeError, ValueError: NaN, another number of scores, or a number outside its range.
    """
    start = finite("scores", scores, length=len(CLASSES))
    if (np.abs(start) > LARGEST_SCORE).any():
        raise ValueError(
            f"scores must be from {-LARGEST_SCORE:g} to {LARGEST_SCORE:g}, got {start}"
        )
    if integer("label", label, at_least=0) >= len(CLASSES):
        raise ValueError(f"label must be from 0 to {len(CLASSES) - 1}, got {label}")
    lead = number("margin", margin, at_least=0, at_most=LARGEST_MARGIN)
    return HingeAndSoftmax(start.tolist(), int(label), lead)


def _slider(
    name: str, low: float, high: float, value: float, layout: widgets.Layout
) -> widgets.FloatSlider:
    return widgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=STEP,
        description=name,
        readout_format=".1f",
        layout=layout,
    )
