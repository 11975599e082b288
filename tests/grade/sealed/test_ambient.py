"""What code shares without passing it is noticed at every change, and only then."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from course.grade.sealed.ambient import GLANCES, GLOBAL, Ambient


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the generators and the error handling of other tests alone."""
    states, errors = (GLOBAL.get_state(), random.getstate()), np.geterr()
    GLOBAL.seed(3)
    random.seed(3)
    yield
    GLOBAL.set_state(states[0])
    random.setstate(states[1])
    np.seterr(**errors)


CHANGES: dict[str, Callable[[], object]] = {
    "a number of NumPy's": GLOBAL.rand,
    "a normal number of NumPy's": GLOBAL.randn,
    "a seed of NumPy's": lambda: GLOBAL.seed(7),
    "a number of Python's": random.random,
    "a normal number of Python's": lambda: random.gauss(0, 1),
    "a seed of Python's": lambda: random.seed(7),
    "error handling": lambda: np.seterr(over="raise"),
}


def test_this_python_can_be_glanced_at() -> None:
    assert GLANCES


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_once(name: str) -> None:
    ambient = Ambient(wary=False)
    assert ambient.changed() is None
    CHANGES[name]()
    assert ambient.changed() is not None
    assert ambient.changed() is None


@pytest.mark.parametrize("draw", [GLOBAL.randn, lambda: random.gauss(0, 1)])
def test_the_second_of_a_pair_is_noticed_too(draw: Callable[[], float]) -> None:
    ambient = Ambient(wary=False)
    draw()
    assert ambient.changed() is not None
    draw()  # the spare one: neither generator moves
    assert ambient.changed() is not None


def test_what_was_taken_over_is_not_told_back() -> None:
    theirs, ours = Ambient(wary=False), Ambient(wary=False)
    GLOBAL.rand(5)
    sent = theirs.changed()
    GLOBAL.seed(3)
    ours.apply(sent)
    assert ours.changed() is None
    GLOBAL.rand()
    assert ours.changed() is not None
