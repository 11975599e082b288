"""An object of the student's as a test cell sees it: its methods work, its word proves nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from course.grade.sealed.wire import is_small

if TYPE_CHECKING:
    from course.check.calling import Call
    from course.grade.sealed.tester_side import TesterSide

NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]{0,60}")
# Python, NumPy and IPython ask every object for names like these, and then do as it says: read
# memory at an address (`__array_interface__`), show a result that nbgrader takes as the score.
ASKED = re.compile(r"__.*__|_repr_.*_|_ipython_.*")
TOLD = frozenset({"__name__", "__qualname__", "__dict__", "__wrapped__"})


class Remote:
    """Calls, attributes, items and arithmetic are carried out on the student's side.

    What is not offered is comparison: `remote == 4` is False whatever the object says of itself,
    and `remote < 4` is a `TypeError`. Arithmetic gives objects of the student's, not plain values,
    unless nothing of the test's was in it: else an object in place of a number could let
    `abs(answer - 42) < 1e-6` come out true. A test compares plain values, which are the grader's
    own.
    """

    __slots__ = ("__weakref__", "_line", "_number")
    # NumPy then leaves array + remote to us.
    __array_ufunc__ = None

    def __init__(self, line: TesterSide, number: int) -> None:
        object.__setattr__(self, "_line", line)
        object.__setattr__(self, "_number", number)

    def __del__(self) -> None:
        self._line.dropped(self._number)

    def __call__(self, *args: object, **keywords: object) -> Any:
        return self._line.do("call", self, args, tuple(keywords.items()))

    def call_each(self, many: Any, keywords: Any) -> list[Any]:
        """Call once with each of `many` lists of arguments; return values and exceptions."""
        return self._line.do_each(self, tuple(map(tuple, many)), tuple(keywords.items()))

    def may_wait(self, values: Sequence[object]) -> bool:
        """Return whether nobody could tell that a call with these values is made later."""
        return self._line.at_rest() and all(map(is_small, values))

    @staticmethod
    def call_many(calls: Sequence[Call]) -> Iterator[Callable[[], Any]]:
        """Make calls of functions of the student's in few exchanges; yield what gives each result.

        What is yielded prints and warns as the call did, and returns its value or raises.
        """
        line = cast(Remote, calls[0].function)._line
        return line.do_many(calls)

    def __getattr__(self, name: str) -> Any:
        if name == "__name__":
            return self._line.name_of(self, self._number)
        if ASKED.fullmatch(name) and name not in TOLD:
            raise AttributeError(f"a sealed test cannot read {name} of the student's object")
        return self._line.do("getattr", self, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._line.do("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        self._line.do("delattr", self, name)

    def __repr__(self) -> str:
        return "<an object of the student's>"

    def kind_in_words(self) -> str:
        """Return the name of the object's class, as the student's side gives it."""
        kind = self._line.do("kind", self)
        return kind if type(kind) is str and NAME.fullmatch(kind) else "object"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remote) and other._number == self._number

    def __hash__(self) -> int:
        return hash(self._number)

    def __bool__(self) -> bool:
        return self._line.do("truth", self) is True

    def __len__(self) -> int:
        return _exactly(int, self._line.do("len", self))

    def __float__(self) -> float:
        return _exactly(float, self._line.do("float", self))

    def __int__(self) -> int:
        return _exactly(int, self._line.do("int", self))

    def __index__(self) -> int:
        return _exactly(int, self._line.do("index", self))

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Any:
        import numpy as np

        return np.asarray(_exactly(np.ndarray, self._line.do("array", self)), dtype=dtype)

    def __iter__(self) -> Any:
        return self._line.do("iter", self)

    def __next__(self) -> Any:
        return self._line.do("next", self)

    def __instancecheck__(self, instance: object) -> bool:
        return self._line.do("isinstance", instance, self) is True

    def __subclasscheck__(self, subclass: object) -> bool:
        return self._line.do("issubclass", subclass, self) is True

    def __enter__(self) -> Any:
        return self._line.do("enter", self)

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        """Leave the student's context; it cannot swallow an error of the test's."""
        self._line.do("exit", self, kind is not None)

    def __copy__(self) -> Any:
        return self._line.do("copy", self)

    def __deepcopy__(self, memo: dict) -> Any:
        return self._line.do("deepcopy", self)

    def __getitem__(self, key: object) -> Any:
        return self._line.do("getitem", self, key)

    def __setitem__(self, key: object, value: object) -> None:
        self._line.do("setitem", self, key, value)

    def __delitem__(self, key: object) -> None:
        self._line.do("delitem", self, key)

    def __contains__(self, value: object) -> bool:
        return self._line.do("contains", self, value) is True

    def __reduce_ex__(self, protocol: object) -> Any:
        raise TypeError("an object of the student's stays on the student's side")


def _exactly(kind: type, value: Any) -> Any:
    """Return `value` if it is of just this kind; the student's side may answer anything."""
    if type(value) is not kind:
        raise TypeError(f"the student's object gave a {type(value).__name__}, not {kind.__name__}")
    return value


def _object(self: Remote, name: str, *operands: object) -> Any:
    """Return the result of arithmetic; the test's own values in it must not come back plain."""
    result = self._line.do(name, *operands)
    ours = any(not isinstance(operand, Remote) for operand in operands) or len(operands) == 1
    if ours and not isinstance(result, Remote) and result is not NotImplemented:
        raise TypeError(
            f"the student's object gave a {type(result).__name__} for {name}; in a sealed test it "
            "must give an object of its own: compare a number or an array that a method gives"
        )
    return result


def _forward(name: str, method: str) -> None:
    def forward(self: Remote, *others: object) -> Any:
        return _object(self, name, self, *others)

    setattr(Remote, f"__{method}__", forward)


def _forward_swapped(name: str, method: str) -> None:
    def forward(self: Remote, other: object) -> Any:
        return _object(self, name, other, self)

    setattr(Remote, f"__r{method}__", forward)


for _method in ("neg", "pos", "abs", "invert"):
    _forward(_method, _method)
for _method in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul"):
    _forward(_method, _method)
    _forward(f"i{_method}", f"i{_method}")
    _forward_swapped(_method, _method)
for _method in ("and", "or", "xor", "lshift", "rshift"):
    _name = f"{_method}_" if _method in ("and", "or") else _method
    _forward(_name, _method)
    _forward_swapped(_name, _method)
