"""The course's look: two themes, readable text, colours that stand out from the paper."""

from __future__ import annotations

import matplotlib as mpl
import pytest
from matplotlib.colors import to_rgb
from nbclient import NotebookClient
from nbformat import v4

from course import show


def luminance(color: str) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of WCAG, from 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_first_colours_stand_out_from_the_paper(theme: str) -> None:
    settings = show.style(theme)
    paper = settings["axes.facecolor"]
    assert contrast(settings["text.color"], paper) > 10
    colors = settings["axes.prop_cycle"].by_key()["color"]
    assert all(contrast(color, paper) > 3 for color in colors[:3])
    assert all(contrast(color, paper) > 2 for color in colors)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_differ_in_dashes_as_well_as_colours(theme: str) -> None:
    cycle = show.style(theme)["axes.prop_cycle"].by_key()
    assert len(set(cycle["color"])) == 6
    assert len(set(cycle["linestyle"])) == 6


def test_use_style_changes_what_is_drawn_next() -> None:
    with mpl.rc_context():
        show.use_style("dark")
        ax = show.surprise([0.5])
        assert mpl.colors.to_hex(ax.get_facecolor()) == "#111111"
        show.use_style("light")
        ax = show.surprise([0.5])
        assert mpl.colors.to_hex(ax.get_facecolor()) == "#ffffff"


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(ValueError, match="theme must be one of 'light', 'dark'"):
        show.use_style("sepia")


def test_panels_returns_axes_of_one_figure() -> None:
    left, right = show.panels(2)
    assert left.figure is right.figure


@pytest.mark.parametrize("columns", [0, -1, 1.5, True, "2"])
def test_panels_refuses_what_is_no_count(columns: object) -> None:
    with pytest.raises(ValueError, match="columns must be an integer at least 1"):
        show.panels(columns)


def test_a_figure_is_drawn_no_oftener_than_it_is_shown() -> None:
    sources = [
        "import matplotlib.pyplot as plt\nfrom course import show\ndrawn = []",
        "figure, ax = plt.subplots()\ndraw = figure.draw\n"
        "figure.draw = lambda renderer: (drawn.append(1), draw(renderer))",
        "print(len(drawn))\ndrawn.clear()\nshow.use_style()",
        "figure = show.panels(2)[0].figure\ndraw = figure.draw\n"
        "figure.draw = lambda renderer: (drawn.append(1), draw(renderer))",
        "print(len(drawn))",
    ]
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    NotebookClient(notebook, kernel_name="python3").execute()
    before, after = (int(notebook.cells[place].outputs[0].text) for place in (2, 4))
    assert after == before - 1
    for place in (1, 3):
        assert "image/png" in notebook.cells[place].outputs[0].data
