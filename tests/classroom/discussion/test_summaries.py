"""What counts as a weekly summary, for which week, and whether it came in time."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.discussion.school import LONG, chat, school
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.reading import read_discussion
from workshop.classroom.discussion.summaries import SummaryRule

CLASS = school()
WORDS = "satu dua tiga empat lima enam tujuh delapan"


def statuses(*chats: Conversation, rule: SummaryRule | None = None, **people: str) -> list[str]:
    """Return the states of Ayu's summaries, week by week."""
    found = participation(chats, CLASS, rule=rule, people=people or None)
    return [found.summaries[number, "ayu-lestari"] for number in range(1, 5)]


@pytest.mark.parametrize(
    "text",
    [
        f"Ringkasan minggu 2: {WORDS}",
        f"*Ringkasan minggu ke-2*\n{WORDS}",
        f"RANGKUMAN PEKAN KEDUA {WORDS}",
        f"Resume 2\n\n{WORDS}",
        f"Résumé #2 {WORDS}",
        f"Minggu 2 - ringkasan. {WORDS}",
        f"Summary of mine\nSummary week 02: {WORDS}",
        f"Selamat malam, Bu.\nBerikut\nRingkasan 2: {WORDS}",
        f"Selamat malam, ini ringkasan minggu 2 saya: {LONG}",
        "Ringkasan 2: kabel itu murah",
        "Summary week 2\nkabel itu murah",
        "*Ringkasan minggu ke-2: Topik 2*\n- kabel\n- nirkabel\n- satelit",
        "#ringkasan2",
        "selesai #RingkasanMinggu2 tautan",
        "#summary-2 di sini",
    ],
)
def test_the_number_of_the_week_is_found(text: str) -> None:
    assert SummaryRule().number(text) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ringkasan 2 kapan dikumpulkan ya, Bu? Saya masih bingung sekali dengan tugas ini",
        "Ringkasan 2",
        "Ringkasan 2:",
        "Ringkasan 2 belum saya kirim",
        "Ringkasan minggu 2 siap!\nMenyusul nanti malam?",
        f"Saya belum menulis ringkasan 2, {WORDS}",
        f"Halo semua, {LONG}",
        f"Ringkasannya bagus sekali {WORDS}? Benar",
        "",
    ],
)
def test_questions_and_remarks_are_no_summaries(text: str) -> None:
    assert SummaryRule().number(text) is None


def test_a_summary_without_a_number_is_one_all_the_same() -> None:
    assert SummaryRule().number("Summary: <b1> makes text bold & loud.") == 0
    assert SummaryRule().number(f"Rangkuman diskusi kita: {WORDS}") == 0


def test_a_file_needs_no_words() -> None:
    assert SummaryRule().number("Ringkasan 2", has_file=True) == 2


def test_the_rule_can_be_what_the_class_was_told() -> None:
    rule = SummaryRule(words=("refleksi",), least_words=3)
    assert rule.number("Refleksi minggu 4: jaringan") == 4
    assert rule.number(f"Ringkasan minggu 4: {WORDS}") is None


@given(st.text(), st.booleans())
def test_any_text_has_a_number_or_none(text: str, has_file: bool) -> None:  # noqa: FBT001
    assert SummaryRule().number(text, has_file=has_file) in {None, *range(100)}


def test_on_time_late_missing_and_open_follow_the_minute() -> None:
    found = statuses(
        chat(
            f"13 21.00 Ayu Lestari: Ringkasan 1: {WORDS}",
            f"20 21.01 Ayu Lestari: Ringkasan 2: {WORDS}",
            "28 10.00 Ayu Lestari: Halo",
        )
    )
    assert found == ["on time", "late", "missing", "open"]


def test_the_first_of_several_summaries_counts() -> None:
    found = statuses(
        chat(
            f"13 20.00 Ayu Lestari: Ringkasan 1: {WORDS}",
            f"14 20.00 Ayu Lestari: Ringkasan 1, diperbaiki: {WORDS}",
        )
    )
    assert found[0] == "on time"


def test_without_a_number_the_day_tells_the_week() -> None:
    found = statuses(chat(f"15 10.00 Ayu Lestari: Rangkuman diskusi: {WORDS}"))
    assert found[:2] == ["missing", "on time"]


def test_a_deleted_summary_and_one_of_another_course_do_not_count() -> None:
    found = statuses(
        chat(
            "12 10.00 Ayu Lestari: Pesan ini telah dihapus",
            f"13 10.00 Ayu Lestari: Ringkasan 9: {WORDS}",
            "14 10.00 Ayu Lestari: ok",
        )
    )
    assert found[0] == "missing"


def test_what_the_lecturer_writes_is_nobodys_summary() -> None:
    found = participation(
        chat(f"13 10.00 Ratna Dewi: Ringkasan 1: {WORDS}", "14 10.00 Ratna Dewi: ok"), CLASS
    )
    assert {state for place, state in found.summaries.items() if place[0] == 1} == {"missing"}


def test_the_channel_tells_the_week_where_each_week_has_a_room() -> None:
    event = {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": "@ayu-lestari:a.id",
        "origin_server_ts": 1789700000000,  # 18 September
        "content": {"msgtype": "m.text", "body": f"Ringkasan: {WORDS}"},
    }
    room = {"room_name": "Minggu 1: Topik 1", "messages": [event]}
    assert statuses(read_discussion(("room.json", json.dumps(room).encode())))[0] == "late"


@pytest.mark.parametrize(("text", "state"), [(LONG, "on time"), ("ok, Bu", "missing")])
def test_a_long_reply_to_the_question_of_the_week_is_a_summary(text: str, state: str) -> None:
    def post(key: int, who: str, when: int, words: str, parent: int | None) -> dict[str, object]:
        author = {"fullname": who}
        return {"id": key, "discussionid": 1, "author": author, "timecreated": when,
                "message": f"<p>{words}</p>", "parentid": parent}  # fmt: skip

    posts = [
        post(1, "Ratna Dewi", 1788930000, "Halo! Apa guna kunci nomor 1? Silakan", None),
        post(2, "Ayu Lestari", 1788940000, text, 1),
        post(3, "Budi Santoso", 1789700000, LONG, 2),
    ]
    found = participation(
        read_discussion(("posts.json", json.dumps({"posts": posts}).encode())), CLASS
    )
    assert found.summaries[1, "ayu-lestari"] == state
    assert found.summaries[1, "budi-santoso"] == "missing"  # he answers Ayu, not the question
