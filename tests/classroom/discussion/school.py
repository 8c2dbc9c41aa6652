"""A class of two colleges and four weeks, and chats of it, for the tests."""

import datetime
from collections.abc import Iterable

from workshop.classroom.blueprint.model import Blueprint, College, Person, Week
from workshop.classroom.discussion.messages import Conversation
from workshop.classroom.discussion.reading import read_discussion
from workshop.tables import Text

BEGINS = datetime.date(2026, 9, 7)  # a Monday
LONG = " ".join(["kata"] * 30)


def person(name: str, role: str = "student", college: str = "a", **more: object) -> Person:
    key = name.lower().replace(" ", "-")
    return Person(key, name, f"{key}@example.ac.id", role, college, **more)  # type: ignore[arg-type]


STUDENTS = tuple(
    person(name, college="ab"[place % 2], identifier=f"2026{place:04}")
    for place, name in enumerate(
        "Ayu Lestari|Budi Santoso|Citra Ningsih|Dewi Anggraini|Eko Prasetyo|Fitri Handayani|"
        "Gilang Ramadhan|Hana Wijaya|Indra Kusuma|Joko Susilo".split("|")
    )
)
LECTURER = person("Ratna Dewi", "lecturer")


def school(
    people: Iterable[Person] = (LECTURER, *STUDENTS), weeks: int = 4, **more: object
) -> Blueprint:
    return Blueprint(
        "kelas",
        Text("Basis Data", "Databases"),
        "2026",
        "id",
        "Asia/Pontianak",
        BEGINS,
        BEGINS + datetime.timedelta(weeks=weeks),
        (College("a", "Kampus A"), College("b", "Kampus B")),
        tuple(people),
        weeks=tuple(map(week, range(1, weeks + 1))),
        **more,  # type: ignore[arg-type]
    )


def week(number: int) -> Week:
    """Return a week that begins on a Monday; its summary is due on Sunday at 21:00."""
    begins = BEGINS + datetime.timedelta(weeks=number - 1)
    due = datetime.datetime.combine(begins + datetime.timedelta(days=6), datetime.time(21))
    return Week(
        number,
        Text(f"Topik {number}", f"Topic {number}"),
        Text(f"Apa guna kunci nomor {number}?", f"What is key number {number} for?"),
        begins,
        due,
    )


def chat(*lines: str, name: str = "chat.txt") -> Conversation:
    """Return a WhatsApp chat; a line is ``"07 10.00 Ayu Lestari: Halo"``, a day of September."""
    written = (f"{line[:2]}/09/26 {line[3:8]} - {line[9:]}" for line in lines)
    return read_discussion((name, "\n".join(written).encode()), day_first=True)
