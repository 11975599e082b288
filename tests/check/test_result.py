import json
from html.parser import HTMLParser

import pytest

from course.check import CHECKS_TYPE, Record, Result

RECORDS = (
    Record("softmax: one row", True, "right."),
    Record("<b>name</b>", False, 'gave "1" & <script>alert(1)</script>', "a < b"),
)


def test_repr_is_the_number_that_nbgrader_reads() -> None:
    assert repr(Result(10, 5.0, RECORDS)) == "5.0"
    assert float(repr(Result(3, 1e-9, RECORDS))) == 1e-9
    assert float(repr(Result(7, 7, RECORDS))) == 7


def test_data_is_plain_json() -> None:
    bundle = Result(10, 5, RECORDS)._repr_mimebundle_()
    data = json.loads(json.dumps(bundle[CHECKS_TYPE]))
    assert data["points"] == 10
    assert data["earned"] == 5
    assert data["checks"][1]["mistake"] == "a < b"
    assert set(data["checks"][0]) == {"name", "passed", "message", "mistake", "line"}


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_table_is_escaped_and_says_in_words_what_passed() -> None:
    page = Tags()
    page.feed(Result(10, 5, RECORDS).as_html())
    allowed = {"table", "caption", "thead", "tbody", "tr", "th", "td", "br", "strong"}
    assert set(page.tags) == allowed
    assert "<script>alert(1)</script>" in page.text
    assert "✓ passed" in page.text
    assert "✗ not passed" in page.text
    assert "1 of 2 checks passed; these checks give 5 of 10 points" in page.text


@pytest.mark.parametrize(("earned", "points"), [(10, 10), (6.666666, 10), (0, 3)])
def test_the_caption_counts_points(earned: float, points: float) -> None:
    assert f"give {earned:.3g} of {points} points" in Result(points, earned, RECORDS).as_html()


def test_jupyter_takes_it_as_the_result_of_the_cell() -> None:
    from IPython.core.formatters import DisplayFormatter

    data, _ = DisplayFormatter().format(Result(10, 5, RECORDS))
    assert data["text/plain"] == "5.0"
    assert set(data) == {"text/plain", "text/html", CHECKS_TYPE}


def test_a_finding_that_repeats_is_not_printed_again() -> None:
    twice = (RECORDS[1], RECORDS[1], RECORDS[0])
    page = Result(10, 5, twice).as_html()
    assert page.count("Likely mistake") == 1
    assert page.count("as above") == 1


def test_a_cell_without_points_speaks_of_none() -> None:
    assert "points" not in Result(0, 0, RECORDS[:1]).as_html()
