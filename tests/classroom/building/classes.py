"""A small class of two colleges, and things without a platform."""

import datetime

from workshop.classroom.blueprint.model import Blueprint, Channel, College, Person, Role, Rule
from workshop.tables import Text

FIRST_ROLES: dict[int, Role] = {1: "lecturer", 2: "moderator"}


def small_class(people: int = 12) -> Blueprint:
    """Return a class with so many people and two channels."""
    return Blueprint(
        key="kelas",
        course=Text("Media Sosial", "Social Media"),
        term="2026/2",
        language="id",
        time_zone="Asia/Pontianak",
        begins=datetime.date(2026, 8, 17),
        ends=datetime.date(2026, 12, 4),
        colleges=(College("a", "Kampus A"), College("b", "Kampus B")),
        people=tuple(
            Person(
                key=f"orang-{number:02}",
                name=f"Orang {number:02}",
                email=f"orang{number}@example.ac.id",
                role=FIRST_ROLES.get(number, "student"),
                college="ab"[number % 2],
                row=number + 1,
            )
            for number in range(1, people + 1)
        ),
        channels=(
            Channel("pengumuman", Text("Pengumuman", "Announcements"), "announcements"),
            Channel("tanya", Text("Tanya", "Questions"), "questions"),
        ),
        rules=(Rule("no-politics", Text("Tanpa politik", "No politics")),),
    )
