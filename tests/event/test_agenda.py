"""The programme of the day, computed from the event file."""

import datetime
import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import config, event, i18n
from workshop.config import Event, Person, Session, Settings
from workshop.tables import Text

OPENING = Session("opening", Text("Pembukaan", "Opening"), 10, speaker="ani")
TALK = Session("lecture", Text("Ceramah", "Lecture"), 80, speaker="ani", moderator="budi")
QUESTIONS = Session("discussion", Text("Diskusi", "Discussion"), 45, moderator="budi")
PEOPLE = (Person("ani", "Ani"), Person("budi", "Budi"))


def day(
    *sessions: Session, start: datetime.time = datetime.time(8, 30), rounds: int = 3
) -> Settings:
    about = Event(
        title=Text("Kelas", "Class"),
        host="Kampus",
        venue="Aula",
        city="Pontianak",
        date=datetime.date(2026, 12, 12),
        start=start,
        question_rounds=rounds,
    )
    return Settings(about, sessions, PEOPLE)


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("id", [("08.30–08.40", "Pembukaan", "Ani"), ("08.40–10.00", "Ceramah", "Ani, Budi")]),
        ("en", [("08:30–08:40", "Opening", "Ani"), ("08:40–10:00", "Lecture", "Ani, Budi")]),
    ],
)
def test_sessions_follow_one_another_with_clock_times_and_people(
    language: str, rows: list[tuple[str, str, str]]
) -> None:
    with i18n.use(language):
        found = event.agenda(day(OPENING, TALK)).rows()
    # A word joiner on both sides keeps the dash of the times from being broken.
    assert [(time.replace("\u2060", ""), *rest) for time, *rest in found] == rows
    assert all(time.count("\u2060") == 2 for time, *_ in found)


@given(st.lists(st.integers(1, 600), min_size=1, max_size=8), st.times())
def test_no_minute_is_lost_between_sessions(lengths: list[int], start: datetime.time) -> None:
    sessions = tuple(Session("lecture", Text("A", "A"), minutes) for minutes in lengths)
    agenda = event.agenda(day(*sessions, start=start))
    ends = [item.end for item in agenda.items]
    assert [item.start for item in agenda.items] == [start, *ends[:-1]]
    assert agenda.minutes == sum(lengths)
    after = datetime.datetime.combine(datetime.date(2026, 1, 1), start)
    assert ends[-1] == (after + datetime.timedelta(minutes=sum(lengths))).time()


def test_the_rule_for_questions_stands_with_the_discussion() -> None:
    with i18n.use("en"):
        (row,) = event.agenda(day(QUESTIONS)).rows()
        (plain,) = event.agenda(day(QUESTIONS, rounds=0)).rows()
    assert row[1] == "Discussion (3 rounds, at most 3 questions each)"
    assert plain[1] == "Discussion"


def test_who_speaks_and_moderates_is_named_once() -> None:
    alone = Session("lecture", Text("A", "A"), 10, speaker="ani", moderator="ani")
    assert event.agenda(day(alone)).items[0].people == ("Ani",)


def test_a_session_without_people_leaves_its_place_empty() -> None:
    with i18n.use("en"):
        assert event.agenda(day(Session("closing", Text("A", "A"), 10))).rows()[0][2] == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_shipped_programme_lasts_two_and_a_half_hours(language: str) -> None:
    settings = config.settings(KIT / "workshop.toml")
    with i18n.use(language):
        agenda = event.agenda(settings)
        assert agenda.minutes == 150
        assert agenda.rows()[0][0].startswith(i18n.clock(settings.event.start))
        assert agenda.rows()[-1][0].endswith("11.00" if language == "id" else "11:00")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_table_has_a_head_for_each_column_and_a_row_for_each_session(language: str) -> None:
    with i18n.use(language):
        agenda = event.agenda(day(OPENING, TALK, QUESTIONS))
        table = agenda._repr_html_()
        assert table.count('<th scope="col"') == 3
        cells = [html.unescape(cell) for cell in re.findall("<td[^>]*>(.*?)</td>", table)]
        assert cells == [value for row in agenda.rows() for value in row]
        assert repr(agenda).splitlines() == ["  ".join(row) for row in agenda.rows()]


def test_words_of_the_event_file_are_escaped_in_the_table() -> None:
    hostile = Settings(
        day().event,
        (Session("lecture", Text("<b>A</b>", "<b>A</b>"), 10, speaker="x"),),
        (Person("x", "<script>alert(1)</script>"),),
    )
    table = event.agenda(hostile)._repr_html_()
    assert "<b>" not in table
    assert "<script>" not in table
    assert "&lt;script&gt;" in table
