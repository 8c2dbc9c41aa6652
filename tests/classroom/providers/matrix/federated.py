"""A class of sixty-four people of two colleges, each with a server of its own."""

import datetime
from dataclasses import replace

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

STT, UNTAN = "stt-pontianak", "untan"


def person(key: str, role: Role = "student", college: str = STT) -> Person:
    return Person(key, key.replace("-", " ").title(), f"{key}@example.ac.id", role, college)


def people() -> tuple[Person, ...]:
    leading = (
        person("dosen-satu", "lecturer"),
        person("dosen-dua", "lecturer", UNTAN),
        person("moderator", "moderator"),
        person("pakar", "expert", UNTAN),
    )
    students = (person(f"mhs-{n:02}", college=(STT, UNTAN)[n % 2]) for n in range(1, 61))
    return (*leading, *students)


def week(number: int, guest: str = "") -> Week:
    begins = datetime.date(2026, 9, 7) + datetime.timedelta(weeks=number - 1)
    last = begins + datetime.timedelta(days=6)
    return Week(
        number=number,
        topic=Text(f"Topik {number}", f"Topic {number}"),
        prompt=Text(f"Apa pendapat Anda tentang topik {number}?", f"What of topic {number}?"),
        begins=begins,
        summary_due=datetime.datetime.combine(last, datetime.time(20, 0)),
        expert=Expert(guest, begins, last) if guest else None,
        materials=("https://example.ac.id/materi.pdf",),
    )


def two_colleges() -> Blueprint:
    staff: tuple[Role, ...] = ("lecturer", "moderator")
    return Blueprint(
        key="si-2026",
        course=Text("Sistem Informasi", "Information Systems"),
        term="2026/1",
        language="id",
        time_zone="Asia/Pontianak",
        begins=datetime.date(2026, 9, 7),
        ends=datetime.date(2026, 12, 31),
        colleges=(College(STT, "STT Pontianak"), College(UNTAN, "Universitas Tanjungpura")),
        people=people(),
        groups=(
            Group("melati", Text("Melati", "Melati"), ("mhs-01", "mhs-02", "mhs-03")),
            Group("mawar", Text("Mawar", "Mawar"), ("mhs-04", "mhs-05", "mhs-06")),
        ),
        channels=(
            Channel("announcements", Text("Pengumuman", "News"), "announcements", staff),
            Channel("questions", Text("Pertanyaan", "Questions"), "questions"),
            Channel("groups", Text("Kelompok", "Groups"), "group"),
        ),
        weeks=(week(1, guest="pakar"),),
        rules=(
            Rule("summary", Text("Setiap minggu satu rangkuman.", "One summary a week.")),
            Rule("selling", Text("Tidak berjualan.", "No selling.")),
        ),
        sessions=(
            Session(
                "opening",
                Text("Pembukaan", "Opening"),
                datetime.datetime(2026, 9, 7, 8, 0),
                90,
                "https://meet.example.ac.id/si",
            ),
        ),
    )


def small_class(key: str, *, guest_server: str = "") -> Blueprint:
    """Return a class of four on the same servers; the second college may keep its key."""
    some = tuple(one for one in people() if one.key in ("dosen-satu", "mhs-01", "mhs-02", "mhs-03"))
    return replace(
        two_colleges(),
        key=key,
        people=some,
        colleges=(College(STT, "STT Pontianak"), College(UNTAN, "Untan", guest_server)),
        channels=two_colleges().channels[:2],
        groups=(),
        weeks=(),
        sessions=(),
    )
