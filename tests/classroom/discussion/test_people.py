"""Senders are found in the roster by rules, and never by a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.classroom.discussion.school import LECTURER, STUDENTS, chat, person, school
from workshop.classroom.blueprint.model import Blueprint
from workshop.classroom.discussion.people import Directory, matched, plain_name
from workshop.errors import ClassroomError

CLASS = school()


@pytest.mark.parametrize(
    ("sender", "account", "key", "how"),
    [
        ("Ayu Lestari", "", "ayu-lestari", "name"),
        ("~ ayu  LESTARI", "", "ayu-lestari", "similar name"),
        ("Dr. Ratna Déwi, M.Kom.", "", "ratna-dewi", "similar name"),
        ("Bu Ratna Dewi", "", "ratna-dewi", "similar name"),
        ("Budi 20260001", "", "budi-santoso", "number"),
        ("budi-santoso@example.ac.id", "", "budi-santoso", "e-mail"),
        ("Budi", "@budi-santoso:b.example.ac.id", "budi-santoso", "account"),
        ("Budi", "@kelas-budi-santoso:b.example.ac.id", "budi-santoso", "account"),
        ("@budi-santoso:b.example.ac.id", "", "budi-santoso", "account"),
    ],
)
def test_a_person_is_found_by_account_number_or_name(
    sender: str, account: str, key: str, how: str
) -> None:
    assert Directory(CLASS, {}).find(sender, account)[:2] == (key, how)


@pytest.mark.parametrize("sender", ["Ayu", "A. Lestari", "+62 812-3456-7890", "Sari", "~", "123"])
def test_nobody_is_guessed(sender: str) -> None:
    assert Directory(CLASS, {}).find(sender)[0] == ""


def test_who_comes_near_is_named_for_a_person_to_decide() -> None:
    assert Directory(CLASS, {}).find("~ Ayu")[2] == ("ayu-lestari",)


def test_two_people_of_one_name_are_told_apart_by_nobody_but_a_person() -> None:
    twins = school((LECTURER, person("Ayu Lestari"), person("Ayu  Lestari", identifier="99991")))
    found = Directory(twins, {}).find("ayu lestari")
    assert (found[0], len(found[2])) == ("", 2)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("+62 812-3456-7890", "+62 812\u20113456\u20117890"),
        ("0812 3456 7890", "+6281234567890"),
        ("~ Ayu", "Ayu"),
        ("@AYU:a.id", "@ayu:a.id"),
    ],
)
def test_what_people_say_counts_first_however_it_is_written(given: str, shown: str) -> None:
    directory = Directory(CLASS, {given: "budi-santoso@example.ac.id"})
    assert directory.find(shown)[:2] == ("budi-santoso", "given")


@pytest.mark.parametrize("who", ["budi-santoso", "Budi Santoso", "BUDI-SANTOSO@example.ac.id"])
def test_a_person_is_meant_by_key_name_or_address(who: str) -> None:
    assert Directory(CLASS, {"x": who}).find("x")[0] == "budi-santoso"


def test_a_stranger_in_what_people_say_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")
    with pytest.raises(ClassroomError, match="'Sari', whom the roster does not have"):
        Directory(CLASS, {"x": "Sari"})


def test_all_senders_are_listed_with_their_messages() -> None:
    found = matched(
        [chat("07 10.00 Ayu Lestari: a", "07 10.01 Sari: b", "07 10.02 Sari: c")], CLASS
    )
    assert [(one.name, one.posts, one.person) for one in found.senders] == [
        ("Ayu Lestari", 1, "ayu-lestari"),
        ("Sari", 2, ""),
    ]
    assert [one.name for one in found.unmatched] == ["Sari"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_found_as_a_person_of_the_class_or_not_at_all(name: str, account: str) -> None:
    key, how, near = Directory(CLASS, {}).find(name, account)
    assert bool(key) == bool(how)
    assert {key, *near} <= {"", *CLASS.people_by_key}


@given(st.sampled_from(STUDENTS), st.sampled_from(["~ {}", "{}, S.Kom.", "Pak {}", " {} "]))
def test_titles_and_signs_do_not_hide_a_person(student: object, form: str) -> None:
    name = getattr(student, "name", "")
    blueprint: Blueprint = CLASS
    assert plain_name(form.format(name)) == plain_name(name)
    assert Directory(blueprint, {}).find(form.format(name))[0] == getattr(student, "key", "")
