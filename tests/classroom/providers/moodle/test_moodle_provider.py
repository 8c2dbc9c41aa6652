"""What Moodle can do, what it would refuse, and what should exist there; all without a network."""

import dataclasses
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.providers.moodle.moodle_class import a_class, said
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Channel, Person
from workshop.classroom.building.order import ordered
from workshop.classroom.building.planning import plan
from workshop.classroom.building.resources import KINDS
from workshop.classroom.providers.moodle import MoodleProvider, functions, names
from workshop.classroom.providers.moodle.batches import in_halves, portions
from workshop.classroom.providers.moodle.client import MOST_FIELDS, Refusal, flat
from workshop.classroom.providers.moodle.content import prompt

PROVIDER = MoodleProvider()


def with_person(**changes: object) -> Blueprint:
    blueprint = a_class()
    first, *rest = blueprint.people
    changed = dataclasses.replace(first, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(blueprint, people=(changed, *rest))


def checked(blueprint: Blueprint) -> str:
    with i18n.use("en"):
        return "\n".join(map(str, PROVIDER.check(blueprint)))


def test_a_good_class_has_no_problems() -> None:
    assert PROVIDER.check(a_class(people=300, weeks=16, groups=6)) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"key": "admin"}, "row 2: admin cannot be a user name"),
        ({"key": "Budi Santoso"}, "row 2: Budi Santoso cannot be a user name"),
        ({"key": "x" * 101}, "cannot be a user name"),
        ({"email": ""}, "row 2: '' is no e-mail address"),
        ({"email": "dewi@localhost"}, "is no e-mail address"),
        ({"email": "a b@example.org"}, "is no e-mail address"),
        ({"email": "x" * 90 + "@example.org"}, "at most 100 characters"),
        ({"name": " \u200b"}, "row 2: the name is missing"),
        ({"name": "Dewi " * 30}, "row 2: the name is too long"),
        ({"name": "=cmd|'/c calc'!A1"}, "looks like a spreadsheet formula"),
        ({"identifier": "@12"}, "looks like a spreadsheet formula"),
        ({"email": "REKAM-001@example.ac.id"}, "gives an address to one account only"),
    ],
)
def test_what_moodle_refuses_in_a_person_is_told_with_its_row(
    changes: dict[str, str], words: str
) -> None:
    assert words in checked(with_person(**changes))


def test_who_did_not_agree_is_neither_checked_nor_made() -> None:
    blueprint = with_person(consent=False, email="")
    assert PROVIDER.check(blueprint) == []
    assert "rekam-000" not in {one.key for one in PROVIDER.desired(blueprint)}


def test_things_that_could_not_be_told_apart_are_named() -> None:
    blueprint = a_class()
    twice = Channel("more", blueprint.channels[2].title, "questions")
    groups = (blueprint.groups[0], dataclasses.replace(blueprint.groups[0], key="again"))
    channels = (*blueprint.channels, twice, Channel("week-01", said("Other"), "questions"))
    found = checked(dataclasses.replace(blueprint, channels=channels, groups=groups))
    assert "2 things of the course would be called 'Questions & answers'" in found
    assert "2 things of the course would be called 'Group 1'" in found
    assert "a channel cannot have the key week-01" in found


def test_everything_desired_has_its_needs_and_is_of_a_known_kind() -> None:
    desired = PROVIDER.desired(a_class())
    assert len(ordered(desired)) == len(desired)
    assert {one.kind for one in desired} <= set(KINDS)
    supported = {line.kind: line.coverage for line in PROVIDER.support()}
    assert {one.kind for one in desired} <= supported.keys()
    assert supported["channel"] == supported["material"] == "import"
    assert {"guide", "impossible", "done"} <= set(supported.values())


def test_roles_become_moodles_and_a_guest_may_come_in_the_guests_weeks_only() -> None:
    desired = {one.address: one for one in PROVIDER.desired(a_class())}
    roles = [desired[f"enrolment/rekam-{number:03}"].values["role"] for number in range(4)]
    assert roles == ["editingteacher", "teacher", "teacher", "student"]
    stay = desired["enrolment/rekam-002"].once
    # From the first minute of 14 September to the last of the 20th, in Pontianak.
    assert stay == {"timestart": 1789318800, "timeend": 1789923600}
    assert (stay["timeend"] - stay["timestart"]) / 86_400 == 7
    assert desired["enrolment/rekam-003"].once == {}


def test_the_plan_of_300_people_and_16_weeks_takes_less_than_a_second() -> None:
    blueprint = a_class(people=300, weeks=16, groups=6)
    begin = time.perf_counter()
    found = plan(PROVIDER.desired(blueprint), {})
    assert len(found.steps) > 980
    assert time.perf_counter() - begin < 1


def test_300_accounts_are_three_requests_and_300_enrolments_one() -> None:
    account = {"username", "firstname", "lastname", "email", "idnumber", "institution", "password"}
    assert len(list(portions(range(300), lambda _: len(account) + 1))) == 3
    enrolments = [5, *[3] * 299]  # a guest's has first and last day as well
    assert len(list(portions(enrolments, lambda fields: fields))) == 1


def test_the_guide_names_every_function_and_every_right() -> None:
    with i18n.use("en"):
        guide = PROVIDER.guide(a_class())
    texts = "\n".join(step.text for step in guide.steps)
    assert set(functions.ALL) | set(functions.RIGHTS) <= set(texts.split())
    assert any("rekam.imscc" in step.do for step in guide.steps)
    assert any("1.3" in limit for limit in guide.limits)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_is_there_in_both_languages(language: str) -> None:
    with i18n.use(language):
        guide = PROVIDER.guide(a_class())
        words = [str(line.note) for line in PROVIDER.support()] + [step.do for step in guide.steps]
    assert all(words)
    assert ("Pengelola:" in "".join(words)) == (language == "id")


def test_texts_are_in_the_language_of_the_class_not_of_the_reader() -> None:
    blueprint = dataclasses.replace(a_class(), language="id")
    with i18n.use("en"):
        text = prompt(blueprint, blueprint.weeks[0])
    assert "Minggu, 13 September 2026" in text
    assert "ringkasan" in text


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Budi", ("Budi", ".")),
        ("Budi Santoso", ("Budi", "Santoso")),
        ("Prof. Dr. Ida Ayu Oka, M.Hum., Ph.D.", ("Prof. Dr. Ida Ayu", "Oka, M.Hum., Ph.D.")),
        ("Made, S.T.", ("Made, S.T.", ".")),
        ("愛子", ("愛子", ".")),
    ],
)
def test_a_name_has_two_parts(name: str, parts: tuple[str, str]) -> None:
    person = Person("x", name, "x@example.org", "student", "a")
    assert names.first_and_last(person) == parts


@given(st.text())
def test_what_moodle_gives_back_of_a_name_is_the_same_name(text: str) -> None:
    name = names.name_of(text)
    assert names.plain(name) == name
    assert len(name) <= 255
    assert not re.search(r"[<>]", name)


@given(st.text(), st.sampled_from(["rules", "week-01", "session-opening"]))
def test_a_mark_is_found_again_behind_any_text(text: str, key: str) -> None:
    blueprint = a_class()
    marked = f"<p>{text}</p><p><small>{names.mark(blueprint, key)}</small></p>"
    assert names.marked(blueprint, marked) == key
    assert names.marked(a_class("other"), marked) == ""


@given(st.sets(st.integers(0, 99)), st.integers(1, 100))
def test_halving_names_exactly_the_guilty_rows(guilty: set[int], count: int) -> None:
    def send(rows: list[int]) -> list[str]:
        if guilty & set(rows):
            raise Refusal("invalidparameter", "Invalid parameter value detected")
        return [str(row) for row in rows]

    answers = dict(in_halves(list(range(count)), send))  # type: ignore[arg-type]
    assert list(answers) == list(range(count))
    refused = {row for row, answer in answers.items() if isinstance(answer, Refusal)}
    assert refused == guilty & set(range(count))


@given(st.lists(st.integers(1, 40), max_size=200))
def test_no_batch_is_larger_than_a_form_may_be_and_no_row_is_lost(rows: list[int]) -> None:
    batches = list(portions(rows, lambda row: row))
    assert [row for batch in batches for row in batch] == rows
    assert all(0 < sum(batch) <= MOST_FIELDS for batch in batches)


def test_nested_arguments_become_the_fields_that_php_reads() -> None:
    value = {"users": [{"email": "a@b.c", "ok": True}, {"ids": (1, 2)}], "n": 0}
    assert dict(flat(value)) == {
        "users[0][email]": "a@b.c",
        "users[0][ok]": "1",
        "users[1][ids][0]": "1",
        "users[1][ids][1]": "2",
        "n": "0",
    }


def test_a_guest_who_did_not_agree_is_named_nowhere() -> None:
    blueprint = a_class()
    (guest,) = blueprint.with_role("expert")
    assert guest.name in str(MoodleProvider().desired(blueprint))
    people = tuple(
        dataclasses.replace(one, consent=one.key != guest.key) for one in blueprint.people
    )
    silent = dataclasses.replace(blueprint, people=people)
    assert guest.name not in str(MoodleProvider().desired(silent))
