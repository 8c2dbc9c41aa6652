"""Requirements first, then weights; and the reasons for what comes out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from workshop import i18n
from workshop.classroom.choosing.choice import Choice, choose
from workshop.classroom.choosing.model import Catalogue
from workshop.classroom.choosing.reading import read_catalogue
from workshop.errors import ClassroomError


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield request.param


@pytest.fixture
def english() -> Iterator[None]:
    with i18n.use("en"):
        yield


def only(*codes: str) -> dict[str, int]:
    """Return weights by which nothing but these criteria counts, all alike."""
    return {code: int(code in codes) for code in read_catalogue().weights}


def among(*codes: str) -> Catalogue:
    """Return the catalogue with no platforms but these."""
    catalogue = read_catalogue()
    return replace(catalogue, platforms=tuple(map(catalogue.platform, codes)))


def codes(choice: Choice) -> list[str]:
    return [platform.code for platform in choice.standing]


def test_without_a_word_the_usual_weights_count() -> None:
    choice = choose()
    assert dict(zip(choice.catalogue.weights, choice.weights, strict=True)) == (
        choice.catalogue.weights
    )
    assert len(choice.standing) == len(choice.catalogue.platforms)


def test_a_score_is_the_weighted_mean() -> None:
    choice = choose(only("discussion") | {"live": 3})
    zoom = choice.catalogue.platform("zoom")
    assert choice.score(zoom) == (1 * 0 + 3 * 3) / 4


def test_weights_that_are_not_named_stay_as_usual() -> None:
    choice = choose({"live": 10})
    assert choice.weights[0] == choice.catalogue.weights["discussion"]
    assert choice.share(choice.catalogue.criteria[3]) == 10 / sum(choice.weights)


@pytest.mark.usefixtures("english")
def test_what_misses_a_requirement_falls_out_with_its_reason() -> None:
    choice = choose(requirements=["free"])
    assert {platform.code for platform in choice.fallen} == {"zoom", "google-meet"}
    assert choice.reasons("zoom") == (
        "Zoom falls out at “No service fee”. The free plan ends after 40 minutes, with 100 people "
        "at most (as of 2022).",
    )
    assert choice.reasons("zoom")[0] in choice.explain()


@pytest.mark.parametrize(
    ("requirement", "gone", "kept"),
    [
        ("no-server", "moodle", "matrix"),
        ("own-data", "google-classroom", "moodle"),
        ("several-colleges", "canvas", "matrix"),
        ("phone-only", "jupyterhub", "bigbluebutton"),
        ("low-data", "google-meet", "whatsapp"),
        ("automatic", "facebook-group", "moodle"),
        ("number-hidden", "whatsapp", "telegram"),
        ("under-16", "telegram", "whatsapp"),
    ],
)
def test_each_requirement_removes_whom_its_source_says(
    requirement: str, gone: str, kept: str
) -> None:
    choice = choose(requirements=[requirement])
    assert gone not in codes(choice)
    assert kept in codes(choice)


def test_the_best_stands_first_and_equals_keep_the_order_of_the_catalogue() -> None:
    choice = choose()
    scores = [choice.score(platform) for platform in choice.standing]
    assert scores == sorted(scores, reverse=True)
    # In the catalogue, Zoom stands before Jitsi.
    equal = choose(only("live"), catalogue=among("moodle", "zoom", "jitsi"))
    assert codes(equal) == ["zoom", "jitsi", "moodle"]


def test_a_tie_is_said_and_nobody_is_called_the_winner(language: str) -> None:
    choice = choose(only("live"), catalogue=among("zoom", "jitsi", "moodle"))
    assert [platform.code for platform in choice.winners] == ["zoom", "jitsi"]
    words = choice.explain()
    assert "Zoom, Jitsi" in words
    assert list(choice.table["rank"]) == [1, 1, 3]
    told = {"id": "berbagi peringkat pertama", "en": "share first place"}
    assert told[language] in words


@pytest.mark.usefixtures("english")
def test_when_nobody_is_left_it_says_which_requirement_to_drop() -> None:
    choice = choose(requirements=["no-server", "automatic", "several-colleges", "low-data", "free"])
    assert codes(choice) == ["matrix"]
    nobody = choose(requirements=["own-data", "phone-only"], catalogue=among("zoom", "jupyterhub"))
    assert nobody.winners == ()
    assert "Without “Data on our own server”, the most would be left: 1." in nobody.explain()
    hopeless = choose(requirements=["free", "low-data"], catalogue=among("zoom"))
    assert "not even without one" in hopeless.explain()
    assert hopeless.chart().categories == ()


@pytest.mark.usefixtures("english")
def test_the_reasons_name_what_carries_and_what_costs() -> None:
    place, carried, costs, behind = choose().reasons("whatsapp")
    assert place.startswith("WhatsApp: place ")
    assert "Low data use (4 of 4) and Easy to set up (4 of 4)" in carried
    assert costs == (
        "What costs WhatsApp most: Weekly discussion (2 of 4). Everybody reads along, but there "
        "are no topics: summaries drown in chat."
    )
    assert behind.endswith("behind Moodle, chiefly in Weekly discussion (2 against 4).")


@pytest.mark.usefixtures("english")
def test_one_criterion_alone_is_explained_without_a_second() -> None:
    reasons = choose(only("live")).reasons("bigbluebutton")
    assert reasons[1:] == ("BigBlueButton is carried by Live video (4 of 4).",)
    nothing = choose(only("live")).reasons("jupyterhub")
    assert "What costs JupyterHub most: Live video (0 of 4). No video." in nothing


def test_two_platforms_stand_side_by_side(language: str) -> None:
    compared = choose().compare("whatsapp", "telegram")
    table = compared.table.set_index("code")
    assert list(table.loc["discussion", ["first", "second"]]) == [2, 3]
    assert table["first_evidence"].notna().all()
    assert len(compared.chart().series) == 2
    ahead = compared.explain().splitlines()[0]
    assert ahead.startswith({"id": "Telegram unggul", "en": "Telegram is ahead"}[language])
    assert "WhatsApp" in compared.shown().header[2]


@pytest.mark.usefixtures("english")
def test_equals_side_by_side_are_called_level_and_a_fallen_one_is_named() -> None:
    choice = choose(only("live"), ["free"])
    sentences = list(choice.compare("zoom", "jitsi").sentences())
    assert sentences[0] == "Zoom and Jitsi are level at 3 of 4."
    assert sentences[-1].startswith("Zoom falls out at")


def test_the_same_platform_twice_is_no_comparison() -> None:
    with pytest.raises(ClassroomError) as caught:
        choose().compare("zoom", "zoom")
    assert str(caught.value.parts["value"]) == "Zoom"


@pytest.mark.parametrize(
    ("weights", "value"),
    [({"live": 11}, 11), ({"live": -1}, -1), ({"live": 2.5}, 2.5), ({"live": True}, True)],
)
def test_a_weight_is_a_whole_number_from_0_to_10(
    weights: dict[str, Any], value: object, language: str
) -> None:
    with pytest.raises(ClassroomError) as caught:
        choose(weights)
    assert caught.value.parts["value"] == value
    assert language in ("id", "en")


@pytest.mark.parametrize("value", ["much", None, float("nan"), float("inf")])
def test_what_is_no_number_is_refused_in_a_sentence(value: Any) -> None:
    with pytest.raises(ClassroomError):
        choose({"live": value})


@pytest.mark.usefixtures("english")
def test_misspelt_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(ClassroomError, match="Did you mean discussion"):
        choose({"discusion": 3})
    with pytest.raises(ClassroomError, match="Did you mean phone-only"):
        choose(requirements=["phone_only"])


def test_all_weights_at_nothing_and_contradictions_are_refused() -> None:
    with pytest.raises(ClassroomError):
        choose(only())
    with pytest.raises(ClassroomError) as caught:
        choose(requirements=["no-server", "own-data"])
    assert caught.value.parts["first"].code == "no-server"


def test_one_requirement_may_be_written_as_a_word() -> None:
    assert codes(choose(requirements="own-data")) == codes(choose(requirements=["own-data"]))


def test_the_table_lists_everybody_and_the_chart_those_left(language: str) -> None:
    choice = choose(requirements=["own-data"])
    assert language
    table = choice.table
    assert len(table) == len(choice.catalogue.platforms)
    assert table["misses"].astype(bool).sum() == len(choice.fallen)
    chart = choice.chart()
    assert chart.categories == tuple(map(str, choice.standing))
    assert chart.highlight == {"Moodle"}
    assert "text/html" in choice._repr_mimebundle_()
