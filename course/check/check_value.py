"""`check.value`: is the answer of a function, or a number the student found, right?"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from course.check.answers import AnswerError, is_sequence, kind_of, to_array
from course.check.calling import Call, Outcome, call, hint_from, name_of
from course.check.comparing import Tolerance, difference, tolerance
from course.check.likely import Likely, Mistake, likely_mistakes
from course.check.record import Record, Suspicion, line_of_cell, recorder
from course.check.smallest import Judge, smallest_failing
from course.check.waiting import waiting
from course.check.words import sentences

IN_PLACE = "changed in place"


def value(
    function_or_answer: object,
    *arguments: object,
    expected: object,
    rtol: float | None = None,
    atol: float | None = None,
    mistakes: Sequence[Mistake] = (),
    name: str | None = None,
    may_change_arguments: bool = False,
    **keywords: object,
) -> None:
    """Check that a function gives `expected` for the arguments, or that an answer equals it.

    Right means |answer - expected| <= atol + rtol |expected| everywhere, in the right shape.

    Args:
        function_or_answer: the student's function; anything not callable is the answer itself.
        arguments, keywords: given to the function, as copies.
        expected: a number, array or list; a tuple for a function that returns several results.
            An entry None of the tuple is not compared. Or a function that gives it, such as
            `nn.softmax`, called with the same arguments: then a smaller failing input is looked
            for and shown where no mistake is recognised.
        rtol, atol: tolerance; by default 1e-6 and 1e-8, or 1e-4 and 1e-5 with float32 arguments.
        mistakes: known mistakes to compare a wrong answer with; the general ones are always tried.
        name: what this check is about, in a few words; shown beside the function's name.
        may_change_arguments: a function that changes its arguments is not told so.

    Raises:
        CheckFailed: the answer is wrong, and there is no `check.points` block to record it.
    """
    reference = expected if callable(expected) else None
    if reference is not None:
        expected = reference(*copy.deepcopy(arguments), **copy.deepcopy(keywords))
    waits = recorder.block is not None and waiting.takes(function_or_answer, arguments, keywords)
    if waits:  # by then the cell may have changed what it gave
        arguments, keywords, expected = copy.deepcopy((arguments, keywords, expected))
    check = _Check(
        function_or_answer,
        _title(function_or_answer, name),
        arguments,
        keywords,
        expected,
        reference,
        tolerance((*arguments, *keywords.values()), rtol, atol),
        mistakes,
        may_change_arguments,
    )
    if not callable(function_or_answer):
        recorder.add(check.judge(Outcome(function_or_answer)))
    elif waits:
        line = line_of_cell()
        one = Call(function_or_answer, arguments, keywords)
        waiting.add(one, lambda outcome: recorder.add(check.judge(outcome), line))
    else:
        recorder.add(check.judge(call(function_or_answer, arguments, keywords)))


@dataclass(frozen=True)
class _Check:
    """One `check.value`: all that judging needs once the function has answered."""

    function: object
    title: str
    arguments: tuple[object, ...]
    keywords: dict[str, object]
    expected: object
    reference: Callable[..., object] | None
    limit: Tolerance
    mistakes: Sequence[Mistake]
    may_change_arguments: bool

    def judge(self, outcome: Outcome) -> Record:
        """Return the record of what came of the call."""
        if outcome.error:
            return _failed(self.title, outcome.error, outcome)
        subject = name_of(self.function)
        try:
            wrong = _first_difference(outcome.answer, self.expected, self.limit)
        except AnswerError as error:
            return _failed(self.title, f"{subject} {error}", outcome)
        if wrong is None:
            return right(self.title, subject, "right", outcome, self.may_change_arguments)
        text, part = wrong
        found = self._likely(outcome, part)
        if part == 0:
            recorder.wrong_values.add(subject)
        text = f"{subject} {text}"
        if not found and self.reference is not None and callable(self.function):
            judge = _judge(self.function, self.reference, self.keywords, self.limit)
            text = sentences(text, smallest_failing(judge, subject, self.arguments, self.keywords))
        if not found:
            return _failed(self.title, text, outcome)
        message = sentences(text, found[0].hint)
        judged = subject if callable(self.function) else self.title  # each number is its own
        suspicion = Suspicion(judged, part, text, found)
        return Record(self.title, False, message, found[0].name, suspicion=suspicion)

    def _likely(self, outcome: Outcome, part: int | None) -> tuple[Likely, ...]:
        answer: Any = outcome.answer
        expected: Any = self.expected
        if part is not None:
            answer, expected = answer[part], expected[part]
        return likely_mistakes(
            to_array(answer),
            to_array(expected),
            self.limit,
            mistakes=self.mistakes,
            arguments=self.arguments,
            keywords=self.keywords,
            part=part,
            warned=outcome.warnings,
        )


def _judge(
    function: Callable[..., object],
    reference: Callable[..., object],
    keywords: dict[str, object],
    limit: Tolerance,
) -> Judge:
    """Return what tells of other arguments whether the function fails with them, and how."""

    def judge(arguments: Sequence[object]) -> str | None:
        try:
            expected = reference(*copy.deepcopy(arguments), **copy.deepcopy(keywords))
        except (TypeError, ValueError, IndexError):
            return None  # smaller than makes sense
        outcome = call(function, arguments, keywords)
        if outcome.error:
            return f"fails: {outcome.error}"
        try:
            wrong = _first_difference(outcome.answer, expected, limit)
        except AnswerError as error:
            return str(error)
        return None if wrong is None else wrong[0]

    return judge


def right(
    title: str, subject: str, said: str, outcome: Outcome, may_change_arguments: bool
) -> Record:
    """Return the record of a right answer; failed where the function first changes an argument."""
    hint, _ = hint_from(outcome.warnings)
    if not outcome.changed or may_change_arguments:
        return Record(title, True, sentences(said, hint))
    text = f"{subject} changed {outcome.changed} in place"
    if subject in recorder.changed_arguments:
        return Record(title, True, sentences(said, hint, f"But {text}"))
    if recorder.block is not None:
        recorder.changed_arguments.add(subject)
    text += (
        ": the caller's data is no longer what it was. "
        "Work on a copy, and avoid +=, -= and assignments to entries of an argument"
    )
    return Record(title, False, text, IN_PLACE)


def _title(function_or_answer: object, name: str | None) -> str:
    if not callable(function_or_answer):
        return name or "answer"
    subject = name_of(function_or_answer)
    return f"{subject}: {name}" if name else subject


def _failed(title: str, text: str, outcome: Outcome) -> Record:
    """Return a failed record: what is wrong, then the warnings' hint."""
    hint, mistake = hint_from(outcome.warnings)
    if outcome.changed and mistake is None:
        hint = sentences(hint, f"It also changed {outcome.changed} in place")
    return Record(title, False, sentences(text, hint), mistake)


def _first_difference(
    answer: object, expected: object, limit: Tolerance
) -> tuple[str, int | None] | None:
    """Return what is wrong first, and in which of several results; None where all is right."""
    if type(expected) is not tuple:
        if is_sequence(answer) and type(answer) is tuple and _of_different_shapes(answer):
            raise AnswerError(f"gave {kind_of(answer)} results, expected one")
        text = difference(to_array(answer), to_array(expected), limit)
        return None if text is None else (text, None)
    if not is_sequence(answer) or len(answer) != len(expected):
        wanted = f"expected {len(expected)} results: return them with a comma between"
        if answer is None:
            raise AnswerError("gave None: did you forget return?")
        raise AnswerError(f"gave {kind_of(answer)}, {wanted}")
    for part, (given, wanted_part) in enumerate(zip(answer, expected, strict=True)):
        if wanted_part is None:
            continue
        text = difference(to_array(given), to_array(wanted_part), limit)
        if text is not None:
            return f"{text} (result {part + 1} of {len(expected)})", part
    return None


def _of_different_shapes(answer: tuple[object, ...]) -> bool:
    return len({to_array(part).shape for part in answer}) > 1
