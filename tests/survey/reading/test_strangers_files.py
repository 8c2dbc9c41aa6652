"""Whatever a stranger's file holds: answers or one clear sentence, and nothing lost silently."""

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workshop.errors import SurveyFileError
from workshop.sheets import dialect
from workshop.sheets.report import Decision
from workshop.survey.questionnaire.model import Questionnaire
from workshop.survey.questionnaire.reading import read as read_questionnaire
from workshop.survey.reading.loading import read_bytes
from workshop.survey.responses import Responses

CORPUS = Path(__file__).parents[1] / "corpus"
QUESTIONNAIRE = read_questionnaire(CORPUS / "questionnaire.toml")
HEADERS = [question.id for question in QUESTIONNAIRE.questions]
MAGIC = [b"", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"sep=;\n",
         b'"', b"faculty;hours\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml"]  # fmt: skip
GOOD = ("Teknik", "law", "2,5", "3.75", "1.234", "Mengobrol; Mencari, mengunduh", "SS", "Setuju",
        "None", "NA", "29/07/2026", "03/04/2026", "2026-07-29", "3 jam", "Total", "", " ", "1",
        "=1+1", "<b>x</b>", "\u202eabc", "a\nb", "a;b,c|d\te", '"q"', "0")  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
CELLS = st.sampled_from(GOOD) | TEXTS


def answered(name: str, content: bytes, questionnaire: Questionnaire | None) -> Responses | None:
    """Read, and check the one sentence when that is not possible."""
    try:
        return read_bytes(name, content, questionnaire)
    except SurveyFileError as error:
        assert str(error).startswith(f"{name}: ")
        return None


def written(rows: list[list[str]], separator: str = ",", end: str = "\n") -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


def has_value(responses: Responses, question: str, row: int) -> bool:
    columns = list(responses.questionnaire.question(question).columns)
    return bool(responses.table[columns].iloc[row].notna().any())


def lost_cells(rows: list[list[str]], responses: Responses) -> Iterator[tuple[int, str]]:
    """Yield cells that are neither in the table nor in the report; row 1 holds the headers."""
    decisions = responses.report.decisions
    dropped = {row for one in decisions if is_about_rows(one) for row in one.rows}
    kept = [row for row in range(2, len(rows) + 2) if row not in dropped]
    assert len(kept) == len(responses)
    for place, row in enumerate(kept):
        for question, cell in zip(HEADERS, rows[row - 2], strict=True):
            told = any(one.question == question and row in one.rows for one in decisions)
            if cell.strip() and not told and not has_value(responses, question, place):
                yield row, question


def is_about_rows(decision: Decision) -> bool:
    return "left out" in decision.what.template and not decision.question


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(MAGIC), content=st.binary(max_size=300), known=st.booleans())
@example(start=b"", content=b"a\x00b;c\n1;2\n", known=False)
@example(start=b"", content=b'"', known=False)
@example(start=b"", content=b"\r\r\n\x1c,\x1c\n", known=True)
def test_any_bytes_are_answers_or_one_sentence(start: bytes, content: bytes, known: bool) -> None:  # noqa: FBT001 - hypothesis names it
    answered("any.csv", start + content, QUESTIONNAIRE if known else None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(st.lists(TEXTS, max_size=4), max_size=6), separator=st.sampled_from(",;\t|"))
def test_any_table_without_a_questionnaire_is_answers_or_one_sentence(
    cells: list[list[str]], separator: str
) -> None:
    answered("any.csv", written(cells, separator).encode(), None)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.text(st.characters(codec="cp1252"), min_size=1, max_size=30), min_size=1,
                   max_size=6),
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252")),
    title=st.booleans(),
)  # fmt: skip
def test_texts_come_back_unchanged_from_any_dialect(
    texts: list[str], separator: str, end: str, encoding: str, title: bool  # noqa: FBT001
) -> None:  # fmt: skip
    rows = [["faculty", "comment"], *(["eng", text] for text in texts), ["law", "é"]]
    table = written([["Laporan", ""], *rows] if title else rows, separator, end)
    responses = read_bytes("any.csv", table.encode(encoding), QUESTIONNAIRE)
    expected = [None if text.isspace() else text for text in [*texts, "é"]]
    found = [None if pd.isna(text) else text for text in responses.table["comment"]]
    assert found == expected


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=5))
def test_every_cell_of_a_text_file_is_in_the_table_or_in_the_report(rows: list[list[str]]) -> None:
    content = written([HEADERS, *rows]).encode()
    responses = answered("any.csv", content, QUESTIONNAIRE)
    if responses is not None:
        assert list(lost_cells(rows, responses)) == []


XLSX_CELLS = (
    CELLS.filter(lambda text: not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in text))
    | st.none() | st.booleans() | st.integers(-(10**6), 10**6)
    | st.floats(allow_nan=False, allow_infinity=False) | st.dates() | st.datetimes() | st.times()
)  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(XLSX_CELLS, min_size=8, max_size=8), min_size=1, max_size=4))
def test_every_cell_of_a_workbook_is_in_the_table_or_in_the_report(
    rows: list[list[object]],
) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS)
    for row in rows:
        sheet.append([str(cell) if _before_excel(cell) else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    responses = answered("any.xlsx", file.getvalue(), QUESTIONNAIRE)
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if responses is not None:
        assert [cell for cell in lost_cells(texts, responses) if not _formula(rows, cell)] == []


def _before_excel(cell: object) -> bool:
    return bool(getattr(cell, "year", 2000) < 1901)


def _formula(rows: list[list[object]], place: tuple[int, str]) -> bool:
    """Whether openpyxl took a text for a formula; the report then tells of it by its cell."""
    return str(rows[place[0] - 2][HEADERS.index(place[1])]).startswith("=")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5),
    separator=st.sampled_from(",;\t|"),
)
def test_the_quick_way_for_large_files_reads_what_the_careful_way_reads(
    rows: list[list[str]], separator: str
) -> None:
    text = written([["a", "b", "c", "d"], *rows], separator)
    if "\0" in text:
        return
    careful, _ = dialect.parse(text, len)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "_MANY", 0)
        quick = dialect._quickly(text, separator)
    assert quick is not None
    assert [quick.row(row) for row in range(len(quick))] == [
        careful.row(row) for row in range(len(careful))
    ]


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text('ab,;"\n\r\t ', max_size=30))
@example(text='a,"b"c\n')
@example(text='a,"b""c"\n')
@example(text='"a\n"",b\n')
def test_the_quick_way_gives_up_rather_than_reading_something_else(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dialect, "_MANY", 0)
        quick = dialect._quickly("x,y\n" + text, ",")
        patch.undo()
    if quick is not None:
        careful = list(csv.reader(io.StringIO("x,y\n" + text, newline=""), strict=True))
        rows = [quick.row(row) for row in range(len(quick))]
        assert [list(filter(str.strip, row)) for row in rows] == [
            list(filter(str.strip, row)) for row in careful
        ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(("spss.sav", "stata.dta", "workbook-with-traps.xlsx")), data=st.data())
def test_damage_in_a_binary_file_is_answers_or_one_sentence(name: str, data: st.DataObject) -> None:
    content = bytearray((CORPUS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(8, len(content)))
    answered(name, bytes(content[:cut]), QUESTIONNAIRE)


@pytest.mark.parametrize("length", [10_000, 400_000])
def test_a_very_long_answer_stays_whole(length: int) -> None:
    content = written([["faculty", "comment"], ["eng", "a" * length]]).encode()
    limit = csv.field_size_limit()
    responses = read_bytes("long.csv", content, QUESTIONNAIRE)
    assert responses.table["comment"][0] == "a" * length
    assert csv.field_size_limit() == limit


def test_a_null_sign_in_an_answer_stays_there() -> None:
    responses = read_bytes("nul.csv", b"faculty,comment\neng,a\0b\nlaw,a long answer\n",
                           QUESTIONNAIRE)  # fmt: skip
    assert responses.table["comment"][0] == "a\0b"


def test_utf_8_that_is_cut_off_in_a_sign_is_read_as_western_and_told() -> None:
    content = "faculty,comment\neng,café".encode()[:-1]
    responses = read_bytes("cut.csv", content, QUESTIONNAIRE)
    assert any("1252" in str(one.what) for one in responses.report.warnings)


def test_more_columns_than_a_spreadsheet_has_are_refused() -> None:
    with pytest.raises(SurveyFileError, match="16384"):
        read_bytes("wide.csv", ",".join(map(str, range(20_000))).encode() + b"\n1\n", None)


def test_a_mark_of_utf_16_before_other_bytes_is_damage() -> None:
    with pytest.raises(SurveyFileError, match="UTF-16"):
        read_bytes("cut.csv", codecs.BOM_UTF16_LE + b"a\0b", None)
