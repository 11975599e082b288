"""Which names a cell binds, and which it takes from elsewhere."""

from __future__ import annotations

import pytest

from course.grade.sealed.names import imports_of, names_of


@pytest.mark.parametrize(
    ("source", "bound", "used"),
    [
        ("x = f(y)", {"x"}, {"f", "y"}),
        ("y = 1\nx = f(y)", {"x", "y"}, {"f"}),
        ("x = x + 1", {"x"}, {"x"}),
        ("x += 1", {"x"}, {"x"}),
        ("import numpy as np, os.path\nfrom course import check", {"np", "os", "check"}, set()),
        ("def f(a, *b, c=d, **e):\n    g = h(a, b, c, e)\n    return g", {"f"}, {"d", "h"}),
        ("def f():\n    global total\n    total = count", {"f", "total"}, {"count"}),
        ("lambda a, b=c: a + b + d", set(), {"c", "d"}),
        ("class A(B):\n    x = y\n    def f(self):\n        return z", {"A"}, {"B", "y", "z"}),
        ("[f(i) for i in xs if g(i)]", set(), {"f", "g", "xs"}),
        ("{k: v for k, v in d.items()}", set(), {"d"}),
        ("for i in range(n):\n    total = i", {"i", "total"}, {"range", "n"}),
        ("with f() as g:\n    g.h", {"g"}, {"f"}),
        ("try:\n    f()\nexcept E as error:\n    print(error)", {"error"}, {"f", "E", "print"}),
        ("if (n := len(a)) > 1:\n    n", {"n"}, {"len", "a"}),
        ("a, (b, *c) = d", {"a", "b", "c"}, {"d"}),
        ("a[i] = b.c", set(), {"a", "i", "b"}),
        ("%matplotlib inline\nx = 1", {"x"}, {"get_ipython"}),
        ("@wraps\ndef f(x: int) -> y:\n    return x", {"f"}, {"wraps"}),
        ("def (", set(), set()),
    ],
)
def test_names(source: str, bound: set[str], used: set[str]) -> None:
    names = names_of(source)
    assert (set(names.bound), set(names.used)) == (bound, used)


def test_imports_with_their_statements() -> None:
    found = imports_of(
        "import numpy as np\nfrom math import pi, e as base\nx = np.pi\nif x:\n    import os"
    )
    assert found == {
        "np": "import numpy as np",
        "pi": "from math import pi, e as base",
        "base": "from math import pi, e as base",
    }
