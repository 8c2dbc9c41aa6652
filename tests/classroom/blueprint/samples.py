"""Blueprints for the tests: arbitrary ones, and the smallest that is allowed."""

import datetime
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from workshop.classroom.blueprint.model import (
    ROLES,
    Blueprint,
    Channel,
    College,
    Expert,
    Group,
    Grouping,
    Person,
    Rule,
    Session,
    Week,
)
from workshop.classroom.blueprint.people import clean
from workshop.classroom.blueprint.reading import CHANNEL_KINDS
from workshop.sheets.words import plain
from workshop.tables import Text

COLLEGES = (College("a", "Kampus A"), College("b", "Kampus B"))
SMALL = """
key = "kelas"
course = "Kelas"
time_zone = "Asia/Pontianak"
begins = 2027-03-22
ends = 2027-06-11

[[colleges]]
key = "a"
name = "Kampus A"
"""

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(str.strip)
TEXTS = st.builds(Text, WORDS, WORDS)
# What a list may hold of a person: nothing invisible, no formula, no lonely dash.
NAMES = WORDS.map(clean).filter(
    lambda text: clean(text) == text and plain(text)[:1] not in "=+-@" and text[:1] not in "=+-@"
)
DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))
MOMENTS = st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1))
EXPERTS = st.none() | st.builds(Expert, WORDS, DAYS, DAYS)
WEEKS = st.builds(
    Week, st.integers(1, 99), TEXTS, TEXTS | st.just(Text("", "")), DAYS, MOMENTS, EXPERTS,
    st.lists(WORDS, unique=True, max_size=2).map(tuple),
)  # fmt: skip
ROLE_LISTS = st.lists(st.sampled_from(ROLES), unique=True).map(tuple)


def unique(keyed: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(keyed, max_size=most, unique_by=lambda one: one.key).map(tuple)


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """Draw a blueprint with everything in it that `to_toml` can write."""
    colleges = draw(unique(st.builds(College, KEYS, WORDS, st.sampled_from(["", "a.example"]))))
    colleges = colleges or COLLEGES[:1]
    college = st.sampled_from([one.key for one in colleges])
    person = st.builds(
        Person,
        KEYS,
        NAMES,
        st.just(""),
        st.sampled_from(ROLES),
        college,
        consent=st.booleans(),
        level=NAMES | st.just(""),
    )
    people = tuple(
        replace(one, email=f"{one.key}x@example.ac.id", identifier=f"id {number}")
        for number, one in enumerate(draw(unique(person, 5)))
    )
    groups = draw(
        unique(st.builds(Group, KEYS, TEXTS, st.lists(KEYS, unique=True, max_size=3).map(tuple)))
    )
    if groups and people:
        people = (replace(people[0], group=groups[0].key), *people[1:])
        members = tuple(dict.fromkeys((*groups[0].members, people[0].key)))
        groups = (replace(groups[0], members=members), *groups[1:])
    return draw(
        st.builds(
            Blueprint,
            key=KEYS,
            course=TEXTS,
            term=WORDS | st.just(""),
            language=st.sampled_from(["id", "en"]),
            time_zone=st.sampled_from(["Asia/Jakarta", "Europe/Berlin"]),
            begins=DAYS,
            ends=DAYS,
            colleges=st.just(colleges),
            people=st.just(people),
            groups=st.just(groups),
            grouping=st.builds(
                Grouping,
                st.integers(0, 20),
                st.sampled_from([(), ("level",), ("college", "level")]),
                st.integers(0, 99),
            ),
            channels=unique(
                st.builds(Channel, KEYS, TEXTS, st.sampled_from(CHANNEL_KINDS), ROLE_LISTS, KEYS)
            ),
            weeks=st.lists(WEEKS, max_size=3).map(tuple),
            rules=unique(st.builds(Rule, KEYS, TEXTS)),
            sessions=unique(
                st.builds(
                    Session,
                    KEYS,
                    TEXTS,
                    MOMENTS,
                    st.integers(1, 600),
                    st.sampled_from(["", "https://example.org/a?b=1"]),
                )
            ),
            capacity=st.integers(0, 500),
            roster=st.just(""),
            report=st.just(Blueprint.__dataclass_fields__["report"].default),
        )
    )
