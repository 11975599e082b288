"""What can be moved in a widget: sliders, menus and ticks, with the values each may take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.nn.arguments import choice, describe, number

DIGITS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8)


@dataclass(frozen=True)
class Slider:
    """A number from a row of values; Python may set any number between the ends.

    Attributes:
        key: what the program calls it.
        label: what the reader sees, with the unit where there is one.
        start: where it stands at first.
        values: the row, rising.
        help: one sentence, shown by pointing at it and read by screen readers.
        group: a heading under which controls stand together, or "".
        whole: whether it is a count.
    """

    key: str
    label: str
    start: float
    values: tuple[float, ...]
    help: str = ""
    group: str = ""
    whole: bool = False

    def check(self, value: object) -> float:
        """Return `value` if it is a number between the ends."""
        found = number(self.key, value, at_least=self.values[0], at_most=self.values[-1])
        if self.whole and found != int(found):
            raise ValueError(f"{self.key} must be a whole number, got {value}")
        return int(found) if self.whole else found

    def specification(self) -> dict[str, Any]:
        """Return what the browser needs to know."""
        values = [int(v) if self.whole else v for v in self.values]
        texts = [f"{value:.4g}" for value in values]
        return _common(self) | {"kind": "slider", "values": values, "texts": texts}


@dataclass(frozen=True)
class Menu:
    """One of several names; attributes as in `Slider`."""

    key: str
    label: str
    start: str
    values: tuple[str, ...]
    help: str = ""
    group: str = ""

    def check(self, value: object) -> str:
        """Return `value` if it is one of the names."""
        return choice(self.key, value, self.values)

    def specification(self) -> dict[str, Any]:
        """Return what the browser needs to know."""
        return _common(self) | {"kind": "menu", "values": list(self.values)}


@dataclass(frozen=True)
class Tick:
    """Yes or no; attributes as in `Slider`."""

    key: str
    label: str
    start: bool
    help: str = ""
    group: str = ""

    def check(self, value: object) -> bool:
        """Return `value` if it is True or False."""
        if not isinstance(value, bool | np.bool_):
            raise TypeError(f"{self.key} must be True or False, got {describe(value)}")
        return bool(value)

    def specification(self) -> dict[str, Any]:
        """Return what the browser needs to know."""
        return _common(self) | {"kind": "tick"}


Control = Slider | Menu | Tick


def checked(controls: Sequence[Control], values: dict[str, Any]) -> dict[str, Any]:
    """Return `values` with every one checked by its control.

    Raises `TypeError` or `ValueError` for a name that is unknown or a value out of range.
    """
    known = {control.key: control for control in controls}
    for key in values:
        choice("a control", key, known)
    return {key: control.check(values[key]) for key, control in known.items()}


def steps(low: float, high: float, count: int) -> tuple[float, ...]:
    """Return `count` evenly spaced values, without the dust of floating point."""
    return tuple(float(f"{value:.10g}") for value in np.linspace(low, high, count))


def decades(low: float, high: float) -> tuple[float, ...]:
    """Return the round numbers from `low` to `high`, ten to a factor of ten: 1, 1.2, 1.5, 2 ..."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = [float(f"{digits}e{power}") for power in powers for digits in DIGITS]
    return tuple(value for value in values if low <= value <= high)


def _common(control: Control) -> dict[str, Any]:
    return {
        "key": control.key,
        "label": control.label,
        "help": control.help,
        "group": control.group,
    }
