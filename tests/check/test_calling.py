import sys
import warnings

import numpy as np
import pytest

from course.check.calling import call, call_each, hint_from


def test_the_function_gets_copies_and_changes_are_noticed() -> None:
    scores = np.ones(2)

    def double(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    outcome = call(double, (scores,), {})
    assert scores.tolist() == [1, 1]
    assert outcome.changed == "argument 1"
    assert call(lambda x: 2 * x, (scores,), {}).changed is None


@pytest.mark.parametrize(
    "change",
    [
        lambda x: x.resize(3, refcheck=False),
        lambda x: x.fill(np.nan),
        lambda x: x.__setitem__(0, -0.0),
    ],
)
def test_every_way_of_changing_an_array_is_noticed(change: object) -> None:
    outcome = call(change, (np.zeros(2),), {})
    assert outcome.changed == "argument 1"


def test_changes_in_keywords_and_lists_are_noticed() -> None:
    def append(x: list, *, extra: np.ndarray) -> None:
        x.append(1)

    def fill(x: list, *, extra: np.ndarray) -> None:
        extra.fill(1)

    assert call(append, ([0],), {"extra": np.zeros(2)}).changed == "argument 1"
    assert call(fill, ([0],), {"extra": np.zeros(2)}).changed == "argument 'extra'"


def test_exceptions_become_words() -> None:
    def typo() -> float:
        return undefined_name  # noqa: F821

    error = call(typo, (), {}).error
    assert error is not None
    assert error.startswith("typo raised NameError: name 'undefined_name' is not defined")
    assert "return undefined_name" in error


def test_not_written_yet() -> None:
    def softmax() -> None:
        raise NotImplementedError

    assert call(softmax, (), {}).error == "softmax is not written yet"


def test_an_exception_that_cannot_be_printed() -> None:
    class Strange(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    def fails() -> None:
        raise Strange

    assert "fails raised Strange" in str(call(fails, (), {}).error)


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_must_stop_the_cell_passes_through(kind: type[BaseException]) -> None:
    def stop() -> None:
        raise kind

    with pytest.raises(kind):
        call(stop, (), {})


def test_nothing_reaches_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    def noisy() -> float:
        print("an error", file=sys.stderr)
        warnings.warn("careful", stacklevel=1)
        return float(np.exp(np.float64(1000.0)))

    outcome = call(noisy, (), {})
    assert capfd.readouterr().err == ""
    assert outcome.warnings == ("careful", "overflow encountered in exp")


def test_prints_are_shown_unless_there_are_many_calls(capsys: pytest.CaptureFixture[str]) -> None:
    call(lambda: print("look"), (), {})
    assert capsys.readouterr().out == "look\n"
    assert [each.answer for each in call_each(lambda x: print(x) or x, [[1], [2]], {})] == [1, 2]
    assert capsys.readouterr().out == ""


def test_warnings_point_to_a_mistake() -> None:
    assert hint_from(()) == ("", None)
    assert hint_from(("overflow encountered in exp",))[1] == "exponential overflows"
    assert hint_from(("divide by zero encountered in log",))[1] == "logarithm of 0"
    assert hint_from(("something else",)) == ("Python warned: something else.", None)
