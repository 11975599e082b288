"""The drawn graph has the recorded nodes, the engine's gradients and no overlapping boxes."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import matplotlib as mpl
import numpy as np
import pytest

from course import nn, show
from course.show.graph_layout import layout

SVG = "{http://www.w3.org/2000/svg}"


def circuit() -> tuple[nn.Tensor, dict[str, nn.Tensor]]:
    """The sigmoid circuit of the slides."""
    given = {"w0": 2.0, "x0": -1.0, "w1": -3.0, "x1": -2.0, "w2": -3.0}
    leaves = {n: nn.Tensor(v, requires_grad=True, name=n) for n, v in given.items()}
    s = leaves["w0"] * leaves["x0"] + leaves["w1"] * leaves["x1"] + leaves["w2"]
    return 1 / (1 + np.exp(-s)), leaves


def forked() -> nn.Tensor:
    x = nn.Tensor(2.0, requires_grad=True, name="x")
    return (x * x + 3 * x) * x


def network() -> nn.Tensor:
    rng = np.random.default_rng(0)
    net = nn.Sequential(
        nn.Linear(2, 4, generator=rng), nn.Activation(nn.tanh), nn.Linear(4, 1, generator=rng)
    )
    return (net(nn.Tensor(rng.standard_normal((5, 2)), name="X")) ** 2).mean()


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_every_gradient_is_the_engine_s() -> None:
    output, leaves = circuit()
    picture = show.graph(output)
    by_name = {node.name: node.key for node in picture.graph.nodes if node.name}
    output.backward()
    for name, leaf in leaves.items():
        assert leaf.grad is not None
        assert picture.gradients[by_name[name]].item() == leaf.grad.item()
        assert f"∇ {leaf.grad.item():.4g}" in words(picture.svg)


def test_gradients_of_a_fork_are_added_and_its_edges_dashed() -> None:
    picture = show.graph(forked())
    assert picture.gradients[0].item() == pytest.approx(3 * 4 + 6 * 2)  # of x^3 + 3 x^2 at 2
    assert picture.svg.count("stroke-dasharray") == 3  # x goes to three operations
    assert "stroke-dasharray" not in show.graph(circuit()[0]).svg


def test_gradients_inside_a_network_have_the_shapes_of_their_tensors() -> None:
    picture = show.graph(network())
    shapes = {node.key: node.shape for node in picture.graph.nodes}
    assert len(picture.gradients) > 6
    assert all(g.shape == shapes[key] for key, g in picture.gradients.items())


def test_gradients_are_left_out_where_there_are_none() -> None:
    assert "∇" not in show.graph(circuit()[0], gradients=False).svg
    vector = nn.Tensor(np.ones(3), requires_grad=True) * 2
    assert "∇" not in show.graph(vector).svg
    assert "∇" not in show.graph(nn.Tensor(1.0) * 2).svg


@pytest.mark.parametrize("make", [lambda: circuit()[0], forked, network])
def test_boxes_do_not_overlap_and_edges_lead_to_the_right(make: Any) -> None:
    graph = nn.computation_graph(make())
    placed = layout(graph)
    for (_, (x0, y0)), (_, (x1, y1)) in combinations(placed.places.items(), 2):
        assert x0 != x1 or abs(y0 - y1) >= 1 - 1e-9
    assert all(placed.places[a][0] < placed.places[b][0] for a, b in graph.edges)
    for edge, route in placed.routes.items():
        xs = [placed.places[edge[0]][0], *(x for x, _ in route), placed.places[edge[1]][0]]
        assert all(b - a == 1 for a, b in pairwise(xs))
    everything = [*placed.places.values(), *(p for route in placed.routes.values() for p in route)]
    assert all(0 <= x < placed.columns and 0 <= y <= placed.rows - 1 for x, y in everything)


def test_a_long_chain_of_forks_is_laid_out_without_recursion() -> None:
    x = nn.Tensor(0.5, requires_grad=True)
    for _ in range(49):
        x = x * 0.5 + x
    assert show.graph(x).svg.startswith("<svg")


def test_a_notebook_gets_a_picture_with_its_words_and_a_terminal_a_list() -> None:
    picture = show.graph(forked())
    bundle = picture._repr_mimebundle_()
    assert bundle["text/html"].startswith('<img alt="Computation graph. [0] x leaf 2 gradient 24;')
    assert bundle["image/svg+xml"] == picture.svg
    assert bundle["text/plain"].splitlines()[1] == "[1] multiply([0], [0]) 4 gradient 2"


def test_a_name_cannot_carry_markup() -> None:
    picture = show.graph(nn.Tensor(1.0, requires_grad=True, name='<b a="1">') * 2)
    assert '<b a="1">' in words(picture.svg)
    assert "<b a" not in picture._repr_mimebundle_()["text/html"]


def test_a_negative_zero_is_written_as_zero() -> None:
    w = nn.Tensor(0.0, requires_grad=True, name="w")
    shown = words(show.graph(-1 * w * 0.0).svg)
    assert "-0" not in " ".join(shown)
    assert "∇ 0" in shown


def test_the_theme_is_that_of_the_style() -> None:
    light = show.graph(forked()).svg
    with mpl.rc_context(show.style("dark")):
        assert show.graph(forked()).svg == show.graph(forked(), theme="dark").svg != light


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(TypeError, match="output must be a Tensor"):
        show.graph(3.0)
    with pytest.raises(ValueError, match="theme must be one of 'light', 'dark', got 'sepia'"):
        show.graph(forked(), theme="sepia")
    x = nn.Tensor(0.5, requires_grad=True)
    for _ in range(200):
        x = -x
    with pytest.raises(ValueError, match="at most 150 nodes behind it, got 201"):
        show.graph(x)
