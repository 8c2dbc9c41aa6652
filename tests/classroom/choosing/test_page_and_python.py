"""The page computes and says exactly what Python does."""

import itertools
import random
from typing import Any

import pytest

from tests.classroom.choosing import node
from workshop import i18n
from workshop.classroom.choosing import weighing
from workshop.classroom.choosing.choice import Choice, choose
from workshop.classroom.choosing.view import explore_choice


def cases() -> list[dict[str, Any]]:
    """Return many weightings and requirements, the odd ones among them."""
    drawn = random.Random(4)  # noqa: S311  # examples, not secrets
    catalogue = choose().catalogue
    count = len(catalogue.criteria)
    codes = [one.code for one in catalogue.requirements if one.code != "own-data"]
    platforms = [one.code for one in catalogue.platforms]
    weightings = [[int(place == one) for place in range(count)] for one in range(count)]
    weightings += [[drawn.choice((0, 0, 1, 3, 10)) for _ in range(count)] for _ in range(20)]
    weightings += [[drawn.randint(0, 10) for _ in range(count)] for _ in range(20)]
    found = [
        {
            "weights": weights,
            "required": drawn.sample(codes, drawn.choice((0, 0, 1, 2, 5))),
            "pair": drawn.sample(platforms, 2),
        }
        for weights in weightings
        if any(weights)
    ]
    found.append({"weights": [1] * count, "required": codes, "pair": platforms[:2]})
    return found


@pytest.fixture(scope="module", params=["id", "en"])
def pairs(request: pytest.FixtureRequest) -> list[tuple[str, Choice, dict[str, Any], Any]]:
    with i18n.use(request.param):
        asked = cases()
        told = node.answers(explore_choice().payload, asked)
        names = list(choose().catalogue.weights)
        return [
            (
                request.param,
                choose(dict(zip(names, case["weights"], strict=True)), case["required"]),
                case,
                answer,
            )
            for case, answer in zip(asked, told, strict=True)
        ]


Pairs = list[tuple[str, Choice, dict[str, Any], Any]]


def test_both_rank_alike_and_reach_the_same_scores(pairs: Pairs) -> None:
    assert len(pairs) > 40
    for _, choice, _, page in pairs:
        assert page["standing"] == [one.code for one in choice.standing]
        assert page["scores"] == [choice.score(one) for one in choice.standing]


def test_both_find_the_same_turning_points(pairs: Pairs) -> None:
    for _, choice, _, page in pairs:
        if not choice.standing:
            assert page["rooms"] == []
            continue
        rooms = choice.sensitivity().rooms
        expected = [[_turn(turn) for turn in (room.down, room.up)] for room in rooms]
        assert page["rooms"] == expected


def _turn(turn: weighing.Turn | None) -> list[Any] | None:
    return [float(turn.share), list(turn.by)] if turn else None


def test_both_count_the_same_wins_in_a_thousand_weightings(pairs: Pairs) -> None:
    for _, choice, _, page in pairs:
        assert page["wins"] == pytest.approx(choice.wins, abs=1e-9)


def test_both_say_the_same_sentences(pairs: Pairs) -> None:
    for language, choice, case, page in pairs:
        with i18n.use(language):
            assert page["sentences"] == list(choice.sentences())
            assert page["comparison"] == list(choice.compare(*case["pair"]).sentences())
            codes = (one.code for one in choice.catalogue.platforms)
            for code, reasons in itertools.zip_longest(codes, page["reasons"]):
                assert tuple(reasons) == choice.reasons(code)
