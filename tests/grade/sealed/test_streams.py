"""Which states of a random generator the tester believes."""

from __future__ import annotations

import numpy as np
import pytest

from course.grade.sealed.streams import goes_on

KINDS = ["PCG64", "PCG64DXSM", "MT19937"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("draws", [0, 1, 5, 311, 312, 313, 624, 625, 20_000])
def test_drawing_goes_on_and_never_back(kind: str, draws: int) -> None:
    generator = np.random.Generator(getattr(np.random, kind)(3))
    before = generator.bit_generator.state
    generator.integers(0, 2**63, size=draws)
    after = generator.bit_generator.state
    assert goes_on(before, after)
    assert draws == 0 or not goes_on(after, before)


@pytest.mark.parametrize("kind", [*KINDS, "SFC64", "Philox"])
def test_a_chosen_state_does_not_go_on(kind: str) -> None:
    make = getattr(np.random, kind)
    assert not goes_on(make(3).state, make(4).state)
    assert not goes_on(make(3).state, np.random.PCG64(3).state) or kind == "PCG64"
    assert goes_on(make(3).state, make(3).state)


@pytest.mark.parametrize("kind", ["PCG64", "PCG64DXSM"])
def test_no_further_than_can_be_drawn(kind: str) -> None:
    bits = getattr(np.random, kind)(3)
    before = bits.state
    assert goes_on(before, bits.advance(2**40).state)
    bits.state = before
    assert not goes_on(before, bits.advance(2**41).state)
    other = dict(before) | {"state": before["state"] | {"inc": 0}}
    assert not goes_on(before, other)
