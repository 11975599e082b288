"""What honest students do to a notebook besides answering: a seeded source of such edits."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from typing import Any

from course.notebook_format import Notebook

Cell = dict[str, Any]
Edit = Callable[[Notebook, random.Random], None]

OWN_CELLS = (
    "import numpy as np\nnp.arange(6).reshape(2, 3)",
    "print('here')\nprint('there')",
    "import sys\nprint('careful', file=sys.stderr)",
    "undefined_name + 1",
    "def helper(:\n    pass",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])\nplt.show()",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>bold</b>'))\n3.5",
    "for n in range(1500):\n    print(n)",
    "def deep(n):\n    return deep(n + 1)\ndeep(0)",
    "import warnings\nwarnings.warn('a thing to know')",
    "%precision 3\n3.14159265",
    "x = [1, 2, 3]; x",
    "await __import__('asyncio').sleep(0)\n'awaited'",
    "!echo from the shell",
)


def edited(notebook: Notebook, random_numbers: random.Random) -> Notebook:
    """Return a copy of `notebook` with one to four edits."""
    made = copy.deepcopy(notebook)
    for _ in range(random_numbers.randint(1, 4)):
        random_numbers.choice(EDITS)(made, random_numbers)
    return made


def _answers(notebook: Notebook) -> list[Cell]:
    return [c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("solution")]


def _own(notebook: Notebook) -> list[int]:
    """Return the places of cells that are not nbgrader's."""
    return [n for n, c in enumerate(notebook["cells"]) if not c["metadata"].get("nbgrader")]


def change_a_number(notebook: Notebook, random_numbers: random.Random) -> None:
    """Replace a number in an answer."""
    answer = random_numbers.choice(_answers(notebook))
    new = random_numbers.choice(["0", "1", "2", "0.5", "-1"])
    answer["source"] = re.sub(r"\b\d+(\.\d+)?\b", new, answer["source"], count=1)


def change_an_operator(notebook: Notebook, random_numbers: random.Random) -> None:
    """Replace an operator in an answer."""
    answer = random_numbers.choice(_answers(notebook))
    old, new = random_numbers.choice(
        [(" - ", " + "), (" * ", " / "), ("axis=1", "axis=0"), ("maximum", "minimum")]
    )
    answer["source"] = answer["source"].replace(old, new, 1)


def drop_a_line(notebook: Notebook, random_numbers: random.Random) -> None:
    """Delete one line of an answer; what is left may be no Python."""
    answer = random_numbers.choice(_answers(notebook))
    lines = answer["source"].split("\n")
    del lines[random_numbers.randrange(len(lines))]
    answer["source"] = "\n".join(lines)


def print_in_an_answer(notebook: Notebook, random_numbers: random.Random) -> None:
    """Add a line that prints, warns or shows a value."""
    answer = random_numbers.choice(_answers(notebook))
    line = random_numbers.choice(["print('debug')", "import sys; sys.stderr.write('oops')", "12"])
    answer["source"] += f"\n{line}"


def empty_an_answer(notebook: Notebook, random_numbers: random.Random) -> None:
    """Leave an answer empty."""
    random_numbers.choice(_answers(notebook))["source"] = ""


def add_a_cell(notebook: Notebook, random_numbers: random.Random) -> None:
    """Put a cell of one's own somewhere."""
    place = random_numbers.randrange(len(notebook["cells"]) + 1)
    source = random_numbers.choice(OWN_CELLS)
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
    name = f"own-{random_numbers.randrange(10**9)}"
    notebook["cells"].insert(place, cell | {"id": name, "execution_count": None})


def add_text(notebook: Notebook, random_numbers: random.Random) -> None:
    """Put a text cell with a picture pasted into it somewhere."""
    place = random_numbers.randrange(len(notebook["cells"]) + 1)
    cell = {"cell_type": "markdown", "metadata": {}, "source": "My notes ![](attachment:a.png)"}
    cell["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}}
    notebook["cells"].insert(place, cell | {"id": f"text-{random_numbers.randrange(10**9)}"})


def delete_a_cell(notebook: Notebook, random_numbers: random.Random) -> None:
    """Delete a cell that is not nbgrader's, imports among them."""
    if own := _own(notebook):
        del notebook["cells"][random_numbers.choice(own)]


def swap_cells(notebook: Notebook, random_numbers: random.Random) -> None:
    """Exchange two cells that are not nbgrader's."""
    own, cells = _own(notebook), notebook["cells"]
    if len(own) > 1:
        first, second = random_numbers.sample(own, 2)
        cells[first], cells[second] = cells[second], cells[first]


def delete_an_answer(notebook: Notebook, random_numbers: random.Random) -> None:
    """Delete an answer that a test cell grades."""
    answers = [c for c in _answers(notebook) if not c["metadata"]["nbgrader"]["grade"]]
    notebook["cells"].remove(random_numbers.choice(answers))


def keep_outputs(notebook: Notebook, random_numbers: random.Random) -> None:
    """Hand in with outputs and counts, as Jupyter saves them."""
    stream = {"output_type": "stream", "name": "stdout", "text": ["old\n"]}
    for count, cell in enumerate(notebook["cells"], start=random_numbers.randrange(1, 90)):
        if cell["cell_type"] == "code":
            cell |= {"outputs": [stream], "execution_count": count}


def change_the_kernel(notebook: Notebook, random_numbers: random.Random) -> None:
    """Hand in from another front end: a kernel that we do not have, and its metadata."""
    name = random_numbers.choice(["conda-env-dl-py", "python", "julia-1.10"])
    notebook["metadata"] = {"kernelspec": {"name": name, "display_name": name}, "colab": {}}


def lose_the_ids(notebook: Notebook, random_numbers: random.Random) -> None:
    """Save in the format before cells had ids."""
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        cell.pop("id", None)


EDITS: tuple[Edit, ...] = (
    change_a_number,
    change_a_number,
    change_an_operator,
    change_an_operator,
    drop_a_line,
    print_in_an_answer,
    empty_an_answer,
    add_a_cell,
    add_a_cell,
    add_text,
    delete_a_cell,
    swap_cells,
    delete_an_answer,
    keep_outputs,
    change_the_kernel,
    lose_the_ids,
)
