"""Files as a platform: what is made, read back as the programs and people that get it would."""

import csv
import dataclasses
import datetime
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import icalendar
import pypdfium2
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.providers.classes import a_class
from workshop import i18n
from workshop.classroom.blueprint.model import Blueprint, Rule, Session
from workshop.classroom.building.kinds import heading
from workshop.classroom.building.resources import KINDS
from workshop.classroom.providers.files import FilesProvider
from workshop.classroom.providers.files.links import CLASS_CODE, LONGEST
from workshop.cli.classroom import classroom
from workshop.errors import ClassroomError, ProviderError
from workshop.tables import Text

LINK = "https://kelas.example.ac.id/masuk"
DEMO = Path(__file__).parents[4] / "data" / "demo" / "classroom.toml"


def files(blueprint: Blueprint, link: str = "") -> dict[str, bytes]:
    return dict(FilesProvider(link).files(blueprint))


def pages(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split()) for text in found]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def without_links(blueprint: Blueprint) -> Blueprint:
    sessions = tuple(dataclasses.replace(one, link="") for one in blueprint.sessions)
    return dataclasses.replace(blueprint, sessions=sessions)


def test_every_kind_of_file_is_made() -> None:
    assert set(files(a_class(), LINK)) == {
        "oneroster.zip",
        "nbgrader-students.csv",
        "jupyterhub-users.txt",
        "jupyterhub-groups.json",
        "calendar.ics",
        "attendance.pdf",
        "welcome.pdf",
        "qr/temu-1.svg",
        CLASS_CODE,
    }


def test_the_same_class_gives_the_same_lists() -> None:
    first, second = files(a_class()), files(a_class())
    for name in set(first) - {"welcome.pdf", "attendance.pdf"}:
        assert first[name] == second[name]


def test_nobody_without_consent_is_in_any_file() -> None:
    for name, content in files(a_class()).items():
        text = (
            " ".join(pages(content)) if name.endswith(".pdf") else content.decode(errors="ignore")
        )
        assert "tono" not in text.lower(), name


def test_nbgrader_gets_the_students_under_the_names_of_their_accounts() -> None:
    made = files(a_class(4))
    students = rows(made["nbgrader-students.csv"])
    assert students[0] == {
        "id": "student-001",
        "first_name": "Mahasiswa",
        "last_name": "1",
        "email": "m1@stt.example",
    }
    accounts = made["jupyterhub-users.txt"].decode().splitlines()
    assert {row["id"] for row in students} < set(accounts)
    assert len(accounts) == len(a_class(4).members)


def test_jupyterhub_gets_groups_of_accounts_that_it_has() -> None:
    made = files(a_class(4))
    groups = json.loads(made["jupyterhub-groups.json"])
    accounts = set(made["jupyterhub-users.txt"].decode().split())
    assert set(groups) == {
        "formgrade-media-sosial",
        "nbgrader-media-sosial",
        "media-sosial-grup-1",
        "media-sosial-grup-2",
    }
    assert all(set(group["users"]) <= accounts for group in groups.values())


def test_the_calendar_holds_every_summary_and_meeting() -> None:
    whole = icalendar.Calendar.from_ical(files(a_class(weeks=3))["calendar.ics"])
    assert len(whole.walk("VEVENT")) == 4


def test_each_link_has_a_code() -> None:
    made = files(a_class(), LINK)
    for name in ("qr/temu-1.svg", CLASS_CODE):
        assert ElementTree.fromstring(made[name]).tag.endswith("svg")  # noqa: S314  # our own
    assert made["qr/temu-1.svg"] != made[CLASS_CODE]


@pytest.mark.parametrize("link", ["", "javascript:alert(1)", "Ruang 3", LINK + "x" * LONGEST])
def test_what_no_phone_opens_gets_no_code(link: str) -> None:
    sessions = (dataclasses.replace(a_class().sessions[0], link=link),)
    blueprint = dataclasses.replace(a_class(1), sessions=sessions)
    assert not [name for name in files(blueprint) if name.startswith("qr/")]
    assert len(FilesProvider("").check(blueprint)) == bool(link)


def test_every_student_gets_one_page_with_all_that_matters() -> None:
    blueprint = a_class(4)
    sheets = pages(files(blueprint, LINK)["welcome.pdf"])
    assert len(sheets) == 4
    for sheet, student in zip(sheets, blueprint.with_role("student"), strict=True):
        for part in (
            f"Selamat datang, {student.name}!",
            student.email,
            blueprint.colleges_by_key[student.college].name,
            "Topik ke-1",
            "Senin, 7 September 2026, pukul 20.00 WIB",
            "Tanpa kampanye politik.",
            "dewi@stt.example",
            "persetujuan",
        ):
            assert part in sheet
        assert LINK in sheet.replace(" ", "")  # it may take two lines
        others = [one for one in blueprint.with_role("student") if one != student]
        assert not any(other.email in sheet for other in others)
    assert "Kelompok 1" in sheets[0]
    assert "Kelompok 2" in sheets[1]


def test_sheets_are_written_in_the_language_of_the_class() -> None:
    with i18n.use("id"):
        (sheet,) = pages(files(a_class(1, language="en"), LINK)["welcome.pdf"])
    assert "Welcome, Mahasiswa 1!" in sheet


def pictures(pdf: bytes) -> int:
    """Count what is drawn on the first page beside its words."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        words = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
        return sum(1 for found in document[0].get_objects() if found.type != words)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "Tanyakan kepada dosen Anda cara masuk ke kelas: dewi@stt.example"),
        ("en", "Ask your lecturer how to enter the class: dewi@stt.example"),
    ],
)
def test_without_a_link_there_is_no_box_for_one_and_the_lecturer_is_asked(
    language: str, told: str
) -> None:
    blueprint = without_links(a_class(1, language=language))
    without, with_link = (files(blueprint, link)["welcome.pdf"] for link in ("", LINK))
    (sheet,) = pages(without)
    assert told in sheet
    assert sheet.count("dewi@stt.example") == 1
    for box in ("Pintu masuk kelas", "The door to the class", "tautan", "link"):
        assert box not in sheet
    assert pictures(without) < pictures(with_link)


def test_a_link_that_is_too_long_for_a_code_is_sent_by_the_lecturer() -> None:
    blueprint = without_links(a_class(1))
    (sheet,) = pages(files(blueprint, LINK + "/" + "x" * LONGEST)["welcome.pdf"])
    assert "Mintalah dosen Anda mengirimkan tautan kelas" in sheet
    assert "Buka kamera" not in sheet
    assert "Pintu masuk kelas" not in sheet


def test_a_bare_class_gets_its_sheets_as_well() -> None:
    bare = dataclasses.replace(
        a_class(1), colleges=(), groups=(), weeks=(), rules=(), sessions=(), channels=()
    )
    students = tuple(dataclasses.replace(one, email="") for one in bare.with_role("student"))
    made = files(dataclasses.replace(bare, people=students))
    assert len(pages(made["welcome.pdf"])) == 1
    assert "Masuklah dengan nama lengkap Anda." in pages(made["welcome.pdf"])[0]
    assert len(pages(made["attendance.pdf"])) == 1


def test_without_students_there_is_no_welcome() -> None:
    assert "welcome.pdf" not in files(a_class(0))


def test_the_longest_words_still_fit_on_one_page() -> None:
    blueprint = a_class(2)
    long = "Tidak ada yang boleh terlewat dari aturan yang panjang sekali ini. " * 9
    rules = tuple(Rule(f"rule-{number}", Text(long, long)) for number in range(12))
    weeks = (dataclasses.replace(blueprint.weeks[0], topic=Text(long, long)),)
    weeks = (dataclasses.replace(weeks[0], prompt=Text(long, long)),)
    people = tuple(
        dataclasses.replace(one, name="W" * 90, email="w" * 60 + "@" + "e" * 60 + ".example")
        for one in blueprint.people
    )
    link = LINK + "/" + "z" * 200
    whole = dataclasses.replace(
        blueprint, course=Text(long, long), rules=rules, weeks=weeks, people=people
    )
    assert len(pages(files(whole, link)["welcome.pdf"])) == 2


@settings(max_examples=6, deadline=None)
@given(text=st.text(max_size=60))
def test_what_strangers_write_is_printed_and_never_obeyed(text: str) -> None:
    blueprint = a_class(1)
    people = tuple(dataclasses.replace(one, name=text, email=text) for one in blueprint.people)
    made = files(dataclasses.replace(blueprint, people=people, term=text), text)
    assert len(pages(made["welcome.pdf"])) == 1


def test_a_name_that_looks_like_a_command_is_only_a_name() -> None:
    blueprint = a_class(1)
    people = tuple(dataclasses.replace(one, name='#panic("x") *b*') for one in blueprint.people)
    made = files(dataclasses.replace(blueprint, people=people))
    assert '#panic("x") *b*' in pages(made["welcome.pdf"])[0]
    assert '#panic("x") *b*' in pages(made["attendance.pdf"])[0]


def test_the_attendance_list_has_a_line_for_everyone_and_a_list_for_each_meeting() -> None:
    second = Session("temu-2", Text("Penutup", "Closing"), datetime.datetime(2026, 9, 20, 19), 60)
    blueprint = a_class(4)
    blueprint = dataclasses.replace(blueprint, sessions=(*blueprint.sessions, second))
    first, last = pages(files(blueprint)["attendance.pdf"])
    for word in ("No.", "Nama", "Kontak", "Afiliasi", "Kehadiran", "Tanda tangan"):
        assert word in first
    for person in blueprint.members:
        assert person.email in first
        assert person.email in last
    assert "Temu wicara" in first
    assert "Penutup" in last
    assert "Minggu, 20 September 2026, pukul 19.00 WIB" in last


def test_without_meetings_the_date_is_left_open() -> None:
    (page,) = pages(files(dataclasses.replace(a_class(), sessions=()))["attendance.pdf"])
    assert "____" in page


def test_a_class_without_a_lecturer_is_told_beforehand() -> None:
    people = a_class().with_role("student")
    (problem,) = FilesProvider("").check(dataclasses.replace(a_class(), people=people))
    assert "teacher" in problem.template
    assert FilesProvider("").check(a_class()) == []


def test_support_names_known_kinds_once_and_promises_nothing_live() -> None:
    support = FilesProvider().support()
    kinds = [one.kind for one in support]
    assert sorted(kinds) == sorted(KINDS)
    assert {one.coverage for one in support} == {"import", "impossible"}
    assert all(heading(kind) for kind in kinds)


def test_nothing_is_built_on_a_server() -> None:
    assert FilesProvider().desired(a_class()) == ()
    with pytest.raises(ProviderError) as raised:
        FilesProvider().connect(a_class(), {})
    assert isinstance(raised.value, ClassroomError)
    assert "export" in str(raised.value)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_guide_tells_what_to_do_with_each_file(language: str) -> None:
    with i18n.use(language):
        guide = FilesProvider("").guide(a_class())
    text = " ".join(step.do + step.text for step in guide.steps)
    for name in set(files(a_class())) - {"qr/temu-1.svg"}:
        assert name in text
    assert " qr" in text


def test_the_command_writes_the_demonstration_class(tmp_path: Path) -> None:
    arguments = ["export", str(DEMO), "--on", "files", "--folder", str(tmp_path)]
    environment = {"CLASSROOM_LINK": LINK}
    result = CliRunner().invoke(classroom, arguments, env=environment)
    assert result.exit_code == 0, result.output
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {"welcome.pdf", "oneroster.zip", CLASS_CODE} <= written
    assert len(pages((tmp_path / "welcome.pdf").read_bytes())) > 50
