"""A small class of two colleges for Moodle; all of it is made up, and recordings depend on it."""

import datetime

from workshop.classroom.blueprint.model import (
    Blueprint,
    Channel,
    College,
    Expert,
    Group,
    Person,
    Role,
    Rule,
    Session,
    Week,
)
from workshop.tables import Text

FIRST = datetime.date(2026, 9, 7)
STAFF: tuple[Role, ...] = ("lecturer", "moderator", "expert")


def said(text: str) -> Text:
    return Text(text, text)


def a_class(key: str = "rekam", people: int = 7, weeks: int = 2, groups: int = 2) -> Blueprint:
    """Return a class whose first three people are its staff."""
    everybody = tuple(person(key, number) for number in range(people))
    students = [one.key for one in everybody if one.role == "student"]
    return Blueprint(
        key=key,
        course=said("Computer & Social Networks"),
        term="2026/2027 odd",
        language="en",
        time_zone="Asia/Pontianak",
        begins=FIRST,
        ends=day(7 * weeks),
        colleges=(College("stt", "STT <Pontianak>"), College("akademi", 'Akademi "Berbagi" & Co')),
        people=everybody,
        groups=tuple(
            Group(f"group-{number}", said(f"Group {number}"), tuple(students[number - 1 :: groups]))
            for number in range(1, groups + 1)
        ),
        channels=(
            Channel("news", said("News"), "announcements", ("lecturer", "moderator")),
            Channel("weekly", said("Weekly discussion"), "discussion"),
            Channel("questions", said("Questions & answers"), "questions"),
            Channel("reading", said("Reading"), "materials"),
            *(
                Channel(
                    f"group-{number}", said(f"Group {number}"), "group", group=f"group-{number}"
                )
                for number in range(1, groups + 1)
            ),
        ),
        weeks=tuple(week(key, number) for number in range(1, weeks + 1)),
        rules=(
            Rule("summary", said("Everybody shares a summary.")),
            Rule("politics", said("No campaigning, no selling, no fees.")),
        ),
        sessions=(
            Session(
                "opening",
                said("Opening"),
                datetime.datetime(2026, 9, 7, 9),
                90,
                "https://meet.example.ac.id/abc",
            ),
        ),
    )


def day(number: int) -> datetime.date:
    return FIRST + datetime.timedelta(days=number)


def person(key: str, number: int) -> Person:
    names = ("Dr. Dewi Lestari, M.Kom.", "Made", "Aiko 愛子", "O'Neil Ñandú", "Siti Rahma")
    return Person(
        key=f"{key}-{number:03}",
        name=names[number % len(names)],
        email=f"{key}-{number:03}@example.ac.id",
        role=STAFF[number] if number < len(STAFF) else "student",
        college=("stt", "akademi")[number % 2],
        identifier=f"26{number:04}",
        row=number + 2,
    )


def week(key: str, number: int) -> Week:
    return Week(
        number=number,
        topic=said(f"Tags <b{number}> & friends"),
        prompt=said(f"What is <b{number}> for?\nGive an example & explain."),
        begins=day(7 * (number - 1)),
        summary_due=datetime.datetime.combine(day(7 * number - 1), datetime.time(20)),
        expert=Expert(f"{key}-002", day(7), day(13)) if number == 2 else None,
        materials=("https://example.ac.id/b?x=1&y=2", "Chapter 3") if number == 1 else (),
    )
