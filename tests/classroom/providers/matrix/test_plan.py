"""What a class should be on Matrix, worked out without any server."""

import time
from dataclasses import replace

import pytest

from tests.classroom.providers.matrix.federated import STT, UNTAN, person, two_colleges, week
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Channel, Group
from workshop.classroom.building.planning import plan
from workshop.classroom.building.provider import Provider
from workshop.classroom.building.resources import KINDS, Resource
from workshop.classroom.providers.matrix import MatrixProvider
from workshop.classroom.providers.matrix.messages import Event, written
from workshop.classroom.providers.matrix.names import by_college
from workshop.classroom.providers.matrix.places import Place, places
from workshop.classroom.providers.matrix.rooms import levels, power
from workshop.errors import ProviderError
from workshop.tables import Text


def place(blueprint: Blueprint, key: str) -> Place:
    return next(one for one in places(blueprint) if one.key == key)


def resource(blueprint: Blueprint, address: str) -> Resource:
    return next(one for one in MatrixProvider().desired(blueprint) if one.address == address)


def test_the_provider_is_one() -> None:
    provider: Provider = MatrixProvider()
    assert provider.name == "matrix"
    assert provider.files(two_colleges()) == {}


def test_everything_in_a_blueprint_is_told_once() -> None:
    kinds = [one.kind for one in MatrixProvider().support()]
    assert sorted(set(kinds)) == sorted(kinds)
    assert set(kinds) <= set(KINDS)
    made = {one.kind for one in MatrixProvider().support() if one.coverage == "done"}
    assert {one.kind for one in MatrixProvider().desired(two_colleges())} <= made


def test_three_hundred_people_and_sixteen_weeks_are_planned_in_a_second() -> None:
    students = tuple(person(f"mhs-{n:03}", college=(STT, UNTAN)[n % 2]) for n in range(300))
    groups = tuple(
        Group(f"grup-{n}", Text("Grup", "Group"), tuple(one.key for one in students[n::60]))
        for n in range(60)
    )
    large = replace(
        two_colleges(),
        people=students,
        groups=groups,
        weeks=tuple(week(number) for number in range(1, 17)),
    )
    begin = time.perf_counter()
    found = plan(MatrixProvider().desired(large), {})
    assert time.perf_counter() - begin < 1
    assert found.summary("en").startswith("+300 people, +1 space, +78 channels, +300 memberships")


# Who may do what.


def test_only_those_who_lead_write_announcements() -> None:
    news = place(two_colleges(), "announcements")
    assert news.writing == 25
    assert news.levels == {"dosen-satu": 100, "dosen-dua": 100, "moderator": 50}


def test_a_guest_belongs_to_his_week_and_the_open_channels_only() -> None:
    two_weeks = replace(two_colleges(), weeks=(week(1, guest="pakar"), week(2)))
    assert place(two_weeks, "week-01").levels["pakar"] == 50
    assert "pakar" in place(two_weeks, "questions").members
    assert "pakar" not in place(two_weeks, "week-02").members
    assert "pakar" not in place(two_weeks, "groups-melati").members


def test_a_group_is_closed_and_holds_its_members_and_those_who_lead() -> None:
    group = place(two_colleges(), "groups-melati")
    assert group.joining == "members"
    assert set(group.members) == {
        "mhs-01", "mhs-02", "mhs-03", "dosen-satu", "dosen-dua", "moderator",
    }  # fmt: skip


def test_who_may_not_write_where_students_may_is_silent_there() -> None:
    channel = Channel("ruang", Text("Ruang", "Room"), "discussion", ("lecturer", "student"))
    found = place(replace(two_colleges(), channels=(channel,)), "ruang")
    assert found.writing == 0
    assert found.levels["pakar"] == -1
    assert found.levels["moderator"] == 50


def test_a_writer_among_few_stands_just_high_enough() -> None:
    channel = Channel("ruang", Text("Ruang", "Room"), "materials", ("lecturer", "expert"))
    found = place(replace(two_colleges(), channels=(channel,)), "ruang")
    assert (found.writing, found.levels["pakar"]) == (25, 25)


def test_nothing_is_made_for_who_did_not_agree() -> None:
    quiet = tuple(
        replace(one, consent=False) if one.key in ("mhs-01", "pakar") else one
        for one in two_colleges().people
    )
    found = MatrixProvider().desired(replace(two_colleges(), people=quiet))
    text = repr(found)
    assert "mhs-01" not in text
    assert "Mhs 01" not in text
    assert "akar" not in text


@pytest.mark.parametrize(("version", "named"), [("10", 1), ("11", 1), ("12", 0)])
def test_who_makes_a_room_is_named_among_the_levels_in_old_rooms_only(
    version: str, named: int
) -> None:
    builders = ["@ruang-kelas:a", "@ruang-kelas:b"]
    found = power({"@ani:a": 50}, 25, builders, version)
    assert list(found["users"]).count("@ruang-kelas:a") == named
    assert found["users"]["@ruang-kelas:b"] == 100
    assert levels(found, builders) == {"@ani:a": 50}


# What is written.


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("id", ("Aturan kelas ini", "1. Setiap minggu satu rangkuman.")),
        ("en", ("Rules of this class", "1. One summary a week.")),
    ],
)
def test_rooms_speak_the_language_of_the_class(language: str, says: tuple[str, str]) -> None:
    with i18n.use("en" if language == "id" else "id"):  # whatever the facilitator speaks
        rules = resource(replace(two_colleges(), language=language), "rules/questions")
    for word in says:
        assert word in rules.values["text"]


def test_the_question_of_a_week_names_the_end_the_guest_and_the_material() -> None:
    text = resource(replace(two_colleges(), language="en"), "discussion/week-01").values["text"]
    assert "What of topic 1?" in text
    assert "Sunday, 13 September 2026, 20:00" in text
    assert "Pakar" in text
    assert "https://example.ac.id/materi.pdf" in text


def test_a_meeting_is_told_in_the_announcements_in_the_time_of_the_class() -> None:
    meeting = resource(two_colleges(), "event/opening")
    assert meeting.once["room"] == "announcements"
    assert "08.00 (Asia/Pontianak)" in meeting.values["text"]
    assert "https://meet.example.ac.id/si" in meeting.values["text"]


def test_a_name_of_several_lines_stays_on_one() -> None:
    strange = replace(person("aneh"), name="Aneh\r\n@room: pesan")
    found = resource(replace(two_colleges(), people=(strange,), groups=()), "person/aneh")
    assert found.label == "Aneh @room: pesan"


def test_a_class_without_rules_meetings_or_weeks_has_no_messages() -> None:
    bare = replace(two_colleges(), rules=(), sessions=(), weeks=())
    kinds = {one.kind for one in MatrixProvider().desired(bare)}
    assert kinds == {"person", "space", "channel", "membership"}


def test_a_key_that_is_too_long_for_matrix_is_told_beforehand() -> None:
    long = replace(two_colleges(), people=(person("a" * 260),), groups=())
    (found,) = MatrixProvider().check(long)
    assert "255" in str(found)
    assert MatrixProvider().check(two_colleges()) == []


@pytest.mark.parametrize(
    ("language", "says"), [("id", "Pasang Element"), ("en", "Install Element")]
)
def test_the_guide_leads_a_participant_and_a_college_in_the_language_of_the_reader(
    language: str, says: str
) -> None:
    of_the_class = "en" if language == "id" else "id"
    with i18n.use(language):
        found = MatrixProvider().guide(replace(two_colleges(), language=of_the_class))
    assert found.steps[0].do.startswith(says)
    text = " ".join(step.do for step in found.steps)
    assert "Synapse" in text
    assert all(step.link.startswith("https://") for step in found.steps if step.link)
    # What the class calls itself is a text of the class.
    course = {"id": "Sistem Informasi", "en": "Information Systems"}[of_the_class]
    assert found.title.startswith(course)


# Settings in one line.


def test_values_are_given_one_for_each_college() -> None:
    found = by_college("untan=kunci=dua  stt-pontianak=satu", two_colleges(), "MATRIX_KEYS")
    assert found == {"untan": "kunci=dua", "stt-pontianak": "satu"}


def test_one_value_alone_is_for_the_first_server() -> None:
    assert by_college("abc==", two_colleges(), "MATRIX_KEYS") == {"": "abc=="}
    assert by_college("", two_colleges(), "MATRIX_KEYS") == {}


@pytest.mark.parametrize("text", ["a b", "untan=a untan=b", "unkown=https://a.example"])
def test_values_that_belong_to_no_college_are_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ProviderError) as caught:
        by_college(text, two_colleges(), "MATRIX_KEYS")
    assert "stt-pontianak, untan" in str(caught.value)
    assert text not in str(caught.value)


def test_an_administrator_who_teaches_the_class_is_named_once_or_not_at_all() -> None:
    ani, budi = "@ani:a.example", "@budi:a.example"
    for version, users in (("11", {ani: 100, budi: 50}), ("12", {budi: 50})):
        found = power({ani: 50, budi: 50}, 0, [ani], version)
        assert found["users"] == users


def test_messages_of_strange_programs_are_read_all_the_same() -> None:
    strange: list[Event] = [
        {"content": {"body": "Satu", "m.relates_to": "text"}, "origin_server_ts": 10**18},
        {"content": {"body": "Dua", "m.relates_to": {"m.in_reply_to": ["list"]}}},
    ]
    assert [one.text for one in written(strange, {})] == ["Satu", "Dua"]
