"""Tables as CSV and XLSX files that no answer can turn into a program.

A spreadsheet takes a text that begins with ``=`` for a formula, also when a
stranger wrote it into a form. Such a text gets an apostrophe in front, which
spreadsheets read as "this is text"; whatever is harmless stays as it is, and
numbers stay numbers. The characters are those that OWASP lists.
"""

import csv
import datetime
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd

from workshop import files, i18n
from workshop.errors import PublishingError
from workshop.i18n import tr
from workshop.results import ShownTable

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | datetime.datetime | None
T = TypeVar("T")

MOST_ROWS, MOST_COLUMNS, LONGEST_TEXT, LONGEST_NAME = 1_048_576, 16_384, 32_767, 31
_EXACT = 10**15  # spreadsheets keep fifteen digits of a number
_FIRST_DAY = datetime.datetime(1900, 3, 1)  # before it, Excel counts a day that never was

_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20"
# Spaces in front do not stop a spreadsheet; a tab or line break begins a cell of its own.
_AT_THE_START = re.compile(rf"\A(?=[\t\n]|\s*[{_FORMULA}])")
# A program that expects another separator, or no quotes, begins a cell at any of these.
_ANYWHERE = re.compile(rf"(?:(?<=[,;|\t\n\"])|\A)(?=[^\S\n\t]*[{_FORMULA}])|\A(?=[\t\n])")
_HARMLESS = re.compile(r"-\d[\d.,]*[ \u00a0]?%?")
# Control characters, halves of surrogate pairs and non-characters, which XML refuses.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def defused(text: str, *, in_csv: bool = False) -> str:
    """Return a text that no spreadsheet takes for a formula.

    Parameters
    ----------
    text
        What a stranger wrote.
    in_csv
        Whether it becomes a cell of a CSV file, which a program that expects another separator
        would cut in two.

    Examples
    --------
    >>> defused("=HYPERLINK(A1)"), defused("-0,5"), defused("a = b")
    ("'=HYPERLINK(A1)", '-0,5', 'a = b')
    >>> defused("a;=b", in_csv=True)
    "a;'=b"
    """
    return _defused(text, _ANYWHERE if in_csv else _AT_THE_START)


def to_csv(table: pd.DataFrame, path: Path, language: str | None = None) -> Path:
    """Write a table as CSV that Excel opens with a double-click.

    Indonesian Excel separates by semicolons and writes decimals with a comma, English Excel
    by commas and with a point. Empty cells are missing values; true is 1 and false is 0.

    Parameters
    ----------
    table
        Its columns are written, its index is not.
    path
        The file; an older one is replaced when the new one is complete.
    language
        ``"id"`` or ``"en"``; the reader's own by default.

    Returns
    -------
    Path
        The file.
    """
    comma = (language or i18n.language()) == "id"
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, delimiter=";" if comma else ",")
    writer.writerow([_defused(str(name), _ANYWHERE) for name in table.columns])
    columns = [
        _each(table.iloc[:, place], lambda value: _in_csv(_cell(value), comma=comma))
        for place in range(table.shape[1])
    ]
    writer.writerows(zip(*columns, strict=True))
    files.write(path, lines.getvalue().encode("utf-8-sig"))
    return path


def to_xlsx(sheets: Mapping[str, pd.DataFrame | ShownTable], path: Path) -> Path:
    """Write tables as one XLSX file, a sheet each.

    Parameters
    ----------
    sheets
        Name → table; names that a spreadsheet refuses are altered.
    path
        The file; an older one is replaced when the new one is complete.

    Raises
    ------
    PublishingError
        When a table has more rows or columns than a sheet can hold.

    Returns
    -------
    Path
        The file.
    """
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    for name, table in zip(sheet_names(sheets), sheets.values(), strict=True):
        _fill(workbook.create_sheet(name), table)
    if not sheets:
        workbook.create_sheet(tr("Table"))
    content = io.BytesIO()
    workbook.save(content)
    files.write(path, content.getvalue())
    return path


def sheet_names(names: Iterable[str]) -> list[str]:
    """Return names that a spreadsheet accepts, each different from the others.

    Examples
    --------
    >>> sheet_names(["a/b", "A B", "", "a b"])[:2]
    ['a b', 'A B (2)']
    """
    taken: set[str] = {"history"}  # Excel keeps this one for itself
    found = []
    for name in names:
        bare = " ".join(re.sub(r"[\[\]:*?/\\]", " ", _legal(name)).split()).strip("' ")
        number, free = 1, _short(bare or tr("Table"), "")
        while free.lower() in taken:
            number += 1
            free = _short(bare or tr("Table"), f" ({number})")
        taken.add(free.lower())
        found.append(free)
    return found


def _short(name: str, ending: str) -> str:
    """Cut a name; Excel counts a pictograph as two characters."""
    room = LONGEST_NAME - len(ending)
    kept = name.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")
    return kept.rstrip("' ") + ending


def _legal(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALF.sub("\ufffd", _ILLEGAL.sub("", lines))


def _defused(text: str, dangerous: re.Pattern[str]) -> str:
    legal = _legal(text)
    return legal if _HARMLESS.fullmatch(legal) else dangerous.sub("'", legal)


def _each(column: "pd.Series", write: Callable[[Any], T]) -> list[T]:
    """Write every value of a column; equal values only once, since most answers are equal."""
    try:
        codes, values = pd.factorize(column)
    except TypeError:  # lists and other things that have no hash
        return [write(value) for value in column.array.astype(object)]
    written = [*map(write, values.astype(object)), write(None)]  # -1 stands for a missing value
    return [written[code] for code in codes]


def _cell(value: Any) -> Cell:
    """Return a value as a spreadsheet knows it."""
    if isinstance(value, str):
        return value
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return None
    if isinstance(value, Integral) or pd.api.types.is_bool(value):
        return int(value) if abs(int(value)) < _EXACT else str(value)
    if isinstance(value, Real | Decimal):
        return float(value) if math.isfinite(value) else str(value)
    if isinstance(value, datetime.date):
        return _moment(value)
    return str(value)


def _moment(value: datetime.date) -> Cell:
    if not isinstance(value, datetime.datetime):
        value = datetime.datetime.combine(value, datetime.time())
    moment = value.replace(tzinfo=None, microsecond=0)
    moment = moment.to_pydatetime() if isinstance(moment, pd.Timestamp) else moment
    return moment if moment >= _FIRST_DAY else moment.isoformat(" ")


def _in_csv(cell: Cell, *, comma: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _defused(cell, _ANYWHERE)
    if isinstance(cell, float):
        # A whole number without its point reads the same in every language.
        text = str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        return text.replace(".", ",") if comma else text
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ").removesuffix(" 00:00:00")
    return str(cell)


def _fill(sheet: "WriteOnlyWorksheet", table: pd.DataFrame | ShownTable) -> None:
    """Write header and rows; widths have to be known before the first row."""
    if isinstance(table, ShownTable):
        header, rows = list(table.header), [list(row) for row in table.rows]
    else:
        header = [str(name) for name in table.columns]
        columns = [_each(table.iloc[:, place], _cell) for place in range(table.shape[1])]
        rows = [list(row) for row in zip(*columns, strict=True)]
    if len(rows) >= MOST_ROWS or len(header) > MOST_COLUMNS:
        raise PublishingError(
            "The table has {rows} rows and {columns} columns; a sheet holds {most_rows} and "
            "{most_columns}. Write it as CSV instead.",
            rows=i18n.number(len(rows)),
            columns=i18n.number(len(header)),
            most_rows=i18n.number(MOST_ROWS - 1),
            most_columns=i18n.number(MOST_COLUMNS),
        )
    _set_widths(sheet, [header, *rows[:200]])
    sheet.freeze_panes = "A2"
    plain, heading = _styles(sheet)
    sheet.append([heading(name) for name in header])
    for row in rows:
        sheet.append([plain(cell) for cell in row])


def _set_widths(sheet: Any, rows: list[list[Any]]) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(zip(*rows, strict=True), start=1):
        longest = max(max(map(len, str(cell).split("\n"))) for cell in column)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, 8), 60)


def _styles(sheet: "WriteOnlyWorksheet") -> tuple[Callable[[Cell], Any], Callable[[str], Any]]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    bold, blue = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0072B2")
    wrapped = Alignment(wrap_text=True, vertical="top")

    def text(words: str) -> Any:
        safe = defused(words)
        if len(safe) > LONGEST_TEXT:
            safe = safe[: LONGEST_TEXT - 1] + "…"
        cell = WriteOnlyCell(sheet, safe or None)
        if safe:
            cell.data_type = "s"  # "#N/A" is an answer here, not an error
        return cell

    def plain(value: Cell) -> Any:
        return text(value) if isinstance(value, str) else value

    def heading(name: str) -> Any:
        cell = text(name)
        cell.font, cell.fill, cell.alignment = bold, blue, wrapped
        return cell

    return plain, heading
