"""Study groups: fair in size, mixed, the same for any order of the list, and never torn apart."""

import random
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.blueprint.demonstration import example
from workshop.classroom.blueprint.grouping import form, grouped, number_of_groups
from workshop.classroom.blueprint.mixing import mixing
from workshop.classroom.blueprint.model import Group, Person
from workshop.classroom.blueprint.problems import problems
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.tables import Text

CLASSES = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("1234")), max_size=60)
SIZES = st.integers(1, 9)


def people(kinds: list[tuple[str, str]]) -> list[Person]:
    return [
        Person(f"p{number}", f"P {number}", "", "student", college, level=level)
        for number, (college, level) in enumerate(kinds)
    ]


def sizes(groups: tuple[Group, ...]) -> list[int]:
    return [len(group.members) for group in groups]


def spread(groups: tuple[Group, ...], everybody: list[Person], name: str) -> dict[str, list[int]]:
    by_key = {person.key: person for person in everybody}
    counts = [Counter(getattr(by_key[key], name) for key in group.members) for group in groups]
    return {kind: [one[kind] for one in counts] for kind in {k for one in counts for k in one}}


@settings(max_examples=200, deadline=None)
@given(CLASSES, SIZES)
def test_everybody_has_one_group_and_groups_are_of_one_size(
    kinds: list[tuple[str, str]], size: int
) -> None:
    students = people(kinds)
    groups = form(students, size=size)
    assert sorted(key for group in groups for key in group.members) == sorted(
        person.key for person in students
    )
    if students:
        assert max(sizes(groups)) - min(sizes(groups)) <= 1
        possible = [
            count
            for count in range(1, len(students) + 1)
            if size - 1 <= len(students) // count and -(-len(students) // count) <= size + 1
        ]
        if possible:
            assert all(size - 1 <= one <= size + 1 for one in sizes(groups))


@settings(max_examples=200, deadline=None)
@given(CLASSES, SIZES)
def test_colleges_are_mixed_as_evenly_as_possible(kinds: list[tuple[str, str]], size: int) -> None:
    students = people(kinds)
    groups = form(students, size=size)
    for counts in spread(groups, students, "college").values():
        assert max(counts) - min(counts) <= 1
    for counts in spread(groups, students, "level").values():
        assert max(counts) - min(counts) <= 3


@settings(max_examples=100, deadline=None)
@given(CLASSES, SIZES, st.integers(0, 99), st.randoms(use_true_random=False))
def test_the_order_of_the_list_does_not_matter(
    kinds: list[tuple[str, str]], size: int, seed: int, chance: random.Random
) -> None:
    students = people(kinds)
    shuffled = students[:]
    chance.shuffle(shuffled)
    groups = form(students, size=size, seed=seed)
    assert form(shuffled, size=size, seed=seed) == groups
    late = people(kinds)[: len(kinds) // 2]
    some = form(late, size=size, seed=seed)
    assert form(students, size=size, previous=some) == form(shuffled, size=size, previous=some)


@settings(max_examples=200, deadline=None)
@given(CLASSES, CLASSES, SIZES)
def test_nobody_moves_when_somebody_comes_late(
    early: list[tuple[str, str]], late: list[tuple[str, str]], size: int
) -> None:
    everybody = people(early + late)
    before = form(everybody[: len(early)], size=size)
    after = form(everybody, size=size, previous=before)
    for old, new in zip(before, after, strict=False):
        assert (new.key, new.title) == (old.key, old.title)
        assert new.members[: len(old.members)] == old.members
    placed = [key for group in after for key in group.members]
    assert sorted(placed) == sorted(person.key for person in everybody)
    assert len({group.key for group in after}) == len(after)
    assert form(everybody, size=size, previous=after) == after


def test_who_comes_late_joins_the_smallest_group_that_lacks_such_a_person() -> None:
    students = people([("a", "1"), ("a", "1"), ("b", "1"), ("b", "1"), ("b", "1")])
    title = Text("x", "x")
    before = (Group("x", title, ("p0", "p1")), Group("y", title, ("p2", "p3")))
    assert form(students, size=3, previous=before)[0].members == ("p0", "p1", "p4")


def test_many_who_come_late_fill_groups_of_their_own() -> None:
    students = people([("a", "1")] * 30)
    before = form(students[:10], size=5)
    assert sizes(form(students, size=5, previous=before)) == [6, 6, 5, 5, 4, 4]


def test_only_students_who_agreed_are_grouped() -> None:
    students = people([("a", "1")] * 4)
    students[0] = replace(students[0], consent=False)
    students[1] = replace(students[1], role="lecturer")
    (group,) = form(students, size=4)
    assert sorted(group.members) == ["p2", "p3"]


def test_a_member_who_is_on_no_list_stays_where_the_lecturer_wrote_them() -> None:
    before = (Group("x", Text("x", "x"), ("gone",)),)
    assert form(people([("a", "1")]), size=3, previous=before)[0].members == ("gone", "p0")


def test_another_seed_gives_other_groups() -> None:
    students = people([("a", "1")] * 30)
    assert form(students, size=5, seed=1) != form(students, size=5, seed=2)


@pytest.mark.parametrize("mix", [(), ("level",), ("college",), ("level", "college")])
def test_what_is_mixed_can_be_chosen(mix: tuple[str, ...]) -> None:
    students = people([(college, level) for college in "ab" for level in "1234"] * 3)
    groups = form(students, size=4, mix=mix)  # type: ignore[arg-type]
    assert sizes(groups) == [4] * 6
    for name in mix[:1]:
        assert all(max(one) - min(one) <= 1 for one in spread(groups, students, name).values())


def test_the_number_of_groups_comes_closest_to_the_size() -> None:
    assert [number_of_groups(62, size) for size in (4, 5, 6, 7)] == [16, 12, 10, 9]


def test_groups_that_are_not_asked_for_are_not_formed() -> None:
    blueprint = replace(example("en"), groups=())
    none = replace(blueprint, grouping=replace(blueprint.grouping, size=0))
    assert grouped(none).groups == ()
    assert len(grouped(blueprint).groups) == 2
    assert any("without a group: 6" in str(one) for one in in_english(blueprint))


def in_english(blueprint: object) -> list[str]:
    with i18n.use("en"):
        return [str(one) for one in problems(blueprint)]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["id", "en"])
def test_how_well_the_demonstration_is_mixed_is_told(language: str) -> None:
    demo = read_blueprint(KIT / "data" / "demo" / "classroom.toml")
    words = {
        "id": ["57 orang dalam 10 kelompok", "semerata mungkin"],
        "en": ["57 people in 10 groups of 5 to 6.", "mixed as evenly as possible"],
    }
    told = mixing(demo).explain(language)
    assert all(word in told for word in words[language])
    with i18n.use(language):
        table = mixing(demo).table
        assert table["people"].sum() == 57
        assert table[["college/khatulistiwa", "college/musi"]].to_numpy().sum() == 57
        assert mixing(demo).shown().rows
        mixing(demo).chart().to_plotly()


def test_uneven_groups_are_told_as_such() -> None:
    blueprint = example("en")
    one = [person.key for person in blueprint.people if person.college == "khatulistiwa"]
    rest = [person.key for person in blueprint.people if person.college == "musi"]
    groups = tuple(
        Group(key, Text(key, key), tuple(keys)) for key, keys in (("x", one), ("y", rest))
    )
    assert "not mixed quite evenly" in mixing(replace(blueprint, groups=groups)).explain("en")
    none = mixing(replace(blueprint, groups=()))
    assert none.explain("en") == "There are no groups yet."
    none.chart().to_plotly()
