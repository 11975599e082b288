"""`check.gradient`: does a gradient agree with finite differences of the function's own value?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from course.check.answers import AnswerError, is_sequence, kind_of, to_array
from course.check.calling import Outcome, call, call_each, hint_from, name_of
from course.check.check_value import right
from course.check.comparing import Tolerance, difference
from course.check.likely import Mistake, likely_mistakes
from course.check.record import Record, Suspicion, recorder
from course.check.words import sentences
from course.nn.arguments import Array

DIRECTIONS = 4
LISTED_ENTRIES = 100  # 400 calls; a larger gradient is only told to be wrong

# Central differences err by h^2 |f'''| / 6 (truncation) and about eps |f| / h (rounding). Steps
# near the cube root of eps balance the two. The second step is for kinks: a kink that lies within
# the first is rarely within the second too.
STEPS = (6e-6, 8e-7)
RELATIVE = 1e-5

WRONG_VALUE = (
    "{}'s gradient differs from the finite differences of its value, which is wrong itself: "
    "correct the value first."
)
EPS = float(np.finfo(float).eps)

# The function's values at several points.
Values = Callable[[list[Array]], list[float]]


def gradient(
    function: Callable[..., object],
    *arguments: object,
    wrt: int = 0,
    mistakes: Sequence[Mistake] = (),
    name: str | None = None,
    may_change_arguments: bool = False,
    **keywords: object,
) -> None:
    """Check the gradient of a function that returns (value, gradient).

    Along random directions u (the same every time), (f(x + h u) - f(x - h u)) / 2h must equal
    <gradient, u>, in float64. Where it does not, the entries are checked one by one to say where.
    The value is not judged here: a gradient is right when it belongs to the value.

    Args:
        function: the student's function.
        arguments, keywords: given to it, as copies.
        wrt: which of `arguments` the gradient is taken with respect to; floats of any shape.
        mistakes: known mistakes; each `wrong` returns (value, gradient), None where it claims
            nothing.
        name, may_change_arguments: as in `check.value`.

    Raises:
        CheckFailed: the gradient is wrong, and there is no `check.points` block to record it.
    """
    subject = name_of(function)
    title = f"{subject}: {name}" if name else f"{subject}: gradient"
    x = np.array(arguments[wrt], dtype=float)
    inputs: tuple[object, ...] = (*arguments[:wrt], x, *arguments[wrt + 1 :])
    outcome = call(function, inputs, keywords)
    hint, mistake = hint_from(outcome.warnings)
    if outcome.error:
        recorder.add(Record(title, False, sentences(outcome.error, hint), mistake))
        return
    try:
        found, claimed = _value_and_gradient(outcome.answer, x)

        def at(points: list[Array]) -> list[float]:
            changed = [(*inputs[:wrt], point, *inputs[wrt + 1 :]) for point in points]
            return [_value(outcome) for outcome in call_each(function, changed, keywords)]

        noise = EPS * (abs(found) + float(np.abs(x).max(initial=0.0)) + 1.0)
        if not _agrees(at, x, claimed, noise):
            if subject in recorder.wrong_values:
                text = WRONG_VALUE.format(subject)
                suspicion = Suspicion(subject, 0, text, ())
                recorder.add(Record(title, False, text, suspicion=suspicion))
                return
            record = _explain(at, x, claimed, noise, title, subject, mistakes, inputs, keywords)
        else:
            said = "agrees with finite differences"
            record = right(title, subject, said, outcome, may_change_arguments)
    except AnswerError as error:
        record = Record(title, False, sentences(f"{subject} {error}", hint), mistake)
    recorder.add(record)


def _value_and_gradient(answer: object, x: Array) -> tuple[float, Array]:
    """Return the two results as a float and an array of the shape of x, or say what came."""
    if answer is None:
        raise AnswerError("gave None: did you forget return?")
    if not is_sequence(answer) or len(answer) != 2:
        raise AnswerError(f"gave {kind_of(answer)}, expected two results: value, gradient")
    found = to_array(answer[0])
    if found.ndim:
        raise AnswerError(f"gave a value of shape {found.shape}, expected a single number")
    if not np.isfinite(found):
        raise AnswerError(f"gave the value {float(found)}, expected a finite number")
    claimed = to_array(answer[1]).astype(float)
    if claimed.shape != x.shape:
        raise AnswerError(
            f"gave a gradient of shape {claimed.shape}, expected {x.shape}: "
            "a gradient has the shape of what it is taken with respect to"
        )
    if not np.isfinite(claimed).all():
        raise AnswerError("gave a gradient with nan or infinity in it")
    return float(found), claimed


def _value(outcome: Outcome) -> float:
    if outcome.error:
        raise AnswerError(f"failed at a point close by: {outcome.error}")
    if not is_sequence(outcome.answer) or not outcome.answer:
        raise AnswerError(f"gave {kind_of(outcome.answer)} at a point close by, expected two")
    found = to_array(outcome.answer[0])
    if found.ndim or not np.isfinite(found):
        raise AnswerError("gave no finite number at a point close by")
    return float(found)


def _slopes(at: Values, x: Array, directions: list[Array], step: float) -> list[float]:
    """Return the central difference along each direction."""
    h = step * max(1.0, float(np.abs(x).max(initial=0.0)))
    values = iter(at([x + sign * h * u for u in directions for sign in (1.0, -1.0)]))
    return [(next(values) - next(values)) / (2 * h) for _ in directions]


def _allowed(size: float, noise: float) -> float:
    """Return how far a finite difference of about `size` may be from the true slope."""
    return RELATIVE * size + 20 * noise / STEPS[0] + 1e-9


def _agrees(at: Values, x: Array, claimed: Array, noise: float) -> bool:
    generator = np.random.default_rng(532)
    directions = [generator.standard_normal(x.shape) for _ in range(DIRECTIONS)]
    for direction in directions:
        direction *= np.sqrt(x.size) / max(float(np.linalg.norm(direction)), EPS)
    for step in STEPS:
        slopes = _slopes(at, x, directions, step)
        directions = [
            direction
            for direction, slope in zip(directions, slopes, strict=True)
            if not _is_slope(slope, direction, claimed, noise)
        ]
        if not directions:
            return True
    return False


def _is_slope(slope: float, direction: Array, claimed: Array, noise: float) -> bool:
    along = float((claimed * direction).sum())
    size = max(abs(along), float(np.linalg.norm(claimed)))
    return abs(slope - along) <= _allowed(size, noise)


def _explain(
    at: Values,
    x: Array,
    claimed: Array,
    noise: float,
    title: str,
    subject: str,
    mistakes: Sequence[Mistake],
    inputs: Sequence[object],
    keywords: dict[str, object],
) -> Record:
    """Return the record of a wrong gradient: the first wrong entry, and the likely mistake."""
    if x.size > LISTED_ENTRIES:
        text = f"{subject} gave a gradient that differs from the slope of its own value"
        return Record(title, False, text)
    units = list(np.eye(x.size).reshape(x.size, *x.shape))
    slopes = [np.reshape(_slopes(at, x, units, step), x.shape) for step in STEPS]
    numeric = np.where(np.abs(slopes[0] - claimed) <= np.abs(slopes[1] - claimed), *slopes)
    limit = Tolerance(RELATIVE, _allowed(0.0, noise))
    text = difference(claimed, numeric, limit) or "differs from the slope of its own value"
    likely = likely_mistakes(
        claimed, numeric, limit, mistakes=mistakes, arguments=inputs, keywords=keywords, part=1
    )
    message = f"{subject}, compared with finite differences of its value: {text}"
    if not likely:
        return Record(title, False, sentences(message))
    suspicion = Suspicion(subject, 1, message, likely)
    hint = sentences(message, likely[0].hint)
    return Record(title, False, hint, likely[0].name, suspicion=suspicion)
