"""The demonstration class: 62 made-up people of two colleges, and a small blueprint to begin with.

``data/demo/classroom.toml`` and ``roster.csv`` are what a lecturer would write; the list is made
here, from names that no person chose, with addresses in domains that nobody can register.
"""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import replace

from workshop import files
from workshop.classroom.blueprint.grouping import grouped
from workshop.classroom.blueprint.model import Blueprint, Grouping, Person, slug
from workshop.classroom.blueprint.reading import read_blueprint
from workshop.config import kit_folder
from workshop.tables import Text

MARK = "SIMULASI"
SEED = 62
STUDENTS = {"khatulistiwa": 29, "musi": 28}
HEADER = (
    "No", "Nama", "NIM/NIDN", "Surel", "Peran", "Perguruan tinggi", "Tingkat", "Persetujuan", MARK
)  # fmt: skip
# Who leads, and who comes as a guest: name, college, role, and the domain of the address.
STAFF = (
    ("Ratna Wulandari", "khatulistiwa", "dosen", "khatulistiwa.example.ac.id"),
    ("Hendra Saputra", "musi", "dosen", "musi.example.ac.id"),
    ("Yohana Tambunan", "khatulistiwa", "moderator", "khatulistiwa.example.ac.id"),
    ("Bambang Wicaksono", "musi", "narasumber", "musi.example.ac.id"),
    ("Mariana Lindqvist", "khatulistiwa", "narasumber", "example.edu"),
)
GIVEN = (
    "Adi Agus Anisa Arif Ayu Bagas Bayu Citra Dewi Dian Dimas Eka Fajar Farida Fitri Galih Gita "
    "Hana Indah Intan Joko Kartika Lestari Maya Nadia Nanda Novi Putra Rani Rizki Sari Surya Tika "
    "Wahyu Yanti Yusuf"
).split()
FAMILY = (
    "Anggraini Ardiansyah Firmansyah Gunawan Halim Hidayat Kurniawan Kusuma Mahendra Maulana "
    "Nugroho Pangestu Permata Prasetyo Pratama Puspita Rahayu Ramadhan Safitri Santoso Setiawan "
    "Siregar Suryani Utami Wibowo Wijaya Yulianti"
).split()
# The roles and numbers of the first blueprint.
_FIRST = {"lecturer": 1, "moderator": 1, "expert": 1, "student": 3}


def demo() -> Blueprint:
    """Read the demonstration class: 62 simulated people of two colleges, eight weeks.

    Examples
    --------
    >>> len(demo().people)
    62
    """
    return read_blueprint(kit_folder() / "data" / "demo" / "classroom.toml")


def example(language: str = "id") -> Blueprint:
    """Return a small blueprint to begin with: two colleges, nine simulated people, four weeks.

    Parameters
    ----------
    language
        ``"id"`` or ``"en"``, the language of the class.

    Examples
    --------
    >>> blueprint = example("en")
    >>> len(blueprint.people), len(blueprint.groups), blueprint.said(blueprint.groups[0].title)
    (9, 2, 'Group 1')
    """
    whole = demo()
    people = tuple(_first(whole))
    keys = {person.key for person in people}
    weeks = (
        replace(week, expert=week.expert if week.expert and week.expert.person in keys else None)
        for week in whole.weeks[:4]
    )
    small = replace(
        whole,
        key="kelas-pertama" if language == "id" else "first-class",
        course=Text("Kelas pertama (simulasi)", "First class (simulated)"),
        language=language,
        people=people,
        groups=(),
        grouping=Grouping(size=3),
        weeks=tuple(weeks),
        sessions=whole.sessions[:1],
        roster="",
        report=type(whole.report)(),
    )
    return grouped(small)


def _first(whole: Blueprint) -> Iterator[Person]:
    """Yield a lecturer, a moderator, an expert, and students of both colleges."""
    for role, count in _FIRST.items():
        for college in whole.colleges if role == "student" else whole.colleges[:1]:
            found = [one for one in whole.people if one.role == role and one.college == college.key]
            yield from (replace(one, row=0) for one in found[:count])


def roster() -> str:
    """Return the list of 62 people as CSV; the same every time."""
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADER)
    for number, row in enumerate([*_staff(), *_students()], start=1):
        writer.writerow([number, *row, "ya", MARK])
    return lines.getvalue()


def write_roster() -> None:
    """Write the list into ``data/demo/``."""
    files.write(kit_folder() / "data" / "demo" / "roster.csv", roster())


def _staff() -> Iterator[tuple[str, ...]]:
    for number, (name, college, role, domain) in enumerate(STAFF, start=1):
        yield name, f"00{number:02}017701", _email(name, domain), role, college, ""


def _students() -> Iterator[tuple[str, ...]]:
    """Yield students of all years; only ``random()`` is sure to stay the same in every Python."""
    chance = random.Random(SEED)  # noqa: S311 - simulated people need no secrecy
    names = sorted(f"{given} {family}" for given in GIVEN for family in FAMILY)
    names.sort(key=lambda _name: chance.random())
    place = 0
    for college, count in STUDENTS.items():
        code = 1 + list(STUDENTS).index(college)
        for number in range(1, count + 1):
            year = int(4 * chance.random()) + 1
            name, place = names[place], place + 1
            identifier = f"{code}{27 - year:02}{number:04}"
            email = _email(name, f"{college}.example.ac.id")
            yield name, identifier, email, "mahasiswa", college, str(year)


def _email(name: str, domain: str) -> str:
    return f"{slug(name).replace('-', '.')}@{domain}"
