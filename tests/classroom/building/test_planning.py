"""Plans: what is made, changed, kept and removed, in which order, and what others changed."""

import re
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.classroom.building.planning import Plan, plan
from workshop.classroom.building.resources import KINDS, Resource
from workshop.errors import ClassroomError

SPACE = Resource("space", "kelas", "Kelas")
ROOM = Resource("channel", "tanya", "Tanya", {"title": "Tanya"}, needs=("space/kelas",))
ANI = Resource("person", "ani", "Ani <b>", {"name": "Ani", "mail": "ani@example.ac.id"})
MEMBER = Resource("membership", "tanya.ani", "Ani", needs=("channel/tanya", "person/ani"))
ALL = (MEMBER, ROOM, ANI, SPACE)


def existing(*resources: Resource) -> dict[str, Resource]:
    return {one.address: one for one in resources}


def actions(found: Plan) -> dict[str, str]:
    return {step.address: step.action for step in found.steps}


def test_a_new_class_is_made_from_what_is_needed_first() -> None:
    found = plan(ALL, {})
    assert [step.address for step in found.steps] == [
        "person/ani",
        "space/kelas",
        "channel/tanya",
        "membership/tanya.ani",
    ]
    assert {step.action for step in found.steps} == {"create"}


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "+1 person, +1 space, +1 channel, +1 membership, 0 removed"),
        ("id", "+1 orang, +1 ruang induk, +1 kanal, +1 keanggotaan, 0 dihapus"),
    ],
)
def test_the_plan_is_one_short_line(language: str, line: str) -> None:
    assert plan(ALL, {}).summary(language) == line


def test_what_is_as_planned_is_kept_and_a_tuple_is_a_list_there() -> None:
    here = Resource("channel", "a", "A", {"writers": ("x", "y"), "more": {"b": (1,)}})
    there = Resource("channel", "a", "A", {"writers": ["x", "y"], "more": {"b": [1]}, "topic": ""})
    found = plan([here], existing(there))
    assert actions(found) == {"channel/a": "keep"}
    assert found.is_empty
    assert found.summary("en") == "1 thing is as planned, 0 removed"


def test_a_change_names_each_value_as_it_is_and_as_it_should_be() -> None:
    there = Resource("channel", "tanya", "Tanya", {"title": "Alt"}, remote="!1")
    (step,) = plan([ROOM, SPACE], existing(there, SPACE)).changing
    assert step.action == "change"
    assert step.changes == {"title": ("Alt", "Tanya")}
    assert step.actual is not None
    assert step.actual.remote == "!1"


def test_nothing_is_removed_by_being_absent() -> None:
    found = plan([SPACE], existing(SPACE, ROOM))
    assert found.is_empty
    assert [one.address for one in found.extra] == ["channel/tanya"]
    assert "it stays" in found.details("en")


def test_a_removal_is_asked_for_named_and_counted_last_what_others_need() -> None:
    found = plan([], existing(*ALL), remove=True)
    removed = [step.address for step in found.removals]
    assert len(removed) == 4
    for before, after in (
        ("membership/tanya.ani", "channel/tanya"),
        ("membership/tanya.ani", "person/ani"),
        ("channel/tanya", "space/kelas"),
    ):
        assert removed.index(before) < removed.index(after)
    assert found.summary("en") == "4 removed"
    assert "− Tanya" in found.details("en")


def test_what_the_class_still_needs_is_not_removed() -> None:
    found = plan([ROOM], existing(SPACE, ANI), remove=True)
    assert [step.address for step in found.removals] == ["person/ani"]


def test_what_others_changed_is_told_apart_from_ones_own_change() -> None:
    before = Resource("channel", "tanya", "Tanya", {"title": "Lama"}, needs=("space/kelas",))
    recorded = {before.address: before.fingerprint, SPACE.address: SPACE.fingerprint}
    own = plan([ROOM, SPACE], existing(before, SPACE), recorded=recorded)
    assert actions(own)["channel/tanya"] == "change"
    assert own.drift == ()
    spoilt = Resource("channel", "tanya", "Tanya", {"title": "Diubah"})
    theirs = plan([before, SPACE], existing(spoilt, SPACE), recorded=recorded)
    (drift,) = theirs.drift
    assert drift.changes == {"title": ("Diubah", "Lama")}
    both = plan([ROOM, SPACE], existing(spoilt, SPACE), recorded=recorded)
    assert [one.resource.address for one in both.drift] == ["channel/tanya"]


def test_what_others_removed_is_told_and_made_again() -> None:
    found = plan([SPACE], {}, recorded={SPACE.address: SPACE.fingerprint})
    assert actions(found) == {"space/kelas": "create"}
    assert [one.changes for one in found.drift] == [{}]
    assert "no longer there" in found.details("en")


@pytest.mark.parametrize(
    ("desired", "words"),
    [
        ([MEMBER], "membership/tanya.ani → channel/tanya"),
        ([Resource("space", "a", "A", needs=("space/a",))], "space/a → space/a"),
        (
            [
                Resource("space", "a", "A", needs=("space/b",)),
                Resource("space", "b", "B", needs=("space/c",)),
                Resource("space", "c", "C", needs=("space/b",)),
            ],
            "space/b → space/c → space/b",
        ),
        ([SPACE, SPACE], "space/kelas"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_needs_that_cannot_be_met_are_one_sentence(
    desired: list[Resource], words: str, language: str
) -> None:
    from workshop import i18n

    with pytest.raises(ClassroomError) as error, i18n.use(language):
        plan(desired, {})
    assert words in str(error.value)


def test_a_notebook_counts_people_and_names_none_and_escapes_the_rest() -> None:
    room = Resource("channel", "x", "<script>")
    found = plan([ANI, room], existing(Resource("person", "ani", "Ani", {"name": "Budi"})))
    shown = found._repr_mimebundle_()
    for words in shown.values():
        assert "Ani" not in words
        assert "Budi" not in words
        assert "example.ac.id" not in words
    assert "<script>" not in shown["text/html"]
    assert "&lt;script&gt;" in shown["text/html"]
    assert "<details>" in shown["text/html"]
    named = found.details("en", names=True)
    assert "Budi → Ani" in named


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@st.composite
def acyclic(draw: st.DrawFn) -> list[Resource]:
    """Make things that need only such as were made before, then shuffle them."""
    found: list[Resource] = []
    for key in draw(KEYS):
        needs = draw(st.lists(st.sampled_from(found), unique_by=id)) if found else []
        kind = draw(st.sampled_from(KINDS))
        found.append(Resource(kind, key, key, needs=tuple(one.address for one in needs)))
    return draw(st.permutations(found))


@given(acyclic())
def test_the_order_keeps_all_needs_and_is_the_same_each_time(
    desired: list[Resource],
) -> None:
    order = [step.address for step in plan(desired, {}).steps]
    assert sorted(order) == sorted(one.address for one in desired)
    for one in desired:
        for need in one.needs:
            assert order.index(need) < order.index(one.address)
    assert order == [step.address for step in plan(list(desired), {}).steps]


@given(acyclic())
def test_after_everything_was_made_nothing_is_left_to_do(desired: list[Resource]) -> None:
    assert plan(desired, existing(*desired)).is_empty
    gone = plan([], existing(*desired), remove=True)
    order = [step.address for step in gone.removals]
    assert len(order) == len(desired)
    for one in desired:
        for need in one.needs:
            assert order.index(need) > order.index(one.address)


def large_class() -> list[Resource]:
    """Return 300 people in 16 weeks' channels: 5,117 things."""
    people = [Resource("person", f"p{n}", f"P{n}", {"name": f"P{n}"}) for n in range(300)]
    weeks = [
        Resource("channel", f"w{n}", f"W{n}", {"topic": "?"}, needs=("space/kelas",))
        for n in range(16)
    ]
    members = [
        Resource("membership", f"{w.key}.{p.key}", "M", {"level": 0}, needs=(w.address, p.address))
        for w in weeks
        for p in people
    ]
    return [*members, *weeks, *people, SPACE]


def test_the_plan_for_300_people_and_16_weeks_takes_less_than_a_second() -> None:
    desired = large_class()
    actual = existing(*desired)
    recorded = {one.address: one.fingerprint for one in desired}
    # The least of three turns: a busy machine is slow, not wrong.
    turns = []
    for _ in range(3):
        start = time.perf_counter()
        assert len(plan(desired, {}).changing) == 5117
        assert plan(desired, actual, recorded=recorded).is_empty
        turns.append(time.perf_counter() - start)
    assert min(turns) < 1


def test_twice_as_many_things_take_about_twice_as_many_steps_of_the_program() -> None:
    def calls(count: int) -> int:
        desired = [Resource("person", f"p{n}", "P", needs=("space/kelas",)) for n in range(count)]
        seen = 0

        def watch(*_: object) -> None:
            nonlocal seen
            seen += 1

        sys.setprofile(watch)
        try:
            plan([*desired, SPACE], existing(*desired), remove=True)
        finally:
            sys.setprofile(None)
        return seen

    assert calls(2000) < 2.3 * calls(1000)


def test_the_details_name_every_kind_in_both_languages() -> None:
    desired = [Resource(kind, "a", "A") for kind in KINDS]
    english, indonesian = (plan(desired, {}).summary(language) for language in ("en", "id"))
    assert len(re.findall(r"\+1 ", english)) == len(KINDS)
    assert "thing" not in english
    same = set(english.split(", ")) & set(indonesian.split(", "))
    assert not same
