"""Searches over hyper-parameters: what they try, what they find, what they refuse."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.nn.search import (
    Choice,
    Integers,
    LogUniform,
    Uniform,
    _children,
    evolutionary_search,
    grid_search,
    random_search,
)

SPACE = {
    "learning_rate": LogUniform(1e-5, 1e-1),
    "dropout": Uniform(0.0, 0.8),
    "layers": Integers(1, 4),
    "activation": Choice(["relu", "tanh"]),
}


def error(settings):
    """Smallest, 0, at 1e-3, 0.2, 3 layers and relu."""
    return (
        math.log10(settings["learning_rate"] / 1e-3) ** 2
        + (settings["dropout"] - 0.2) ** 2
        + (settings["layers"] - 3) ** 2
        + (settings["activation"] != "relu")
    )


def test_grid_search_tries_every_combination_once():
    result = grid_search(lambda s: s["a"] * 10 + s["b"], {"a": [2, 1], "b": (5, 4, 6)})
    assert [t.settings for t in result.trials] == [
        {"a": a, "b": b} for a in (2, 1) for b in (5, 4, 6)
    ]
    assert result.best == ({"a": 1, "b": 4}, 14)


def test_the_first_of_equals_is_the_best():
    assert grid_search(lambda s: 1.0, {"a": [3, 1, 2]}).best.settings == {"a": 3}


def test_a_diverged_run_is_never_the_best():
    result = grid_search(lambda s: math.nan if s["a"] == 1 else 5.0, {"a": [1, 2]})
    assert result.best.settings == {"a": 2}
    assert result.trials[0].value == math.inf


def test_an_objective_may_change_its_settings():
    def greedy(settings):
        return settings.pop("a")

    assert grid_search(greedy, {"a": [2, 1]}).best.settings == {"a": 1}


def test_random_search_draws_from_the_whole_space(generator):
    result = random_search(error, SPACE, trials=400, generator=generator)
    assert len(result.trials) == 400
    settings = [trial.settings for trial in result.trials]
    rates = np.log10([s["learning_rate"] for s in settings])
    assert -5 <= rates.min() < -4.8
    assert -1.2 < rates.max() <= -1
    assert np.mean(rates) == pytest.approx(-3, abs=0.2)
    assert {s["layers"] for s in settings} == {1, 2, 3, 4}
    assert {s["activation"] for s in settings} == {"relu", "tanh"}
    assert result.best.value == min(error(s) for s in settings)


def test_evolution_finds_more_than_chance_with_as_many_trials():
    better = 0
    for seed in range(10):
        evolved = evolutionary_search(
            error, SPACE, population=20, generations=19, generator=np.random.default_rng(seed)
        )
        drawn = random_search(error, SPACE, trials=200, generator=np.random.default_rng(seed))
        assert len(evolved.trials) == 20 + 18 * 10 == len(drawn.trials)
        better += evolved.best.value < drawn.best.value
    assert better >= 8


def test_evolution_never_loses_its_best():
    result = evolutionary_search(
        error, SPACE, population=5, generations=12, generator=np.random.default_rng(0)
    )
    assert len(result.trials) == 5 + 11 * 2
    assert result.best.value == min(trial.value for trial in result.trials)


@pytest.mark.parametrize("search", ["random", "evolution"])
def test_the_seed_decides(search):
    def run(seed):
        generator = np.random.default_rng(seed)
        if search == "random":
            return random_search(error, SPACE, trials=9, generator=generator)
        return evolutionary_search(error, SPACE, population=6, generations=3, generator=generator)

    assert run(1) == run(1)
    assert run(1) != run(2)


@given(st.floats(0, 1, exclude_max=True))
def test_every_position_is_inside_its_range(position):
    assert 0.0 <= SPACE["dropout"].at(position) <= 0.8
    assert 1e-5 * (1 - 1e-12) <= SPACE["learning_rate"].at(position) <= 1e-1 * (1 + 1e-12)
    assert SPACE["layers"].at(position) in (1, 2, 3, 4)
    assert SPACE["activation"].at(position) in ("relu", "tanh")


@given(st.floats(1e-6, 100))
def test_wild_mutations_stay_in_range(mutation):
    seen = []
    evolutionary_search(
        lambda s: seen.append(s) or 0.0,
        {"a": Uniform(2.0, 3.0), "b": Integers(0, 9)},
        population=6,
        generations=4,
        generator=np.random.default_rng(0),
        mutation=mutation,
    )
    assert all(2 <= s["a"] <= 3 and 0 <= s["b"] <= 9 for s in seen)


class FixedStep:
    """A generator whose Gaussian step is known."""

    def __init__(self, step):
        self.step = step

    def integers(self, high, size):
        return np.zeros(size, int)

    def uniform(self, size):
        return np.zeros(size)

    def normal(self, mean, spread, shape):
        return np.full(shape, self.step)


@pytest.mark.parametrize(
    ("step", "expected"), [(0.0, 0.75), (0.125, 0.875), (0.5, 0.75), (-1.0, 0.25), (2.0, 0.75)]
)
def test_a_mutation_is_reflected_at_the_ends(step, expected):
    np.testing.assert_array_equal(
        _children(np.array([[0.75]]), 2, 0.1, FixedStep(step)), [[expected], [expected]]
    )


def test_a_mutation_onto_the_end_stays_inside():
    child = _children(np.array([[0.75]]), 1, 0.1, FixedStep(0.25))
    assert SPACE["layers"].at(child[0, 0]) == 4


def test_one_value_ranges():
    assert Uniform(2, 2).at(0.7) == 2
    assert Integers(3, 3).at(0.999) == 3
    assert LogUniform(2.0, 2.0).at(0.3) == pytest.approx(2)


@pytest.mark.parametrize(
    ("call", "wrong", "message"),
    [
        (lambda g: grid_search(error, {}), ValueError, "grid must name at least one"),
        (lambda g: grid_search(error, []), TypeError, "grid must be a dictionary"),
        (
            lambda g: grid_search(error, {"a": []}),
            ValueError,
            r"grid\['a'\] must have at least one",
        ),
        (
            lambda g: grid_search(error, {"a": 3}),
            TypeError,
            r"grid\['a'\] must be a list of values",
        ),
        (lambda g: grid_search(error, {"a": "relu"}), TypeError, r"grid\['a'\] must be a list"),
        (
            lambda g: grid_search(lambda s: "low", {"a": [1]}),
            TypeError,
            "objective must return a number, got 'low'",
        ),
        (
            lambda g: grid_search(lambda s: None, {"a": [1]}),
            TypeError,
            "objective must return a number, got None",
        ),
        (
            lambda g: random_search(error, {"a": [1, 2]}, trials=1, generator=g),
            TypeError,
            r"space\['a'\] must be Uniform, LogUniform, Integers or Choice",
        ),
        (lambda g: random_search(error, {}, trials=1, generator=g), ValueError, "space must name"),
        (
            lambda g: random_search(error, SPACE, trials=0, generator=g),
            ValueError,
            "trials must be an integer at least 1",
        ),
        (
            lambda g: random_search(error, SPACE, trials=1, generator=0),
            TypeError,
            r"generator must be a numpy.random.Generator",
        ),
        (
            lambda g: evolutionary_search(error, SPACE, population=3, generations=1, generator=g),
            ValueError,
            "population must be an integer at least 4",
        ),
        (
            lambda g: evolutionary_search(error, SPACE, population=4, generations=0, generator=g),
            ValueError,
            "generations must be",
        ),
        (
            lambda g: evolutionary_search(
                error, SPACE, population=4, generations=1, generator=g, mutation=0
            ),
            ValueError,
            "mutation must be",
        ),
        (lambda g: Uniform(2, 1), ValueError, "high must be .* at least 2"),
        (lambda g: LogUniform(0, 1), ValueError, "low must be .* above 0"),
        (lambda g: Integers(1.5, 3), TypeError, "low must be an integer"),
        (lambda g: Integers(3, 1), ValueError, "high must be an integer at least 3"),
        (lambda g: Choice([]), ValueError, "options must have at least one value"),
        (lambda g: Choice("relu"), TypeError, "options must be a list"),
    ],
)
def test_what_is_refused(call, wrong, message, generator):
    with pytest.raises(wrong, match=message):
        call(generator)
