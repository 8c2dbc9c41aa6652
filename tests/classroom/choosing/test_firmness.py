"""How far a weight must move before the winner changes: algebra against brute force."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.choosing import chance, weighing
from workshop.classroom.choosing.choice import choose

CRITERIA = 4
WEIGHTS = st.lists(st.integers(0, 10), min_size=CRITERIA, max_size=CRITERIA).filter(any)
SCORES = st.lists(
    st.lists(st.integers(0, 4), min_size=CRITERIA, max_size=CRITERIA), min_size=1, max_size=6
)
TINY = Fraction(1, 10**9)


def first(weights: list[Fraction], scores: list[list[int]]) -> set[int]:
    """Return who leads, by exact fractions."""
    totals = [sum(w * s for w, s in zip(weights, one, strict=True)) for one in scores]
    return {place for place, total in enumerate(totals) if total == max(totals)}


def moved(weights: list[int], criterion: int, weight: Fraction) -> list[Fraction]:
    """Return the shares of all weights when one weight is this."""
    changed = [Fraction(one) for one in weights]
    changed[criterion] = weight
    return [one / sum(changed) for one in changed] if sum(changed) else changed


@given(WEIGHTS, SCORES, st.integers(0, CRITERIA - 1))
def test_up_to_the_turn_the_leader_leads_and_beyond_it_the_other(
    weights: list[int], scores: list[list[int]], criterion: int
) -> None:
    now = first([Fraction(one) for one in weights], scores)
    room = weighing.room(weights, scores, criterion)
    for turn, direction in ((room.down, -1), (room.up, 1)):
        if not turn:
            continue
        beyond = first(moved(weights, criterion, turn.weight + direction * TINY), scores)
        assert beyond == set(turn.by)
        assert beyond != now
        if turn.weight != weights[criterion]:
            assert now <= first(moved(weights, criterion, turn.weight), scores)
            before = first(moved(weights, criterion, turn.weight - direction * TINY), scores)
            assert before == now


@given(WEIGHTS, SCORES, st.integers(0, CRITERIA - 1))
def test_a_search_step_by_step_finds_no_other_turn(
    weights: list[int], scores: list[list[int]], criterion: int
) -> None:
    now = first([Fraction(one) for one in weights], scores)
    room = weighing.room(weights, scores, criterion)
    low = room.down.weight if room.down else Fraction(0)
    high = room.up.weight if room.up else Fraction(1000)
    for step in range(1, 60):
        inside = low + (high - low) * Fraction(step, 60)
        if any(moved(weights, criterion, inside)):
            assert first(moved(weights, criterion, inside), scores) == now


@given(WEIGHTS, SCORES, st.integers(0, CRITERIA - 1))
def test_the_others_keep_their_proportions(
    weights: list[int], scores: list[list[int]], criterion: int
) -> None:
    room = weighing.room(weights, scores, criterion)
    rest = sum(weights) - weights[criterion]
    for turn in (room.down, room.up):
        if turn and rest:
            shares = moved(weights, criterion, turn.weight)
            assert shares[criterion] == turn.share
            for place, weight in enumerate(weights):
                if place != criterion:
                    assert shares[place] == (1 - turn.share) * Fraction(weight, rest)


def test_the_turn_of_the_usual_choice_is_where_the_algebra_puts_it() -> None:
    choice = choose()
    table = choice.sensitivity().table.set_index("code")
    above = table.loc["set-up", "above"]
    assert above == pytest.approx(100 * 13 / 60)
    # With 13 to 47 for all the rest, Moodle and Google Classroom are level.
    place = list(choice.catalogue.weights).index("set-up")
    scores = choice.scores
    totals = weighing.totals([*choice.weights[:place], 13, *choice.weights[place + 1 :]], scores)
    codes = [platform.code for platform in choice.standing]
    assert totals[codes.index("moodle")] == totals[codes.index("google-classroom")] == max(totals)


def test_who_is_never_better_can_never_lead() -> None:
    assert weighing.dominating([[4, 3], [4, 2], [0, 4]], 1) == [0]
    assert weighing.dominating([[4, 3], [4, 2], [0, 4]], 2) == []


def test_weightings_nearby_spread_as_the_documented_distribution_does() -> None:
    weights = [10, 6, 3, 1, 0]
    drawn = np.array(list(chance.weightings(weights, 20_000)))
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    expected = np.array(weights) / sum(weights)
    spread = np.sqrt(expected * (1 - expected) / (chance.CONCENTRATION + 1))
    assert shares.mean(axis=0) == pytest.approx(expected, abs=0.003)
    assert shares.std(axis=0) == pytest.approx(spread, rel=0.03, abs=1e-12)


def test_wins_agree_with_those_that_numpy_draws() -> None:
    scores = [[4, 0, 2], [0, 4, 2], [2, 2, 3]]
    weights = [5, 4, 3]
    shapes = chance.CONCENTRATION * np.array(weights) / sum(weights)
    reached = np.random.default_rng(1).dirichlet(shapes, 200_000) @ np.array(scores).T
    expected = np.bincount(reached.argmax(axis=1), minlength=3) / 200_000
    assert chance.wins(weights, scores, 20_000) == pytest.approx(expected, abs=0.015)


def test_the_same_weights_win_the_same_each_time_and_shares_add_up() -> None:
    choice = choose({"live": 7})
    assert choice.wins == choose({"live": 7}).wins
    assert sum(choice.wins) == pytest.approx(1)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_sensitivity_speaks_of_every_turn(language: str) -> None:
    with i18n.use(language):
        found = choose().sensitivity()
        turns = [turn for room in found.rooms for turn in (room.down, room.up) if turn]
        words = found.explain()
        assert turns
        assert words.count("Google Classroom") >= 2
        assert len(words.splitlines()) == 2 + len(turns)
        assert found.chart().series[0].values[0] == pytest.approx(100 * choose().wins[0])
        assert found.shown().header


def test_ties_and_lonely_winners_have_words_of_their_own() -> None:
    names = choose().catalogue.weights
    with i18n.use("en"):
        tied = choose({name: int(name == "live") for name in names}, ["own-data"])
        assert "comes first" in tied.sensitivity().explain()
        alike = choose({name: int(name == "assignments") for name in names})
        assert len(alike.winners) > 1
        assert "as soon as the weight of" in alike.sensitivity().explain()
        alone = choose(
            requirements=["no-server", "automatic", "several-colleges", "low-data", "free"]
        )
        assert "Only one platform is left" in alone.sensitivity().explain()
