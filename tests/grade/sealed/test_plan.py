"""What a sealed test is given: the instructor's cells, the student's names, and no module."""

from __future__ import annotations

import pytest

from course.grade.sealed import plan as plans
from course.grade.sealed.plan import plan_tests
from course.grade.sealed.sealable import faults_in
from tests.mini_course import cell

TEST = {"grade": True, "locked": True, "points": 1}


def plan(*sources: tuple[str, str]) -> plans.TestPlan:
    """Return the plan of the last of some cells, each given as kind and source."""
    kinds = {"answer": {"solution": True}, "test": TEST, "given": {}}
    cells = [
        cell(f"c{number}", source, **kinds[kind]) for number, (kind, source) in enumerate(sources)
    ]
    return plan_tests({"cells": cells})[f"c{len(cells) - 1}"]


def test_the_latest_cell_that_binds_a_name_owns_it() -> None:
    made = plan(
        ("given", "x = 1"),
        ("answer", "x = 2\ndef f(): pass"),
        ("given", "g = 3"),
        ("test", "f(x, g)"),
    )
    assert made.test.names == ("f", "x")
    assert [piece.source for piece in made.setup] == ["g = 3"]
    assert not made.unbound


def test_a_given_cell_brings_what_it_needs_itself() -> None:
    made = plan(
        ("given", "import numpy as np"),
        ("answer", "def f(x): return x"),
        ("given", "y = f(np.ones(2))"),
        ("given", "other = 1"),
        ("test", "assert y.sum() == 2"),
    )
    assert [(piece.source, piece.names) for piece in made.setup] == [
        ("import numpy as np", ()),
        ("y = f(np.ones(2))", ("f",)),
    ]
    assert made.test.names == ()


def test_a_given_cell_runs_once() -> None:
    cells = [
        cell("g", "import numpy as np"),
        cell("a", "f = 1", solution=True),
        cell("t1", "np.ones(f)", **TEST),
        cell("t2", "np.ones(f)", **TEST),
    ]
    plans = plan_tests({"cells": cells})
    assert len(plans["t1"].setup) == 1
    assert plans["t2"].setup == ()


def test_what_an_earlier_test_has_made_is_there() -> None:
    made = plan(("answer", "f = 1"), ("test", "x = 2"), ("test", "assert x == f"))
    assert made.test.names == ("f",)
    assert made.setup == ()


def test_a_module_is_never_the_students() -> None:
    """`np.allclose` of a student's module could call anything equal."""
    made = plan(("answer", "import numpy as np\ndef f(): pass"), ("test", "np.allclose(f(), 1)"))
    assert made.test.names == ("f",)
    assert [piece.source for piece in made.setup] == ["import numpy as np"]


def test_names_of_ipython_and_builtins_are_nobodys() -> None:
    made = plan(("answer", "f = 1"), ("test", "%matplotlib inline\ndisplay(print(f), _)"))
    assert made.test.names == ("f",)
    assert not made.unbound


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("globals()['f']", "line 1: globals() would look"),
        ("x = 1\neval('f')", "line 2: eval() would look"),
        ("get_ipython().user_ns", "line 1: get_ipython() would look"),
        ("import inspect\ninspect.getsource(f)", "line 2: getsource() cannot see"),
        ("import inspect\ninspect.stack()", "line 2: stack() cannot see"),
        ("f.__code__.co_names", "line 1: __code__ of the student's function"),
        ("del f", "line 1: del f would not delete"),
        ("f()\nf = None", "line 2: f = ... would not replace"),
        ("class G(f):\n    pass", "line 1: f is the student's class"),
        ("try:\n    f()\nexcept f:\n    pass", "line 3: except f cannot catch"),
        ("try:\n    f()\nexcept (ValueError, f):\n    pass", "line 3: except f cannot catch"),
        ("assert missing(f) == 2", "line 1: missing is bound by no cell above"),
        ("f(3)", "line 1: the cell ends with a value of the student's"),
        ("f.a[0](1).b", "line 1: the cell ends with a value of the student's"),
    ],
)
def test_what_cannot_be_sealed_is_said(source: str, fault: str) -> None:
    made = plan(("answer", "def f(): pass"), ("test", source))
    assert any(found.startswith(fault) for found in faults_in(cell("t", source), made))


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nassert f(1) == 2",
        "from course import check\nwith check.points(1):\n    check.value(f, 1, expected=2)",
        "try:\n    f()\nexcept (ValueError, TypeError):\n    pass\nelse:\n    assert False",
        "class Mine:\n    x = f()\nassert isinstance(Mine().x, int)",
        "for i in range(3):\n    assert f(i) == i\nf.a = 3\nprint(f.a)",
        "x = [f(i) for i in range(3)]\nx",
        "import numpy as np\nassert np.stack([f(1), f(2)]).shape == (2,)",
    ],
)
def test_ordinary_tests_have_no_fault(source: str) -> None:
    made = plan(("answer", "def f(): pass"), ("test", source))
    assert faults_in(cell("t", source), made) == []
