"""A class of a few people, for the examples in this package's documentation."""

import datetime

from workshop.classroom.blueprint.model import Blueprint, College, Person, Week
from workshop.tables import Text


def classroom() -> Blueprint:
    """Return a class of two colleges, five students and one week.

    Examples
    --------
    >>> len(classroom().with_role("student"))
    5
    """
    begins = datetime.date(2026, 5, 25)
    week = Week(
        1,
        Text("Jaringan", "Networks"),
        Text("Apa yang membuat jaringan stabil?", "What makes a network stable?"),
        begins,
        datetime.datetime(2026, 5, 30, 21, 0),
    )
    colleges = (College("a", "Kampus A"), College("b", "Kampus B"))
    names = ("Ayu Lestari", "Budi Santoso", "Citra Ningsih", "Dewi Anggraini", "Eko Prasetyo")
    students = tuple(
        Person(
            name.lower().replace(" ", "-"),
            name,
            f"{name.split()[0].lower()}@example.ac.id",
            "student",
            "ab"[place % 2],
        )
        for place, name in enumerate(names)
    )
    lecturer = Person("ratna-dewi", "Ratna Dewi", "ratna@example.ac.id", "lecturer", "a")
    return Blueprint(
        "contoh",
        Text("Contoh", "Example"),
        "2026",
        "id",
        "Asia/Pontianak",
        begins,
        datetime.date(2026, 5, 31),
        colleges,
        (lecturer, *students),
        weeks=(week,),
    )
