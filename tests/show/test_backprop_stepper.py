"""The graph that the widget walks is the library's, gradient by gradient."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from course import nn, show
from course.show.backprop_stepper import EXAMPLES, linear_regression
from course.slides import figure


def nodes_of(widget: Any) -> dict[str, dict[str, Any]]:
    start = widget.given["start"]["graph"]
    (graph,) = (each for each in widget.given["graphs"] if each["name"] == start)
    return {node["name"]: node for node in graph["nodes"]}


def test_the_circuit_has_the_slide_s_gradients() -> None:
    nodes = nodes_of(show.backprop_stepper())
    shown = [nodes["L"]["value"]] + [nodes[n]["gradient"] for n in ("w0", "w1", "w2", "x0", "x1")]
    np.testing.assert_allclose(shown, figure("sig-circuit").computed, atol=5e-7)


@pytest.mark.parametrize("name", EXAMPLES)
def test_inputs_get_what_backward_gives_them(name: str) -> None:
    nodes = nodes_of(show.backprop_stepper(name))
    output = EXAMPLES[name]()
    output.backward()
    found = 0
    waiting = [output]
    while waiting:
        tensor = waiting.pop()
        waiting += tensor.node[1] if tensor.node else ()
        if tensor.requires_grad and tensor.node is None:
            np.testing.assert_allclose(nodes[str(tensor.name)]["gradient"], tensor.grad, rtol=1e-12)
            found += 1
    assert found >= 2


def test_inner_nodes_get_their_gradients_too() -> None:
    x = nn.Tensor(2.0, requires_grad=True, name="x")
    nodes = nodes_of(show.backprop_stepper(np.exp(x * 3.0) + x))
    assert nodes["v1"]["gradient"] == pytest.approx(np.exp(6.0))
    assert nodes["v2"]["gradient"] == 1.0
    assert nodes["3"]["gradient"] is None


def test_the_parts_of_a_fork_add_up() -> None:
    w = nodes_of(show.backprop_stepper("linear regression"))["w"]
    assert len(w["parts"]) == 2
    assert sum(part for _, part in w["parts"]) == pytest.approx(w["gradient"])


def test_no_two_nodes_share_a_place_and_edges_go_right() -> None:
    for graph in show.backprop_stepper().given["graphs"]:
        places = [(node["column"], node["row"]) for node in graph["nodes"]]
        assert len(set(places)) == len(places)
        assert all(places[start][0] < places[end][0] for start, end in graph["edges"])


def test_making_the_widget_leaves_the_gradients_alone() -> None:
    x = nn.Tensor(2.0, requires_grad=True, name="x")
    show.backprop_stepper(x * x)
    assert x.grad is None


def test_text_and_picture_show_values_and_gradients() -> None:
    widget = show.backprop_stepper()
    assert "x1        input       -2.0                        -0.1355" in repr(widget)
    texts = [text.get_text() for text in widget.as_figure().axes[0].texts]
    assert "0.953" in texts
    assert "-0.136" in texts


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        (lambda: "softmax", "expression must be one of 'sigmoid circuit'"),
        (lambda: nn.Tensor([1.0, 2.0], requires_grad=True) * 2.0, "must hold one number"),
        (lambda: nn.Tensor(1.0) * 2.0, "computed from tensors with requires_grad=True"),
        (lambda: nn.Tensor(np.nan, requires_grad=True) * 2.0, "finite numbers, got NaN"),
        (
            lambda: nn.Tensor(np.ones(37), requires_grad=True).sum(),
            "nodes of at most 36",
        ),
        (lambda: sum((linear_regression() for _ in range(4)), nn.Tensor(0.0)), "at most 40 nodes"),
    ],
)
def test_what_cannot_be_followed_by_hand_is_refused(expression: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        show.backprop_stepper(expression())


def test_another_kind_of_expression_is_refused() -> None:
    with pytest.raises(TypeError, match="expression must be a Tensor or a name"):
        show.backprop_stepper(3.0)
