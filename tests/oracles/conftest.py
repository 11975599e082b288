"""Oracles are libraries that know the answer: they must be there in CI, and may be absent here."""

import importlib
import importlib.util

import numpy as np
import pytest

from tests.needs import need
from tests.oracles.onnx_cases import load

PYTORCH = "torch==2.13.0"
ONNX = "onnx>=1.23"


def find(module: str, name: str, requirement: str) -> None:
    """Skip the test where an oracle is missing, with a line that says how to install it."""
    found = importlib.util.find_spec(module)
    need(found, f"{name}, the oracle of this test,", f"pip install '{requirement}'")


@pytest.fixture(scope="session")
def torch():
    """PyTorch on one thread; without it the test is skipped here and fails in CI."""
    find("torch", "PyTorch", PYTORCH)
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


@pytest.fixture(scope="session")
def onnx_cases():
    """All cases of ONNX's operators; without the package the test is skipped or fails in CI."""
    find("onnx", "ONNX", ONNX)
    return load()
