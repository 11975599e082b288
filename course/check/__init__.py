"""The vocabulary of test cells: say what is expected; comparing and explaining happens here.

with check.points(10):
    check.value(softmax_loss, scores, labels, expected=2.758655)
    check.gradient(softmax_loss_and_gradient, scores, labels)
"""

from course.check.block import points
from course.check.check_gradient import gradient
from course.check.check_score import score
from course.check.check_value import value
from course.check.likely import Mistake
from course.check.record import CheckFailed, Record
from course.check.result import CHECKS_TYPE, Result

__all__ = [
    "CHECKS_TYPE",
    "CheckFailed",
    "Mistake",
    "Record",
    "Result",
    "gradient",
    "points",
    "score",
    "value",
]
