"""What both sides hold and either may change: arrays, lists, dicts, sets and random generators.

The tester lends such an object when it passes it to the student's code; the student's side makes
its twin. Every message carries what has changed since the last, so that the two stay equal at
every moment at which one side can see the other.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from course.grade.sealed.known import ARRAY_KINDS
from course.grade.sealed.streams import goes_on
from course.grade.sealed.wire import BadMessage, CannotCross, encode_content

MUTABLE = (np.ndarray, list, dict, set, np.random.Generator)
MOST_SHARED = 100_000

# References to a twin that nobody but its table holds: the table's, and getrefcount's own argument.
UNHELD = 2

Change = tuple[int, bytes]


class Sharing:
    """One side's table of shared objects.

    Args:
        lends: True on the tester's side, which numbers what it passes.
    """

    def __init__(self, *, lends: bool) -> None:
        self.lends = lends
        self.objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._known: dict[int, bytes] = {}
        self._fresh: list[int] = []
        self._next = 1

    def number_of(self, value: object) -> int | None:
        """Return the number under which `value` crosses, None for what is not shared.

        On the lending side every mutable object gets one when it is first met.
        """
        number = self._numbers.get(id(value))
        if number is None and self.lends and _shareable(value):
            number, self._next = self._next, self._next + 1
            self._enter(number, value)
            self._fresh.append(number)
        return number

    def changes(self, refer: Any) -> list[Change]:
        """Return (number, content) of what is new or changed since the last exchange.

        Content may name further objects, which are then new themselves. `keep` says that they
        have been sent. Raises `CannotCross`, and takes back what is new, where that holds something
        that may not cross.
        """
        found: dict[int, bytes] = {}
        try:
            for number in list(self.objects):
                self._note(number, refer, found)
            while self._fresh:
                self._note(self._fresh.pop(), refer, found)
        except CannotCross:
            self.take_back()
            raise
        return list(found.items())

    def changes_of(self, values: tuple[Any, ...], refer: Any) -> list[Change]:
        """Return what has changed of these objects, and count it as sent."""
        found: dict[int, bytes] = {}
        numbers = (self._numbers.get(id(value)) for value in values)
        for number in [number for number in numbers if number is not None]:
            self._note(number, refer, found)
        self._known |= found
        return list(found.items())

    def keep(self, changes: list[Change]) -> None:
        """Remember what the other side now has."""
        self._known |= changes

    def take_back(self) -> None:
        """Forget what is new: it could not be sent."""
        self._fresh.clear()
        self.forget([number for number in self.objects if number not in self._known])

    def _note(self, number: int, refer: Any, found: dict[int, bytes]) -> None:
        try:
            content = encode_content(self.objects[number], refer)
        except CannotCross:
            if number in self._known:
                return  # it holds something of its own side's now; the other keeps what it had
            raise
        if self._known.get(number) != content:
            found[number] = content

    def apply(self, changes: list[Change], decode_content: Any) -> None:
        """Make the objects equal to what the other side sent; new numbers get new twins."""
        for number, content in changes:
            if number not in self.objects:
                if self.lends or len(self.objects) >= MOST_SHARED:
                    raise BadMessage("a change of an object that was never lent")
                # These hold no other object, so they can be made whole at once.
                whole = content[:1] in (b"a", b"A", b"g")
                self._enter(number, decode_content(content) if whole else _blank(content))
                if whole:
                    self._known[number] = content
        for number, content in changes:
            if self._known.get(number) != content:
                self._assign(number, decode_content(content))
                self._known[number] = content

    def _assign(self, number: int, new: Any) -> None:
        """Give the object the content of `new`; replace it where its form cannot change."""
        mine = self.objects[number]
        if type(mine) is not type(new):
            raise BadMessage("a change to another type")
        if isinstance(mine, np.ndarray):
            if not _set_array(mine, new):
                if self.lends:
                    raise BadMessage("a change of an array's size, of its dtype or of a fixed one")
                self._enter(number, new)
        elif isinstance(mine, list):
            mine[:] = new
        elif isinstance(mine, np.random.Generator):
            self._set_generator(mine, new)
        elif mine is not new:
            mine.clear()
            mine.update(new)

    def _set_generator(self, mine: np.random.Generator, new: np.random.Generator) -> None:
        """Go on where the other side stopped drawing; the tester's jumps to no other place."""
        before, after = mine.bit_generator.state, new.bit_generator.state
        if before["bit_generator"] != after["bit_generator"]:
            raise BadMessage("a change to another random generator")
        if not self.lends or goes_on(before, after):
            mine.bit_generator.state = after

    def released(self) -> list[int]:
        """Forget, and return the numbers of, what nobody on this side holds any more."""
        gone: list[int] = []
        while True:
            loose = [number for number in self.objects if self._loose(number)]
            if not loose:
                return gone
            self.forget(loose)
            gone += loose

    def _loose(self, number: int) -> bool:
        return sys.getrefcount(self.objects[number]) <= UNHELD

    def forget(self, numbers: list[int]) -> None:
        """Drop objects that the other side has let go."""
        for number in numbers:
            value = self.objects.pop(number, None)
            if value is not None:
                self._numbers.pop(id(value), None)
            self._known.pop(number, None)

    def _enter(self, number: int, value: object) -> None:
        old = self.objects.get(number)
        if old is not None:
            self._numbers.pop(id(old), None)
        self.objects[number] = value
        self._numbers[id(value)] = number


def _set_array(mine: np.ndarray, new: np.ndarray) -> bool:
    """Write `new` into `mine`, in another shape if need be; return whether that can be."""
    if mine.dtype != new.dtype or mine.size != new.size or not mine.flags.writeable:
        return False
    if mine.shape != new.shape:
        if not (mine.flags.c_contiguous and mine.flags.owndata):
            return False
        mine.resize(new.shape, refcheck=False)  # the size is the same: nothing moves
    mine[...] = new
    mine.flags.writeable = new.flags.writeable
    return True


def as_changes(value: list[Any]) -> list[Change]:
    """Return `value` as changes; `BadMessage` where it is none."""
    for change in value:
        if type(change) is not tuple or [type(part) for part in change] != [int, bytes]:
            raise BadMessage("a change of no known form")
    return value


def _shareable(value: object) -> bool:
    if type(value) is np.ndarray:
        return value.dtype.kind in ARRAY_KINDS
    return type(value) in MUTABLE


def _blank(content: bytes) -> Any:
    """Return an empty twin of the kind that `content` describes."""
    blanks: dict[bytes, Any] = {b"L": list, b"d": dict, b"E": set}
    kind = content[:1]
    if kind in blanks:
        return blanks[kind]()
    raise BadMessage("a shared object of no known kind")
