"""What does not fit together in a blueprint, each told in one sentence."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.blueprint.demonstration import demo, example
from workshop.classroom.blueprint.model import Blueprint, Expert
from workshop.classroom.blueprint.problems import problems

DAY = datetime.date(2027, 3, 22)


def week(blueprint: Blueprint, place: int, **changes: object) -> Blueprint:
    weeks = list(blueprint.weeks)
    weeks[place] = replace(weeks[place], **changes)  # type: ignore[arg-type]
    return replace(blueprint, weeks=tuple(weeks))


def people(blueprint: Blueprint, those: str, **changes: object) -> Blueprint:
    changed = (
        replace(one, **changes) if one.role == those else one  # type: ignore[arg-type]
        for one in blueprint.people
    )
    return replace(blueprint, people=tuple(changed))


def member(blueprint: Blueprint, key: str) -> Blueprint:
    first, *rest = blueprint.groups
    return replace(blueprint, groups=(replace(first, members=(*first.members, key)), *rest))


def twice(blueprint: Blueprint, name: str) -> Blueprint:
    rows = getattr(blueprint, name)
    changed: Any = {name: (*rows, rows[0])}
    return replace(blueprint, **changed)


CASES: list[tuple[Callable[[Blueprint], Blueprint], str]] = [
    (
        lambda one: replace(one, ends=DAY),
        "The term ends on 2027-03-22, earlier than week 2 (2027-03-29), week 3",
    ),
    (lambda one: replace(one, ends=datetime.date(2027, 1, 1)), "before it begins"),
    (lambda one: twice(one, "channels"), "[[channels]]: announcements is there twice"),
    (lambda one: twice(one, "rules"), "[[rules]]: summary is there twice"),
    (lambda one: twice(one, "weeks"), "[[weeks]]: 1 is there twice"),
    (lambda one: twice(one, "colleges"), "[[colleges]]: khatulistiwa is there twice"),
    (lambda one: replace(one, people=(), groups=()), "Nobody takes part"),
    (lambda one: people(one, "lecturer", consent=False), "No lecturer"),
    (lambda one: people(one, "moderator", role="student"), "No moderator"),
    (lambda one: replace(one, capacity=5), "There are 5 places and 6 students"),
    (lambda one: member(one, "nobody"), "Group group-01 has members who are on no list: nobody"),
    (lambda one: member(one, one.groups[1].members[0]), "In more than one group"),
    (lambda one: people(one, "student", consent=False), "who did not agree"),
    (lambda one: replace(one, groups=one.groups[:1]), "Students without a group: 3"),
    (lambda one: replace(one, channels=one.channels[:1]), "no channel of the kind discussion"),
    (
        lambda one: replace(
            one, channels=(*one.channels[:4], replace(one.channels[4], group="group-09"))
        ),
        "the group group-09, which does not exist",
    ),
    (
        lambda one: replace(
            one, channels=(replace(one.channels[0], group="group-01"), *one.channels[1:])
        ),
        "is of the kind announcements",
    ),
    (
        lambda one: replace(
            one, channels=(replace(one.channels[0], writers=()), *one.channels[1:])
        ),
        "Nobody may write in channel announcements",
    ),
    (lambda one: week(one, 0, begins=datetime.date(2027, 1, 4)), "later than week 1 (2027-01-04)."),
    (
        lambda one: week(one, 3, summary_due=datetime.datetime(2027, 4, 11, 22)),
        "before the week begins",
    ),
    (lambda one: week(one, 1, begins=datetime.date(2027, 3, 25)), "Weeks 1 and 2 overlap"),
    (lambda one: week(one, 1, begins=DAY), "Week 2 is out of order: it begins on 2027-03-22"),
    (lambda one: week(one, 0, expert=Expert("nobody", DAY, DAY)), "is not on the list"),
    (lambda one: people(one, "expert", consent=False), "did not agree and is left out"),
    (
        lambda one: week(one, 2, expert=Expert("mariana-lindqvist", DAY, DAY)),
        "is there from 2027-03-22 to 2027-03-22, not in that week",
    ),
    (
        lambda one: week(
            one, 0, expert=Expert("mariana-lindqvist", DAY, DAY - datetime.timedelta(1))
        ),
        "leaves on 2027-03-21, before coming",
    ),
    (
        lambda one: replace(
            one, sessions=(replace(one.sessions[0], begins=datetime.datetime(2026, 1, 1)),)
        ),
        "later than meeting opening (2026-01-01).",
    ),
]


@pytest.mark.parametrize(("spoil", "told"), CASES, ids=[told for _, told in CASES])
def test_a_problem_is_found_and_said_in_both_languages(
    spoil: Callable[[Blueprint], Blueprint], told: str
) -> None:
    found = problems(spoil(example("en")))
    with i18n.use("en"):
        english = [str(one) for one in found]
        assert any(told in one for one in english)
    with i18n.use("id"):
        assert all(str(one) != words for one, words in zip(found, english, strict=True))


def told(blueprint: Blueprint) -> list[str]:
    with i18n.use("en"):
        return [str(one) for one in problems(blueprint)]


@given(
    st.sampled_from(["term", "last day", "week", "summary", "meeting"]),
    st.integers(0, 7),
    st.integers(-800, 800).map(datetime.timedelta),
)
def test_one_wrong_day_is_told_once_whatever_it_contradicts(
    which: str, place: int, away: datetime.timedelta
) -> None:
    right = demo()
    found = {
        "term": lambda: replace(right, begins=right.begins + away),
        "last day": lambda: replace(right, ends=right.ends + away),
        "week": lambda: week(right, place, begins=right.weeks[place].begins + away),
        "summary": lambda: week(right, place, summary_due=right.weeks[place].summary_due + away),
        "meeting": lambda: replace(
            right,
            sessions=(replace(right.sessions[0], begins=right.sessions[0].begins + away),),
        ),
    }[which]()
    assert len(told(found)) <= 1


def test_what_is_wrong_besides_is_told_at_the_same_time() -> None:
    wrong = replace(demo(), ends=datetime.date(2027, 3, 11))
    wrong = week(wrong, 2, begins=datetime.date(2027, 4, 3))
    wrong = week(wrong, 4, summary_due=datetime.datetime(2027, 5, 25, 21))
    first = wrong.weeks[5].begins
    wrong = week(wrong, 5, expert=Expert("nobody", first, first))
    moved = replace(wrong.sessions[0], begins=datetime.datetime(2026, 3, 22, 19))
    signs = (
        "The term ends on 2027-03-11, before it begins on 2027-03-22",
        "The term begins on 2027-03-22, later than meeting opening (2026-03-22).",
        "Weeks 2 and 3 overlap",
        "Week 5 is out of order",
        "The expert of week 6, nobody, is not on the list",
    )
    found = told(replace(wrong, sessions=(moved, wrong.sessions[1])))
    assert len(found) == len(signs)
    for sign in signs:
        assert any(sign in one for one in found)


def test_a_number_that_is_there_twice_puts_no_week_out_of_order() -> None:
    assert [one[:13] for one in told(week(demo(), 3, number=3))] == ["[[weeks]]: 3 "]


def test_a_list_without_people_is_not_told_again_for_every_group_and_guest() -> None:
    assert len(told(replace(demo(), people=()))) == 1
    refusing = tuple(replace(one, consent=False) for one in demo().people)
    assert len(told(replace(demo(), people=refusing))) == 1
