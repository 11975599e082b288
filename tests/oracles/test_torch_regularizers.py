"""Every regularizer against PyTorch: the price, and its gradient by automatic differentiation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course.nn import regularizers
from tests.oracles.same import DTYPES, LAYOUTS, SEEDS, assert_same_values, laid_out, leaf

STRENGTHS = st.sampled_from([0.0, 0.3, 1.0, 2.5])

# name, names of the strengths, the same in PyTorch
CASES = {
    "l1": (["strength"], lambda w, strength: strength * w.abs().sum()),
    "l2": (["strength"], lambda w, strength: strength * (w**2).sum()),
    "elastic": (
        ["l1_strength", "l2_strength"],
        lambda w, l1_strength, l2_strength: (l1_strength * w.abs() + l2_strength * w * w).sum(),
    ),
}


def test_every_regularizer_is_compared():
    assert {n for n in regularizers.__all__ if not n.endswith("_gradient")} == set(CASES)


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=40, deadline=None)
@given(data=st.data(), ties=st.booleans(), layout=LAYOUTS, dtype=DTYPES, seed=SEEDS)
def test_regularizers(name, data, ties, layout, dtype, seed, torch):
    strengths, theirs = CASES[name]
    options = {strength: data.draw(STRENGTHS) for strength in strengths}
    shape = data.draw(hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
    w = np.random.default_rng(seed).uniform(-2, 2, shape).astype(dtype)
    w = laid_out(np.asarray(np.round(w) if ties else w), layout)  # at 0 both take the slope 0
    other = leaf(torch, w)
    price = theirs(other, **options)
    price.backward()
    assert_same_values(getattr(regularizers, name)(w, **options), price)
    assert_same_values(getattr(regularizers, f"{name}_gradient")(w, **options), other.grad)
