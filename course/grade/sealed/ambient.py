"""What code shares without passing it: the global random generators and NumPy's error handling."""

from __future__ import annotations

import _random
import ctypes
import random
from itertools import pairwise
from typing import Any

import numpy as np

from course.grade.sealed.streams import MT_WORDS, goes_on, require_sound
from course.grade.sealed.wire import BadMessage

# The generator behind np.random.seed and its kin, which students' code may use.
GLOBAL: np.random.RandomState = np.random.mtrand._rand
HANDLING = frozenset({"ignore", "warn", "raise", "print"})
PYTHONS: random.Random = random._inst  # behind random.seed and its kin

Words = tuple[bytes, int]


class Ambient:
    """Sends the surroundings when they have changed since the last exchange.

    Args:
        wary: True on the tester's side, which takes a generator's state only where its own comes
            to it by drawing; where not, both go on from the tester's.
    """

    def __init__(self, *, wary: bool) -> None:
        self._wary = wary
        self._known: tuple[Any, ...] | None = None
        self._seen: tuple[Any, ...] | None = None
        self._know(_surroundings())

    def _know(self, now: tuple[Any, ...] | None) -> None:
        self._known = now
        # NumPy draws normal numbers in pairs, and the spare one is kept where no glance reaches.
        spare = now is None or now[0][2]
        self._seen = None if spare else _glance()

    def has_changed(self) -> bool:
        """Return whether the surroundings are no longer those that the other side has."""
        if GLANCES and self._seen is not None:
            return self._seen != _glance()
        return self._known != _surroundings()

    def changed(self) -> dict[str, Any] | None:
        """Return the surroundings if the other side does not have them yet."""
        if GLANCES and self._seen is not None and self._seen == _glance():
            return None
        now = _surroundings()
        same = now == self._known
        self._know(now)
        if same:
            return None
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
            taken = self._apply_numpy(*sent["numpy"]) & self._apply_python(*sent["python"])
            errors: dict[str, Any] = {
                str(kind): how for kind, how in sent["errors"].items() if how in HANDLING
            }
            np.seterr(**errors)
        except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise BadMessage(f"surroundings of no known form: {type(error).__name__}") from None
        self._know(_surroundings() if taken else None)

    def _apply_numpy(self, keys: Any, position: Any, has_spare: Any, spare: Any) -> bool:
        mine, at, *_ = _surroundings()[0]
        if not self._takes((mine, at), (_words(keys), position)):
            return False
        GLOBAL.set_state(("MT19937", keys, position, int(has_spare), float(spare)))
        return True

    def _apply_python(self, version: Any, numbers: Any, spare: Any) -> bool:
        mine = random.getstate()[1]
        words, position = _words(numbers[:-1]), int(numbers[-1])
        old = np.array(mine[:-1], np.uint32).tobytes(), mine[-1]
        if not self._takes(old, (words, position)):
            return False
        whole = (*np.frombuffer(words, np.uint32).tolist(), position)
        random.setstate((version, whole, None if spare is None else float(spare)))
        return True

    def _takes(self, old: Words, new: Words) -> bool:
        """Return whether to take a state; raise `ValueError` where it is none."""
        before, after = _mersenne(*old), _mersenne(*new)
        require_sound(after)
        return old == new or not self._wary or goes_on(before, after)


def _words(numbers: Any) -> bytes:
    words = np.asarray(numbers).astype(np.uint32)
    if words.shape != (MT_WORDS,):
        raise ValueError(f"a state of shape {words.shape}")
    return words.tobytes()


def _mersenne(words: bytes, position: int) -> dict[str, Any]:
    state = {"key": np.frombuffer(words, np.uint32), "pos": position}
    return {"bit_generator": "MT19937", "state": state}


def _surroundings() -> tuple[Any, ...]:
    """Return the state of NumPy's and Python's global generators, and what an overflow does."""
    state: Any = GLOBAL.get_state(legacy=True)
    _, keys, *rest = state
    return (keys.tobytes(), *rest), random.getstate(), np.geterr()


def _memory(address: int, size: int) -> Any:
    return (ctypes.c_char * size).from_address(address)


_NUMPYS = _memory(GLOBAL._bit_generator.ctypes.state_address, 4 * (MT_WORDS + 1))
_HEADER = object.__basicsize__
_PYTHONS = _memory(id(PYTHONS) + _HEADER, _random.Random.__basicsize__ - _HEADER)


def _glance() -> tuple[Any, ...]:
    """Return the memory of both generators as it is: a hundredth of the time of their states."""
    return _NUMPYS.raw, _PYTHONS.raw, PYTHONS.gauss_next, np.geterr()  # type: ignore[attr-defined]  # no stub


def _glances() -> bool:
    """Return whether a glance notices every draw, as it does where generators lie as in CPython."""
    states = GLOBAL.get_state(), random.getstate()
    try:
        GLOBAL.seed(1)
        random.seed(1)
        seen = [_glance()]
        for draw in (GLOBAL.random_sample, random.random, lambda: random.gauss(0, 1)):
            draw()
            seen.append(_glance())
        return all(before != after for before, after in pairwise(seen))
    finally:
        GLOBAL.set_state(states[0])
        random.setstate(states[1])


GLANCES = _glances()
