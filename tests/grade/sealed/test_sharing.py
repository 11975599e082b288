"""What both sides hold: a change on one side is a change on the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from course.grade.sealed.line import LineBroken
from course.grade.sealed.sharing import Sharing
from course.grade.sealed.wire import BadMessage, CannotCross, decode, encode
from tests.grade.sealed.two_sides import Sides, two_sides

STUDENT = """
    import numpy as np
    class Adam:
        def __init__(self, parameters): self.parameters = parameters
        def step(self, gradients):
            for w, g in zip(self.parameters, gradients): w -= 0.1 * g
    class Keeper:
        def __init__(self, kept): self.kept = kept
        def get(self): return self.kept
        def sum(self): return self.kept.sum()
        def length(self): return len(self.kept)
        def is_(self, other): return self.kept is other
    def same(x): return x
    def view(x): return x[1:]
    def add_to_dict(d): d['new'] = d.pop('old') + 1
    def rebind(d): d['w'] = d['w'] * 2
    def in_place(d): d['w'] *= 2
    def append(values): values.append(values[0])
    def keep_own(values): values.append(Keeper(1))
    def discard(values): values.discard('a'); values.add('z')
    def first(rng): return rng.normal(size=3)
    def rewind(rng):
        state = rng.bit_generator.state
        state['state']['state'] = 0
        rng.bit_generator.state = state
    def reshape(x): x.shape = (2, 3)
    def grow(x): x.resize((9,), refcheck=False)
    def zeros(n): return np.zeros(n)
    def nothing(*args): return None
    def write(x): x[0] = 1
    def two(x, y): return x is y
    def nested(d): d['layers'][0]['w'][:] = 5
    def pair(x): x += 1; return x, x
"""


@pytest.fixture(scope="module")
def student() -> Iterator[Sides]:
    with two_sides(STUDENT) as sides:
        yield sides


def test_an_array_kept_from_an_earlier_call_changes_later(student: Sides) -> None:
    w, gradient = np.ones(3), np.array([1.0, 2.0, 3.0])
    optimizer = student["Adam"]([w])
    optimizer.step([gradient])
    np.testing.assert_allclose(w, [0.9, 0.8, 0.7])
    w[:] = 0  # changed by the test: the student's copy follows
    optimizer.step([gradient])
    np.testing.assert_allclose(w, [-0.1, -0.2, -0.3])


def test_what_the_test_changes_is_seen_there(student: Sides) -> None:
    x = np.zeros(4)
    keeper = student["Keeper"](x)
    x[:2] = 7
    assert keeper.sum() == 14
    values = [1, 2]
    keeper = student["Keeper"](values)
    values.append(3)
    assert keeper.length() == 3


def test_what_is_the_same_stays_the_same(student: Sides) -> None:
    x = np.arange(3.0)
    assert student["same"](x) is x
    assert student["two"](x, x) is True
    assert student["two"](x, x.copy()) is False
    keeper = student["Keeper"](x)
    assert keeper.get() is x
    assert keeper.is_(x) is True
    one, other = student["pair"](x)
    assert one is x
    assert other is x
    np.testing.assert_array_equal(x, [1.0, 2.0, 3.0])


def test_an_answer_is_no_view_of_what_was_given(student: Sides) -> None:
    x = np.arange(3.0)
    answer = student["view"](x)
    x[:] = 9
    np.testing.assert_array_equal(answer, [1.0, 2.0])


def test_a_view_that_is_given_changes_its_base_here(student: Sides) -> None:
    base = np.zeros((2, 2))
    student["write"](base[1])
    np.testing.assert_array_equal(base, [[0, 0], [1, 0]])


def test_dictionaries_lists_and_sets_are_changed(student: Sides) -> None:
    d: dict = {"old": 1}
    student["add_to_dict"](d)
    assert d == {"new": 2}
    values = [[1], 2]
    student["append"](values)
    assert values == [[1], 2, [1]]
    assert values[2] is values[0]
    letters = {"a", "b"}
    student["discard"](letters)
    assert letters == {"b", "z"}


def test_an_entry_is_rebound_or_changed(student: Sides) -> None:
    w = np.ones(2)
    d = {"w": w}
    student["in_place"](d)
    assert d["w"] is w
    np.testing.assert_array_equal(w, [2, 2])
    student["rebind"](d)
    assert d["w"] is not w
    np.testing.assert_array_equal(w, [2, 2])
    np.testing.assert_array_equal(d["w"], [4, 4])
    deep = {"layers": [{"w": w}]}
    student["nested"](deep)
    np.testing.assert_array_equal(w, [5, 5])


def test_a_list_that_holds_itself(student: Sides) -> None:
    values: list = [1]
    values.append(values)
    student["append"](values)
    assert values[2] == 1
    assert values[1] is values


def test_an_object_of_the_students_in_a_list_of_the_tests(student: Sides) -> None:
    values: list = []
    student["keep_own"](values)
    assert values[0].get() == 1
    assert student["same"](values) is values
    assert student["Keeper"](values).get()[0] is values[0]


def test_a_generator_goes_on_on_both_sides(student: Sides) -> None:
    ours, reference = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(2):
        np.testing.assert_array_equal(student["first"](ours), reference.normal(size=3))
        np.testing.assert_array_equal(ours.normal(size=3), reference.normal(size=3))


@pytest.mark.parametrize("kind", ["PCG64DXSM", "MT19937", "SFC64", "Philox"])
def test_any_generator_of_numpys_can_be_given(student: Sides, kind: str) -> None:
    ours, reference = (np.random.Generator(getattr(np.random, kind)(5)) for _ in range(2))
    np.testing.assert_array_equal(student["first"](ours), reference.normal(size=3))
    if kind in ("PCG64DXSM", "MT19937"):
        np.testing.assert_array_equal(ours.normal(size=3), reference.normal(size=3))


def test_a_generator_made_to_give_zeros_is_not_believed(student: Sides) -> None:
    ours, reference = np.random.default_rng(5), np.random.default_rng(5)
    student["rewind"](ours)
    np.testing.assert_array_equal(ours.normal(size=3), reference.normal(size=3))


def test_an_array_keeps_its_memory_and_takes_another_shape(student: Sides) -> None:
    x = np.arange(6.0)
    student["reshape"](x)
    assert x.shape == (2, 3)
    fixed = np.zeros(2)
    fixed.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        student["write"](fixed)


def test_an_array_cannot_grow_under_the_test() -> None:
    with two_sides(STUDENT) as student, pytest.raises(LineBroken, match="an array's size"):
        student["grow"](np.zeros(3))


def test_a_list_with_something_that_cannot_cross_does_no_harm(student: Sides) -> None:
    bad = [1, [np]]
    with pytest.raises(CannotCross, match="cannot hand a module"):
        student["same"](bad)
    assert student["same"]([2]) == [2]
    bad[1] = 3
    assert student["same"](bad) is bad


def test_what_is_too_large_does_no_harm(student: Sides) -> None:
    large = np.zeros(10_000_000)
    with pytest.raises(CannotCross, match="bytes at once"):
        student["same"](large)
    with pytest.raises(TypeError, match="bytes at once"):
        student["zeros"](10_000_000)
    assert student["same"]([2]) == [2]


def test_what_nobody_holds_any_more_is_forgotten(student: Sides) -> None:
    nothing, keeper = student["nothing"], student["Keeper"]
    for _ in range(20):
        nothing(np.zeros(10), [1], {"a": [np.zeros(2)]}, np.random.default_rng(0))
    before, held = student.lent(), student.held()
    for _ in range(1000):
        nothing(np.zeros(10), [1], {"a": [np.zeros(2)]})
        keeper(1)
    assert student.lent() <= before
    assert student.held() <= held + 2


def test_only_what_was_lent_can_change() -> None:
    ours = Sharing(lends=True)
    x = np.zeros(2)
    number = ours.number_of(x)
    content = encode(np.ones(2))
    with pytest.raises(BadMessage, match="never lent"):
        ours.apply([(99, content)], decode)
    for other in (np.ones(3), np.ones(2, int), [1.0, 1.0], 3, np.random.default_rng(0)):
        with pytest.raises(BadMessage):
            ours.apply([(number, encode(other))], decode)
    np.testing.assert_array_equal(x, [0, 0])
