"""The table of figures: complete, with sources, and every mistake in it named by its row."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import KIT
from workshop import i18n
from workshop.classroom.network.catalogue import COLUMNS, KINDS, UNITS
from workshop.classroom.network.constants import Constants
from workshop.errors import ClassroomError

NETWORK = KIT / "data" / "catalogue" / "network.csv"
Row = dict[str, str]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


@pytest.fixture
def rows() -> list[Row]:
    with NETWORK.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def saved(path: Path, rows: list[Row], separator: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def refused(path: Path) -> str:
    with pytest.raises(ClassroomError) as caught:
        Constants.read(path)
    return str(caught.value)


def edit(rows: list[Row], name: str, /, **cells: str) -> int:
    """Change a row and return its number as a spreadsheet counts it."""
    place = next(place for place, row in enumerate(rows) if row["name"] == name)
    rows[place] |= cells
    return place + 2


def test_every_figure_has_both_labels_a_source_a_date_and_a_kind(rows: list[Row]) -> None:
    assert len(rows) > 40
    assert all(all(row[column].strip() for column in COLUMNS) for row in rows)
    assert {row["kind"] for row in rows} <= set(KINDS)


def test_a_judgement_says_its_reason_and_anything_else_where_it_was_read(rows: list[Row]) -> None:
    for row in rows:
        if row["kind"] == "judgement":
            assert min(len(row["note_id"]), len(row["note_en"])) > 40, row["name"]
        else:
            assert row["source"] != "Ruang Kelas", row["name"]


def test_the_figures_are_those_that_are_computed_with(rows: list[Row]) -> None:
    assert [row["name"] for row in rows] == list(Constants.read().by_name)
    assert {row["name"] for row in rows} == set(UNITS)


def test_each_figure_is_used_somewhere() -> None:
    folder = KIT / "workshop" / "classroom" / "network"
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in folder.glob("*.py")
        if path.stem not in ("catalogue", "constants")
    )
    assert [name for name in UNITS if f'"{name}"' not in code] == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_a_spreadsheet_saved_is_read_with_decimal_commas_too(
    tmp_path: Path, rows: list[Row], separator: str, encoding: str
) -> None:
    for row in rows:
        row |= {name: row[name].replace(".", ",") for name in ("value", "low", "high")}
    edit(rows, "price_per_gb", value="3500")
    # Swapped columns and an empty line at the end, as they happen.
    swapped = [dict(reversed(row.items())) for row in rows]
    path = saved(tmp_path / "network.csv", swapped, separator, encoding)
    read = Constants.read(path)
    assert read["price_per_gb"].value == 3500
    assert read["audio_rate"].ends == (0.04, 0.06, 0.08)


def test_a_workbook_is_read(tmp_path: Path, rows: list[Row]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        numbers = {name: float(row[name]) for name in ("value", "low", "high")}
        sheet.append(list((row | numbers).values()))
    book.save(tmp_path / "network.xlsx")
    assert Constants.read(tmp_path / "network.xlsx") == Constants.read()


@pytest.mark.parametrize(
    ("name", "cells", "told"),
    [
        ("audio_rate", {"value": "01-Feb"}, "a spreadsheet may have made a date of it"),
        ("audio_rate", {"value": "=1+1"}, "audio_rate, value, is =1+1: it must be a number"),
        ("audio_rate", {"value": "-1"}, "it must be a number such as 0.12"),
        ("audio_rate", {"value": "5"}, "from 0.04 over 5 to 0.08"),
        ("audio_rate", {"unit": "kbps"}, "audio_rate is in kbps; it must be in Mbps"),
        ("audio_rate", {"low": "0"}, "audio_rate, low, is 0: it must be more than 0"),
        ("audio_rate", {"source": " "}, "audio_rate has nothing in the column source"),
        ("audio_rate", {"kind": "guess"}, "audio_rate is of the kind guess; allowed: measured,"),
        ("audio_rate", {"name": "audio_rat"}, "audio_rat is not known; did you mean audio_rate?"),
        ("audio_rate", {"name": "zzz"}, "the name zzz is not known"),
        ("audio_rate", {"name": ""}, "the name – is not known"),
        ("price_per_gb", {"value": "4.500"}, "it may be thousands or decimals; write 3000"),
        ("usable_share", {"high": "80"}, "a share is a number from 0 to 1; write 80% as 0.8"),
    ],
)
def test_a_mistake_is_named_with_its_row(
    tmp_path: Path, rows: list[Row], name: str, cells: Row, told: str
) -> None:
    number = edit(rows, name, **cells)
    message = refused(saved(tmp_path / "network.csv", rows))
    assert told in message
    assert f"row {number}: " in message


def test_all_mistakes_are_named_at_once(tmp_path: Path, rows: list[Row]) -> None:
    edit(rows, "audio_rate", value="x")
    edit(rows, "video_rate", unit="kbps")
    edit(rows, "bbb_users", name="speakers")
    message = refused(saved(tmp_path / "network.csv", rows))
    told = ("audio_rate, value", "video_rate is in", "speakers stands in it twice")
    assert all(words in message for words in (*told, "there is no row for bbb_users"))


def test_a_missing_column_is_named(tmp_path: Path, rows: list[Row]) -> None:
    fewer = [{name: cell for name, cell in row.items() if name != "low"} for row in rows]
    assert "lacks the columns low;" in refused(saved(tmp_path / "network.csv", fewer))


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_no_table_is_told_in_a_sentence(tmp_path: Path, language: str) -> None:
    for content in (b"", b"\x00\x01\x02", b"PK\x03\x04 broken", b'"', b"name\n"):
        path = tmp_path / "network.csv"
        path.write_bytes(content)
        with i18n.use(language), pytest.raises(ClassroomError) as caught:
            Constants.read(path)
        assert str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in refused(tmp_path / "nothing.csv")


@given(st.binary(max_size=300))
def test_any_bytes_are_answered_by_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    with pytest.raises(ClassroomError):
        Constants.read(path)


def test_a_figure_can_be_changed_in_code_and_widens_its_range() -> None:
    constants = Constants.read().changed(video_rate=3, speakers=2)
    assert constants["video_rate"].ends == (0.5, 3, 3)
    assert Constants.read()["video_rate"].value == 1


def test_a_change_of_an_unknown_or_impossible_figure_is_refused() -> None:
    with pytest.raises(ClassroomError, match="There is no figure video"):
        Constants.read().changed(video=3)
    with pytest.raises(ClassroomError, match=r"usable_share is 80: a share is a number"):
        Constants.read().changed(usable_share=80)
    with pytest.raises(ClassroomError, match=r"video_rate is 0: it must be more than 0"):
        Constants.read().changed(video_rate=0)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figures_show_themselves(language: str) -> None:
    with i18n.use(language):
        constants = Constants.read()
        assert len(constants.shown().rows) == len(UNITS)
        assert str(len(UNITS)) in constants.explain()
        assert sum(constants.chart().series[0].values) == len(UNITS)  # type: ignore[arg-type]
