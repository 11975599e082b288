"""Answers that are made of the library are found, however it is written; others are left alone."""

from __future__ import annotations

import pytest

from course.check.library_use import imports_of, library_use, without_of

TEST = """
with check.points(10, without=["softmax", "log_softmax"]):
    check.value(my_softmax, scores, expected=nn.softmax(scores))
"""

USING = {
    "plainly": "import course.nn as nn\ndef my_softmax(x):\n    return nn.softmax(x)",
    "from course": "from course import nn\ndef my_softmax(x):\n    return nn.softmax(x)",
    "in full": "import course.nn\ndef my_softmax(x):\n    return course.nn.softmax(x)",
    "by another name": "from course.nn import softmax as s\nmy_softmax = s",
    "from a part": "from course.nn.activations import softmax\nmy_softmax = softmax",
    "with a star": "from course.nn import *\ndef my_softmax(x):\n    return softmax(x)",
    "inside": "def my_softmax(x):\n    import course.nn as n\n    return n.softmax(x)",
    "by its text": "import course.nn as nn\nmy_softmax = getattr(nn, 'softmax')",
    "through a helper": (
        "import course.nn as nn\ndef helper(x):\n    return nn.softmax(x)\n"
        "def my_softmax(x):\n    return helper(x)"
    ),
    "in a class": (
        "import course.nn as nn\nclass my_softmax:\n    def __call__(self, x):\n"
        "        return nn.softmax(x)"
    ),
}
BUILDING = {
    "by hand": "import numpy as np\ndef my_softmax(x):\n    e = np.exp(x)\n    return e / e.sum()",
    "with another part": "from course import nn\ndef my_softmax(x):\n    return nn.exp_stable(x)",
    "its own softmax": (
        "import numpy as np\ndef softmax(x):\n    return np.exp(x)\ndef my_softmax(x):\n"
        "    return softmax(x)"
    ),
    "of another library": "import scipy.special as nn\nmy_softmax = nn.softmax",
    "beside the answer": (
        "import course.nn as nn\ncompare = nn.softmax(0)\ndef my_softmax(x):\n    return x"
    ),
    "no Python": "%timeit 1\ndef my_softmax(",
}


@pytest.mark.parametrize("how", USING)
def test_use_is_found(how: str) -> None:
    assert library_use([USING[how]], TEST, without_of(TEST)) == ["softmax"]


@pytest.mark.parametrize("how", BUILDING)
def test_what_is_built_is_left_alone(how: str) -> None:
    assert library_use([BUILDING[how]], TEST, without_of(TEST)) == []


def test_imports_and_answer_may_stand_in_different_cells() -> None:
    cells = ["import course.nn as nn", "def my_softmax(x):\n    return nn.softmax(x)"]
    assert library_use(cells, TEST, ["softmax"]) == ["softmax"]


def test_an_answer_written_anew_counts_with_what_was_there_before() -> None:
    """The first may still be called: a note for a person, and no points, hang on it."""
    cells = [USING["plainly"], BUILDING["by hand"]]
    assert library_use(cells, TEST, ["softmax"]) == ["softmax"]


def test_a_deep_source_is_passed_over() -> None:
    assert library_use(["(" * 50_000], TEST, ["softmax"]) == []


def test_only_points_name_what_to_do_without() -> None:
    assert without_of(TEST) == ("softmax", "log_softmax")
    assert without_of("with check.points(10):\n    pass") == ()
    assert without_of("other(without=['softmax'])") == ()


def test_imports_are_kept() -> None:
    assert imports_of("import numpy as np\nfrom a import b\nx = np.ones(3)") == (
        "import numpy as np\nfrom a import b"
    )
    assert imports_of("not python") == ""


def test_what_lies_in_a_part_of_the_library_is_named_with_its_part() -> None:
    cells = ["from course import nn\ndef my_softmax(x):\n    return nn.data.digits()"]
    assert library_use(cells, TEST, ["data.digits", "data.split"]) == ["data.digits"]
