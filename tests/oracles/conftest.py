"""Oracles are libraries that know the answer: they must be there in CI, and may be absent here."""

import importlib
import importlib.util
import os

import numpy as np
import pytest

PYTORCH = "torch==2.13.0"


@pytest.fixture(scope="session")
def torch():
    """PyTorch on one thread; without it the test is skipped here and fails in CI."""
    if importlib.util.find_spec("torch") is None:
        message = f"PyTorch, the oracle of this test, is missing: pip install {PYTORCH}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    module = importlib.import_module("torch")
    module.set_num_threads(1)
    return module


@pytest.fixture(scope="session")
def tensor(torch):
    """Turn an array into a tensor that PyTorch differentiates, or a plain one for labels."""

    def convert(array):
        result = torch.from_numpy(np.array(array, order="C"))
        return result.requires_grad_() if result.is_floating_point() else result

    return convert


@pytest.fixture(scope="session")
def assert_close():
    """Compare an array with a tensor: dtype, shape and value, to what the dtype can hold."""

    def check(ours, theirs):
        theirs = theirs.detach().numpy()
        assert ours.dtype == theirs.dtype
        assert ours.shape == theirs.shape
        rtol, atol = (1e-10, 1e-12) if ours.dtype == np.float64 else (1e-4, 1e-5)
        np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=atol)

    return check
