"""Write docs/onnx.md: which of ONNX's test cases the library passes, by operator.

python -m docs.write_onnx            # run all cases and write the page
python -m docs.write_onnx --check    # exit 1 when the page is not current
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from tests.oracles.onnx_cases import COMPOSED, OWN, Row, load, operators, possible, survey

PAGE = Path(__file__).with_name("onnx.md")
INTRODUCTION = """\
# The library against ONNX's test cases

ONNX is a format in which deep-learning frameworks exchange networks. Its Python package carries a
test suite for them: for each operator, inputs and the outputs they must give, computed in plain
NumPy by the people who wrote the standard. Chalkgrad had no part in them, so they are a check from
outside, as PyTorch is.

`tests/oracles/test_onnx.py` runs each case of an operator that the library has, on tensors. Dtype
and shape must be the case's; values must agree to 1e-4 in float32 and 1e-10 in float64, where the
cases themselves ask for 1e-3. A case that the library cannot run is listed with its reason, and a
test holds that none of these would pass. Nothing is downloaded: the package makes the cases.

This page is written by `python -m docs.write_onnx`, which runs them all.
"""


def page() -> str:
    """Run all cases and return the whole page."""
    rows = survey()
    graphs = {name: row for name, row in rows.items() if "," in name}
    tables = [
        ("Functions of the library", OWN, "Here"),
        ("Lines of its operations", COMPOSED, "Written with"),
    ]
    parts = [INTRODUCTION, _summary(rows)]
    for title, names, heading in tables:
        chosen = {name: (names[name][0], rows[name]) for name in sorted(names)}
        parts.append(f"## {title}\n\n{_table(chosen, heading)}")
    chosen = {name: ("the operators named", row) for name, row in sorted(graphs.items())}
    parts.append(f"## Graphs of several operators\n\n{_table(chosen, 'Written with')}")
    parts.append(f"## What the library does not have\n\n{_missing()}")
    return "\n".join(parts)


def _summary(rows: dict[str, Row]) -> str:
    passed = sum(len(row.passed) for row in rows.values())
    listed = sum(len(row.out_of_scope) for row in rows.values())
    return (
        f"With onnx {version('onnx')}, which has {len(load())} cases: **{passed} run and pass, "
        f"none fails**, {listed} of the same operators are out of scope, and "
        f"{len(load()) - passed - listed} need an operator that the library does not have.\n"
    )


def _table(rows: dict[str, tuple[str, Row]], heading: str) -> str:
    lines = [f"| Operator | {heading} | Pass | Out of scope |", "| --- | --- | ---: | --- |"]
    for name, (computed_by, row) in rows.items():
        reasons = Counter(row.out_of_scope.values()).items()
        why = "; ".join(f"{count}: {reason}" for reason, count in reasons)
        lines.append(f"| {name} | {computed_by} | {len(row.passed)} | {why} |")
    passed = sum(len(row.passed) for _, row in rows.values())
    listed = sum(len(row.out_of_scope) for _, row in rows.values())
    lines.append(f"| All | | {passed} | {listed} |")
    return "\n".join(lines) + "\n"


def _missing() -> str:
    others = [operators(case) for case in load() if not possible(case)]
    single = Counter(name for name in others if "," not in name)
    names = ", ".join(f"{name} {count}" for name, count in sorted(single.items()))
    return (
        f"Cases of one operator, {single.total()}, by operator: {names}.\n\n"
        f"Graphs with at least one such operator: {len(others) - single.total()}. Most spell an "
        "operator out in others, among them comparisons, casts and sequences.\n"
    )


def main() -> int:
    """Write the page, or check that it is current."""
    text = page()
    if "--check" in sys.argv[1:]:
        current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        if not current:
            print(f"{PAGE} is not current; run python -m docs.write_onnx", file=sys.stderr)
        return 0 if current else 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
