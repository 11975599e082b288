"""What code shares without passing it: the global random generators and NumPy's error handling."""

from __future__ import annotations

import random
from typing import Any

import numpy as np

from course.grade.sealed.wire import BadMessage, encode

# The generator behind np.random.seed and its kin, which students' code may use.
GLOBAL: np.random.RandomState = np.random.mtrand._rand


class Ambient:
    """Sends the surroundings when they have changed since the last exchange."""

    def __init__(self) -> None:
        self._known = encode(_surroundings())

    def changed(self) -> dict[str, Any] | None:
        """Return the surroundings if the other side does not have them yet."""
        now = _surroundings()
        content = encode(now)
        if content == self._known:
            return None
        self._known = content
        return now

    def apply(self, sent: Any) -> None:
        """Make the surroundings those that the other side sent."""
        if sent is None:
            return
        try:
            keys, position, has_gauss, gauss = sent["numpy"]
            GLOBAL.set_state(("MT19937", keys, position, has_gauss, gauss))
            version, numbers, second = sent["python"]
            random.setstate((version, tuple(int(number) for number in numbers), second))
            np.seterr(**{str(kind): str(how) for kind, how in sent["errors"].items()})
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise BadMessage(f"surroundings of no known form: {type(error).__name__}") from None
        self._known = encode(_surroundings())


def _surroundings() -> dict[str, Any]:
    _, keys, position, has_gauss, gauss = GLOBAL.get_state(legacy=True)
    version, numbers, second = random.getstate()
    return {
        "numpy": (keys, position, has_gauss, gauss),
        "python": (version, np.array(numbers, np.uint64), second),
        "errors": np.geterr(),
    }
