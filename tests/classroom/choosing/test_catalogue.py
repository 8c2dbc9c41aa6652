"""The catalogue that the choice is made from: complete, in two languages, and with its sources."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workshop import i18n, published
from workshop.classroom.choosing.choice import choose
from workshop.classroom.choosing.model import FACTS, Catalogue
from workshop.classroom.choosing.reading import COLUMNS, read_catalogue, rows
from workshop.errors import ClassroomError

NEEDED = {
    *("moodle", "google-classroom", "teams", "canvas", "whatsapp", "telegram", "facebook-group"),
    *("x", "discord", "matrix", "youtube", "zoom", "google-meet", "bigbluebutton", "jitsi"),
    "jupyterhub",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue()


@pytest.fixture
def folder(kit: Path, tmp_path: Path) -> Path:
    """A copy of the catalogue that a test may spoil."""
    for name in COLUMNS:
        content = (kit / "data" / "catalogue" / f"{name}.csv").read_bytes()
        (tmp_path / f"{name}.csv").write_bytes(content)
    return tmp_path


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with i18n.use(request.param):
        yield request.param


def test_all_platforms_of_the_series_are_in_it(catalogue: Catalogue) -> None:
    assert {platform.code for platform in catalogue.platforms} >= NEEDED


@pytest.mark.parametrize("name", COLUMNS)
def test_every_row_has_its_source_and_date(kit: Path, name: str) -> None:
    found = rows(kit / "data" / "catalogue", name)
    assert found
    for row in found:
        assert row["source"]
        assert re.fullmatch(r"(19|20)\d\d(-\d\d(-\d\d)?)?", row["date"])


def test_every_score_and_fact_has_a_sentence_in_both_languages(catalogue: Catalogue) -> None:
    aspects = (*FACTS, *(criterion.code for criterion in catalogue.criteria))
    for platform in catalogue.platforms:
        assert set(platform.evidence) == set(aspects)
        for evidence in platform.evidence.values():
            assert evidence.text.id.endswith(".")
            assert evidence.text.en.endswith(".")
            assert evidence.text.id != evidence.text.en


def test_what_is_ours_alone_is_called_a_judgement(catalogue: Catalogue) -> None:
    for platform in catalogue.platforms:
        for evidence in platform.evidence.values():
            ours = evidence.source.startswith("Ruang Kelas")
            assert not ours or evidence.basis == "judgement"
            tried = evidence.source.startswith(("Moodle 4.5", "Synapse 1.163", "JupyterHub 6.1"))
            assert evidence.basis != "measured" or tried


def test_facts_and_requirements_speak_of_the_same_values(catalogue: Catalogue) -> None:
    for requirement in catalogue.requirements:
        assert requirement.passes < set(FACTS[requirement.fact])
        fallen = [one for one in catalogue.platforms if not one.meets(requirement)]
        assert 0 < len(fallen) < len(catalogue.platforms)


# What each platform chiefly does, by the names of network.csv.
RATES = {
    "text": "text_rate",
    "bigbluebutton": "video_rate",
    "jitsi": "video_rate",
    "youtube": "recording_rate",
    "jupyterhub": "notebooks_rate",
}
MB_AN_HOUR = 450  # of 1 Mbps


def test_the_use_of_data_is_that_of_the_network_figures(kit: Path) -> None:
    folder = kit / "data" / "catalogue"
    with (folder / "network.csv").open(encoding="utf-8", newline="") as file:
        rates = {row["name"]: row for row in csv.DictReader(file)}
    with (folder / "platforms.csv").open(encoding="utf-8", newline="") as file:
        platforms = list(csv.DictReader(file))
    compared = 0
    for row in platforms:
        name = RATES.get(row["code"], RATES.get(row["data"]))
        if name:
            low, high = (MB_AN_HOUR * float(rates[name][end]) for end in ("low", "high"))
            assert low <= float(row["data_mb_hour"]) <= high
            compared += 1
        assert bool(row["data_mb_hour"]) == (row["data"] != "feed")
    assert compared == 12


def test_the_figures_of_familiarity_are_the_published_ones(catalogue: Catalogue) -> None:
    visited = published.read("platforms-2025").set_index("code")["percent"]
    for code, name in {
        "facebook-group": "facebook",
        "x": "x-twitter",
        "youtube": "youtube",
    }.items():
        sentence = catalogue.platform(code).evidence["familiarity"].text.en
        assert f"{visited[name]}%" in sentence


def test_an_unknown_platform_is_answered_with_those_there_are(
    catalogue: Catalogue, language: str
) -> None:
    assert language
    with pytest.raises(ClassroomError, match=r"'myspace'.*moodle, google-classroom") as caught:
        catalogue.platform("myspace")
    assert caught.value.parts["value"] == "myspace"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "platform_evidence",
            "moodle,discussion,4",
            "moodle,discussion,5",
            "is 5; allowed: 0 to 4",
        ),
        ("platform_evidence", "moodle,discussion,4", "moodle,discussion,", "is –; allowed"),
        ("platform_evidence", "moodle,discussion,", "moodel,discussion,", "moodel or discussion"),
        ("platform_evidence", "moodle,discussion,", "moodel,discussion,", "no row for moodle"),
        ("platform_evidence", "4,measured", "4,guessed", "is guessed; allowed: measured"),
        ("platform_evidence", "2026-11", "", "row 2: nothing in the column date"),
        (
            "platforms",
            "sistem manajemen pembelajaran,learning management system,free",
            "a,b,fre",
            "price of google-classroom is fre; allowed: free",
        ),
        ("criteria", ",10,", ",11,", "the weight of discussion is 11; allowed: 0 to 10"),
        ("criteria", ",10,", ",ten,", "the weight of discussion is ten"),
        ("requirements", ",price,", ",cost,", "the fact cost is not known"),
        ("requirements", "free software", "free softwear", "free passes with softwear; allowed"),
        ("platforms", "canvas,", "moodle,", "platforms.csv: moodle stands in it twice"),
        ("requirements", "passes,", "passess,", "lacks the columns passes"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_row(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    change(folder / f"{name}.csv", old, new)
    with i18n.use("en"), pytest.raises(ClassroomError) as caught:
        read_catalogue(folder)
    with i18n.use("en"):
        assert told in str(caught.value)


def test_a_missing_file_is_told_in_a_sentence(folder: Path, language: str) -> None:
    assert language
    (folder / "criteria.csv").unlink()
    with pytest.raises(ClassroomError, match=r"criteria\.csv"):
        read_catalogue(folder)


def test_a_changed_score_counts_at_once(folder: Path) -> None:
    assert read_catalogue(folder).platform("zoom").scores["discussion"] == 0
    change(folder / "platform_evidence.csv", "zoom,discussion,0", "zoom,discussion,4")
    assert read_catalogue(folder).platform("zoom").scores["discussion"] == 4


def test_a_file_saved_by_a_spreadsheet_with_semicolons_is_read(folder: Path) -> None:
    path = folder / "criteria.csv"
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(table)
    assert read_catalogue(folder).weights == read_catalogue().weights


def test_the_description_counts_the_judgements_as_they_are(kit: Path, catalogue: Catalogue) -> None:
    text = (kit / "data" / "README.md").read_text(encoding="utf-8")
    scores = len(catalogue.platforms) * len(catalogue.criteria)
    assert f"Of the {scores} scores {catalogue.judged} are judgements" in text
    assert all(f"`{name}.csv`" in text for name in COLUMNS)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_stands_in_a_cell_the_answer_is_a_catalogue_or_a_sentence(
    folder: Path, data: st.DataObject
) -> None:
    name = data.draw(
        st.sampled_from(["platforms", "criteria", "requirements", "platform_evidence"])
    )
    path = folder / f"{name}.csv"
    original = path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    row = data.draw(st.integers(0, len(table) - 1))
    cell = data.draw(st.integers(0, len(table[row]) - 1))
    table[row][cell] = data.draw(st.text(max_size=8) | st.sampled_from(["", "-1", "4", "=1+1"]))
    with path.open("w", encoding="utf-8", newline="", errors="replace") as file:
        csv.writer(file).writerows(table)
    try:
        catalogue = read_catalogue(folder)
        with i18n.use("en"):
            assert choose(catalogue=catalogue).explain()
    except ClassroomError as error:
        assert str(error)
    finally:
        path.write_bytes(original)
