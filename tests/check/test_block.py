import sys
from types import SimpleNamespace

import pytest

from course import check
from course.check.record import recorder


def test_all_passed_earns_exactly_the_points(published: list[check.Result]) -> None:
    with check.points(0.7):
        for number in (1, 2, 3):
            check.value(number, expected=number)
    assert [result.earned for result in published] == [0.7]


def test_points_are_shared_out_by_checks(published: list[check.Result]) -> None:
    with check.points(10):
        check.value(1, expected=1)
        check.value(2, expected=1)
        check.value(3, expected=3)
    assert published[0].earned == pytest.approx(20 / 3)
    assert [record.passed for record in published[0].records] == [True, False, True]


def test_an_exception_outside_a_check_earns_nothing(published: list[check.Result]) -> None:
    with check.points(10):
        check.value(1, expected=1)
        softmax(3)  # noqa: F821
    assert published[0].earned == 0
    last = published[0].records[-1]
    assert not last.passed
    assert "name 'softmax' is not defined" in last.message
    assert "Run the cells above first" in last.message


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit, MemoryError])
def test_what_must_stop_the_cell_passes_through(
    kind: type[BaseException], published: list[check.Result]
) -> None:
    def cell() -> None:
        with check.points(10):
            check.value(1, expected=1)
            raise kind

    with pytest.raises(kind):
        cell()
    assert published == []
    assert recorder.block is None


def test_a_block_without_a_check_is_the_authors_mistake(published: list[check.Result]) -> None:
    with pytest.raises(ValueError, match="without a check"), check.points(10):
        pass
    assert published == []


def test_a_block_inside_a_block_is_refused(published: list[check.Result]) -> None:
    with check.points(10):
        check.value(1, expected=1)
        with check.points(5):
            pass
    assert published[0].earned == 0
    assert "one block a cell" in published[0].records[-1].message


@pytest.mark.parametrize("worth", [-1, float("nan"), "10", True, None])
def test_points_must_be_a_number_at_or_above_0(worth: object) -> None:
    with pytest.raises((TypeError, ValueError), match="worth"):
        check.points(worth)


def test_blocks_do_not_remember_each_other(published: list[check.Result]) -> None:
    for _ in range(2):
        with check.points(1):
            check.value(1, expected=2)
    assert [len(result.records) for result in published] == [1, 1]


def test_outside_a_block_a_right_answer_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    check.value(1, expected=1, name="one")
    assert capsys.readouterr().out == "✓ one: right.\n"


def test_outside_a_block_a_wrong_answer_raises() -> None:
    with pytest.raises(check.CheckFailed, match="gave 2, expected 1"):
        check.value(2, expected=1)


def test_what_earlier_tests_use_of_the_library_is_not_the_students(
    published: list[check.Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hidden test above compares with the library, and binds a name that this one binds too."""
    answer = "def f(x):\n    return x"
    earlier = (
        "with check.points(1):\n    right = nn.softmax(s)\n    check.value(f, 1, expected=right)"
    )
    test = "with check.points(1):\n    right = 2\n    check.value(f, 2, expected=right)"
    cells = ["from course import nn", answer, earlier, test]
    shell = SimpleNamespace(user_ns={"In": cells})
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    for line, used in (("return x", ()), ("return nn.softmax(x)", ("softmax",))):
        cells[1] = f"def f(x):\n    {line}"
        with check.points(1, without=["course.nn"]):
            check.value(2, expected=2)
        assert published[-1].used == used
