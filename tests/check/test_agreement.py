"""The mistake that is named is the one that explains most checks of the function."""

from __future__ import annotations

import numpy as np

from course import check, nn
from course.check import Mistake
from course.check.mistakes import cnn

FIRST = Mistake("doubled", "It is twice the number.", lambda x: 2 * x)
SECOND = Mistake("squared", "It is the square.", lambda x: x * x)


def names(published: list[check.Result]) -> list[str | None]:
    return [record.mistake for record in published[-1].records]


def test_an_answer_of_two_mistakes_is_told_by_the_other_checks(
    published: list[check.Result],
) -> None:
    with check.points(1):
        for x in (2.0, 3.0, 5.0):  # 2 + 2 = 2 * 2
            check.value(lambda x: x * x, x, expected=x, mistakes=(FIRST, SECOND))
    assert names(published) == ["squared"] * 3
    message = published[-1].records[0].message
    assert message.endswith("It is the square.")
    assert "twice" not in message


def test_without_a_better_one_the_authors_order_decides(published: list[check.Result]) -> None:
    with check.points(1):
        check.value(lambda x: 4.0, 2.0, expected=2.0, mistakes=(FIRST, SECOND))
    assert names(published) == ["doubled"]


def test_each_function_is_judged_by_its_own_checks(published: list[check.Result]) -> None:
    def square(x: float) -> float:
        return x * x

    def double(x: float) -> float:
        return 2 * x

    with check.points(1):
        for function in (square, double):
            for x in (2.0, 5.0):
                check.value(function, x, expected=x, mistakes=(FIRST, SECOND))
    assert names(published) == ["squared", "squared", "doubled", "doubled"]


def test_each_number_found_is_judged_by_itself(published: list[check.Result]) -> None:
    doubled = Mistake("doubled", "Twice.", lambda: 4.0)
    with check.points(1):
        check.value(4.0, expected=2.0, mistakes=[doubled], name="one")
        check.value(6.0, expected=3.0, name="another")
    assert names(published) == ["doubled", "factor 2"]


def test_each_result_of_a_function_is_judged_by_itself(published: list[check.Result]) -> None:
    pair = [
        Mistake(one.name, one.hint, lambda x, f=one.wrong: (f(x), f(x))) for one in (FIRST, SECOND)
    ]
    with check.points(1):
        check.value(lambda x: (x, x * x), 5.0, expected=(5.0, 5.0), mistakes=pair)
        check.value(lambda x: (2 * x, x), 2.0, expected=(2.0, 2.0), mistakes=pair)
        check.value(lambda x: (2 * x, x), 3.0, expected=(3.0, 3.0), mistakes=pair)
    assert names(published) == ["squared", "doubled", "doubled"]


def test_a_mistake_listed_twice_counts_once(published: list[check.Result]) -> None:
    known = (FIRST, FIRST, SECOND)
    with check.points(1):
        for x in (2.0, 2.0, 3.0):
            check.value(lambda x: x * x, x, expected=x, mistakes=known)
    assert names(published) == ["squared"] * 3


def test_the_gradient_of_a_wrong_value_takes_the_mistake_of_the_value(
    published: list[check.Result],
) -> None:
    def squared_norm(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float((x**4).sum()), 2 * x

    known = [
        Mistake("doubled", "Twice.", lambda x: (2 * (x**2).sum(), None)),
        Mistake("power 4", "The exponent is 2.", lambda x: ((x**4).sum(), None)),
    ]
    with check.points(1):
        for x in (np.array([np.sqrt(2.0)]), np.array([3.0])):
            right = ((x**2).sum(), None)
            check.value(squared_norm, x, expected=right, mistakes=known)
        check.gradient(squared_norm, np.array([1.0, 2.0]), mistakes=known)
    assert names(published) == ["power 4"] * 3


def test_padding_counted_once_is_not_taken_for_a_forgotten_one(
    published: list[check.Result],
) -> None:
    def one_side(length: int, size: int, stride: int, padding: int) -> int:
        return (length + padding - size) // stride + 1

    known = cnn.output_size
    with check.points(1):
        for case in ((32, 3, 1, 1), (32, 5, 1, 2), (7, 3, 2, 1)):
            length, size, stride, padding = case
            right = (length + 2 * padding - size) // stride + 1
            check.value(one_side, *case, expected=right, mistakes=known)
    found = {name for name in names(published) if name}
    assert found == {"padding on one side only"}, found


def test_what_is_published_names_no_suspicion(published: list[check.Result]) -> None:
    with check.points(1):
        check.value(nn.relu, np.array([-1.0]), expected=[-1.0])
    assert set(published[-1].as_data()["checks"][0]) == {
        *("name", "passed", "message", "mistake", "line")
    }
