"""What code shares without passing it: the global random generators and NumPy's error handling."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from course.grade.sealed.wire import BadMessage

# The generator behind np.random.seed and its kin, which students' code may use.
GLOBAL: np.random.RandomState = np.random.mtrand._rand


class Ambient:
    """Sends the surroundings when they have changed since the last exchange."""

    def __init__(self) -> None:
        self._known = _surroundings()

    def changed(self) -> dict[str, Any] | None:
        """Return the surroundings if the other side does not have them yet."""
        now = _surroundings()
        if now == self._known:
            return None
        self._known = now
        (keys, *rest), (version, numbers, second), errors = now
        return {
            "numpy": (np.frombuffer(keys, np.uint32), *rest),
            "python": (version, np.array(numbers, np.uint64), second),
            "errors": errors,
        }

    def apply(self, sent: Any) -> None:
        """Make the surroundings those that the other side sent."""
        if sent is None:
            return
        try:
            GLOBAL.set_state(("MT19937", *sent["numpy"]))
            version, numbers, second = sent["python"]
            random.setstate((version, tuple(int(number) for number in numbers), second))
            errors: dict[str, Any] = {str(kind): how for kind, how in sent["errors"].items()}
            np.seterr(**errors)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise BadMessage(f"surroundings of no known form: {type(error).__name__}") from None
        self._known = _surroundings()


def _surroundings() -> tuple[Any, ...]:
    """Return the state of NumPy's and Python's global generators, and what an overflow does."""
    state: Any = GLOBAL.get_state(legacy=True)
    _, keys, *rest = state
    return (keys.tobytes(), *rest), random.getstate(), np.geterr()
