import numpy as np
import pytest

from course.check.answers import AnswerError, kind_of, to_array


@pytest.mark.parametrize(
    ("answer", "shape"),
    [
        (3, ()),
        (2.5, ()),
        (True, ()),
        (np.float32(1.5), ()),
        (np.int64(3), ()),
        ([1, 2.5], (2,)),
        ((1, 2, 3), (3,)),
        ([[1, 2], [3, 4]], (2, 2)),
        ([np.array([1.0, 2.0]), [3, 4]], (2, 2)),
        (np.zeros((2, 0)), (2, 0)),
        ([], (0,)),
    ],
)
def test_plain_numbers_are_accepted(answer: object, shape: tuple[int, ...]) -> None:
    assert to_array(answer).shape == shape


class EqualToEverything(float):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = float.__hash__


class Disguised(np.ndarray):
    pass


class Convertible:
    def __array__(self, *args: object, **kwargs: object) -> np.ndarray:
        return np.ones(3)

    def __float__(self) -> float:
        return 1.0


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "did you forget return"),
        ("2.5", "gave a str"),
        ({1: 2}, "gave a dict"),
        (EqualToEverything(1), "gave an EqualToEverything"),
        (np.ones(3).view(Disguised), "gave a Disguised"),
        (Convertible(), "gave a Convertible"),
        ([1.0, EqualToEverything(1)], "gave an EqualToEverything"),
        (np.array([object()]), "dtype object"),
        (np.array(["a"]), "expected numbers"),
        (np.array([1j]), "complex"),
        ([[1, 2], [3]], "differ in shape"),
        (10**400, "too large"),
        (lambda: 3, "gave a function"),
        (iter([1]), "gave a list_iterator"),
    ],
)
def test_everything_else_is_refused_in_words(answer: object, words: str) -> None:
    with pytest.raises(AnswerError, match=words):
        to_array(answer)


def test_a_list_without_end_is_refused() -> None:
    endless: list = []
    endless.append(endless)
    with pytest.raises(AnswerError, match="gave a list of 1"):
        to_array(endless)


def test_the_array_is_a_copy() -> None:
    answer = np.zeros(2)
    to_array(answer)[0] = 1
    assert answer[0] == 0


def test_kind_of() -> None:
    assert kind_of(None) == "None"
    assert kind_of(np.zeros((2, 3))) == "an array of shape (2, 3)"
    assert kind_of(2.5) == "a single number"
    assert kind_of((1, 2)) == "a tuple of 2"
