"""The tracer's numbers are the library's; it refuses stacks that it cannot draw."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.receptive_field_tracer import PRESETS


def test_text_states_size_and_jump_of_every_layer() -> None:
    layers = [(3, 1), (2, 2), (3, 1, 2)]
    rows = [line.split() for line in repr(show.receptive_field_tracer(layers)).splitlines()]
    assert rows[0] == ["layer", "kernel", "stride", "dilation", "units", "sees", "jump"]
    for k, row in enumerate(rows[1:], 1):
        field = nn.receptive_field(layers[:k])
        assert [int(row[5]), int(row[6])] == [field.size, field.stride]
    assert [int(row[4]) for row in rows[1:]] == [30, 15, 11]


@pytest.mark.parametrize("name", PRESETS)
def test_every_example_fits(name: str) -> None:
    assert "layer" in repr(show.receptive_field_tracer(name))


def test_the_still_copy_marks_what_the_middle_unit_sees() -> None:
    widget = show.receptive_field_tracer([(3, 1, 1), (3, 1, 2)], pixels=15)
    _, _, inputs = widget.as_figure().axes[0].collections
    shades = inputs.get_facecolors()
    blue = [k for k, shade in enumerate(shades) if not np.allclose(shade, shades[0])]
    assert blue == [4, 5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"layers": []}, "layers must be 1 to 6 layers, got 0"),
        ({"layers": [(2, 1)] * 7}, "layers must be 1 to 6 layers, got 7"),
        ({"layers": "VGG"}, "layers must be one of 'three layers of 3'"),
        ({"layers": [(3,)]}, "a layer must be (kernel, stride[, dilation]), got (3,)"),
        ({"layers": [(3, 0)]}, "stride must be an integer at least 1"),
        ({"layers": [(9, 1)]}, "kernel must be at most 7, got 9"),
        ({"layers": [(3, 4)] * 4}, "does not fit into 2 entries"),
        ({"pixels": 65}, "pixels must be at most 64"),
    ],
)
def test_wrong_arguments_never_give_a_blank_widget(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        show.receptive_field_tracer(**arguments)
