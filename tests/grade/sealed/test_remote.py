"""The student's objects as a test cell uses them: functions, classes, operators, contexts."""

from __future__ import annotations

import copy
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from course import check
from course.check.record import recorder
from course.grade.sealed.remote import Remote
from tests.grade.sealed.two_sides import Sides, two_sides

STUDENT = """
    import collections
    import numpy as np
    import warnings
    class Mistake(ValueError): pass
    class Tensor:
        __array_ufunc__ = None
        def __init__(self, data): self.data = np.asarray(data, float); self.grad = None
        def __add__(self, other): return Tensor(self.data + _data(other))
        __radd__ = __add__
        def __mul__(self, other): return Tensor(self.data * _data(other))
        __rmul__ = __mul__
        def __matmul__(self, other): return Tensor(self.data @ _data(other))
        def __sub__(self, other): return Tensor(self.data - _data(other))
        def __neg__(self): return Tensor(-self.data)
        def __iadd__(self, other): self.data += _data(other); return self
        def __getitem__(self, key): return Tensor(self.data[key])
        def __setitem__(self, key, value): self.data[key] = _data(value)
        def __len__(self): return len(self.data)
        def __iter__(self): return iter(self.data.tolist())
        def __contains__(self, value): return value in self.data
        def __float__(self): return float(self.data)
        def __array__(self, dtype=None, copy=None): return self.data
        def __bool__(self): return bool(self.data.any())
        def dot(self, other): return float((self.data * other.data).sum())
        @property
        def shape(self): return self.data.shape
    class Leaf(Tensor): pass
    class Vector:
        def __init__(self, x): self.x = x
        def __matmul__(self, other): return self.x * other.x
        def __sub__(self, other): return 0.0
        def __rsub__(self, other): return 0.0
        def __abs__(self): return 0.0
    def _data(x): return x.data if isinstance(x, Tensor) else x
    class Recording:
        on = False
        def __enter__(self): Recording.on = True; return self
        def __exit__(self, *error): Recording.on = False; return True
    def raises(kind, text): raise {'value': ValueError, 'own': Mistake, 'zero': ZeroDivisionError,
        'linear': np.linalg.LinAlgError, 'key': KeyError, 'todo': NotImplementedError,
        'interrupt': KeyboardInterrupt, 'unicode': lambda t: UnicodeDecodeError('a', b'', 0, 1, t),
        }[kind](text)
    def slope(f, x, h=1e-6): return (f(x + h) - f(x - h)) / (2 * h)
    def twice(f): return lambda x: f(f(x))
    def catches(f):
        try: return f(1)
        except ZeroDivisionError: return 'caught'
    def ping(f, depth): return f(ping, depth)
    def warns(): warnings.warn('careful', RuntimeWarning); return np.float64(1)
    def prints(): print('hello'); return 3
    def count(n): yield from range(n)
    def seeded(): np.random.seed(0)
    def draw(): return np.random.rand(3)
    def many(n): return np.random.rand(n)
    def point(): return collections.namedtuple('Point', 'x y')(1, 2)
    def scale(x, *, by=2): return x * by
    class Evil:
        asked = []
        def __getattr__(self, name): Evil.asked.append(name); return self
        def __call__(self, *args, **keywords): return {'text/plain': '10'}
    evil = Evil()
    answer = Vector(1)
"""


@pytest.fixture(scope="module")
def student() -> Iterator[Sides]:
    with two_sides(STUDENT) as sides:
        yield sides


def test_a_class_its_methods_attributes_and_operators(student: Sides) -> None:
    Tensor = student["Tensor"]
    a, b = Tensor([1.0, 2.0]), Tensor([3.0, 5.0])
    np.testing.assert_array_equal((a + b).data, [4, 7])
    np.testing.assert_array_equal((2 * a + np.array([1.0, 1.0])).data, [3, 5])
    np.testing.assert_array_equal((np.array([1.0, 10.0]) * a).data, [1, 20])
    np.testing.assert_array_equal((-a).data, [-1, -2])
    assert float(a @ b) == 13
    assert a.dot(b) == 13
    assert a.shape == (2,)
    assert len(a) == 2
    assert list(a) == [1.0, 2.0]
    assert float(a[1]) == 2
    assert 2.0 in a
    assert 9.0 not in a
    assert bool(a) is True
    np.testing.assert_array_equal(np.asarray(a), [1, 2])
    same = a
    a += 1
    assert same is a
    a[0] = 8
    a.grad = np.ones(2)
    np.testing.assert_array_equal(same.data, [8, 3])
    np.testing.assert_array_equal(same.grad, [1, 1])
    del a.grad
    assert not hasattr(same, "grad")


def test_kinds_copies_and_identity(student: Sides) -> None:
    Tensor, Leaf = student["Tensor"], student["Leaf"]
    leaf = Leaf([1.0])
    assert isinstance(leaf, Tensor)
    assert not isinstance(Tensor([1.0]), Leaf)
    assert not isinstance(3, Tensor)
    assert issubclass(Leaf, Tensor)
    other = copy.deepcopy(leaf)
    other[0] = 9
    assert float(leaf[0]) == 1
    assert copy.copy(leaf).data is not None
    assert student["Tensor"] is Tensor
    assert leaf.kind_in_words() == "Leaf"


def test_no_comparison_is_offered(student: Sides) -> None:
    answer = student["answer"]
    assert answer != 42
    assert answer != 42
    with pytest.raises(TypeError):
        assert answer < 1


@pytest.mark.parametrize(
    "compare",
    [
        lambda answer: abs(answer - 42) < 1e-6,
        lambda answer: abs(42 - answer) < 1e-6,
        lambda answer: answer - 42 == 0,
        lambda answer: np.isclose(answer, 42),
        lambda answer: abs(answer) < 1,
    ],
)
def test_arithmetic_cannot_stand_in_for_a_number(
    student: Sides, compare: Callable[[Any], Any]
) -> None:
    """`Vector` answers 0.0 to every difference: no such comparison may come out true."""
    try:
        passed = bool(compare(student["answer"]))
    except (TypeError, ValueError):
        return
    assert not passed


def test_two_objects_of_the_students_may_give_a_number(student: Sides) -> None:
    Vector = student["Vector"]
    assert Vector(2) @ Vector(5) == 10


def test_what_numpy_and_ipython_ask_is_not_asked_there(student: Sides) -> None:
    evil = student["evil"]
    for name in ("__array_interface__", "__array_struct__", "_repr_html_", "_ipython_display_"):
        assert not hasattr(evil, name)
    with pytest.raises((TypeError, ValueError)):
        np.asarray(evil)
    assert "evil" not in repr(evil)
    assert evil.anything is evil


def test_arguments_defaults_and_keywords(student: Sides) -> None:
    assert student["scale"](3) == 6
    assert student["scale"](3, by=4) == 12
    assert student["scale"].__name__ == "scale"
    with pytest.raises(TypeError, match="unexpected keyword"):
        student["scale"](3, per=4)


def test_iteration_generators_and_named_tuples(student: Sides) -> None:
    assert list(student["count"](4)) == [0, 1, 2, 3]
    x, y = student["point"]()
    assert (x, y) == (1, 2)
    assert student["point"]().y == 2


def test_functions_of_the_tests_are_called_back(student: Sides) -> None:
    assert student["slope"](lambda x: x * x, 3.0) == pytest.approx(6.0)
    fourth = student["twice"](lambda x: x * x)
    assert fourth(3) == 81
    assert fourth(np.array([2.0])) == 16
    assert student["catches"](lambda x: x / 0) == "caught"
    with pytest.raises(KeyError):
        student["catches"](lambda x: {}[x])


def test_callbacks_that_call_back(student: Sides) -> None:
    def pong(ping: Callable[..., object], depth: int) -> object:
        return ping(pong, depth - 1) if depth else "bottom"

    assert student["ping"](pong, 10) == "bottom"
    with pytest.raises(RecursionError, match="calls back and forth"):
        student["ping"](pong, 1000)
    assert student["ping"](pong, 3) == "bottom"


def test_a_callback_may_give_what_cannot_cross(student: Sides) -> None:
    with pytest.raises(TypeError, match="cannot hand a module"):
        student["catches"](lambda x: np)
    assert student["scale"](1) == 2


@pytest.mark.parametrize(
    ("kind", "error", "name"),
    [
        ("value", ValueError, "ValueError"),
        ("own", ValueError, "Mistake"),
        ("zero", ArithmeticError, "ZeroDivisionError"),
        ("linear", np.linalg.LinAlgError, "LinAlgError"),
        ("key", LookupError, "KeyError"),
        ("todo", NotImplementedError, "NotImplementedError"),
        ("unicode", Exception, "Exception"),
    ],
)
def test_errors_cross_with_name_text_and_place(
    student: Sides, kind: str, error: type[Exception], name: str
) -> None:
    with pytest.raises(error, match="this text") as caught:
        student["raises"](kind, "this text")
    assert type(caught.value).__name__ == name
    assert any("of its cell" in note for note in caught.value.__notes__)


def test_an_interrupt_is_an_interrupt(student: Sides) -> None:
    with pytest.raises(KeyboardInterrupt):
        student["raises"]("interrupt", "")
    assert student["scale"](1) == 2


def test_checks_say_the_students_line(student: Sides) -> None:
    records = _records(lambda: check.value(student["raises"], "own", "no", expected=1.0))
    assert not records[0].passed
    assert "raises raised Mistake: no (line " in records[0].message
    records = _records(lambda: check.value(student["Leaf"], [1.0], expected=1.0))
    assert "gave a Leaf, expected numbers" in records[0].message


def _records(make: Callable[[], object]) -> list:
    recorder.open()
    try:
        make()
    finally:
        records = recorder.close()
    return records


def test_warnings_and_prints_cross(student: Sides, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.warns(RuntimeWarning, match="careful"):
        assert student["warns"]() == 1
    assert student["prints"]() == 3
    assert capsys.readouterr().out == "hello\n"


def test_a_context_of_the_students(student: Sides) -> None:
    Recording = student["Recording"]
    with Recording() as recording:
        assert recording.on is True
    assert Recording.on is False
    with pytest.raises(ZeroDivisionError), Recording():
        raise ZeroDivisionError
    assert Recording.on is False


def test_a_seed_in_the_test_reaches_the_students_function(student: Sides) -> None:
    np.random.seed(3)  # noqa: NPY002
    reference = np.random.RandomState(3)
    np.testing.assert_array_equal(student["draw"](), reference.rand(3))
    np.testing.assert_array_equal(np.random.rand(2), reference.rand(2))  # noqa: NPY002
    student["many"](5000)
    reference.rand(5000)
    np.testing.assert_array_equal(np.random.rand(2), reference.rand(2))  # noqa: NPY002


def test_a_seed_in_the_students_function_does_not_choose_the_tests_numbers(
    student: Sides,
) -> None:
    np.random.seed(3)  # noqa: NPY002
    reference = np.random.RandomState(3)
    student["seeded"]()
    np.testing.assert_array_equal(np.random.rand(2), reference.rand(2))  # noqa: NPY002


def test_error_handling_of_numpy_is_shared(student: Sides) -> None:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert student["scale"](np.float64(1e308), by=1e10) == np.inf


def test_a_remote_cannot_be_pickled_and_stays_one_object(student: Sides) -> None:
    with pytest.raises(TypeError, match="stays on the student's side"):
        student["evil"].__reduce_ex__(2)
    assert isinstance(student["evil"], Remote)
    evil = student["evil"]
    assert student["evil"] is evil
