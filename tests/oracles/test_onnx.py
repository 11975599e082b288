"""The library against ONNX's own test cases, which are made in plain NumPy by other people."""

from fnmatch import fnmatchcase

import numpy as np
import pytest

from course import nn
from docs.write_onnx import PAGE, page
from tests.oracles import onnx_cases as oracle

# What a case raises where the library refuses it, or lacks the option it asks for.
REFUSALS = (AssertionError, KeyError, TypeError, ValueError)


def run_all(cases):
    """Run the cases in scope, at least one."""
    in_scope = [case for case in cases if oracle.possible(case) and oracle.reason(case) is None]
    assert in_scope, "no case is left to run"
    for case in in_scope:
        oracle.run(case)


def of_operator(cases, name):
    return [case for case in cases if oracle.operators(case) == name]


@pytest.mark.parametrize("name", oracle.OPERATORS)
def test_operator_agrees_with_every_case(name, onnx_cases):
    run_all(of_operator(onnx_cases, name))


def test_graphs_of_several_operators_agree(onnx_cases):
    run_all([case for case in onnx_cases if len(case.model.graph.node) > 1])


def test_every_case_of_an_operator_is_run_or_listed(onnx_cases):
    rows = oracle.survey().values()
    run = {name for row in rows for name in row.passed}
    listed = {name for row in rows for name in row.out_of_scope}
    wanted = {
        case.name
        for case in onnx_cases
        if {node.op_type for node in case.model.graph.node} <= set(oracle.OPERATORS)
    }
    assert run | listed == wanted
    assert not run & listed
    assert len(run) >= 250


@pytest.mark.parametrize("pattern", oracle.OUT_OF_SCOPE)
def test_no_case_listed_as_out_of_scope_would_pass(pattern, onnx_cases):
    possible = [case for case in onnx_cases if oracle.possible(case)]
    listed = [case for case in possible if fnmatchcase(case.name, pattern)]
    assert listed, "no case has such a name: remove the pattern"
    for case in listed:
        with pytest.raises(REFUSALS):
            oracle.run(case)


def spoiled(result):
    """Return a result that is wrong by a thousandth, or by its truth."""
    values = result.data if isinstance(result, nn.Tensor) else result
    return ~values if values.dtype == bool else values * values.dtype.type(1 + 1e-3)


@pytest.mark.parametrize("name", oracle.OPERATORS)
def test_a_value_slightly_wrong_is_found(name, onnx_cases, monkeypatch):
    computed_by, adapter = oracle.OPERATORS[name]

    def wrong(*inputs, **attributes):
        results = adapter(*inputs, **attributes)
        return tuple(map(spoiled, results if isinstance(results, tuple) else (results,)))

    monkeypatch.setitem(oracle.OPERATORS, name, (computed_by, wrong))
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        run_all(of_operator(onnx_cases, name))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda x: nn.Tensor(nn.relu(x).data.astype(np.float64)),
        lambda x: nn.relu(x)[None],
        lambda x: None,
    ],
    ids=["dtype", "shape", "nothing"],
)
def test_a_wrong_dtype_or_shape_is_found(wrong, onnx_cases, monkeypatch):
    monkeypatch.setitem(oracle.OPERATORS, "Relu", ("a mistake", wrong))
    with pytest.raises(AssertionError):
        run_all(of_operator(onnx_cases, "Relu"))


def test_the_page_is_current(onnx_cases):
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m docs.write_onnx"
