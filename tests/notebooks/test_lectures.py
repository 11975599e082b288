"""Every lecture runs top to bottom, without a warning, and its words agree with its cells.

A number in the words of a lecture is either *quoted* or *given*, and its cell says so in its
metadata:

    "chalkgrad": {"quotes": {"2.04": "softmax_losses[0]"}, "given": ["0.5"]}

`quotes` maps the digits in the text to an expression over the notebook's variables, evaluated
after the last cell; it must round to those digits. `given` lists inputs and section numbers.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

LECTURES = Path(__file__).resolve().parents[2] / "lectures"
NAMES = sorted(path.stem for path in LECTURES.glob("*.ipynb"))
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?:e[-+]?\d+)?(?![\w.]*\d)")
QUOTES_CELL = "quotes-of-the-words"


def notes(cell: Any) -> dict[str, Any]:
    return cell.metadata.get("chalkgrad", {})


def quotes(notebook: Any) -> dict[str, str]:
    """Return every quote as `digits` -> `expression`, numbered so that none hides another."""
    return {
        f"{cell.id}: {digits}": expression
        for cell in notebook.cells
        for digits, expression in notes(cell).get("quotes", {}).items()
    }


def read(name: str) -> Any:
    return nbformat.read(LECTURES / f"{name}.ipynb", as_version=4)


def rounded_like(digits: str, value: float) -> str:
    """Return `value` with as many digits as `digits` has after its point."""
    mantissa = digits.partition("e")[0]
    places = len(mantissa.partition(".")[2])
    if "e" in digits:
        return f"{value:.{places}e}"
    return f"{value:.{places}f}"


@pytest.fixture(scope="module", params=NAMES)
def executed(request: pytest.FixtureRequest) -> Any:
    """A lecture after a run in a fresh kernel, with the values of its quotes as a last cell."""
    notebook = read(request.param)
    table = ", ".join(f"{key!r}: float({code})" for key, code in quotes(notebook).items())
    source = f"import json\nprint(json.dumps({{{table}}}))"
    notebook.cells.append(nbformat.v4.new_code_cell(source, id=QUOTES_CELL))
    resources = {"metadata": {"path": str(LECTURES)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    return notebook


def test_there_are_lectures() -> None:
    assert "03-losses" in NAMES


def test_no_cell_warns_or_fails(executed: Any) -> None:
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", f"{cell.id}: {output.get('evalue')}"
            assert output.get("name") != "stderr", f"{cell.id} wrote to stderr: {output.text}"
            text = str(output.get("text", ""))
            assert "Warning" not in text, f"{cell.id} printed a warning: {text}"


def test_quoted_numbers_agree_with_the_cells(executed: Any) -> None:
    values = json.loads(executed.cells[-1].outputs[0].text)
    wrong = []
    for cell in executed.cells:
        for digits in notes(cell).get("quotes", {}):
            if digits not in cell.source:
                wrong.append(f"{cell.id}: {digits} is tagged and not in the text")
            computed = rounded_like(digits, values[f"{cell.id}: {digits}"])
            if computed != digits:
                wrong.append(f"{cell.id}: the text says {digits}, the cells give {computed}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", NAMES)
def test_every_decimal_in_the_words_is_quoted_or_given(name: str) -> None:
    untagged = [
        f"{cell.id}: {number}"
        for cell in read(name).cells
        if cell.cell_type == "markdown"
        for number in DECIMAL.findall(cell.source)
        if number not in notes(cell).get("quotes", {})
        and number not in notes(cell).get("given", [])
    ]
    assert not untagged, "tag these numbers in the cell's metadata: " + ", ".join(untagged)


@pytest.mark.parametrize("name", NAMES)
def test_a_lecture_has_its_parts(name: str) -> None:
    cells = read(name).cells
    words = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert "You will be able to" in cells[0].source
    assert "Reading time" in cells[0].source
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert code.count("show.question(") >= 4
    assert words.count("</details>") == words.count("<details>")
    assert "nn.data.digits(" in code or "nn.data.sentiment(" in code, "no real data"
    assert "goes wrong in practice" in words
    assert "## Summary" in cells[-1].source
    assert "## Further reading" in cells[-1].source
    summary = cells[-1].source.partition("## Summary")[2].partition("\n**")[0]
    assert len(re.findall(r"^\d\. ", summary, flags=re.MULTILINE)) == 5


@pytest.mark.parametrize("name", NAMES)
def test_code_cells_fit_a_screen(name: str) -> None:
    for cell in read(name).cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 30, f"{cell.id} is longer than 30 lines"


@pytest.mark.parametrize("name", NAMES)
def test_the_code_of_a_question_is_folded_away(name: str) -> None:
    """It holds the answer, and stands above the card."""
    for cell in read(name).cells:
        if cell.cell_type == "code" and "show.question(" in cell.source:
            assert cell.metadata.get("jupyter") == {"source_hidden": True}, cell.id


@pytest.mark.parametrize("name", NAMES)
def test_sections_and_lectures_referred_to_exist(name: str) -> None:
    words = "\n".join(cell.source for cell in read(name).cells if cell.cell_type == "markdown")
    sections = set(re.findall(r"^## (\d+)\.", words, flags=re.MULTILINE))
    meant = set(re.findall(r"(?<!\d, )\b[Ss]ections? (\d+)", words))
    assert meant <= sections, "sections that are not there"
    numbers = {lecture[:2] for lecture in NAMES}
    assert set(re.findall(r"\b[Ll]ectures? (\d\d)\b", words)) <= numbers
    assert not re.findall(r"\]\((?!#)[^)]*\)|<a ", words), "a link: nothing checks where it leads"


def test_a_lecture_draws_at_least_five_figures_and_a_widget(executed: Any) -> None:
    kinds = [
        kind
        for cell in executed.cells
        for output in cell.get("outputs", [])
        for kind in output.get("data", {})
    ]
    assert kinds.count("image/png") >= 5
    assert kinds.count("application/vnd.jupyter.widget-view+json") >= 1


@pytest.mark.parametrize(
    ("digits", "value", "same"),
    [("2.04", 2.040355, True), ("0.14", 0.079132, False), ("2.78e-11", 2.7776e-11, True)],
)
def test_rounding_follows_the_text(digits: str, value: float, same: bool) -> None:
    assert (rounded_like(digits, value) == digits) is same
