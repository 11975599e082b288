"""ONNX's node cases for the operators the library has, and the table of what passes.

Print the table with `python -m tests.oracles.onnx_cases`.
"""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from course import nn
from tests.oracles.onnx_operators import OPERATORS
from tests.oracles.onnx_scope import OutOfScope


@dataclass(frozen=True)
class Case:
    """One case: the node, its inputs, ONNX's outputs (and which of a node's), and tolerances."""

    name: str
    operator: str
    attributes: dict[str, Any]
    inputs: list[Any]
    outputs: list[Any]
    wanted: list[bool]
    rtol: float
    atol: float


def load_cases() -> list[Case]:
    """Return the cases of one node whose operator the library has."""
    import onnx
    from onnx import helper, numpy_helper

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # from inside ONNX's generator
        from onnx.backend.test.loader import load_model_tests

        tests = load_model_tests(kind="node")
    cases = []
    for test in tests:
        nodes = test.model.graph.node if test.model is not None else ()
        own = (
            {opset.domain for opset in test.model.opset_import} if test.model is not None else set()
        )
        if len(nodes) != 1 or nodes[0].op_type not in OPERATORS or "expanded" in test.name:
            continue
        if "ai.onnx.ml" in own or any(
            not isinstance(p, onnx.TensorProto | np.ndarray | np.generic | float | int)
            for p in test.data_sets[0][0]
        ):
            continue
        (node,) = nodes
        arrays = [
            [
                numpy_helper.to_array(p) if isinstance(p, onnx.TensorProto) else np.asarray(p)
                for p in side
            ]
            for side in test.data_sets[0]
        ]
        given = dict(zip([i.name for i in test.model.graph.input], arrays[0], strict=True))
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        cases.append(
            Case(
                test.name,
                node.op_type,
                {k: v.decode() if isinstance(v, bytes) else v for k, v in attributes.items()},
                [given.get(name) for name in node.input],
                arrays[1],
                [bool(name) for name in node.output],
                test.rtol,
                test.atol,
            )
        )
    return cases


def run(case: Case) -> None:
    """Compute a case and compare; raise `OutOfScope`, or `AssertionError` where it differs."""
    kinds = [a.dtype for a in case.inputs if a is not None and a.dtype.kind not in "iub"]
    whole = {"Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual"}
    first = case.inputs[0]
    checked = case.inputs[1] if case.operator == "Where" else first
    if any(kind not in (np.float32, np.float64) for kind in kinds) or not kinds:
        raise OutOfScope("numbers other than float32 and float64")
    if checked.dtype.kind != "f" and case.operator not in whole:
        raise OutOfScope("numbers other than float32 and float64")
    if len(set(kinds)) > 1 and case.operator not in {"Adam", "Adagrad", "Momentum"}:
        raise OutOfScope("mixed dtypes: the library refuses them")
    if case.operator == "Pow" and case.inputs[1].dtype.kind != "f":
        raise OutOfScope("numbers other than float32 and float64")
    with np.errstate(all="ignore"):  # some cases ask for log 0 or 0 / 0
        results = OPERATORS[case.operator](case.attributes, *case.inputs)
    named = zip(results, case.wanted, strict=False)
    results = [result for result, wanted in named if wanted]
    assert results, "nothing to compare"
    for ours, theirs in zip(results, case.outputs, strict=False):
        array = ours.data if isinstance(ours, nn.Tensor) else np.asarray(ours)
        assert array.dtype == theirs.dtype, f"dtype {array.dtype} instead of {theirs.dtype}"
        assert array.shape == theirs.shape, f"shape {array.shape} instead of {theirs.shape}"
        np.testing.assert_allclose(array, theirs, rtol=case.rtol, atol=case.atol)


def table(cases: list[Case]) -> str:
    """Run all cases and return a Markdown table, one line an operator."""
    passed: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        try:
            run(case)
        except OutOfScope as reason:
            reasons[case.operator][str(reason)] += 1
        else:
            passed[case.operator] += 1
    total, outside = passed.total(), sum(c.total() for c in reasons.values())
    lines = [
        f"{total} cases pass, none fails, and {outside} ask for what the library does not offer.",
        "",
        "| operator | pass | out of scope | because |",
        "|---|---:|---:|---|",
    ]
    for operator in sorted({case.operator for case in cases}):
        why = "; ".join(f"{reason} ({n})" for reason, n in sorted(reasons[operator].items()))
        lines.append(f"| {operator} | {passed[operator]} | {reasons[operator].total()} | {why} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(load_cases()))
