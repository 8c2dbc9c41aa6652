"""The dates of a class as calendars read them."""

import dataclasses
import datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class
from workshop.classroom.blueprint.model import Blueprint, Session
from workshop.classroom.building.calendar import calendar, identifier, meeting_request, moment
from workshop.classroom.building.wording import one_line, rules, several_lines
from workshop.tables import Text

STAMP = datetime.datetime(2026, 8, 1, 3, tzinfo=datetime.UTC)


def read(content: bytes) -> Any:
    return icalendar.Calendar.from_ical(content)


def with_session(blueprint: Blueprint, **changes: Any) -> Blueprint:
    session = dataclasses.replace(blueprint.sessions[0], **changes)
    return dataclasses.replace(blueprint, sessions=(session,))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_holds_each_summary_and_each_meeting_once(language: str) -> None:
    blueprint = a_class(language=language)
    events = read(calendar(blueprint)).walk("VEVENT")
    assert len(events) == 4
    assert len({event["UID"] for event in events}) == 4
    titles = [str(event["SUMMARY"]) for event in events]
    assert titles[0].endswith(blueprint.said(blueprint.weeks[0].topic))
    assert titles[-1] == blueprint.said(blueprint.sessions[0].title)
    assert titles[0].startswith("Batas waktu" if language == "id" else "Summary")


def test_times_are_in_the_zone_of_the_class_whose_rules_are_inside() -> None:
    found = read(calendar(a_class()))
    assert [str(zone["TZID"]) for zone in found.walk("VTIMEZONE")] == ["Asia/Pontianak"]
    due = found.walk("VEVENT")[0]["DTSTART"]
    assert due.params["TZID"] == "Asia/Pontianak"
    assert due.dt == datetime.datetime(2026, 9, 7, 13, tzinfo=datetime.UTC)
    meeting = found.walk("VEVENT")[-1]
    assert meeting["DTEND"].dt - meeting["DTSTART"].dt == datetime.timedelta(minutes=90)


def test_a_meeting_keeps_its_length_when_the_clocks_change() -> None:
    blueprint = dataclasses.replace(a_class(), time_zone="Europe/Berlin")
    late = datetime.datetime(2026, 10, 25, 1, 30)
    found = read(calendar(with_session(blueprint, begins=late, minutes=180)))
    event = found.walk("VEVENT")[-1]
    begins, ends = (event[name].dt.astimezone(datetime.UTC) for name in ("DTSTART", "DTEND"))
    assert ends - begins == datetime.timedelta(hours=3)
    (zone,) = found.walk("VTIMEZONE")
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}


def test_the_same_blueprint_gives_the_same_file() -> None:
    assert calendar(a_class()) == calendar(a_class())


def test_a_newer_file_has_the_same_identifiers_and_a_larger_number() -> None:
    old = read(calendar(a_class(), STAMP)).walk("VEVENT")
    new = read(calendar(a_class(), STAMP + datetime.timedelta(minutes=1))).walk("VEVENT")
    for before, after in zip(old, new, strict=True):
        assert before["UID"] == after["UID"]
        assert before["SEQUENCE"] < after["SEQUENCE"] < 2**31
        assert before["DTSTAMP"].dt < after["DTSTAMP"].dt


def test_other_words_and_dates_keep_the_identifier_and_another_class_does_not() -> None:
    blueprint = a_class()
    other = dataclasses.replace(blueprint, course=Text("Lain", "Other"), term="2027")
    assert identifier(blueprint, "summary", "week-01") == identifier(other, "summary", "week-01")
    third = dataclasses.replace(blueprint, key="lain")
    assert identifier(blueprint, "summary", "week-01") != identifier(third, "summary", "week-01")


def test_one_meeting_is_asked_for_alone() -> None:
    blueprint = a_class()
    found = read(
        meeting_request(blueprint, blueprint.sessions[0], blueprint.people[2], "a@b.example", STAMP)
    )
    (event,) = found.walk("VEVENT")
    assert found["METHOD"] == "REQUEST"
    assert event["ATTENDEE"].params["CN"] == "Aiko 愛子"
    assert event["ATTENDEE"].params["ROLE"] == "OPT-PARTICIPANT"
    whole = read(calendar(blueprint)).walk("VEVENT")[-1]
    assert event["UID"] == whole["UID"]


def test_lines_end_and_are_folded_as_the_standard_says() -> None:
    long = with_session(a_class(), title=Text("愛子 dan kawan-kawan; " * 20, ""))
    content = calendar(long)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert content.decode()  # no letter is cut in two


def test_times_with_a_zone_of_their_own_are_the_same_moment() -> None:
    blueprint = a_class()
    assert moment(blueprint, STAMP) == STAMP
    assert moment(blueprint, STAMP).utcoffset() == datetime.timedelta(hours=7)


@settings(max_examples=30)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=40))
def test_no_text_breaks_the_file(title: str, prompt: str, name: str) -> None:
    blueprint = a_class(weeks=1)
    week = dataclasses.replace(
        blueprint.weeks[0], topic=Text(title, title), prompt=Text(prompt, prompt)
    )
    session = dataclasses.replace(blueprint.sessions[0], title=Text(title, title))
    strange = dataclasses.replace(blueprint, weeks=(week,), sessions=(session,))
    events = read(calendar(strange)).walk("VEVENT")
    assert len(events) == 2
    assert str(events[1].get("SUMMARY", "")) == one_line(title)
    assert str(events[0]["DESCRIPTION"]) == several_lines(prompt)
    person = dataclasses.replace(blueprint.people[0], name=name)
    (asked,) = read(meeting_request(strange, session, person, "a@b.example")).walk("VEVENT")
    assert asked["ATTENDEE"] == f"mailto:{person.email}"
    assert set(asked["ATTENDEE"].params) == {"CN", "PARTSTAT", "ROLE", "RSVP"}


@given(st.text())
def test_cleaned_texts_are_clean_and_stay_as_they_are(text: str) -> None:
    line, lines = one_line(text), several_lines(text)
    assert one_line(line) == line
    assert several_lines(lines) == lines
    assert "\n" not in line
    assert "\n\n\n" not in lines
    assert (line + lines).replace("\n", "").replace("\u200d", "").isprintable()


def test_a_class_without_dates_gives_an_empty_calendar() -> None:
    empty = dataclasses.replace(a_class(), weeks=(), sessions=(), colleges=())
    assert read(calendar(empty)).walk("VEVENT") == []


def test_rules_are_numbered_in_the_language_of_the_class() -> None:
    assert rules(a_class(language="en")).startswith("1. Everybody summarises.\n2. ")


def test_a_meeting_without_a_link_has_no_place() -> None:
    event = read(calendar(with_session(a_class(), link=""))).walk("VEVENT")[-1]
    assert "LOCATION" not in event
    assert isinstance(a_class().sessions[0], Session)
