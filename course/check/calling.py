"""Call a student's function: with copies of the arguments, and whatever happens becomes words."""

from __future__ import annotations

import contextlib
import copy
import io
import linecache
import traceback
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from course.check.words import cut


@dataclass(frozen=True)
class Outcome:
    """What a call gave.

    Attributes:
        answer: the value returned; meaningless where `error` is given.
        error: what went wrong in words, or None.
        warnings: texts of the warnings raised during the call, each once.
        changed: which argument was changed in place ("argument 1"), or None.
    """

    answer: object
    error: str | None = None
    warnings: tuple[str, ...] = ()
    changed: str | None = None


def name_of(function: object) -> str:
    """Return the name of a function for a message."""
    name = getattr(function, "__name__", None)
    return name if isinstance(name, str) else "the answer"


class Call:
    """A call of the student's function, with copies of the arguments."""

    def __init__(
        self,
        function: Callable[..., object],
        arguments: Sequence[object],
        keywords: Mapping[str, object],
    ) -> None:
        self.function, self.arguments, self.keywords = function, arguments, keywords
        self.given = copy.deepcopy(list(arguments))
        self.named = copy.deepcopy(dict(keywords))

    def make(self) -> object:
        """Return what the function returns."""
        return self.function(*self.given, **self.named)

    def observe(self, make: Callable[[], object]) -> Outcome:
        """Make the call by `make` and return what came of it.

        Warnings and what the function writes to stderr are kept away from the cell: nbgrader gives
        0 points to a test cell with anything on stderr.
        `KeyboardInterrupt`, `SystemExit` and `MemoryError` pass through.
        """
        error = None
        answer: object = None
        with warnings.catch_warnings(record=True) as caught, contextlib.ExitStack() as stack:
            warnings.simplefilter("always")
            stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
            try:
                answer = make()
            except MemoryError:
                raise
            except Exception as problem:  # whatever their function raises becomes words
                error = _in_words(self.function, problem)
        texts = dict.fromkeys(cut(str(warning.message), 200) for warning in caught)
        changed = _changed(self.arguments, self.keywords, self.given, self.named)
        return Outcome(answer, error, tuple(texts), changed)


def call(
    function: Callable[..., object],
    arguments: Sequence[object],
    keywords: Mapping[str, object],
) -> Outcome:
    """Call `function` with copies of the arguments and return what came of it."""
    one = Call(function, arguments, keywords)
    return one.observe(one.make)


def call_each(
    function: Callable[..., object],
    many: Sequence[Sequence[object]],
    keywords: Mapping[str, object],
) -> list[Outcome]:
    """Call `function` with each of `many` lists of arguments; what it prints is dropped.

    A function in another process, as in a sealed test, offers `call_each`: one exchange for all.
    """
    together = getattr(type(function), "call_each", None)
    with contextlib.redirect_stdout(io.StringIO()):
        if together is None:
            return [call(function, arguments, keywords) for arguments in many]
        with contextlib.redirect_stderr(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answers = together(function, many, keywords)
    return [
        Outcome(None, _in_words(function, answer))
        if isinstance(answer, Exception)
        else Outcome(answer)
        for answer in answers
    ]


def hint_from(texts: Sequence[str]) -> tuple[str, str | None]:
    """Return a sentence about the warnings, and the mistake that they point to if any."""
    if not texts:
        return "", None
    said = f"Python warned: {'; '.join(texts[:2])}."
    if any("overflow" in text and "exp" in text for text in texts):
        advice = "A large number makes exp overflow: rearrange the formula, for example subtract "
        return f"{said} {advice}the maximum first.", "exponential overflows"
    if any("divide by zero" in text and "log" in text for text in texts):
        advice = "The logarithm saw 0: a probability was rounded to 0 before its logarithm was "
        return f"{said} {advice}taken; work with the logits instead.", "logarithm of 0"
    return said, None


def _in_words(function: object, problem: Exception) -> str:
    name = name_of(function)
    if isinstance(problem, NotImplementedError):
        return f"{name} is not written yet"
    try:
        text = cut(str(problem), 300)
    except Exception:  # an exception class of the student whose own text fails
        text = ""
    said = f"{name} raised {type(problem).__name__}" + (f": {text}" if text else "")
    if isinstance(problem, OverflowError):
        said += " (a large number makes exp overflow: subtract the maximum first)"
    return said + (_place(function, problem) or "".join(getattr(problem, "__notes__", [])))


def _place(function: object, problem: Exception) -> str:
    """Return the student's line that raised, found by the file of the function's own code."""
    code = getattr(function, "__code__", None)
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if code is not None and frame.filename == code.co_filename and frame.lineno:
            line = linecache.getline(frame.filename, frame.lineno).strip()
            return f" (line {frame.lineno} of its cell" + (f": {cut(line, 120)})" if line else ")")
    return ""


def _changed(
    arguments: Sequence[object],
    keywords: Mapping[str, object],
    given: Sequence[object],
    named: Mapping[str, object],
) -> str | None:
    for number, (before, after) in enumerate(zip(arguments, given, strict=True), start=1):
        if not _same(before, after):
            return f"argument {number}"
    for key, before in keywords.items():
        if not _same(before, named[key]):
            return f"argument {key!r}"
    return None


def _same(before: object, after: object) -> bool:
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.dtype == after.dtype
            and before.shape == after.shape
            and before.tobytes() == after.tobytes()
        )
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return len(before) == len(after) and all(map(_same, before, after))
    return not isinstance(before, int | float | str) or before is after or before == after
