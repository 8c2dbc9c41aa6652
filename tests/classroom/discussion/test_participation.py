"""Participation: figures against other ways of working them out, and nothing personal shown."""

import dataclasses
import datetime
import itertools
import json
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.discussion.school import (
    BEGINS,
    LECTURER,
    STUDENTS,
    chat,
    person,
    school,
)
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.discussion.demonstration import simulate
from workshop.classroom.discussion.measures import gini, pseudonyms
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.messages import Post
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.discussion.result import ROWS, Participation
from workshop.classroom.discussion.whatsapp.writing import write_whatsapp
from workshop.errors import ClassroomError

CLASS = school()
SUMMARY = "satu dua tiga empat lima enam tujuh delapan"
NAMES = [one.name for one in CLASS.people]


def simulated(blueprint: Blueprint = CLASS) -> Participation:
    content = write_whatsapp(simulate(blueprint)).encode()
    return participation(read_discussion(("chat.txt", content)), blueprint)


@pytest.fixture(scope="module")
def found() -> Participation:
    return simulated()


def telegram(*messages: tuple[str, str, int, int]) -> bytes:
    """Return an export: sender, text, minutes after the start, number of the message answered."""
    start = int(datetime.datetime(2026, 9, 8, 3, tzinfo=datetime.UTC).timestamp())
    rows = [
        {
            "id": number,
            "type": "message",
            "date": "",
            "date_unixtime": str(start + 60 * minutes),
            "from": who,
            "from_id": f"user{who}",
            "text": text,
            **({"reply_to_message_id": answered} if answered else {}),
        }
        for number, (who, text, minutes, answered) in enumerate(messages, 1)
    ]
    return json.dumps({"name": "Kelas", "messages": rows}).encode()


def test_the_gini_coefficient_is_half_the_relative_mean_difference() -> None:
    # Independent of ours, which ranks: the mean of all differences, and the Lorenz curve.
    random = np.random.default_rng(1)
    for size in (5, 11, 60):
        amounts = random.integers(0, 50, size).astype(float)
        differences = np.abs(amounts[:, None] - amounts[None, :]).mean()
        assert gini(list(amounts)) == pytest.approx(differences / (2 * amounts.mean()))
        lorenz = np.concatenate([[0], np.sort(amounts).cumsum() / amounts.sum()])
        assert gini(list(amounts)) == pytest.approx(1 - 2 * np.trapezoid(lorenz, dx=1 / size))


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_the_gini_coefficient_lies_between_none_and_all(amounts: list[int]) -> None:
    value = gini(amounts)
    if value is None:
        assert not any(amounts)
    else:
        assert -1e-9 <= value <= 1 - 1 / len(amounts) + 1e-9


def test_messages_words_and_shares_are_counted_by_hand() -> None:
    found = participation(
        chat(
            "07 10.00 Ratna Dewi: Halo semua",
            "07 10.10 Ayu Lestari: Halo Bu",
            "07 10.12 Ayu Lestari: Apa kabar hari ini",
            "07 10.40 Budi Santoso: Baik",
            "07 11.40 Sari: saya orang asing",
        ),
        CLASS,
        names=True,
    )
    people = found.people.set_index("person")
    assert list(people.loc["Ayu Lestari", ["messages", "words"]]) == [2, 6]
    assert (found.students, found.students_who_wrote) == (10, 2)
    assert found.lecturer_share == pytest.approx(25)
    assert found.gini == pytest.approx(gini([2, 1, *[0] * 8]))
    assert list(found.unmatched["sender"]) == ["Sari"]
    # Ayu answers Ratna after 10 minutes, Budi answers Ayu after 28 and from another college.
    assert found.latency == datetime.timedelta(minutes=19)
    assert found.cross_college_share == pytest.approx(50)


def test_reply_links_count_where_the_program_keeps_them() -> None:
    content = telegram(
        ("Ratna Dewi", "Apa?", 0, 0),
        ("Ayu Lestari", "Ini", 5, 1),
        ("Budi Santoso", "Itu", 65, 1),
        ("Ayu Lestari", "Sambung", 66, 2),  # to herself: no reply
    )
    found = participation(read_discussion(("result.json", content)), CLASS, names=True)
    assert [tuple(row) for row in found.network.itertuples(index=False)] == [
        ("Ayu Lestari", "Ratna Dewi", "reply", 1),
        ("Budi Santoso", "Ratna Dewi", "reply", 1),
    ]
    assert found.latency == datetime.timedelta(minutes=35)
    assert found.cross_college_share == pytest.approx(50)
    with i18n.use("en"):
        assert "came within 35 minutes (n = 2)" in found.explain()


def test_mentions_count_from_the_last_message_of_the_person() -> None:
    found = participation(
        chat(
            "07 10.00 Ayu Lestari: Halo",
            "07 10.30 Citra Ningsih: Ya",
            "07 11.00 Budi Santoso: @\u2068Ayu Lestari\u2069 setuju",
        ),
        CLASS,
        names=True,
    )
    mention = next(one for one in found.replies if one.basis == "mention")
    assert (mention.sender.key, mention.to.key) == ("budi-santoso", "ayu-lestari")
    assert mention.delay == datetime.timedelta(hours=1)


def test_times_with_a_zone_are_put_into_the_zone_of_the_class() -> None:
    # 13 September, 13:59 in Greenwich is 20:59 in Pontianak: on time by a minute.
    due = datetime.datetime(2026, 9, 13, 13, 59, tzinfo=datetime.UTC)
    first = datetime.datetime(2026, 9, 8, 3, tzinfo=datetime.UTC)
    minutes = int((due - first).total_seconds() / 60)
    for late, state in ((0, "on time"), (2, "late")):
        content = telegram(("Ayu Lestari", f"Ringkasan 1: {SUMMARY}", minutes + late, 0))
        found = participation(read_discussion(("result.json", content)), CLASS)
        assert found.summaries[1, "ayu-lestari"] == state


def test_an_export_that_holds_an_earlier_one_counts_each_message_once() -> None:
    first = chat("07 10.00 Ayu Lestari: a", "07 10.00 Ayu Lestari: a")
    second = chat("07 10.00 Ayu Lestari: a", "07 10.00 Ayu Lestari: a", "08 10.00 Ayu Lestari: b")
    found = participation([first, second], CLASS)
    assert (len(found.said), found.repeated) == (3, 2)


def test_people_who_did_not_consent_are_left_out_and_counted() -> None:
    blueprint = school((LECTURER, *STUDENTS, person("Kiki Amalia", consent=False)))
    found = participation(
        chat("07 10.00 Kiki Amalia: a", "07 10.01 Ayu Lestari: b"), blueprint, names=True
    )
    assert found.without_consent == 1
    assert "Kiki Amalia" not in set(found.people["person"])


def test_a_chat_of_another_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")
    with pytest.raises(ClassroomError, match="in these 1 messages was found in the roster of 11"):
        participation(chat("07 10.00 Sari: a"), CLASS)


def test_a_class_without_weeks_has_participation_all_the_same() -> None:
    found = participation(chat("07 10.00 Ayu Lestari: a"), school(weeks=0))
    assert found.table.empty
    assert found.explain()
    assert found.chart().categories == ()
    with pytest.raises(ClassroomError, match="1"):
        found.reminders(1)


def test_the_states_of_each_week_add_up_to_the_students(found: Participation) -> None:
    table = found.table
    states = table[["on_time", "late", "missing", "open"]].sum(axis=1)
    assert set(states) == {found.students}
    assert 0 < table["messages"].sum() <= len(found.said)
    people = found.people
    for week in table.itertuples():
        column = people.loc[people["role"] == "student", f"week-{week.week:02}"]
        assert (column == "missing").sum() == week.missing


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_that_a_notebook_shows_holds_a_name(found: Participation, language: str) -> None:
    with i18n.use(language):
        charts = (
            found.chart(),
            found.chart_of_colleges(),
            found.chart_of_messages(),
            found.chart_of_replies(),
        )
        reminders = found.reminders(1)
        shown = " ".join(
            (
                str(found._repr_mimebundle_()),
                repr(found),
                repr(reminders),
                str(reminders._repr_mimebundle_()),
                *(str(chart.to_json()) for chart in charts),
                *(chart.alt for chart in charts),
                found.people.to_string(),
                found.network.to_string(),
            )
        )
    assert len(shown) > 2000
    assert not any(part in shown for name in NAMES for part in name.split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_charts_are_drawn_and_say_that_they_are_simulated(
    found: Participation, language: str
) -> None:
    with i18n.use(language):
        for chart in (found.chart(), found.chart_of_colleges(), found.chart_of_replies()):
            assert "simul" in chart.source
            assert chart.to_plotly()["data"]
        assert "simul" in found.explain().splitlines()[0]


def test_it_is_never_a_grade_and_always_has_its_base(found: Participation) -> None:
    with i18n.use("en"):
        words = found.explain()
    assert "None of this is a grade" in words
    assert "Duzhin and Tan 2023" in words
    assert "of 10 students wrote at least once" in words
    assert "n = 10" in words


def test_people_are_not_ranked(found: Participation) -> None:
    assert list(found.people["person"]) == sorted(found.people["person"])


def test_a_class_of_four_shows_no_figures() -> None:
    small = school((LECTURER, *STUDENTS[:4]))
    found = participation(chat("07 10.00 Ayu Lestari: a"), small)
    assert not found.is_publishable
    assert found.table.drop(columns=["week", "topic", "due"]).isna().all().all()
    assert "25" not in found.explain("en")
    assert found.chart().categories == ()


def test_a_small_college_is_hidden_and_so_is_what_would_reveal_it() -> None:
    people = [dataclasses.replace(one, college="a") for one in STUDENTS[:6]]
    people += [dataclasses.replace(one, college="b") for one in STUDENTS[6:9]]
    found = participation(chat("07 10.00 Ayu Lestari: a"), school((LECTURER, *people)))
    assert found.colleges["wrote"].isna().all()
    assert found.between_colleges.empty
    assert found.chart_of_colleges().series[0].values == (None, None)


def test_replies_between_colleges_of_one_name_are_drawn() -> None:
    people = [dataclasses.replace(one, college="ab"[at < 5]) for at, one in enumerate(STUDENTS)]
    colleges = tuple(dataclasses.replace(one, name="Kampus") for one in CLASS.colleges)
    blueprint = dataclasses.replace(school((LECTURER, *people)), colleges=colleges)
    found = participation(chat("07 10.00 Ayu Lestari: a", "07 10.01 Fitri Handayani: b"), blueprint)
    assert [one.values for one in found.chart_of_replies().series] == [(0, 0), (1, 0)]


def test_pseudonyms_stay_when_people_join_later() -> None:
    many = [person(f"Nama {number}") for number in range(300)]
    before, after = pseudonyms(school(many[:200])), pseudonyms(school(many))
    assert before.items() <= after.items()
    assert len(set(after.values())) == 300


def test_another_class_has_other_pseudonyms() -> None:
    other = dataclasses.replace(CLASS, key="lain")
    assert pseudonyms(other) != pseudonyms(CLASS)


def test_reminders_name_exactly_those_who_have_not_handed_in(found: Participation) -> None:
    for week in (1, 2, 3, 4):
        due = {
            key
            for (number, key), state in found.summaries.items()
            if number == week and state in {"missing", "open"}
        }
        assert {one.person.key for one in found.reminders(week)} == due


def test_a_large_class_is_measured_in_a_moment() -> None:
    start = datetime.datetime(2026, 9, 7)
    posts = [
        Post(start + datetime.timedelta(minutes=minute), STUDENTS[minute % 10].name, "halo " * 5)
        for minute in range(10_000)
    ]
    content = read_discussion(("chat.txt", write_whatsapp(posts).encode()))
    begun = time.process_time()
    found = participation(content, CLASS)
    assert found.explain()
    assert not found.network.empty
    assert time.process_time() - begun < 10  # half a second on a quiet machine


def test_cross_college_replies_by_chance_are_those_of_all_pairs(found: Participation) -> None:
    wrote = {one.person.key: one.person for one in found.said}.values()
    pairs = list(itertools.permutations(wrote, 2))
    across = sum(one.college != other.college for one, other in pairs)
    assert found.cross_college_by_chance == pytest.approx(100 * across / len(pairs))


def test_what_a_notebook_shows_fits_on_a_slide() -> None:
    found = participation(chat("30 10.00 Ayu Lestari: Halo"), school(weeks=4))
    with i18n.use("en"):
        page = found._repr_mimebundle_()["text/html"]
    assert page.count("<th ") == 7
    assert "None of this is a grade" in page
    late = chat("30 10.00 Ayu Lestari: Halo", "30 10.01 Sari: Hai")
    early = BEGINS - datetime.timedelta(weeks=8)
    weeks = tuple(
        dataclasses.replace(
            CLASS.weeks[0],
            number=number,
            begins=early + datetime.timedelta(weeks=number),
            summary_due=datetime.datetime.combine(
                early + datetime.timedelta(weeks=number, days=6), datetime.time(21)
            ),
        )
        for number in range(1, 9)
    )
    many = participation(late, dataclasses.replace(school(), weeks=weeks))
    with i18n.use("en"):
        page = many._repr_mimebundle_()["text/html"]
    assert page.count("<tr>") == 1 + ROWS
    assert "The last 5 of 8 weeks" in page
    assert "1 sender is not known yet" in page
    assert len(many.table) == 8


def test_messages_outside_every_week_are_told_and_count_in_no_week() -> None:
    found = participation(
        chat("01 10.00 Ayu Lestari: Halo", "08 10.00 Ayu Lestari: Hai", "30 10.00 Sari: Hm"),
        school(weeks=1),
    )
    with i18n.use("en"):
        assert "1 message was written outside the weeks" in found.explain()
    assert [one.messages for one in found.weeks] == [1]
    assert len(found.said) == 2
