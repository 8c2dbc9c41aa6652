"""Reminders that are ready to send, in a file that no name can turn into a program."""

import csv
import io
from pathlib import Path

import pytest

from tests.classroom.discussion.school import LECTURER, STUDENTS, chat, person, school
from workshop import i18n
from workshop.classroom.discussion.measuring import participation
from workshop.classroom.discussion.reminders import Reminders

BAD = person("=HYPERLINK(A1) Jahat")


@pytest.fixture
def waiting() -> Reminders:
    blueprint = school((LECTURER, *STUDENTS, BAD))
    lines = (
        "07 10.00 Ayu Lestari: #ringkasan1 https://example.org",
        "14 10.00 Sari: Ringkasan 1, terlambat",
    )
    return participation(chat(*lines), blueprint).reminders(1)


def test_each_text_says_who_what_and_until_when(waiting: Reminders) -> None:
    assert len(waiting) == len(STUDENTS)  # all but Ayu, and the last one
    one = next(iter(waiting))
    assert one.person.name == "Budi Santoso"
    assert one.chat.id.startswith("Halo Budi Santoso")
    assert one.chat.en.startswith("Hello Budi Santoso")
    for text, due in ((one.chat.id, "13 September 2026, 21.00"), (one.mail.en, "21:00")):
        assert due in text
    assert "Basis Data" in one.subject.id
    assert "Databases" in one.subject.en
    assert "Apa guna kunci nomor 1?" in one.mail.id


def test_senders_in_no_roster_are_a_warning(waiting: Reminders) -> None:
    with i18n.use("en"):
        assert "1 sender is in no roster" in waiting.explain()


@pytest.mark.parametrize(("language", "separator"), [("id", ";"), ("en", ",")])
def test_the_file_holds_all_texts_and_no_formula(
    waiting: Reminders, tmp_path: Path, language: str, separator: str
) -> None:
    path = waiting.to_csv(tmp_path / "pengingat.csv", language)
    rows = list(
        csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=separator)
    )
    assert len(rows) == len(waiting)
    assert rows[-1]["name"] == "'=HYPERLINK(A1) Jahat"
    assert rows[0]["email"] == "budi-santoso@example.ac.id"
    assert "Yth. Budi Santoso" in rows[0]["mail_id"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
