"""Tables of any kind: their rows under their headers, or one error that names the cause."""

import pytest

from workshop import i18n
from workshop.errors import SheetError
from workshop.sheets import read_sheet


def known(row: object) -> int:
    """Count the headers of a list of people."""
    assert isinstance(row, list)
    return len({"nama", "peran"}.intersection(row))


def test_titles_and_totals_are_left_out_and_told() -> None:
    content = b"Daftar peserta\n\nnama;peran\nAyu;mahasiswa\n=1+1;dosen\nJumlah;2\n"
    sheet, decisions = read_sheet("peserta.csv", content, known)
    assert [column.name for column in sheet.columns] == ["nama", "peran"]
    assert [sheet.row(row) for row in range(len(sheet))] == [
        ["Ayu", "mahasiswa"],
        ["=1+1", "dosen"],
    ]
    assert list(sheet.numbers) == [4, 5]
    told = [one.what.template for one in decisions]
    assert "Rows above the headers were left out: {words}" in told
    assert "A row below the table was left out: {words}" in told


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty"),
        (b" ,;\n ,;\n", "all its cells are blank"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"<!doctype html><p>Masuk", "is a web page"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 x", "old Excel file"),
    ],
)
def test_what_is_no_table_gets_one_sentence(content: bytes, reason: str) -> None:
    with i18n.use("en"), pytest.raises(SheetError, match=reason):
        read_sheet("x.csv", content, known)
