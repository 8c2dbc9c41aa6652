"""The chance of overload: simulation, exact sum, SciPy's tails and the normal curve agree."""

import itertools

import numpy as np
import pytest
from scipy import stats

from workshop.classroom.network.activities import Rates
from workshop.classroom.network.overload import (
    Presence,
    exact,
    interval,
    normal,
    overload,
    simulate,
    tail,
)
from workshop.classroom.network.sizing import capacity

FIXED = Rates(1.0, 1.0, 1.0)
TRIANGLES = (
    Rates(0.5, 1.0, 1.5),
    Rates(0.5, 0.5, 2.5),  # falling only
    Rates(0.2, 1.0, 1.0),  # rising only
    Rates(0.2, 0.25, 0.5, steady=0.06, streams=9),
    FIXED,
)
CASES = tuple(
    itertools.product((1, 20, 62, 400), (0.3, 0.8, 1.0), (0.0, 0.077), TRIANGLES, (0.5, 0.9, 1.1))
)
RUNS = 4000


def link(people: int, share: float, rates: Rates, factor: float) -> float:
    return people * share * rates.of(rates.likely) * factor


def test_the_simulation_agrees_with_the_exact_sum_within_its_own_error() -> None:
    """Of so many cases, none may be off by five standard errors, and few by two."""
    distances = []
    for place, (people, share, correlation, rates, factor) in enumerate(CASES):
        presence = Presence(people, share, correlation)
        limit = link(people, share, rates, factor)
        chance = exact(presence, rates, limit)
        simulated = simulate(presence, rates, limit, runs=RUNS, seed=place)
        error = max(np.sqrt(chance * (1 - chance) / RUNS), 1 / RUNS)
        distances.append(abs(simulated - chance) / error)
    assert len(distances) == 360
    assert max(distances) < 5
    assert np.mean(np.array(distances) > 2) < 0.08


@pytest.mark.parametrize("share", [0.1, 0.4, 0.8])
@pytest.mark.parametrize("people", [1, 20, 62, 1000])
def test_with_fixed_rates_the_sum_is_scipys_binomial_tail(people: int, share: float) -> None:
    for limit in (0.5, people / 2, people * share, people - 0.5, people):
        expected = stats.binom.sf(np.floor(limit + 1e-9), people, share)
        assert exact(Presence(people, share), FIXED, limit) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize("people", [2, 62, 1000])
def test_with_fixed_rates_the_sum_is_scipys_beta_binomial_tail(people: int) -> None:
    presence = Presence(people, 5 / 12, 1 / 13)
    assert presence.weights == pytest.approx((5, 7))
    for limit in (0.5, people * 0.4, people * 0.9):
        expected = stats.betabinom.sf(np.floor(limit), people, 5, 7)
        assert exact(presence, FIXED, limit) == pytest.approx(expected, abs=1e-10)


def test_the_tail_of_a_rate_is_scipys_triangle() -> None:
    limits = np.linspace(0.1, 3, 59)
    for rates in TRIANGLES[:4]:
        width = rates.high - rates.low
        mode = (rates.likely - rates.low) / width
        expected = stats.triang.sf(limits, mode, rates.low, width)
        assert tail(rates, limits) == pytest.approx(expected)


def test_the_normal_curve_comes_near_where_many_are_there() -> None:
    presence, rates = Presence(2000, 0.8, 0.0), Rates(0.95, 1.0, 1.05)
    for limit in (1550, 1600, 1650, 1700):
        assert normal(presence, rates, limit) == pytest.approx(
            exact(presence, rates, limit), abs=0.02
        )


def test_mean_and_variance_of_the_normal_curve_are_those_of_the_draws() -> None:
    presence, rates = Presence(62, 0.8, 0.077), Rates(0.5, 1.0, 1.5)
    random = np.random.default_rng(1)
    people = presence.draw(400_000, random)
    load = people * random.triangular(0.5, 1.0, 1.5, 400_000)
    assert presence.variance == pytest.approx(np.var(people), rel=0.02)
    # Where the curve is at one standard deviation, its tail is 0.1587.
    assert normal(presence, rates, float(load.mean() + load.std())) == pytest.approx(
        0.1587, abs=0.002
    )


def test_a_full_house_with_fixed_rates_leaves_nothing_to_chance() -> None:
    for limit, chance in ((61.9, 1.0), (62.0, 0.0)):
        found = overload(Presence(62, 1.0, 0.077), FIXED, limit)
        assert found.exact == pytest.approx(chance)
        assert found.simulated == found.normal == chance


def test_the_same_seed_gives_the_same_simulation() -> None:
    one, other = capacity(62, concurrency=0.8).overload, capacity(62, concurrency=0.8).overload
    assert one == other
    assert one.low <= one.simulated <= one.high


def test_the_interval_is_wilsons() -> None:
    expected = stats.binomtest(37, 500).proportion_ci(method="wilson")
    assert interval(37 / 500, 500) == pytest.approx((expected.low, expected.high))


def test_correlated_turnout_makes_the_extremes_likelier() -> None:
    alone, together = (Presence(62, 0.6, correlation) for correlation in (0.0, 0.077))
    assert exact(together, FIXED, 50) > 10 * exact(alone, FIXED, 50)


def test_the_chance_stands_in_the_table_of_the_capacity() -> None:
    found = capacity(62, link_mbps=60, concurrency=0.8)
    row = found.table.set_index("activity").loc["video"]
    assert row["chance"] == pytest.approx(100 * found.overload.exact)
    assert found.overload.low <= found.overload.exact <= found.overload.high


def test_a_hundred_thousand_people_are_counted_exactly() -> None:
    chances = Presence(100_000, 0.8, 0.077).chances
    assert chances.sum() == pytest.approx(1)
    assert float(chances @ np.arange(100_001)) == pytest.approx(80_000)
