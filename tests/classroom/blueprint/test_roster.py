"""Lists of people from strangers: every row right, or named with its number and column."""

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.blueprint.samples import COLLEGES
from workshop import i18n
from workshop.classroom.blueprint.accounts import KEY
from workshop.classroom.blueprint.model import Person
from workshop.classroom.blueprint.roster import Roster, read_roster
from workshop.errors import BlueprintError
from workshop.sheets.report import Decision

HEADER = "Nama;NIM/NIDN;Surel;Peran;Perguruan Tinggi;Persetujuan"
AYU = "Ayu Lestari;111;ayu@example.ac.id;Mahasiswa;Kampus A;Ya"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def listed(*rows: str, header: str = HEADER) -> Roster:
    return read_roster("list.csv", "\n".join([header, *rows, ""]).encode(), COLLEGES)


def mistakes(*rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(BlueprintError) as caught:
        listed(*rows, header=header)
    return [line.strip(" •") for line in str(caught.value).splitlines()[1:]]


def warnings(roster: Roster) -> dict[str, Decision]:
    return {one.what.template: one for one in roster.report.warnings}


def workbook(*rows: list[object]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_person_is_read_from_a_row() -> None:
    (person,) = listed(AYU).people
    assert person == Person(
        "ayu-lestari", "Ayu Lestari", "ayu@example.ac.id", "student", "a", "111", row=2
    )


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("NAMA LENGKAP;Peran;Kampus;Setuju?", "Ayu;dosen;a;y"),
        ("Full name;Role;College;Consent", "Ayu;Lecturer;KAMPUS  A;agreed"),
        ("consent;institution;role;name", "TRUE;A;teacher;Ayu"),
        ("E-mail*;persetujuan;asal kampus;peran;nama", "ayu@example.ac.id;✓;a;Dosen;Ayu"),
    ],
)
def test_headers_and_values_of_both_languages_are_known(header: str, row: str) -> None:
    (person,) = listed(row, header=header).people
    assert (person.name, person.role, person.college, person.consent) == (
        "Ayu",
        "lecturer",
        "a",
        True,
    )


def test_which_column_means_what_is_told_and_the_others_too() -> None:
    roster = listed(f"{AYU};0812;x", header=f"{HEADER};No. HP;Alamat")
    told = [str(one.what) for one in roster.report.decisions]
    assert "Column C “Surel” is read as the e-mail address." in told
    assert any("left out: “No. HP”, “Alamat”" in one for one in told)
    assert "0812" not in str(roster)


def test_every_row_with_a_mistake_is_named_at_once() -> None:
    found = mistakes(
        AYU,
        "Budi;112;AYU@example.ac.id;mahasiswa;a;ya",
        "Cici;111;cici@example.ac.id;mahasiswa;a;ya",
        "Dedi;113;dedi@example;;a;ya",
        "Eka;114;eka@example.ac.id;mahasiwa;b;ya",
        "Fani;115;fani@example.ac.id;dosen;Kampus C;ya",
        "=1+1;116;g@example.ac.id;dosen;b;ya",
        ";117;h@example.ac.id;dosen;b;ya",
        "Ina;118;i@example.ac.id;dosen;b;mungkin",
        "Joko;1.98501E+17;j@example.ac.id;dosen;b;ya",
        "#N/A;119;k@example.ac.id;dosen;;ya",
    )
    expected = [
        (
            'row 3, column C “Surel” is "AYU@example.ac.id"',
            "row 2, column C “Surel” holds the same",
        ),
        ('row 4, column B “NIM/NIDN” is "111"', "row 2, column B “NIM/NIDN” holds the same"),
        ('row 5, column C “Surel” is "dedi@example"', "an e-mail address such as"),
        ("row 5, column D “Peran” is missing", "allowed: lecturer, student"),
        ('row 6, column D “Peran” is "mahasiwa"', "did you mean mahasiswa?"),
        ('row 7, column E “Perguruan Tinggi” is "Kampus C"', "did you mean kampus"),
        ('row 8, column A “Nama” is "=1+1"', "no formula"),
        ("row 9, column A “Nama” is missing", "the name of a person"),
        ('row 10, column F “Persetujuan” is "mungkin"', "allowed: yes, no"),
        ('row 11, column B “NIM/NIDN” is "1.98501E+17"', "format the column as text"),
        ('row 12, column A “Nama” is "#N/A"', "no formula"),
        ("row 12, column E “Perguruan Tinggi” is missing", "one of the colleges a, b"),
    ]
    assert len(found) == len(expected)
    for told, (what, allowed) in zip(found, expected, strict=True):
        assert what in told
        assert allowed in told


@pytest.mark.parametrize(
    ("header", "lack"),
    [
        ("Nama;NIM;Surel;Tugas;Kampus;Persetujuan", "“peran”, “role”"),
        ("Nama;NIM;Surel;Peran;Kota;Persetujuan", "“perguruan tinggi”, “college”"),
        ("Nama;NIM;Surel;Peran;Kampus;Catatan", "“persetujuan” (ya, tidak)"),
    ],
)
def test_a_column_that_everybody_needs_is_missed_once(header: str, lack: str) -> None:
    (found,) = mistakes(AYU, AYU, header=header)
    assert found.startswith("list.csv has no column")
    assert lack in found


def test_a_misspelt_header_is_recognised_and_not_guessed() -> None:
    (found,) = mistakes(AYU, header=HEADER.replace("Persetujuan", "Persetujan"))
    assert found.endswith("Did you mean that by “Persetujan”?")


def test_two_columns_of_one_meaning_are_refused() -> None:
    (found,) = mistakes(f"{AYU};x", header=f"{HEADER};E-mail")
    assert 'column G is "E-mail"; allowed: one column with that meaning' in found


def test_who_has_not_agreed_is_on_the_list_and_no_member() -> None:
    roster = listed(AYU, AYU.replace("Ayu", "Budi").replace("111", "112").replace("ayu", "budi")
                    .replace("Ya", ""), "Cici;;-;mahasiswa;b;tidak")  # fmt: skip
    assert [person.consent for person in roster.people] == [True, False, False]
    told = warnings(roster)
    silent = told["People who have not said whether they agree: {count}. They are left out."]
    assert silent.rows == (3,)
    assert told["People who do not agree: {count}. They are left out."].rows == (4,)
    assert told["People without an e-mail address: {count}."].rows == (4,)


def test_keys_do_not_depend_on_the_order_of_the_rows() -> None:
    rows = [
        "Dr. Ir. Muhammad Rizki, M.Kom.;1;rizki1@example.ac.id;dosen;a;ya",
        "Muhammad Rizki;2;rizki2@example.ac.id;mahasiswa;b;ya",
        "Siti Aminah;3;siti@example.ac.id;mahasiswa;b;ya",
        "李明;4;li@example.edu;narasumber;b;ya",
    ]
    forward, backward = listed(*rows), listed(*reversed(rows))
    keys = {person.identifier: person.key for person in forward.people}
    assert keys == {person.identifier: person.key for person in backward.people}
    assert keys["3"] == "siti-aminah"
    assert keys["1"] != keys["2"]
    assert keys["1"].startswith("muhammad-rizki-")
    assert keys["4"].startswith("person-")
    (double,) = (one for one in forward.report.warnings if "same name" in str(one.what))
    assert double.rows == (2, 3)


def test_people_whom_nothing_tells_apart_are_refused() -> None:
    found = mistakes("Ayu;;;mahasiswa;a;ya", "Ayu;;;mahasiswa;a;ya")
    assert len(found) == 1
    assert "row 3" in found[0]
    assert "tells this person apart (list.csv, row 2)" in found[0]


def test_accounts_that_are_given_are_kept() -> None:
    roster = listed(f"{AYU};ayu-01", header=f"{HEADER};Akun")
    assert roster.people[0].key == "ayu-01"
    found = mistakes(f"{AYU};Ayu 01", header=f"{HEADER};Akun")
    assert "small letters, digits and -" in found[0]


def test_a_workbook_with_a_title_keeps_row_numbers_and_numbers() -> None:
    rows: list[list[object]] = [
        ["Daftar peserta kelas"],
        [],
        ["Nama", "NIM", "Peran", "Kampus", "Persetujuan", "Semester"],
        ["Ayu", 3201612001, "mahasiswa", "a", True, 5],
        ["Budi", 3201612002, "mahasiswa", "b", "ya", 7.0],
    ]
    people = read_roster("list.xlsx", workbook(*rows), COLLEGES).people
    assert [(one.identifier, one.level, one.row) for one in people] == [
        ("3201612001", "5", 4),
        ("3201612002", "7", 5),
    ]
    rows[3][1] = 198501012010121001
    with pytest.raises(BlueprintError, match="column B"):
        read_roster("list.xlsx", workbook(*rows), COLLEGES)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b"%PDF-1.7", "is a PDF"),
        (HEADER.encode(), "has headers, and nobody below them"),
        (b"\x89PNG\r\n\x1a\n", "holds no text"),
    ],
)
def test_what_is_no_list_gets_one_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(BlueprintError, match=reason):
        read_roster("list.csv", content, COLLEGES)


def many(count: int) -> list[str]:
    return [
        f"Orang {number};{number};o{number}@example.ac.id;mahasiswa;{'ab'[number % 2]};ya"
        for number in range(count)
    ]


def test_ten_thousand_people_are_read_in_seconds() -> None:
    start = time.perf_counter()
    roster = listed(*many(10_000))
    assert len({person.key for person in roster.people}) == 10_000
    assert time.perf_counter() - start < 6  # about one, when nothing else runs


def test_ten_thousand_mistakes_are_told_in_twenty_lines() -> None:
    found = mistakes(*(row.replace("mahasiswa", "mahasisw") for row in many(10_000)))
    assert len(found) == 21
    assert found[-1] == "… and 9980 more"


def test_simulated_people_are_told() -> None:
    roster = listed(f"{AYU};SIMULASI", header=f"{HEADER};SIMULASI")
    assert "These people are simulated: nobody of these names takes part." in warnings(roster)


@pytest.mark.parametrize("language", ["id", "en"])
def test_mistakes_speak_the_language_of_the_reader(language: str) -> None:
    with i18n.use(language), pytest.raises(BlueprintError) as caught:
        listed("Ayu;1;ayu;dosen;a;ya")
    with i18n.use(language):
        words = {"id": "list.csv, baris 2, kolom C “Surel”", "en": "list.csv, row 2, column C"}
        assert words[language] in str(caught.value)


CELLS = st.sampled_from(
    ["Ayu", "ayu@example.ac.id", "dosen", "a", "ya", "", "-", "=1+1", "1", "\u202eabc", "a;b", '"']
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=5))
def test_every_row_becomes_a_person_or_a_mistake(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([HEADER.split(";"), *rows])
    try:
        roster = read_roster("list.csv", file.getvalue().encode(), COLLEGES)
    except BlueprintError as error:
        assert str(error).startswith("list.csv ")
        return
    left_out = {row for one in roster.report.decisions for row in one.rows if "left out" in
                one.what.template and "They" not in one.what.template}  # fmt: skip
    filled = {at for at, row in enumerate(rows, start=2) if any(map(str.strip, row))}
    assert filled <= {person.row for person in roster.people} | left_out
    for person in roster.people:
        assert KEY.fullmatch(person.key)
        assert person.name.isprintable()
        assert person.name[:1] not in "=+-@"
    assert len({person.key for person in roster.people}) == len(roster.people)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_one_error(content: bytes) -> None:
    try:
        read_roster("list.csv", content, COLLEGES)
    except BlueprintError as error:
        assert str(error)
