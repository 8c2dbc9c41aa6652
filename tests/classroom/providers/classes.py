"""A class of two colleges, as its lecturer would describe it; all of it is made up."""

import datetime

from workshop.classroom.blueprint.model import (
    Blueprint,
    Channel,
    College,
    Expert,
    Group,
    Person,
    Rule,
    Session,
    Week,
)
from workshop.tables import Text

ZONE = "Asia/Pontianak"  # seven hours before universal time, all year


def day(number: int) -> datetime.date:
    return datetime.date(2026, 9, 1) + datetime.timedelta(days=number)


def at(number: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(day(number), datetime.time(hour, minute))


def people(students: int = 4) -> tuple[Person, ...]:
    staff = (
        Person("dewi", "Dr. Dewi Lestari, M.Kom.", "dewi@stt.example", "lecturer", "stt", row=2),
        Person("made", "I Made Ārya", "made@stt.example", "moderator", "stt", row=3),
        Person("aiko", "Aiko 愛子", "aiko@guest.example", "expert", "stt", row=4),
    )
    rest = tuple(
        Person(
            f"student-{number:03}",
            f"Mahasiswa {number}",
            f"m{number}@{'stt' if number % 2 else 'akademi'}.example",
            "student",
            "stt" if number % 2 else "akademi",
            row=number + 4,
        )
        for number in range(1, students + 1)
    )
    refused = Person("tono", "Tono", "tono@stt.example", "student", "stt", consent=False, row=99)
    return (*staff, *rest, refused)


def a_class(students: int = 4, weeks: int = 3, language: str = "id") -> Blueprint:
    everybody = people(students)
    learning = [person.key for person in everybody if person.role == "student" and person.consent]
    return Blueprint(
        key="media-sosial",
        course=Text("Media Sosial, Belajar; dan Kita", "Social Media, Learning; and Us"),
        term="2026/2027 ganjil",
        language=language,
        time_zone=ZONE,
        begins=day(0),
        ends=day(7 * weeks),
        colleges=(College("stt", "STT Pontianak"), College("akademi", "Akademi Berbagi")),
        people=everybody,
        groups=(
            Group("grup-1", Text("Kelompok 1", "Group 1"), tuple(learning[::2])),
            Group("grup-2", Text("Kelompok 2", "Group 2"), tuple(learning[1::2])),
        ),
        channels=(
            Channel("pengumuman", Text("Pengumuman", "Announcements"), "announcements"),
            Channel("diskusi", Text("Diskusi", "Discussion"), "discussion"),
        ),
        weeks=tuple(
            Week(
                number,
                Text(f"Topik ke-{number}", f"Topic {number}"),
                Text(f"Apa pendapat Anda\ntentang {number}?", f"What do you think\nof {number}?"),
                day(7 * (number - 1)),
                at(7 * number - 1, 20),
                Expert("aiko", day(0), day(6)) if number == 1 else None,
                ("https://example.org/bacaan.pdf", "slide.pdf") if number == 1 else (),
            )
            for number in range(1, weeks + 1)
        ),
        rules=(
            Rule("ringkasan", Text("Setiap orang menulis ringkasan.", "Everybody summarises.")),
            Rule("politik", Text("Tanpa kampanye politik.", "No political campaigning.")),
        ),
        sessions=(
            Session("temu-1", Text("Temu wicara", "Talk"), at(2, 9), 90, "https://meet.example/a"),
        ),
    )
