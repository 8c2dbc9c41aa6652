"""The event file: what is allowed is read, what is not is answered with key, value and remedy."""

import datetime
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from tests.toml_text import VALUES, WORDS, dumps
from workshop import config, i18n
from workshop.config import Settings
from workshop.errors import SettingsError
from workshop.tables import Text

EVENT = {
    "title": {"id": "Kelas", "en": "Class"},
    "host": "Kampus",
    "venue": "Aula",
    "city": "Pontianak",
    "date": datetime.date(2026, 12, 12),
    "start": datetime.time(8, 30),
}
SESSION = {"kind": "lecture", "title": "Ceramah", "minutes": 60, "speaker": "ani"}
PERSON = {"id": "ani", "name": "Ani"}
WHOLE = {
    "event": EVENT,
    "sessions": [SESSION],
    "people": [PERSON],
    "links": {"materials": "https://example.org"},
}
# Real keys with any value behind them, so that deep checks are reached.
EVENTS = st.dictionaries(st.sampled_from([*config.Event.__dataclass_fields__]) | WORDS, VALUES)
SESSIONS = st.dictionaries(st.sampled_from([*config.Session.__dataclass_fields__]) | WORDS, VALUES)
PEOPLE = st.dictionaries(st.sampled_from([*config.Person.__dataclass_fields__]) | WORDS, VALUES)
TABLES = st.fixed_dictionaries(
    {},
    optional={
        "event": VALUES | EVENTS.map(lambda own: {**EVENT, **own}),
        "sessions": VALUES | st.lists(SESSIONS.map(lambda own: {**SESSION, **own}), max_size=2),
        "people": VALUES | st.lists(PEOPLE.map(lambda own: {**PERSON, **own}), max_size=2),
        "links": VALUES | st.dictionaries(WORDS, VALUES, max_size=2),
        "sesions": VALUES,
    },
)


def with_event(**changes: object) -> dict[str, Any]:
    return {**WHOLE, "event": {**EVENT, **changes}}


def with_session(**changes: object) -> dict[str, Any]:
    return {**WHOLE, "sessions": [{**SESSION, **changes}]}


def complaint(table: dict[str, Any]) -> str:
    with i18n.use("en"):
        with pytest.raises(SettingsError) as caught:
            config.validate(table)
        return str(caught.value)


def outcome(read: Callable[[Any], Settings], source: object) -> str:
    try:
        return repr(read(source))
    except SettingsError as error:
        return str(error)


def test_the_shipped_event_follows_the_pattern_of_the_seminar() -> None:
    settings = config.settings(KIT / "workshop.toml")
    assert sum(session.minutes for session in settings.sessions) == 150
    kinds = [session.kind for session in settings.sessions]
    assert [kind for kind in kinds if kind in {"lecture", "discussion", "resume"}] == [
        "lecture",
        "discussion",
        "resume",
    ]
    assert (settings.event.question_rounds, settings.event.questions_per_round) == (3, 3)
    assert all(person.name.startswith("Nama ") for person in settings.people)


def test_every_key_of_the_shipped_file_arrives() -> None:
    table = tomllib.loads((KIT / "workshop.toml").read_text(encoding="utf-8"))
    settings = config.settings(KIT / "workshop.toml")
    assert set(table["event"]) == set(config.Event.__dataclass_fields__)
    assert settings.event.title == Text(**table["event"]["title"])
    assert settings.event.date == table["event"]["date"]
    assert settings.event.start == table["event"]["start"]
    assert settings.links == table["links"]
    assert [person.id for person in settings.people] == [one["id"] for one in table["people"]]
    assert [one.moderator for one in settings.sessions] == [
        one.get("moderator", "") for one in table["sessions"]
    ]


def test_what_may_be_left_out_has_a_sensible_value() -> None:
    settings = config.validate({"event": EVENT, "sessions": [{**SESSION, "speaker": ""}]})
    event = settings.event
    assert (event.language, event.questions_per_round) == ("id", 3)
    assert (event.question_rounds, event.questions_per_round) == (3, 3)
    assert event.subtitle == Text("", "")
    assert (settings.people, settings.links) == ((), {})


def test_settings_cannot_be_changed_by_accident() -> None:
    settings = config.validate(WHOLE)
    with pytest.raises(AttributeError):
        settings.event.host = "Somebody"  # type: ignore[misc]


@given(TABLES)
def test_any_table_is_settings_or_one_message(table: dict[str, Any]) -> None:
    try:
        settings = config.validate(table)
    except SettingsError as error:
        for language in ("id", "en"):
            with i18n.use(language):
                heading, *mistakes = str(error).splitlines()
            assert "workshop.toml" in heading
            assert mistakes
    else:
        assert isinstance(settings, Settings)
        assert settings.sessions


@given(TABLES)
def test_a_file_says_the_same_as_its_table(
    tmp_path_factory: pytest.TempPathFactory, table: dict[str, Any]
) -> None:
    path = tmp_path_factory.getbasetemp() / "arbitrary.toml"
    path.write_text(dumps(table), encoding="utf-8", newline="\n")
    assert outcome(config.settings, path) == outcome(config.validate, table)


@given(st.binary(max_size=100), st.integers(0, 2000))
def test_a_damaged_file_is_settings_or_one_message(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int
) -> None:
    content = (KIT / "workshop.toml").read_bytes()
    path = tmp_path_factory.getbasetemp() / "damaged.toml"
    path.write_bytes(content[:place] + noise + content[place + len(noise) :])
    try:
        assert isinstance(config.settings(path), Settings)
    except SettingsError as error:
        told = str(error)
        assert ".toml" in told


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (
            with_event(date="12 December"),
            'event.date is "12 December"; allowed: year-month-day without quotes',
        ),
        (with_event(date=datetime.datetime(2026, 1, 1)), "event.date is 2026-01-01 00:00:00"),
        (
            with_event(start=8.30),
            "event.start is 8.3; allowed: a time without quotes, such as 08:30:00",
        ),
        (with_event(language="fr"), 'event.language is "fr"; allowed: id, en'),
        (with_event(question_rounds=True), "event.question_rounds is true; allowed: a whole"),
        (with_event(question_rounds="3"), 'event.question_rounds is "3"; allowed: a whole number'),
        (with_event(questions_per_round=0), "event.questions_per_round is 0"),
        (with_event(titel="A"), 'event.titel is "A"; allowed: one of the keys title, host'),
        (with_event(title={"id": "A"}), 'event.title is {"id": "A"}; allowed: a text in "quotes"'),
        (with_event(host=""), 'event.host is ""; allowed: a text in "quotes"'),
        (with_session(kind="party"), 'sessions[1].kind is "party"; allowed: opening, lecture'),
        (with_session(kind=""), 'sessions[1].kind is ""; allowed: opening, lecture'),
        (with_session(minutes=0), "sessions[1].minutes is 0; allowed: a whole number"),
        (with_session(speaker="budi"), 'sessions[1].speaker is "budi"; allowed: ani'),
        (with_session(moderator=1), "sessions[1].moderator is 1; allowed: ani"),
        ({**WHOLE, "people": []}, 'sessions[1].speaker is "ani"; allowed: nothing yet'),
        ({**WHOLE, "people": [PERSON, PERSON]}, 'people[2].id is "ani"; allowed: an id that'),
        ({**WHOLE, "people": [{"id": "ani"}]}, "people[1].name is missing"),
        ({**WHOLE, "sessions": []}, "sessions is []; allowed: at least one [[sessions]] block"),
        ({**WHOLE, "sessions": SESSION}, "allowed: blocks that begin with [[sessions]]"),
        ({**WHOLE, "event": 5}, "event is 5; allowed: a table that begins with [event]"),
        ({**WHOLE, "sesions": []}, "sesions is []; allowed: one of the keys event, sessions"),
        ({**WHOLE, "links": {"site": "www"}}, 'links.site is "www"; allowed: an address that'),
        ({**WHOLE, "links": {"site": "javascript:alert(1)"}}, "links.site is"),
    ],
)  # fmt: skip
def test_a_mistake_is_answered_with_key_value_and_what_is_allowed(
    table: dict[str, Any], line: str
) -> None:
    assert line in complaint(table)


@pytest.mark.parametrize("key", ["title", "host", "venue", "city", "date", "start"])
def test_what_the_event_cannot_do_without_is_named_when_missing(key: str) -> None:
    rest = {name: value for name, value in EVENT.items() if name != key}
    assert f"event.{key} is missing; allowed:" in complaint({**WHOLE, "event": rest})


def test_every_mistake_is_told_in_one_go() -> None:
    table = {"event": {**EVENT, "date": "soon", "host": 5}, "sessions": [{**SESSION, "minutes": 0}]}
    mistakes = re.findall(r"^  • (\S+)", complaint(table), re.MULTILINE)
    assert mistakes == ["sessions[1].minutes", "sessions[1].speaker", "event.host", "event.date"]


def test_an_empty_file_names_everything_that_is_needed() -> None:
    words = complaint({})
    assert all(f"event.{key} is missing" in words for key in EVENT)
    assert "at least one [[sessions]] block" in words


def test_the_kit_is_found_from_any_folder_inside_it(tmp_path: Path) -> None:
    (tmp_path / "workshop.toml").write_text("", encoding="utf-8")
    inner = tmp_path / "my-workshop" / "id"
    inner.mkdir(parents=True)
    assert config.kit_folder(inner) == tmp_path.resolve()
    assert config.kit_folder(tmp_path) == tmp_path.resolve()


def test_the_nearest_kit_counts(tmp_path: Path) -> None:
    inner = tmp_path / "copy"
    inner.mkdir()
    for folder in (tmp_path, inner):
        (folder / "workshop.toml").write_text("", encoding="utf-8")
    assert config.kit_folder(inner) == inner.resolve()


def test_outside_of_any_kit_the_checkout_counts(tmp_path: Path) -> None:
    assert config.kit_folder(tmp_path) == KIT


def test_the_file_of_the_current_folder_is_read_without_being_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = with_event(host="Kampus Lain")
    (tmp_path / "workshop.toml").write_text(dumps(table), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert config.settings().event.host == "Kampus Lain"


def test_the_look_of_slides_and_handouts_is_found() -> None:
    assert (config.theme_folder() / "slides.css").is_file()
