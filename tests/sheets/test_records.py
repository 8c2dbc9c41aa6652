"""Tables whose columns are known beforehand."""

from pathlib import Path

import pytest

from workshop import i18n
from workshop.errors import SheetError
from workshop.sheets.records import read_records

COLUMNS = ("code", "weight")


def test_rows_come_by_name_whatever_the_order_the_case_and_the_separator(tmp_path: Path) -> None:
    path = tmp_path / "criteria.csv"
    path.write_text("Weight;note;CODE\n 2,5 ;mine;reach \n;;\n1;;cost\n", encoding="utf-8")
    assert list(read_records(path, COLUMNS)) == [
        (2, {"code": "reach", "weight": "2,5"}),
        (4, {"code": "cost", "weight": "1"}),
    ]


def test_a_missing_column_is_named_beside_those_that_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "criteria.csv"
    path.write_text("code,wieght\nreach,2\n", encoding="utf-8")
    with (
        i18n.use("en"),
        pytest.raises(SheetError, match="lacks the columns weight; it must have code, weight"),
    ):
        list(read_records(path, COLUMNS))


def test_a_file_that_is_not_there_is_told_by_its_path(tmp_path: Path) -> None:
    with i18n.use("en"), pytest.raises(SheetError, match=r"criteria\.csv cannot be read"):
        list(read_records(tmp_path / "criteria.csv", COLUMNS))
