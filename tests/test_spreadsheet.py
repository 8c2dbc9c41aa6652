"""Tables that spreadsheets open: equal to what was written, and nothing in them is a formula."""

import csv
import datetime
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n, spreadsheet
from workshop.errors import PublishingError, WorkshopError
from workshop.results import ShownTable

# What OWASP names in "CSV injection", full-width forms included.
OWASP = ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"]
# Texts as strangers write them, with the dangerous signs far more often than by chance.
TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n,;|\"' \x00\uff1d\uff051a"), st.characters()), max_size=25
)
NUMBERS = st.one_of(
    st.integers(-(10**14), 10**14), st.floats(-1e12, 1e12, allow_nan=False), st.none()
)


def read_csv(path: Path, separator: str) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def sheet(path: Path, name: str | None = None) -> list[list[Any]]:
    book = openpyxl.load_workbook(path)
    chosen = book[name] if name else book.worksheets[0]
    for row in chosen.iter_rows():
        for cell in row:
            assert cell.data_type in {"s", "n", "d"}, cell.value
    return [[cell.value for cell in row] for row in chosen.iter_rows()]


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet might compute a cell, by hand and not by the code under test."""
    return text.lstrip(" \u00a0\u3000")[:1] in {*OWASP} and not re.fullmatch(
        r"-\d[\d.,]*[ \u00a0]?%?", text
    )


def without_apostrophes(text: str) -> str:
    return text.replace("'", "")


def as_kept(text: str) -> str:
    """Return what a file can hold of a text: no control characters, one kind of line break."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign
        for sign in lines
        if sign in "\t\n\x85"
        or not (
            sign < " "
            or "\x7f" <= sign <= "\x9f"
            or "\ufdd0" <= sign <= "\ufdef"
            or sign in "\ufffe\uffff"
        )
    )


@pytest.mark.parametrize("first", [*OWASP, "\x00=", " =", "\u00a0+", "\x0b-"])
def test_a_text_that_would_be_computed_gets_an_apostrophe(first: str) -> None:
    safe = spreadsheet.defused(f"{first}HYPERLINK(1)")
    assert safe.startswith("'")
    assert safe.endswith("HYPERLINK(1)")
    assert spreadsheet.defused(safe) == safe


@pytest.mark.parametrize(
    "text", ["a = b", "budi@kampus.id", "-5", "-0,435", "-12,3%", "3-4", "'=1", "", "–", "(+)"]
)
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet.defused(text) == text


@pytest.mark.parametrize("text", ["-5+cmd", "-1-1", "+6281234", "-", "--1", "-5\n=1"])
def test_what_only_looks_like_a_number_is_defused(text: str) -> None:
    assert spreadsheet.defused(text) == f"'{text}"


@given(TEXTS)
def test_defusing_adds_one_apostrophe_and_nothing_else(text: str) -> None:
    safe = spreadsheet.defused(text)
    assert safe.removeprefix("'") == as_kept(text).removeprefix("'")
    assert not is_formula(safe)


@given(rows=st.lists(st.tuples(TEXTS, NUMBERS), max_size=6), language=st.sampled_from(["id", "en"]))
def test_a_csv_holds_what_was_written_and_no_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Any]], language: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "table.csv"
    table = pd.DataFrame(rows, columns=["=kata", "angka"], dtype=object)
    spreadsheet.to_csv(table, path, language)
    header, *found = read_csv(path, ";" if language == "id" else ",")
    assert header == ["'=kata", "angka"]
    assert len(found) == len(rows)
    for (words, figure), (told, written) in zip(rows, found, strict=True):
        assert without_apostrophes(told) == without_apostrophes(as_kept(words))
        decimal = written.replace(",", ".") if language == "id" else written
        assert (float(decimal) if written else None) == figure


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_formula_appears_when_a_csv_is_cut_at_the_wrong_separator(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "cut.csv"
    spreadsheet.to_csv(pd.DataFrame({"x": texts}, dtype=object), path, "en")
    raw = path.read_bytes().decode("utf-8-sig")
    for piece in re.split('[,;|\t\r\n"]', raw):
        bare = piece.lstrip(" \u00a0\u3000")
        assert bare[:1] not in set("=+@\uff1d\uff0b\uff0d\uff20")
        assert not bare.startswith("-") or re.fullmatch(r"-[\d.]*[ \u00a0]?%?", bare)


@given(st.lists(st.tuples(TEXTS, NUMBERS, st.booleans()), max_size=5))
def test_a_workbook_holds_what_was_written_and_no_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, Any, bool]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "table.xlsx"
    table = pd.DataFrame(rows, columns=["kata", "angka", "@ya"], dtype=object)
    spreadsheet.to_xlsx({"Jawaban": table}, path)
    header, *found = sheet(path, "Jawaban")
    assert header == ["kata", "angka", "'@ya"]
    for (words, figure, yes), (told, number, truth) in zip(rows, found, strict=False):
        assert (told or "") == spreadsheet.defused(words)
        assert number == figure if figure is None else number == pytest.approx(figure, rel=1e-15)
        assert truth == int(yes)


def test_numbers_follow_the_language_of_the_reader(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": [1234.5, None], "b": pd.array([1, None], "Int64"), "c": [-0.1, 3.0]})
    spreadsheet.to_csv(table, tmp_path / "id.csv", "id")
    spreadsheet.to_csv(table, tmp_path / "en.csv", "en")
    assert read_csv(tmp_path / "id.csv", ";") == [
        ["a", "b", "c"], ["1234,5", "1", "-0,1"], ["", "", "3"]
    ]  # fmt: skip
    assert read_csv(tmp_path / "en.csv", ",")[1:] == [["1234.5", "1", "-0.1"], ["", "", "3"]]


def test_without_a_language_the_reader_s_own_counts(tmp_path: Path) -> None:
    with i18n.use("id"):
        spreadsheet.to_csv(pd.DataFrame({"a": [0.5], "b": ["x"]}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfa;b\r\n0,5;x\r\n"


def test_pandas_reads_the_indonesian_file_back_as_it_was(tmp_path: Path) -> None:
    table = pd.DataFrame({"hours": [0.1, 1e-7, 2e20], "code": ["a;b", 'c"d', "e\nf"]})
    spreadsheet.to_csv(table, tmp_path / "a.csv", "id")
    back = pd.read_csv(tmp_path / "a.csv", sep=";", decimal=",", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(back, table)


def test_dates_truth_and_categories_are_written_as_people_know_them(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 7, 29, 8, 30, tzinfo=datetime.UTC)
    table = pd.DataFrame(
        {
            "day": pd.Series([datetime.datetime(2026, 7, 29), pd.NaT]),
            "moment": [moment, datetime.date(1799, 1, 2)],
            "yes": pd.array([True, None], "boolean"),
            "code": pd.Categorical(["-1", "=2"]),
            "none": [pd.NA, np.inf],
            "nik": [3275012345678901, 2],
        }
    )
    spreadsheet.to_csv(table, tmp_path / "a.csv", "en")
    assert read_csv(tmp_path / "a.csv", ",")[1:] == [
        ["2026-07-29", "2026-07-29 08:30:00", "1", "-1", "", "3275012345678901"],
        ["", "1799-01-02 00:00:00", "", "'=2", "inf", "2"],
    ]
    spreadsheet.to_xlsx({"a": table}, tmp_path / "a.xlsx")
    first, second = sheet(tmp_path / "a.xlsx")[1:]
    day = datetime.datetime(2026, 7, 29)  # cells have no zone
    assert first == [day, day.replace(hour=8, minute=30), 1, "-1", None, "3275012345678901"]
    assert second == [None, "1799-01-02 00:00:00", None, "'=2", "inf", 2]


@pytest.mark.parametrize(
    "text", ["#N/A", "#DIV/0!", "TRUE", "<script>", "\u202eab", "😀", "_x003D_"]
)
def test_a_word_that_a_spreadsheet_knows_stays_a_text(tmp_path: Path, text: str) -> None:
    spreadsheet.to_xlsx({"a": pd.DataFrame({text: [text]})}, tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx") == [[text], [text]]


def test_a_cell_that_holds_a_list_is_written_as_text(tmp_path: Path) -> None:
    spreadsheet.to_csv(pd.DataFrame({"x": [["a", 1], None]}), tmp_path / "a.csv", "en")
    assert read_csv(tmp_path / "a.csv", ",")[1:] == [["['a', 1]"], [""]]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark(tmp_path: Path) -> None:
    spreadsheet.to_xlsx({"a": pd.DataFrame({"x": ["=" + "y" * 40_000]})}, tmp_path / "a.xlsx")
    text = sheet(tmp_path / "a.xlsx")[1][0]
    assert len(text) == 32_767
    assert text.startswith("'=y")
    assert text.endswith("y…")


def test_half_a_surrogate_pair_and_forbidden_characters_do_no_harm(tmp_path: Path) -> None:
    table = pd.DataFrame({"a": ["x\ud800y\x00\x1b[1m\ufffe"]})
    spreadsheet.to_xlsx({"a": table}, tmp_path / "a.xlsx")
    spreadsheet.to_csv(table, tmp_path / "a.csv", "en")
    assert sheet(tmp_path / "a.xlsx")[1] == ["x\ufffdy[1m"]
    assert read_csv(tmp_path / "a.csv", ",")[1] == ["x\ufffdy[1m"]


def test_a_shown_table_is_written_as_it_is_shown(tmp_path: Path) -> None:
    shown = ShownTable(("Jawaban", "Bagian"), (("=ya", "-12,3%"), ("tidak", "–")), (False, True))
    spreadsheet.to_xlsx({"Hasil": shown}, tmp_path / "a.xlsx")
    assert sheet(tmp_path / "a.xlsx") == [["Jawaban", "Bagian"], ["'=ya", "-12,3%"], ["tidak", "–"]]


def test_a_workbook_without_tables_can_still_be_opened(tmp_path: Path) -> None:
    spreadsheet.to_xlsx({}, tmp_path / "a.xlsx")
    spreadsheet.to_xlsx({"x": pd.DataFrame()}, tmp_path / "b.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets) == 1
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames == ["x"]


def test_the_header_stays_in_sight_and_is_bold(tmp_path: Path) -> None:
    spreadsheet.to_xlsx({"a": pd.DataFrame({"x" * 30: [1]})}, tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert page.freeze_panes == "A2"
    assert page["A1"].font.bold
    assert page.column_dimensions["A"].width == 32


@given(st.lists(st.text(max_size=40), max_size=8))
def test_names_of_sheets_are_ones_that_excel_accepts(names: list[str]) -> None:
    found = spreadsheet.sheet_names(names)
    assert len(found) == len(names)
    assert len({name.lower() for name in found}) == len(names)
    for name in found:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'"
        assert name[-1] != "'"
        assert name.lower() != "history"


def test_too_many_columns_are_answered_with_a_sentence_and_no_file(tmp_path: Path) -> None:
    table = pd.DataFrame(np.zeros((1, 16_385)))
    with i18n.use("en"), pytest.raises(PublishingError, match="16,385 columns; a sheet holds"):
        spreadsheet.to_xlsx({"a": table}, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_answered_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with i18n.use("en"), pytest.raises(WorkshopError, match="cannot be written"):
        spreadsheet.to_csv(pd.DataFrame({"x": [1]}), tmp_path / "a" / "b.csv", "en")
